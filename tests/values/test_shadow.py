"""What is remembered of objects that nobody knows: bounded, and never out of date."""

from __future__ import annotations

from replint.values.domain import Const
from replint.values.state import MOST_SHADED, SHADOW, State


def test_what_is_remembered_of_unknown_objects_is_bounded_and_up_to_date() -> None:
    state = State()
    for number in range(MOST_SHADED + 50):
        state.shade(("attr", number, "url"), Const(number))
    assert len(state.heap[SHADOW].slots) == MOST_SHADED
    assert state.slot(SHADOW, ("attr", MOST_SHADED + 1, "url")) is None
    state.shade(("attr", 3, "url"), Const("new"))
    assert state.slot(SHADOW, ("attr", 3, "url")) == Const("new")
