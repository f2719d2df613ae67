"""Baselines as a ratchet: what is known doesn't count, what is new does, and what is gone is told."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from conftest import Run, Tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEAD = "import replicate\n"
pytestmark = pytest.mark.usefixtures("analysis")


def entries(path: Path) -> list[str]:
    return [f"{one['path']} {one['scope']} {one['code']}" for one in json.loads(path.read_text())["findings"]]


def test_a_written_baseline_makes_the_next_run_clean(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "def f():\n    RPL121()\nRPL122()\n", "b/c.py": HEAD + "RPL101()  # noqa\nRPL101()\n"})
    ran = run("--write-baseline", "b.json")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "replint: b.json: wrote 3 entries, 3 of them new; dropped 0\n"
    assert entries(root / "b.json") == ["a.py  RPL122", "a.py f RPL121", "b/c.py  RPL101"]
    assert "line" not in (root / "b.json").read_text()
    for options in (("--baseline", "b.json"), ("--baseline", "b.json", "--strict-baseline")):
        ran = run(*options)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert run().code == 1


def test_only_what_is_new_counts(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "def f():\n    RPL121()\n"})
    run("--write-baseline", "b.json")
    (root / "a.py").write_text(HEAD + "\n\nx = 1\nRPL121()\ndef f():\n    # moved\n    RPL121()\n    RPL121()\n")
    ran = run("--baseline", "b.json")
    assert ran.code == 1
    assert [line.split(" ")[0] for line in ran.out.splitlines()] == ["a.py:5:1:", "a.py:9:5:"]


def test_what_is_gone_is_told_and_fails_under_strict(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "def f():\n    RPL121()\nRPL122()\n", "b.py": HEAD + "RPL101()\n"})
    run("--write-baseline", "b.json")
    (root / "a.py").write_text("RPL122()\n")
    (root / "b.py").unlink()
    ran = run("--baseline", "b.json")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "replint: b.json: gone: RPL122 in a.py",
        "replint: b.json: gone: RPL121 in a.py (f)",
        "replint: b.json: gone: RPL101 in b.py",
        "replint: take what is gone out of the baseline with --prune-baseline",
    ]
    assert run("--baseline", "b.json", "-q").err == ""
    strict = run("--baseline", "b.json", "--strict-baseline", "-q")
    assert (strict.code, strict.err) == (1, ran.err)
    assert run("--baseline", "b.json", "--strict-baseline", "--exit-zero").code == 0
    assert run("--baseline", "b.json", "--prune-baseline").err == "replint: b.json: dropped 3 entries\n"
    assert entries(root / "b.json") == []
    assert run("--baseline", "b.json", "--strict-baseline").code == 0


def test_pruning_takes_nothing_new_in(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "RPL121()\nRPL101()\n"})
    run("--write-baseline", "b.json")
    (root / "a.py").write_text(HEAD + "RPL121()\nRPL122()\nRPL801()\n")
    ran = run("--baseline", "b.json", "--prune-baseline")
    assert (ran.code, len(ran.out.splitlines())) == (1, 2)
    assert entries(root / "b.json") == ["a.py  RPL121"]


@pytest.mark.parametrize(
    "options",
    [
        ("b.py",),
        ("sub",),
        ("--select", "RPL101"),
        ("--ignore", "RPL12"),
        ("--min-severity", "high"),
        ("--extend-exclude", "a.py"),
    ],
)
def test_a_run_that_did_not_look_says_nothing_of_it(run: Run, tree: Tree, options: tuple[str, ...]) -> None:
    root = tree({"a.py": HEAD + "RPL121()\n", "b.py": HEAD + "RPL101()\n", "sub/c.py": HEAD})
    run("--write-baseline", "b.json")
    (root / "a.py").write_text(HEAD + "RPL121()\n")
    ran = run("--baseline", "b.json", "--strict-baseline", *options)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    before = entries(root / "b.json")
    assert run("--write-baseline", "b.json", *options).code == 0
    assert entries(root / "b.json") == before


def test_a_file_that_can_not_be_checked_keeps_its_entries(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "RPL121()\n"})
    run("--write-baseline", "b.json")
    (root / "a.py").write_bytes(b"import replicate\nx = '\xe9'\n")
    ran = run("--baseline", "b.json", "--strict-baseline")
    assert (ran.code, ran.err) == (1, "")
    assert "RPL900" in ran.out
    hidden = run("--baseline", "b.json", "--strict-baseline", "--min-severity", "critical", "--select", "RPL1")
    assert (hidden.code, hidden.out, hidden.err) == (0, "", "")
    ran = run("--write-baseline", "b.json")
    assert "RPL900" in ran.out
    assert (ran.code, ran.err.splitlines()[-1]) == (
        1,
        "replint: a file that can't be checked is never taken into a baseline",
    )
    assert entries(root / "b.json") == ["a.py  RPL121"]


def test_a_renamed_file_is_known_and_a_copy_is_not(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "def f():\n    RPL121()\n", "z.py": HEAD})
    run("--write-baseline", "b.json")
    (root / "z.py").write_text(HEAD + "def f():\n    RPL121()\n")
    ran = run("--baseline", "b.json", "--strict-baseline")
    assert (ran.code, ran.out[:4], ran.err) == (1, "z.py", "")
    # The fault was mended in one file and made in another one: that is new.
    (root / "a.py").write_text(HEAD)
    ran = run("--baseline", "b.json")
    assert (ran.code, ran.out[:4], "gone: RPL121 in a.py (f)" in ran.err) == (1, "z.py", True)
    (root / "a.py").unlink()
    for paths in ((".",), ("z.py",)):
        ran = run("--baseline", "b.json", "--strict-baseline", *paths)
        assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_in_a_report_they_are_kept_and_marked(run: Run, tree: Tree) -> None:
    from replint import baseline, engine
    from replint.config import Overrides, Resolver
    from replint.discovery import Scope, discover

    root = tree({"a.py": HEAD + "RPL121()\nRPL101()\n"})
    run("--write-baseline", "b.json")
    (root / "a.py").write_text(HEAD + "RPL121()\nRPL122()\n")
    found = discover((".",), Resolver(str(root), Overrides(baseline=str(root / "b.json"))))
    report = engine.check_all(found.targets)
    baseline.apply(report, Scope(found.targets, [str(root)], str(root)))
    assert [entry.finding.code for entry in report.entries()] == ["RPL122"]
    assert [entry.finding.code for entry in report.baselined()] == ["RPL121"]
    assert [(known.code, known.path, known.baseline) for known in report.gone] == [("RPL101", "a.py", "b.json")]
    assert report.baselines == ["b.json"]
    assert report.by_severity()["medium"] == 0


def test_shown_on_demand(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "RPL121()\nRPL101()  # noqa\n"})
    run("--write-baseline", "b.json")
    ran = run("--baseline", "b.json", "--show-suppressed", "-v", "--output-format", "concise")
    assert sorted(ran.out.splitlines(), reverse=True) == [
        "a.py:3:1: RPL101 saw `RPL101()` (suppressed)",
        "a.py:2:1: RPL121 saw `RPL121()` (in the baseline)",
    ]
    assert ran.err == "No findings, 1 suppressed, 1 in the baseline (1 file checked, 1 with a trace of Replicate).\n"
    full = run("--baseline", "b.json", "--show-suppressed", "--output-format", "full").out
    assert full.count("in the baseline") == full.count("suppressed") == 1


def test_each_configuration_may_have_its_own(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(
        {
            "pyproject.toml": "[tool.replint]\nbaseline = 'top.json'\n",
            "a.py": HEAD + "RPL121()\n",
            "pkg/replint.toml": "extend = '../pyproject.toml'\nbaseline = 'own.json'\n",
            "pkg/b.py": HEAD + "RPL101()\n",
        }
    )
    ran = run()
    assert (ran.code, ran.err) == (
        2,
        "replint: error: pkg/own.json: there is no such baseline; write it with --write-baseline pkg/own.json\n",
    )
    assert run("a.py", "--write-baseline", "top.json").code == 0
    monkeypatch.chdir(root / "pkg")
    assert run("--write-baseline", "own.json").code == 0
    assert entries(root / "pkg" / "own.json") == ["b.py  RPL101"]
    ran = run("..", "--strict-baseline")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    monkeypatch.chdir(root)
    ran = run("--strict-baseline")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert run("--isolated").code == 1
    assert run("--baseline", "top.json").out.startswith("pkg/b.py:2:1: RPL101")


def test_standard_input(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "RPL121()\n"
    tree({"a.py": text})
    run("--write-baseline", "b.json")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode() + b"RPL101()\n")))
    ran = run("-", "--stdin-filename", "a.py", "--baseline", "b.json")
    assert ran.out == "a.py:3:1: RPL101 saw `RPL101()`\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "b.json: is no baseline of replint; write it anew with --write-baseline b.json"),
        ("[]", "b.json: is no baseline of replint"),
        ('{"format": 1, "findings": [{"path": 3}]}', "b.json: is no baseline of replint"),
        ("[" * 100_000, "b.json: is no baseline of replint"),
        ('{"format": 9, "findings": []}', "b.json: has the format 9; this replint knows 1"),
    ],
)
def test_what_is_no_baseline_is_one_line_and_2(run: Run, tree: Tree, text: str, message: str) -> None:
    tree({"a.py": HEAD + "RPL121()\n", "b.json": text})
    for option in ("--baseline", "--write-baseline"):
        ran = run(option, "b.json")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert message in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--strict-baseline",), "--strict-baseline needs a baseline"),
        (("--prune-baseline",), "--prune-baseline needs a baseline"),
        (("--write-baseline", "b.json", "--prune-baseline"), "exclude each other"),
        (("--write-baseline", "no/such/b.json"), "no/such/b.json: can't be written: No such file or directory"),
    ],
)
def test_wrong_use(run: Run, tree: Tree, arguments: tuple[str, ...], message: str) -> None:
    tree({"a.py": HEAD + "RPL121()\n"})
    ran = run(*arguments)
    assert (ran.code, message in ran.err) == (2, True)


def module(marks: set[tuple[str, str]], order: list[str], gap: int) -> str:
    """A module with the functions that its marks (function, code) name, in some order."""
    bodies = {name: sorted(code for function, code in marks if function == name) for name in order}
    functions = [
        f"def {name}():\n" + "".join("\n" * gap + f"    {code}()\n" for code in codes)
        for name, codes in bodies.items()
        if codes
    ]
    return HEAD + "\n".join(functions)


MARKS = st.sets(st.tuples(st.sampled_from(["f", "g", "h"]), st.sampled_from(["RPL101", "RPL121", "RPL122", "RPL801"])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(before=MARKS, after=MARKS, order=st.permutations(["f", "g", "h"]), gap=st.integers(0, 2), renamed=st.booleans())
def test_new_and_gone_are_exactly_what_changed(
    run: Run,
    tree: Tree,
    before: set[tuple[str, str]],
    after: set[tuple[str, str]],
    order: list[str],
    gap: int,
    renamed: bool,
) -> None:
    root = tree({"a.py": module(before, ["f", "g", "h"], 0)})
    for name in ("b.json", "c.py"):
        (root / name).unlink(missing_ok=True)
    run("--write-baseline", "b.json")
    if renamed:
        (root / "a.py").rename(root / "c.py")
    (root / ("c.py" if renamed else "a.py")).write_text(module(after, order, gap))
    ran = run("--baseline", "b.json", "--strict-baseline", "--fail-on", "low")
    new = sorted(line.split(" ")[1] for line in ran.out.splitlines())
    gone = sorted(tuple(line.split(": ")[3].split(" in ")) for line in ran.err.splitlines() if ": gone: " in line)
    assert new == sorted(code for _, code in after - before)
    assert gone == sorted((code, f"a.py ({function})") for function, code in before - after)
    assert ran.code == (1 if before != after else 0)
    run("--baseline", "b.json", "--prune-baseline")
    run("--write-baseline", "b.json")
    assert run("--baseline", "b.json", "--strict-baseline", "--fail-on", "low").code == 0
