"""The rubrics: read strictly, and every card has its place in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from conftest import PACK

from replint import catalogue, packs
from replint.acts import Act
from replint.catalogue import CardError, Catalogue
from replint.catalogue_schema import validated


def test_the_shipped_rubric() -> None:
    (pack,) = packs.shipped()
    assert pack.id == "fine-tuning"
    assert [criterion.id for criterion in pack.criteria] == ["replicate", "ai-platform", "fine-tuning"]
    assert [(case.id, case.severity) for case in pack.cases] == [
        ("01", "high"),
        ("02", "critical"),
        ("03", "medium"),
        ("04", "high"),
        ("05", "high"),
    ]
    assert (pack.thresholds.min_mean, pack.thresholds.min_score) == (4.0, 3)
    assert {act for case in pack.cases for act in case.exercised_by} == set(get_args(Act))
    assert all("\n" not in case.input + case.expected for case in pack.cases)


def test_every_rule_of_a_graded_pack_has_a_case_and_criteria() -> None:
    graded = [card for card in catalogue.all_cards() if card.pack == "fine-tuning"]
    assert len(graded) > 40
    assert all(card.case and card.criteria for card in graded)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "01"', 'id = "1"', "cases.0.id: String should match pattern"),
        ('id = "01"', 'id = "03"', "Value error, the case 03 is there twice"),
        ('{id = "ai-platform"', '{id = "fine-tuning"', "Value error, the criterion fine-tuning is there twice"),
        ("expected =", "expects =", "cases.0.expected: Field required; cases.0.expects: Extra inputs"),
        ('["training-created"]', '["training-made"]', "cases.0.exercised-by.0: Input should be 'training-created', "),
        ('["training-created"]', "[]", "cases.0.exercised-by: List should have at least 1 item"),
        ('severity = "high"', 'severity = "grave"', "cases.0.severity: Input should be 'low', 'medium', 'high' or"),
        ("min-mean = 4.0", "min-mean = 5.5", "thresholds.min-mean: Input should be less than or equal to 5"),
        ("min-mean = 4.0", "min-mean = nan", "thresholds.min-mean: Input should be a finite number"),
        ("min-score = 3", 'min-score = "3"', "thresholds.min-score: Input should be a valid number"),
        ('title = "Fine-tuning"\n', "", "title: Field required"),
        ('platform = "Replicate"', "platform = ", "Invalid value"),
    ],
)
def test_a_wrong_pack_names_file_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "fine_tuning" / "pack.toml"
    path.parent.mkdir()
    assert old in PACK
    path.write_text(PACK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CardError) as caught:
        packs.load(tmp_path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_pack_ids_are_unique(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.toml").write_text(PACK, encoding="utf-8")
    with pytest.raises(CardError, match=r"b.pack\.toml: id: there is another pack fine-tuning"):
        packs.load(tmp_path)


@pytest.mark.parametrize(
    ("code", "old", "new", "message"),
    [
        ("RPL121", 'case = "03"', 'case = "02"', "case: 02 is unknown; the pack fine-tuning has 01, 03"),
        ("RPL121", 'case = "03"\n', "", "case: is missing; the pack fine-tuning has 01, 03"),
        ("RPL121", '"ai-platform", ', '"aiplatform", ', "criteria: aiplatform is none of the pack fine-tuning: ai-pl"),
        ("RPL121", '["ai-platform", "fine-tuning"]', "[]", "criteria: are missing; the pack fine-tuning has ai-pla"),
        ("RPL801", "criteria = []", 'criteria = ["secrets"]', "criteria: secrets is none of any rubric: ai-platform"),
        ("RPL801", "criteria = []", 'case = "01"\ncriteria = []', "case: there is no rubric for the pack auth"),
    ],
)
def test_a_card_that_does_not_fit_the_rubric_is_an_error_at_load(
    cards: Catalogue, code: str, old: str, new: str, message: str
) -> None:
    path = cards.files[code]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    for load in (lambda: validated(cards), packs.shipped):
        with pytest.raises(CardError) as caught:
            load()
        assert str(caught.value).startswith(f"{path}: {message}")


def test_a_card_of_another_pack_may_have_criteria_of_a_rubric(cards: Catalogue) -> None:
    rubrics = packs.load(cards.root)
    assert packs.misplaced(replace(cards.card("RPL801"), criteria=("ai-platform",)), rubrics) is None
    assert packs.shipped() == rubrics
