"""The README says only what is so: its table and quoted output are made, its options, keys and links exist."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli

from replint import packs

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ["README.md", "examples/README.md", "rules/README.md"]


@cache
def _maker() -> Any:
    """The script that makes the README's parts, as a module."""
    spec = importlib.util.spec_from_file_location("readme_maker", ROOT / "tests" / "tools" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _help(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "replint", *command, "--help"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def _fences(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_table_and_output_are_up_to_date() -> None:
    assert _maker().made(README) == README, "run python tests/tools/readme.py"


def test_table_has_every_rule_once() -> None:
    listed = re.findall(r"^\| \[(RPL\d{3})\]", README, re.MULTILINE)
    assert sorted(listed) == sorted(path.stem for path in (ROOT / "rules").rglob("RPL*.toml"))


def test_made_text_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lost the marks"):
        _maker().made("# replint\n")


def test_shown_output_is_not_empty() -> None:
    shown = _fences("console")
    assert len(shown) == 3
    assert all(re.search(r"RPL\d{3}", text) for text in shown)


def test_every_option_exists() -> None:
    shown = "\n".join(line for line in README.splitlines() if line.startswith("$ "))
    named = set(re.findall(r"`(?:replint - )?(--[a-z-]+)", README)) | set(re.findall(r"--[a-z-]+", shown))
    offered = _help("check") + _help("grade")
    missing = [option for option in sorted(named) if not re.search(rf"{option}\b", offered)]
    assert missing == []
    assert len(named) > 5


def test_every_command_exists() -> None:
    for command in ("rule", "rules", "grade", "clean"):
        assert f"`replint {command}" in README
        assert _help(command)


def test_every_configuration_key_exists() -> None:
    from replint.config_schema import ConfigTable

    table = README.partition("| key | default | holds |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    named = {key for cell in cells for key in re.findall(r"`([a-z-]+)`", cell)}
    assert named <= {name.replace("_", "-") for name in ConfigTable.model_fields}
    assert len(named) > 10


def test_defaults_in_the_table_are_the_settings() -> None:
    from replint.config import Settings

    settings = Settings(root=".")
    for key in ("min-poll-seconds", "max-poll-seconds", "min-presign-seconds"):
        row = re.search(rf"^\| `{key}` \| `(\d+)` \|", README, re.MULTILINE)
        assert row is not None, key
        assert int(row[1]) == getattr(settings, key.replace("-", "_"))
    (rubric,) = packs.shipped()
    for key, value in (("mean", rubric.thresholds.min_mean), ("score", int(rubric.thresholds.min_score))):
        assert re.search(rf"{key} (?:of at least|below) {value}\b", README.partition("## The grade")[2])
    for key in ("fail-on", "min-severity", "min-confidence"):
        assert f"| `--{key}` | `{getattr(settings, key.replace('-', '_')).label}` |" in README


def test_sample_configuration_is_valid(tmp_path: Path) -> None:
    from replint.config import Resolver

    samples = [sample for sample in _fences("toml") if "wrappers" not in sample]
    assert all("replint" in tomli.loads(sample)["tool"] for sample in samples)
    (tmp_path / "pyproject.toml").write_text("\n".join(samples), encoding="utf-8")
    settings = Resolver(str(tmp_path)).for_folder(str(tmp_path))
    assert settings.min_poll_seconds == 60
    assert settings.public_buckets == ("lumen-labs-open-data",)
    assert (settings.grade_min_mean, settings.grade_min_score) == (4.5, 3)


def test_sample_of_wrappers_is_valid_and_names_every_key(tmp_path: Path) -> None:
    from replint.config import Resolver
    from replint.wrappers import PARAMETERS

    (sample,) = (sample for sample in _fences("toml") if "wrappers" in sample)
    (tmp_path / "pyproject.toml").write_text(sample, encoding="utf-8")
    (tmp_path / "trainers").mkdir()
    (tmp_path / "trainers" / "portrait.toml").write_text('name = "acme/portrait"\n[inputs]\n', encoding="utf-8")
    settings = Resolver(str(tmp_path)).for_folder(str(tmp_path))
    assert {wrapper.does for wrapper in settings.wrappers.values()} >= {"create", "fetch", "wait"}
    assert list(settings.trainers) == ["acme/portrait"]
    table = README.partition("| key | for | names |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    named = {key for cell in cells for key in re.findall(r"`([a-z_]+)`", cell)}
    assert named == {name for names in PARAMETERS.values() for name in names} | {"trainer", "required", "returns"}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("https://", "#"))]
    assert [link for link in links if not (folder / link).exists()] == []


def test_rooms_exist() -> None:
    rooms = README.partition("| room | knows |")[2].partition("\n\n")[0]
    named = re.findall(r"`((?:replint|rules)/[\w./]*)`", rooms)
    assert [room for room in named if not (ROOT / room).exists()] == []
    assert len(named) > 5
