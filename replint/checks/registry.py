"""How a rule is registered: by its code, as a generator over the facts of a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Any

from replint.checks.flow import call_steps, flow, value_steps
from replint.config import Settings
from replint.facts.records import Facts, Given, TrainingCreated, present
from replint.findings import Confidence, Draft, Related, Severity
from replint.plain import dataclass
from replint.source import Source
from replint.syntax.tree import Place, Tree
from replint.values.domain import Unknown, Value


@dataclass(frozen=True)
class Context:
    """What a check may read: the facts of the modules analysed together, one module's text, and the settings.

    Most checks judge all facts at once, whichever module they are of, and read no text: they are run once for all
    modules with the same settings. A check of the text itself is run for each module.
    """

    facts: Facts
    tree: Tree
    source: Source
    settings: Settings


Check = Callable[[Context], Iterator[Draft]]
CHECKS: dict[str, Check] = {}
OF_TEXT: set[Check] = set()


def check(*codes: str, of_text: bool = False) -> Callable[[Check], Check]:
    """Registers a check for the rules that it yields; ``of_text`` says that it reads a module's text."""

    def register(function: Check) -> Check:
        for code in codes:
            CHECKS[code] = function
        if of_text:
            OF_TEXT.add(function)
        return function

    return register


@dataclass(frozen=True)
class Evidence:
    """What a check knows of a finding beside its draft, for the fix.

    ``place`` is the node that the finding points at, ``cause`` where the bad value is written, ``fact`` what was
    judged: a ``TrainingCreated``, a ``Poll``, a ``StatusTest``.
    """

    place: Place
    cause: Place | None = None
    fact: object = None


@dataclass(frozen=True)
class Fault:
    """One bad alternative of a value: what to say of it, and where it points if not where the value is given."""

    value: Value
    fields: dict[str, Any] = field(default_factory=dict)
    variant: str = "default"
    place: Place | None = None
    confidence: Confidence = Confidence.HIGH


def draft(
    code: str,
    place: Place,
    *,
    confidence: Confidence = Confidence.HIGH,
    fields: dict[str, Any] | None = None,
    variant: str = "default",
    severity: Severity | None = None,
    related: tuple[Related, ...] = (),
    flow: tuple[Related, ...] = (),
    cause: Place | None = None,
    fact: object = None,
) -> Draft:
    """A finding at a place of the module; ``cause`` and ``fact`` are evidence for its fix."""
    span = place.span
    return Draft(
        code=code,
        span=span,
        confidence=confidence,
        fields=fields or {},
        variant=variant,
        severity=severity,
        related=related,
        statement=place.tree.statement(span),
        path=place.tree.path,
        flow=flow,
        evidence=Evidence(place, cause, fact),
    )


def judged(
    code: str,
    given: Given,
    use: TrainingCreated | Place,
    judge: Callable[[Value], Fault | None],
    values: list[Value] | None = None,
) -> Iterator[Draft]:
    """One finding per bad alternative of a value given at ``use``: certain if all are bad and none is assumed."""
    fallback = use if isinstance(use, Place) else use.place
    candidates = present(given.value) if values is None else values
    faults = [fault for fault in (judge(value) for value in candidates) if fault is not None]
    certain = len(faults) == len(candidates)
    for fault in faults:
        place = fault.place or given.where(fault.value, fallback)
        sure = certain and not fault.value.assumed
        confidence = min(fault.confidence, Confidence.HIGH if sure else Confidence.MEDIUM)
        yield draft(
            code,
            place,
            confidence=confidence,
            fields=fault.fields,
            variant=fault.variant,
            related=origin(fault.value, place, fallback),
            flow=() if isinstance(use, Place) else training_flow(place, use, fault.value),
            cause=fault.value.at,
        )


def training_flow(place: Place, use: TrainingCreated, value: Value | None = None) -> tuple[Related, ...]:
    """The way of a value, or of the calls alone, to the call that creates a training; none unless it is asked for."""
    if not use.traced:
        return ()
    steps = call_steps(use.context) if value is None else value_steps(value, use.context)
    return flow([*steps, (use.place, "the training is created here")], place)


def elsewhere(spot: Place, message: str, place: Place) -> Related:
    """A place that is related to a finding at ``place``, in whatever module it is."""
    return Related(spot.span, message, None if spot.tree is place.tree else spot.tree.path)


def origin(value: Value, place: Place, call: Place) -> tuple[Related, ...]:
    """Where a value comes from and where it goes, if that is elsewhere than the finding."""
    related = []
    spot = value.at
    if spot is not None and spot.span.line != place.span.line:
        related.append(elsewhere(spot, "value defined here", place))
    if call.span.line != place.span.line and value.site is not None:
        related.append(elsewhere(call, "the training is created here", place))
    return tuple(related)


def unknown(value: Value) -> bool:
    """Whether nothing is known of a value."""
    return isinstance(value, Unknown)
