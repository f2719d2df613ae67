from abc import ABC, abstractmethod


class Strategy(ABC):
    name: str

    @abstractmethod
    def reference(self) -> str: ...

    @abstractmethod
    def inputs(self, url: str) -> dict: ...


class Flux(Strategy):
    name = "flux"

    def reference(self) -> str:
        return "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"

    def inputs(self, url: str) -> dict:
        return {"input_images": url, "steps": 900}


class FluxPro(Strategy):
    name = "pro"

    def reference(self) -> str:
        return "black-forest-labs/flux-pro-trainer:8b10794665aed907bb98a1a5324cd1d3a8bea0e9b31e65210967fb9c9e2e08ed"

    def inputs(self, url: str) -> dict:
        return {"input_images": url, "mode": "style"}


class Qwen(Strategy):
    name = "qwen"

    def reference(self) -> str:
        return "qwen/qwen-image-lora-trainer:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"

    def inputs(self, url: str) -> dict:
        return {"dataset": url, "trigger_word": "QW"}  # expect: RPL133


ALL = {one.name: one for one in (Flux(), FluxPro(), Qwen())}
