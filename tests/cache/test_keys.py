"""What an outcome's key is made of: all that the outcome depends on, and the same in every process."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from replint import catalogue, suppressions
from replint.cache import keys
from replint.catalogue import Catalogue
from replint.config import Settings
from replint.discovery import Target
from replint.findings import Confidence, Severity
from replint.globs import Globs
from replint.packages import Packages
from replint.replicate_api.trainers import Trainer
from replint.units import Companion, Unit, Work
from replint.wrappers import Parameter, Wrapper

PLAIN = Settings("/p")
OTHER: dict[str, Any] = {
    "root": "/q",
    "file": "/p/replint.toml",
    "select": ("RPL1",),
    "extend_select": ("RPL2",),
    "ignore": ("RPL3",),
    "per_file_ignores": ((Globs("/p", ("a.py",)), ("RPL1",)),),
    "severity": {"RPL1": Severity.LOW},
    "min_severity": Severity.HIGH,
    "min_confidence": Confidence.LOW,
    "fail_on": Severity.LOW,
    "default_excludes": False,
    "exclude": (Globs("/p", ("x",)),),
    "include": Globs("/p", ("*.pyw",)),
    "include_docs": True,
    "respect_gitignore": False,
    "min_poll_seconds": 31,
    "max_poll_seconds": 301,
    "min_presign_seconds": 3601,
    "public_buckets": ("b",),
    "allowed_hosts": ("h",),
    "known_destinations": ("a/b",),
    "trainers": {"a/b": Trainer("a/b")},
    "wrappers": {"m.f": Wrapper("m.f", "create")},
    "require_suppression_reason": True,
    "show_flow": True,
}


def unit(data: bytes = b"import replicate\n", settings: Settings = PLAIN, name: str = "a.py", **more: Any) -> Unit:
    return Unit((Work(Target(f"/p/{name}", name, settings), data),), **more)


def key(one: Unit, run: str = "run", cwd: str = "/p") -> str:
    return keys.of_unit(one, run, cwd, {})


def test_every_setting_counts_unless_it_is_said_to_be_without_effect() -> None:
    names = {field.name for field in dataclasses.fields(Settings)}
    assert names == OTHER.keys() | keys.WITHOUT_EFFECT
    found = {keys.of_settings(dataclasses.replace(PLAIN, **{name: value})) for name, value in OTHER.items()}
    assert len(found | {keys.of_settings(PLAIN)}) == len(OTHER) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Trainer("a/b"), Trainer("a/b", partial=False)),
        (Wrapper("m.f", "create"), Wrapper("m.f", "create", {"version": Parameter("v")})),
        (Wrapper("m.f", "create"), Wrapper("m.f", "create", required=frozenset({"input"}))),
    ],
)
def test_what_is_inside_of_a_setting_counts(one: Trainer | Wrapper, other: Trainer | Wrapper) -> None:
    name = "trainers" if isinstance(one, Trainer) else "wrappers"
    changes: list[dict[str, Any]] = [{name: {"x": value}} for value in (one, other)]
    first, second = (keys.of_settings(dataclasses.replace(PLAIN, **change)) for change in changes)
    assert first != second


def test_a_setting_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(TypeError, match="can't hold object"):
        keys.of_settings(dataclasses.replace(PLAIN, select=(object(),)))  # type: ignore[arg-type]


def test_all_of_a_unit_counts() -> None:
    target = Target("/p/a.py", "a.py", PLAIN)
    variants = [
        unit(),
        unit(b"import replicate \n"),
        unit(settings=dataclasses.replace(PLAIN, show_flow=True)),
        unit(companions=(Companion("/p/b.py", b"", PLAIN),)),
        unit(companions=(Companion("/p/b.py", b"x", PLAIN),)),
        unit(companions=(Companion("/p/b.py", b"", Settings("/q")),)),
        unit(companions=(Companion("/p/c.py", b"", PLAIN),)),
        unit(companions=(Companion("/p/b.py", b"", PLAIN), Companion("/p/c.py", b"", PLAIN))),
        unit(root="/p"),
        unit(packages=Packages(("/p/src",))),
        unit(packages=Packages((), (("x", "/p/src"),))),
        unit(traced=False),
        Unit((Work(Target("/p/b.py", "a.py", PLAIN), b"import replicate\n"),)),
        Unit((Work(Target("/p/a.py", "p/a.py", PLAIN), b"import replicate\n"),)),
        Unit((Work(target, b"import replicate\n"), Work(dataclasses.replace(target, file="/p/b.py"), b""))),
        Unit((Work(target, b"import replicate\n", signed=False),)),
    ]
    found = {key(variant) for variant in variants} | {key(unit(), "other"), key(unit(), cwd="/")}
    assert len(found) == len(variants) + 2


def test_two_settings_in_one_run_are_told_apart() -> None:
    known: dict[int, str] = {}
    first, second = unit(), unit(settings=dataclasses.replace(PLAIN, show_flow=True))
    assert keys.of_unit(first, "", "", known) != keys.of_unit(second, "", "", known)
    assert keys.of_unit(first, "", "", known) == keys.of_unit(first, "", "", {})


@pytest.mark.parametrize(
    ("data", "is_dated"),
    [
        (b"x = 1  # noqa: RPL121 until 2030-01-01\n", True),
        (b"# coding: utf-7\nx = 1  # noqa: RPL121 unti+AGw- 2030-01-01\n", True),
        (b"#!/usr/bin/python\n# -*- coding: latin-1 -*-\n", True),
        (b"import replicate\n", False),
        (b"x = 1\ny = 1\nopen(p, encoding='utf-8')\n", False),
        (rb'{"cells": [{"source": "x = 1  # replint: ignore \u0075ntil=2030-01-01"}]}', True),
    ],
)
def test_the_day_counts_where_comments_may_name_one(
    monkeypatch: pytest.MonkeyPatch, data: bytes, is_dated: bool
) -> None:
    name = "a.ipynb" if data.startswith(b"{") else "a.py"
    before = key(unit(data, name=name))
    tomorrow = suppressions.today().replace(year=2999)
    monkeypatch.setattr(suppressions, "today", lambda: tomorrow)
    assert (key(unit(data, name=name)) != before) is is_dated


def test_keys_are_the_same_in_every_process(tmp_path: Path) -> None:
    script = (
        "from dataclasses import replace\n"
        "from replint.cache import keys\n"
        "from replint.config import Settings\n"
        "from replint.wrappers import like_the_api\n"
        "settings = replace(Settings('/p'), wrappers={'m.f': like_the_api('m.f', 'create')})\n"
        "print(keys.of_settings(settings), keys.stamp())\n"
    )
    printed = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        )
        printed.add(done.stdout)
    assert len(printed) == 1


@pytest.fixture
def stamp() -> str:
    return keys.stamp()


def test_the_version_counts(stamp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "__version__", "0.1.1")
    assert keys.stamp() != stamp


def test_the_interpreter_counts(stamp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert keys.stamp() != stamp


def test_the_libraries_count(stamp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list(keys._libraries())
    assert [one.partition(":")[0] for one in told] == list(keys.LIBRARIES)
    assert "libcst-" in told[0]
    monkeypatch.setattr(keys, "_libraries", lambda: iter([told[0].replace("libcst-", "libcst-9."), *told[1:]]))
    assert keys.stamp() != stamp


@pytest.mark.parametrize(
    "changed", ["fine_tuning/RPL121.toml", "fine_tuning/pack.toml", "fine_tuning/trainers/*.toml", "new.toml"]
)
def test_the_rules_count(stamp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(catalogue.rules_folder(), copy)
    monkeypatch.setattr(catalogue, "rules_folder", lambda: copy)
    monkeypatch.setattr(catalogue, "shipped", lambda: Catalogue(copy))
    assert keys.stamp() == stamp
    path = next(iter(copy.glob(changed)), copy / changed)
    with path.open("a") as file:
        file.write("\n")
    assert keys.stamp() != stamp
