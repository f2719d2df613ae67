from datetime import timedelta
from functools import cached_property

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    replicate_api_token: str
    trainer: str = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
    destination: str = "orrery/flux-planets"
    bucket: str
    hook_base: str
    first_pause: float = 30.0
    longest_pause: float = 300.0
    patience: timedelta = timedelta(hours=8)

    @cached_property
    def hook(self) -> str:
        return f"{self.hook_base}/hooks/replicate"


settings = Settings()
