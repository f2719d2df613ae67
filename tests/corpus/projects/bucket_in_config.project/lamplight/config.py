import os

BUCKET = "lamplight-uploads"
REGION = os.environ.get("AWS_REGION", "eu-central-1")
CDN = "https://cdn.lamplight.example.com"
TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
DESTINATION = "lamplight/flux-lamps"
