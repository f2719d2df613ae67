"""``replint config``: the settings that hold for a path, and the file that each of them comes from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import click

from replint import __version__, catalogue
from replint.config import Resolver, Settings
from replint.config_schema import ConfigFile, ConfigTable, read_chain
from replint.discovery import EXCLUDED_FOLDERS, SUFFIXES, PathError, display_path
from replint.findings import Confidence, Severity
from replint.plain import dataclass

DEFAULT = "default"
_ADDING = frozenset({"trainers", "extend-select", "extend-exclude"})
_BY_ENTRY = frozenset({"per-file-ignores", "severity", "wrappers", "grade"})
_WIDTH = 48


@dataclass
class Row:
    """One key: its value, the files that it comes from, and for a table the file of each entry."""

    value: Any
    sources: list[str] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)


def explain(path: str, config_file: str | None, output_format: str, *, isolated: bool = False) -> str:
    """The settings for a file or folder as ``text`` (TOML with comments) or ``json``.

    PathError if there is no such path, ConfigError for a wrong configuration.
    """
    if isolated and config_file is not None:
        raise click.UsageError("--isolated and --config exclude each other")
    cwd = os.getcwd()
    full = os.path.normpath(os.path.join(cwd, path))
    if not os.path.lexists(full):
        raise PathError(f"no such file or folder: {path}")
    resolver = Resolver(cwd, isolated=isolated, config_file=config_file)
    settings = resolver.for_folder(full) if os.path.isdir(full) else resolver.for_file(full)
    chain = (read_chain(settings.file, cwd) or []) if settings.file is not None else []
    rows = _rows(settings, chain, cwd)
    files = [file.shown for file, _ in chain]
    off = [code for code in catalogue.codes() if not settings.enabled(code)]
    shown = display_path(full, cwd) if full != cwd else "."
    if output_format == "json":
        return json.dumps(_data(shown, files, rows, off), indent=2) + "\n"
    return "\n".join(_text(shown, files, rows, off)) + "\n"


def _rows(settings: Settings, chain: list[tuple[ConfigFile, ConfigTable]], cwd: str) -> dict[str, Row]:
    """Every key with its value, the defaults first and then each file's word, from the base to the nearest."""
    rows = {key: Row(value) for key, value in _defaults().items()}
    for file, table in reversed(chain):
        written = table.model_dump(by_alias=True, exclude_unset=True)
        written.pop("extend", None)
        for key, value in written.items():
            row = rows[key]
            row.sources.append(file.shown)
            if key in _ADDING:
                row.value = [*row.value, *value]
            elif key in _BY_ENTRY:
                row.value = {**row.value, **value}
                row.entries |= dict.fromkeys(value, file.shown)
            else:
                row.value, row.sources = value, [file.shown]
    for key, place in (("cache-dir", settings.cache_dir), ("baseline", settings.baseline)):
        if place is not None:
            rows[key].value = display_path(place, cwd)
    return rows


def _defaults() -> dict[str, Any]:
    plain = Settings(root="")
    found: dict[str, Any] = {}
    for name, model_field in ConfigTable.model_fields.items():
        key = model_field.alias or name
        value: Any = getattr(plain, name, None)
        if isinstance(value, (Severity, Confidence)):
            value = value.label
        found[key] = list(value) if isinstance(value, tuple) else value
    found |= {
        "exclude": sorted(EXCLUDED_FOLDERS),
        "extend-exclude": [],
        "include": [f"*{suffix}" for suffix in SUFFIXES],
        "per-file-ignores": {},
        "severity": {},
        "trainers": [],
        "wrappers": {},
        "grade": {},
    }
    del found["extend"]
    return found


def _data(path: str, files: list[str], rows: dict[str, Row], off: list[str]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, row in rows.items():
        settings[key] = {"value": row.value, "sources": row.sources or [DEFAULT]}
        if key in _BY_ENTRY:
            settings[key]["entries"] = {entry: row.entries.get(entry, DEFAULT) for entry in row.value}
    return {
        "schema_version": 1,
        "tool": {"name": "replint", "version": __version__},
        "path": path,
        "files": files,
        "settings": settings,
        "rules_off": off,
    }


def _text(path: str, files: list[str], rows: dict[str, Row], off: list[str]) -> Iterator[str]:
    if files:
        yield f"# The settings for {path}, from {', which extends '.join(files)}."
    else:
        yield f"# The settings for {path}: no configuration file holds for it."
    if off:
        yield f"# Rules that are off: {', '.join(off)}."
    yield ""
    for key, row in rows.items():
        if key in _BY_ENTRY:
            continue
        if row.value is None:
            yield f"# {key} is not set"
        else:
            yield _line(key, row.value, ", ".join(row.sources) or DEFAULT)
    for key, row in rows.items():
        if key in _BY_ENTRY and row.value:
            yield ""
            yield f"[{key}]"
            for entry, value in row.value.items():
                yield _line(_toml_key(entry), value, row.entries.get(entry, DEFAULT))


def _line(key: str, value: Any, source: str) -> str:
    return f"{f'{key} = {_toml(value)}':<{_WIDTH}}  # {source}"


def _toml_key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else json.dumps(key, ensure_ascii=False)


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_toml_key(key)} = {_toml(one)}' for key, one in value.items())} }}" if value else "{}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f"{value:g}"
