"""Paths, files and the environment."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Const,
    Lib,
    PathObj,
    Text,
    Tup,
    Unknown,
    Value,
    assume,
    deps_of,
    options,
    union,
)
from replint.values.library import LOCAL, environment, model, open_file
from replint.values.operators import joined_path, pieces, text

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter


@model("os.getenv", "os.environ.get", "environ.get", "decouple.config")
def _getenv(machine: Interpreter, args: Args, place: Place) -> Value | None:
    name, default = args.value("key", 0), args.value("default", 1)
    outside = environment(name)
    if default is ABSENT or default == NONE:
        return outside
    return union((*options(assume(default)), outside))


_READERS = ("environs.Env()", "environs.env", "environ.Env()", "environ.FileAwareEnv()")
_KINDS = ("", ".str", ".int", ".float", ".bool", ".url", ".decimal")


@model(*(f"{reader}{kind}" for reader in _READERS for kind in _KINDS), "decouple.AutoConfig()", "decouple.Config()")
def _typed_variable(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _getenv(machine, args, place)


@model("starlette.config.Config()")
def _starlette_variable(machine: Interpreter, args: Args, place: Place) -> Value | None:
    default = args.get("default", 2)
    return _getenv(
        machine, replace(args, positional=args.positional[:1], keywords=(default,) if default else ()), place
    )


@model("os.environ.setdefault")
def _setdefault(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _getenv(machine, args, place)


@model("os.path.join", "posixpath.join")
def _path_join(machine: Interpreter, args: Args, place: Place) -> Value | None:
    parts: list[str | Value] = []
    for index, arg in enumerate(args.positional):
        value = arg.value
        if isinstance(value, Const) and isinstance(value.value, str) and value.value.startswith("/"):
            parts = []
        elif index and not (parts and isinstance(parts[-1], Const) and str(parts[-1].value).endswith("/")):
            parts.append("/")
        parts.append(value)
    if args.open_args or not parts:
        return Unknown(("joined", machine.tick()), tags=LOCAL)
    first = parts[0]
    if isinstance(first, (Unknown, Lib)):
        parts[0] = Unknown(("directory", first), tags=LOCAL, deps=deps_of(first))
    made = text(parts)
    starts = pieces(parts[0]) if isinstance(parts[0], Value) else [parts[0]]
    if isinstance(made, Text) and starts and starts[0] is not None and "://" not in starts[0]:
        return replace(made, local=True)
    return made


@model("os.path.exists", "os.path.isfile", "os.path.lexists")
def _names_a_file(machine: Interpreter, args: Args, place: Place) -> Value | None:
    path = args.value("path", 0)
    return Unknown(("names-a-file", path.text if isinstance(path, PathObj) else path))


@model("glob.glob", "glob.iglob")
def _glob(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return machine.new("list", items=(Unknown(("found", machine.tick()), tags=LOCAL),), open=True)


@model(
    "os.path.abspath",
    "os.path.expanduser",
    "os.path.realpath",
    "os.path.normpath",
    "os.path.dirname",
    "os.path.relpath",
)
def _path_of(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    found = pieces(value)
    if found is not None and found[0] and "://" in found[0]:
        return Unknown(("path-of", value))
    return Unknown(("path-of", value), tags=LOCAL)


@model("os.getcwd", "tempfile.gettempdir", "tempfile.mkdtemp", "tempfile.mktemp", "os.path.basename")
def _directory(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("directory", machine.tick()), tags=LOCAL)


@model("tempfile.mkstemp")
def _mkstemp(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Tup((Unknown(("fd", machine.tick())), Unknown(("mkstemp", machine.tick()), tags=LOCAL)))


@model("tempfile.TemporaryDirectory")
def _temporary_directory(machine: Interpreter, args: Args, place: Place) -> Value | None:
    slots: dict[Hashable, Value] = {"name": Unknown(("directory", machine.tick()), tags=LOCAL)}
    return Lib("tempfile.TemporaryDirectory()", machine.new("library", slots).id, at=place)


@model("shutil.make_archive")
def _make_archive(machine: Interpreter, args: Args, place: Place) -> Value | None:
    base, kind = args.value("base_name", 0), args.value("format", 1)
    if isinstance(base, PathObj):
        base = base.text
    suffixes = {"zip": ".zip", "tar": ".tar", "gztar": ".tar.gz", "bztar": ".tar.bz2", "xztar": ".tar.xz"}
    suffix = suffixes.get(kind.value, "") if isinstance(kind, Const) and isinstance(kind.value, str) else ""
    if isinstance(base, (Unknown, Lib)):
        base = Unknown(("archive", base), tags=LOCAL)
    return text((base, suffix))


@model("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.Path.cwd", "pathlib.Path.home")
def _path(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return PathObj(Unknown(("directory", machine.tick()), tags=LOCAL), at=place)
    first = args.positional[0].value
    start = first if isinstance(first, PathObj) else PathObj(first, at=place)
    rest = [arg.value for arg in args.positional[1:]]
    return replace(joined_path(start, rest), at=place) if rest else replace(start, at=place)


@model("gzip.open", "bz2.open", "lzma.open")
def _open_compressed(machine: Interpreter, args: Args, place: Place) -> Value | None:
    mode = args.value("mode", 1)
    if mode is ABSENT or (isinstance(mode, Const) and "t" not in str(mode.value)):
        mode = Const("rb")
    return open_file(machine, args.value("filename", 0), mode, place)


@model("builtins.open", "io.open", "tempfile.NamedTemporaryFile", "tempfile.TemporaryFile", "aiofiles.open")
def _open(machine: Interpreter, args: Args, place: Place) -> Value | None:
    name, mode = args.value("file", 0), args.value("mode", 1)
    call = place.node
    temporary = "Temporary" in _callee(call)
    if temporary:
        mode, name = args.value("mode", 0), Unknown(("temporary", machine.tick()), tags=LOCAL)
        mode = Const("w+b") if mode is ABSENT else mode
    return open_file(machine, name, Const("r") if mode is ABSENT else mode, place)


def _callee(node: object) -> str:
    import libcst as cst

    func = node.func if isinstance(node, cst.Call) else None
    return func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""


@model("io.BytesIO", "tempfile.SpooledTemporaryFile")
def _buffer(machine: Interpreter, args: Args, place: Place) -> Value | None:
    mode = args.value("mode", 1) if _callee(place.node).startswith("Spooled") else ABSENT
    return open_file(machine, Unknown(("memory", machine.tick())), Const("w+b") if mode is ABSENT else mode, place)


@model("io.StringIO")
def _text_buffer(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return open_file(machine, Unknown(("memory", machine.tick())), Const("w+"), place)
