"""``replint init``: a configuration and a pre-commit hook for the project that it is run in.

It adds and never overwrites: what is there already stays as it is, and what can't be added safely is printed instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import click

from replint.config import FILE_NAMES, ConfigError
from replint.discovery import display_path
from replint.plain import dataclass

HOOKS = ".pre-commit-config.yaml"
_BODY = """\
# `replint config` shows every setting, and `replint rules` every rule.
# min-poll-seconds = 30
# public-buckets = ["my-open-data"]
# require-suppression-reason = true
"""
_PYPROJECT = f"[tool.replint]\n{_BODY}"
_HOOK = """\
- repo: local
  hooks:
    - id: replint
      name: replint
      entry: replint check --force-exclude
      language: system
      types_or: [python, pyi, jupyter]
      require_serial: true
"""
_REPOS = re.compile(r"^repos:[ \t]*(?:#.*)?$")
_FIRST_ITEM = re.compile(r"^(?P<indent>[ ]*)-[ ]")


@dataclass(frozen=True)
class _Project:
    """The project around a folder: where its configuration belongs, and its repository, None if it is in none."""

    folder: str
    repository: str | None


def set_up(*, hook: bool = True) -> Iterator[str]:
    """Writes what is missing in the project around the working directory, and says what it did, sentence by sentence.

    Raises ClickException if a file can't be read or written.
    """
    cwd = os.getcwd()
    project = _project(cwd)
    yield _configure(project.folder, cwd)
    if not hook:
        pass
    elif project.repository is None:
        yield "No pre-commit hook: the project is in no git repository."
    else:
        yield _add_hook(os.path.join(project.repository, HOOKS), cwd)
    advice = _advice_on_ruff(project.folder)
    if advice:
        yield advice
    yield "Next: `replint` checks the project, and `replint --write-baseline FILE` accepts what it finds today."


def _project(cwd: str) -> _Project:
    """The nearest folder above with a project file or a repository, and the nearest repository."""
    folder: str | None = None
    current = cwd
    while True:
        is_repository = os.path.lexists(os.path.join(current, ".git"))
        if folder is None and (is_repository or os.path.isfile(os.path.join(current, "pyproject.toml"))):
            folder = current
        parent = os.path.dirname(current)
        if is_repository or parent == current:
            return _Project(folder or cwd, current if is_repository else None)
        current = parent


def _configure(folder: str, cwd: str) -> str:
    for name in FILE_NAMES:
        path = os.path.join(folder, name)
        if os.path.lexists(path) and (name != "pyproject.toml" or _table_of(path) is not None):
            return f"{display_path(path, cwd)}: configures replint already; left as it is."
    pyproject = os.path.join(folder, "pyproject.toml")
    if os.path.isfile(pyproject):
        _append_table(pyproject, cwd)
        return f"{display_path(pyproject, cwd)}: added [tool.replint]."
    path = os.path.join(folder, "replint.toml")
    _write(path, _BODY, "x", cwd)
    return f"{display_path(path, cwd)}: written."


def _append_table(path: str, cwd: str) -> None:
    """Adds the table at the end of a ``pyproject.toml``, if the result says the same as before and this besides."""
    import tomli

    text = _read(path, cwd)
    before = _parsed(text, path, cwd)
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    addition = gap + _PYPROJECT.replace("\n", newline)
    try:
        after = tomli.loads(text + addition)
        tools = after.get("tool")
        fits = isinstance(tools, dict) and tools.pop("replint", None) == {} and _without_empty_tool(after) == before
    except tomli.TOMLDecodeError:
        fits = False
    if not fits:
        raise click.ClickException(
            f"{display_path(path, cwd)}: [tool.replint] can't be added at its end; add it by hand"
        )
    _write(path, addition, "a", cwd)


def _without_empty_tool(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "tool" or value}


def _add_hook(path: str, cwd: str) -> str:
    shown = display_path(path, cwd)
    if not os.path.lexists(path):
        _write(path, f"repos:\n{_indented(_HOOK, '  ')}", "x", cwd)
        return f"{shown}: written, with the hook replint; `pre-commit install` turns it on."
    text = _read(path, cwd)
    if re.search(r"^[ \t-]*id:[ \t]*[\"']?replint\b", text, re.MULTILINE):
        return f"{shown}: has the hook replint already; left as it is."
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    place = _end_of_repos(lines)
    if place is None:
        return f"{shown}: left as it is; add this below `repos:`\n\n{_indented(_HOOK, '  ')}"
    number, indent = place
    newline = "\r\n" if "\r\n" in text else "\n"
    before = "".join(lines[:number])
    gap = "" if before.endswith("\n") else newline
    added = _indented(_HOOK, indent).replace("\n", newline)
    _replace(path, before + gap + added + "".join(lines[number:]), cwd)
    return f"{shown}: added the hook replint."


def _end_of_repos(lines: list[str]) -> tuple[int, str] | None:
    """Where an entry can be added to the list under ``repos:`` (an index of lines) and its indentation.

    None where the list isn't written in block style, so that adding a line would guess.
    """
    bare = [line.rstrip("\r\n") for line in lines]
    start = next((number for number, line in enumerate(bare) if _REPOS.match(line)), None)
    if start is None:
        return None
    indent: str | None = None
    last = start
    for number in range(start + 1, len(bare)):
        line = bare[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if indent is None:
            first = _FIRST_ITEM.match(line)
            if first is None:
                return None
            indent = first["indent"]
        depth = len(line) - len(line.lstrip(" "))
        if depth < len(indent) or (depth == len(indent) and not line.lstrip().startswith("- ")):
            break
        last = number
    return None if indent is None else (last + 1, indent)


def _advice_on_ruff(folder: str) -> str | None:
    """What users of ruff should know: it takes codes out of ``noqa`` comments that nobody claims."""
    path = os.path.join(folder, "pyproject.toml")
    try:
        with open(path, "rb") as file:
            import tomli

            lint = tomli.load(file).get("tool", {}).get("ruff")
    except (OSError, ValueError):
        return None
    if not isinstance(lint, dict):
        return None
    external = lint.get("lint", {}).get("external", lint.get("external", []))
    if isinstance(external, list) and any(str(code).startswith("RPL") for code in external):
        return None
    return 'ruff: add `external = ["RPL"]` under [tool.ruff.lint], so that it leaves `# noqa: RPL…` comments alone.'


def _table_of(path: str) -> object:
    """The table of replint's settings in a ``pyproject.toml``; None if it has none or can't be parsed."""
    import tomli

    try:
        with open(path, "rb") as file:
            tools = tomli.load(file).get("tool")
    except (OSError, ValueError):
        return None
    return tools.get("replint") if isinstance(tools, dict) else None


def _parsed(text: str, path: str, cwd: str) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{display_path(path, cwd)}: is no valid TOML: {error}") from error


def _indented(text: str, indent: str) -> str:
    return "".join(f"{indent}{line}" for line in text.splitlines(keepends=True))


def _read(path: str, cwd: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise ConfigError(f"{display_path(path, cwd)}: is not valid UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{display_path(path, cwd)}: can't be read: {error.strerror}") from error


def _write(path: str, text: str, mode: str, cwd: str) -> None:
    try:
        with open(path, mode, encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise ConfigError(f"{display_path(path, cwd)}: can't be written: {error.strerror}") from error


def _replace(path: str, text: str, cwd: str) -> None:
    """Puts a changed text in a file's place at once, so that no fault leaves half of it."""
    temporary = f"{path}.{os.getpid()}.tmp"
    _write(temporary, text, "x", cwd)
    try:
        os.chmod(temporary, os.stat(path).st_mode)
        os.replace(temporary, os.path.realpath(path))
    except OSError as error:
        raise ConfigError(f"{display_path(path, cwd)}: can't be written: {error.strerror}") from error
