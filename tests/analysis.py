"""The analysis of one module as the tests of its robustness call it: text in, drafts out."""

from __future__ import annotations

from replint.checks import run_together
from replint.config import Settings
from replint.findings import Draft
from replint.source import Source, SourceError

VERSION = "acme/flux-trainer:" + "4ac1e9b7" * 8
HEAD = """\
import asyncio, collections, copy, dataclasses, enum, functools, itertools, json, math, os, random, threading
import time, uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urljoin
import replicate
"""


def drafts_of(text: str, path: str = "sample.py") -> list[Draft] | SourceError:
    """What the checks say of one module; what is no Python is told."""
    outcome = run_together({path: (Source(path, text), Settings(root="."))})[path]
    return outcome if isinstance(outcome, SourceError) else list(outcome.drafts)
