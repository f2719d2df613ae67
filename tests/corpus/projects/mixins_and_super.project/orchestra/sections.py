from .base import Trainer


class Strings(Trainer):
    def inputs(self, url):
        return super().inputs(url) | {"lora_rank": 512}  # expect: RPL134


class Brass(Trainer):
    def inputs(self, url):
        made = super().inputs(url)
        made["training_steps"] = 900  # expect: RPL133
        return made


class Winds(Trainer):
    hook_base = "https://orchestra.example.com"
