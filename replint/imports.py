"""The import statements of a file that is never imported, and which file of a project each of them names."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from replint.packages import NO_SETTINGS, Packages

_KEYWORD = re.compile(rb"import(?=[\s\\(*])")
_ORIGIN = re.compile(rb"(?:^|[^\w.\x80-\xff])from((?:[ \t\f.\w\x80-\xff]|\\\n)+)$")
_REST = re.compile(rb"(?:[ \t\f]|\\\n)*(?:\(((?:[\s\w,.*\\\x80-\xff]|#[^\n]*\n)*)\)|((?:\\\n|[^\n#;(])*))")
_MOST_HEAD = 4_096
"""How much text before the word ``import`` is looked at: no module's name is longer."""
_COMMENT = re.compile(rb"#[^\n]*")
_BLANKS = re.compile(rb"[\s\\]+")
_ALIAS = re.compile(r"([\w.]+|\*)(?: as (\w+))?")

SOURCE_FOLDERS = ("src", "lib", "app", "backend", "python")
"""Folders that hold a project's packages without being one, by custom."""
_LIBRARIES = sys.stdlib_module_names | {"aiohttp", "boto3", "botocore", "httpx", "replicate", "requests", "urllib3"}


_TOPMOST = frozenset({"replicate.py", "replicate/__init__.py"})
_BINDS_API = re.compile(
    rb"^(?:class|(?:async )?def)\s+(?:trainings|Client|Replicate|AsyncReplicate|run)\b"
    rb"|^(?:trainings|models|run)\s*[:=]",
    re.MULTILINE,
)
_OF_SDK = re.compile(rb"^from (?:replicate\.client|\._client|\.client) import", re.MULTILINE)


class Imported(NamedTuple):
    """One name that an import statement binds.

    ``module`` is the module's dotted name, with the dots of a relative import in front; ``name`` what is taken from it,
    None for the module itself, ``*`` for all; ``bound`` the name in the importing file.
    """

    module: str
    name: str | None
    bound: str


def imports_in(data: bytes) -> Iterator[Imported]:
    """The imports in a file's text, at any depth. Text in strings that looks like one may be among them."""
    if b"import" not in data:
        return
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    done = before = 0
    for match in _KEYWORD.finditer(data):
        at, least = match.start(), before
        before = match.end()
        if at < done:
            continue
        head = _head(data, at, max(least, at - _MOST_HEAD))
        if head and (head[-1:].isalnum() or head[-1] in b"_\"'`" or head[-1] >= 0x80):
            continue
        origin = _ORIGIN.search(head)
        rest = _REST.match(data, match.end())
        if rest is None:
            continue
        done = rest.end() if rest[1] is None else done
        if origin is None and rest[1] is not None:
            continue
        names = _plain(rest[1] if rest[1] is not None else rest[2])
        if origin is None:
            yield from _modules(names)
        else:
            yield from _taken(_plain(origin[1]).replace(" ", ""), names)


def _head(data: bytes, at: int, least: int) -> bytes:
    """The part of a logical line before a place in it, from a least place on."""
    start = max(data.rfind(b"\n", least, at) + 1, least)
    while start > least + 1 and data[start - 2 : start] == b"\\\n":
        start = max(data.rfind(b"\n", least, start - 1) + 1, least)
    return data[start:at]


def _plain(text: bytes) -> str:
    return _BLANKS.sub(b" ", _COMMENT.sub(b"", text)).strip().decode("utf-8", "surrogateescape")


def _modules(names: str) -> Iterator[Imported]:
    for part in names.split(","):
        match = _ALIAS.fullmatch(part.strip().replace(" .", ".").replace(". ", "."))
        if match is None or match[1] == "*":
            continue
        module, alias = match.groups()
        if alias:
            yield Imported(module, None, alias)
            continue
        parts = module.split(".")
        for count in range(1, len(parts) + 1):
            yield Imported(".".join(parts[:count]), None, parts[0])


def _taken(module: str, names: str) -> Iterator[Imported]:
    for part in names.split(","):
        match = _ALIAS.fullmatch(part.strip())
        if match is not None and "." not in match[1]:
            yield Imported(module, match[1], match[2] or match[1])


