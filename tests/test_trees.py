"""Parsed modules that a process remembers."""

from __future__ import annotations

import pytest

from replint.syntax.tree import SyntaxFaultError
from replint.syntax.trees import Trees


def test_the_same_text_under_the_same_path_is_the_same_tree() -> None:
    trees = Trees()
    first = trees.tree("x = 1\n", "a.py")
    assert trees.tree("x = " + "1\n", "a.py") is first
    assert trees.tree("x = 1\n", "b.py") is not first
    assert trees.tree("x = 2\n", "a.py") is not first


def test_what_was_asked_for_again_stays_longest() -> None:
    trees = Trees(most=12)
    shared = trees.tree("x = 1\n", "shared.py")
    assert trees.tree("x = 1\n", "shared.py") is shared
    others = [trees.tree("x = 2\n", f"{name}.py") for name in "abc"]
    assert trees.tree("x = 1\n", "shared.py") is shared
    assert trees.tree("x = 2\n", "c.py") is others[-1]
    assert trees.tree("x = 2\n", "a.py") is not others[0]


def test_no_more_is_kept_than_may_be() -> None:
    trees = Trees(most=5)
    assert trees.tree("x = 1\n", "a.py") is not trees.tree("x = 1\n", "a.py")


def test_a_fault_is_told_each_time_with_a_trace_of_its_own() -> None:
    trees = Trees()
    told = []
    for _ in range(2):
        with pytest.raises(SyntaxFaultError) as caught:
            trees.tree("x = = 1\n", "a.py")
        told.append(caught.value)
    assert told[0] is not told[1]
    assert (told[0].message, told[0].line, told[0].column) == (told[1].message, told[1].line, told[1].column)
