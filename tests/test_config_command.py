"""``replint config``: the settings that hold, and where they come from."""

from __future__ import annotations

import json
from typing import Any

import pytest
import tomli
from conftest import Run, Tree

from replint.config import FILE_NAMES
from replint.config_schema import ConfigTable

FILES = {
    "base.toml": """
        min-poll-seconds = 10
        max-poll-seconds = 60
        extend-exclude = ["gen"]
        [severity]
        RPL121 = "low"
        RPL122 = "high"
        [grade]
        min-mean = 4.5
        """,
    "pyproject.toml": """
        [tool.replint]
        extend = "base.toml"
        min-poll-seconds = 20
        ignore = ["RPL122"]
        extend-exclude = ["old"]
        baseline = "known.json"
        [tool.replint.severity]
        RPL121 = "critical"
        [tool.replint.per-file-ignores]
        "tests/**" = ["RPL1"]
        """,
    "pkg/replint.toml": 'extend = "../pyproject.toml"\n[grade]\nmin-score = 2\n',
    "pkg/sub/x.py": "",
}
pytestmark = pytest.mark.usefixtures("cards")


def data(run: Run, *arguments: str) -> Any:
    ran = run("config", *arguments, "--output-format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_each_value_has_its_source(run: Run, tree: Tree) -> None:
    tree(FILES)
    told = data(run, "pkg/sub/x.py")
    assert (told["schema_version"], told["path"]) == (1, "pkg/sub/x.py")
    assert told["files"] == ["pkg/replint.toml", "pyproject.toml", "base.toml"]
    assert told["rules_off"] == ["RPL122"]
    settings = told["settings"]
    assert settings["min-poll-seconds"] == {"value": 20, "sources": ["pyproject.toml"]}
    assert settings["max-poll-seconds"] == {"value": 60, "sources": ["base.toml"]}
    assert settings["min-presign-seconds"] == {"value": 3600, "sources": ["default"]}
    assert settings["extend-exclude"] == {"value": ["gen", "old"], "sources": ["base.toml", "pyproject.toml"]}
    assert settings["baseline"] == {"value": "known.json", "sources": ["pyproject.toml"]}
    assert settings["severity"] == {
        "value": {"RPL121": "critical", "RPL122": "high"},
        "sources": ["base.toml", "pyproject.toml"],
        "entries": {"RPL121": "pyproject.toml", "RPL122": "base.toml"},
    }
    assert settings["grade"]["value"] == {"min-mean": 4.5, "min-score": 2}
    assert settings["grade"]["entries"] == {"min-mean": "base.toml", "min-score": "pkg/replint.toml"}


def test_every_key_is_told(run: Run, tree: Tree) -> None:
    tree({})
    keys = {field.alias for field in ConfigTable.model_fields.values()} - {"extend"}
    told = data(run)
    assert told["settings"].keys() == keys
    assert told["files"] == []
    assert all(setting["sources"] == ["default"] for setting in told["settings"].values())


@pytest.mark.parametrize("name", FILE_NAMES)
def test_the_text_is_toml_that_says_the_same(run: Run, tree: Tree, name: str) -> None:
    head = "[tool.replint]\n" if name == "pyproject.toml" else ""
    root = tree({name: head + 'min-poll-seconds = 7.5\nexclude = ["a b", "c#d"]\n'})
    before = data(run)["settings"]
    text = run("config").out
    assert f"min-poll-seconds = 7.5                            # {name}\n" in text
    assert tomli.loads(text)["exclude"] == ["a b", "c#d"]
    (root / name).unlink()
    (root / "replint.toml").write_text(text)
    after = data(run)["settings"]
    assert {key: one["value"] for key, one in after.items()} == {key: one["value"] for key, one in before.items()}


def test_the_text_names_files_and_rules_that_are_off(run: Run, tree: Tree) -> None:
    tree(FILES)
    lines = run("config", "pkg").out.splitlines()
    assert (
        lines[0]
        == "# The settings for pkg, from pkg/replint.toml, which extends pyproject.toml, which extends base.toml."
    )
    assert lines[1] == "# Rules that are off: RPL122."
    assert "# cache-dir is not set" in lines
    assert '"tests/**" = ["RPL1"]                             # pyproject.toml' in lines
    assert run("config", "--isolated").out.startswith("# The settings for .: no configuration file holds for it.\n")
    assert run("config", "--config", "base.toml").out.startswith("# The settings for ., from base.toml.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope",), "no such file or folder: nope"),
        (("--config", "gone.toml"), "gone.toml: can't be read: No such file or directory"),
        (("--config", "base.toml", "--isolated"), "--isolated and --config exclude each other"),
        (("broken",), "broken/replint.toml: zzz: unknown key"),
    ],
)
def test_wrong_use(run: Run, tree: Tree, arguments: tuple[str, ...], message: str) -> None:
    tree({**FILES, "broken/replint.toml": "zzz = 1"})
    ran = run("config", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"replint: error: {message}\n")


def test_tables_of_wrappers_and_trainers_are_told(run: Run, tree: Tree) -> None:
    root = tree(
        {
            "replint.toml": "[wrappers]\n"
            '"lib.start" = { does = "create", destination = ["target", 1] }\n"lib.get" = "fetch"\n'
        }
    )
    before = data(run)["settings"]
    text = run("config").out
    assert '"lib.start" = { does = "create", destination = ["target", 1] }' in text
    (root / "replint.toml").write_text(text)
    assert data(run)["settings"]["wrappers"]["value"] == before["wrappers"]["value"]
