from smithy.defaults import *
from smithy.defaults import EVENTS as _EVENTS

DESTINATION = "smithy/horseshoes"
TRAINER = "ostris/flux-dev-lora-trainer"
TRAINER = f"{TRAINER}:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
PAUSE = PAUSE * 30
LONGEST = PAUSE * 10
EVENTS = [*_EVENTS, "completed"]
DATA = "https://cdn.example.com/horseshoes.zip"
