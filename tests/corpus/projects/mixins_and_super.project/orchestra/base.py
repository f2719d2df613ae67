from orchestra.mixins import HasClient, HasHook


class Trainer(HasHook, HasClient):
    version = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
    owner = "orchestra"

    def __init__(self, name, **options):
        super().__init__(**options)
        self.name = name

    def inputs(self, url):
        return {"input_images": url, "autocaption": True}

    def destination(self):
        return f"{self.owner}/{self.name}"

    def start(self, url, **extra):
        return self.api.trainings.create(
            version=self.version,
            input=self.inputs(url),
            destination=self.destination(),
            webhook=self.hook(self.name),  # expect: RPL141@strings, RPL141@brass, RPL141@winds
            **extra,
        )

    @classmethod
    def named(cls, name):
        return cls(name)
