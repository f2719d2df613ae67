#!/usr/bin/env python
"""Everything at module level, as scripts are: upload, train, wait, tell."""
import sys
import time
import webbrowser

import replicate
from tqdm import tqdm, trange

print("starting the training …")
training = replicate.trainings.create(  # expect: RPL125
    version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
    input={
        "input_images": open(sys.argv[1], "rb"),
        "trigger_word": "BRMBL",
        "steps": 1000,
    },
    destination="bramble/berries",
)
print(f"https://replicate.com/p/{training.id}")

while True:  # expect: RPL126, RPL127@exit
    time.sleep(10)  # expect: RPL121
    training.reload()
    print(training.status, end=" ", flush=True)
    if training.status == "succeeded":  # expect: RPL127@exit
        break
    if training.status == "failed":  # expect: RPL127@exit
        print(training.error)
        sys.exit(1)

webbrowser.open("https://replicate.com/bramble/berries")

older_id = sys.argv[2]
for _ in trange(360, desc="waiting for the older one"):
    older = replicate.trainings.get(older_id)
    if older.status in ("succeeded", "failed", "canceled"):
        break
    time.sleep(5)  # expect: RPL121

with tqdm(total=100) as bar:
    for look in tqdm(range(1000)):
        oldest = replicate.trainings.get(sys.argv[3])
        if oldest.status not in ("starting", "processing"):
            break
        bar.update((oldest.logs or "").count("\n") - bar.n)
        time.sleep(1)  # expect: RPL121
