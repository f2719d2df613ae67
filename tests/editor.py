"""An editor for the tests of the language server: pygls's client, which talks to the real server over stdio."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 20
FULL = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        configuration=True,
        workspace_folders=True,
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    notebook_document=types.NotebookDocumentClientCapabilities(types.NotebookDocumentSyncClientCapabilities()),
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
            related_information=True,
            tag_support=types.ClientDiagnosticsTagOptions(list(types.DiagnosticTag)),
            version_support=True,
        ),
        code_action=types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(properties=["edit"])
        ),
    ),
)


class Editor:
    """What is open in the editor, and what the server has said of it."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.texts: dict[str, tuple[int, str]] = {}
        self.notebooks: dict[str, tuple[int, list[str]]] = {}
        self.heard: list[types.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.settings: Mapping[str | None, object] = {}
        self._news = asyncio.Event()

    def published(self, params: types.PublishDiagnosticsParams) -> None:
        """Takes the server's word on a document."""
        self.heard.append(params)
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds of what the server has said."""

        async def wait() -> None:
            while not holds():
                self._news.clear()
                await self._news.wait()

        await asyncio.wait_for(wait(), PATIENCE)

    def open(self, path: Path | str, text: str | None = None, language: str = "python") -> str:
        """Opens a file, or an unsaved text by its URI; returns the URI."""
        uri = path if isinstance(path, str) else path.as_uri()
        if text is None:
            text = Path(path).read_bytes().decode("utf-8")
        self.texts[uri] = 1, text
        document = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, text: str) -> int:
        """Changes a document's text; returns the new version."""
        version = self.texts[uri][0] + 1
        self.texts[uri] = version, text
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        document = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
        notebook = next((one for one, (_, cells) in self.notebooks.items() if uri in cells), None)
        if notebook is not None:
            contents = [types.NotebookDocumentCellContentChanges(document, changes)]
            self.change_notebook(notebook, types.NotebookDocumentCellChanges(text_content=contents))
            return version
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))
        return version

    def close(self, uri: str) -> None:
        """Closes a document."""
        del self.texts[uri]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def open_notebook(self, path: Path, *texts: str) -> list[str]:
        """Opens a notebook with code cells; returns their URIs."""
        uri = path.as_uri()
        documents = [self.cell(path, number, text) for number, text in enumerate(texts)]
        self.notebooks[uri] = 1, [one.uri for one in documents]
        cells = [types.NotebookCell(types.NotebookCellKind.Code, one.uri) for one in documents]
        notebook = types.NotebookDocument(uri, "jupyter-notebook", 1, cells)
        self.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(notebook, documents))
        return self.notebooks[uri][1]

    def cell(self, path: Path, number: int, text: str) -> types.TextDocumentItem:
        """A new cell of a notebook."""
        uri = f"vscode-notebook-cell:{path.as_uri()[len('file:') :]}#W{number}"
        self.texts[uri] = 1, text
        return types.TextDocumentItem(uri=uri, language_id="python", version=1, text=text)

    def change_notebook(self, uri: str, change: types.NotebookDocumentCellChanges) -> None:
        """Tells the server of a change of a notebook."""
        version, cells = self.notebooks[uri]
        self.notebooks[uri] = version + 1, cells
        document = types.VersionedNotebookDocumentIdentifier(version + 1, uri)
        event = types.NotebookDocumentChangeEvent(cells=change)
        self.client.notebook_document_did_change(types.DidChangeNotebookDocumentParams(document, event))

    def close_notebook(self, path: Path) -> None:
        """Closes a notebook."""
        _, cells = self.notebooks.pop(path.as_uri())
        texts = [types.TextDocumentIdentifier(uri) for uri in cells]
        identifier = types.NotebookDocumentIdentifier(path.as_uri())
        self.client.notebook_document_did_close(types.DidCloseNotebookDocumentParams(identifier, texts))

    def last(self, uri: str) -> types.PublishDiagnosticsParams | None:
        """What the server said last of a document."""
        return next((params for params in reversed(self.heard) if params.uri == uri), None)

    def codes(self, uri: str) -> list[tuple[int, str]] | None:
        """The line (1-based) and code of each finding in the present text; None as long as nothing is said of it."""
        last = self.last(uri)
        if last is None or last.version != self.texts[uri][0]:
            return None
        return [(diagnostic.range.start.line + 1, str(diagnostic.code)) for diagnostic in last.diagnostics]

    async def shows(self, uri: str, *expected: tuple[int, str]) -> None:
        """Waits until exactly these findings are shown of the present text."""
        try:
            await self.until(lambda: self.codes(uri) == [*expected])
        except asyncio.TimeoutError:
            raise AssertionError(f"shown: {self.codes(uri)}, messages: {self.messages}") from None

    async def diagnostics(self, uri: str) -> Sequence[types.Diagnostic]:
        """The findings in the present text."""
        await self.until(lambda: self.codes(uri) is not None)
        last = self.last(uri)
        assert last is not None
        return last.diagnostics

    async def actions(
        self,
        uri: str,
        where: types.Range | None = None,
        only: Sequence[str] | None = None,
        named: Sequence[types.Diagnostic] = (),
    ) -> dict[str, types.CodeAction]:
        """The actions that are offered somewhere in a document (all of it by default), by their titles."""
        where = where or types.Range(types.Position(0, 0), types.Position(len(self.texts[uri][1]), 0))
        context = types.CodeActionContext(diagnostics=list(named), only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        found = await self.client.text_document_code_action_async(params)
        actions = [action for action in found or () if isinstance(action, types.CodeAction)]
        by_title = {action.title: action for action in actions}
        assert len(by_title) == len(actions), "something is offered twice"
        return by_title

    def apply(self, action: types.CodeAction) -> None:
        """Makes an action's edits in the open documents."""
        assert action.edit is not None
        changes = {uri: [*edits] for uri, edits in (action.edit.changes or {}).items()}
        for change in action.edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.version == self.texts[change.text_document.uri][0]
            changes[change.text_document.uri] = [edit for edit in change.edits if isinstance(edit, types.TextEdit)]
        for uri, edits in changes.items():
            self.type(uri, edited(self.texts[uri][1], edits))


def edited(text: str, edits: Sequence[types.TextEdit]) -> str:
    """A text after edits whose columns count UTF-16 units."""
    starts = [0]
    for index, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            starts.append(index + 1)

    def offset(position: types.Position) -> int:
        at, left = starts[position.line], position.character
        while left > 0:
            left -= 2 if ord(text[at]) > 0xFFFF else 1
            at += 1
        return at

    places = sorted(((offset(edit.range.start), offset(edit.range.end), edit.new_text) for edit in edits), reverse=True)
    for start, end, new in places:
        text = text[:start] + new + text[end:]
    return text


@asynccontextmanager
async def editor(
    *folders: Path,
    capabilities: types.ClientCapabilities = FULL,
    settings: Mapping[str | None, object] | None = None,
    options: Any = None,
) -> AsyncIterator[Editor]:
    """An editor with a server in the workspace folders; it is shut down in order at the end."""
    client = LanguageClient("tests", "1")
    made = Editor(client)
    made.settings = settings or {}

    def publish(params: types.PublishDiagnosticsParams) -> None:
        made.published(params)

    def show(params: types.ShowMessageParams) -> None:
        made.messages.append(params.message)

    def register(params: types.RegistrationParams) -> None:
        made.registered += [one.method for one in params.registrations]

    def configuration(params: types.ConfigurationParams) -> list[object]:
        return [made.settings.get(item.scope_uri, made.settings.get(None)) for item in params.items]

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
    client.feature(types.WINDOW_SHOW_MESSAGE)(show)
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(register)
    client.feature(types.WORKSPACE_CONFIGURATION)(configuration)
    await client.start_io(sys.executable, "-m", "replint", "server", "--stdio", cwd=str(folders[0]))
    process = client._server
    assert process is not None
    params = types.InitializeParams(
        capabilities=capabilities,
        workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders],
        initialization_options=options,
    )
    await client.initialize_async(params)
    client.initialized(types.InitializedParams())
    try:
        yield made
        await client.shutdown_async(None)
        client.exit(None)
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    finally:
        if process.returncode is None:
            process.kill()
        await client.stop()  # type: ignore[no-untyped-call]


def session(run: Callable[[], Awaitable[None]]) -> None:
    """Runs a test's conversation with the server."""
    asyncio.run(asyncio.wait_for(run(), 4 * PATIENCE))
