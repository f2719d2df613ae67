"""``replint rule`` and ``replint rules``: the rule cards as text, Markdown or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from replint import catalogue
from replint.catalogue import RuleCard, Sample

_MARK = re.compile(r"[ \t]*# (?:expect|allow|trap): [^\n#]*")
_EXPECT = re.compile(r"# expect: ((?:RPL\d{3})(?:@[\w-]+)?(?:, RPL\d{3}(?:@[\w-]+)?)*)")


def explain(word: str, output_format: str) -> str:
    """One rule's card as ``text``, ``markdown`` or ``json``. ValueError for what is no code or name of a rule."""
    card = catalogue.card(_code(word))
    if output_format == "json":
        return json.dumps(as_data(card), indent=2) + "\n"
    lines = _markdown(card) if output_format == "markdown" else _text(card)
    return "\n".join(lines) + "\n"


def overview(output_format: str) -> str:
    """All rules as ``text``, ``markdown`` (a table) or ``json``; CardError if a card is not valid."""
    from replint.catalogue_schema import validated

    cards = validated(catalogue.shipped())
    if output_format == "json":
        return json.dumps([as_data(card) for card in cards], indent=2) + "\n"
    if output_format == "markdown":
        head = ["| code | name | severity | case | what |", "|---|---|---|---|---|"]
        rows = [
            f"| {card.code} | {card.name} | {card.severity.label} | {card.case or ''} | {_cell(card.summary)} |"
            for card in cards
        ]
        return "\n".join(head + rows) + "\n"
    width = max((len(card.name) for card in cards), default=0)
    return "".join(
        f"{card.code}  {card.name:<{width}}  {card.severity.label:<8}  {card.case or '':<2}  {card.summary}\n"
        for card in cards
    )


def as_data(card: RuleCard) -> dict[str, Any]:
    """A card as plain data, with its file's keys."""
    return {**asdict(card), "severity": card.severity.label}


def _code(word: str) -> str:
    if word in catalogue.codes():
        return word
    found = catalogue.shipped().by_name.get(word)
    if found is None:
        begun = [code for code in catalogue.codes() if word.startswith("RPL") and code.startswith(word)]
        if begun:
            raise ValueError(f"{word!r} stands for several rules: {', '.join(begun)}")
        near = catalogue.nearest_selector(word)
        raise ValueError(f"there is no rule {word!r}" + (f"; did you mean {near}?" if near else ""))
    return found


def _place(card: RuleCard) -> str:
    case = f", case {card.case}" if card.case else ""
    criteria = f" · criteria: {', '.join(card.criteria)}" if card.criteria else ""
    return f"{card.severity.label} · pack {card.pack}{case}{criteria} · since {card.since}"


def _sections(card: RuleCard) -> Iterator[tuple[str, str]]:
    yield "Why", card.why
    yield "How to fix", card.fix
    yield "Write instead", card.help
    if card.limits:
        yield "Limits", card.limits


def _text(card: RuleCard) -> Iterator[str]:
    yield f"{card.code} {card.name}"
    yield _place(card)
    yield ""
    yield f"{card.summary}."
    for title, body in _sections(card):
        yield from ("", title, *(f"  {line}".rstrip() for line in body.splitlines()))
    for title, samples in (("Bad", card.bad[:1]), ("Good", card.good[:1])):
        for sample in samples:
            yield from ("", f"{title}: {sample.title}")
            yield from (f"    {line}".rstrip() for line in _readable(sample).splitlines())
    if card.references:
        yield from ("", "References", *(f"  {reference}" for reference in card.references))


def _markdown(card: RuleCard) -> Iterator[str]:
    yield f"# {card.code} {card.name}"
    yield ""
    yield f"{card.summary}."
    yield ""
    yield f"*{_place(card)}*"
    for title, body in _sections(card):
        yield from ("", f"## {title}", "", body)
    for title, samples in (("Bad", card.bad), ("Good", card.good)):
        for sample in samples:
            yield from ("", f"## {title}: {sample.title}", "", "```python", _readable(sample), "```")
    if card.references:
        yield from ("", "## References", "", *(f"- <{reference}>" for reference in card.references))


def _readable(sample: Sample) -> str:
    """A sample's code with its marks for people: the codes that are due on a line, nothing else."""
    shown = _EXPECT.sub(lambda match: "# " + re.sub(r"@[\w-]+", "", match[1]), sample.code)
    return _MARK.sub("", shown).strip("\n")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
