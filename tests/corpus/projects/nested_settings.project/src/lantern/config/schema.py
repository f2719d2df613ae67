from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Poll:
    seconds: float = 30.0
    growth: float = 2.0
    looks: int = 90


@dataclass(frozen=True)
class Target:
    owner: str = "lantern"
    name: str = "shades"

    @property
    def path(self) -> str:
        return f"{self.owner}/{self.name}"


@dataclass(frozen=True)
class App:
    trainer: str = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
    target: Target = field(default_factory=Target)
    poll: Poll = field(default_factory=Poll)
    events: tuple[str, ...] = ("completed",)
