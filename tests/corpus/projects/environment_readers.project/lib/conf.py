from lib.env import env, env_float, env_int, env_path

WEBHOOK = env("WEBHOOK_URL")
INTERVAL = env_float("INTERVAL", 7.5)
RANK = env_int("RANK", 200)
STEPS = env_int("STEPS", 1000)
ARCHIVE = env_path("ARCHIVE", "~/data/images.zip")
DESTINATION = env("DESTINATION", "acme/env-model")
