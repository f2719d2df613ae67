"""Case 02: the training data is something that a worker, with no credentials of yours, can fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from replint.checks.exemptions import is_allowed_host, is_public_bucket
from replint.checks.fine_tuning.destination import shown
from replint.checks.fine_tuning.texts import duration
from replint.checks.fine_tuning.trainer_contract import trainer_of
from replint.checks.registry import Context, Fault, check, draft, judged
from replint.facts.records import FileValue, Given, TrainingCreated, leaves, present
from replint.findings import Confidence, Draft
from replint.replicate_api import urls
from replint.replicate_api.inputs import is_data_key, is_header_key
from replint.replicate_api.trainers import Trainer
from replint.syntax.tree import Place
from replint.values.domain import Absent, Const, Duration, PathObj, Presigned, Text, Unknown, Value
from replint.values.operators import pieces
from replint.values.state import bounds


@check("RPL110", "RPL111", "RPL112", "RPL113", "RPL117", "RPL118", "RPL119", "RPL116", "RPL115")
def unfetchable_data(context: Context) -> Iterator[Draft]:
    """Each data value that is a text: what it names can't be fetched, for the most exact reason."""
    for training in context.facts.trainings:
        for key, given in _data(training, context.settings.trainers):
            values = leaves(given.value)
            for code in ("RPL110", "RPL111", "RPL112", "RPL113", "RPL115", "RPL116", "RPL117", "RPL118", "RPL119"):

                def judge(
                    value: Value, code: str = code, key: str = key, training: TrainingCreated = training
                ) -> Fault | None:
                    faults = dict(_text_faults(key, value, training, context))
                    return faults.get(code)

                yield from judged(code, given, training, judge, values)


def _data(training: TrainingCreated, own: Mapping[str, Trainer]) -> Iterator[tuple[str, Given]]:
    known = trainer_of(training, own)
    carried = known.data if known is not None else ()
    for key, given in training.entries:
        if is_header_key(key):
            continue
        if key in carried or is_data_key(key) or any(_names_archive(value) for value in leaves(given.value)):
            yield key, given


def passed_data(training: TrainingCreated, own: Mapping[str, Trainer]) -> bool:
    """Whether the training is given data: under a name for it, as a file or signed URL, or with a way to get it."""
    data = {key for key, _ in _data(training, own)}
    for key, given in training.entries:
        values = [value for value in leaves(given.value) if not isinstance(value, Absent) and value != Const(None)]
        if values and (key in data or is_header_key(key) or any(map(_is_data, values))):
            return True
    return Const("base64") in present(training.given.strategy.value)


def _is_data(value: Value) -> bool:
    return isinstance(value, (FileValue, PathObj)) or _signature_in(value) is not None


def _names_archive(value: Value) -> bool:
    parts = pieces(value)
    return parts is not None and parts != [None] and urls.archive_url(parts)


def _text_faults(key: str, value: Value, training: TrainingCreated, context: Context) -> Iterator[tuple[str, Fault]]:
    """What is wrong with one data text; of several names for one fault the more exact."""
    if isinstance(value, Unknown):
        if "local-path" in value.tags:
            yield "RPL116", Fault(value, {"key": key, "value": "…"})
        elif "base64" in value.tags:
            yield "RPL119", Fault(value, {"key": key})
        return
    parts = pieces(value)
    if parts is None:
        return
    if not any(parts):
        if _is_local(value, parts):
            yield "RPL116", Fault(value, {"key": key, "value": "…"})
        return
    fields = {"key": key, "value": shown(value)}
    if urls.placeholder_url(parts):
        yield "RPL110", Fault(value, fields)
    elif urls.data_uri(parts) or (isinstance(value, Const) and urls.is_base64_text(value.value)):
        yield "RPL119", Fault(value, {"key": key})
    elif (page := urls.share_page(parts)) is not None:
        yield "RPL117", Fault(value, {"key": key, "service": page[0], "hint": page[1]})
    elif _is_local(value, parts):
        yield "RPL116", Fault(value, fields)
    elif (inner := urls.internal_host(parts)) is not None and not is_allowed_host(inner[0], context.settings):
        confidence = Confidence.LOW if value.assumed else Confidence.HIGH
        yield "RPL113", Fault(value, {"key": key, "host": inner[0], "reason": inner[1]}, confidence=confidence)
    else:
        yield from _public_faults(key, value, parts, fields, training, context)


def _public_faults(
    key: str, value: Value, parts: list[str | None], fields: dict[str, str], training: TrainingCreated, context: Context
) -> Iterator[tuple[str, Fault]]:
    host = urls.needs_header(parts)
    if host is not None:
        yield "RPL112", Fault(value, {"key": key, "host": host}, "host")
    store = urls.object_store(parts)
    if store is not None and not _signed(value, parts) and not _is_public(parts, training, context):
        confidence = Confidence.HIGH if training.upload_seen else Confidence.MEDIUM
        yield "RPL111", Fault(value, {**fields, "store": store}, confidence=confidence)
    if urls.plain_http(parts):
        yield "RPL118", Fault(value, fields)
    if isinstance(value, Const) and urls.signed_lifetime_literal(value.value):
        yield "RPL115", Fault(value, {"key": key}, "literal", confidence=Confidence.MEDIUM)


