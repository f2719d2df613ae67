"""What the reporters for people share: harmless characters, colours, widths, the table of counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from replint.findings import Applicability, Severity
from replint.report import Entry, Report, Silence
from replint.reporters import Options

TAB = 4
_STYLE = re.compile(r"\033\[[\d;]*m")
_JOINER = "\u200d"
_SEVERITY_COLORS = {Severity.CRITICAL: "1;31", Severity.HIGH: "31", Severity.MEDIUM: "33", Severity.LOW: "36"}


def escape(text: str) -> str:
    r"""Text with all that a terminal may obey, or that hides other text, shown as an escape such as ``\x1b``."""
    return text if text.isprintable() else "".join(map(_shown, text))


def paint(text: str, style: str, options: Options) -> str:
    """Text in an ANSI style such as ``"1"`` (bold), if colours are on."""
    return f"\033[{style}m{text}\033[0m" if options.color and text else text


def severity_style(severity: Severity) -> str:
    """The ANSI style of a severity."""
    return _SEVERITY_COLORS[severity]


def cells(line: str) -> list[tuple[str, int]]:
    """A source line as what each of its characters shows as, with the terminal cells that this takes.

    Tabs fill up to the next stop. What makes one sign together (a letter with its accents, an emoji with its joiners)
    has its cells at its first character.
    """
    if line.isascii() and line.isprintable():
        return [(character, 1) for character in line]
    shown: list[tuple[str, int]] = []
    column = 0
    for cluster in _clusters(line):
        if cluster == "\t":
            pieces = [(" " * (TAB - column % TAB), TAB - column % TAB)]
        elif _is_sign(cluster):
            pieces = [(cluster[0], _width(cluster)), *((character, 0) for character in cluster[1:])]
        else:
            pieces = [(text, len(text) if len(text) > 1 else _width(text)) for text in map(_shown, cluster)]
        shown += pieces
        column += sum(width for _, width in pieces)
    return shown


def wrap(text: str, width: int | None, indent: str = "") -> list[str]:
    """A sentence in lines of at most ``width`` cells (None: one line), all but the first with an indent.

    Words that are longer than a line are not broken, and ANSI styles take no room.
    """
    if width is None:
        return [text]
    lines = [""]
    room = width
    for word in text.split(" "):
        length = _length(word)
        if lines[-1].strip() and length + 1 > room:
            lines.append(indent)
            room = width - len(indent)
        elif lines[-1].strip():
            lines[-1] += " "
            room -= 1
        lines[-1] += word
        room -= length
    return lines


def _length(word: str) -> int:
    """How many cells a word takes, which may be painted."""
    bare = _STYLE.sub("", word) if "\033" in word else word
    return len(bare) if bare.isascii() else sum(cell for _, cell in cells(bare))


def silenced(entry: Entry, silence: Silence) -> str:
    """That a finding is silenced, and why."""
    word = "suppressed" if silence == "comment" else "in the baseline"
    return f"{word}: {escape(entry.reason)}" if entry.reason else word


def statistics(report: Report) -> str:
    """How many findings there are of each rule, the most frequent first."""
    counts = count_by_rule(report)
    if not counts:
        return ""
    digits = len(str(counts[0][1]))
    return "".join(f"{count:>{digits}}  {entry.finding.code}  {entry.finding.name}\n" for entry, count in counts)


def count_by_rule(report: Report) -> list[tuple[Entry, int]]:
    """The first finding of each rule with the rule's count, the most frequent first, then by code."""
    first: dict[str, Entry] = {}
    counts: Counter[str] = Counter()
    for entry in report.entries():
        first.setdefault(entry.finding.code, entry)
        counts[entry.finding.code] += 1
    return [(first[code], count) for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def summary(report: Report) -> str:
    """One line: how much was found, in how many files."""
    total = sum(1 for _ in report.entries())
    suppressed = sum(1 for _ in report.suppressed())
    files = f"{report.checked} file{_s(report.checked)} checked, {report.analyzed} with a trace of Replicate"
    known = sum(1 for _ in report.baselined())
    others = (f", {suppressed} suppressed" if suppressed else "") + (f", {known} in the baseline" if known else "")
    if not total:
        return f"No findings{others} ({files})."
    kinds = ", ".join(f"{count} {label}" for label, count in report.by_severity().items() if count)
    return f"{total} finding{_s(total)}: {kinds}{others} ({files}).{_fixable(report)}"


def _fixable(report: Report) -> str:
    """How many findings can be fixed, and with which options; empty if none can."""
    grades = Counter(entry.finding.fix.applicability for entry in report.entries() if entry.finding.fix is not None)
    safe, unsafe = grades[Applicability.SAFE], grades[Applicability.UNSAFE]
    said = [f"{safe} with --fix"] if safe else []
    said += [f"{unsafe}{' more' if safe else ''} with --fix --unsafe-fixes"] if unsafe else []
    return f" Fixable: {', '.join(said)}." if said else ""


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _clusters(line: str) -> Iterable[str]:
    if line.isascii():
        return line
    from wcwidth import iter_graphemes

    return iter_graphemes(line)


def _is_sign(cluster: str) -> bool:
    """Whether characters show as one sign: all are visible, or they are emoji that a joiner puts together."""
    return all(character.isprintable() or (character == _JOINER and _is_emoji(cluster[0])) for character in cluster)


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)
