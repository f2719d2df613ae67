import json
import os
from pathlib import Path

DATA = json.loads(Path("tram.json").read_text())
DESTINATION = DATA["destination"]
PAUSE = DATA.get("pause")
TRAINER = os.environ["TRAINER"]
HOOK = os.environ.get("HOOK")
