class TrainingBuilder:
    """Collects what a training needs."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._input: dict = {}
        self._webhook = None
        self._destination = None

    def images(self, url: str) -> "TrainingBuilder":
        self._input["input_images"] = url
        return self

    def option(self, key: str, value) -> "TrainingBuilder":
        self._input[key] = value
        return self

    def options(self, **options) -> "TrainingBuilder":
        self._input.update(options)
        return self

    def to(self, owner: str, name: str) -> "TrainingBuilder":
        self._destination = f"{owner}/{name}"
        return self

    def notify(self, url: str, *events: str) -> "TrainingBuilder":
        self._webhook = url
        self._events = list(events)
        return self

    def build(self) -> dict:
        request = {"version": self._version, "input": self._input, "destination": self._destination}
        if self._webhook:
            request["webhook"] = self._webhook
            request["webhook_events_filter"] = self._events
        return request
