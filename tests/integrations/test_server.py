"""The language server, as an editor meets it: over standard input and output."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from editor import FULL, Editor, editor, session
from lsprotocol import types

VERSION = "acme/trainer:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
TRAIN = f"""\
import replicate

from app.settings import DESTINATION, HOOK

training = replicate.trainings.create(
    version="{VERSION}",
    input={{"input_images": "https://data.example.com/images.zip"}},
    destination=DESTINATION,
    webhook_completed=HOOK,
)
print(training.id)
"""
WAIT = """\
import time

import replicate

from app.settings import PACE


def wait(training_id):
    for _ in range(500):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled", "aborted"):
            return training
        time.sleep(PACE)
"""
SETTINGS = 'DESTINATION = "acme/portraits"\nHOOK = "https://hooks.example.com"\nPACE = 5\n'
FAST = (13, "RPL121")
OLD = (9, "RPL144")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose findings hang on another module."""
    folder = tmp_path / "project"
    write(folder, {"pyproject.toml": "", "app/__init__.py": "", "app/settings.py": SETTINGS})
    write(folder, {"app/train.py": TRAIN, "app/wait.py": WAIT})
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    """Writes files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def say(made: Editor, *changed: Path) -> None:
    """Tells the server that files have changed on the disk."""
    events = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in changed]
    made.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))


def test_a_finding_says_all_that_an_editor_can_show(project: Path) -> None:
    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "app" / "train.py")
            (found,) = await made.diagnostics(uri)
            assert found.code == "RPL144"
            assert found.source == "replint"
            assert found.severity == types.DiagnosticSeverity.Information
            assert found.tags == (types.DiagnosticTag.Deprecated,)
            assert found.code_description is not None
            assert found.code_description.href.startswith("https://")
            assert found.range == types.Range(types.Position(8, 22), types.Position(8, 26))

            settings = made.open(project / "app" / "settings.py", f"#\n{SETTINGS.replace('acme/', '')}")
            await made.shows(uri, (8, "RPL102"), OLD)
            found = (await made.diagnostics(uri))[0]
            assert found.severity == types.DiagnosticSeverity.Error
            assert found.tags is None
            assert found.related_information is not None
            origin = found.related_information[0]
            assert origin.location.uri == settings
            assert origin.location.range == types.Range(types.Position(1, 14), types.Position(1, 25))
            assert origin.message == "value defined here"

    session(run)


def test_an_editor_that_can_do_little_is_asked_for_little(project: Path) -> None:
    async def run() -> None:
        async with editor(project, capabilities=types.ClientCapabilities()) as made:
            uri = made.open(project / "app" / "train.py")
            (found,) = await made.diagnostics(uri)
            assert (found.tags, found.related_information) == (None, None)
            assert made.registered == []
            actions = await made.actions(uri)
            assert all(action.edit is not None and action.edit.changes for action in actions.values())

    session(run)


def test_only_the_latest_text_counts(project: Path) -> None:
    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "app" / "wait.py")
            await made.shows(uri, FAST)
            versions = [made.type(uri, WAIT + "\n" * count) for count in range(1, 30)]
            broken = made.type(uri, WAIT + "def (")
            await made.until(lambda: made.codes(uri) is not None)
            assert [code for _, code in made.codes(uri) or ()] == ["RPL900"]
            told = [params.version for params in made.heard if params.version in versions]
            assert len(told) < len(versions) / 2
            made.type(uri, WAIT.replace("PACE)", "45)"))
            await made.shows(uri, (13, "RPL122"))
            heard = [params.version or 0 for params in made.heard if params.uri == uri]
            assert heard == sorted(set(heard))
            assert broken in heard

    session(run)


def test_open_files_see_each_other_before_they_are_saved(project: Path) -> None:
    async def run() -> None:
        async with editor(project) as made:
            wait = made.open(project / "app" / "wait.py")
            await made.shows(wait, FAST)
            settings = made.open(project / "app" / "settings.py")
            made.type(settings, SETTINGS.replace("PACE = 5", "PACE = 40"))
            await made.shows(wait, (13, "RPL122"))
            made.type(settings, "# nothing left\n")
            await made.shows(wait)
            made.close(settings)
            await made.shows(wait, FAST)
            write(project, {"app/settings.py": SETTINGS.replace("5", "50")})
            say(made, project / "app" / "settings.py")
            await made.shows(wait, (13, "RPL122"))
            assert made.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]

    session(run)


def test_a_new_module_that_is_not_saved_is_seen_by_the_others(project: Path) -> None:
    async def run() -> None:
        async with editor(project) as made:
            wait = made.open(project / "app" / "wait.py")
            made.type(wait, WAIT.replace("app.settings", "app.pace"))
            await made.shows(wait)
            made.open(project / "app" / "pace.py", "PACE = 3\n")
            await made.shows(wait, FAST)

    session(run)


def test_columns_count_utf16_units_unless_agreed_otherwise(project: Path) -> None:
    text = (
        f'"é😋"; {TRAIN.split(chr(10), 4)[4]}'.replace("\n", " ")
        .replace("DESTINATION", "'x'")
        .replace("HOOK", "'https://a.dev'")
    )
    text = f"import replicate\f\r\n{text.replace('print', chr(13) + 'print')}"
    line = text.split("\n")[1]
    column = line.index("'x'")

    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "one.py", text)
            (found, *_) = [one for one in await made.diagnostics(uri) if one.code == "RPL102"]
            assert found.range.start == types.Position(1, column + 1)
        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32])
        async with editor(project, capabilities=attrs.evolve(FULL, general=general)) as made:
            uri = made.open(project / "one.py", text)
            (found, *_) = [one for one in await made.diagnostics(uri) if one.code == "RPL102"]
            assert found.range.start == types.Position(1, column)

    session(run)


def test_configuration_files(project: Path) -> None:
    pyproject = project / "pyproject.toml"

    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "app" / "wait.py")
            await made.shows(uri, FAST)
            write(project, {"pyproject.toml": "[tool.replint]\nmin-poll-seconds = 5\n"})
            say(made, pyproject)
            await made.shows(uri, (13, "RPL122"))
            write(project, {"pyproject.toml": "[tool.replint]\nmin-pol-seconds = 5\n"})
            say(made, pyproject)
            await made.shows(uri, (1, "RPL900"))
            last = made.last(uri)
            assert last is not None
            assert "min-poll-seconds" in last.diagnostics[0].message
            write(project, {"pyproject.toml": "[tool.replint]\nexclude = ['app']\n"})
            made.client.text_document_did_save(
                types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(pyproject.as_uri()))
            )
            await made.shows(uri)

    session(run)


def test_settings_of_the_editor_by_folder(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, {"wait.py": WAIT.replace("from app.settings import PACE", "PACE = 5"), "strict.toml": ""})

    async def run() -> None:
        settings = {None: {}, other.as_uri(): {"ignore": ["RPL12"]}}
        async with editor(project, other, settings=settings) as made:
            first, second = made.open(project / "app" / "wait.py"), made.open(other / "wait.py")
            await made.shows(first, FAST)
            await made.shows(second)
            made.settings = {None: {"enable": False}, other.as_uri(): {"select": ["polling-too-fast"]}}
            made.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
            await made.shows(first)
            await made.shows(second, FAST)
            made.settings = {None: {"select": ["RPL21"]}, other.as_uri(): {"config": "strict.toml"}}
            write(other, {"strict.toml": "min-severity = 'high'\n"})
            made.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
            await made.shows(second)
            await made.shows(first, FAST)
            assert any("replint.select" in message and "RPL21" in message for message in made.messages)
            removed = types.WorkspaceFoldersChangeEvent(
                added=[], removed=[types.WorkspaceFolder(other.as_uri(), "other")]
            )
            made.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(removed))
            await made.shows(second, FAST)

    session(run)


def test_settings_that_come_at_the_start_or_are_pushed(project: Path) -> None:
    async def run() -> None:
        options = {"replint": {"minSeverity": "high"}}
        async with editor(project, capabilities=types.ClientCapabilities(), options=options) as made:
            uri = made.open(project / "app" / "wait.py")
            await made.shows(uri)
            pushed = types.DidChangeConfigurationParams({"replint": {"minSeverity": "medium"}})
            made.client.workspace_did_change_configuration(pushed)
            await made.shows(uri, FAST)

    session(run)


def test_actions_for_the_findings_that_the_editor_names(project: Path) -> None:
    start = types.Range(
        types.Position(OLD[0] - 1, 0), types.Position(OLD[0] - 1, 0)
    )  # the cursor, far from the finding

    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "app" / "train.py")
            shown = await made.diagnostics(uri)
            assert [title.partition(":")[0] for title in await made.actions(uri, start)] == ["replint"]
            named = await made.actions(uri, start, named=shown)
            assert [title.partition(":")[0] for title in named] == ["RPL144", "RPL144", "replint"]

    session(run)


def test_fixes_and_comments(project: Path) -> None:
    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "app" / "train.py")
            await made.shows(uri, OLD)
            actions = await made.actions(uri)
            assert [title.partition(":")[0] for title in actions] == ["RPL144", "RPL144", "replint"]
            fix, ignore = (action for title, action in actions.items() if title.startswith("RPL144"))
            assert fix.is_preferred
            assert [one.code for one in fix.diagnostics or ()] == ["RPL144"]
            made.apply(fix)
            await made.shows(uri)
            assert "    webhook=HOOK,\n" in made.texts[uri][1]
            assert await made.actions(uri) == {}

            made.type(uri, TRAIN)
            await made.shows(uri, OLD)
            made.apply((await made.actions(uri))[ignore.title])
            await made.shows(uri)
            assert "webhook_completed=HOOK,  # replint: ignore[RPL144]\n" in made.texts[uri][1]

    session(run)


@pytest.mark.parametrize("resolves", [True, False])
def test_all_safe_fixes_at_once(project: Path, resolves: bool) -> None:
    capabilities = FULL if resolves else types.ClientCapabilities()
    twice = TRAIN + TRAIN[TRAIN.index("training =") :].replace("training", "second", 1).replace(
        "training.id", "second.id"
    )

    async def run() -> None:
        async with editor(project, capabilities=capabilities) as made:
            uri = made.open(project / "app" / "train.py", twice)
            actions = await made.actions(uri, only=["source.fixAll"])
            (action,) = actions.values()
            assert action.kind == "source.fixAll.replint"
            if resolves:
                assert action.edit is None
                action = await made.client.code_action_resolve_async(action)
            made.apply(action)
            await made.shows(uri)
            assert made.texts[uri][1].count("webhook=HOOK") == 2
            assert await made.actions(uri, only=["source.fixAll", "refactor"]) == {}

    session(run)


def test_hover_explains_the_code_under_the_cursor(project: Path) -> None:
    text = "x = 1  # noqa: RPL121\ny = 2  # replint: ignore[unbounded-polling]\nRPL999 = 'unbounded-polling'\n"

    async def run() -> None:
        async with editor(project) as made:
            uri = made.open(project / "app" / "train.py", text)

            async def at(line: int, column: int) -> str | None:
                params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
                found = await made.client.text_document_hover_async(params)
                if found is None:
                    return None
                assert isinstance(found.contents, types.MarkupContent)
                assert found.range is not None
                return found.contents.value.splitlines()[0]

            assert await at(0, 16) == "# RPL121 polling-too-fast"
            assert await at(0, 21) == "# RPL121 polling-too-fast"
            assert await at(0, 2) is None
            assert await at(1, 30) == "# RPL126 unbounded-polling"
            assert await at(2, 3) is None
            assert await at(9, 0) is None

    session(run)


def test_which_documents_are_checked(project: Path) -> None:
    text = WAIT.replace("from app.settings import PACE", "PACE = 5")

    async def run() -> None:
        async with editor(project) as made:
            unsaved = made.open("untitled:Untitled-1", text)
            await made.shows(unsaved, FAST)
            excluded = made.open(project / "venv" / "lib.py", text)
            await made.shows(excluded)
            made.open(project / "notes.md", text, language="markdown")
            made.open("vscode-notebook-cell:/a.ipynb#1", text)
            plain = made.open(project / "plain.py", "print(1)\n")
            await made.shows(plain)
            made.close(unsaved)
            await made.until(lambda: [params.diagnostics for params in made.heard if params.uri == unsaved][-1] == ())
            assert {params.uri for params in made.heard} == {unsaved, excluded, plain}

    session(run)


def test_without_its_library_the_command_says_what_to_install() -> None:
    program = "import sys; sys.modules['pygls'] = None; from replint.cli import run; sys.exit(run(['server']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr == 'replint: error: the language server needs more: pip install "replint[lsp]"\n'
