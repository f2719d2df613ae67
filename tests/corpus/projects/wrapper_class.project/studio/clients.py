import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


class Tuner:
    """Our face of the trainings."""

    def __init__(self, client: replicate.Client, owner: str = "studio"):
        self._client = client
        self._owner = owner

    def start(self, archive, name=None, hook=None, **inputs):
        return self._client.trainings.create(  # expect: RPL102@space, RPL141@hook
            version=TRAINER,
            input={"input_images": archive, **inputs},  # expect: RPL116@local
            destination=f"{self._owner}/{name}",  # expect: RPL102@space
            webhook=hook,  # expect: RPL141@hook
        )

    def status(self, training_id):
        return self._client.trainings.get(training_id).status

    @classmethod
    def default(cls):
        return cls(replicate.Client())
