"""Fingerprints: what tells a finding from others and stays the same when the code around it moves.

Made of the rule, the functions and classes around the finding, its statement without layout, and its number among
those that agree in all of these. Neither lines nor the file's name are part of it, so inserted lines, a formatter, a
renamed file and functions in another order leave it alone. The text is read by a small scanner and not by the parser
of the running Python, so that every version gives the same fingerprints.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from hashlib import blake2b

from replint.findings import Finding, Span
from replint.plain import dataclass
from replint.source import LINE_END, Source

_DIGEST_BYTES = 12
_TAB = 8
_TOKEN = re.compile(
    r"""(?P<blank>[ \t\f]+|\\(?:\r\n|\r|\n)|\#[^\r\n]*)
    |(?P<end>\r\n|\r|\n)
    |(?P<prefix>[A-Za-z]{0,2})(?:(?P<triple>\"{3}|'{3})|"(?P<double>(?:\\.|[^"\\\r\n])*)"?|'(?P<single>(?:\\.|[^'\\\r\n])*)'?)
    |(?P<number>\.?[0-9][\w.]*)
    |(?P<name>\w+)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_CLOSING = {quote: re.compile(rf"(?:\\.|[^\\])*?{quote}", re.DOTALL) for quote in ('"""', "'''")}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ASYNC_DEF = re.compile(r"async[ \t\f]+def\b")
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_COMPOUND = frozenset(
    {"async", "case", "class", "def", "elif", "else", "except", "finally", "for", "if", "match", "try", "while", "with"}
)


@dataclass(frozen=True)
class Identity:
    """What is known of a finding apart from its place: the qualified scope, and the fingerprint over everything."""

    scope: str
    fingerprint: str


def of_file(source: Source, findings: Sequence[Finding]) -> list[Identity]:
    """The identity of each of a file's findings, in their order."""
    outline = Outline(source.text) if findings else Outline("")
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        scope = outline.scope(finding.span)
        text = outline.statement(finding.statement or finding.span) or " ".join(_raw(source, finding.span).split())
        key = (finding.code, scope, text)
        seen[key] += 1
        digest = blake2b(digest_size=_DIGEST_BYTES)
        for part in (*key, str(seen[key])):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        result.append(Identity(scope, digest.hexdigest()))
    return result


def _raw(source: Source, span: Span) -> str:
    """The text of a span as it stands, for what holds no code, such as a comment."""
    lines = [source.line(number) for number in range(span.line, span.end_line + 1)]
    if not lines:
        return ""
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(lines)


@dataclass
class _Tokens:
    """The significant tokens of a text: their offsets and normal forms, side by side."""

    offsets: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Outline:
    """A module's text as a line of tokens, with the definitions that each logical line stands in."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        self._tokens = _Tokens()
        self._scope_starts: list[int] = []
        self._scopes: list[str] = []
        self._read()

    def scope(self, span: Span) -> str:
        """The names of the functions and classes around a place, outermost first, parted by periods."""
        index = bisect_right(self._scope_starts, self._offset(span.line, span.column)) - 1
        return self._scopes[index] if index >= 0 else ""

    def statement(self, span: Span) -> str:
        """The code of a span in a form that no formatter changes; of a compound statement, its header."""
        first = bisect_left(self._tokens.offsets, self._offset(span.line, span.column))
        last = bisect_left(self._tokens.offsets, self._offset(span.end_line, span.end_column))
        return " ".join(_normal(self._tokens.words[first:last]))

    def _offset(self, line: int, column: int) -> int:
        if line > len(self._line_starts):
            return len(self._text)
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self._text)
        return min(start + column - 1, end)

    def _read(self) -> None:
        depth, fresh = 0, True
        around: list[tuple[int, str]] = []
        opening: int | None = None
        for offset, word in _scan(self._text):
            if word == "\n":
                fresh = fresh or depth == 0
                continue
            if opening is not None and word != "def":
                around.append((opening, word))
                opening = None
            if fresh:
                fresh = False
                indent = self._indent(offset)
                while around and around[-1][0] >= indent:
                    around.pop()
                self._scope_starts.append(offset)
                self._scopes.append(".".join(name for _, name in around))
                if word in {"def", "class"} or (word == "async" and _ASYNC_DEF.match(self._text, offset)):
                    opening = indent
            if word in _BRACKETS:
                depth = max(depth + _BRACKETS[word], 0)
            self._tokens.offsets.append(offset)
            self._tokens.words.append(word)

    def _indent(self, offset: int) -> int:
        start = self._line_starts[bisect_right(self._line_starts, offset) - 1]
        return len(self._text[start:offset].replace("\f", "").expandtabs(_TAB))


def _scan(text: str) -> Iterator[tuple[int, str]]:
    r"""Tokens with their offsets: strings, numbers and the rest in a normal form, ``\n`` for each end of a line."""
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:  # the last alternative takes any character
            return
        start, position = position, match.end()
        kind = match.lastgroup
        if kind == "blank":
            continue
        if kind == "end":
            yield start, "\n"
        elif match["triple"]:
            closing = _CLOSING[match["triple"]].match(text, position)
            position = closing.end() if closing else len(text)
            yield start, _string(match["prefix"], text[match.end() : closing.end() - 3 if closing else len(text)])
        elif kind in {"double", "single"}:
            yield start, _string(match["prefix"], match[kind])
        elif kind == "number":
            yield start, match.group().lower()
        else:
            yield start, match.group()


def _string(prefix: str, body: str) -> str:
    r"""A literal without its quotes: ``'"'`` and ``"\""`` are one; the indentation of further lines goes."""
    kept = "".join(sorted(prefix.lower().replace("u", "")))
    text = _ESCAPE.sub(lambda match: match[1] if match[1] in "'\"" else match[0], body)
    if "f" in kept:  # formatters also reach into the expressions of these
        text = "".join(text.replace('"', "'").split())
    first, *further = LINE_END.split(text)
    return f'"{kept}"' + "\n".join([first.rstrip() if further else first, *(line.strip() for line in further)])


def _normal(words: Sequence[str]) -> Iterator[str]:
    """Tokens without what is layout: round brackets, commas before a closing one, the parts of split strings."""
    if words and words[0] in _COMPOUND:
        words = words[: _header_length(words)]
    literal: str | None = None
    for index, word in enumerate(words):
        if _is_layout(words, index):
            continue
        if word.startswith('"'):
            literal = word if literal is None else _joined(literal, word)
            continue
        if literal is not None:
            yield literal
            literal = None
        yield word
    if literal is not None:
        yield literal


def _is_layout(words: Sequence[str], index: int) -> bool:
    word = words[index]
    if word in {"(", ")", ";"}:
        return True
    return word == "," and (index + 1 == len(words) or words[index + 1] in {")", "]", "}"})


def _joined(left: str, right: str) -> str:
    """Two adjacent string literals as the one that Python makes of them."""
    _, left_prefix, left_body = left.split('"', 2)
    _, right_prefix, right_body = right.split('"', 2)
    return f'"{"".join(sorted({*left_prefix, *right_prefix}))}"{left_body}{right_body}'


def _header_length(words: Sequence[str]) -> int:
    """How many tokens a compound statement's header has: up to the colon that no bracket and no lambda holds."""
    depth = lambdas = 0
    for index, word in enumerate(words):
        depth += _BRACKETS.get(word, 0)
        if depth == 0 and word == "lambda":
            lambdas += 1
        elif depth == 0 and word == ":":
            if lambdas == 0:
                return index
            lambdas -= 1
    return len(words)
