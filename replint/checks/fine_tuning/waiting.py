"""Case 03: a training is waited for with patience, an end, and every status in mind."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator

from replint.checks.fine_tuning.destination import shown
from replint.checks.fine_tuning.texts import duration, listed
from replint.checks.flow import call_steps, flow, value_steps
from replint.checks.registry import Context, check, draft, elsewhere
from replint.facts.records import Gap, Poll, TrainingCreated
from replint.findings import Confidence, Draft, Related, Severity
from replint.plain import dataclass
from replint.replicate_api.statuses import ALL, is_unknown_status, nearest_status
from replint.syntax.tree import Place
from replint.values.domain import ABSENT, Const, Value, options
from replint.values.waits import Wait

_ORDER = ("succeeded", "failed", "canceled")


@dataclass(frozen=True)
class Pace:
    """How fast a poll goes: the waits of its first round, and the least wait of each further one.

    ``whole`` says that every round's wait is known.
    """

    first: tuple[Wait, ...]
    later: tuple[Wait, ...]
    whole: bool

    @property
    def fastest(self) -> Wait:
        """The shortest known way round."""
        return min(self.first, key=lambda wait: (wait.lo, wait.places))


def pace_of(poll: Poll) -> Pace | None:
    """The pace of a poll; None for what is none: only retries of calls that raised, or nothing known."""
    rounds: dict[int, list[Wait]] = {}
    for gap in poll.gaps:
        if gap.step is not None:
            rounds.setdefault(gap.step, []).append(gap.wait)
    if not rounds or all(wait.raised for waits in rounds.values() for wait in waits):
        return None
    steps = sorted(rounds)
    first = tuple(rounds[steps[0]])
    later = [
        min((w for w in rounds[step] if w.known and not w.raised), key=lambda w: w.lo, default=None) for step in steps
    ]
    known = tuple(wait for wait in later if wait is not None)
    return Pace(first, known, len(known) == len(later))


def _idle(wait: Wait) -> bool:
    """A way round without any delay."""
    return not wait.sources and not wait.maybe and wait.known


def _busy(gaps: list[Gap]) -> bool:
    return any(_idle(gap.wait) for gap in gaps if gap.step is not None)


@check("RPL121", "RPL122", "RPL123", "RPL124")
def polling_pace(context: Context) -> Iterator[Draft]:
    """Too fast, constant, without a sensible cap, or without any delay."""
    for poll in _innermost(context.facts.polls.values()):
        pace = pace_of(poll)
        if pace is None:
            continue
        if _busy(poll.gaps):
            yield draft("RPL124", poll.place)
            continue
        yield from _slow_enough(context, poll, pace)
        yield from _well_backed_off(context, poll, pace)


def _innermost(polls: Iterable[Poll]) -> Iterator[Poll]:
    """Of nested repetitions that fetch the same training, the one that really sets the pace."""
    known = list(polls)
    by_training: dict[Hashable, list[Poll]] = {}
    for poll in known:
        if pace_of(poll) is not None:
            by_training.setdefault(poll.training, []).append(poll)
    for poll in known:
        rivals = by_training.get(poll.training, ())
        if poll.depth >= max((other.depth for other in rivals if _same_fetch(poll, other)), default=0):
            yield poll


def _same_fetch(one: Poll, other: Poll) -> bool:
    return bool({gap.fetch.node for gap in one.gaps} & {gap.fetch.node for gap in other.gaps})


def _slow_enough(context: Context, poll: Poll, pace: Pace) -> Iterator[Draft]:
    least = context.settings.min_poll_seconds
    for wait in pace.first:
        if wait.sources and not wait.raised and _shortest(wait) < least:
            sure = not wait.assumed and all(_shortest(other) < least for other in pace.first)
            place = first_of(wait)
            yield draft(
                "RPL121",
                place,
                confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
                fields={"interval": duration(_shortest(wait)), "minimum": duration(least)},
                related=_related(poll, place, wait),
                flow=_flow(context, wait, place),
                fact=poll,
            )


def _shortest(wait: Wait) -> float:
    """The least time that a wait certainly does not exceed; endless where it can't be told."""
    return wait.lo if wait.known else wait.hi


def first_of(wait: Wait) -> Place:
    """The call that waits, the first in the text where several add up."""
    return min(wait.sources, key=lambda place: (place.tree.path, place.span))


def _well_backed_off(context: Context, poll: Poll, pace: Pace) -> Iterator[Draft]:
    least, most = context.settings.min_poll_seconds, context.settings.max_poll_seconds
    waits = pace.later
    if not waits or not all(wait.known and wait.sources for wait in pace.first):
        return
    place = first_of(pace.fastest)
    related, steps = _related(poll, place, pace.fastest), _flow(context, pace.fastest, place)
    confidence = Confidence.MEDIUM if any(wait.assumed for wait in waits) else Confidence.HIGH
    constant = all(wait.lo == wait.hi == waits[0].lo and not wait.jitter for wait in (*waits, *pace.first))
    if constant:
        if waits[0].lo >= least and not poll.supervisor and pace.whole:
            fields = {"interval": duration(waits[0].lo)}
            yield draft("RPL122", place, confidence=confidence, fields=fields, related=related, flow=steps, fact=poll)
        return
    longest = max(wait.lo for wait in waits)
    if longest <= most * 1.05 or any(wait.jitter and wait.lo == waits[0].lo for wait in waits[1:]):
        return
    if len(waits) < 3 or waits[-1].lo <= waits[0].lo:
        return
    growing = waits[-1].lo > waits[-2].lo
    fields = {"cap": duration(longest) if math.isfinite(longest) else "", "maximum": duration(most)}
    variant = "uncapped" if growing and len(waits) > 6 else "default"
    yield draft("RPL123", place, confidence=confidence, fields=fields, variant=variant, related=related, flow=steps)


