"""The server itself: what the editor says, and what it is told."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from replint import __version__, catalogue
from replint.config import FILE_NAMES, ConfigError
from replint.discovery import SUFFIXES
from replint.disk import Overlay, RememberedDisk
from replint.integrations.checking import Checker
from replint.integrations.server import actions
from replint.integrations.server.client_settings import ClientSettings, read_settings
from replint.integrations.server.conversion import SOURCE, Converter, Page, Snapshot, file_of
from replint.integrations.server.notebooks import SYNC, UNSAVED, Notebooks, cells_of
from replint.integrations.server.schedule import Schedule
from replint.report import FileReport
from replint.source import split_lines, to_bytes

OTHERS_LATER = 0.2
"""How many seconds later a document is checked whose text is the same, but not what it depends on."""
_CODE = re.compile(r"RPL\d{3}|[a-z]+(?:-[a-z]+)+")
_SPEAKS_OF_RULES = re.compile(r"replint|noqa|RPL\d")

logger = logging.getLogger(__name__)


class StaleError(Exception):
    """Ends a check whose text has changed in the meantime."""


class Server(LanguageServer):
    """A language server with what it knows of the open documents.

    ``snapshots`` are the documents as they were last checked, by their URIs.
    """

    def __init__(self) -> None:
        # Whole texts: an incremental change would have to be applied by lines as Python counts them.
        super().__init__(
            "replint",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            notebook_document_sync=SYNC,
        )
        self.notebooks = Notebooks()
        self.snapshots: dict[str, Snapshot] = {}
        self.schedule = Schedule(self.check)
        self.options: object = None
        self._ready = asyncio.Event()
        self._rooms: dict[str, tuple[ClientSettings, Checker | str]] = {}
        self._published: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self._disk = RememberedDisk()
        self._analysis = ThreadPoolExecutor(1, thread_name_prefix="analysis")

    # What is open

    def documents(self) -> dict[str, TextDocument]:
        """The open Python documents by their URIs, without the cells of notebooks."""
        opened = self.workspace.text_documents.values()
        return {one.uri: one for one in opened if _is_python(one) and self.notebooks.of_cell(one.uri) is None}

    def opened(self) -> list[str]:
        """The URIs of all that is checked: the open Python documents and notebooks."""
        return [*self.documents(), *self.notebooks.by_uri]

    def touch_all(self, *, but: str = "", delay: float = 0.0) -> None:
        """Has all that is open checked."""
        for uri in self.opened():
            if uri != but:
                self.schedule.touch(uri, delay=delay)

    def converter(self) -> Converter:
        """What puts findings into the terms that this editor understands."""
        return Converter(self.workspace.position_codec, self._lines_of, self._uri_of, self.client_capabilities)

    def _uri_of(self, path: str) -> str:
        file = os.path.abspath(path)
        opened = (one.uri for one in self.workspace.text_documents.values() if file_of(one.uri) == file)
        return next(opened, None) or uris.from_fs_path(file) or ""

    def _lines_of(self, path: str) -> Sequence[str]:
        document = self.documents().get(self._uri_of(path))
        if document is not None:
            return split_lines(document.source)
        from replint.source import SourceError, decode

        try:
            with open(os.path.abspath(path), "rb") as file:
                return decode(file.read(), path).lines
        except (OSError, SourceError):
            return ("",)

    # Settings

    async def configure(self, pushed: object = None) -> None:
        """Reads the editor's settings for each workspace folder anew, and forgets all configuration files."""
        folders = [*self.workspace.folders, ""]
        fallback = pushed or self.options
        given: Sequence[object] = [fallback] * len(folders)
        workspace = self.client_capabilities.workspace
        if workspace is not None and workspace.configuration:
            items = [types.ConfigurationItem(scope_uri=uri or None, section=SOURCE) for uri in folders]
            try:
                answers = await self.workspace_configuration_async(types.ConfigurationParams(items))
            except Exception:  # an editor that says it can and then does not is no reason to stop
                logger.exception("the editor's settings can't be read")
            else:
                given = [answer or fallback for answer in answers]
        self._rooms = {}
        for uri, data in zip(folders, given, strict=False):
            folder = file_of(uri) or ""
            self._rooms[folder] = self._room(data, folder)
        self._ready.set()
        self.touch_all()

    def _room(self, data: object, folder: str) -> tuple[ClientSettings, Checker | str]:
        """The settings of a folder and what checks its files, or why nothing can."""
        try:
            settings = read_settings(data)
        except ConfigError as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"replint: {error}"))
            settings = ClientSettings()
        config = os.path.join(folder, settings.config) if settings.config is not None else None
        try:
            return settings, Checker(settings.overrides(), isolated=settings.isolated, config_file=config)
        except ConfigError as error:
            return settings, str(error)

    def _room_of(self, file: str) -> tuple[ClientSettings, Checker | str]:
        folders = [folder for folder in self._rooms if folder and file.startswith(folder.rstrip(os.sep) + os.sep)]
        return self._rooms[max(folders, key=len, default="")]

    # Checking

    async def check(self, uri: str) -> None:
        """Checks a document, with the open ones that hang together with it, and tells the editor."""
        await self._ready.wait()
        snapshot = self._snapshot(uri)
        if snapshot is None:
            return
        try:
            await self._check(snapshot)
        except StaleError:
            pass
        except ConfigError as error:
            self._publish_all(snapshot, [_unusable(str(error))])
        except Exception:  # whatever goes wrong with one text must not end the server
            logger.exception("%s can't be checked", uri)

    async def _check(self, due: Snapshot) -> None:
        settings, checker = self._room_of(due.file)
        if isinstance(checker, str):
            raise ConfigError(checker)
        if not settings.enable:
            self._publish_all(due, [])
            return
        taken = [one for one in map(self._snapshot, self.opened()) if one is not None]
        found = await self._in_thread(self._reports, checker, due, taken)
        if self._is_gone(due):
            return
        for snapshot in taken:
            if (snapshot.uri == due.uri or snapshot.file in found) and not self._is_gone(snapshot):
                self._note(replace(snapshot, report=found.get(snapshot.file)))
        for one, snapshot in self.snapshots.items():
            if snapshot.report is not None and due.file in snapshot.report.depends_on and snapshot.file not in found:
                self.schedule.touch(one, delay=OTHERS_LATER)

    def _snapshot(self, uri: str) -> Snapshot | None:
        """A document or notebook as it is now; None if it is none that is checked."""
        notebook = self.notebooks.by_uri.get(uri)
        if notebook is not None:
            data = notebook.as_file().encode()
            return Snapshot(uri, file_of(uri) or "", notebook.version, data, tuple(notebook.cells), is_notebook=True)
        document = self.documents().get(uri)
        if document is None:
            return None
        page = Page(uri, document.version, document.source)
        return Snapshot(uri, file_of(uri) or "", document.version, to_bytes(page.text), (page,))

    def _is_gone(self, snapshot: Snapshot) -> bool:
        """Whether a document is closed, or has another text by now."""
        notebook = self.notebooks.by_uri.get(snapshot.uri)
        if notebook is not None:
            return notebook.version != snapshot.version or tuple(notebook.cells) != snapshot.pages
        document = self.documents().get(snapshot.uri)
        return document is None or document.version != snapshot.version

    def _reports(self, checker: Checker, snapshot: Snapshot, taken: Sequence[Snapshot]) -> dict[str, FileReport]:
        """The reports on a document and those that are analysed with it, by their files. Runs beside the event loop."""
        if not snapshot.file:
            report = checker.check_text(_name_of(snapshot), snapshot.data)
            return {"": report} if report is not None else {}
        disk = self._over_disk(taken)
        along = [file for file in disk.texts if self._room_of(file)[1] is checker]
        progress = partial(self._stop_if_stale, snapshot.uri)
        return checker.check(snapshot.file, disk=disk, along=along, progress=progress)

    def _over_disk(self, snapshots: Iterable[Snapshot]) -> Overlay:
        return Overlay({one.file: one.data for one in snapshots if one.file}, self._disk)

    def _stop_if_stale(self, uri: str, _done: int, _total: int) -> None:
        if self.schedule.is_stale(uri):
            raise StaleError

    async def _in_thread(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._analysis, function, *arguments)

    def _note(self, snapshot: Snapshot) -> None:
        self.snapshots[snapshot.uri] = snapshot
        converter = self.converter()
        for page in snapshot.pages:
            self._publish(page.uri, page.version, converter.diagnostics(snapshot, page))

    def _publish_all(self, snapshot: Snapshot, diagnostics: list[types.Diagnostic]) -> None:
        """Says the same of a whole document, in the first of its texts."""
        for page in snapshot.pages:
            self._publish(page.uri, page.version, diagnostics if page is snapshot.pages[0] else [])

    def _publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        """Tells the editor what is wrong with a document, unless it knows."""
        if self._published.get(uri) != (version, diagnostics):
            self._published[uri] = version, diagnostics
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def close(self, uri: str, texts: Iterable[str] = ()) -> None:
        """Forgets a document; its findings leave the editor. A notebook's ``texts`` are its cells."""
        self.schedule.forget(uri)
        self.snapshots.pop(uri, None)
        self.clear(texts or (uri,))

    def clear(self, texts: Iterable[str]) -> None:
        """Has the findings leave texts that are gone."""
        for uri in texts:
            self._published.pop(uri, None)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def warm_up(self) -> None:
        """Loads what an analysis needs, so that the first one is as fast as the others."""
        await self._in_thread(_load)

    # Asking

    async def settled(self, uri: str) -> Snapshot | None:
        """The findings in a document as it is now; None if it is none of ours, or is being changed."""
        if uri not in self.opened():
            return None
        await self.schedule.settled(uri)
        snapshot = self.snapshots.get(uri)
        return snapshot if snapshot is not None and not self._is_gone(snapshot) else None

    async def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What can be done about the findings in a stretch of a document."""
        uri = params.text_document.uri
        notebook = self.notebooks.of_cell(uri)
        snapshot = await self.settled(uri if notebook is None else notebook.uri)
        page = next((page for page in snapshot.pages if page.uri == uri), None) if snapshot is not None else None
        if snapshot is None or page is None:
            return []
        only = params.context.only
        found: list[types.CodeAction] = []
        if actions.wanted(actions.QUICK_FIX, only):
            named = params.context.diagnostics
            found += actions.quick_fixes(self.converter(), snapshot, page, params.range, named)
        if actions.has_safe_fix(snapshot):
            kinds = actions.kinds_of_all(only, notebook=snapshot.is_notebook)
            found += [await self._offered(actions.fix_all(kind, snapshot)) for kind in kinds]
        return found

    async def _offered(self, action: types.CodeAction) -> types.CodeAction:
        """An action as this editor takes it: with its edit, unless it can ask for that later."""
        able = self.client_capabilities.text_document
        support = able.code_action.resolve_support if able and able.code_action else None
        return action if support and "edit" in support.properties else await self.resolve(action)

    async def resolve(self, action: types.CodeAction) -> types.CodeAction:
        """An action with its edit."""
        data: Any = action.data
        snapshot = await self.settled(data["uri"]) if isinstance(data, Mapping) and "uri" in data else None
        if snapshot is None or action.edit is not None:
            return action
        after = await self._in_thread(self._mended, snapshot)
        converter = self.converter()
        changes = {
            page: converter.changes(page.text, new.text)
            for page, new in zip(snapshot.pages, after, strict=True)
            if page.text != new.text
        }
        action.edit = converter.workspace_edit(changes)
        return action

    def _mended(self, snapshot: Snapshot) -> Sequence[Page]:
        """A document's texts after all safe fixes."""
        checker = self._room_of(snapshot.file)[1]
        if isinstance(checker, str):
            return snapshot.pages
        if snapshot.file:
            after = checker.mended(snapshot.file, self._over_disk(self.snapshots.values()))
        else:
            after = checker.mended_text(_name_of(snapshot), snapshot.data)
        if after is None:
            return snapshot.pages
        return cells_of(after, snapshot.pages) if snapshot.is_notebook else [replace(snapshot.pages[0], text=after)]

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """The card of the rule whose code, or name beside a word about rules, is under the cursor."""
        uri = params.text_document.uri
        notebook = self.notebooks.of_cell(uri)
        cells = {cell.uri: cell.text for cell in notebook.cells} if notebook is not None else {}
        lines = split_lines(cells[uri] if uri in cells else self.workspace.get_text_document(uri).source)
        if params.position.line >= len(lines):
            return None
        converter = self.converter()
        number, column = converter.place(lines, params.position)
        line = lines[number - 1]
        if not _SPEAKS_OF_RULES.search(line) and not uri.endswith(".toml"):
            return None
        for found in _CODE.finditer(line):
            if found.start() < column <= found.end() + 1 and catalogue.is_rule(found.group()):
                from replint.commands.rules import explain

                start = converter.position(lines, number, found.start() + 1)
                end = converter.position(lines, number, found.end() + 1)
                content = types.MarkupContent(types.MarkupKind.Markdown, explain(found.group(), "markdown"))
                return types.Hover(content, types.Range(start, end))
        return None


