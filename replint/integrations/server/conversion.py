"""Findings in the protocol's terms: 0-based places, in the units that the editor counts columns in."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from replint import catalogue
from replint.embedded import is_notebook
from replint.findings import Edit, Finding, Related, Severity, Span
from replint.plain import dataclass
from replint.report import Entry, FileReport, cell_path
from replint.source import LINE_END, split_lines

SOURCE = "replint"
_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
    Severity.HIGH: types.DiagnosticSeverity.Error,
    Severity.MEDIUM: types.DiagnosticSeverity.Warning,
    Severity.LOW: types.DiagnosticSeverity.Information,
}
_TAGS: Mapping[str, types.DiagnosticTag] = {
    "RPL144": types.DiagnosticTag.Deprecated,
    "RPL901": types.DiagnosticTag.Unnecessary,
}
"""How editors show what a rule is about: struck out, or faded."""


@dataclass(frozen=True)
class Page:
    """One text of the editor's: a document, or a cell of a notebook."""

    uri: str
    version: int | None
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return split_lines(self.text)


@dataclass(frozen=True)
class Snapshot:
    """A document as it was when it was checked, and what was found.

    ``data`` is its text as bytes, ``pages`` are the texts that the editor has of it: one, or the cells of a notebook.
    """

    uri: str
    file: str
    version: int | None
    data: bytes
    pages: tuple[Page, ...]
    is_notebook: bool = False
    report: FileReport | None = None

    @property
    def entries(self) -> Sequence[Entry]:
        """The findings."""
        return self.report.entries if self.report is not None and self.pages else ()

    def page(self, cell: int) -> Page:
        """The text that a finding's span speaks of, by its cell; what belongs to no cell is said in the first one."""
        return self.pages[min(max(cell, 1), len(self.pages)) - 1]

    def entries_of(self, page: Page) -> list[Entry]:
        """The findings in one of the texts."""
        return [entry for entry in self.entries if self.page(entry.finding.span.cell) is page]

    @property
    def is_raw(self) -> bool:
        """Whether it is a notebook that is open as the text of its file."""
        return is_notebook(self.file) and not self.is_notebook


@dataclass(frozen=True)
class Converter:
    """Puts findings into the protocol's terms.

    ``lines_of`` are the lines of a file, by the path that reports show, and ``uri_of`` how the editor names it.
    """

    codec: PositionCodec
    lines_of: Callable[[str], Sequence[str]]
    uri_of: Callable[[str], str]
    capabilities: types.ClientCapabilities = field(default_factory=types.ClientCapabilities)

    def position(self, lines: Sequence[str], line: int, column: int) -> types.Position:
        """A 1-based place; one beyond the text is its end."""
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        return types.Position(line - 1, self.codec.client_num_units(lines[line - 1][: column - 1]))

    def range(self, lines: Sequence[str], span: Span) -> types.Range:
        """A span."""
        start = self.position(lines, span.line, span.column)
        return types.Range(start, self.position(lines, span.end_line, span.end_column))

    def place(self, lines: Sequence[str], position: types.Position) -> tuple[int, int]:
        """A position of the editor's as a 1-based line and column."""
        return place_in(lines, position, self.codec)

    def diagnostics(self, snapshot: Snapshot, page: Page) -> list[types.Diagnostic]:
        """All findings in one of a document's texts."""
        return [self.diagnostic(snapshot, entry) for entry in snapshot.entries_of(page)]

    def diagnostic(self, snapshot: Snapshot, entry: Entry) -> types.Diagnostic:
        """One finding."""
        finding = entry.finding
        documents = self.capabilities.text_document
        able = documents.publish_diagnostics if documents is not None else None
        shows_related = able is not None and bool(able.related_information)
        shows_tags = able is not None and able.tag_support is not None
        href = next(iter(catalogue.card(finding.code).references), None)
        return types.Diagnostic(
            range=self._where(snapshot, finding.span),
            message=f"{finding.message}\n{finding.help}" if finding.help else finding.message,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(href) if href is not None else None,
            source=SOURCE,
            tags=[_TAGS[finding.code]] if shows_tags and finding.code in _TAGS else None,
            related_information=list(self._related(snapshot, finding)) or None if shows_related else None,
            data={"fingerprint": entry.fingerprint, "name": finding.name},
        )

    def _where(self, snapshot: Snapshot, span: Span) -> types.Range:
        page = snapshot.page(span.cell)
        if not snapshot.is_raw or snapshot.report is None:
            return self.range(page.lines, span)
        # In the JSON of a notebook, the whole line in which the finding's line is written.
        numbers = snapshot.report.in_file.get(cell_path(snapshot.report.path, span.cell), {})
        line = min(numbers.get(span.line, 1), len(page.lines))
        return self.range(page.lines, Span(line, 1, line, len(page.lines[line - 1]) + 1))

    def _related(self, snapshot: Snapshot, finding: Finding) -> Iterator[types.DiagnosticRelatedInformation]:
        if snapshot.is_raw:
            return
        for related in finding.related:
            uri, lines = self._whereabouts(snapshot, finding, related)
            yield types.DiagnosticRelatedInformation(
                types.Location(uri, self.range(lines, related.span)), related.message
            )

    def _whereabouts(self, snapshot: Snapshot, finding: Finding, related: Related) -> tuple[str, Sequence[str]]:
        if related.path in (None, finding.path):
            page = snapshot.page(related.span.cell)
            return page.uri, page.lines
        return self.uri_of(related.path), self.lines_of(related.path)

    def changes(self, before: str, after: str) -> list[types.TextEdit]:
        """The edits, by whole lines, that turn one text into another."""
        old, new = _with_ends(before), _with_ends(after)
        lines = split_lines(before)
        found = []
        for tag, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                span = Span(start + 1, 1, end + 1, 1)
                found.append(types.TextEdit(self.range(lines, span), "".join(new[first:last])))
        return found

    def fix(self, snapshot: Snapshot, edits: Sequence[Edit]) -> types.WorkspaceEdit:
        """A fix's edits."""
        by_page: dict[Page, list[types.TextEdit]] = {}
        for edit in edits:
            page = snapshot.page(edit.span.cell)
            by_page.setdefault(page, []).append(types.TextEdit(self.range(page.lines, edit.span), edit.text))
        return self.workspace_edit(by_page)

    def workspace_edit(self, edits: Mapping[Page, Sequence[types.TextEdit]]) -> types.WorkspaceEdit:
        """Edits of texts, bound to the versions that they are made for if the editor can do that."""
        workspace = self.capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            return types.WorkspaceEdit(
                document_changes=[
                    types.TextDocumentEdit(
                        types.OptionalVersionedTextDocumentIdentifier(page.uri, page.version), list(some)
                    )
                    for page, some in edits.items()
                ]
            )
        return types.WorkspaceEdit(changes={page.uri: list(some) for page, some in edits.items()})


def place_in(lines: Sequence[str], position: types.Position, codec: PositionCodec) -> tuple[int, int]:
    """A position of the editor's in some lines as a 1-based line and column."""
    found = codec.position_from_client_units(lines, types.Position(position.line, position.character))
    return found.line + 1, found.character + 1


def file_of(uri: str) -> str | None:
    """The absolute path of a document; None for one that is no file."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return os.path.normpath(path) if path is not None else None


def _with_ends(text: str) -> list[str]:
    """The lines with their ends; a text that ends with a line end has no further one."""
    found, start = [], 0
    for end in LINE_END.finditer(text):
        found.append(text[start : end.end()])
        start = end.end()
    if start < len(text):
        found.append(text[start:])
    return found
