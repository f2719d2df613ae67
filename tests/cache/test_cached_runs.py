"""Runs with a cache: the same as without it, whatever has changed in between."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run, Tree
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_notebooks import book, code, prose

from replint import catalogue, engine, suppressions
from replint.cache import keys, records
from replint.cache.outcomes import Cache
from replint.cache.store import Store
from replint.config import Resolver
from replint.discovery import discover
from replint.units import Unit, read, units_of

ROOT = Path(__file__).parents[2]
JOBS = """\
import time

import replicate

from settings import PACE


def start(images):
    training = replicate.trainings.create(
        version="acme/trainer:{version}",
        input={{"input_images": images}},
        destination="acme/model",
        webhook="https://acme.example/hook",
    )
    while training.status not in ("succeeded", "failed", "canceled"):
        time.sleep(PACE)
        training.reload()
    return training.id
""".format(version="4ac1e9b7" * 8)
FILES = {
    "pyproject.toml": "[project]\nname = 'p'\n",
    "jobs.py": JOBS,
    "settings.py": "PACE = 2\n",
    "other.py": "import replicate\n\nreplicate.run('acme/thing')  # noqa: RPL101\n",
}
Analysed = list[str]


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> Analysed:
    """Notes the paths of the files that are really analysed."""
    seen: Analysed = []
    real = engine.check_unit

    def check_unit(unit: Unit) -> Any:
        seen.extend(work.target.path for work in unit.works)
        return real(unit)

    monkeypatch.setattr(engine, "check_unit", check_unit)
    return seen


Both = Callable[..., Ran]


@pytest.fixture
def both(run: Run, analysed: Analysed) -> Both:
    """Runs a command line with the cache and without it; the two are the same. Notes what the first one analysed."""

    def call(*arguments: str) -> Ran:
        analysed.clear()
        cached = run(*arguments)
        seen = list(analysed)
        again, plain = run(*arguments), run(*arguments, "--no-cache")
        analysed[:] = seen
        assert cached == again == plain
        return cached

    return call


def record_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if len(path.name) == 64)


def test_the_second_run_analyses_nothing(tree: Tree, both: Both, analysed: Analysed) -> None:
    tree(FILES)
    ran = both("--select", "RPL")
    assert "jobs.py:16:9: RPL121 polls every 2 s" in ran.out
    assert "other.py" in ran.out
    assert "jobs.py" in analysed
    for arguments in (("--select", "RPL"), ("--select", "RPL", "--jobs", "1")):
        both(*arguments)
        assert analysed == []


@pytest.mark.parametrize(
    "options",
    [("--output-format", name) for name in ("full", "json", "sarif", "gitlab", "junit", "html")]
    + [("--show-flow",), ("--show-suppressed",), ("--statistics", "-v")],
)
def test_every_output_is_the_same(tree: Tree, both: Both, options: tuple[str, ...]) -> None:
    tree(FILES)
    both(*options)


EMBEDDED = {
    "pyproject.toml": "[project]\nname = 'p'\n",
    "jobs.ipynb": book([prose("# Jobs"), code(JOBS), code("start([])\n%time start([])\n")]),
    "settings.py": "PACE = 2\n",
    "broken.ipynb": book([code("import replicate\nreplicate.trainings.create(\n")]),
    "guide.md": f"# Guide\n\n- First:\n\n  ```python\n{textwrap.indent(JOBS, '  ')}  ```\n",
}


@pytest.mark.parametrize(
    "options", [(), ("--show-flow",), ("--ignore", "RPL900"), ("--output-format", "full"), ("--output-format", "json")]
)
def test_notebooks_and_documents_are_kept(tree: Tree, both: Both, analysed: Analysed, options: tuple[str, ...]) -> None:
    tree(EMBEDDED)
    ran = both("--include-docs", *options)
    assert "jobs.ipynb" in ran.out
    assert {"jobs.ipynb", "guide.md"} <= {*analysed}
    both("--include-docs", *options)
    assert analysed == []


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("jobs.ipynb", book([code("\n" + JOBS), code("start([])\n")])),
        ("jobs.ipynb", book([prose("# Jobs"), code(JOBS), code("start([])\n%time start([])\n")], indent=None)),
        ("settings.py", "PACE = 3\n"),
        ("guide.md", f"# Guide\n\n```python\n{JOBS}```\n"),
    ],
)
def test_no_notebook_or_document_is_stale(tree: Tree, both: Both, analysed: Analysed, name: str, changed: str) -> None:
    tree(EMBEDDED)
    before = both("--include-docs", "--output-format", "gitlab")
    tree({name: changed})
    after = both("--include-docs", "--output-format", "gitlab")
    assert analysed
    assert before.out != after.out


def test_grades_baselines_and_fixes_are_the_same(tree: Tree, both: Both, run: Run, analysed: Analysed) -> None:
    root = tree(FILES)
    both("grade", ".")
    assert analysed
    run("--write-baseline", "base.json", "--exit-zero")
    assert both("--baseline", "base.json").code == 0
    assert analysed == []
    assert both().code == 1
    assert "+        delay = min(delay * 2, 300)" in both("--diff", "--unsafe-fixes").out
    assert "RPL121" in both().out
    run("--fix", "--unsafe-fixes", "-q")
    assert "RPL121" not in both().out
    assert "delay" in (root / "jobs.py").read_text()


CHANGES: dict[str, tuple[dict[str, str | None], tuple[str, ...], set[str]]] = {
    "the file": ({"jobs.py": JOBS.replace("sleep(PACE)", "sleep(1234)")}, (), {"jobs.py"}),
    "the file, to one of the same length": ({"jobs.py": JOBS.replace("acme/model", "acme/m0del")}, (), {"jobs.py"}),
    "a dependency": ({"settings.py": "PACE = 9\n"}, (), {"jobs.py"}),
    "a dependency of the dependency": (
        {"settings.py": "from numbers_ import PACE\n", "numbers_.py": "PACE = 7\n"},
        (),
        {"jobs.py"},
    ),
    "a dependency that is gone": ({"settings.py": None}, (), {"jobs.py"}),
    "a new importer": (
        {"new.py": "import jobs\n\ntraining_id = jobs.start('http://10.0.0.7/x.zip')\nprint(training_id)\n"},
        (),
        {"jobs.py", "new.py"},
    ),
    "a new file in the place of the dependency": ({"settings/__init__.py": "PACE = 60\n"}, (), set()),
    "the configuration": ({"replint.toml": "min-poll-seconds = 1\n"}, (), {"jobs.py", "other.py"}),
    "a severity": ({"replint.toml": "severity = {RPL121 = 'low'}\n"}, (), {"jobs.py", "other.py"}),
    "a trainer's file": (
        {
            "replint.toml": "trainers = ['t.toml']\n",
            "t.toml": "name = 'acme/trainer'\n[inputs]\nsteps = {type = 'int'}\n",
        },
        (),
        {"jobs.py", "other.py"},
    ),
    "a wrapper": ({"replint.toml": "[wrappers]\n'helpers.fetch' = 'fetch'\n"}, (), {"jobs.py", "other.py"}),
    "the package's place": (
        {
            "pyproject.toml": "[tool.setuptools.package-dir]\n'' = 'there'\n",
            "there/settings.py": "PACE = 3\n",
            "settings.py": None,
        },
        (),
        {"jobs.py"},
    ),
    "an option": ({}, ("--min-severity", "high"), {"jobs.py", "other.py"}),
    "an option on confidence": ({}, ("--min-confidence", "low"), {"jobs.py", "other.py"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_stale(tree: Tree, both: Both, analysed: Analysed, change: str) -> None:
    root = tree(FILES)
    times = {path: path.stat().st_mtime_ns for path in root.iterdir()}
    both()
    files, options, expected = CHANGES[change]
    for name in (name for name, text in files.items() if text is None):
        (root / name).unlink()
    tree({name: text for name, text in files.items() if text is not None})
    for path, when in times.items():  # the time of a file says nothing
        if path.exists():
            os.utime(path, ns=(when, when))
    both(*options)
    assert expected <= set(analysed)


def test_what_did_not_change_is_not_analysed_again(tree: Tree, both: Both, analysed: Analysed) -> None:
    tree(FILES)
    both()
    tree({"other.py": FILES["other.py"] + "\n", "unrelated.py": "x = 1\n"})
    both()
    assert analysed == ["other.py"]


def test_the_working_directory_counts(tree: Tree, both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({f"sub/{name}": text for name, text in FILES.items()})
    assert "\nsub/jobs.py:16" in "\n" + both().out
    monkeypatch.chdir(root / "sub")
    assert "\njobs.py:16" in "\n" + both().out


def test_the_day_counts(tree: Tree, both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    tree({**FILES, "jobs.py": JOBS.replace("sleep(PACE)", "sleep(PACE)  # replint: ignore[RPL121] until=2030-01-01")})
    monkeypatch.setattr(suppressions, "today", lambda: date(2029, 12, 31))
    assert "RPL906" not in both().out
    monkeypatch.setattr(suppressions, "today", lambda: date(2030, 1, 2))
    assert "RPL906" in both().out


def test_the_rules_the_version_and_the_interpreter_count(
    tree: Tree, both: Both, analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(FILES)
    both()
    for module, name, value in ((keys, "__version__", "9"), (sys, "version", "9"), (keys, "FORMAT", 99)):
        monkeypatch.setattr(module, name, value)
        both()
        assert "jobs.py" in analysed


def test_an_installation_that_changes(tmp_path: Path, cache_folder: Path) -> None:
    """With a copy of replint itself: a card in other words, then other code."""
    package = tmp_path / "site" / "replint"
    shutil.copytree(ROOT / "replint", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(catalogue.rules_folder(), package / "rules")
    project = tmp_path / "project"
    project.mkdir()
    for name, text in FILES.items():
        (project / name).write_text(text)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONDONTWRITEBYTECODE": "1"}

    def out() -> str:
        command = [sys.executable, "-m", "replint", "--select", "RPL121"]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (1, "")
        return done.stdout

    first = out()
    assert first == out()
    card = package / "rules" / "fine_tuning" / "RPL121.toml"
    when = card.stat().st_mtime_ns
    card.write_text(card.read_text().replace("polls every", "POLLS every"))
    os.utime(card, ns=(when, when))
    assert out() == first.replace("polls every", "POLLS every") != first
    engine_file = package / "engine.py"
    engine_file.write_text(engine_file.read_text().replace("for draft in outcome.drafts:", "for draft in ():", 1))
    count = len(record_files(cache_folder))
    out()
    assert len(record_files(cache_folder)) > count


def test_faults_and_limits_are_not_kept(
    tree: Tree, run: Run, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree({"a.py": "import replicate\n"})

    def crash(*_arguments: object) -> object:
        raise ZeroDivisionError("once")

    with monkeypatch.context() as patched:
        patched.setattr("replint.checks.run_together", crash)
        assert run().code == 2
    assert run().code == 0
    assert run("--no-cache").code == 0


def test_a_file_that_can_not_be_parsed_is_kept(tree: Tree, both: Both, analysed: Analysed) -> None:
    tree({"a.py": "import replicate\nx = (\n", "b.py": "# coding: nonsense\nimport replicate\n"})
    assert both().out.count("RPL900") == 2
    both()
    assert analysed == []


@pytest.mark.parametrize("arguments", [("--no-cache",), ("--fix",), ("--diff",)])
def test_no_cache_and_fixes_touch_no_cache(
    tree: Tree, run: Run, cache_folder: Path, arguments: tuple[str, ...]
) -> None:
    tree(FILES)
    run(*arguments)
    assert not cache_folder.exists()


def test_a_tree_without_replicate_makes_no_cache(tree: Tree, run: Run, cache_folder: Path) -> None:
    tree({"a.py": "import requests\n"})
    run()
    assert not cache_folder.exists()


def test_where_it_lies(tree: Tree, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr(sys, "platform", "linux")
    own = tmp_path / "xdg" / "replint"
    root = tree({f"p/{name}": text for name, text in FILES.items()})
    monkeypatch.chdir(root / "p")
    before = sorted(root.rglob("*"))
    run()
    assert record_files(own)
    assert sorted(path for path in root.rglob("*") if own.parent not in (path, *path.parents)) == before
    tree({"p/replint.toml": "cache-dir = '.cache'\n"})
    run()
    assert record_files(root / "p" / ".cache")
    run("--cache-dir", "given")
    assert record_files(root / "p" / "given")
    monkeypatch.setenv("REPLINT_CACHE_DIR", str(tmp_path / "named"))
    run()
    assert record_files(tmp_path / "named")


def test_a_user_without_a_home(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPLINT_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_a, **_m: "~/.cache/replint")
    root = tree({**FILES, "replint.toml": "cache-dir = '.cache'\n"})
    before = sorted(root.rglob("*"))
    ran = run()
    assert ran.err == "replint: warning: nothing is cached: there is no home folder for it\n"
    assert sorted(root.rglob("*")) == before


def test_a_folder_that_comes_with_the_code_is_not_believed(
    tree: Tree, run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody fills the folder that the configuration names with records that say that all is well."""
    root = tree({**FILES, "replint.toml": "cache-dir = '.cache'\n"})
    run("--cache-dir", ".cache")
    forger = Store(str(root / ".cache"))
    for path in record_files(root / ".cache"):
        data = forger.read(path.name)
        assert data is not None
        found = json.loads(data)
        if found and len(found[0]) == 8:
            for report in found:
                report[3] = []
            forger.write(path.name, json.dumps(found).encode())
    assert run("--cache-dir", ".cache").out == ""  # so would it be, if the folder were the user's word
    monkeypatch.delenv("REPLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("xdg")))
    monkeypatch.setattr(sys, "platform", "linux")
    expected = run("--no-cache")
    assert "RPL121" in expected.out
    assert run() == expected
    assert run() == expected


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 10**12) | st.sampled_from(["", "jobs.py", "RPL121", "../x"]),
    lambda inner: st.lists(inner, max_size=10),
    max_leaves=30,
)


