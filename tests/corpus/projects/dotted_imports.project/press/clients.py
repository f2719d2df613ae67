import os

import replicate


def make() -> replicate.Client:
    return replicate.Client(api_token=os.environ["REPLICATE_API_TOKEN"])
