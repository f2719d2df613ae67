from lib.registry import Base, register


@register("flux")
class Flux(Base):
    version = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"

    def inputs(self, url):
        return {"input_images": url, "trigger_word": "TOK"}


@register("fast")
class Fast(Base):
    version = "replicate/fast-flux-trainer"

    def inputs(self, url):
        return {"input_images": url, "learning_rate": 1e-4}  # expect: RPL133
