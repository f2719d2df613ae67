"""Notebooks in the language server: cells as VS Code sends them, and files that are open as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from editor import editor, session
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec

from replint.integrations.server.notebooks import changed

VERSION = "acme/trainer:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
SETUP = "%pip install replicate\nimport time\nimport replicate\nfrom settings import PACE"
CREATE = f"""\
training = replicate.trainings.create(
    version="{VERSION}",
    input={{"input_images": "https://data.example.com/images.zip"}},
    destination="acme/portraits",
    webhook_completed="https://hooks.example.com",
)
training"""
WAIT = """\
for _ in range(500):  # 😀
    if training.status in ("succeeded", "failed", "cancelled"):
        break
    time.sleep(PACE)
    training.reload()"""
OLD, ENDS, WORD, FAST = (5, "RPL144"), (1, "RPL127"), (2, "RPL128"), (4, "RPL121")


def project(folder: Path) -> Path:
    folder = folder / "my projects, ä"
    folder.mkdir()
    (folder / "settings.py").write_text("PACE = 5\n", encoding="utf-8")
    return folder


def test_cells_are_one_module_and_have_findings_of_their_own(tmp_path: Path) -> None:
    folder = project(tmp_path)

    async def run() -> None:
        async with editor(folder) as made:
            head, create, wait = made.open_notebook(folder / "tune.ipynb", SETUP, CREATE, WAIT)
            await made.shows(head)
            await made.shows(create, OLD)
            await made.shows(wait, ENDS, WORD, FAST)
            word = (await made.diagnostics(wait))[1].range
            assert word == types.Range(types.Position(1, 50), types.Position(1, 61))

            settings = made.open(folder / "settings.py", "PACE = 40\n")
            await made.shows(wait, ENDS, WORD, (4, "RPL122"))
            made.close(settings)
            await made.shows(wait, ENDS, WORD, FAST)

            # A keystroke in one cell, as a change of a part of it.
            text = WAIT.replace("PACE", "600")
            made.texts[wait] = 2, text
            start = types.Position(3, 15)
            part = types.TextDocumentContentChangePartial(range=types.Range(start, types.Position(3, 19)), text="600")
            document = types.VersionedTextDocumentIdentifier(version=2, uri=wait)
            contents = [types.NotebookDocumentCellContentChanges(document, [part])]
            made.change_notebook(
                (folder / "tune.ipynb").as_uri(), types.NotebookDocumentCellChanges(text_content=contents)
            )
            await made.shows(wait, ENDS, WORD, (4, "RPL122"))
            made.close_notebook(folder / "tune.ipynb")
            await made.until(lambda: all(not _last(made.heard, uri) for uri in (create, wait)))

    session(run)


def _last(heard: list[types.PublishDiagnosticsParams], uri: str) -> object:
    return [params.diagnostics for params in heard if params.uri == uri][-1]


def test_cells_come_go_and_move(tmp_path: Path) -> None:
    folder = project(tmp_path)
    path = folder / "tune.ipynb"

    async def run() -> None:
        async with editor(folder) as made:
            head, wait = made.open_notebook(path, SETUP, WAIT)
            await made.shows(wait)  # whose training it is, nothing tells yet
            new = made.cell(path, 7, CREATE)
            cell = types.NotebookCell(types.NotebookCellKind.Code, new.uri)
            structure = types.NotebookDocumentCellChangeStructure(
                types.NotebookCellArrayChange(1, 0, [cell]), did_open=[new]
            )
            made.notebooks[path.as_uri()][1].insert(1, new.uri)
            made.change_notebook(path.as_uri(), types.NotebookDocumentCellChanges(structure=structure))
            await made.shows(new.uri, OLD)
            await made.until(lambda: made.last(wait) is not None and len(made.last(wait).diagnostics) == 3)  # type: ignore[union-attr]
            gone = types.NotebookDocumentCellChangeStructure(
                types.NotebookCellArrayChange(0, 2, []),
                did_close=[types.TextDocumentIdentifier(head), types.TextDocumentIdentifier(new.uri)],
            )
            made.change_notebook(path.as_uri(), types.NotebookDocumentCellChanges(structure=gone))
            await made.until(lambda: not _last(made.heard, new.uri) and not _last(made.heard, wait))

    session(run)


def test_fixes_in_cells(tmp_path: Path) -> None:
    folder = project(tmp_path)

    async def run() -> None:
        async with editor(folder) as made:
            head, create, wait = made.open_notebook(folder / "tune.ipynb", SETUP, CREATE, WAIT)
            await made.shows(wait, ENDS, WORD, FAST)
            actions = await made.actions(create)
            fix, ignore, together = actions.values()
            assert together.title == "replint: Make all safe fixes"
            made.apply(ignore)
            await made.shows(create)
            assert made.texts[create][1] == CREATE.replace(
                '"https://hooks.example.com",', '"https://hooks.example.com",  # replint: ignore[RPL144]'
            )
            made.type(create, CREATE)
            await made.shows(create, OLD)
            made.apply((await made.actions(create))[fix.title])
            await made.shows(create)
            assert '    webhook_events_filter=["completed"],\n)' in made.texts[create][1]
            made.type(create, CREATE)
            await made.shows(create, OLD)
            (all_of_them,) = (await made.actions(head, only=["notebook.source.fixAll"])).values()
            assert all_of_them.kind == "notebook.source.fixAll.replint"
            made.apply(await made.client.code_action_resolve_async(all_of_them))
            await made.shows(create)
            await made.shows(wait, FAST)
            assert '"canceled"' in made.texts[wait][1]
            assert made.texts[head][1] == SETUP

    session(run)


def test_a_notebook_that_is_open_as_json(tmp_path: Path) -> None:
    folder = project(tmp_path)
    cells = [
        {"cell_type": "markdown", "source": ["# Tune"]},
        {"cell_type": "code", "source": f"{SETUP}\n{CREATE}".splitlines(keepends=True)},
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)
    line = next(number for number, line in enumerate(text.splitlines(), start=1) if "webhook_completed" in line)

    async def run() -> None:
        async with editor(folder) as made:
            uri = made.open(folder / "tune.ipynb", text, language="json")
            await made.shows(uri, (line, "RPL144"))
            assert await made.actions(uri) == {}

    session(run)


def test_an_unsaved_text_is_mended_whole(tmp_path: Path) -> None:
    folder = project(tmp_path)

    async def run() -> None:
        async with editor(folder) as made:
            uri = made.open("untitled:Untitled-1", f"import replicate\n{CREATE}\nprint(training.id)\n")
            await made.shows(uri, (6, "RPL144"))
            (action,) = (await made.actions(uri, only=["source.fixAll"])).values()
            made.apply(await made.client.code_action_resolve_async(action))
            await made.shows(uri)

    session(run)


PIECES = st.sampled_from(["\n", "\r\n", "\r", "x", "é", "😀", "\u2028", "\x0c"])
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_a_change_of_a_part_is_that_of_the_whole(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n":
        return  # no place for a cursor
    codec = PositionCodec(types.PositionEncodingKind.Utf16)
    part = types.TextDocumentContentChangePartial(
        range=types.Range(_position(text, start), _position(text, end)), text=new
    )
    whole = types.TextDocumentContentChangeWholeDocument("!")
    assert changed(text, [part], codec) == text[:start] + new + text[end:]
    assert changed(text, [part, whole], codec) == "!"


def _position(text: str, offset: int) -> types.Position:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return types.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)
