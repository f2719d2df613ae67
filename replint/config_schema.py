"""Configuration files: read with tomli, checked with pydantic, folded into Settings along their ``extend`` chain."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from replint.catalogue import SEVERITIES
from replint.config import CONFIDENCES, ConfigError, Settings, selector
from replint.disk import read_file
from replint.globs import Globs, PatternError, check_pattern
from replint.suggest import did_you_mean
from replint.trainers_config import trainers_from
from replint.wrappers_schema import wrappers_from

SeverityWord = Literal["low", "medium", "high", "critical"]
ConfidenceWord = Literal["low", "medium", "high"]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Score = Annotated[float, Field(ge=1, le=5, allow_inf_nan=False)]

_EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "a table",
    "float_type": "a number",
    "list_type": "a list",
    "model_type": "a table",
    "string_type": "a string",
}
_NAMES = {
    "public-buckets": (re.compile(r"[^\s:/]+(?:/[^\s:/]+)?"), "no name of a bucket: leave out scheme and key"),
    "allowed-hosts": (re.compile(r"[^\s:/]+|[0-9a-fA-F:]+"), "no name of a host: leave out scheme, port and path"),
    "known-destinations": (re.compile(r"[^\s:/]+/[^\s:/]+|\*"), "no owner/name"),
}


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=_kebab)


class GradeTable(_Strict):
    """``[tool.replint.grade]``: the thresholds of the rubric's gate."""

    min_mean: Score | None = None
    min_score: Score | None = None


class ConfigTable(_Strict):
    """``[tool.replint]``, or the whole of a ``replint.toml``. Keys are written with hyphens."""

    extend: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    extend_select: list[str] = []
    per_file_ignores: dict[str, list[str]] = {}
    severity: dict[str, SeverityWord] = {}
    min_severity: SeverityWord | None = None
    min_confidence: ConfidenceWord | None = None
    fail_on: SeverityWord | None = None
    exclude: list[str] | None = None
    extend_exclude: list[str] = []
    include: list[str] | None = None
    include_docs: bool | None = None
    respect_gitignore: bool | None = None
    require_suppression_reason: bool | None = None
    min_poll_seconds: Seconds | None = None
    max_poll_seconds: Seconds | None = None
    min_presign_seconds: Seconds | None = None
    public_buckets: list[str] | None = None
    allowed_hosts: list[str] | None = None
    known_destinations: list[str] | None = None
    trainers: list[str | dict[str, Any]] = []
    wrappers: dict[str, Any] = {}
    cache_dir: str | None = None
    baseline: str | None = None
    grade: GradeTable | None = None


def load_settings(path: str, cwd: str, *, root: str | None = None, optional: bool = False) -> Settings | None:
    """See ``config.load``: patterns hold below ``root``, the file's own folder unless given."""
    chain = read_chain(path, cwd, optional=optional)
    if chain is None:
        return None
    settings = Settings(root=root or chain[0][0].folder, file=chain[0][0].path)
    for file, table in reversed(chain):
        settings = _fold(settings, file, table, settings.root if file is chain[0][0] else file.folder)
    return settings


def read_chain(path: str, cwd: str, *, optional: bool = False) -> list[tuple[ConfigFile, ConfigTable]] | None:
    """A configuration file and those that it extends, the nearest first, each with its table.

    None if ``optional`` and the first is a ``pyproject.toml`` without ``[tool.replint]``. ConfigError if one is wrong.
    """
    chain: list[tuple[ConfigFile, ConfigTable]] = []
    seen: list[str] = []
    following: str | None = path
    while following is not None:
        file = ConfigFile(os.path.normpath(following), cwd)
        if file.path in seen:
            raise file.error("extend", "goes round in a circle")
        seen.append(file.path)
        try:
            data = file.read()
        except OSError as error:
            what = f"can't be read: {error.strerror}"
            if chain:
                raise chain[-1][0].error("extend", f"{file.shown} {what}") from error
            raise ConfigError(f"{file.shown}: {what}") from error
        if data is None:
            if optional and not chain:
                return None
            raise ConfigError(f"{file.shown}: has no [tool.replint]")
        table = file.check(data)
        chain.append((file, table))
        following = os.path.join(file.folder, table.extend) if table.extend is not None else None
    return chain