def places(data: Any, at: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    yield at
    for index, one in enumerate(data if isinstance(data, list) else ()):
        yield from places(one, (*at, index))


@settings(max_examples=60, deadline=None)
@given(junk=SHAPES, data=st.data())
def test_records_that_are_wrong_but_sealed_do_no_harm(
    tmp_path_factory: pytest.TempPathFactory, junk: Any, data: st.DataObject
) -> None:
    root = tmp_path_factory.getbasetemp() / "sealed"
    root.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (root / name).write_text(text)
    targets = discover((str(root),), Resolver(str(root), isolated=True)).targets
    units = units_of([read(target) for target in targets])
    cache = Cache(Store(str(root / ".cache")))
    for unit in units:
        name = cache._name(unit)
        whole = WHOLE.setdefault(name, records.dump(engine.check_unit(unit)))
        broken = json.loads(whole)
        *way, last = data.draw(st.sampled_from(list(places(broken))[1:]))
        inner = broken
        for index in way:
            inner = inner[index]
        inner[last] = junk
        cache._store.write(name, json.dumps(broken).encode())
        found = cache.recall(unit)
        assert found is None or [one.path for one in found] == [work.target.path for work in unit.works]
        lines = max(work.data.count(b"\n") + 1 for work in unit.works)
        assert all(len(report.lines) <= lines for report in found or ())


WHOLE: dict[str, bytes] = {}


def test_records_of_the_corpus_come_back_whole(tmp_path: Path) -> None:
    """On marked sources of every rule: what is remembered is what was found, with its lines and what it depends on."""
    corpus = ROOT / "tests" / "corpus"
    count = 0
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        for source in (*sorted(folder.glob("rpl*.py"))[:1], *sorted(folder.glob("*.project"))[:1]):
            home = tmp_path / "p" / folder.name / source.stem
            if source.is_dir():
                shutil.copytree(source, home)
            else:
                home.mkdir(parents=True)
                shutil.copy(source, home)
            (home / ".git").mkdir()
            count += 1
    targets = discover((str(tmp_path / "p"),), Resolver(str(tmp_path), isolated=True)).targets
    units = units_of([read(target) for target in targets])
    cache = Cache(Store(str(tmp_path / "cache")))
    entries = elsewhere = 0
    for unit in units:
        reports = engine.check_unit(unit)
        cache.keep(unit, reports)
        assert cache.recall(unit) == reports
        entries += sum(len(report.entries) for report in reports)
        elsewhere += sum(len(report.elsewhere) for report in reports)
    assert entries >= count > 30
    assert elsewhere > 0


def test_no_token_is_ever_written(tree: Tree, run: Run, cache_folder: Path) -> None:
    token = "r8_" + "Ab3dE5gH7jK9mN1pQ3sT5vX7zB9dF1hJ3kL5n"
    tree({"a.py": f"import replicate\n\nclient = replicate.Client(api_token='{token}')\nclient.run('a/b')\n"})
    assert "RPL801" in run().out
    assert record_files(cache_folder)
    assert all(token.encode() not in path.read_bytes() for path in record_files(cache_folder))


@pytest.mark.parametrize(("code", "options"), [(errno.EROFS, ()), (errno.ENOSPC, ("--jobs", "1"))])
def test_a_cache_that_can_not_be_written_is_one_warning(
    tree: Tree, run: Run, cache_folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, options: tuple[str, ...]
) -> None:
    tree(FILES)
    expected = run("--no-cache", *options)

    def refuse(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("replint.cache.store._write", refuse)
    ran = run(*options)
    assert (ran.code, ran.out) == (expected.code, expected.out)
    why = f"{cache_folder} can't be written: {os.strerror(code)}"
    assert ran.err == f"replint: warning: nothing is cached: {why}\n"
    assert run("-q", *options).err == ""
    assert run("--output-format", "json", *options).err.count("\n") == 1


def test_runs_at_once(tree: Tree, cache_folder: Path) -> None:
    root = tree(FILES)
    command = [sys.executable, "-m", "replint", "--select", "RPL"]
    expected = subprocess.run([*command, "--no-cache"], cwd=root, capture_output=True, check=False)
    running = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for one in running:
        assert one.communicate(timeout=60) == (expected.stdout, expected.stderr)
    after = subprocess.run(command, cwd=root, capture_output=True, check=False)
    assert (after.stdout, after.stderr) == (expected.stdout, expected.stderr)
    assert not list(cache_folder.glob(".*.partial"))


def test_clean(tree: Tree, run: Run, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(FILES)
    ran = run("clean")
    assert (ran.code, ran.out, ran.err) == (0, f"Nothing is cached in {cache_folder}.\n", "")
    run()
    count = len(record_files(cache_folder))
    ran = run("clean")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Removed {count} records (")
    assert not cache_folder.exists()
    monkeypatch.delenv("REPLINT_CACHE_DIR")
    tree({"replint.toml": "cache-dir = '.cache'\n"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "xdg"))
    monkeypatch.setattr(sys, "platform", "linux")
    run()
    assert run("clean").out.endswith("from .cache.\n")
    assert not (root / ".cache").exists()
    ran = run("clean", "--cache-dir", ".")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("is no cache of replint's: it holds other files\n")
    assert (root / "jobs.py").exists()
