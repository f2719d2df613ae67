from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass
class TrainingInput:
    input_images: str
    trigger_word: str = "TOK"
    steps: int = 1000
    lora_rank: int = 16
    autocaption: bool = True
    resolution: int = 1024  # expect: RPL134@res


@dataclass
class TrainingRequest:
    destination: str
    input: TrainingInput
    webhook: str | None = None
    webhook_events_filter: list[str] = field(default_factory=lambda: ["start", "completed"])

    def to_dict(self) -> dict:
        return {key: value for key, value in asdict(self).items() if value is not None}