def _related(poll: Poll, place: Place, wait: Wait) -> tuple[Related, ...]:
    """Where the poll is, and where its pace comes from, if that is elsewhere."""
    spots = [(poll.place, "the poll is here")]
    spots += [(value.at, "the pace is defined here") for value in wait.values if value.at is not None]
    spots += [(value.site, "the pace is passed here") for value in wait.values if value.site is not None]
    found = {(place.tree.path, place.span.line): elsewhere(place, "", place)}
    for spot, message in spots:
        found.setdefault((spot.tree.path, spot.span.line), elsewhere(spot, message, place))
    return tuple(found.values())[1:]


def _flow(context: Context, wait: Wait, place: Place) -> tuple[Related, ...]:
    """The way of the pace to the call that waits; none unless it is asked for."""
    if not context.settings.show_flow or not wait.values:
        return ()
    index = min(wait.sources.index(place), len(wait.values) - 1)
    return flow(value_steps(wait.values[index], wait.context), place, "waited here")


@check("RPL125")
def polling_without_webhook(context: Context) -> Iterator[Draft]:
    """The polled training was created, visibly, without a webhook."""
    created: dict[object, list[TrainingCreated]] = {}
    for training in context.facts.trainings:
        created.setdefault(training.key, []).append(training)
    for poll in context.facts.polls.values():
        if pace_of(poll) is None:
            continue
        for training in created.get(poll.training, ()):
            choices = options(training.webhook.value)
            missing = [choice for choice in choices if _no_webhook(choice)]
            if missing:
                sure = len(missing) == len(choices) and not any(choice.assumed for choice in missing)
                related = (elsewhere(poll.place, "the training is polled here", training.place),)
                steps = [*call_steps(training.context), (training.place, "the training is created here")]
                steps.append((poll.place, "the training is polled here"))
                yield draft(
                    "RPL125",
                    training.place,
                    confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
                    related=related,
                    flow=flow(steps, training.place) if training.traced else (),
                )


def _no_webhook(value: Value) -> bool:
    return value is ABSENT or (isinstance(value, Const) and value.value in (None, ""))


@check("RPL126")
def unbounded_polling(context: Context) -> Iterator[Draft]:
    """The poll can end only with a terminal status."""
    for poll in context.facts.polls.values():
        if poll.tried and poll.bounded is False and not poll.supervisor and pace_of(poll) is not None:
            yield draft("RPL126", poll.place)


@check("RPL127")
def incomplete_terminal_statuses(context: Context) -> Iterator[Draft]:
    """The poll goes on although the training has ended."""
    for poll in context.facts.polls.values():
        if not poll.tried or not poll.uncovered or pace_of(poll) is None:
            continue
        if poll.supervisor:
            if not poll.same_trainings:
                continue
        elif len(poll.uncovered) == len(_ORDER) and not poll.status_tested:
            continue
        severity = Severity.MEDIUM if poll.bounded else None
        missing = listed(status for status in _ORDER if status in poll.uncovered)
        yield draft("RPL127", poll.place, fields={"missing": missing}, severity=severity, fact=poll)


@check("RPL128")
def unknown_status(context: Context) -> Iterator[Draft]:
    """A status that the API never returns is compared with."""
    for test in context.facts.tests:
        words = {word.value for word in test.words if isinstance(word, Const)}
        for word in test.words:
            if not isinstance(word, Const) or word.value in ALL or not is_unknown_status(word.value):
                continue
            real = nearest_status(word.value) or ""
            if real in words:
                continue
            place = word.at or test.place
            apart = place.tree is not test.place.tree or place.span.line != test.place.span.line
            related = (elsewhere(test.place, "compared here", place),) if apart else ()
            steps = flow([(place, "defined here"), (test.place, "compared here")], place)
            fields = {"word": word.value, "real": real}
            yield draft(
                "RPL128",
                place,
                fields=fields,
                variant="default" if real else "other",
                related=related,
                flow=steps if context.settings.show_flow and apart else (),
                fact=test,
            )


@check("RPL129")
def blocking_sleep_in_async(context: Context) -> Iterator[Draft]:
    """The poll runs in an ``async def`` and blocks the event loop while it waits."""
    for poll in context.facts.polls.values():
        if not poll.in_async:
            continue
        for gap in poll.gaps:
            if gap.wait.blocking is not None and not gap.wait.raised:
                yield draft("RPL129", gap.wait.blocking, fields={"call": "time.sleep"})


@check("RPL151")
def status_never_refreshed(context: Context) -> Iterator[Draft]:
    """The loop tests a status that nothing in it fetches anew."""
    for wait in context.facts.stale:
        yield draft("RPL151", wait.place, variant="stale" if wait.fetched else "default")


@check("RPL152", "RPL153")
def training_id_misused(context: Context) -> Iterator[Draft]:
    """A training's id where a prediction's id, or a model's version, belongs."""
    for misuse in context.facts.misused:
        if misuse.how == "prediction":
            yield draft("RPL152", misuse.place)
        else:
            yield draft("RPL153", misuse.place, fields={"value": shown(misuse.value)})