def _name_of(snapshot: Snapshot) -> str:
    """The name for what has no file."""
    return UNSAVED if snapshot.is_notebook else snapshot.uri


def _is_python(document: TextDocument) -> bool:
    """Whether a document is a Python file, or an unsaved text that is to become one."""
    scheme = document.uri.partition(":")[0]
    if scheme == "file":
        return document.language_id == "python" or document.uri.endswith(SUFFIXES)
    return scheme == "untitled" and document.language_id == "python"


def _unusable(message: str) -> types.Diagnostic:
    """What is said in the first line of a document that can't be checked for a wrong configuration."""
    return types.Diagnostic(
        range=types.Range(types.Position(0, 0), types.Position(0, 0)),
        message=f"nothing was checked, the configuration is wrong: {message}",
        severity=types.DiagnosticSeverity.Error,
        code="RPL900",
        source=SOURCE,
    )


def _load() -> None:
    import gc

    Checker(isolated=True).check_text("", b"import replicate\nreplicate.trainings.get('x')\n")
    gc.freeze()


def watched_files() -> types.RegistrationParams:
    """What the server wants to hear of: Python files and configuration files that change on the disk."""
    patterns = ["**/*{.py,.pyi,.ipynb}", "**/{" + ",".join(FILE_NAMES) + "}"]
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(one) for one in patterns])
    name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    return types.RegistrationParams([types.Registration("replint-files", name, options)])
