"""Documents in Markdown and reStructuredText: their Python code blocks in order as one module.

A block is an excerpt: one that is no Python is passed over.
"""

from __future__ import annotations

import ast
import codecs
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence

from replint.embedded import MARKDOWN_SUFFIXES
from replint.embedded.layout import Layout, Place, prefixed
from replint.plain import dataclass
from replint.source import LINE_END, Source, split_lines

_NAMES = r"(?:python|py|python3|ipython|ipython3|pycon|pycon3|pyi)"
_FENCE = re.compile(
    rf"\{{?\.?{_NAMES}\b(?![-+#.])|\{{(?:code-block|code|code-cell|sourcecode)\}}\s+{_NAMES}\b|\{{(?:testcode|doctest)\}}",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(
    rf"(?P<indent>[ \t]*)\.\.[ \t]+(?:(?:code-block|code|sourcecode)::[ \t]+{_NAMES}|(?:testcode|doctest)::.*)[ \t]*",
    re.IGNORECASE,
)
_OPTION = re.compile(r"\s*:[\w-]+:.*")
_PROMPT = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?: |$)")
_FIRST_PROMPT = re.compile(r"[ \t]*>>>(?: |$)")


@dataclass(frozen=True)
class DocumentLayout(Layout):
    """Where the lines of the module stand in a document; ``starts`` are the offsets of the document's lines."""

    starts: Sequence[int] = ()

    def offset(self, line: int, column: int) -> int:
        """The offset in the document of a place in the module."""
        place = self.places[line - 1]
        start = self.starts[place.line - 1]
        return min(start + len(place.prefix) + column - 1, start + len(self.lines[line - 1]))

    def written(self, text: str, line: int) -> str:
        """Text with what stands before the code on each of its further lines."""
        return prefixed(text, self.places[line - 1].prefix)


@dataclass(frozen=True)
class _Line:
    """A line of code: its number in the document, from 0, and how many characters stand before it."""

    number: int
    shift: int


def document_source(data: bytes, path: str, file: str | None = None) -> Source:
    """The code blocks of a document as one module. Bytes that are no UTF-8 stay what they are."""
    bom = data.startswith(codecs.BOM_UTF8)
    raw = data[len(codecs.BOM_UTF8) if bom else 0 :].decode("utf-8", "surrogateescape")
    lines = split_lines(raw)
    find = _in_markdown if path.lower().endswith(MARKDOWN_SUFFIXES) else _in_rst
    blocks = [list(_code(lines, block)) for block in find(raw, lines)]
    blocks = [block for block in blocks if block]
    if not _parses(_text(lines, [line for block in blocks for line in block])):
        blocks = [block for block in blocks if _parses(_text(lines, block))]
    code = [line for block in blocks for line in block]
    end = LINE_END.search(raw)
    newline = end.group() if end else "\n"
    places = [Place(0, one.number + 1, one.number + 1, lines[one.number][: one.shift]) for one in code]
    shown = [lines[one.number] for one in code]
    if places:  # the module's last line is empty, and stands behind the last block
        places.append(Place(0, places[-1].line + 1, places[-1].line + 1))
        shown.append("")
    return Source(
        path=path,
        text=_text(lines, code, newline),
        encoding="utf-8",
        bom=bom,
        newline=newline,
        file=file,
        layout=DocumentLayout(raw, places, shown, [0, *(end.end() for end in LINE_END.finditer(raw))])
        if places
        else None,
    )


def _text(lines: Sequence[str], code: Sequence[_Line], newline: str = "\n") -> str:
    return "".join(lines[one.number][one.shift :] + newline for one in code)


def _parses(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _code(lines: Sequence[str], block: Sequence[_Line]) -> Iterator[_Line]:
    """The lines of code in a block: without options at its head, its common indent, and a session's output."""
    kept = list(block)
    while kept and (_OPTION.fullmatch(_rest(lines, kept[0])) or not _rest(lines, kept[0]).strip()):
        kept.pop(0)
    if any(_FIRST_PROMPT.match(_rest(lines, one)) for one in kept):
        yield from _session(lines, kept)
        return
    texts = [_rest(lines, one) for one in kept]
    indent = _common_indent(texts)
    for one, text in zip(kept, texts, strict=True):
        yield _Line(one.number, one.shift + (indent if text.strip() else min(indent, len(text))))


def _session(lines: Sequence[str], block: Sequence[_Line]) -> Iterator[_Line]:
    inside = False
    for one in block:
        found = (_PROMPT if inside else _FIRST_PROMPT).match(_rest(lines, one))
        inside = found is not None
        if found is not None:
            yield _Line(one.number, one.shift + found.end())


def _rest(lines: Sequence[str], one: _Line) -> str:
    return lines[one.number][one.shift :]


def _common_indent(texts: Sequence[str]) -> int:
    """How many characters of blanks all lines begin with that have anything else."""
    plain = textwrap.dedent("\n".join(texts)).split("\n")
    return next((len(text) - len(bare) for text, bare in zip(texts, plain, strict=False) if bare.strip()), 0)


def _in_markdown(raw: str, lines: Sequence[str]) -> Iterator[list[_Line]]:
    """The fenced code blocks of Python, also those in lists and quotes, each as its lines."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    parser.disable(["inline", "linkify", "text_join"], ignoreInvalid=True)
    for token in parser.parse("\n".join(_without_front_matter(lines))):
        if token.type != "fence" or token.map is None or not _FENCE.match(token.info.strip()):
            continue
        first = token.map[0] + 1
        block = []
        for number, text in enumerate(token.content.split("\n")[:-1], start=first):
            if number >= len(lines) or not lines[number].endswith(text):
                break  # tabs were taken apart
            block.append(_Line(number, len(lines[number]) - len(text)))
        yield block


def _without_front_matter(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a document, those between ``---`` at its very top blank."""
    if lines[0].rstrip() != "---":
        return lines
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() in ("---", "...")), 0)
    return [*[""] * (end + 1), *lines[end + 1 :]] if end else lines


def _in_rst(raw: str, lines: Sequence[str]) -> Iterator[list[_Line]]:
    """The code directives of Python, and the sessions between blank lines, each as its lines."""
    number = 0
    while number < len(lines):
        directive = _DIRECTIVE.fullmatch(lines[number])
        if directive is not None:
            end = _end_of_body(lines, number + 1, len(directive["indent"].expandtabs()))
            yield [_Line(one, 0) for one in range(number + 1, end)]
            number = end
        elif _FIRST_PROMPT.match(lines[number]):
            end = next((one for one in range(number, len(lines)) if not lines[one].strip()), len(lines))
            yield [_Line(one, 0) for one in range(number, end)]
            number = end
        else:
            number += 1


def _end_of_body(lines: Sequence[str], start: int, indent: int) -> int:
    """The line behind the last one that is indented by more, blank lines apart."""
    end = start
    for number in range(start, len(lines)):
        line = lines[number].expandtabs()
        if line.strip():
            if len(line) - len(line.lstrip()) <= indent:
                break
            end = number + 1
    return end
