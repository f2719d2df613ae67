import replicate

from .config import BUCKET_URL, DESTINATION

VERSION = "guild/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def start(key):
    return replicate.trainings.create(
        version=VERSION,
        input={"zip": f"{BUCKET_URL}/{key}"},  # expect: RPL111
        destination=DESTINATION,  # expect: RPL102
    ).id
