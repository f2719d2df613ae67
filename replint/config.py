"""The effective settings of each checked file: defaults, the nearest configuration file, the command line.

``Settings`` is a plain record, so that a run without a configuration file never loads pydantic.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from replint.catalogue import nearest_selector, selector_codes
from replint.disk import read_file
from replint.findings import Confidence, Severity
from replint.globs import Globs
from replint.plain import dataclass

if TYPE_CHECKING:
    from replint.replicate_api.trainers import Trainer
    from replint.wrappers import Wrapper

CONFIDENCES: Mapping[str, Confidence] = {confidence.label: confidence for confidence in Confidence}
FILE_NAMES = (".replint.toml", "replint.toml", "pyproject.toml")
"""Where configuration is looked for in a folder, the first one that has any holds."""

ABOUT_THE_RUN = frozenset({"RPL900", "RPL903", "RPL904"})
"""What says that a file was not, or not fully, checked: on whatever is selected, off only if ignored by name."""


class ConfigError(Exception):
    """Configuration that can't be used: one line that names the file (or option), the key and the fault."""


@dataclass(frozen=True)
class Settings:
    """What holds for one file.

    Selectors are codes or prefixes (``RPL121``, ``RPL1``, ``RPL`` for all). Times are in seconds. ``root`` is the
    folder of the configuration file, or the working directory; ``file`` is that file, None if there is none. The
    grade's thresholds are the pack's own where None.
    """

    root: str
    file: str | None = None
    select: tuple[str, ...] = ("RPL",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[Globs, tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    min_severity: Severity = Severity.LOW
    min_confidence: Confidence = Confidence.MEDIUM
    fail_on: Severity = Severity.MEDIUM
    default_excludes: bool = True
    exclude: tuple[Globs, ...] = ()
    include: Globs | None = None
    include_docs: bool = False
    respect_gitignore: bool = True
    min_poll_seconds: float = 30
    max_poll_seconds: float = 300
    min_presign_seconds: float = 3600
    public_buckets: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    known_destinations: tuple[str, ...] = ()
    trainers: Mapping[str, Trainer] = field(default_factory=dict)
    wrappers: Mapping[str, Wrapper] = field(default_factory=dict)
    require_suppression_reason: bool = False
    cache_dir: str | None = None
    baseline: str | None = None
    show_flow: bool = False
    grade_min_mean: float | None = None
    grade_min_score: float | None = None

    def enabled(self, code: str) -> bool:
        """Whether a rule is on: the longest selector that fits decides, and ``ignore`` wins a tie."""
        on = _rank(code, self.select + self.extend_select)
        if code in ABOUT_THE_RUN:
            on = max(on, len("RPL"))
        return on > _rank(code, self.ignore)

    def ignored_in(self, file: str) -> tuple[str, ...]:
        """The selectors that ``per-file-ignores`` switches off in a file, given by its absolute path."""
        return tuple(
            selector for globs, selectors in self.per_file_ignores if globs.match(file) for selector in selectors
        )


@dataclass(frozen=True)
class Overrides:
    """What the command line says; None (or empty) where it says nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity | None = None
    min_confidence: Confidence | None = None
    fail_on: Severity | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    include_docs: bool | None = None
    baseline: str | None = None
    show_flow: bool | None = None

    def apply(self, settings: Settings, root: str) -> Settings:
        """Settings with these on top; patterns hold below ``root``."""
        changed: dict[str, Any] = {}
        levels = ("min_severity", "min_confidence", "fail_on")
        for name in (*levels, "respect_gitignore", "include_docs", "baseline", "show_flow"):
            if getattr(self, name) is not None:
                changed[name] = getattr(self, name)
        asked_for = (self.select or ()) + self.extend_select
        # What is asked for here outranks the configuration's ignore of the same or of a wider kind.
        kept = tuple(old for old in settings.ignore if not any(old.startswith(new) for new in asked_for))
        changed["ignore"] = kept + self.ignore
        if self.select is not None:
            changed.update(select=self.select, extend_select=self.extend_select)
        else:
            changed["extend_select"] = settings.extend_select + self.extend_select
        exclude = settings.exclude
        if self.exclude is not None:
            exclude = (Globs(root, self.exclude),)
            changed["default_excludes"] = False
        if self.extend_exclude:
            exclude = (*exclude, Globs(root, self.extend_exclude))
        return replace(settings, exclude=exclude, **changed)


class Resolver:
    """Finds the settings of each folder: the nearest configuration file above it, then the command line's word."""

    def __init__(
        self, cwd: str, overrides: Overrides | None = None, *, isolated: bool = False, config_file: str | None = None
    ) -> None:
        self.cwd = cwd
        self._overrides = overrides or Overrides()
        self._default = self._overrides.apply(Settings(root=cwd), cwd)
        self._by_folder: dict[str, Settings] = {}
        self._unusable: set[str] = set()
        self._fixed = self._default if isolated else None
        if config_file is not None and not isolated:
            self._fixed = self._overrides.apply(load(os.path.join(cwd, config_file), cwd, root=cwd), cwd)

    def for_folder(self, folder: str) -> Settings:
        """The settings of the files in an absolute folder; ConfigError if its configuration is wrong."""
        if self._fixed is not None:
            return self._fixed
        passed = []
        found: Settings | None = None
        while found is None:
            found = self._by_folder.get(folder) or self._own(folder)
            passed.append(folder)
            parent = os.path.dirname(folder)
            if parent == folder:
                break
            folder = parent
        settings = found or self._default
        self._by_folder.update(dict.fromkeys(passed, settings))
        return settings

    def for_file(self, file: str) -> Settings:
        """The settings of one file, given by its absolute path."""
        return self.for_folder(os.path.dirname(file))

    def for_companion(self, file: str) -> Settings:
        """The settings of a file that is not checked itself: those without a configuration where that can't be used."""
        folder = os.path.dirname(file)
        if folder not in self._unusable:
            try:
                return self.for_folder(folder)
            except ConfigError:
                self._unusable.add(folder)
        return self._default

    def _own(self, folder: str) -> Settings | None:
        """What the configuration file in a folder says, with the command line's word on top; None if there is none."""
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _mentions_replint(path)):
                found = load(path, self.cwd, optional=name == "pyproject.toml")
                if found is not None:
                    return self._overrides.apply(found, self.cwd)
        return None


def load(path: str, cwd: str, *, root: str | None = None, optional: bool = False) -> Any:
    """The settings that a configuration file and those that it extends come to.

    None if ``optional`` and it is a ``pyproject.toml`` without ``[tool.replint]``. ConfigError for all that is wrong.
    """
    from replint.config_schema import load_settings

    return load_settings(path, cwd, root=root, optional=optional)


def selector(word: str) -> str:
    """A selector that a user wrote (code, prefix, rule name, ``ALL``) as a code or prefix.

    ValueError for what means no rule, with the nearest one that does.
    """
    found = selector_codes(word)
    if not found:
        near = nearest_selector(word)
        raise ValueError(f"unknown rule {word!r}" + (f"; did you mean {near}?" if near else ""))
    if word == "ALL":
        return "RPL"
    return word if re.fullmatch(r"RPL\d*", word) else next(iter(found))


def _rank(code: str, selectors: tuple[str, ...]) -> int:
    """The length of the longest selector that fits a code; 0 if none does."""
    return max((len(selector) for selector in selectors if code.startswith(selector)), default=0)


def _mentions_replint(path: str) -> bool:
    try:
        return b"replint" in read_file(path)
    except OSError:
        return False
