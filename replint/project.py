"""Which files have to do with each other: those of one project whose code can reach the platform through each other.

What a finding says of a file can hang on a constant, a client or a caller in another one, so such files are analysed
together. The groups are worked out from the project alone: a verdict never depends on which files were named. Three
questions are asked, each only of the files that the one before left over:

1. Which files mention the platform, and which ones import those, near or far? (bytes and import statements)
2. Which of them use a name under which something that has to do with the platform is defined? They are *active*.
3. Which files do the active ones take such names' values from? They are *companions*, and need to be parsed, too.

Nothing is imported or executed.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from replint.discovery import EXCLUDED_FOLDERS, may_matter
from replint.disk import DISK, Disk
from replint.embedded import NOTEBOOK, code_of, is_notebook
from replint.imports import Imported, Layout, belongs_to_sdk, imports_in, module_name, stands_in_for_sdk
from replint.packages import NO_SETTINGS, Packages
from replint.plain import dataclass
from replint.source import SourceError

if TYPE_CHECKING:
    from replint.outline import Outline, Words
    from replint.reach import Reach

MOST_FILES = 20_000
MOST_ENTRIES = 200_000
"""A folder with more Python files, or more files of any kind, is no project; its files are then taken one by one."""
MOST_MEMBERS = 200
MOST_BYTES = 400_000
"""How many files, and how much text, are analysed together at most."""
_FEW_WORDS = 12
"""For how many words a look at the text is cheaper than one at the import statements."""
_MARKERS = ("pyproject.toml", ".git", ".hg", "setup.py", "setup.cfg")


WrappersOf = Callable[[str], Collection[str]]
"""The wrappers that the configuration of a file declares, by their dotted names; the file by its absolute path."""


def _no_wrappers(_file: str) -> Collection[str]:
    return ()


class Group(NamedTuple):
    """Files that are analysed together, by their absolute paths, and those among them whose findings count here."""

    members: tuple[str, ...]
    told: tuple[str, ...]


class Memory(Protocol):
    """What remembers a project's groups from one run to the next."""

    def groups(
        self, about: Sequence[str], files: Sequence[str], read: Callable[[str], bytes], find: Callable[[], list[Group]]
    ) -> list[Group]:
        """The groups that ``find`` would find; they depend on the texts ``about``, the files' names and bytes."""
        ...


@dataclass
class Component:
    """Files that are analysed together, by their absolute paths, with their bytes.

    ``root`` is their project's folder, ``packages`` what its settings say of its packages' places. ``reported`` are the
    named ones among them whose findings count here: a project's own. The rest only helps. A companion may be in several
    components; its findings are all of theirs.
    """

    root: str
    members: dict[str, bytes] = field(default_factory=dict)
    reported: frozenset[str] = frozenset()
    packages: Packages = NO_SETTINGS


def components(
    named: Mapping[str, bytes | None],
    wrappers_of: WrappersOf = _no_wrappers,
    disk: Disk = DISK,
    memory: Callable[[], Memory] | None = None,
) -> list[Component]:
    """The groups that the named files (by absolute path) fall into, each with the companions that it needs.

    Their bytes are given where they are at hand; None stands for a file that does not mention the platform. Such a file
    counts all the same if it uses one that does, or is used by one, named or not. ``wrappers_of`` tells for any file of
    the project which functions are calls of the API in it. ``disk`` has the other files, ``memory`` gives what may know
    the groups already.
    """
    by_root: dict[str, dict[str, bytes | None]] = {}
    known: dict[str, str | None] = {}
    for file, data in named.items():
        by_root.setdefault(project_root(file, known), {})[file] = data
    outlines: dict[str, Outline] = {}
    projects = (_Project(root, files, wrappers_of, disk, memory, outlines) for root, files in sorted(by_root.items()))
    return [found for project in projects for found in project.components()]


def project_root(file: str, known: dict[str, str | None] | None = None) -> str:
    """The folder of the nearest project file or repository above a file; else the folder around its package.

    A folder that is never a project's own (``site-packages``, a hidden one) is not left upwards. ``known`` keeps what
    is found for each folder on the way.
    """
    folder = os.path.dirname(file)
    found = _marked(folder, {} if known is None else known)
    if found is not None:
        return found
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def _marked(folder: str, known: dict[str, str | None]) -> str | None:
    passed = []
    found: str | None = None
    while folder not in known:
        passed.append(folder)
        parent, name = os.path.split(folder)
        if any(os.path.lexists(os.path.join(folder, marker)) for marker in _MARKERS) or _is_foreign(name):
            found = folder
            break
        if parent == folder:
            break
        folder = parent
    else:
        found = known[folder]
    known.update(dict.fromkeys(passed, found))
    return found


