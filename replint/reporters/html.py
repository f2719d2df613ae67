"""One self-contained page for people: a score card if there is a grade, and every finding with its code.

Whatever comes from names and sources is escaped by the template library; a content policy lets nothing but the page's
own style and script take effect, and nothing be loaded.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replint import __version__
from replint.plain import dataclass
from replint.report import Entry, Report
from replint.reporters import Options
from replint.reporters.html_views import Group, LossView, groups, hidden, inline, linked
from replint.reporters.text import escape

if TYPE_CHECKING:
    from replint.reporters.grade.words import Loss

Grade = Mapping[str, Any]
"""A grade in the form of its JSON report."""

_FOLDER = Path(__file__).parent / "page"


@dataclass(frozen=True)
class Account:
    """What a score card says of findings, by pack: those to be mended first, and what each costs; and the new ones."""

    plans: Mapping[str, Sequence[Entry]]
    losses: Mapping[str, Sequence[Loss]]
    new: Sequence[Entry] = ()


NO_ACCOUNT = Account({}, {})


def render(report: Report, options: Options) -> str:
    """The page of a run without a grade."""
    return page(report, options)


def page(report: Report, options: Options, grade: Grade | None = None, account: Account = NO_ACCOUNT) -> str:
    """The page of a run; with a grade, its score card stands on top, and gives an account of the findings.

    It is in ASCII, so that any pipe can carry it.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found = groups(report)
    style, script = _part("page.css"), _part("page.js")
    text = environment.get_template("page.html.jinja").render(
        heading=_heading(report, grade),
        policy=_policy(style, script),
        style=_markup(style),
        script=_markup(script),
        version=__version__,
        lead=_lead(report),
        traced=report.analyzed > 0,
        by_severity=report.by_severity(),
        total=sum(report.by_severity().values()),
        groups=found,
        rules=_rules(found),
        files=sorted({view.path for group in found for rule in group.rules for view in rule.findings}),
        hidden=hidden(report) if options.show_suppressed else [],
        grade=grade,
        plans={pack: [linked(entry) for entry in entries] for pack, entries in account.plans.items()},
        losses={pack: [_loss(one) for one in several] for pack, several in account.losses.items()},
        new={view.id: view for view in map(linked, account.new)},
        bar=_bar,
        mean=_mean,
        shown=escape,
        inline=inline,
    )
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _heading(report: Report, grade: Grade | None) -> str:
    if grade is None:
        count = sum(report.by_severity().values())
        return f"{count} finding{'' if count == 1 else 's'}"
    if not any(case["exercised"] for pack in grade["packs"] for case in pack["cases"]):
        return "Nothing to grade"
    return "The gate is passed" if grade["passed"] else "The gate is missed"


def _loss(loss: Loss) -> LossView:
    return LossView(
        loss.points, loss.case, ", ".join(loss.criteria), loss.severity, tuple(linked(entry) for entry in loss.findings)
    )


def _lead(report: Report) -> str:
    silenced = sum(1 for _ in report.silenced())
    files = f"{report.checked} file{'' if report.checked == 1 else 's'} checked"
    others = f", {silenced} finding{'' if silenced == 1 else 's'} silenced" if silenced else ""
    return f"{files}, {report.analyzed} with a trace of Replicate{others}"


def _rules(found: list[Group]) -> list[tuple[str, str]]:
    return sorted({(rule.code, rule.name) for group in found for rule in group.rules})


def _bar(score: float) -> float:
    """A score from 1 to 5 as a length from 0 to 100."""
    return round(min(max((score - 1) / 4, 0.0), 1.0) * 100, 1)


def _mean(value: float) -> str:
    """A mean with two digits, never rounded up over a threshold."""
    return f"{int(value * 100 + 1e-9) / 100:.2f}"


@cache
def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - files of the package, nothing of the scanned code


def _policy(style: str, script: str) -> str:
    """A content policy under which only this style and this script take effect, and nothing is loaded."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
