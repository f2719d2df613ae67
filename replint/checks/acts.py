"""Which acts that a rubric is about each module takes part in, told from the facts whether or not they are faulty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from replint.acts import Act
from replint.checks.fine_tuning.trainer_contract import runs_a_trainer
from replint.checks.fine_tuning.training_data import passed_data
from replint.checks.fine_tuning.waiting import pace_of
from replint.facts.records import Facts, FileValue, Given, Poll, TrainingCreated, leaves, present
from replint.replicate_api.trainers import Trainer
from replint.syntax.tree import Place
from replint.values.domain import Const, Presigned, Text, Value


def acts_of(facts: Facts, own: Mapping[str, Trainer]) -> dict[str, frozenset[Act]]:
    """The acts of modules that were analysed together, by path; a module without any is left out.

    An act belongs to each module that has a part in it: the one that makes the call, those through whose calls it is
    reached, and those in which what is given to it is written. A finding about an act stands in one of these.
    ``own`` are the trainers of the configuration.
    """
    found: dict[str, set[Act]] = {}
    for act, places in _acts(facts, own):
        for place in places:
            if place is not None:
                found.setdefault(place.tree.path, set()).add(act)
    return {path: frozenset(acts) for path, acts in found.items()}


def _acts(facts: Facts, own: Mapping[str, Trainer]) -> Iterator[tuple[Act, Iterable[Place | None]]]:
    created: dict[object, list[TrainingCreated]] = {}
    for training in facts.trainings:
        created.setdefault(training.key, []).append(training)
        yield from _of_training(training, own)
    for late in facts.late_models:
        yield "training-created", (late.place, late.training)
    for poll in facts.polls.values():
        if pace_of(poll) is not None:
            yield "training-awaited", _of_poll(poll)
            polled = created.get(poll.training, [])
            yield "training-awaited", (place for training in polled for place in _around(training))
    for test in facts.tests:
        yield "training-awaited", (test.place, *(word.at for word in test.words))
    yield "training-awaited", (wait.place for wait in facts.stale)
    yield "training-id-used", (misuse.place for misuse in facts.misused)
    yield "training-read", (use.place for use in facts.outputs)
    yield "training-read", (misread.place for misread in facts.misreads)
    for run in facts.runs:
        if runs_a_trainer(run, own):
            yield "trainer-run", (run.place, *_written((Given(run.reference),)))


def _of_training(training: TrainingCreated, own: Mapping[str, Trainer]) -> Iterator[tuple[Act, Iterable[Place | None]]]:
    given = training.given
    around = tuple(_around(training))
    terms = _written((given.destination, given.version, given.model))
    extra = (place for _, place in given.extra)
    entries = tuple(_written(entry for _, entry in training.entries))
    yield "training-created", (*around, *terms, *extra, *entries)
    if passed_data(training, own):
        yield "training-data-passed", (*around, *entries, *_written((given.strategy,)))
    hooks = [one for one in (given.webhook, given.legacy_webhook, given.events, given.fifth) if _there(one)]
    if hooks:
        yield "webhook-requested", (*around, *_written(hooks))


def _around(training: TrainingCreated) -> Iterator[Place | None]:
    """The call that creates a training, the calls that lead to it, and where it is handed on."""
    yield training.place
    yield from training.context
    yield training.retention.returned
    yield training.given.url


def _of_poll(poll: Poll) -> Iterator[Place | None]:
    yield poll.place
    for gap in poll.gaps:
        yield gap.fetch
        yield gap.wait.blocking
        yield from gap.wait.sources


def _there(given: Given) -> bool:
    return any(value != Const(None) for value in present(given.value))


def _written(given: Iterable[Given]) -> Iterator[Place | None]:
    """The expressions through which values are given."""
    for one in given:
        yield one.place
        for value in leaves(one.value):
            yield value.site
            yield value.entry
            yield from _made(value)


def _made(value: Value) -> Iterator[Place | None]:
    """The calls that make a value which findings are about: one that opens a file, one that signs a URL."""
    if isinstance(value, FileValue):
        yield value.opened
    elif isinstance(value, Presigned):
        yield value.method_place
        yield value.lifetime_place
    elif isinstance(value, Text):
        for part in value.parts:
            if isinstance(part, Presigned):
                yield from _made(part)
