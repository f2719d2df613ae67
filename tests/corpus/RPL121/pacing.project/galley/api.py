import replicate

_client = replicate.Client()


def fetch(training_id: str):
    """One look at a training."""
    return _client.trainings.get(training_id)


def status_of(training_id: str) -> str:
    return fetch(training_id).status
