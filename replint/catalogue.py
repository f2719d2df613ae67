"""The rule cards: what each rule is called, what it says, and where it stands in the rubric.

Cards are TOML files, one per rule, in ``rules/<pack folder>/RPLnnn.toml``. A run reads only the cards of what it
found; the strict validation of all cards stands in ``catalogue_schema``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from replint.findings import Draft, Finding, Severity
from replint.plain import dataclass

if TYPE_CHECKING:
    from pathlib import Path

_CARD_FILE = re.compile(r"^(RPL\d{3})\.toml$")
SEVERITIES: Mapping[str, Severity] = {severity.label: severity for severity in Severity}


class CardError(Exception):
    """A card that is missing or can't be used; the message names the file and the key."""


@dataclass(frozen=True)
class Sample:
    """A card's example: a title and a small module, whose due findings are marked ``# expect: RPLnnn``."""

    title: str
    code: str


@dataclass(frozen=True)
class RuleCard:
    """One rule's card, with the file's own keys.

    ``case`` is None where the pack has no cases. ``security`` is how grave the fault is as a vulnerability, on the
    scale from 0.1 to 10 that code scanning uses; None where it is none.
    """

    code: str
    name: str
    pack: str
    case: str | None
    criteria: tuple[str, ...]
    severity: Severity
    since: str
    summary: str
    help: str
    why: str
    fix: str
    limits: str
    references: tuple[str, ...]
    messages: Mapping[str, str]
    bad: tuple[Sample, ...]
    good: tuple[Sample, ...]
    security: float | None = None


class Catalogue:
    """The cards below one folder. Listing is cheap (file names); a card is parsed when it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._cards: dict[str, RuleCard] = {}

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """Code to file, sorted by code."""
        found = {}
        for path in self.root.glob("*/RPL*.toml"):
            match = _CARD_FILE.match(path.name)
            if match:
                found[match.group(1)] = path
        return dict(sorted(found.items()))

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Rule name to code. Reads every card."""
        return {self.card(code).name: code for code in self.files}

    def card(self, code: str) -> RuleCard:
        """One rule's card. CardError if there is none, or if its file is broken."""
        if code not in self._cards:
            path = self.files.get(code)
            if path is None:
                raise CardError(f"there is no rule card for {code} below {self.root}")
            self._cards[code] = _read(path)
        return self._cards[code]

    def finish(self, draft: Draft, path: str) -> Finding:
        """A check's draft as a finding at ``path``, in the words of the rule's card.

        CardError if the card lacks the message variant, or the draft a field of its template.
        """
        card = self.card(draft.code)
        template = card.messages.get(draft.variant)
        if template is None:
            raise CardError(f"{self.files[draft.code]}: no message {draft.variant!r} under [messages]")
        try:
            message = template.format(**draft.fields)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
            detail = f"{type(error).__name__}: {error}"
            raise CardError(f"{self.files[draft.code]}: message {draft.variant!r} can't be filled: {detail}") from error
        return Finding(
            code=card.code,
            name=card.name,
            message=message,
            help=card.help,
            severity=card.severity if draft.severity is None else draft.severity,
            confidence=draft.confidence,
            path=path,
            span=draft.span,
            pack=card.pack,
            case=card.case,
            criteria=card.criteria,
            related=draft.related,
            statement=draft.statement,
            flow=draft.flow,
            fix=draft.fix,
        )


def rules_folder() -> Path:
    """The folder of the cards: inside the package when installed from a wheel, beside it in a checkout."""
    from pathlib import Path

    package = Path(__file__).resolve().parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """The catalogue that comes with replint."""
    return Catalogue(rules_folder())


def codes() -> tuple[str, ...]:
    """The codes of all rules, sorted; reads no card."""
    return tuple(shipped().files)


def card(code: str) -> RuleCard:
    """One rule's card; CardError if there is none."""
    return shipped().card(code)


def all_cards() -> tuple[RuleCard, ...]:
    """Every rule's card, sorted by code."""
    return tuple(card(code) for code in codes())


def finish(draft: Draft, path: str) -> Finding:
    """A draft as a finding in the words of its card; CardError where they don't fit together."""
    return shipped().finish(draft, path)


@cache
def selector_codes(selector: str) -> frozenset[str]:
    """The codes that a selector means: ``ALL``, a code, a prefix such as ``RPL12``, or a rule's name; empty if none."""
    if selector == "ALL":
        return frozenset(codes())
    if re.fullmatch(r"RPL\d{0,3}", selector):
        return frozenset(code for code in codes() if code.startswith(selector))
    found = shipped().by_name.get(selector)
    return frozenset({found} if found else ())


def codes_outside(packs: Sequence[str]) -> tuple[str, ...]:
    """The codes of all rules that belong to none of some packs; ValueError for an unknown one, with the nearest."""
    from replint.suggest import did_you_mean

    known = sorted({card.pack for card in all_cards()})
    for pack in packs:
        if pack not in known:
            raise ValueError(
                f"unknown pack {pack!r}" + (did_you_mean(pack, known) or f"; there are {', '.join(known)}")
            )
    return tuple(card.code for card in all_cards() if card.pack not in packs)


def is_rule(word: str) -> bool:
    """Whether a word is a rule's code or name."""
    return word in codes() or word in shipped().by_name


def nearest_selector(word: str) -> str | None:
    """The code or rule name that somebody most likely meant by ``word``; None if nothing is near."""
    import difflib

    candidates = [*codes(), *shipped().by_name]
    near = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    if not near:
        by_fold = {candidate.casefold(): candidate for candidate in candidates}
        near = [by_fold[fold] for fold in difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)]
    return near[0] if near else None


def _read(path: Path) -> RuleCard:
    import tomli

    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise CardError(f"{path}: {error}") from error
    try:
        return card_from(data)
    except KeyError as error:
        raise CardError(f"{path}: {error.args[0]}: missing or not one of the known words") from error


def card_from(data: Mapping[str, Any]) -> RuleCard:
    """A card from its TOML data, trusting the types; KeyError for what is missing."""
    return RuleCard(
        code=data["code"],
        name=data["name"],
        pack=data["pack"],
        case=data.get("case"),
        criteria=tuple(data["criteria"]),
        severity=SEVERITIES[data["severity"]],
        since=data["since"],
        summary=data["summary"],
        help=" ".join(data["help"].split()),
        why=data["why"].strip(),
        fix=data["fix"].strip(),
        limits=data.get("limits", "").strip(),
        references=tuple(data.get("references", ())),
        messages=dict(data["messages"]),
        bad=tuple(Sample(sample["title"], sample["code"]) for sample in data.get("bad", ())),
        good=tuple(Sample(sample["title"], sample["code"]) for sample in data.get("good", ())),
        security=data.get("security"),
    )