def _is_foreign(name: str) -> bool:
    """Whether a folder's name says that it is none of a project's own."""
    return name in EXCLUDED_FOLDERS or name.startswith(".")


class _Project:
    """The files of one project, and who imports whom; imports are read only if a file mentions the platform."""

    def __init__(
        self,
        root: str,
        named: Mapping[str, bytes | None],
        wrappers_of: WrappersOf,
        disk: Disk,
        memory: Callable[[], Memory] | None,
        outlines: dict[str, Outline],
    ) -> None:
        self.root = root
        self.wrappers_of = wrappers_of
        self.outlines = outlines
        self._disk = disk
        self.memory = memory
        self.named = frozenset(named)
        self.wholes = {file: data for file, data in named.items() if data is not None}
        self.data = {file: _code(file, data) for file, data in self.wholes.items()}
        listed = disk.python_files(root)
        self.alone = listed is None
        self.files = sorted(file for file in {*(listed or ()), *named} if not belongs_to_sdk(file, self.peek))

    def components(self) -> Iterator[Component]:
        """The groups that hold a named file."""
        mentioning = [file for file in self.files if self._mentions(file)]
        if self.alone:
            for file in mentioning:
                yield Component(self.root, {file: self.whole(file)}, frozenset({file}))
            return
        if not mentioning:
            return
        from replint.packages import packages_of

        packages = packages_of(self.root)

        def find() -> list[Group]:
            return list(self._groups(mentioning, packages))

        if self.memory is None:
            groups = find()
        else:
            wrappers = (text for file in self.files for text in self._wrappers_told(file))
            about = (self.root, repr(packages), *wrappers, "mentioning", *mentioning)
            groups = self.memory().groups(about, self.files, self.peek, find)
        for group in groups:
            reported = self.named.intersection(group.told)
            if reported:
                yield Component(self.root, {file: self.whole(file) for file in group.members}, reported, packages)

    def _groups(self, mentioning: list[str], packages: Packages) -> Iterator[Group]:
        from replint.reach import Reach

        own_sdk = any(stands_in_for_sdk(file, self.peek) for file in self.files)
        layout = Layout(self.files, self.root, packages, own_sdk=own_sdk)
        importers = _Importers(self, layout).closure(mentioning)
        reach = Reach(layout, self.read, mentioning, importers, self._wrapper_names, self.outlines)
        for group in reach.groups():
            for members, told in self._parts(group, reach):
                yield Group(tuple(sorted(members)), tuple(sorted(told)))

    def _wrapper_names(self, file: str) -> Words:
        """The names of the functions that are calls of the API in a file."""
        return frozenset(path.rpartition(".")[2].encode() for path in self.wrappers_of(file))

    def _wrappers_told(self, file: str) -> Iterable[str]:
        wrappers = sorted(self.wrappers_of(file))
        return ("wrappers", file, *wrappers) if wrappers else ()

    def _parts(self, group: set[str], reach: Reach) -> Iterator[tuple[set[str], set[str]]]:
        """A group of active files with their companions, and which of them it reports on.

        One that is too large is parted in the order of its files, and each part keeps as many companions as may be.
        """
        whole = group.union(*map(reach.companions, group))
        if len(whole) <= MOST_MEMBERS and sum(map(self._size, whole)) <= MOST_BYTES:
            yield whole, whole
            return
        for part in _packed(sorted(group), self._size, 2):
            helpers = {file: None for one in sorted(part) for file in reach.companions(one) if file not in part}
            members = part | (next(_packed(helpers, self._size, 2)) if helpers else set())
            yield members, members

    def _size(self, file: str) -> int:
        return len(self.read(file))

    def _mentions(self, file: str) -> bool:
        """Whether a file mentions the platform itself."""
        if file in self.named and file not in self.data:
            return False
        data = self.peek(file)
        if not may_matter(data, self.wrappers_of(file)):
            return False
        self.data[file] = data
        return True

    def read(self, file: str) -> bytes:
        """The bytes of a file's code, kept for the next time."""
        data = self.data.get(file)
        if data is None:
            data = self.data[file] = self.peek(file)
        return data

    def peek(self, file: str) -> bytes:
        """The bytes of a file's code; none for one that can't be read."""
        data = self.data.get(file)
        if data is None:
            data = _code(file, self.whole(file))
            if is_notebook(file):
                self.data[file] = data
        return data

    def whole(self, file: str) -> bytes:
        """A file's bytes, for a notebook with all that it has beside code; none for one that can't be read."""
        data = self.data.get(file) if not is_notebook(file) else self.wholes.get(file)
        if data is not None:
            return data
        try:
            return self._disk.read(file)
        except OSError:
            return b""


