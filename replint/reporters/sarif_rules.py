"""The fixed part of a SARIF log: what the tool is, the rules it applied, and the rubrics as taxonomies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from replint import __version__
from replint.catalogue import RuleCard
from replint.findings import Severity
from replint.packs import Pack

LEVELS: Mapping[Severity, str] = {
    Severity.LOW: "note",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "error",
    Severity.CRITICAL: "error",
}
_PROBLEMS: Mapping[Severity, str] = {
    Severity.LOW: "recommendation",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "error",
    Severity.CRITICAL: "error",
}


def driver(cards: Sequence[RuleCard], rubrics: Sequence[Pack]) -> dict[str, Any]:
    """The tool with the rules of these cards, in their order."""
    return {
        "name": "replint",
        "semanticVersion": __version__,
        "shortDescription": {"text": "Finds the misuse of Replicate's API in Python code."},
        "rules": [_rule(card, rubrics) for card in cards],
        "supportedTaxonomies": [{"name": _name(rubric), "index": index} for index, rubric in enumerate(rubrics)],
    }


def taxonomies(rubrics: Sequence[Pack]) -> list[dict[str, Any]]:
    """Each rubric as a taxonomy: its cases, and after them its criteria."""
    return [
        {
            "name": _name(rubric),
            "version": __version__,
            "shortDescription": {"text": f"The rubric of {rubric.title}."},
            "isComprehensive": True,
            "taxa": [
                *(
                    {
                        "id": f"case-{case.id}",
                        "name": case.title,
                        "shortDescription": {"text": f"{case.title}."},
                        "fullDescription": {"text": case.expected},
                    }
                    for case in rubric.cases
                ),
                *(
                    {"id": criterion.id, "name": criterion.title, "shortDescription": {"text": f"{criterion.title}."}}
                    for criterion in rubric.criteria
                ),
            ],
        }
        for rubric in rubrics
    ]


def taxa(pack: str, case: str | None, criteria: Sequence[str], rubrics: Sequence[Pack]) -> list[dict[str, Any]]:
    """References to the case and the criteria of a rubric; empty for a pack without one."""
    for index, rubric in enumerate(rubrics):
        if rubric.id == pack:
            names = [f"case-{one.id}" for one in rubric.cases] + [one.id for one in rubric.criteria]
            wanted = ([f"case-{case}"] if case else []) + list(criteria)
            component = {"name": _name(rubric), "index": index}
            return [
                {"id": name, "index": names.index(name), "toolComponent": component} for name in wanted if name in names
            ]
    return []


def _name(rubric: Pack) -> str:
    return f"replint-{rubric.id}"


def _rule(card: RuleCard, rubrics: Sequence[Pack]) -> dict[str, Any]:
    from replint.commands.rules import explain

    data: dict[str, Any] = {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": f"{card.summary}."},
        "fullDescription": {"text": f"{card.summary}. {card.help}"},
        "help": {"text": explain(card.code, "text"), "markdown": explain(card.code, "markdown")},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
    }
    if card.references:
        data["helpUri"] = card.references[0]
    references = taxa(card.pack, card.case, card.criteria, rubrics)
    if references:
        data["relationships"] = [{"target": target, "kinds": ["superset"]} for target in references]
    tags = list(dict.fromkeys([card.pack, *card.criteria]))
    properties: dict[str, Any] = {"problem.severity": _PROBLEMS[card.severity], "severity": card.severity.label}
    if card.security is not None:
        tags.append("security")
        properties["security-severity"] = f"{card.security:.1f}"
    data["properties"] = {"tags": tags, **properties}
    return data
