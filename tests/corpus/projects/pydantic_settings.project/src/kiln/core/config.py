from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="KILN_")

    replicate_api_token: str
    trainer: str = "ostris/flux-dev-lora-trainer"
    trainer_hash: str = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
    destination: str | None = None
    gallery_destination: str = "kiln/flux-gallery"
    poll_seconds: int = 3
    patience: int = Field(default=20, ge=1)
    public_url: str


@lru_cache
def get_settings() -> Settings:
    return Settings()


settings = get_settings()
