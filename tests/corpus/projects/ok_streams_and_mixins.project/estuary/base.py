import replicate


class Base:
    version = ""
    destination = None
    hook_base = "http://localhost:8000"

    def __init__(self):
        self.client = replicate.Client()

    def inputs(self, url):
        raise NotImplementedError

    def start(self, url):
        if not self.destination or not self.version:
            raise NotImplementedError
        return self.client.trainings.create(
            version=self.version, input=self.inputs(url), destination=self.destination, webhook=f"{self.hook_base}/hooks"
        )