def _code(file: str, data: bytes) -> bytes:
    if not is_notebook(file) or not data:
        return data
    try:
        return code_of(data, file)
    except SourceError:
        return b""


class _Importers:
    """Who imports a file: import statements are indexed by their words, and resolved only where these fit.

    They are read only of files in which the word stands.
    """

    def __init__(self, project: _Project, layout: Layout) -> None:
        self.project = project
        self.layout = layout
        self.imports: dict[str, list[Imported]] = {}
        self.by_word: dict[str, list[str]] = {}
        self.targets: dict[str, set[str]] = {}
        self.tops = {"", *map(module_name, layout.files), *map(posixpath.basename, layout.folders)}
        self.tops.update(name for name, _ in layout.packages.renamed)
        self.unread = list(project.files)

    def closure(self, start: Collection[str]) -> set[str]:
        """Files with all that import them, near or far."""
        found, fresh = set(start), set(start)
        while fresh:
            self._index(fresh)
            fresh = {other for file in fresh for other in self._of(file)} - found
            found |= fresh
        return found

    def _of(self, file: str) -> Iterator[str]:
        for other in self.by_word.get(module_name(file), ()):
            if other not in self.targets:
                imports = self.imports[other]
                self.targets[other] = {target for one in imports for target in targets(self.layout, other, one)}
            if file in self.targets[other]:
                yield other

    def _index(self, files: Collection[str]) -> None:
        """Reads the imports of what may import one of these files and has not been read."""
        words = {module_name(file).encode("utf-8", "surrogateescape") for file in files}
        every = len(words) > _FEW_WORDS or bool(self.layout.packages.renamed)
        packages = tuple(file.removesuffix("__init__.py") for file in files if file.endswith("/__init__.py"))
        left = []
        for file in self.unread:
            data = self.project.peek(file)
            if not (every or any(word in data for word in words) or file.startswith(packages)):
                left.append(file)
                continue
            kept = [one for one in imports_in(data) if one.module.partition(".")[0] in self.tops]
            if kept:
                self.imports[file] = kept
                for word in {word for one in kept for word in self._words(file, one)}:
                    self.by_word.setdefault(word, []).append(file)
        self.unread = left

    @staticmethod
    def _words(file: str, one: Imported) -> Iterator[str]:
        """The last words of the modules that an import can mean."""
        if one.name is not None:
            yield one.name
        last = one.module.rpartition(".")[2]
        if last:
            yield last
            return
        folder = posixpath.dirname(file)
        for _ in range(len(one.module) - 1):
            folder = posixpath.dirname(folder)
        yield posixpath.basename(folder)


def targets(layout: Layout, importer: str, one: Imported) -> Iterator[str]:
    """The files that an import can run: the module, and the one that the name in it may be."""
    modules = [one.module]
    if one.name not in (None, "*"):
        modules.append(f"{one.module}{'' if one.module.endswith('.') else '.'}{one.name}")
    for module in modules:
        found = layout.resolve(importer, module)
        if found is not None and found != importer and not found.endswith("/"):
            yield found


def _packed(files: Iterable[str], size: Callable[[str], int], share: int) -> Iterator[set[str]]:
    """Files in lots of at most one ``share``-th of what is analysed together."""
    lot: set[str] = set()
    total = 0
    for file in files:
        if lot and (total + size(file) > MOST_BYTES // share or len(lot) >= MOST_MEMBERS // share):
            yield lot
            lot, total = set(), 0
        lot.add(file)
        total += size(file)
    yield lot


def python_files(root: str) -> list[str] | None:
    """The Python files and notebooks below a project's root, without what is never a project's own.

    None if it is too large. Links are not followed.
    """
    pending, found, entered = [root], [], 0
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            continue
        entered += len(entries)
        if entered > MOST_ENTRIES:
            return None
        if folder != root and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not _is_foreign(entry.name):
                    pending.append(entry.path)
            elif entry.name.endswith((".py", NOTEBOOK)) and entry.is_file(follow_symlinks=False):
                found.append(entry.path)
        if len(found) > MOST_FILES:
            return None
    return found
