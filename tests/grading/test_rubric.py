"""The rubric's bad cases and their good twin, graded from their code; the scores are computed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Tree

from replint.checks import Judged, run_together
from replint.config import Settings
from replint.source import Source

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
VERSION = "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"

BAD_01 = f"""
import os

import requests

requests.post(
    "https://api.replicate.com/v1/trainings",
    headers={{"Authorization": f"Bearer {{os.environ['REPLICATE_API_TOKEN']}}"}},
    json={{"version": "{VERSION}", "input": {{"input_images": "https://cdn.lumen-labs.com/brand.zip"}}}},
    timeout=30,
)
"""
CREATE = """
import logging
import time

import replicate

training = replicate.trainings.create(
    version="stability-ai/sdxl:{version}",
    input={{"input_images": "{data}"}},
    destination="myorg/sdxl-brand-lora",{more}
)
logging.info("started %s", training.id)
"""
BAD_02 = CREATE.format(version=VERSION, data="https://my-private-bucket.s3.amazonaws.com/dataset.zip", more="")
POLL = """
deadline = time.monotonic() + 6 * 3600
delay = {delay}
while training.status not in ("succeeded", "failed", "canceled", "aborted"):
    if time.monotonic() > deadline:
        training.cancel()
        break
    time.sleep(delay)
    delay = {next}
    training.reload()
