"""Open notebooks: their cells as the editor sends them, and as the file that they would be saved to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import Any

from lsprotocol import types
from pygls.workspace import PositionCodec

from replint.integrations.server.conversion import Page, place_in
from replint.plain import dataclass
from replint.source import LINE_END, split_lines

UNSAVED = "notebook.ipynb"
"""The name under which a notebook is read that has no file yet."""
_SELECTOR = types.NotebookDocumentFilterWithNotebook(
    notebook=types.NotebookDocumentFilterNotebookType(notebook_type="jupyter-notebook"),
    cells=[types.NotebookCellLanguage("python")],
)
SYNC = types.NotebookDocumentSyncOptions(notebook_selector=[_SELECTOR], save=True)
"""Which notebooks, and which of their cells, the server wants to hear of."""


@dataclass
class Notebook:
    """One open notebook: its cells in order, and whether each has Python in it."""

    uri: str
    version: int
    cells: list[Page] = field(default_factory=list)
    is_python: dict[str, bool] = field(default_factory=dict)

    def as_file(self) -> str:
        """The notebook as the JSON of its file, with all its cells and nothing else."""
        cells = [
            {"cell_type": "code" if self.is_python.get(cell.uri) else "raw", "source": cell.text} for cell in self.cells
        ]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


class Notebooks:
    """The open notebooks. ``codec`` knows in which units the editor counts columns."""

    def __init__(self) -> None:
        self.by_uri: dict[str, Notebook] = {}
        self._of_cell: dict[str, str] = {}

    def of_cell(self, uri: str) -> Notebook | None:
        """The notebook that a cell is in."""
        return self.by_uri.get(self._of_cell.get(uri, ""))

    def opened(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """Takes a notebook that the editor has opened."""
        told = params.notebook_document
        notebook = self.by_uri[told.uri] = Notebook(told.uri, told.version)
        self._arrange(notebook, told.cells, 0, 0, params.cell_text_documents)

    def changed(self, params: types.DidChangeNotebookDocumentParams, codec: PositionCodec) -> list[str]:
        """Takes a change of a notebook; returns the cells that are in it no more."""
        notebook = self.by_uri.get(params.notebook_document.uri)
        if notebook is None:
            return []
        notebook.version = params.notebook_document.version
        change = params.change.cells
        if change is None:
            return []
        before = [cell.uri for cell in notebook.cells]
        if change.structure is not None:
            array = change.structure.array
            texts = change.structure.did_open or ()
            self._arrange(notebook, array.cells or (), array.start, array.delete_count, texts)
        for content in change.text_content or ():
            uri, version = content.document.uri, content.document.version
            notebook.cells = [
                Page(uri, version, changed(cell.text, content.changes, codec)) if cell.uri == uri else cell
                for cell in notebook.cells
            ]
        left = {cell.uri for cell in notebook.cells}
        gone = [uri for uri in before if uri not in left]
        for uri in gone:
            self._of_cell.pop(uri, None)
        return gone

    def closed(self, uri: str) -> list[str]:
        """Forgets a notebook; returns its cells."""
        notebook = self.by_uri.pop(uri, None)
        cells = [cell.uri for cell in notebook.cells] if notebook is not None else []
        for cell in cells:
            self._of_cell.pop(cell, None)
        return cells

    def _arrange(
        self,
        notebook: Notebook,
        cells: Sequence[types.NotebookCell],
        start: int,
        deleted: int,
        opened: Iterable[types.TextDocumentItem],
    ) -> None:
        """Puts cells in the place of others; those that are only moved keep their text."""
        known = {cell.uri: cell for cell in notebook.cells}
        for document in opened:
            known[document.uri] = Page(document.uri, document.version, document.text)
            notebook.is_python[document.uri] = document.language_id == "python"
            self._of_cell[document.uri] = notebook.uri
        new = []
        for cell in cells:
            new.append(known.get(cell.document) or Page(cell.document, None, ""))
            if cell.kind != types.NotebookCellKind.Code:
                notebook.is_python[cell.document] = False
        notebook.cells[start : start + deleted] = new


def changed(text: str, changes: Iterable[Any], codec: PositionCodec) -> str:
    """A text after changes, each of a stretch of it or of the whole, one after the other."""
    for change in changes:
        if not isinstance(change, types.TextDocumentContentChangePartial):
            text = change.text
            continue
        start, end = (_offset(text, position, codec) for position in (change.range.start, change.range.end))
        text = text[:start] + change.text + text[end:]
    return text


def _offset(text: str, position: types.Position, codec: PositionCodec) -> int:
    lines = split_lines(text)
    if position.line >= len(lines):
        return len(text)
    line, column = place_in(lines, position, codec)
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    return starts[line - 1] + column - 1


def cells_of(text: str, cells: Sequence[Page]) -> list[Page]:
    """The cells with the texts that they have in a notebook's file."""
    found = json.loads(text)["cells"]
    return [replace(cell, text="".join(one["source"])) for cell, one in zip(cells, found, strict=True)]
