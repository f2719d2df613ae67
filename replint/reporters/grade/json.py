"""The grade as JSON, shape 1. ``models`` describes the same shape for its schema; a test holds the two together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from replint import __version__
from replint.grading.models import Comparison, CriterionGrade, Grade, PackGrade, PartGrade
from replint.report import Entry, Report
from replint.reporters import Options
from replint.reporters.json import SCHEMA_VERSION, error_data, finding_data


def render(grade: Grade, report: Report, options: Options) -> str:
    """The grade as one JSON object, in ASCII so that any pipe can carry it."""
    return json.dumps(as_data(grade), indent=2) + "\n"


def as_data(grade: Grade) -> dict[str, Any]:
    """The grade as plain data. ``by`` and ``parts``, and ``comparison``, are there only if they were asked for.

    Findings stand in full in one list, those that don't count with their ``suppression``; all else names them by
    fingerprint.
    """
    shown = [(entry, finding_data(entry)) for entry in grade.findings]
    shown += [(one.entry, finding_data(one.entry, silence=one.silence)) for one in grade.excused]
    shown.sort(key=lambda pair: pair[0].finding.sort_key)
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "replint", "version": __version__},
        "packs": [_pack(pack) for pack in grade.packs],
        "findings": [finding for _, finding in shown],
        "errors": [error_data(error) for error in grade.errors],
        "passed": grade.passed,
    }
    if grade.by is not None:
        data["by"] = grade.by
        data["parts"] = [_part(part) for part in grade.parts]
    if grade.comparison is not None:
        data["comparison"] = _comparison(grade.comparison)
    return data


def _pack(pack: PackGrade) -> dict[str, Any]:
    return {
        "pack": pack.pack,
        "title": pack.title,
        "thresholds": pack.thresholds.model_dump(),
        "criteria": [_criterion(one) for one in pack.criteria],
        "cases": [
            {
                "case": case.case,
                "title": case.title,
                "severity": case.severity,
                "exercised": case.exercised,
                "findings": _fingerprints(case.findings),
            }
            for case in pack.cases
        ],
        "deductions": [
            {
                "criterion": one.criterion,
                "case": one.case,
                "points": one.points,
                "findings": _fingerprints(one.findings),
            }
            for one in pack.deductions
        ],
        "mend_first": _fingerprints(pack.mend_first),
        "passed": pack.passed,
    }


def _criterion(one: CriterionGrade) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "title": one.title,
        "scores": dict(one.scores),
        "mean": one.mean,
        "min": one.min,
        "passed": one.passed,
    }


def _part(part: PartGrade) -> dict[str, Any]:
    return {
        "name": part.name,
        "packs": [
            {"pack": pack.pack, "criteria": [_criterion(one) for one in pack.criteria], "passed": pack.passed}
            for pack in part.packs
        ],
        "passed": part.passed,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "passed_before": comparison.passed_before,
        "criteria": [one.model_dump() for one in comparison.criteria],
        "scores": [one.model_dump() for one in comparison.scores],
        "new": _fingerprints(comparison.new),
        "gone": [one.model_dump() for one in comparison.gone],
    }


def _fingerprints(entries: Iterable[Entry]) -> list[str]:
    return [entry.fingerprint for entry in entries]
