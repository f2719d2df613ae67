"""Notebooks of format 4: the code cells in order as one module, and the way back into the JSON.

The JSON is never written anew: what changes is put between the quotes of its strings, and all else stays byte for byte.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from replint.embedded.layout import Layout, Place
from replint.embedded.magics import as_python, has_token, is_python, shown_at_end, tokens_only
from replint.plain import dataclass
from replint.source import LINE_END, Source, SourceError, split_lines

_BLANK = re.compile(r"[ \t\r\n]*")
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
_HALF = re.compile("[\ud800-\udfff]")
_SHOW, _SHOWN = "display(#", ")#"
"""The lines around what a cell shows at its end; no cell has them, and the comment tells them from any that one has."""

_LANGUAGES = frozenset({"python", "ipython", "python3", "ipython3"})
_value: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().raw_decode


class _Part(NamedTuple):
    """One string of a cell's source: where its text starts in the cell's, and where it stands in the file."""

    start: int
    raw_start: int
    raw_end: int


@dataclass
class _Cell:
    """A code cell: its number among all cells, its text, and the strings that this is made of.

    ``between`` is what parts the strings of a list from each other; None if the source is a single string.
    """

    number: int
    text: str
    parts: list[_Part]
    between: str | None = None

    def part(self, at: int) -> _Part:
        """The string that an offset in the text stands in."""
        return self.parts[bisect_right(self.parts, at, key=lambda one: one.start) - 1]


@dataclass(frozen=True)
class NotebookLayout(Layout):
    """Where the lines of the module stand in a notebook; ``of_line`` is the cell of each, and its start there."""

    of_line: Sequence[tuple[_Cell, int]] = field(default=())

    def offset(self, line: int, column: int) -> int:
        """The offset in the notebook of a place in the module."""
        cell, start = self.of_line[line - 1]
        at = min(start + column - 1, len(cell.text))
        part = cell.part(at)
        return self._raw(part, at - part.start)

    def _raw(self, part: _Part, count: int) -> int:
        position = part.raw_start
        for _ in range(count):
            found = _CHARACTER.match(self.raw, position, part.raw_end)
            if found is None:
                return part.raw_end
            position = found.end()
        return position

    def written(self, text: str, line: int) -> str:
        """Text as it stands inside a JSON string; in a list of strings each line has its own."""
        between = self.of_line[line - 1][0].between
        pieces = []
        start = 0
        for end in LINE_END.finditer(text):
            pieces.append(self._escaped(text[start : end.end()]) + ("" if between is None else f'"{between}"'))
            start = end.end()
        return "".join(pieces) + self._escaped(text[start:])

    def own(self, text: str) -> str:
        """A module's text without the lines that stand in no cell."""
        return "\n".join(line for line in split_lines(text) if line not in (_SHOW, _SHOWN))

    def _escaped(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self.raw.isascii())[1:-1]


def notebook_source(data: bytes, path: str, file: str | None = None, *, runs: bool = True) -> Source:
    """A notebook's code cells as one module; SourceError if it is no notebook that replint can read.

    A notebook in another language has no code. Unless it ``runs``, what cells show at their end is left as it is.
    """
    raw, whole = _read(data)
    module = _Module(raw, runs)
    for cell in _code_cells(raw, whole):
        module.add(cell)
    return module.source(path, file, bom=data.startswith(codecs.BOM_UTF8))


def notebook_code(data: bytes) -> str:
    """The text of the module that a notebook comes to unless it runs, without the work of finding the places."""
    texts = [_python(text) for _, text in _texts(_read(data)[1])]
    return "".join(text if text.endswith(("\n", "\r")) else f"{text}\n" for text in texts)


