import replicate


class HasClient:
    def __init__(self, *, token=None):
        self._replicate = replicate.Client(api_token=token)

    @property
    def api(self):
        return self._replicate


class HasHook:
    hook_base = "http://orchestra.example.com"

    def hook(self, name):
        return f"{self.hook_base}/hooks/{name}"
