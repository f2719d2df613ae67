"""Case 01: the destination exists before the training, and the training's id is kept."""

from __future__ import annotations

from collections.abc import Iterator

from replint.checks.exemptions import is_known_destination
from replint.checks.flow import flow
from replint.checks.registry import Context, Fault, check, draft, elsewhere, judged, training_flow
from replint.facts.records import TrainingCreated, present
from replint.findings import Confidence, Draft
from replint.replicate_api.destinations import malformed_parts, placeholder_parts
from replint.values.domain import ABSENT, Const, Lib, Text, Unknown, Value, options
from replint.values.operators import pieces


@check("RPL101")
def missing_destination(context: Context) -> Iterator[Draft]:
    """No destination reaches the call, or it is None or empty."""
    for training in context.facts.trainings:
        if training.form == "dreambooth":
            continue
        choices = options(training.destination.value)
        missing = [option for option in choices if option is ABSENT]
        if missing:
            confidence = Confidence.HIGH if len(choices) == 1 else Confidence.MEDIUM
            way = training_flow(training.place, training)
            yield draft("RPL101", training.place, confidence=confidence, flow=way)

        def judge(value: Value, training: TrainingCreated = training) -> Fault | None:
            if not isinstance(value, Const) or value.value not in (None, ""):
                return None
            place = None if _written_at(value, training) or value.site else training.place
            return Fault(value, {"value": "None" if value.value is None else '""'}, "empty", place)

        yield from judged("RPL101", training.destination, training, judge)


def _written_at(value: Value, training: TrainingCreated) -> bool:
    """Whether a value is written at the very argument or entry."""
    place = value.entry or training.destination.place
    return value.at is not None and place is not None and place.holds(value.at)


@check("RPL102", "RPL103")
def bad_destination(context: Context) -> Iterator[Draft]:
    """A known destination that is a placeholder, or else no ``owner/name``."""
    for training in context.facts.trainings:

        def placeholder(value: Value) -> Fault | None:
            parts = _parts(value)
            if parts is None or not placeholder_parts(parts) or is_known_destination(parts, context.settings):
                return None
            return Fault(value, {"value": shown(value)})

        def malformed(value: Value) -> Fault | None:
            parts = _parts(value)
            if parts is None or parts == [""] or placeholder_parts(parts):
                return None
            reason = malformed_parts(parts)
            return Fault(value, {"value": shown(value), "reason": reason}) if reason else None

        yield from judged("RPL103", training.destination, training, placeholder)
        yield from judged("RPL102", training.destination, training, malformed)


def _parts(value: Value) -> list[str | None] | None:
    return None if isinstance(value, (Unknown, Lib)) else pieces(value)


def shown(value: Value) -> str:
    """A text value as a message shows it: unknown pieces as ``{…}``, cut where it is long."""
    parts = pieces(value) or []
    text = "".join("{…}" if part is None else part for part in parts)
    text = text.encode("unicode_escape").decode("ascii") if not text.isprintable() else text
    return text if len(text) <= 80 else f"{text[:60]}…{text[-15:]}"


@check("RPL104")
def destination_created_after_training(context: Context) -> Iterator[Draft]:
    """The destination model is created only after the training that names it."""
    for late in context.facts.late_models:
        if is_known_destination(pieces(late.destination) or [], context.settings):
            continue
        message = "the training that needs the model is created here"
        related = (elsewhere(late.training, message, late.place),)
        steps = flow([(late.training, message)], late.place, "the model is created here")
        steps = steps if context.settings.show_flow else ()
        yield draft("RPL104", late.place, fields={"value": shown(late.destination)}, related=related, flow=steps)


@check("RPL105")
def destination_never_created(context: Context) -> Iterator[Draft]:
    """The model's name is made at run time, and nothing creates or looks up a model."""
    if not all(isinstance(model, Const) for model in context.facts.models):
        return
    for training in context.facts.trainings:

        def judge(value: Value) -> Fault | None:
            if not isinstance(value, Text) or not _generated_name(value):
                return None
            parts = pieces(value) or []
            if placeholder_parts(parts) or malformed_parts(parts) or is_known_destination(parts, context.settings):
                return None
            return Fault(value, {"value": shown(value)}, confidence=Confidence.MEDIUM)

        yield from judged("RPL105", training.destination, training, judge)


def _generated_name(value: Text) -> bool:
    """Whether the part behind the slash is put together at run time, not supplied whole."""
    name: list[str | Value] = []
    behind = False
    for part in value.parts:
        if behind:
            name.append(part)
        elif isinstance(part, str) and "/" in part:
            behind = True
            rest = part.split("/", 1)[1]
            name += [rest] if rest else []
    holes = [part for part in name if isinstance(part, Value)]
    if not behind or not holes:
        return False
    if len(name) == 1:
        return _made_here(holes[0])
    return True


def _made_here(hole: Value) -> bool:
    if not isinstance(hole, Unknown):
        return False
    if "generated" in hole.tags:
        return True
    sym = hole.sym
    return isinstance(sym, tuple) and sym[0] in ("attr", "item") and sym[2] in ("id", "pk", Const("id"), Const("pk"))


@check("RPL106")
def discarded_training_id(context: Context) -> Iterator[Draft]:
    """The training that was created is not kept in any way."""
    for training in context.facts.trainings:
        retention = training.retention
        if retention.held:
            continue
        hooks = present(training.webhook.value)
        confidence = Confidence.MEDIUM if hooks and hooks != [Const(None)] else Confidence.HIGH
        place = retention.returned or training.place
        way = training_flow(place, training)
        variant, fields = "default", {}
        if training.form == "http":
            variant = "body"
        elif retention.attributes:
            names = " and ".join(f"`{name}`" for name in sorted(retention.attributes))
            variant, fields = "attributes", {"names": names}
        elif retention.name is not None:
            variant, fields = "unread", {"name": retention.name}
        yield draft("RPL106", place, confidence=confidence, variant=variant, fields=fields, flow=way, fact=training)


@check("RPL107")
def training_created_on_retry(context: Context) -> Iterator[Draft]:
    """The call is tried again after an error that does not prove that nothing was started."""
    for training in context.facts.trainings:
        if training.again:
            yield draft("RPL107", training.given.reference or training.place)