"""
HOOK = '\n    webhook="https://hooks.lumen-labs.com/replicate",\n    webhook_events_filter=["completed"],'
START = CREATE.format(version=VERSION, data="https://cdn.lumen-labs.com/brand.zip", more="")
BAD_03 = START + POLL.format(delay=5, next="5")
GOOD = CREATE.format(version=VERSION, data="https://cdn.lumen-labs.com/brand.zip", more=HOOK) + POLL.format(
    delay=30, next="min(delay * 2, 300)"
)
UNRELATED = {
    "predict.py": (
        "import time\n\nimport replicate\n\nprediction = replicate.predictions.create(version='x', input={})\n"
        "while prediction.status not in ('succeeded', 'failed', 'canceled'):\n    time.sleep(0.5)\n"
        "    prediction.reload()\nprint(replicate.run('black-forest-labs/flux-schnell', input={'prompt': 'a cat'}))\n"
    ),
    "pkg/__init__.py": "",
    "pkg/sums.py": "def add(a, b):\n    return a + b\n",
    "jobs.py": "class Jobs:\n    def create(self, training):\n        return training\n\n\ntrainings = Jobs()\n"
    "trainings.create('https://x.s3.amazonaws.com/a.zip')  # of replicate, no word\n",
}


def grade(run: Run, *arguments: str) -> tuple[int, dict[str, Any]]:
    ran = run("grade", "--output-format", "json", "--isolated", *arguments)
    assert ran.err == ""
    return ran.code, json.loads(ran.out)


def scores(data: dict[str, Any]) -> dict[str, tuple[str, float | None, int | None, bool]]:
    """Each criterion: its scores, one sign a case, its mean, its lowest score, and whether it passes."""
    (pack,) = data["packs"]
    return {
        one["criterion"]: (
            "".join(str(score or "-") for _, score in sorted(one["scores"].items())),
            one["mean"],
            one["min"],
            one["passed"],
        )
        for one in pack["criteria"]
    }


def codes(data: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in data["findings"]]


def test_the_bad_destination(run: Run, tree: Tree) -> None:
    tree({"a.py": BAD_01})
    code, data = grade(run)
    assert codes(data) == ["RPL101", "RPL106"]  # both high: the one bears on replicate, the other on ai-platform
    assert scores(data) == {
        "replicate": ("25-5-", 4.0, 2, False),
        "ai-platform": ("25-5-", 4.0, 2, False),
        "fine-tuning": ("25-5-", 4.0, 2, False),
    }
    assert (code, data["passed"]) == (1, False)


def test_the_bad_training_data(run: Run, tree: Tree) -> None:
    tree({"a.py": BAD_02})
    code, data = grade(run)
    assert codes(data) == ["RPL111"]  # critical, on all three
    assert scores(data) == dict.fromkeys(("replicate", "ai-platform", "fine-tuning"), ("51-5-", 11 / 3, 1, False))
    assert (code, data["passed"]) == (1, False)


def test_the_bad_poll(run: Run, tree: Tree) -> None:
    tree({"a.py": BAD_03})
    code, data = grade(run)
    assert sorted(codes(data)) == ["RPL121", "RPL125"]  # medium and low, both on ai-platform and fine-tuning
    assert scores(data) == {
        "replicate": ("5555-", 5.0, 5, True),
        "ai-platform": ("5535-", 4.5, 3, True),
        "fine-tuning": ("5535-", 4.5, 3, True),
    }
    assert (code, data["passed"]) == (0, True)
    assert grade(run, "--min-score", "3.5")[0] == 1
    assert grade(run, "--min-mean", "4.6")[0] == 1


def test_the_three_together(run: Run, tree: Tree) -> None:
    tree({"one.py": BAD_01, "two.py": BAD_02, "three.py": BAD_03})
    code, data = grade(run, "--by", "file")
    assert scores(data) == {
        "replicate": ("2155-", 3.25, 1, False),
        "ai-platform": ("2135-", 2.75, 1, False),
        "fine-tuning": ("2135-", 2.75, 1, False),
    }
    assert code == 1
    assert {part["name"]: part["passed"] for part in data["parts"]} == {
        "one.py": False,
        "three.py": True,
        "two.py": False,
    }


def test_the_good_twin(run: Run, tree: Tree) -> None:
    tree({"a.py": GOOD})
    code, data = grade(run)
    assert codes(data) == []
    assert scores(data) == dict.fromkeys(("replicate", "ai-platform", "fine-tuning"), ("55555", 5.0, 5, True))
    assert (code, data["packs"][0]["deductions"]) == (0, [])


@pytest.mark.parametrize("files", [{"a.py": BAD_01, "b.py": BAD_03}, {"a.py": GOOD}, {}], ids=["bad", "good", "none"])
def test_clean_unrelated_code_never_changes_it(run: Run, tree: Tree, files: dict[str, str]) -> None:
    tree(files)
    before = grade(run)
    tree(UNRELATED)
    assert grade(run) == before
    tree({name: text + "\n\nimport replicate\n" for name, text in files.items()})
    assert scores(grade(run)[1]) == scores(before[1])


@pytest.mark.parametrize("bad", sorted(EXAMPLES.rglob("bad_*.py")), ids=lambda path: path.stem)
def test_a_bad_twin_is_nowhere_above_its_good_one(run: Run, tree: Tree, bad: Path) -> None:
    good = bad.with_name(bad.name.replace("bad_", "good_"))
    tree({"bad/a.py": bad.read_text(encoding="utf-8"), "good/a.py": good.read_text(encoding="utf-8")})
    (code, worse), (_, better) = grade(run, "bad"), grade(run, "good")
    assert better["passed"]
    assert code == 1
    for one, other in zip(worse["packs"][0]["criteria"], better["packs"][0]["criteria"], strict=True):
        assert one["mean"] < other["mean"]
        assert one["min"] < other["min"] == 5


def acts(*sources: str) -> list[set[str]]:
    """What each of some modules of one project does."""
    files = {f"m{number}.py": (Source(f"m{number}.py", text), Settings(".")) for number, text in enumerate(sources)}
    found: list[set[str]] = []
    for outcome in run_together(files).values():
        assert isinstance(outcome, Judged)
        found.append({*outcome.acts})
    return found


def test_what_code_does() -> None:
    created = {"training-created", "training-data-passed"}
    assert acts(START) == [created]
    assert acts(BAD_03) == [created | {"training-awaited"}]
    assert acts(GOOD) == [created | {"training-awaited", "webhook-requested"}]
    assert acts(UNRELATED["predict.py"]) == [set()]
    assert acts(CREATE.format(version=VERSION, data="", more="").replace('"input_images"', '"steps"')) == [
        {"training-created"}
    ]
    assert acts("import replicate\n\n\ndef show(id):\n    print(replicate.trainings.get(id).status)\n") == [set()]


def test_an_act_is_that_of_every_module_with_a_part_in_it() -> None:
    client = (
        "import replicate\n\n\ndef start(data):\n    training = replicate.trainings.create(\n"
        f'        version="stability-ai/sdxl:{VERSION}", input={{"input_images": data}}, destination="lumen/lora"\n'
        "    )\n    print(training.id)\n"
    )
    caller = 'from m0 import start\n\nstart("https://cdn.lumen-labs.com/a.zip")\n'
    created = {"training-created", "training-data-passed"}
    assert acts(client, caller, "import m0\n") == [created, created, set()]
