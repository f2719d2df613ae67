import replicate

from tidepool import settings

client = replicate.Client()


def look(training_id: str):
    """One look at one training."""
    return client.trainings.get(training_id)


def over(training) -> bool:
    return training.status in settings.FINAL
