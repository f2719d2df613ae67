import os

BUCKET = os.environ["VAULT_BUCKET"]
HOST = f"https://{BUCKET}.s3.amazonaws.com"
TEN_MINUTES = 600
A_DAY = 24 * 3600
