"""Case 05: the webhook is one that the platform can reach, and that tells the end."""

from __future__ import annotations

from collections.abc import Iterator

from replint.checks.exemptions import is_allowed_host
from replint.checks.fine_tuning.destination import shown
from replint.checks.fine_tuning.texts import listed
from replint.checks.registry import Context, Fault, check, draft, judged
from replint.facts.records import Given, ListValue, TrainingCreated, leaves, present
from replint.findings import Confidence, Draft
from replint.replicate_api import urls
from replint.replicate_api.sdk import WEBHOOK_EVENTS, nearest_event
from replint.values.domain import Const, OneOf, Tup, Value, options
from replint.values.operators import pieces


@check("RPL141")
def unreachable_webhook(context: Context) -> Iterator[Draft]:
    """The webhook's host is internal, or its scheme is plain http."""
    for training in context.facts.trainings:

        def judge(value: Value) -> Fault | None:
            parts = pieces(value)
            if parts is None or not any(parts):
                return None
            inner = urls.internal_host(parts)
            if inner is not None and not is_allowed_host(inner[0], context.settings):
                confidence = Confidence.LOW if value.assumed else Confidence.HIGH
                return Fault(value, {"host": inner[0], "reason": inner[1]}, "internal", confidence=confidence)
            return Fault(value, {"value": shown(value)}) if urls.scheme(parts) == "http" else None

        yield from judged("RPL141", training.webhook, training, judge)


def _events(training: TrainingCreated) -> Iterator[tuple[Value, list[Value]]]:
    """Each list of events that the filter can be, with its items."""
    for option in options(training.given.events.value):
        if isinstance(option, (ListValue, Tup)):
            yield option, leaves(OneOf((option,)))


@check("RPL142", "RPL143")
def events_filter(context: Context) -> Iterator[Draft]:
    """An event that does not exist, or a filter without the one that tells the end."""
    for training in context.facts.trainings:
        given = training.given.events
        for holder, items in _events(training):
            words = [item for item in items if isinstance(item, Const) and isinstance(item.value, str)]

            def judge(value: Value) -> Fault | None:
                if not isinstance(value, Const) or value.value in WEBHOOK_EVENTS or not isinstance(value.value, str):
                    return None
                nearest = nearest_event(value.value) or ""
                return Fault(value, {"word": value.value, "nearest": nearest}, "default" if nearest else "none")

            yield from judged("RPL142", given, training, judge, list(words))
            whole = len(words) == len(items) and not (isinstance(holder, ListValue) and holder.open)
            if whole and all(word.value != "completed" for word in words):
                place = given.where(holder, training.place)
                events = listed(str(word.value) for word in words) if words else "nothing"
                sure = len(options(given.value)) == 1
                confidence = Confidence.HIGH if sure else Confidence.MEDIUM
                yield draft("RPL143", place, confidence=confidence, fields={"events": events})


@check("RPL144")
def deprecated_webhook_completed(context: Context) -> Iterator[Draft]:
    """The parameter that ``webhook`` with a filter replaced; the retired DreamBooth API had no other."""
    for training in context.facts.trainings:
        if training.form == "dreambooth":
            continue
        yield from _given("RPL144", training.given.legacy_webhook, training)


@check("RPL145")
def misplaced_events_filter(context: Context) -> Iterator[Draft]:
    """A fifth positional argument: the SDK sends it as ``webhook_completed``."""
    for training in context.facts.trainings:
        values = present(training.given.fifth.value)
        if values and all(isinstance(value, (ListValue, Tup)) for value in values):
            yield from _given("RPL145", training.given.fifth, training)


def _given(code: str, given: Given, training: TrainingCreated) -> Iterator[Draft]:
    values = present(given.value)
    if given.place is None and not any(value.entry or value.site for value in values):
        return
    if values and values != [Const(None)]:
        yield draft(code, given.where_named(values[0], training.place), fact=training)
