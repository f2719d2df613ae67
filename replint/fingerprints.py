"""Fingerprints: what tells a finding from all others and stays the same when lines move."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from replint.findings import Finding, Span
from replint.source import Source

_SCOPE = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
_DIGEST_BYTES = 12


def of_file(source: Source, findings: Sequence[Finding]) -> list[str]:
    """The fingerprint of each of a file's findings, in their order.

    Made of the rule, the path, the functions and classes around the finding, its text with blanks evened out, and its
    number among those that agree in all of these.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        key = (finding.code, finding.path, _scope(source, finding.span.line), _text(source, finding.span))
        seen[key] += 1
        digest = blake2b(digest_size=_DIGEST_BYTES)
        for part in (*key, str(seen[key])):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        result.append(digest.hexdigest())
    return result


def _text(source: Source, span: Span) -> str:
    lines = [source.line(number) for number in range(span.line, span.end_line + 1)]
    if not lines:
        return ""
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(" ".join(lines).split())


def _scope(source: Source, line: int) -> str:
    """The names of the definitions around a line, outermost first, told by their indentation alone."""
    names: list[str] = []
    indent = _indent(source.line(line))
    for number in range(line - 1, 0, -1):
        if indent == 0:
            break
        text = source.line(number)
        own = _indent(text)
        if own >= indent or not text.strip() or text.lstrip().startswith(("#", ")", "]", "}")):
            continue
        indent = own
        match = _SCOPE.match(text.lstrip())
        if match:
            names.append(match.group(1))
    return ".".join(reversed(names))


def _indent(text: str) -> int:
    expanded = text.expandtabs()
    return len(expanded) - len(expanded.lstrip())