class ConfigFile:
    """One configuration file: its absolute path, the path that users read, and how its faults are told."""

    def __init__(self, path: str, cwd: str) -> None:
        self.path = path
        self.folder = os.path.dirname(path)
        self.shown = os.path.relpath(path, cwd).replace(os.sep, "/")

    def error(self, key: str, what: str) -> ConfigError:
        """What is wrong with a key, in one line."""
        return ConfigError(f"{self.shown}: {key}: {what}")

    def read(self) -> dict[str, Any] | None:
        """The table of replint's keys; None if a ``pyproject.toml`` has none. OSError if it can't be read."""
        try:
            data: dict[str, Any] = tomli.loads(read_file(self.path).decode("utf-8"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{self.shown}: is no valid TOML: {error}") from error
        if os.path.basename(self.path) == "pyproject.toml":
            tools = data.get("tool")
            table: object = tools.get("replint") if isinstance(tools, dict) else None
            if table is not None and not isinstance(table, dict):
                raise self.error("tool.replint", "expected a table")
            return table
        return data

    def check(self, data: dict[str, Any]) -> ConfigTable:
        """The table of keys; ConfigError for unknown ones and wrong types."""
        try:
            return ConfigTable.model_validate(data)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            raise self.error(*_told(fault["loc"], fault["type"], fault["msg"], fault["input"])) from error

    def selectors(self, key: str, words: Iterable[str]) -> tuple[str, ...]:
        """Codes, prefixes and rule names as codes and prefixes; ConfigError for unknown ones."""
        try:
            return tuple(selector(word) for word in words)
        except ValueError as error:
            raise self.error(key, str(error)) from error

    def named(self, key: str, names: Sequence[str]) -> tuple[str, ...]:
        """The entries of a list of names; ConfigError for what is no name of the kind."""
        for name in names:
            if not _NAMES[key][0].fullmatch(name):
                raise self.error(key, f"{name!r} is {_NAMES[key][1]}")
        return tuple(names)

    def globs(self, key: str, patterns: Sequence[str], root: str) -> Globs:
        """Patterns that hold below ``root``; ConfigError for what is none."""
        try:
            for pattern in patterns:
                check_pattern(pattern)
        except PatternError as error:
            raise self.error(key, str(error)) from error
        return Globs(root, tuple(patterns))


def _fold(settings: Settings, file: ConfigFile, table: ConfigTable, root: str) -> Settings:
    """Settings with a file's table on top: ``extend-…`` lists and tables add, all else replaces."""
    changed: dict[str, Any] = {}
    for name in (
        "include_docs",
        "respect_gitignore",
        "require_suppression_reason",
        "min_poll_seconds",
        "max_poll_seconds",
        "min_presign_seconds",
    ):
        if getattr(table, name) is not None:
            changed[name] = getattr(table, name)
    for name in ("public_buckets", "allowed_hosts", "known_destinations"):
        if getattr(table, name) is not None:
            changed[name] = file.named(_kebab(name), getattr(table, name))
    for name in ("min_severity", "fail_on"):
        if getattr(table, name) is not None:
            changed[name] = SEVERITIES[getattr(table, name)]
    for name in ("cache_dir", "baseline"):
        if getattr(table, name) is not None:
            changed[name] = os.path.normpath(os.path.join(root, getattr(table, name)))
    if table.min_confidence is not None:
        changed["min_confidence"] = CONFIDENCES[table.min_confidence]
    for name in ("select", "ignore"):
        if getattr(table, name) is not None:
            changed[name] = file.selectors(name, getattr(table, name))
    changed["extend_select"] = settings.extend_select + file.selectors("extend-select", table.extend_select)
    changed["wrappers"] = {**settings.wrappers, **wrappers_from(table.wrappers, file.error)}
    changed["trainers"] = {**settings.trainers, **trainers_from(table.trainers, file.folder, file.error)}
    if table.grade is not None:
        for name in ("min_mean", "min_score"):
            if getattr(table.grade, name) is not None:
                changed[f"grade_{name}"] = getattr(table.grade, name)
    return replace(_fold_paths(settings, file, table, root), **changed)


def _fold_paths(settings: Settings, file: ConfigFile, table: ConfigTable, root: str) -> Settings:
    """The part of ``_fold`` for keys that hold patterns, and the severities per code."""
    changed: dict[str, Any] = {}
    exclude = settings.exclude
    if table.exclude is not None:
        exclude = (file.globs("exclude", table.exclude, root),)
        changed["default_excludes"] = False
    if table.extend_exclude:
        exclude = (*exclude, file.globs("extend-exclude", table.extend_exclude, root))
    if table.include is not None:
        changed["include"] = file.globs("include", table.include, root)
    per_file = list(settings.per_file_ignores)
    for pattern, words in table.per_file_ignores.items():
        key = f"per-file-ignores.{pattern}"
        # A pattern that starts with ``!`` means all files but those that it names.
        patterns = ["**", pattern] if pattern.startswith("!") else [pattern]
        per_file.append((file.globs(key, patterns, root), file.selectors(key, words)))
    severity = dict(settings.severity)
    for word, level in table.severity.items():
        (prefix,) = file.selectors("severity", [word])
        severity[prefix] = SEVERITIES[level]
    return replace(settings, exclude=exclude, per_file_ignores=tuple(per_file), severity=severity, **changed)


def _told(where: tuple[int | str, ...], kind: str, message: str, value: object) -> tuple[str, str]:
    """The key and the fault of one of pydantic's errors, in a user's words."""
    key = ".".join(str(part) for part in where if part != "[key]")
    if where[0] == "trainers" and len(where) > 1:
        return f"trainers.{where[1]}", f"expected the path of a file or a table, not {value!r}"
    if kind == "extra_forbidden":
        model: type[BaseModel] = GradeTable if where[0] == "grade" else ConfigTable
        keys = [_kebab(name) for name in model.model_fields]
        if key == "tool":
            return key, "unknown key: outside pyproject.toml the keys stand at the top, without [tool.replint]"
        return key, "unknown key" + did_you_mean(str(where[-1]), keys)
    if kind == "literal_error":
        words = [*CONFIDENCES] if where[0] == "min-confidence" else [*SEVERITIES]
        return key, f"{value!r} is none of {', '.join(words)}" + did_you_mean(str(value), words)
    if kind in _EXPECTED:
        return key, f"expected {_EXPECTED[kind]}, not {value!r}"
    return key, message[:1].lower() + message[1:]
