import os

from environs import Env

env = Env()
env.read_env()

POLL_SECONDS = env.int("POLL_SECONDS", 20)
MAX_POLL = float(os.getenv("MAX_POLL", "240"))
OWNER = env.str("REPLICATE_OWNER", default="your-username")
BUCKET_URL = os.environ.get("BUCKET_URL", "https://acme-train.s3.eu-west-1.amazonaws.com")
WEBHOOK = env("WEBHOOK_URL")
STEPS = int(os.environ.get("STEPS", 2))
VERSION = os.environ["TRAINER_VERSION"]
