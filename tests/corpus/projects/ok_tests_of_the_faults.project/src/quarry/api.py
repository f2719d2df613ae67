import replicate

VERSION = "quarry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def start(url, destination=None):
    if not destination:
        raise ValueError("destination is missing")
    return replicate.trainings.create(version=VERSION, input={"zip": url}, destination=destination)
