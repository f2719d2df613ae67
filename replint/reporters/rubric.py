"""The rubrics' own words for cases and criteria, for reports that name them."""

from __future__ import annotations

from dataclasses import dataclass

from replint import catalogue


@dataclass(frozen=True)
class Term:
    """A case or a criterion of a pack: its id, a title, and for a case what is right; empty for a criterion."""

    id: str
    title: str
    expected: str = ""


@dataclass(frozen=True)
class Rubric:
    """A pack that has a rubric."""

    id: str
    title: str
    cases: tuple[Term, ...]
    criteria: tuple[Term, ...]


def rubrics() -> tuple[Rubric, ...]:
    """The rubrics beside the rule cards, sorted by id."""
    import tomli

    found = []
    for path in sorted(catalogue.shipped().root.glob("*/pack.toml")):
        data = tomli.loads(path.read_text(encoding="utf-8"))
        cases = tuple(Term(case["id"], case["title"], " ".join(case["expected"].split())) for case in data["cases"])
        criteria = tuple(Term(one["id"], one["title"]) for one in data["criteria"])
        found.append(Rubric(data["id"], data["title"], cases, criteria))
    return tuple(sorted(found, key=lambda rubric: rubric.id))
