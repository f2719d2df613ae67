from estuary.base import Base


class Birds(Base):
    version = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
    destination = "estuary/birds"
    hook_base = "https://estuary.example.com"

    def inputs(self, url):
        return {"input_images": url, "token_string": "BRD", "caption_prefix": "a bird like BRD, "}


class Herons(Birds):
    destination = "estuary/herons"

    def inputs(self, url):
        return {**super().inputs(url), "max_train_steps": 900}
