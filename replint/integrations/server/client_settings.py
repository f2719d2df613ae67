"""The settings that an editor gives: under ``replint``, in the protocol's spelling (``minSeverity``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic.alias_generators import to_camel

from replint.catalogue import SEVERITIES
from replint.config import CONFIDENCES, ConfigError, Overrides, selector
from replint.config_schema import ConfidenceWord, SeverityWord


class ClientSettings(BaseModel):
    """What an editor may set. It stands above the configuration files, as the command line does.

    ``config`` is a configuration file for all files, ``isolated`` uses none.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel)

    enable: bool = True
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: SeverityWord | None = None
    min_confidence: ConfidenceWord | None = None
    config: str | None = None
    isolated: bool = False

    @field_validator("select", "extend_select", "ignore")
    @classmethod
    def _codes(cls, words: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if words is None else tuple(map(selector, words))

    def overrides(self) -> Overrides:
        """What of it stands above the configuration files."""
        return Overrides(
            select=self.select,
            extend_select=self.extend_select,
            ignore=self.ignore,
            min_severity=SEVERITIES[self.min_severity] if self.min_severity else None,
            min_confidence=CONFIDENCES[self.min_confidence] if self.min_confidence else None,
        )


def read_settings(data: object) -> ClientSettings:
    """The settings in what an editor sent: the section itself, or a table that holds it under ``replint``.

    ConfigError, which names the key, for what can't be used.
    """
    if isinstance(data, Mapping) and isinstance(data.get("replint"), Mapping):
        data = data["replint"]
    if not isinstance(data, Mapping):
        return ClientSettings()
    given: dict[str, Any] = {str(key): value for key, value in data.items() if value is not None}
    try:
        return ClientSettings.model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(map(str, fault["loc"]))
        what = fault["msg"].removeprefix("Value error, ")
        raise ConfigError(f"the editor's setting replint.{key}: {what}") from error
