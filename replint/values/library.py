"""What the standard library's functions give, as far as values go: text, numbers, containers, paths, environment."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values import methods
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Const,
    Duration,
    Func,
    Lib,
    Method,
    Num,
    OneOf,
    Partial,
    PathObj,
    Ref,
    Text,
    Tup,
    Unknown,
    Value,
    assume,
    deps_of,
    options,
    union,
)
from replint.values.operators import binary, joined_path, mixed, path_pieces, pieces, text, truth
from replint.values.state import bounds

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter

Model = Callable[["Interpreter", Args, Place], "Value | None"]
_MODELS: dict[str, Model] = {}
LOCAL = frozenset({"local-path"})
GENERATED = frozenset({"generated"})


def model(*paths: str) -> Callable[[Model], Model]:
    """Registers the model of one or more library functions."""

    def register(function: Model) -> Model:
        _MODELS.update((path, function) for path in paths)
        return function

    return register


def library_call(machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
    """The result of a library function; None if nothing is known of it."""
    found = _MODELS.get(func.path)
    if found is not None:
        return found(machine, args, place)
    name = func.path.rpartition(".")[2]
    if func.id is not None and func.path.endswith("()"):
        return None
    if name[:1].isupper() or func.path in _MARKERS:
        if any(deps_of(arg.value) for arg in args.all):
            return None
        for arg in args.all:
            machine.platform.used(machine, machine.resolve(arg.value, place.node))
        return instance(machine, func.path, args, place)
    return None


def instance(machine: Interpreter, path: str, args: Args, place: Place) -> Lib:
    """An instance of a library class, with the constructor's arguments as slots."""
    slots: dict[Hashable, Value] = {index: arg.value for index, arg in enumerate(args.positional)}
    slots.update((arg.keyword, arg.value) for arg in args.keywords if arg.keyword)
    ref = machine.new("library", slots, meta=args)
    return Lib(f"{path}()", ref.id, at=place)


def library_attribute(machine: Interpreter, value: Lib, name: str, place: Place) -> Value:
    """An attribute of a library module, class or instance."""
    constant = _CONSTANTS.get(f"{value.path}.{name}")
    if constant is not None:
        return constant
    held = machine.obj(value)
    if held is not None and held.kind == "file" and name == "name":
        path = held.slots["name"]
        return path if isinstance(path, (Const, Text)) else Unknown(("file-name", value.id), tags=LOCAL)
    return Lib(f"{value.path}.{name}", value.id, at=place)


def builtin_method(machine: Interpreter, func: Method, args: Args, place: Place) -> Value | None:
    """The result of a method of a built-in value; None if nothing is known of it."""
    return methods.call(machine, func, args, place)


# Text and numbers


