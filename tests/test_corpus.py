"""The marked sources: every finding that is due, and none besides.

One test a file (or project) of ``corpus/``, one a sample of a rule card, and the books: each rule that has a card
has a folder, with enough positives and look-alikes in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import marked
import pytest
import tomli

TESTS = Path(__file__).resolve().parent
CORPUS = TESTS / "corpus"
CARDS = TESTS.parent / "rules"
OWN_CODES = "RPL9"
"""Findings about the run itself (a file that can't be parsed …): no check makes them from a source."""

FEWEST_POSITIVES = 5


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


def _tally() -> dict[str, int]:
    """How many findings are due in each rule's own folder."""
    due: dict[str, int] = {}
    for path in _files():
        marks = marked.read_marks(_case(path))
        code = path.relative_to(CORPUS).parts[0]
        if code.startswith("RPL"):
            due[code] = due.get(code, 0) + sum(entry.code == code for entry in {*marks.due, *marks.missed})
    return due


@pytest.mark.parametrize("path", _files(), ids=_name)
def test_marked_source_is_reported_exactly(path: Path) -> None:
    case = _case(path)
    marks = marked.read_marks(case)
    assert not marks.problems
    verdict = marked.judge(marks, marked.report(case))
    assert verdict.exact, "\n" + marked.explain(case, verdict)


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


@pytest.mark.parametrize(("code", "due"), sorted(_tally().items()))
def test_every_rule_has_positives_and_lookalikes(code: str, due: int) -> None:
    silent = [path for path in _files() if _name(path).startswith(f"{code}/ok_")]
    assert due >= FEWEST_POSITIVES
    assert silent, f"{code} has no file of look-alikes (ok_….py)"


@pytest.mark.parametrize("path", [path for path in _files() if path.name.startswith("ok_")], ids=_name)
def test_lookalikes_expect_nothing(path: Path) -> None:
    marks = marked.read_marks(_case(path))
    assert marks.due == []
    assert marks.missed == []


def test_every_marked_source_compiles() -> None:
    for path in CORPUS.rglob("*.py"):
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
