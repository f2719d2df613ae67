"""Plain records behave as the standard library's dataclasses do, whatever their arguments."""

from __future__ import annotations

import dataclasses
import operator
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replint import plain

KINDS = [
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "order": True},
    {"slots": True},
    {},
    {"frozen": True, "eq": False},
]


def both(**arguments: bool) -> tuple[Any, Any]:
    """A class made a record by us, and by the standard library."""
    made: list[Any] = []
    for decorate in (plain.dataclass, dataclasses.dataclass):

        class Point:
            """A place."""

            x: float
            y: float = 0.5
            note: str = dataclasses.field(default="", compare=False)
            hidden: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False, kw_only=True)

        made.append(decorate(**arguments)(Point))
    return made[0], made[1]


MADE = [pytest.param(arguments, *both(**arguments), id=str(arguments)) for arguments in KINDS]


def outcome(run: Callable[[], object]) -> object:
    """What comes of it: a value, or the kind of error."""
    try:
        return run()
    except TypeError:
        return TypeError


NUMBERS = st.integers(0, 3) | st.sampled_from([0.5, float("nan")])


@pytest.mark.parametrize(("arguments", "ours", "theirs"), MADE)
@given(one=st.tuples(NUMBERS, NUMBERS, st.sampled_from("ab")), other=st.tuples(NUMBERS, NUMBERS, st.sampled_from("ab")))
def test_compares_hashes_and_reads_alike(
    arguments: dict[str, bool], ours: Any, theirs: Any, one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    for compare in (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge):
        expected = outcome(lambda: compare(theirs(*one), theirs(*other)))  # noqa: B023
        assert outcome(lambda: compare(ours(*one), ours(*other))) == expected  # noqa: B023
    assert (outcome(lambda: hash(ours(*one))) is TypeError) == (outcome(lambda: hash(theirs(*one))) is TypeError)
    if arguments.get("frozen") and ours(*one) == ours(*other):
        assert hash(ours(*one)) == hash(ours(*other))
    assert repr(ours(*one)) == repr(theirs(*one))
    assert ours(1) != theirs(1)


@pytest.mark.parametrize("arguments", KINDS, ids=str)
def test_own_comparisons_stay(arguments: dict[str, bool]) -> None:
    @plain.dataclass(**arguments)
    class Own:
        x: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert Own(1) == Own(2)
    assert hash(Own(1)) == 7
    assert repr(Own(1)) == "own"


@plain.dataclass(frozen=True, slots=True)
class Kept:
    """A record that a process hands to another."""

    name: str
    inner: Kept | None = None


def test_is_a_dataclass_to_the_standard_library() -> None:
    record = Kept("a", Kept("b"))
    assert dataclasses.asdict(record) == {"name": "a", "inner": {"name": "b", "inner": None}}
    assert dataclasses.replace(record, inner=None) == Kept("a")
    assert pickle.loads(pickle.dumps(record)) == record
    assert not hasattr(record, "__dict__")


def test_a_record_within_itself_has_a_text() -> None:
    @plain.dataclass
    class Ring:
        next: Any = None

    ring = Ring()
    ring.next = ring
    assert repr(ring).endswith("Ring(next=...)")