def _signed(value: Value, parts: list[str | None]) -> bool:
    if isinstance(value, Text) and any(isinstance(part, Presigned) for part in value.parts):
        return True
    if (parts[0] or "").startswith("https://storage.cloud.google.com"):
        return False
    return urls.signature(parts) != "absent"


def _is_public(parts: list[str | None], training: TrainingCreated, context: Context) -> bool:
    return training.public_upload or is_public_bucket(parts, context.settings)


def _is_local(value: Value, parts: list[str | None]) -> bool:
    if urls.local_path(parts):
        return True
    if isinstance(value, Text) and value.local:
        return True
    first = value.parts[0] if isinstance(value, Text) else None
    return isinstance(first, Unknown) and "local-path" in first.tags


@check("RPL112")
def header_entry(context: Context) -> Iterator[Draft]:
    """Headers, cookies or authorization beside the data: the worker sends none."""
    for training in context.facts.trainings:
        for key, given in training.entries:
            values = present(given.value)
            if is_header_key(key) and values and values != [Const(None)]:
                place = given.where_named(values[0], training.place)
                yield draft("RPL112", place, fields={"key": key})


@check("RPL114", "RPL115")
def presigned(context: Context) -> Iterator[Draft]:
    """A presigned URL that is for something else than GET, or expires before the worker comes."""
    least = context.settings.min_presign_seconds
    for training in context.facts.trainings:
        for key, given in training.entries:
            values = leaves(given.value)

            def wrong_method(value: Value, key: str = key) -> Fault | None:
                signed = _signature_in(value)
                if signed is None or signed.method is None or signed.method.upper() in ("GET", "R"):
                    return None
                place = signed.method_place
                return Fault(value, {"key": key, "operation": _operation(signed.method)}, place=place)

            yield from judged("RPL114", given, training, wrong_method, values)
            for signed in filter(None, map(_signature_in, values)):
                yield from _short_lived(signed, key, least, training.place)


def _short_lived(signed: Presigned, key: str, least: float, call: Place) -> Iterator[Draft]:
    lifetime = signed.lifetime.seconds if isinstance(signed.lifetime, Duration) else signed.lifetime
    place = signed.lifetime_place or signed.method_place or call

    def judge(value: Value) -> Fault | None:
        ends = bounds(value.seconds if isinstance(value, Duration) else value)
        if ends is None or ends[1] >= least or ends[1] < 0:
            return None
        fields = {"key": key, "lifetime": duration(ends[1]), "minimum": duration(least)}
        return Fault(value, fields, place=place)

    yield from judged("RPL115", Given(lifetime, place), place, judge)


def _signature_in(value: Value) -> Presigned | None:
    if isinstance(value, Presigned):
        return value
    if isinstance(value, Text):
        return next((part for part in value.parts if isinstance(part, Presigned)), None)
    return None


def _operation(method: str) -> str:
    known = {"PUT": "PUT", "POST": "POST", "DELETE": "DELETE", "put_object": "PUT (put_object)"}
    return known.get(method, f"`{method}`")


@check("RPL116", "RPL120")
def file_data(context: Context) -> Iterator[Draft]:
    """An open file: in text mode, already closed, or given to the form of the call that can't upload it."""
    for training in context.facts.trainings:
        for key, given in training.entries:
            values = leaves(given.value)
            if training.form == "v2":

                def uploads(value: Value, key: str = key) -> Fault | None:
                    return Fault(value, {"key": key}, "object") if isinstance(value, (FileValue, PathObj)) else None

                yield from judged("RPL116", given, training, uploads, values)
            elif training.form in ("v1", "v1-async"):

                def text_mode(value: Value, key: str = key) -> Fault | None:
                    if not isinstance(value, FileValue):
                        return None
                    if value.closed:
                        return Fault(value, {"key": key}, "closed")
                    mode = value.mode
                    if isinstance(mode, Const) and isinstance(mode.value, str) and "b" not in mode.value:
                        return Fault(value, {"key": key}, place=value.opened)
                    return None

                yield from judged("RPL120", given, training, text_mode, values)


@check("RPL119")
def base64_strategy(context: Context) -> Iterator[Draft]:
    """``file_encoding_strategy="base64"`` puts the data set into the request."""
    for training in context.facts.trainings:

        def judge(value: Value) -> Fault | None:
            return Fault(value, {"key": "file_encoding_strategy"}, "strategy") if value == Const("base64") else None

        yield from judged("RPL119", training.given.strategy, training, judge)
