"""Raw HTTP: requests of requests, httpx, aiohttp, urllib, urllib3 and http.client that go to the API."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from replint.facts.addresses import behind
from replint.facts.building import Builder
from replint.facts.callbacks import method_name
from replint.facts.objects import Polls, RemoteMeta, ResponseMeta, identity, training_of, version_of
from replint.facts.records import Creation, Given, IdMisused, ModelRun
from replint.facts.responses import json_of
from replint.plain import dataclass
from replint.replicate_api.routes import Route, RouteKind, TrainingForm, route
from replint.replicate_api.sdk import HTTP_BODY_KEYS, HTTP_BODY_KEYS_DEPRECATED, HTTP_BODY_KEYS_UNDOCUMENTED
from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    Arg,
    Args,
    Const,
    Lib,
    Ref,
    Text,
    Unknown,
    Value,
    deps_of,
    options,
    union,
)
from replint.values.items import entry_place, mapping
from replint.values.machine import Machine
from replint.values.operators import pieces, text

_VERBS = "get|post|put|patch|delete|head|options|request|stream|send|urlopen|request_encode_body|fetch"
_CALLS = re.compile(
    rf"^(?P<owner>(?:requests|niquests|curl_cffi\.requests)(?:\.api)?|httpx|urllib3|aiohttp"
    rf"|(?:requests|niquests|curl_cffi\.requests|requests\.sessions)\.(?:Session|session|AsyncSession)\(\)"
    rf"|httpx\.(?:Client|AsyncClient)\(\)|aiohttp\.ClientSession\(\)|(?:aiohttp\.)?client\.ClientSession\(\)"
    rf"|urllib3\.(?:PoolManager|HTTPSConnectionPool|ProxyManager)\(\)|urllib3\.connection_from_url\(\)"
    rf"|http\.client\.HTTPSConnection\(\)|http\.client\.HTTPConnection\(\))\.(?P<verb>{_VERBS})$"
)
CLIENT_TYPES = {
    "requests.Session": "requests.Session()",
    "requests.session": "requests.Session()",
    "requests.sessions.Session": "requests.Session()",
    "httpx.Client": "httpx.Client()",
    "httpx.AsyncClient": "httpx.AsyncClient()",
    "aiohttp.ClientSession": "aiohttp.ClientSession()",
    "aiohttp.client.ClientSession": "aiohttp.ClientSession()",
    "urllib3.PoolManager": "urllib3.PoolManager()",
    "http.client.HTTPSConnection": "http.client.HTTPSConnection()",
}
_TAGS = {
    RouteKind.LIST_TRAININGS: "trainings",
    RouteKind.GET_MODEL: "model",
    RouteKind.LIST_VERSIONS: "versions",
}
_PREPARED = frozenset({"requests.Request", "requests.models.Request", "httpx.Request", "niquests.Request"})
_PLAIN_VERBS = frozenset({"get", "post", "request"})
_MOCKING = frozenset({"status_code", "status", "text", "payload", "return_value", "side_effect", "body", "callback"})
_BODY_KEYWORDS = ("json", "data", "content", "body", "fields")


@dataclass(frozen=True)
class Request:
    """A request as it is sent: each URL that it may go to, in the body each dict or text that it may carry."""

    method: str
    url: Value
    url_place: Place | None
    body: Value
    place: Place


@dataclass(frozen=True)
class Prepared:
    """A request that is put together first and sent later: what it was given, and the base that its URL goes onto."""

    args: Args
    place: Place
    base: Value | None = None


class Http:
    """Gives the responses of requests to the API and records what they do."""

    def __init__(self, builder: Builder, polls: Polls) -> None:
        self.builder = builder
        self.polls = polls

    def call(self, machine: Machine, func: Lib, args: Args, place: Place) -> Value | None:
        """The result of a call of an HTTP library; None for what is no request."""
        kind = CLIENT_TYPES.get(func.path)
        if kind is not None:
            slots: dict[Hashable, Value] = {index: arg.value for index, arg in enumerate(args.positional)}
            slots.update((arg.keyword, arg.value) for arg in args.keywords)
            return Lib(kind, machine.new("client", slots).id, at=place)
        if func.path in ("urllib.request.Request", "urllib.request.urlopen", "urllib.request.build_opener().open"):
            return self._urllib(machine, func.path, args, place)
        if func.path in ("json.loads", "orjson.loads", "json.load", "ujson.loads", "simplejson.loads"):
            return self._loads(machine, args)
        if func.path.startswith("http.client.HTTPSConnection().getresponse") and func.id is not None:
            return machine.state.slot(func.id, "response") or machine.fresh(place)
        if func.path.endswith(("Request().prepare", ".prepare_request")):
            held = machine.obj(args.positional[0].value) if args.positional else None
            source = args.positional[0].value if held is not None else func
            return Lib("requests.PreparedRequest()", source.id if isinstance(source, Lib) else None, at=place)
        if func.path in _PREPARED or func.path.endswith("Client().build_request"):
            base = self._base(machine, func, "httpx.") if func.path.endswith("build_request") else None
            return _prepared(machine, Prepared(args, place, base))
        match = _CALLS.match(func.path)
        if match is None:
            return self.by_address(machine, func, args, place)
        request = self._request(machine, func, match["owner"], match["verb"], args, place)
        if request is None:
            return None
        result = self.send(machine, request)
        if match["owner"].startswith("http.client") and func.id is not None:
            machine.state.put(func.id, "response", result)
            return Const(None)
        return result

    def by_address(self, machine: Machine, func: Value, args: Args, place: Place) -> Value | None:
        """The response to a request by a client that nobody knows, where address and body show that it is one.

        A mock of the API in a test is told the address, too, but then the body of the answer.
        """
        verb = method_name(func)
        if verb not in _PLAIN_VERBS or any(arg.keyword in _MOCKING for arg in args.keywords):
            return None
        request = self._request(machine, func, "", verb, args, place)
        if request is None or request.method not in ("GET", "POST"):
            return None
        known = [parts for option in options(request.url) if (parts := pieces(option)) and route(request.method, parts)]
        asks = request.body is ABSENT if request.method == "GET" else self._asks(machine, request.body)
        return self.send(machine, request) if known and asks else None

    def _asks(self, machine: Machine, body: Value) -> bool:
        """Whether a body is what starts something, and not what was started."""
        found = [machine.obj(one) for option in options(body) for one in options(self._unwrapped(machine, option))]
        keys = [held.slots.keys() for held in found if held is not None and held.kind == "dict"]
        return bool(keys) and all("input" in one and "id" not in one for one in keys)

    def _request(
        self, machine: Machine, func: Value, owner: str, verb: str, args: Args, place: Place
    ) -> Request | None:
        if verb == "send":
            return self._prepared(machine, args)
        shift = 1 if verb in ("request", "stream", "urlopen", "request_encode_body") else 0
        if owner.startswith("urllib3.PoolManager") and verb == "urlopen":
            shift = 1
        methods = machine.texts(args.value("method", 0)) if shift else [verb]
        url = args.get("url", shift) or args.get("path", shift) or args.get("str_or_url", shift)
        if not methods or url is None:
            return None
        body = next((arg for name in _BODY_KEYWORDS if (arg := args.get(name)) is not None), None)
        if body is None:
            body = self._positional_body(owner, verb, args, shift)
        base = self._base(machine, func, owner)
        target = url.value if base is None else behind(base, url.value, owner)
        value = body.value if body is not None else Unknown(("body",)) if args.open_keywords else ABSENT
        return Request(methods[0].upper(), target, url.place, value, place)

    def _positional_body(self, owner: str, verb: str, args: Args, shift: int) -> Arg | None:
        if owner.startswith(("requests", "niquests")) and verb in ("post", "put", "patch"):
            return args.get("data", 1) if len(args.positional) < 3 else args.get("json", 2)
        if owner.startswith("http.client") and verb == "request":
            return args.get("body", 2)
        return args.get("fields", 2) if owner.startswith("urllib3") and verb == "request" else None

    def _prepared(self, machine: Machine, args: Args) -> Request | None:
        """A request that was put together before, with what was set on it since."""
        sent = args.get("request", 0)
        held = machine.obj(sent.value) if sent is not None else None
        if held is None or not isinstance(held.meta, Prepared):
            return None
        slots, made = held.slots, held.meta
        methods = machine.texts(slots.get("method", slots.get(0, ABSENT)))
        url = slots.get("url", slots.get(1))
        if not methods or url is None:
            return None
        body = next((slots[name] for name in ("body", *_BODY_KEYWORDS) if name in slots), ABSENT)
        target = url if made.base is None else behind(made.base, url, "httpx.")
        given = made.args.get("url", 1)
        return Request(methods[0].upper(), target, given.place if given is not None else None, body, made.place)

    def _base(self, machine: Machine, func: Value, owner: str) -> Value | None:
        held = machine.obj(func)
        if held is None:
            return None
        if owner.startswith("http.client"):
            host = held.slots.get("host", held.slots.get(0))
            return text(("https://", host)) if host is not None else None
        if owner.startswith("httpx."):
            return held.slots.get("base_url")
        if owner.startswith("aiohttp."):
            return held.slots.get("base_url", held.slots.get(0))
        if "ConnectionPool" in owner:
            host = held.slots.get("host", held.slots.get(0))
            return text(("https://", host)) if host is not None else None
        return None

    def _urllib(self, machine: Machine, path: str, args: Args, place: Place) -> Value | None:
        url, data, method = args.get("url", 0), args.get("data", 1), args.get("method", 5)
        if url is None:
            return None
        held = machine.obj(url.value)
        if not path.endswith("Request") and held is not None and held.kind == "request":
            slots = held.slots
            body = data.value if data is not None else slots["data"]
            methods = machine.texts(slots["method"]) or [("GET" if body is ABSENT or body == Const(None) else "POST")]
            origin: Place = held.meta
            return self.send(machine, Request(methods[0].upper(), slots["url"], origin, body, origin))
        given: dict[Hashable, Value] = {
            "url": url.value,
            "data": data.value if data is not None else ABSENT,
            "method": method.value if method is not None else ABSENT,
        }
        if path.endswith("Request"):
            return machine.new("request", given, meta=place, at=place)
        verb = "GET" if data is None or data.value == Const(None) else "POST"
        return self.send(machine, Request(verb, url.value, url.place, given["data"], place))

    def _loads(self, machine: Machine, args: Args) -> Value | None:
        value = args.positional[0].value if args.positional else ABSENT
        if isinstance(value, Lib) and value.path == "json.dumps()":
            return machine.state.slot(value.id, 0) if value.id is not None else None
        held = machine.obj(value)
        if held is not None and isinstance(held.meta, ResponseMeta) and isinstance(value, Ref):
            return json_of(machine, value)
        if isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "body":
            return json_of(machine, Ref(value.sym[1]))
        return None

    # What a request does

    def send(self, machine: Machine, request: Request) -> Value:
        """Sends a request: the response, with what its body will be."""
        found: dict[Hashable, tuple[Route, Value]] = {}
        for option in options(request.url):
            known = self._known_url(option)
            if known is not None:
                found.setdefault(known.kind, (known, option))
                continue
            parts = pieces(option)
            classified = route(request.method, parts) if parts is not None else None
            if classified is not None:
                each = classified.kind is RouteKind.CREATE_TRAINING
                found.setdefault(classified if each else classified.kind, (classified, option))
        results = [self._respond(machine, request, one.kind, one, url) for one, url in found.values()]
        if not results:
            machine.may_raise()
            return self._plain(machine, request)
        return union(results)

    def _known_url(self, option: Value) -> Route | None:
        """A URL that came with an object: ``training.urls["get"]``."""
        if isinstance(option, Unknown) and isinstance(option.sym, tuple) and option.sym[0] == "url":
            _, _, kind, name = option.sym
            training = kind == "training"
            if name == "get":
                return Route(RouteKind.GET_TRAINING if training else RouteKind.GET_PREDICTION)
            return Route(RouteKind.CANCEL_TRAINING if training else RouteKind.CANCEL_PREDICTION)
        return None

    def _plain(self, machine: Machine, request: Request) -> Value:
        deps = deps_of(request.url) | deps_of(request.body)
        for value in (request.url, request.body):
            for option in options(value):
                machine.platform.used(machine, option)
        return Unknown(("response", id(request.place.node), machine.tick()), deps=deps)

    def _respond(self, machine: Machine, request: Request, kind: RouteKind, found: Route, url: Value) -> Value:
        meta: RemoteMeta | None = None
        if kind is RouteKind.CREATE_TRAINING:
            meta, given = self._created(machine, request, found, url)
            self.builder.may_fail(machine, meta, given)
        elif kind is RouteKind.GET_TRAINING:
            return self._respond_training(machine, request, self._id_of(url, found))
        elif kind is RouteKind.GET_PREDICTION and (misused := self._training_as_prediction(url)) is not None:
            if machine.recording and not _is_given_url(url):
                self.builder.facts.misused.append(IdMisused(request.url_place or request.place, "prediction", url))
            return self._respond_training(machine, request, misused)
        elif kind in (RouteKind.GET_PREDICTION, RouteKind.CREATE_PREDICTION):
            if kind is RouteKind.CREATE_PREDICTION and machine.recording:
                self._ran(machine, request, found)
            unique: Hashable = ("prediction", id(request.place.node), machine.tick())
            key = self._id_of(url, found) if kind is RouteKind.GET_PREDICTION else unique
            meta = RemoteMeta("prediction", key)
        elif kind is RouteKind.CREATE_MODEL:
            self._model(machine, request)
        elif kind in (RouteKind.GET_MODEL, RouteKind.LIST_VERSIONS, RouteKind.GET_VERSION):
            self.builder.facts.models.append(Unknown(("looked up",)))
        machine.may_raise()
        tag = _TAGS.get(kind)
        return machine.new(
            "response", meta=ResponseMeta(meta, Unknown(("http", machine.tick())), tag), at=request.place
        )

    def _respond_training(self, machine: Machine, request: Request, key: Hashable) -> Value:
        fresh = self.polls.fetched(machine, RemoteMeta("training", key), request.place)
        ref = machine.new("response", meta=ResponseMeta(RemoteMeta("training", key), Const(200)), at=request.place)
        machine.state.put(ref.id, "json", fresh)
        return ref

    def _training_as_prediction(self, url: Value) -> Hashable | None:
        """The training whose id stands in the URL of a prediction."""
        if isinstance(url, Text):
            for part in url.parts:
                if isinstance(part, Unknown) and training_of(part) is not None:
                    return training_of(part)
        return None

    def _ran(self, machine: Machine, request: Request, found: Route) -> None:
        """A model is run as a prediction: named in the path, or by the version in the body."""
        if found.model:
            reference = _captured(found.model)
            self.builder.facts.runs.append(ModelRun(request.url_place or request.place, reference))
            return
        version = self._body_entry(machine, request.body, "version")
        for option in options(version.value):
            place = version.where(option, request.place)
            self.builder.facts.runs.append(ModelRun(place, option))
            if version_of(option) is not None:
                self.builder.facts.misused.append(IdMisused(place, "version", option))

    def _id_of(self, url: Value, found: Route) -> Hashable:
        if isinstance(url, Unknown) and isinstance(url.sym, tuple) and url.sym[0] == "url":
            key: Hashable = url.sym[1]
            return key
        if isinstance(url, Text):
            holes = [part for part in url.parts if isinstance(part, Value)]
            if holes and found.resource_id and found.resource_id[-1] is None:
                return identity(holes[-1])
        return url

    def _created(self, machine: Machine, request: Request, found: Route, url: Value) -> tuple[RemoteMeta, Creation]:
        def entry(name: str) -> Given:
            return self._body_entry(machine, request.body, name)

        version, model = entry("version"), entry("model")
        if found.version:
            version = Given(_version_in(found, url), request.url_place)
        if found.model:
            model = Given(_captured(found.model), request.url_place)
        dead = found.form is TrainingForm.DREAMBOOTH
        given = Creation(
            form="dreambooth" if dead else "http",
            destination=entry("destination"),
            input=entry("input"),
            webhook=entry("webhook"),
            legacy_webhook=entry("webhook_completed"),
            events=entry("webhook_events_filter"),
            version=version,
            model=model,
            extra=tuple(self._unknown_keys(machine, request, found)),
            route=found.form.name.lower() if found.form is not None else "unclear",
            url=request.url_place,
        )
        return self.builder.record(machine, request.place, given), given

    def _unknown_keys(self, machine: Machine, request: Request, found: Route) -> Iterator[tuple[str, Place]]:
        known = HTTP_BODY_KEYS | HTTP_BODY_KEYS_DEPRECATED
        if found.form is not TrainingForm.VERSION:
            known = known | HTTP_BODY_KEYS_UNDOCUMENTED
        for option in options(request.body):
            held = machine.obj(self._unwrapped(machine, option))
            if held is None or held.kind != "dict":
                continue
            for key, value in held.slots.items():
                if isinstance(key, str) and key not in known:
                    yield key, entry_place(value) or request.place

    def _body_entry(self, machine: Machine, body: Value, name: str) -> Given:
        values: list[Value] = []
        for option in options(body):
            inner = self._unwrapped(machine, option)
            for one in options(inner):
                held = mapping(machine, one)
                if held is None or held.kind != "dict":
                    values.append(
                        ABSENT if one is ABSENT or one == Const(None) else Unknown(("item", one, Const(name)))
                    )
                    continue
                entry = held.slots.get(name)
                if entry is None:
                    entry = Unknown(("item", one, Const(name))) if held.open else ABSENT
                elif held.open and ABSENT in options(entry):
                    entry = union(option for option in options(entry) if option is not ABSENT)
                values.append(entry)
        return Given(union(values))

    def _unwrapped(self, machine: Machine, body: Value) -> Value:
        """The object inside ``json.dumps(…)``."""
        if isinstance(body, Lib) and body.path == "json.dumps()" and body.id is not None:
            return machine.state.slot(body.id, 0) or body
        return body

    def _model(self, machine: Machine, request: Request) -> None:
        owner = self._body_entry(machine, request.body, "owner").value
        name = self._body_entry(machine, request.body, "name").value
        self.builder.model_made(machine, owner, name, request.place)


def _prepared(machine: Machine, made: Prepared) -> Lib:
    """A request object: its slots are what it was given, and what is set on it later."""
    slots: dict[Hashable, Value] = {index: arg.value for index, arg in enumerate(made.args.positional)}
    slots.update((arg.keyword, arg.value) for arg in made.args.keywords)
    return Lib("requests.Request()", machine.new("library", slots, meta=made).id, at=made.place)


def _version_in(found: Route, url: Value) -> Value:
    """The version in a URL's path: the value that was formatted in, where it is one."""
    if found.version == (None,) and isinstance(url, Text):
        holes = [part for part in url.parts if isinstance(part, Value)]
        return holes[-1] if holes else _captured(found.version)
    return _captured(found.version)


def _captured(parts: Sequence[str | None]) -> Value:
    """A piece of a URL's path as a value."""
    return text([part if part is not None else Unknown(("captured", index)) for index, part in enumerate(parts)])


def _is_given_url(url: Value) -> bool:
    return isinstance(url, Unknown)
