NAME = "ostris/flux-dev-lora-trainer"
HASH = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
FLUX = NAME + ":" + HASH
NEWEST = f"{NAME}:latest"
