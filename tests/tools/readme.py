"""Re-makes what the README quotes: the table of rules, from the cards, and the output of the commands it shows.

``python tests/tools/readme.py`` rewrites README.md; with ``--check`` it only says whether that is needed (exit 1).
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replint.catalogue import RuleCard

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"

_TABLE = re.compile(r"(<!-- rules: made by tests/tools/readme\.py -->\n).*?(<!-- end of rules -->)", re.DOTALL)
_SHOWN = re.compile(r"(```console\n\$ (replint[^\n]*)\n).*?(^```$)", re.DOTALL | re.MULTILINE)
_OTHER_PACKS = {"auth": "Tokens", "replint": "replint itself"}
"""Headings of the packs that have no rubric, and so no ``pack.toml``."""


def made(text: str) -> str:
    """The README's text with its table and its quoted output made anew.

    ValueError if the place of the table or all commands are gone.
    """
    if not _TABLE.search(text) or not _SHOWN.search(text):
        raise ValueError(f"{README.name} has lost the marks of its rule table, or shows no command")
    text = _TABLE.sub(lambda match: match[1] + rule_table() + match[2], text)
    return _SHOWN.sub(lambda match: match[1] + output(match[2]) + match[3], text)


def rule_table() -> str:
    """All rules as Markdown, a table for each case of a rubric and for each pack without one."""
    from replint.catalogue import all_cards

    groups: dict[str, list[RuleCard]] = {}
    titles = _case_titles()
    for card in all_cards():
        heading = titles.get((card.pack, card.case or ""), _OTHER_PACKS.get(card.pack, card.pack))
        groups.setdefault(heading, []).append(card)
    return "\n".join(_table(heading, cards) for heading, cards in groups.items()) + "\n"


def output(command: str) -> str:
    """What a ``replint …`` command prints to standard output in the project's folder, without colours.

    ValueError if it fails or prints nothing.
    """
    words = shlex.split(command)
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode not in (0, 1) or not done.stdout:
        raise ValueError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def _case_titles() -> dict[tuple[str, str], str]:
    """Pack and case to the heading of its table."""
    found = {}
    for path in sorted((ROOT / "rules").glob("*/pack.toml")):
        pack = tomli.loads(path.read_text(encoding="utf-8"))
        for case in pack["cases"]:
            found[pack["id"], case["id"]] = f"Case {case['id']} · {case['title']}"
    return found


def _table(heading: str, cards: Iterable[RuleCard]) -> str:
    rows = [f"\n**{heading}**\n", "| rule | name | severity | finds |", "|---|---|---|---|"]
    return "\n".join([*rows, *map(_row, cards)])


def _row(card: RuleCard) -> str:
    from replint.catalogue import shipped

    file = shipped().files[card.code]
    link = f"[{card.code}](rules/{file.parent.name}/{file.name})"
    return f"| {link} | `{card.name}` | {card.severity.label} | {card.summary.replace('|', chr(92) + '|')} |"


def main(argv: list[str] | None = None) -> int:
    """Rewrites the README, or checks it; 0 if it is (now) up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if the README is out of date")
    args = parser.parse_args(argv)
    text = README.read_text(encoding="utf-8")
    new = made(text)
    if args.check and new != text:
        sys.stderr.write("README.md is out of date: run python tests/tools/readme.py\n")
        return 1
    if new != text:
        README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
