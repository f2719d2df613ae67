"""Files in, the units in which they are analysed out: what has to do with each other in a project stays together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from replint import embedded
from replint.bystanders import Bystanders
from replint.config import Resolver, Settings
from replint.discovery import Target, display_path, may_hold, may_matter, may_silence
from replint.disk import DISK, Disk
from replint.embedded import source_of
from replint.packages import NO_SETTINGS, Packages
from replint.plain import dataclass
from replint.source import Source, SourceError

if TYPE_CHECKING:
    from replint.cache.outcomes import Cache

LONGEST_FAILURE = 400
"""How many characters of an internal error's words are told."""


@dataclass(frozen=True)
class Work:
    """A file with its bytes, or with the reason why it has none. Those of a file that has nothing to say are dropped.

    ``signed`` says whether it shows a sign of the platform; one that doesn't may have a comment that silences.
    ``apart`` is one that is never analysed with other files: a document, or a notebook that can't be read. ``shared``
    is one on which several units report; ``suspected`` one without a sign that may not be Python at all.
    """

    target: Target
    data: bytes
    unreadable: str | None = None
    signed: bool = True
    apart: bool = False
    shared: bool = False
    suspected: bool = False


class Companion(NamedTuple):
    """A file that others need to be analysed: its absolute path, its bytes, and what its own configuration says."""

    file: str
    data: bytes
    settings: Settings


@dataclass(frozen=True)
class Unit:
    """Files that are analysed together: the ones to report on, and their companions, on which nothing is reported.

    The outcome is a function of this alone. ``root`` is the project's folder, ``packages`` what its settings say.
    Without a ``traced`` sign of the platform only the comments are looked at. ``failures`` are what went wrong before.
    """

    works: tuple[Work, ...]
    companions: tuple[Companion, ...] = ()
    root: str = ""
    packages: Packages = NO_SETTINGS
    traced: bool = True
    failures: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The absolute paths of all files that the outcome depends on."""
        own = (work.target.file for work in self.works if work.target.file)
        return tuple(sorted((*own, *(one.file for one in self.companions))))


SettingsOf = Callable[[str], Settings]
"""The settings of a file that is not named, by its absolute path; never raises."""
OpenCache = Callable[[], "Cache"]
"""Opens what is known from earlier runs, the first time that it is asked."""


def reaching(units: Sequence[Unit], targets: Sequence[Target]) -> list[Unit]:
    """The units that report on one of the targets, and those that report on another file of these."""
    paths = {target.path for target in targets}
    together = [{work.target.path for work in unit.works} for unit in units]
    paths = paths.union(*(some for some in together if not some.isdisjoint(paths)))
    return [unit for unit, some in zip(units, together, strict=True) if not some.isdisjoint(paths)]


def units_of(
    works: Sequence[Work], settings_of: SettingsOf | None = None, disk: Disk = DISK, memory: OpenCache | None = None
) -> list[Unit]:
    """The groups in which files are analysed: each with the files of its project that it imports, or that import it.

    ``settings_of`` tells what holds for the files that are not named; without it, their nearest configuration does.
    """
    alone = [Unit((work,)) for work in works if work.unreadable is not None or (work.signed and _is_alone(work))]
    named = {work.target.file: work for work in works if work.unreadable is None and not _is_alone(work)}
    reported: set[str] = set()
    if named:
        from replint.project import Component, components

        others = settings_of or Resolver(os.getcwd()).for_companion

        def settings(file: str) -> Settings:
            work = named.get(file)
            return others(file) if work is None else work.target.settings

        signed = {file: work.data if work.signed else None for file, work in named.items()}
        failures: tuple[tuple[str, str], ...] = ()
        try:
            found = components(signed, lambda file: settings(file).wrappers, disk, memory)
        except Exception as error:  # noqa: BLE001 - whatever a search over hostile files raises, each is still checked
            failures = (failure(error),)
            found = [
                Component("", {file: data}, frozenset({file})) for file, data in signed.items() if data is not None
            ]
        groups = Counter(file for component in found for file in component.reported)
        for component in found:
            told, members = component.reported, component.members.items()
            reported |= told
            alone.append(
                Unit(
                    tuple(
                        replace(named[file], data=data, shared=groups[file] > 1)
                        for file, data in members
                        if file in told
                    ),
                    tuple(Companion(file, data, settings(file)) for file, data in members if file not in told),
                    component.root,
                    component.packages,
                    failures=failures,
                )
            )
    rest = (w for w in works if w.data and not w.signed and w.target.file not in reported)
    return alone + [Unit((work,), traced=False) for work in rest]


def _is_alone(work: Work) -> bool:
    return work.apart or work.suspected or not work.target.file


def read(target: Target, disk: Disk = DISK, bystanders: Bystanders | None = None) -> Work:
    """A file with its bytes, or without if they neither mention the platform nor may silence a finding."""
    try:
        data = disk.read(target.file)
    except OSError as error:
        return Work(target, b"", error.strerror or str(error))
    work = work_of(target, data)
    if bystanders is not None and not work.signed:
        bystanders.add(target.file, target.path, data)
    return work


def with_suspects(works: Sequence[Work], bystanders: Bystanders, disk: Disk) -> list[Work]:
    """The files, where those that Python can't read are to be analysed after all, each alone."""
    suspects = bystanders.suspects()
    if not suspects:
        return list(works)
    return [_suspected(work, disk) if work.target.file in suspects else work for work in works]


def _suspected(work: Work, disk: Disk) -> Work:
    try:
        return Work(work.target, disk.read(work.target.file), suspected=True)
    except OSError as error:
        return Work(work.target, b"", error.strerror or str(error))


def work_of(target: Target, data: bytes) -> Work:
    """A file with the bytes that it has, or without if they have nothing to say."""
    wrappers = target.settings.wrappers
    code, apart = data, embedded.is_document(target.path)
    if embedded.is_embedding(target.path):
        if not may_hold(data, wrappers):
            return Work(target, b"", signed=False, apart=apart)
        try:
            code = embedded.code_of(data, target.path)
        except SourceError:
            return Work(target, data, apart=True)
    signed = may_matter(code, wrappers)
    return Work(target, data if signed or may_silence(code) else b"", signed=signed, apart=apart)


def decoded(work: Work) -> Source:
    """A file's text; SourceError if it can't be read or decoded."""
    if work.unreadable is not None:
        raise SourceError(work.unreadable)
    return source_of(work.data, work.target.path, work.target.file or None)


def companions(unit: Unit) -> dict[str, tuple[Source, Settings]]:
    """The files that are analysed with others but not reported on; what can't be decoded is left out."""
    cwd = os.getcwd()
    found = {}
    for one in unit.companions:
        path = display_path(one.file, cwd)
        try:
            found[path] = source_of(one.data, path, one.file), one.settings
        except SourceError:
            continue
    return found


def failure(error: Exception) -> tuple[str, str]:
    """A fault of replint itself: one line, and the traceback."""
    import traceback

    kind = type(error).__name__
    try:
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        return " ".join(f"{kind}: {str(error)[:LONGEST_FAILURE]}".split()), text
    except RecursionError:  # an error about something that is nested deeply can't be put into words
        return kind, ""