def _read(data: bytes) -> tuple[str, dict[str, Any]]:
    """The JSON of a notebook, and what it means; SourceError if it is none."""
    try:
        raw = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        whole = json.loads(raw)
    except UnicodeDecodeError as error:
        raise SourceError(f"byte 0x{error.object[error.start]:02x} is not valid utf-8") from error
    except json.JSONDecodeError as error:
        raise SourceError(f"it is no valid notebook: {error.msg}", error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise SourceError("it is no valid notebook") from error
    return raw, whole


def _is_python_notebook(whole: Any) -> bool:
    """Whether a notebook's code is Python, by its metadata; SourceError if it is no notebook of format 4."""
    if not isinstance(whole, dict):
        raise SourceError("it is no valid notebook: expected an object")
    if isinstance(whole.get("worksheets"), list) or whole.get("nbformat", 4) != 4:
        raise SourceError(
            "it is a notebook of another format than 4, to which `jupyter nbconvert --to notebook` brings it"
        )
    cells = whole.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise SourceError("it is no valid notebook: it has no list of cells")
    metadata = whole.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    for holder, key in (("language_info", "name"), ("kernelspec", "language")):
        told = metadata.get(holder)
        language = told.get(key) if isinstance(told, dict) else None
        if isinstance(language, str):
            return language.lower() in _LANGUAGES
    return True


def _is_code(cell: dict[str, Any]) -> bool:
    if cell.get("cell_type") != "code":
        return False
    metadata = cell.get("metadata")
    editor = metadata.get("vscode") if isinstance(metadata, dict) else None
    language = editor.get("languageId") if isinstance(editor, dict) else None
    return not isinstance(language, str) or language.lower() in _LANGUAGES


def _texts(whole: Any) -> Iterator[tuple[int, str]]:
    """The numbers and the texts of the cells with Python in them, and of those that show a token."""
    if not _is_python_notebook(whole):
        return
    for number, cell in enumerate(whole["cells"], start=1):
        if not _is_code(cell):
            continue
        source = cell.get("source")
        parts = [source] if isinstance(source, str) else source
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise SourceError(f"it is no valid notebook: cell {number} has no source")
        text = "".join(parts)
        if "\0" in text or _HALF.search(text):
            raise SourceError(f"cell {number} has a character that is none of Python's")
        if text and (is_python(text) or has_token(text)):
            yield number, text


def _python(text: str) -> str:
    return as_python(text) if is_python(text) else tokens_only(text)


def _code_cells(raw: str, whole: Any) -> Iterator[_Cell]:
    """The cells of ``_texts``, with the places of their text in the JSON."""
    texts = dict(_texts(whole))
    if not texts:
        return
    # As for Python, the last of several members of one name counts.
    array = dict(_members(raw, _blank(raw, 0)))["cells"]
    for number, place in enumerate(_items(raw, array), start=1):
        if number in texts:
            yield _cell(number, raw, dict(_members(raw, place))["source"])


def _cell(number: int, raw: str, place: int) -> _Cell:
    """A cell, given the place of its source, which is a string or a list of some."""
    if raw[place] == '"':
        text, end = scanstring(raw, place + 1, True)
        return _Cell(number, text, [_Part(0, place + 1, end - 1)])
    texts: list[str] = []
    parts: list[_Part] = []
    length = 0
    for start in _items(raw, place):
        text, end = scanstring(raw, start + 1, True)
        texts.append(text)
        parts.append(_Part(length, start + 1, end - 1))
        length += len(text)
    if len(parts) > 1:
        between = raw[parts[0].raw_end + 1 : parts[1].raw_start - 1]
    else:
        between = "," + raw[place + 1 : _blank(raw, place + 1)]
    return _Cell(number, "".join(texts), parts, between)


def _blank(raw: str, position: int) -> int:
    found = _BLANK.match(raw, position)
    return found.end() if found else position


def _items(raw: str, place: int) -> Iterator[int]:
    """Where the items of an array start, given the place of its bracket."""
    position = _blank(raw, place + 1)
    while raw[position] != "]":
        yield position
        position = _next(raw, position)


def _members(raw: str, place: int) -> Iterator[tuple[str, int]]:
    """The names in an object, and where their values start, given the place of its brace."""
    position = _blank(raw, place + 1)
    while raw[position] != "}":
        name, end = scanstring(raw, position + 1, True)
        start = _blank(raw, _blank(raw, end) + 1)
        yield name, start
        position = _next(raw, start)


def _next(raw: str, position: int) -> int:
    """Where the next item or member starts, or the closing bracket stands, given the place of a value."""
    end = _blank(raw, _value(raw, position)[1])
    return _blank(raw, end + 1) if raw[end] == "," else end


@dataclass
class _Module:
    """The module that is put together: its lines, each with its place, the cell's own wording, and its start there."""

    raw: str
    runs: bool
    texts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    of_line: list[tuple[_Cell, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [0, *(end.end() for end in re.finditer("\n", self.raw))]

    def add(self, cell: _Cell) -> None:
        """Adds a cell. What it shows at its end is handed to IPython's ``display``, on lines that the cell hasn't."""
        python = _python(cell.text)
        first, last = (self.runs and shown_at_end(python)) or (0, 0)
        ends = [end.group() for end in LINE_END.finditer(python)]
        lines, own = split_lines(python), split_lines(cell.text)
        if not lines[-1] and ends:
            lines.pop()
        start = 0
        newline = ends[0] if ends else "\n"
        for number, line in enumerate(lines, start=1):
            if number == first:
                self._line(cell, 0, start, _SHOW + newline, "")
            end = ends[number - 1] if number <= len(ends) else newline
            met = not line and end == "\n" and bool(self.texts) and self.texts[-1].endswith("\r")
            self._line(cell, number, start, ("#" if met else line) + end, own[number - 1])
            start += len(own[number - 1]) + len(end)
            if number == last:
                self._line(cell, 0, start, _SHOWN + newline, "")

    def _line(self, cell: _Cell, number: int, start: int, text: str, shown: str) -> None:
        self.texts.append(text)
        self.places.append(Place(cell.number, number, bisect_right(self._starts, cell.part(start).raw_start)))
        self.shown.append(shown)
        self.of_line.append((cell, start))

    def source(self, path: str, file: str | None, *, bom: bool) -> Source:
        """The whole module."""
        text = "".join(self.texts)
        if not text:
            return Source(path, text, bom=bom, file=file)
        # The module's last line is empty, and stands behind the last cell's.
        cell, _ = self.of_line[-1]
        last = max(place.line for place in self.places if place.cell == cell.number)
        self._line(cell, last + 1, len(cell.text), "", "")
        end = LINE_END.search(text)
        layout = NotebookLayout(self.raw, self.places, self.shown, self.of_line)
        return Source(path, text, bom=bom, newline=end.group() if end else "\n", file=file, layout=layout)
