REGISTRY: dict[str, type] = {}


def register(name):
    def inner(cls):
        REGISTRY[name] = cls
        cls.key = name
        return cls

    return inner


class Base:
    version: str = ""

    def request(self, url, destination):
        return {"version": self.version, "input": self.inputs(url), "destination": destination}  # expect: RPL132

    def inputs(self, url):
        raise NotImplementedError
