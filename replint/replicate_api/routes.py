"""Which endpoint of the platform an HTTP request addresses.

Source: the platform's OpenAPI document (https://api.replicate.com/openapi.json); ``POST /v1/trainings`` and
``POST /v1/models/{owner}/{name}/trainings`` are not in it, but common in public code; the
``dreambooth-api-experimental`` host was retired in 2023.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from typing import Literal, TypeAlias

from replint.plain import dataclass
from replint.replicate_api.parts import HOLE, Parts, joined, split_holes
from replint.replicate_api.url_view import view_of

Captured: TypeAlias = tuple[str | None, ...]

API_HOST = "api.replicate.com"
DREAMBOOTH_HOST = "dreambooth-api-experimental.replicate.com"


class RouteKind(Enum):
    """What a request does."""

    CREATE_TRAINING = "create_training"
    GET_TRAINING = "get_training"
    CANCEL_TRAINING = "cancel_training"
    LIST_TRAININGS = "list_trainings"
    CREATE_MODEL = "create_model"
    GET_MODEL = "get_model"
    LIST_VERSIONS = "list_versions"
    GET_VERSION = "get_version"
    CREATE_PREDICTION = "create_prediction"
    GET_PREDICTION = "get_prediction"
    CANCEL_PREDICTION = "cancel_prediction"
    LIST_PREDICTIONS = "list_predictions"
    UPLOAD_FILE = "upload_file"
    OTHER = "other"


class TrainingForm(Enum):
    """Which way a training is created. ``VERSION`` is the documented one."""

    VERSION = "POST /v1/models/{owner}/{name}/versions/{version}/trainings"
    FLAT = "POST /v1/trainings"
    MODEL = "POST /v1/models/{owner}/{name}/trainings"
    DREAMBOOTH = "POST on the retired dreambooth-api-experimental host"


@dataclass(frozen=True)
class Route:
    """A request to the platform. Captured pieces are parts: known strings, None for what isn't known; () if absent.

    ``form`` is set for ``CREATE_TRAINING`` where it is certain. ``model`` is the path's ``owner/name``, ``version``
    the version in the path, ``resource_id`` the id of a training, prediction or file.
    """

    kind: RouteKind
    form: TrainingForm | None = None
    model: Captured = ()
    version: Captured = ()
    resource_id: Captured = ()


JoinStyle: TypeAlias = Literal["append", "urljoin"]

_OTHER = Route(RouteKind.OTHER)
_UNDER_MODEL = frozenset({"versions", "trainings", "predictions", "readme", "examples"})
_COLLECTIONS = frozenset({"models", "predictions", "trainings", "files", "deployments"})
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
_ORIGIN = re.compile(r"[^/]*//[^/?#]*")


def route(method: str, parts: Parts) -> Route | None:
    """What the request does; None if the host isn't certainly the platform's, or the path isn't known well enough.

    ``method`` in any case. Double and trailing slashes, a query, ``http:``, a port and a missing ``/v1`` are
    tolerated. An unknown piece may stand for one path segment or, after ``models/``, for ``owner/name``.
    """
    view = view_of(parts)
    host = view.host.rstrip(HOLE)
    if view.bare or view.scheme not in ("http", "https", HOLE) or host not in (API_HOST, DREAMBOOTH_HOST):
        return None
    verb = method.strip().upper()
    path = HOLE + view.path if host != view.host or HOLE in view.port else view.path
    segments = [segment for segment in path.split("/") if segment]
    if segments and segments[0].lower() == "v1":
        del segments[0]
    if host == DREAMBOOTH_HOST:
        return _dreambooth(verb, segments)
    return _classified(verb, segments)


def join_base(base: Parts, path: Parts, style: JoinStyle) -> Captured:
    """The URL that a client with a base address requests for ``path``.

    "append": the path goes behind the base's own path, whether it starts with a slash or not (httpx). "urljoin":
    RFC 3986 resolution (``urllib.parse.urljoin``, aiohttp). An absolute ``path`` wins over the base; one that starts
    with an unknown piece may be absolute, so the base is then unknown too.
    """
    start, rest = joined(base), joined(path)
    if rest.startswith(HOLE) or _ABSOLUTE.match(rest):
        return split_holes(rest)
    start = start.partition("#")[0].partition("?")[0]
    if style == "append":
        return split_holes(start.rstrip("/") + "/" + rest.lstrip("/"))
    return split_holes(_resolved(start, rest))


def _resolved(base: str, rest: str) -> str:
    found = _ORIGIN.match(base)
    if rest.startswith("//"):
        return base.partition("//")[0] + rest if found else HOLE + rest
    if not rest or rest[0] in "?#":
        return base + rest
    if not found or found.group().endswith(HOLE):
        return HOLE + rest if rest.startswith("/") else base + HOLE + "/" + rest
    origin = found.group()
    if rest.startswith("/"):
        return origin + rest
    folder, _, last = base[len(origin) :].rpartition("/")
    kept = HOLE if HOLE in last else ""
    return origin + _without_dots(folder + "/" + kept + rest)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in (".", ".."):
            kept.append(segment)
    return "/".join(kept)


def _classified(verb: str, segments: list[str]) -> Route | None:
    if not segments:
        return _OTHER
    head, rest = segments[0], segments[1:]
    if head == "trainings":
        return _training(verb, rest)
    if head == "predictions":
        return _prediction(verb, rest)
    if head == "models":
        return _model(verb, rest)
    if head == "deployments":
        return Route(RouteKind.CREATE_PREDICTION) if verb == "POST" and rest[-1:] == ["predictions"] else _OTHER
    if head == "files":
        return Route(RouteKind.UPLOAD_FILE) if verb == "POST" and not rest else _OTHER
    return _behind_unknown(verb, segments) if HOLE in head else _OTHER


def _behind_unknown(verb: str, segments: list[str]) -> Route | None:
    """The path starts with unknown text, which may be ``v1`` or much more: its end decides, if it can."""
    rest = segments[1:]
    if rest[:1] == ["trainings"]:
        found = _training(verb, rest[1:])
        return replace(found, form=None) if found and found.kind is not RouteKind.LIST_TRAININGS else None
    if rest and rest[0] in _COLLECTIONS:
        return _classified(verb, rest)
    if verb == "POST" and rest[-1:] == ["trainings"]:
        return Route(RouteKind.CREATE_TRAINING)
    return None


def _training(verb: str, rest: list[str]) -> Route | None:
    if not rest:
        if verb == "POST":
            return Route(RouteKind.CREATE_TRAINING, form=TrainingForm.FLAT)
        return Route(RouteKind.LIST_TRAININGS) if verb == "GET" else _OTHER
    identifier = split_holes(rest[0])
    if len(rest) == 1:
        if verb == "POST":
            return None if HOLE in rest[0] else _OTHER
        return Route(RouteKind.GET_TRAINING, resource_id=identifier) if verb == "GET" else _OTHER
    if verb == "POST" and rest[1:] == ["cancel"]:
        return Route(RouteKind.CANCEL_TRAINING, resource_id=identifier)
    return None if HOLE in rest[1] else _OTHER


def _prediction(verb: str, rest: list[str]) -> Route | None:
    if not rest:
        kind = {"POST": RouteKind.CREATE_PREDICTION, "GET": RouteKind.LIST_PREDICTIONS}.get(verb, RouteKind.OTHER)
        return Route(kind)
    identifier = split_holes(rest[0])
    if len(rest) == 1:
        if verb == "POST":
            return None if HOLE in rest[0] else _OTHER
        return Route(RouteKind.GET_PREDICTION, resource_id=identifier) if verb == "GET" else _OTHER
    if verb == "POST" and rest[1:] == ["cancel"]:
        return Route(RouteKind.CANCEL_PREDICTION, resource_id=identifier)
    return None if HOLE in rest[1] else _OTHER


def _model(verb: str, rest: list[str]) -> Route | None:
    if not rest:
        return Route(RouteKind.CREATE_MODEL) if verb == "POST" else _OTHER
    named = rest[:2] if len(rest) > 1 and rest[1] not in _UNDER_MODEL else rest[:1]
    if len(named) == 1 and HOLE not in named[0]:
        return _OTHER
    model, tail = split_holes("/".join(named)), rest[len(named) :]
    if not tail:
        return _whole_model(verb, model, named)
    if tail == ["trainings"]:
        form = TrainingForm.MODEL if len(named) == 2 else None
        return Route(RouteKind.CREATE_TRAINING, form=form, model=model) if verb == "POST" else _OTHER
    if tail == ["predictions"]:
        return Route(RouteKind.CREATE_PREDICTION, model=model) if verb == "POST" else _OTHER
    if tail[0] == "versions":
        return _version(verb, model, tail[1:])
    if HOLE not in tail[0]:
        return _OTHER
    return Route(RouteKind.CREATE_TRAINING, model=model) if verb == "POST" and tail[-1] == "trainings" else None


def _whole_model(verb: str, model: Captured, named: list[str]) -> Route | None:
    if verb == "GET":
        return Route(RouteKind.GET_MODEL, model=model)
    return None if verb == "POST" and HOLE in named[-1] else _OTHER


def _version(verb: str, model: Captured, tail: list[str]) -> Route | None:
    if not tail:
        return Route(RouteKind.LIST_VERSIONS, model=model) if verb == "GET" else _OTHER
    version = split_holes(tail[0])
    if len(tail) == 1:
        if verb == "GET":
            return Route(RouteKind.GET_VERSION, model=model, version=version)
        return None if verb == "POST" and HOLE in tail[0] else _OTHER
    if tail[1:] == ["trainings"]:
        found = Route(RouteKind.CREATE_TRAINING, TrainingForm.VERSION, model, version)
        return found if verb == "POST" else _OTHER
    return None if HOLE in tail[1] else _OTHER


def _dreambooth(verb: str, segments: list[str]) -> Route | None:
    if segments[:1] == ["upload"]:
        return Route(RouteKind.UPLOAD_FILE)
    if segments[:1] != ["trainings"]:
        return None
    found = _training(verb, segments[1:])
    return replace(found, form=TrainingForm.DREAMBOOTH) if found and found.form else found
