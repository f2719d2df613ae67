"""The marked sources: every finding that is due, and none besides.

One test a file (or project) of ``corpus/``, one a sample of a rule card, and the books: each rule that has a card
has a folder, with enough positives and look-alikes in it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import marked
import pytest
import tomli

from replint import catalogue, packs
from replint.checks import Judged

TESTS = Path(__file__).resolve().parent
CORPUS = TESTS / "corpus"
CARDS = TESTS.parent / "rules"
OWN_CODES = "RPL9"
"""Findings about the run itself (a file that can't be parsed …): no check makes them from a source."""

FEWEST = 5
"""Of positives in different functions, and of look-alikes, that each rule has."""


def _cards() -> list[dict[str, Any]]:
    """All rule cards, by code."""
    loaded = [tomli.loads(path.read_text(encoding="utf-8")) for path in CARDS.rglob("RPL*.toml")]
    return sorted(loaded, key=lambda card: str(card["code"]))


def _samples() -> list[Any]:
    """Each sample of each card: code, kind, source."""
    return [
        pytest.param(card["code"], kind, sample["code"], id=f"{card['code']}-{kind}-{number}")
        for card in _cards()
        for kind in ("bad", "good")
        for number, sample in enumerate(card.get(kind, []), start=1)
        if not card["code"].startswith(OWN_CODES)
    ]


def _files() -> list[Path]:
    return marked.cases_under(sorted(path for path in CORPUS.iterdir() if path.is_dir()))


def _name(path: Path) -> str:
    return path.relative_to(CORPUS).as_posix()


def _case(path: Path) -> marked.Case:
    return marked.read_case(path, _name(path))


def _tally() -> dict[str, tuple[int, int]]:
    """Of each rule's own folder: how many forms have a finding that is due, and how many look-alikes there are.

    A function is one form, however many findings it has, and outside of functions each finding is one. In a file of
    look-alikes each function is one.
    """
    counts: dict[str, tuple[int, int]] = {}
    for path in _files():
        case = _case(path)
        code = path.relative_to(CORPUS).parts[0]
        if not code.startswith("RPL"):
            continue
        due, silent = counts.get(code, (0, 0))
        functions = [*_functions(case)]
        if path.name.startswith("ok_"):
            silent += len(functions)
        marks = marked.read_marks(case)
        lines = {entry.lines[0] for entry in (*marks.due, *marks.missed) if entry.code == code}
        forms = {max((lines for lines in functions if line in lines), key=min, default=line) for line in lines}
        counts[code] = (due + len(forms), silent)
    return counts


def _functions(case: marked.Case) -> Iterator[range]:
    """The lines of each function of a case, counted through."""
    for _, text, before in case.starts():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield range(before + node.lineno, before + (node.end_lineno or node.lineno) + 1)


@pytest.mark.parametrize("path", _files(), ids=_name)
def test_marked_source_is_reported_exactly(path: Path) -> None:
    case = _case(path)
    marks = marked.read_marks(case)
    assert not marks.problems
    outcomes = marked.analysed(case)
    verdict = marked.judge(marks, marked.report(case, outcomes))
    assert verdict.exact, "\n" + marked.explain(case, verdict)
    assert _in_no_exercised_case(outcomes) == []


def _in_no_exercised_case(outcomes: Mapping[str, Judged]) -> list[str]:
    """Findings in a case that their file does not exercise: one would make a case count, and could raise a mean."""
    (rubric,) = packs.shipped()
    exercised_by = {case.id: set(case.exercised_by) for case in rubric.cases}
    return [
        f"{path}:{draft.span.line}: {draft.code}"
        for path, outcome in outcomes.items()
        for draft in outcome.drafts
        for case in [catalogue.card(draft.code).case]
        if case is not None and not outcome.acts & exercised_by[case]
    ]


@pytest.mark.parametrize(("code", "kind", "source"), _samples())
def test_card_sample_behaves(code: str, kind: str, source: str) -> None:
    case = marked.single(source, f"{code} ({kind}).py")
    marks = marked.read_marks(case)
    assert not marks.problems
    marked_as_bad = any(due.code == code for due in marks.due)
    assert marked_as_bad == (kind == "bad"), "a bad sample marks its finding, a good one has none"
    verdict = marked.judge(marks, marked.report(case))
    assert verdict.exact, "\n" + marked.explain(case, verdict)


def test_every_card_has_a_pair_of_samples() -> None:
    without = [card["code"] for card in _cards() if not (card.get("bad") and card.get("good"))]
    assert [code for code in without if not code.startswith(OWN_CODES)] == []


def test_cards_and_corpus_name_the_same_rules() -> None:
    cards = {card["code"] for card in _cards() if not card["code"].startswith(OWN_CODES)}
    folders = {path.name for path in CORPUS.iterdir() if path.is_dir() and path.name.startswith("RPL")}
    assert folders == cards


@pytest.mark.parametrize(("code", "forms"), sorted(_tally().items()))
def test_every_rule_has_positives_and_lookalikes(code: str, forms: tuple[int, int]) -> None:
    due, silent = forms
    assert due >= FEWEST, f"{code} is due in {due} forms"
    assert silent >= FEWEST, f"{code} has {silent} look-alikes (functions of ok_….py)"


@pytest.mark.parametrize("path", [path for path in _files() if path.name.startswith("ok_")], ids=_name)
def test_lookalikes_expect_nothing(path: Path) -> None:
    marks = marked.read_marks(_case(path))
    assert marks.due == []
    assert marks.missed == []


def test_every_marked_source_compiles() -> None:
    for path in CORPUS.rglob("*.py"):
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
