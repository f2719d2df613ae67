"""What the tests of the shell share: a small catalogue, an analysis that is easy to steer, the command line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from replint import catalogue, cli
from replint.catalogue import Catalogue
from replint.checks import Judged
from replint.config import Settings
from replint.findings import Confidence, Draft, Related, Span
from replint.source import Source, SourceError

CARD = """\
code = "{code}"
name = "{name}"
pack = "{pack}"
{case}criteria = {criteria}
severity = "{severity}"
since = "0.1.0"
summary = "About {name}"
help = '''
Write it
otherwise.
'''
why = "Because of the | platform."
fix = "1. Mend it."
references = ["https://replicate.com/docs"]

[messages]
default = 'saw `{{word}}`'

[[bad]]
title = "A bad one"
code = '''
import replicate
fault()  # expect: {code}, RPL122@there
'''

[[good]]
title = "A good one"
code = '''
import replicate
'''
"""
PACK = """\
id = "fine-tuning"
title = "Fine-tuning"
platform = "Replicate"
thresholds = {min-mean = 4.0, min-score = 3}
criteria = [
  {id = "ai-platform", title = "AI platform"},
  {id = "fine-tuning", title = "Fine-tuning"},
]

[[cases]]
id = "01"
title = "Destination"
severity = "high"
exercised-by = ["training-created"]
input = "A training."
expected = "A destination."

[[cases]]
id = "03"
title = "Waiting"
severity = "medium"
exercised-by = ["training-awaited"]
input = "A poll."
expected = "Patience."
"""
ABOUT = """\
code = "{code}"
name = "{name}"
pack = "replint"
criteria = []
severity = "high"
since = "0.1.0"
summary = "About {name}"
help = "See the message."
why = "Why."
fix = "Fix."

[messages]
default = 'failed: {{error}}'
"""


@pytest.fixture(autouse=True)
def cache_folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of each test's own cache: what one test steers, another must not be told. It isn't there yet."""
    folder = tmp_path_factory.getbasetemp() / "caches" / sha256(request.node.nodeid.encode()).hexdigest()[:16]
    monkeypatch.setenv("REPLINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def cards(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """A catalogue of RPL101 (high), RPL121 (medium), RPL122 (low), RPL801 (critical), RPL900 to RPL906."""
    root = tmp_path_factory.mktemp("rules")
    for code, name, severity, case in (
        ("RPL101", "missing-destination", "high", "01"),
        ("RPL121", "polling-too-fast", "medium", "03"),
        ("RPL122", "polling-without-backoff", "low", "03"),
        ("RPL801", "hardcoded-api-token", "critical", None),
    ):
        folder = root / ("fine_tuning" if case else "auth")
        folder.mkdir(exist_ok=True)
        text = CARD.format(
            code=code,
            name=name,
            severity=severity,
            pack="fine-tuning" if case else "auth",
            case=f'case = "{case}"\n' if case else "",
            criteria='["ai-platform", "fine-tuning"]' if case else "[]",
        )
        (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    (root / "fine_tuning" / "pack.toml").write_text(PACK, encoding="utf-8")
    (root / "replint").mkdir()
    for code, name in (("RPL900", "unparsable-file"), ("RPL904", "check-failed")):
        (root / "replint" / f"{code}.toml").write_text(ABOUT.format(code=code, name=name), encoding="utf-8")
    for code in ("RPL901", "RPL902", "RPL905", "RPL906"):
        shutil.copy(catalogue.rules_folder() / "replint" / f"{code}.toml", root / "replint")
    made = Catalogue(root)
    monkeypatch.setattr(catalogue, "shipped", lambda: made)
    catalogue.selector_codes.cache_clear()
    yield made
    catalogue.selector_codes.cache_clear()


def marked_faults(source: Source, settings: Settings) -> list[Draft]:
    """An analysis for tests: each call ``RPL121(…)`` in the text is a finding of that rule; ``CRASH`` raises.

    ``RPL121(low)`` sets the confidence, and a line ``related`` is related to every finding.
    """
    if "CRASH" in source.text:
        raise ZeroDivisionError("no\nway")
    related = tuple(
        Related(Span(number, 1, number, len(line) + 1), "value defined here")
        for number, line in enumerate(source.lines, start=1)
        if line.startswith("related")
    )
    return [
        Draft(
            match[1],
            Span(number, match.start() + 1, number, match.end() + 1),
            confidence=Confidence[match[2].upper()] if match[2] else Confidence.HIGH,
            fields={"word": match[0]},
            related=related,
        )
        for number, line in enumerate(source.lines, start=1)
        for match in re.finditer(r"(RPL\d{3})\((\w*)\)", line)
    ]


@pytest.fixture
def analysis(cards: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Callable[[Source, Settings], list[Draft]]:
    """Puts ``marked_faults`` in the place of replint's analysis, with the small catalogue."""
    put_in_place_of_the_analysis(monkeypatch, marked_faults)
    return marked_faults


def put_in_place_of_the_analysis(
    monkeypatch: pytest.MonkeyPatch, one: Callable[[Source, Settings], list[Draft]]
) -> None:
    """Has each module of a group judged by a function of its own, that gives drafts or raises."""

    def together(sources: Mapping[str, tuple[Source, Settings]], root: str = "") -> dict[str, Judged | SourceError]:
        outcomes: dict[str, Judged | SourceError] = {}
        for path, (source, settings) in sources.items():
            try:
                outcomes[path] = Judged(one(source, settings))
            except SourceError as error:
                outcomes[path] = error
        return outcomes

    monkeypatch.setattr("replint.checks.run_together", together)


@dataclass(frozen=True)
class Ran:
    """What a command line came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Tree = Callable[[dict[str, str]], Path]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tree: Tree) -> Run:
    """Runs a command line in this process, in the folder of ``tree``."""

    def call(*arguments: str) -> Ran:
        code = cli.run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Writes files (path to text) into a folder that is the working directory, and returns it."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return tmp_path

    return write
