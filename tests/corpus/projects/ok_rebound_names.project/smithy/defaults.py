DESTINATION = "your-username/your-model"
DATA = "./data/horseshoes.zip"
PAUSE = 1
EVENTS = ["start"]
TRAINER = "ostris/flux-dev-lora-trainer:latest"

__all__ = ["PAUSE"]
