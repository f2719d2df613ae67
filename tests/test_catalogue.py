"""Rule cards: lazily read, strictly validated, turned into findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from replint import catalogue
from replint.catalogue import CardError, Catalogue
from replint.catalogue_schema import validate_card, validated
from replint.findings import Draft, Severity, Span


def test_a_card_is_read_when_it_is_asked_for(cards: Catalogue) -> None:
    own = ["RPL900", "RPL901", "RPL902", "RPL904", "RPL905", "RPL906"]
    assert list(cards.files) == ["RPL101", "RPL121", "RPL122", "RPL801", *own]
    (cards.root / "fine_tuning" / "RPL122.toml").write_text("broken")
    card = cards.card("RPL121")
    assert (card.name, card.severity, card.case, card.criteria) == (
        "polling-too-fast",
        Severity.MEDIUM,
        "03",
        ("ai-platform", "fine-tuning"),
    )
    assert card.help == "Write it otherwise."
    assert cards.card("RPL801").case is None
    with pytest.raises(CardError, match=r"RPL122\.toml: Expected '='"):
        cards.card("RPL122")
    with pytest.raises(CardError, match="there is no rule card for RPL555"):
        cards.card("RPL555")


def test_a_draft_becomes_a_finding_in_the_cards_words(cards: Catalogue) -> None:
    draft = Draft("RPL101", Span(3, 1, 3, 9), fields={"word": "{x}"}, severity=Severity.LOW)
    finding = cards.finish(draft, "src/a.py")
    assert (finding.message, finding.severity, finding.path, finding.pack) == (
        "saw `{x}`",
        Severity.LOW,
        "src/a.py",
        "fine-tuning",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'severity = "medium"',
            'severity = "grave"',
            "severity: Input should be 'low', 'medium', 'high' or 'critical'",
        ),
        ("since =", "sinse =", "since: Field required; sinse: Extra inputs are not permitted"),
        ("default =", "other =", "Value error, [messages] has no 'default'"),
        ('code = "RPL121"', 'code = "RPL129"', "code: is RPL129, but the file is named RPL121.toml"),
        ('title = "A bad one"', "title = 1", "bad.0.title: Input should be a valid string"),
        ('name = "polling-too-fast"', 'name = "Polling"', "name: String should match pattern"),
        ('summary = "', 'summary = """a\nb', ""),
    ],
)
def test_wrong_cards_name_file_and_key(cards: Catalogue, old: str, new: str, message: str) -> None:
    path = cards.files["RPL121"]
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(CardError) as caught:
        validated(cards)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_names_are_unique(cards: Catalogue) -> None:
    path = cards.files["RPL122"]
    path.write_text(path.read_text().replace("polling-without-backoff", "polling-too-fast"))
    with pytest.raises(CardError, match="name: polling-too-fast is RPL121's already"):
        validated(cards)


def test_lacking_keys_are_told_without_validation_too(cards: Catalogue) -> None:
    path = cards.files["RPL121"]
    path.write_text(path.read_text().replace("since = ", "sinse = "))
    with pytest.raises(CardError, match=r"RPL121\.toml: since: missing"):
        cards.card("RPL121")


def test_the_shipped_cards_are_valid_and_agree_with_the_lean_reading() -> None:
    cards = validated(catalogue.shipped())
    assert cards == catalogue.all_cards()
    assert {"RPL900", "RPL904"} <= set(catalogue.codes())
    for card in cards:
        assert validate_card(catalogue.shipped().files[card.code]).help.split() == card.help.split()


def test_cards_are_found_inside_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "replint"
    package.mkdir(parents=True)
    monkeypatch.setattr(catalogue, "__file__", str(package / "catalogue.py"))
    assert catalogue.rules_folder() == package.parent / "rules"
    (package / "rules").mkdir()
    assert catalogue.rules_folder() == package / "rules"
