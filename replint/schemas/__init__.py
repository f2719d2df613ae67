"""The JSON Schemas of replint's own JSON: shipped as files, made from the models that describe each report.

``python -m replint.schemas`` writes the files anew; a test holds them to the models.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

NAMES = ("report", "finding", "grade")
"""Of the JSON report of ``check``, of a line of its ``jsonl``, and of the JSON of ``grade``."""

_MODELS = {
    "report": ("replint.reporters.models", "ReportModel"),
    "finding": ("replint.reporters.models", "FindingModel"),
    "grade": ("replint.reporters.grade.models", "GradeModel"),
}
_FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """The shipped schema of that name, one of ``NAMES``, as JSON text."""
    return _file(name).read_text(encoding="utf-8")


def made(name: str) -> str:
    """The schema as it follows from the models now."""
    import json
    from importlib import import_module

    module, model = _MODELS[name]
    described = cast("Any", getattr(import_module(module), model))
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described.model_json_schema()}
    return json.dumps(schema, indent=2) + "\n"


def write() -> None:
    """Writes every schema's file anew."""
    for name in NAMES:
        _file(name).write_text(made(name), encoding="utf-8")


def _file(name: str) -> Path:
    return _FOLDER / f"{name}.schema.json"