@model("builtins.str", "builtins.repr", "os.fspath", "builtins.format", "urllib.parse.unquote")
def _str(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return Const("")
    return machine.each(args.positional[0].value, _as_text)


@model("typing.cast")
def _cast(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return args.positional[1].value if len(args.positional) > 1 else None


def _as_text(value: Value) -> Value:
    if isinstance(value, (Const, Text)):
        made = text((value,))
        return replace(made, at=value.at, assumed=value.assumed)
    if isinstance(value, PathObj):
        return text(path_pieces(value))
    return value


@model("urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode")
def _quote(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.value("string", 0)
    if isinstance(value, Const) and isinstance(value.value, str):
        from urllib.parse import quote

        return Const(quote(value.value[:1000]))
    return mixed(("quoted", value), value)


def _number(machine: Interpreter, args: Args, place: Place, cast: type[int] | type[float]) -> Value | None:
    def convert(value: Value) -> Value:
        if isinstance(value, Const) and isinstance(value.value, (str, int, float)) and len(str(value.value)[:80]) < 40:
            try:
                return Const(cast(value.value), assumed=value.assumed, at=value.at)
            except (ValueError, OverflowError):
                return Unknown(("number", value))
        if isinstance(value, Num):
            return value
        return mixed(("number", value), value)

    return machine.each(args.positional[0].value, convert) if args.positional else Const(0)


@model("builtins.int")
def _int(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _number(machine, args, place, int)


@model("builtins.float", "decimal.Decimal")
def _float(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _number(machine, args, place, float)


@model("builtins.round", "math.ceil", "math.floor", "builtins.abs")
def _rounded(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    return value if bounds(value) is not None else None


@model("math.pow", "builtins.pow")
def _power(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if len(args.positional) != 2:
        return None
    return binary("**", args.positional[0].value, args.positional[1].value, machine.entry)


def _extreme(machine: Interpreter, args: Args, place: Place, pick: Callable[..., float]) -> Value | None:
    values = [arg.value for arg in args.positional]
    if len(values) == 1:
        items = machine.items_of(values[0], place.node)
        if items.more:
            return None
        values = items.known
    if any(isinstance(value, OneOf) for value in values):
        rows: list[list[Value]] = [[]]
        for value in values:
            rows = [[*row, option] for row in rows for option in options(value)][:8]
        return union(_extreme_of(row, place, pick) for row in rows)
    return _extreme_of(values, place, pick)


def _extreme_of(values: list[Value], place: Place, pick: Callable[..., float]) -> Value:
    if values and all(isinstance(value, Duration) for value in values):
        inner = [bounds(value.seconds) for value in values if isinstance(value, Duration)]
        known = [pair for pair in inner if pair is not None]
        if len(known) == len(values):
            return Duration(Num(pick(lo for lo, _ in known), pick(hi for _, hi in known)))
        return mixed(("extreme", tuple(values)), *values)
    found = [bounds(value) for value in values]
    numbers = [pair for pair in found if pair is not None]
    if numbers and pick is min and len(numbers) < len(values):
        return Num(-math.inf, min(hi for _, hi in numbers), jitter=True)
    if not numbers or len(numbers) != len(values):
        return mixed(("extreme", place.node.__class__, tuple(values)), *values)
    lo, hi = pick(pair[0] for pair in numbers), pick(pair[1] for pair in numbers)
    jitter = any(isinstance(value, Num) and value.jitter for value in values)
    assumed = any(option.assumed for value in values for option in options(value))
    if lo == hi:
        return Const(int(lo) if lo == int(lo) else lo, assumed=assumed) if math.isfinite(lo) else Num(lo, hi)
    return Num(lo, hi, jitter, assumed=assumed)


@model("builtins.min")
def _min(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _extreme(machine, args, place, min)


@model("builtins.max")
def _max(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _extreme(machine, args, place, max)


def _verdicts(machine: Interpreter, args: Args, place: Place, wanted: bool) -> Value | None:
    """``any`` (wanted True) and ``all`` (wanted False): the first verdict that is the wanted one decides."""
    items = machine.items_of(args.positional[0].value, place.node) if args.positional else None
    if items is None or items.endless:
        return None
    found = [truth(item) for item in items.known]
    if wanted in found:
        return Const(wanted)
    if None in found or items.more:
        return Unknown(("any", machine.tick()), deps=frozenset().union(*(deps_of(item) for item in items.known)))
    return Const(not wanted)


@model("builtins.any")
def _any(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _verdicts(machine, args, place, wanted=True)


@model("builtins.all")
def _all(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _verdicts(machine, args, place, wanted=False)


@model("builtins.bool")
def _bool(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    found = truth(value)
    return Const(found) if found is not None else Unknown(("bool", value), deps=deps_of(value))


@model("builtins.len")
def _len(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    if isinstance(value, Tup):
        return Const(len(value.items))
    held = machine.obj(value)
    if held is not None and held.kind in ("list", "dict") and not held.open:
        return Const(len(held.items) + len(held.slots))
    if isinstance(value, Const) and isinstance(value.value, (str, bytes)):
        return Const(len(value.value))
    return Unknown(("len", value, machine.tick()), deps=deps_of(value))


@model("random.uniform", "random.randint", "random.randrange", "random.triangular")
def _uniform(machine: Interpreter, args: Args, place: Place) -> Value | None:
    found = [bounds(arg.value) for arg in args.all][:2]
    known = [pair for pair in found if pair is not None]
    if not known or len(known) != len(found):
        return Unknown(("random", machine.tick()), tags=GENERATED)
    ends = [end for pair in known for end in pair]
    return Num(min(ends) if len(known) == 2 else 0, max(ends), jitter=True)


@model("random.random")
def _random(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Num(0, 1, jitter=True)


@model("random.expovariate", "random.gauss", "random.betavariate")
def _unbounded_random(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("random", machine.tick()), tags=GENERATED)


@model(
    "uuid.uuid4",
    "uuid.uuid1",
    "secrets.token_hex",
    "secrets.token_urlsafe",
    "secrets.randbelow",
    "time.strftime",
    "datetime.date.today",
    "random.choice",
    "random.choices",
    "random.getrandbits",
    "os.getpid",
    "shortuuid.uuid",
    "ulid.new",
    "nanoid.generate",
)
def _generated(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("generated", machine.tick()), tags=GENERATED)


@model(
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.perf_counter",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.now",
    "datetime.utcnow",
)
def _clock(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("generated", machine.tick()), tags=GENERATED | {"clock"})


@model("base64.b64encode", "base64.standard_b64encode", "base64.urlsafe_b64encode", "base64.encodebytes", "binascii.b2a_base64")
def _base64(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("base64", machine.tick()), tags=frozenset({"base64"}))


@model("datetime.timedelta")
def _timedelta(machine: Interpreter, args: Args, place: Place) -> Value | None:
    units = (("days", 86400.0), ("seconds", 1.0), ("microseconds", 1e-6), ("milliseconds", 1e-3), ("minutes", 60.0), ("hours", 3600.0), ("weeks", 604800.0))
    total: Value = Const(0)
    for index, (name, unit) in enumerate(units):
        value = args.value(name, index)
        if value is ABSENT:
            continue
        factor = Const(int(unit)) if unit >= 1 else Const(unit)
        total = binary("+", total, binary("*", value, factor, machine.entry), machine.entry)
    return Duration(total, at=place)


# Environment


@model("os.getenv", "os.environ.get", "environ.get", "decouple.config")
def _getenv(machine: Interpreter, args: Args, place: Place) -> Value | None:
    name, default = args.value("key", 0), args.value("default", 1)
    outside = environment(name)
    if default is ABSENT or default == NONE:
        return outside
    return union((*options(assume(default)), outside))


@model("os.environ.setdefault")
def _setdefault(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _getenv(machine, args, place)


def environment(name: Value) -> Unknown:
    """The value of an environment variable."""
    known = name.value if isinstance(name, Const) else None
    tags = frozenset({"token"}) if known == "REPLICATE_API_TOKEN" else frozenset[str]()
    return Unknown(("environment", name), tags=tags)


# Containers


@model("builtins.dict", "collections.OrderedDict", "copy.copy", "copy.deepcopy", "types.MappingProxyType")
def _dict(machine: Interpreter, args: Args, place: Place) -> Value | None:
    sources = [arg.value for arg in args.positional]
    if len(sources) == 1 and not args.keywords:
        held = machine.obj(sources[0])
        if held is not None and isinstance(sources[0], Ref) and held.kind == "instance":
            return machine.new("instance", dict(held.slots), meta=held.meta, at=place)
        if not isinstance(sources[0], (Ref, OneOf, Unknown)):
            return sources[0]
    pairs = [_pairs(machine, source, place) for source in sources]
    merged = machine.obj(machine.merged(pairs, place.node))
    slots = dict(merged.slots) if merged is not None else {}
    for arg in args.keywords:
        slots[arg.keyword] = machine.entry_value(arg.value, arg.place.node)  # type: ignore[arg-type]
    grown = (merged is not None and merged.open) or args.open_keywords or args.open_args
    kind = merged.kind if merged is not None else "dict"
    return machine.new(kind, slots, merged.items if merged is not None else (), grown, at=place)


def _pairs(machine: Interpreter, source: Value, place: Place) -> Value:
    """``dict([("a", 1), …])`` and ``dict(zip(…))`` as a dict."""
    held = machine.obj(source)
    if held is None or held.kind != "list" or not held.items:
        return source
    slots: dict[Hashable, Value] = {}
    grown = held.open
    for item in held.items:
        if not isinstance(item, Tup) or len(item.items) != 2:
            return source
        keys = machine.keys_of(item.items[0])
        grown = grown or not keys
        for key in keys:
            at = item.items[1].at
            slots[key] = machine.entry_value(item.items[1], (at or place).node)  # type: ignore[arg-type]
    return machine.new("dict", slots, open=grown)


@model("builtins.list", "builtins.set", "builtins.frozenset", "builtins.sorted", "builtins.reversed", "collections.deque", "builtins.iter")
def _list(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return machine.new("list", at=place)
    items = machine.items_of(args.positional[0].value, place.node)
    if items.endless or (isinstance(args.positional[0].value, Unknown) and not items.known):
        return args.positional[0].value
    return machine.new("list", items=tuple(items.known), open=items.more, at=place)


@model("builtins.tuple")
def _tuple(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return Tup(())
    items = machine.items_of(args.positional[0].value, place.node)
    return machine.new("list", items=tuple(items.known), open=True) if items.more else Tup(tuple(items.known))


@model("builtins.range")
def _range(machine: Interpreter, args: Args, place: Place) -> Value | None:
    values = [arg.value for arg in args.positional]
    if not 1 <= len(values) <= 3:
        return None
    start = values[0] if len(values) > 1 else Const(0)
    stop = values[1] if len(values) > 1 else values[0]
    return machine.new("range", meta=(start, stop, values[2] if len(values) > 2 else Const(1)))


@model("builtins.enumerate")
def _enumerate(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return None
    items = machine.items_of(args.positional[0].value, place.node)
    first = bounds(args.value("start", 1))
    start = int(first[0]) if first is not None else 0
    if items.endless:
        return machine.new("endless", meta=lambda index: Tup((Const(index + start), items.at(index) or NONE)))
    known = tuple(Tup((Const(index + start), item)) for index, item in enumerate(items.known))
    return machine.new("list", items=known, open=items.more)


@model("builtins.zip")
def _zip(machine: Interpreter, args: Args, place: Place) -> Value | None:
    columns = [machine.items_of(arg.value, place.node) for arg in args.positional]
    count = min((len(column.known) for column in columns if not column.endless), default=0)
    rows = tuple(Tup(tuple(column.at(index) or NONE for column in columns)) for index in range(count))
    return machine.new("list", items=rows, open=any(column.more for column in columns))


@model("builtins.next")
def _next(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    held = machine.obj(value)
    if held is not None and isinstance(value, Ref) and held.kind == "endless":
        index = held.slots.get("index", Const(0))
        number = index.value if isinstance(index, Const) else 0
        machine.state.put(value.id, "index", Const(number + 1))
        found: Value = held.meta(number)
        ends = bounds(found)
        return Num(*ends) if ends is not None else found
    default = args.value("default", 1)
    if held is not None and isinstance(value, Ref) and held.kind == "list":
        if held.items:
            machine.state.update(value.id, items=held.items[1:])
            return held.items[0] if not held.open or default is ABSENT else union((held.items[0], default))
        if not held.open:
            if default is ABSENT:
                machine.throw(Lib("builtins.StopIteration()"))
            return default if default is not ABSENT else None
    return None


@model("itertools.count")
def _count(machine: Interpreter, args: Args, place: Place) -> Value | None:
    start, step = bounds(args.value("start", 0)) or (0.0, 0.0), bounds(args.value("step", 1)) or (1.0, 1.0)
    return machine.new("endless", meta=lambda index: Const(int(start[0] + index * step[0])))


@model("itertools.repeat")
def _repeat(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value, times = args.value("object", 0), bounds(args.value("times", 1))
    if times is not None:
        return machine.new("list", items=(value,) * int(min(times[1], 64)), open=times[1] > 64)
    return machine.new("endless", meta=lambda index: value)


@model("itertools.cycle")
def _cycle(machine: Interpreter, args: Args, place: Place) -> Value | None:
    known = machine.items_of(args.positional[0].value, place.node).known if args.positional else []
    return machine.new("endless", meta=lambda index: known[index % len(known)]) if known else None


@model("itertools.chain", "itertools.chain.from_iterable")
def _chain(machine: Interpreter, args: Args, place: Place) -> Value | None:
    known: list[Value] = []
    for arg in args.positional:
        items = machine.items_of(arg.value, place.node)
        known += items.known
        if items.endless:
            offset = len(known)

            def element(index: int, offset: int = offset, items: object = items) -> Value:
                return known[index] if index < offset else items.at(index - offset) or NONE  # type: ignore[attr-defined]

            return machine.new("endless", meta=element)
        if items.more:
            return machine.new("list", items=tuple(known), open=True)
    return machine.new("list", items=tuple(known))


@model("itertools.islice")
def _islice(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if len(args.positional) != 2:
        return None
    items, count = machine.items_of(args.positional[0].value, place.node), bounds(args.positional[1].value)
    if count is None:
        return machine.new("list", items=tuple(items.at(i) or NONE for i in range(2)), open=True)
    taken = [items.at(index) for index in range(int(min(count[1], 64)))]
    return machine.new("list", items=tuple(item for item in taken if item is not None), open=items.more or count[1] > 64)


@model("builtins.getattr")
def _getattr(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if len(args.positional) < 2:
        return None
    name = args.positional[1].value
    if isinstance(name, Const) and isinstance(name.value, str):
        machine.muted += len(args.positional) > 2
        found = machine.attribute(args.positional[0].value, name.value, place.node)
        machine.muted -= len(args.positional) > 2
        if len(args.positional) > 2 and isinstance(found, Unknown) and not found.deps and not found.tags:
            return union((found, assume(args.positional[2].value)))
        return found
    machine.platform.used(machine, args.positional[0].value)
    return None


@model("builtins.super")
def _super(machine: Interpreter, args: Args, place: Place) -> Value | None:
    func = machine.top.func
    return Method(func.bound, "super()") if func is not None and func.bound is not None else None


@model("builtins.isinstance", "builtins.hasattr", "builtins.callable", "builtins.id", "builtins.hash", "builtins.type")
def _inspect(machine: Interpreter, args: Args, place: Place) -> Value | None:
    sources = [arg.value for arg in args.all]
    return Unknown(("inspect", machine.tick()), deps=frozenset().union(*(deps_of(source) for source in sources)))


@model("functools.partial", "functools.partialmethod")
def _partial(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return None
    return Partial(args.positional[0].value, replace(args, positional=args.positional[1:]), at=place)


@model("functools.wraps", "functools.update_wrapper", "functools.singledispatch")
def _wraps(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Lib("functools.cache")


@model("yarl.URL", "httpx.URL", "furl.furl", "pydantic.HttpUrl", "pydantic.AnyHttpUrl")
def _url(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return args.positional[0].value if len(args.positional) == 1 and not args.keywords else None


@model("dataclasses.asdict", "attrs.asdict", "attr.asdict", "builtins.vars")
def _asdict(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return as_dict(machine, args.positional[0].value, place) if args.positional else None


def as_dict(machine: Interpreter, value: Value, place: Place, without_none: bool = False) -> Value | None:
    """The fields of an instance of a project class as a dict; None for other values."""
    held = machine.obj(value)
    if held is None or held.kind != "instance":
        return None
    slots = {key: item for key, item in held.slots.items() if isinstance(key, str) and not key.startswith("_")}
    if without_none:
        slots = {key: _without_none(item) for key, item in slots.items() if item != NONE}
    return machine.new("dict", slots, open=held.open, at=place)


def _without_none(value: Value) -> Value:
    return union(ABSENT if option == NONE else option for option in options(value))


@model("functools.lru_cache", "functools.cache", "contextlib.contextmanager")
def _decorator(machine: Interpreter, args: Args, place: Place) -> Value | None:
    first = args.positional[0].value if args.positional else NONE
    return first if isinstance(first, Func) else Lib("functools.cache")


# Paths and files


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


@model("glob.glob", "glob.iglob")
def _glob(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return machine.new("list", items=(Unknown(("found", machine.tick()), tags=LOCAL),), open=True)


@model("os.path.abspath", "os.path.expanduser", "os.path.realpath", "os.path.normpath", "os.path.dirname", "os.path.relpath")
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


@model("builtins.open", "io.open", "gzip.open", "tempfile.NamedTemporaryFile", "tempfile.TemporaryFile", "aiofiles.open")
def _open(machine: Interpreter, args: Args, place: Place) -> Value | None:
    name, mode = args.value("file", 0), args.value("mode", 1)
    call = place.node
    temporary = "Temporary" in _callee(call)
    if temporary:
        mode, name = args.value("mode", 0), Unknown(("temporary", machine.tick()), tags=LOCAL)
        mode = Const("w+b") if mode is ABSENT else mode
    return open_file(machine, name, Const("r") if mode is ABSENT else mode, place)


def open_file(machine: Interpreter, name: Value, mode: Value, place: Place) -> Lib:
    """A file object; whether it is closed stands in the state."""
    slots: dict[Hashable, Value] = {"name": name, "mode": mode, "closed": Const(False)}
    return Lib("io.File()", machine.new("file", slots, meta=place).id, at=place)


def _callee(node: object) -> str:
    import libcst as cst

    func = node.func if isinstance(node, cst.Call) else None
    return func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""


@model("io.BytesIO", "io.StringIO")
def _buffer(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Lib("io.BytesIO()", machine.new("library").id, at=place)


# URLs and JSON


@model("urllib.parse.urljoin", "requests.compat.urljoin")
def _urljoin(machine: Interpreter, args: Args, place: Place) -> Value | None:
    from urllib.parse import urljoin

    base, url = args.value("base", 0), args.value("url", 1)

    def joined(one: Value, other: Value) -> Value:
        if isinstance(one, Const) and isinstance(other, Const):
            try:
                return Const(urljoin(str(one.value), str(other.value)))
            except ValueError:
                return Unknown(("urljoin", one, other))
        ours, theirs = pieces(one), pieces(other)
        if ours is None or theirs is None or None in ours[:1]:
            return mixed(("urljoin", one, other), one, other)
        if theirs[0] is not None and "://" in theirs[0]:
            return other
        if isinstance(one, Const) and theirs[0] is not None:
            head = urljoin(str(one.value), theirs[0])
            rest = other.parts[1:] if isinstance(other, Text) else ()
            return text((head, *rest))
        if isinstance(one, Const) and str(one.value).endswith("/"):
            return text((one, other))
        if isinstance(one, Text) and isinstance(one.parts[-1], str) and one.parts[-1].endswith("/") and theirs[0] is not None:
            return text((one, other)) if not theirs[0].startswith("/") else mixed(("urljoin", one, other), one, other)
        return mixed(("urljoin", one, other), one, other)

    return union(joined(a, b) for a in options(base) for b in options(url))


@model("urllib.parse.urlunparse", "urllib.parse.urlunsplit")
def _urlunparse(machine: Interpreter, args: Args, place: Place) -> Value | None:
    items = machine.items_of(args.positional[0].value, place.node).known if args.positional else []
    if len(items) < 5:
        return None
    scheme, host, path, query = items[0], items[1], items[2], items[-2]
    if scheme == Const("file"):
        return text(("file://", host, path))
    parts: list[str | Value] = [scheme, "://", host]
    first = pieces(path)
    if first is not None and first[0] is not None and not first[0].startswith("/"):
        parts.append("/")
    return text([*parts, path] if query == Const("") else [*parts, path, "?", query])


@model("json.dumps", "orjson.dumps", "ujson.dumps", "simplejson.dumps", "json.JSONEncoder().encode", "rapidjson.dumps")
def _dumps(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.value("obj", 0)
    machine.platform.used(machine, value)
    return Lib("json.dumps()", machine.new("library", {0: value}).id, at=place)


_CONSTANTS: dict[str, Value] = {
    "math.inf": Const(math.inf),
    "http.HTTPStatus.OK": Const(200),
    "http.HTTPStatus.CREATED": Const(201),
    "os.sep": Const("/"),
    "sys.maxsize": Const(2**63 - 1),
}
_MARKERS = frozenset(
    {
        "pytest.raises",
        "contextlib.suppress",
        "asyncio.timeout",
        "asyncio.timeout_at",
        "async_timeout.timeout",
        "anyio.fail_after",
        "anyio.move_on_after",
        "trio.fail_after",
        "trio.move_on_after",
        "trio.fail_at",
        "trio.move_on_at",
        "dataclasses.dataclass",
        "dataclasses.field",
        "attr.s",
        "attr.ib",
        "attrs.define",
        "attrs.field",
    }
)
