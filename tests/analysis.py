"""The analysis as the tests of its inner rooms call it: text in; drafts, facts or a value out."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from replint.checks import run_together
from replint.config import Settings
from replint.facts.collect import collect
from replint.facts.records import Facts, Poll
from replint.findings import Draft
from replint.source import Source, SourceError
from replint.syntax.tree import parse
from replint.values.domain import Value

SETTINGS = Settings(root=".")
VERSION = "acme/flux-trainer:" + "4ac1e9b7" * 8
HEAD = """\
import asyncio, collections, copy, dataclasses, enum, functools, itertools, json, math
import os, random, threading, time, uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urljoin
import replicate
"""


def drafts_of(text: str, path: str = "sample.py") -> list[Draft] | SourceError:
    """What the checks say of one module."""
    return outcomes_of({path: text})[path]


def outcomes_of(files: Mapping[str, str], root: str = "") -> dict[str, list[Draft] | SourceError]:
    """What the checks say of modules that belong together."""
    judged = run_together({path: (Source(path, text), SETTINGS) for path, text in files.items()}, root)
    return {path: one if isinstance(one, SourceError) else one.drafts for path, one in judged.items()}


def facts_of(text: str, others: Mapping[str, str] | None = None) -> Facts:
    """The facts of a module, and of others beside it."""
    files = {"sample.py": text, **(others or {})}
    return collect({path: parse(text, path) for path, text in files.items()})


def destination(setup: str, expression: str, others: Mapping[str, str] | None = None) -> Value:
    """The value of an expression behind some statements, as it reaches a training's destination.

    A ``def`` or ``async def`` may stand open at the end of the statements: the expression is then in its body.
    """
    call = f"replicate.trainings.create(version={VERSION!r}, input={{}}, destination={expression})"
    body = textwrap.dedent(setup).strip("\n")
    last = body.rpartition("\n")[2]
    inside = " " * (len(last) - len(last.lstrip())) + ("    " if last.endswith(":") else "")
    facts = facts_of(f"{HEAD}{body}\n{inside}{call}\n", others)
    values = [training.destination.value for training in facts.trainings]
    assert values, "no training was created"
    return values[-1]


def polls_of(text: str, others: Mapping[str, str] | None = None) -> list[Poll]:
    """The repetitions of a module that fetch the same training again."""
    return [poll for poll in facts_of(text, others).polls.values() if any(gap.step is not None for gap in poll.gaps)]
