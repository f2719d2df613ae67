"""Notebooks for the tests, as Jupyter writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
LOOP = """\
while training.status not in ("succeeded", "failed") and time.monotonic() < deadline:
    time.sleep(5)
    training.reload()
"""
CREATE = f"""\
training = replicate.trainings.create(
    version="{TRAINER}",
    input={{"input_images": "https://kiln-works.com/glazes.zip", "trigger_word": "窯"}},
    destination="kiln-works/glazes",
    webhook="https://kiln-works.com/hook",
    webhook_events_filter=["completed"],
)
"""


def code(text: str, *, as_list: bool = True, **metadata: Any) -> dict[str, Any]:
    """A code cell."""
    source: str | list[str] = text.splitlines(keepends=True) if as_list else text
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "a",
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def prose(text: str) -> dict[str, Any]:
    """A cell of Markdown."""
    return {"cell_type": "markdown", "id": "b", "metadata": {}, "source": text.splitlines(keepends=True)}


def book(cells: Sequence[dict[str, Any]], *, indent: int | None = 1, ascii_only: bool = False, **metadata: Any) -> str:
    """A notebook of format 4.5 as its text; its keys in Jupyter's order."""
    numbered = [cell | {"id": f"c{number}"} for number, cell in enumerate(cells)]
    whole = {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=indent, ensure_ascii=ascii_only) + "\n"


def tutorial(**more: Any) -> str:
    """A notebook that polls badly, with all that notebooks have."""
    return book(
        [
            prose("# Tune a model\nwith replicate"),
            code("!pip install -q replicate\n%load_ext autoreload\nimport time\nimport replicate"),
            code("%%bash\necho trainings"),
            code(CREATE.rstrip("\n")),
            code("%time training.reload()\ndeadline = time.monotonic() + 7200\n" + LOOP),
            code("training.id"),
        ],
        **more,
    )
