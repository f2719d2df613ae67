"""Which of the protocol's messages the server answers, each in a few lines."""

from __future__ import annotations

import logging
import os

from lsprotocol import types

from replint.config import FILE_NAMES
from replint.integrations.server import actions
from replint.integrations.server.app import OTHERS_LATER, Server, watched_files
from replint.integrations.server.conversion import file_of


def make_server() -> Server:
    """A server that is ready to be started."""
    server = Server()
    # It keeps cells as well, and tells of each change of a part of one that it can't make; Notebooks can.
    logging.getLogger("pygls.workspace.text_document").setLevel(logging.CRITICAL)
    _lifecycle(server)
    _documents(server)
    _notebooks(server)
    _surroundings(server)
    _requests(server)
    return server


def _lifecycle(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.options = params.initialization_options

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        able = workspace.did_change_watched_files if workspace is not None else None
        if able is not None and able.dynamic_registration:
            await server.client_register_capability_async(watched_files())
        await server.configure()
        await server.warm_up()


def _documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        if params.text_document.uri in server.documents():
            server.schedule.touch(params.text_document.uri, now=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        if params.text_document.uri in server.documents():
            server.schedule.touch(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        # An editor that does not watch files still says when it has saved one.
        if os.path.basename(file_of(params.text_document.uri) or "") in FILE_NAMES:
            await server.configure()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)
        server.touch_all(delay=OTHERS_LATER)


def _notebooks(server: Server) -> None:
    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenNotebookDocumentParams) -> None:
        server.notebooks.opened(params)
        server.schedule.touch(params.notebook_document.uri, now=True)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeNotebookDocumentParams) -> None:
        server.clear(server.notebooks.changed(params, server.workspace.position_codec))
        server.schedule.touch(params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseNotebookDocumentParams) -> None:
        uri = params.notebook_document.uri
        server.close(uri, server.notebooks.closed(uri))
        server.touch_all(delay=OTHERS_LATER)


def _surroundings(server: Server) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        await server.configure(params.settings)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_workspace_folders(_params: types.DidChangeWorkspaceFoldersParams) -> None:
        await server.configure()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        changed = {file_of(change.uri) or "" for change in params.changes}
        if any(os.path.basename(file) in FILE_NAMES for file in changed):
            await server.configure()
        else:
            server.touch_all(delay=OTHERS_LATER)


def _requests(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return server.hover(params)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.code_actions(params)

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        return await server.resolve(action)
