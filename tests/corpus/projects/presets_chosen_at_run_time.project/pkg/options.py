import json
from pathlib import Path

DEFAULTS = {"steps": 1000, "lora_rank": 16, "autocaption": True}
PRESETS = {
    "draft": {**DEFAULTS, "steps": 300},
    "final": DEFAULTS | {"steps": 6500},  # expect: RPL134
    "style": dict(DEFAULTS, lora_type="style"),  # expect: RPL133
}


def load(path: str) -> dict:
    return json.loads(Path(path).read_text())


def preset(name: str) -> dict:
    return dict(PRESETS[name])
