"""Reports for the tests of the formats: small ones by hand, and a small tree that is really analysed."""

from __future__ import annotations

from replint.findings import Applicability, Confidence, Edit, Finding, Fix, Related, Severity, Span
from replint.report import Entry, FileReport, Report

TREE = {
    "pyproject.toml": "[project]\nname = 'kiln'\n",
    "kiln/__init__.py": "",
    "kiln/settings.py": 'POLL_SECONDS = 5\nBUCKET = "https://kiln-private.s3.amazonaws.com"\n',
    "kiln/train.py": """\
import time

import replicate

from kiln.settings import BUCKET, POLL_SECONDS


def train() -> str:
    name = "窯 🔥"; training = replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": f"{BUCKET}/glazes.zip", "trigger_word": name},
        destination="kiln-works/glazes",
    )
    while training.status not in ("succeeded", "failed", "canceled"):
        time.sleep(POLL_SECONDS)
        training.reload()
    return training.id
""",
    "kiln/preview.py": """\
import replicate

client = replicate.Client()
client.trainings.create(  # replint: ignore[RPL106] a demo, nobody keeps it
    version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
    input={"input_images": "https://kiln-works.example/open.zip"},
    destination="kiln-works/preview",
)
""",
    "kiln/broken.py": "import replicate\n\ndef train(:\n    pass\n",
    "kiln/clean.py": "import replicate\n\nclient = replicate.Client()\n",
}


def finding(span: Span, related: tuple[Related, ...] = (), **more: object) -> Finding:
    """A finding of RPL121 in src/a.py, with other parts on demand."""
    parts: dict[str, object] = {
        "code": "RPL121",
        "name": "polling-too-fast",
        "message": "polls every 5 s",
        "help": "Start at 30 s.",
        "severity": Severity.MEDIUM,
        "confidence": Confidence.HIGH,
        "path": "src/a.py",
        "pack": "fine-tuning",
        "case": "03",
        "criteria": ("fine-tuning",),
    }
    return Finding(span=span, related=related, **{**parts, **more})  # type: ignore[arg-type]


def report(
    lines: dict[int, str],
    *findings: Finding,
    suppressed: tuple[Finding, ...] = (),
    elsewhere: dict[str, dict[int, str]] | None = None,
    path: str = "src/a.py",
    reason: str = "",
) -> Report:
    """A run over three files, of which one has these findings."""
    file = FileReport(
        path=path,
        analyzed=True,
        entries=tuple(Entry(one, f"f00d{number}", fails=True) for number, one in enumerate(findings)),
        suppressed=tuple(
            Entry(one, f"beef{number}", fails=True, reason=reason) for number, one in enumerate(suppressed)
        ),
        lines=lines,
        elsewhere=elsewhere or {},
    )
    return Report([file], checked=3)


def rich(text: str = "time.sleep(WAIT)", path: str = "src/a.py", word: str = "WAIT") -> Report:
    """A report with all that a finding can carry, around a source line and a path of any kind."""
    lines = {11: "while True:", 12: text, 13: ""}
    one = finding(
        Span(12, 1, 12, max(len(text), 1) + 1),
        (
            Related(Span(11, 1, 11, 5), f"the loop with {word}"),
            Related(Span(3, 1, 3, 9), f"`{word}` defined here", path=f"lib/{path}"),
        ),
        path=path,
        message=f"polls every `{word}`",
        help=f"Start at 30 s, not `{word}`.",
        flow=(Related(Span(11, 1, 11, 5), f"from {word}"), Related(Span(12, 1, 12, 2), "to here")),
        fix=Fix(Applicability.SAFE, f"wait longer than {word}", (Edit(Span(12, 1, 12, 2), text),)),
    )
    silenced = finding(Span(11, 1, 11, 6), path=path, message=f"`{word}`", severity=Severity.LOW)
    return report(
        lines, one, suppressed=(silenced,), elsewhere={f"lib/{path}": {3: text}}, path=path, reason=f"because {word}"
    )
