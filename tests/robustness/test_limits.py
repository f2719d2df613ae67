"""The limits of the analysis: what is given up, what stands all the same, and what is told of it."""

from __future__ import annotations

import pytest
from analysis import HEAD, VERSION, drafts_of

from replint.catalogue import card
from replint.findings import Draft, Severity
from replint.values.machine import MOST_STEPS, TOO_DEEP

BAD = f"replicate.trainings.create(version={VERSION!r}, input={{}}, destination=None)"


@pytest.fixture(autouse=True)
def _lower_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given up at a limit is given up at a lower one as well, and sooner."""
    for module in ("replint.facts.collect", "replint.values.definitions"):
        monkeypatch.setattr(f"{module}.MOST_STEPS", MOST_STEPS // 10)


def _costly(depth: int = 8) -> str:
    """The body of a function that no analysis gets through: branches inside loops inside loops."""
    lines = ["total = 0"]
    for level in range(depth):
        lines.append("    " * level + f"for i{level} in source(total):")
        lines.append("    " * (level + 1) + f"if i{level} > total: total = total + {level} if i{level} else i{level}")
    return "\n".join("    " + line for line in lines)


def _nested(name: str, loop: str, *body: str) -> str:
    """A function of 18 loops in each other; in the innermost stands what is given."""
    lines = ["    " * (level + 1) + f"{loop.format(level)}:" for level in range(18)]
    return "\n".join([f"def {name}(source):", "    total = 0", *lines, *("    " * 19 + line for line in body), ""])


POLL = "training = replicate.trainings.get(source)", "time.sleep(3)", "print(training.status)"


def _codes(found: object) -> list[tuple[int, str]]:
    assert isinstance(found, list)
    drafts: list[Draft] = found
    return [(draft.span.line, draft.code) for draft in drafts if draft.code in ("RPL101", "RPL903", "RPL904")]


def _line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_costly_helper_that_brings_a_value_hides_nothing_after_it() -> None:
    text = f"""{HEAD}
def table(source):
{_costly()}
    return total

def start(source):
    name = table(source)
    print(name)
    training = {BAD}
    return training.id
"""
    assert _codes(drafts_of(text)) == [(_line(text, "training ="), "RPL101")]


def test_a_statement_that_explodes_leaves_the_functions_of_its_module() -> None:
    body = "\n".join(line.removeprefix("    ") for line in _costly().splitlines())
    text = f"""{HEAD}
source = open
{body}
total_of_all = total

def start():
    return {BAD}.id
"""
    assert _codes(drafts_of(text)) == [(_line(text, "return replicate"), "RPL101")]


def test_a_statement_that_names_the_platform_and_explodes_is_told() -> None:
    body = "\n".join(line.removeprefix("    ") for line in _costly().splitlines())
    text = f"""{HEAD}
{body.replace("source(total)", "replicate.trainings.list(total)")}

def start():
    return {BAD}.id
"""
    assert _codes(drafts_of(text)) == [(1, "RPL903"), (_line(text, "return replicate"), "RPL101")]


@pytest.mark.parametrize("count", [1, 3])
def test_functions_that_name_the_platform_and_exceed_the_limit_are_told_once(count: int) -> None:
    functions = "\n".join(
        f"{_nested(f'poll{n}', 'while source > {0}', *POLL)}    return {BAD}.id\n" for n in range(count)
    )
    text = f"{HEAD}\n{functions}\ndef start():\n    return {BAD}.id\n"
    found = _codes(drafts_of(text))
    assert found.count((1, "RPL903")) == 1
    assert found[-1] == (_line(text, "def start") + 1, "RPL101")


@pytest.mark.parametrize("loop", ["for i{0} in source", "while source > {0}", "for i{0} in range(9)"])
def test_loops_in_each_other_are_got_through_and_what_they_assign_is_unknown_then(
    loop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replint.facts.collect.MOST_STEPS", MOST_STEPS)
    text = f"""{HEAD}
{_nested("start", loop, "total += 7")}
    name = "none" if total == 0 else "acme/lora"
    training = replicate.trainings.create(version={VERSION!r}, input={{}}, destination=name)
    print(training.id, total)
    return {BAD}.id
"""
    found = drafts_of(text)
    assert _codes(found) == [(_line(text, "return replicate"), "RPL101")]
    assert isinstance(found, list)
    assert "RPL102" in {draft.code for draft in found}


def test_of_a_poll_deep_inside_other_loops_its_pace_is_found_and_told_that_there_may_be_more() -> None:
    text = HEAD + _nested("poll", "while source > {0}", *POLL)
    found = drafts_of(text)
    assert isinstance(found, list)
    assert {(draft.span.line, draft.code) for draft in found} >= {(1, "RPL903"), (_line(text, "time.sleep"), "RPL121")}


@pytest.mark.parametrize(
    ("functions", "limit"),
    [(1, f"{MOST_STEPS // 10:,} steps in one function or statement"), (5, "20,000 steps in all files that belong")],
)
def test_the_limit_that_was_met_is_named(functions: int, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replint.facts.collect.ALL_STEPS", 20_000)
    monkeypatch.setattr("replint.facts.collect.MOST_STEPS", 30_000 if functions > 1 else MOST_STEPS // 10)
    found = drafts_of(HEAD + "\n".join(_nested(f"poll{n}", "while source > {0}", *POLL) for n in range(functions)))
    assert isinstance(found, list)
    assert [str(draft.fields["limit"]).startswith(limit) for draft in found if draft.code == "RPL903"] == [True]


def test_code_that_is_too_deep_to_descend_into_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("replint.values.interpreter.Interpreter.suite", overflow)
    found = drafts_of(f"{HEAD}\ndef start():\n    return {BAD}.id\n")
    assert isinstance(found, list)
    assert [draft.fields["limit"] for draft in found if draft.code == "RPL903"] == [TOO_DEEP]


def test_the_limit_is_told_as_advice() -> None:
    assert card("RPL903").severity is Severity.LOW
    assert MOST_STEPS <= 100_000