def stands_in_for_sdk(file: str, read: Callable[[str], bytes]) -> bool:
    """Whether a file is a module ``replicate`` of a project's own that binds what one takes from the SDK.

    Anything else of that name (a folder of scripts, a package for what uses the platform) does not hide the SDK from
    code that imports ``replicate`` and means the SDK.
    """
    if not file.endswith(("/replicate.py", "/replicate/__init__.py")) and file not in _TOPMOST:
        return False
    data = read(file)
    return _BINDS_API.search(data) is not None and _OF_SDK.search(data) is None


def belongs_to_sdk(file: str, read: Callable[[str], bytes]) -> bool:
    """Whether a file is of the SDK's own package, as it lies in a site-packages: no code that uses the platform."""
    at = file.rfind("/replicate/")
    while at >= 0:
        if _OF_SDK.search(read(f"{file[:at]}/replicate/__init__.py")) is not None:
            return True
        at = file.rfind("/replicate/", 0, at)
    return False


def module_name(path: str) -> str:
    """The last part of the dotted name of the module in a file."""
    folder, name = posixpath.split(path)
    return posixpath.basename(folder) if name == "__init__.py" else name.removesuffix(".py")


class Layout:
    """Which file a module's name means inside one project. Paths have ``/`` between their parts.

    ``packages`` is what the project's settings say of its packages' places; ``own_sdk`` says that the name of the
    platform's SDK means a module of the project's own.
    """

    def __init__(
        self, files: Iterable[str], root: str = "", packages: Packages = NO_SETTINGS, *, own_sdk: bool = False
    ) -> None:
        self.files = frozenset(files)
        self.root = root.rstrip("/")
        self.packages = packages
        self.own_sdk = own_sdk
        self.folders: set[str] = set()
        for file in self.files:
            folder = posixpath.dirname(file)
            while folder not in self.folders:
                self.folders.add(folder)
                folder = posixpath.dirname(folder)
        self._places: dict[tuple[str, bool], tuple[str, ...]] = {}
        self._found: dict[tuple[str, str], str | None] = {}

    def resolve(self, importer: str, module: str) -> str | None:
        """The path of the module that ``import module`` means in the file ``importer``; None if it is no file here.

        Leading dots count from the importer's package. A folder without ``__init__.py`` is given with a ``/`` behind.
        """
        folder = posixpath.dirname(importer)
        key = (folder, module)
        if key not in self._found:
            self._found[key] = next(self._candidates(folder, module), None)
        found = self._found[key]
        if found != importer or module.startswith("."):
            return found
        return next((other for other in self._candidates(folder, module) if other != importer), None)

    def _candidates(self, folder: str, module: str) -> Iterator[str]:
        if module.startswith("."):
            name = module.lstrip(".")
            for _ in range(len(module) - len(name) - 1):
                folder = posixpath.dirname(folder)
            found = self._at(folder, name)
            if found is not None:
                yield found
            return
        if module == "replicate" and not self.own_sdk:
            return
        top, _, inner = module.partition(".")
        for name, place in self.packages.renamed:
            found = self._at(place, inner) if name == top else None
            if found is not None:
                yield found
        key = (folder, top in _LIBRARIES)
        if key not in self._places:
            self._places[key] = tuple(self._bases(folder, is_library=key[1]))
        for base in self._places[key]:
            found = self._at(base, module)
            if found is not None:
                yield found

    def _bases(self, folder: str, *, is_library: bool) -> Iterator[str]:
        """The folders that may stand on the path: those around the importer, and the project's source folders.

        A package's own folder is one for a script in it, though not for names that mean a library to everybody else.
        """
        while True:
            if not (is_library and posixpath.join(folder, "__init__.py") in self.files):
                yield folder
            for name in SOURCE_FOLDERS:
                inner = posixpath.join(folder, name)
                if inner in self.folders:
                    yield inner
            if folder in ("", "/", self.root):
                break
            folder = posixpath.dirname(folder)
        yield from self.packages.roots

    def _at(self, base: str, module: str) -> str | None:
        inner = module.replace(".", "/")
        path = f"{base.rstrip('/')}/{inner}" if base and inner else inner or base
        package = f"{path}/__init__.py" if path else "__init__.py"
        for candidate in (f"{path}.py", package) if module else (package,):
            if candidate in self.files:
                return candidate
        return f"{path}/" if path in self.folders else None
