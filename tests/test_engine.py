"""One file in, findings out; faults of files and of checks; processes."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from conftest import Tree, marked_faults, put_in_place_of_the_analysis

from replint import engine
from replint.checks import Judged
from replint.config import Overrides, Resolver, Settings
from replint.discovery import Target, discover
from replint.findings import Draft, Severity, Span
from replint.report import FileReport, Report
from replint.source import Source, SourceError
from replint.units import Unit

HEAD = "import replicate\n"


def check(root: Path, jobs: int = 1, **overrides: object) -> Report:
    resolver = Resolver(str(root), Overrides(**overrides))  # type: ignore[arg-type]
    return engine.check_all(discover((".",), resolver).targets, jobs=jobs)


def lines(report: Report) -> list[str]:
    return [
        f"{entry.finding.path}:{entry.finding.span.line}:{entry.finding.span.column} {entry.finding.code}"
        for entry in report.entries()
    ]


@pytest.mark.usefixtures("analysis")
def test_findings_are_sorted_and_only_relevant_files_are_analysed(tree: Tree) -> None:
    report = check(
        tree({"b.py": HEAD + "RPL122() RPL101()\n", "a.py": HEAD + "\nRPL121()\n", "c.py": "RPL121()\n", "d.py": HEAD})
    )
    assert lines(report) == ["a.py:3:1 RPL121", "b.py:2:1 RPL122", "b.py:2:10 RPL101"]
    assert (report.checked, report.analyzed) == (4, 3)
    assert report.by_severity() == {"critical": 0, "high": 1, "medium": 1, "low": 1}


@pytest.mark.usefixtures("analysis")
def test_selection_severity_and_confidence(tree: Tree) -> None:
    root = tree({"a.py": HEAD + "RPL101()\nRPL121(low)\nRPL122(medium)\nRPL801()\n"})
    assert lines(check(root)) == ["a.py:2:1 RPL101", "a.py:4:1 RPL122", "a.py:5:1 RPL801"]
    assert lines(check(root, select=("RPL12",))) == ["a.py:4:1 RPL122"]
    assert lines(check(root, ignore=("RPL1",))) == ["a.py:5:1 RPL801"]
    assert lines(check(root, min_severity=Severity.HIGH)) == ["a.py:2:1 RPL101", "a.py:5:1 RPL801"]
    assert [entry.fails for entry in check(root).entries()] == [True, False, True]
    assert [entry.fails for entry in check(root, fail_on=Severity.CRITICAL).entries()] == [False, False, True]


@pytest.mark.usefixtures("analysis")
def test_configuration_gives_severities_and_ignores_by_file(tree: Tree) -> None:
    root = tree(
        {
            "replint.toml": """
            severity = {RPL12 = "critical", RPL122 = "high"}
            per-file-ignores = {"tests/" = ["RPL101"]}
            """,
            "a.py": HEAD + "RPL101() RPL121() RPL122()",
            "tests/a.py": HEAD + "RPL101() RPL121()",
        }
    )
    report = check(root)
    assert lines(report) == ["a.py:2:1 RPL101", "a.py:2:10 RPL121", "a.py:2:19 RPL122", "tests/a.py:2:10 RPL121"]
    assert [entry.finding.severity.label for entry in report.entries()] == ["high", "critical", "high", "critical"]


@pytest.mark.usefixtures("analysis")
def test_suppressed_findings_are_kept(tree: Tree) -> None:
    report = check(tree({"a.py": HEAD + "RPL101()  # noqa: RPL101\nRPL101()\n"}))
    assert lines(report) == ["a.py:3:1 RPL101"]
    assert [entry.finding.span.line for entry in report.suppressed()] == [2]


@pytest.mark.usefixtures("analysis")
def test_what_can_not_be_read_or_decoded_is_a_finding_and_an_error(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": HEAD + "RPL101()\n", "d.py": "latin = 1\n"})
    (root / "b.py").write_bytes(b"import replicate\nx = '\xe9'\n")
    (root / "e.py").write_bytes(b"x = '\xe9'\n")
    targets = discover((".",), Resolver(str(root))).targets
    (root / "d.py").unlink()
    report = engine.check_all(targets)
    assert lines(report) == ["a.py:2:1 RPL101", "b.py:2:6 RPL900", "d.py:1:1 RPL900"]
    assert [error.message for file in report.files for error in file.errors] == [
        "failed: byte 0xe9 is not valid utf-8",
        "failed: No such file or directory",
    ]
    assert not report.failed


def test_what_can_not_be_parsed_is_a_finding_whatever_is_selected(
    cards: object, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> list[Draft]:
        raise SourceError("invalid syntax", 2, 5)

    put_in_place_of_the_analysis(monkeypatch, refuse)
    root = tree({"a.py": HEAD + "x = = 1\n"})
    assert lines(check(root, select=("RPL101",))) == ["a.py:2:5 RPL900"]
    silent = check(root, ignore=("RPL900",))
    assert lines(silent) == []
    assert len(silent.files[0].errors) == 1


@pytest.mark.usefixtures("analysis")
def test_a_check_that_fails_is_told_and_the_other_files_stand(tree: Tree) -> None:
    report = check(tree({"a.py": HEAD + "CRASH\n", "b.py": HEAD + "RPL101()\n"}))
    assert lines(report) == ["a.py:1:1 RPL904", "b.py:2:1 RPL101"]
    assert report.failed
    ((message, traceback),) = report.files[0].failures
    assert message == "ZeroDivisionError: no way"
    assert "marked_faults" in traceback


def test_files_whose_common_analysis_fails_are_checked_one_by_one(
    cards: object, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_alone(sources: dict[str, tuple[Source, Settings]], root: str = "") -> dict[str, Judged]:
        if len(sources) > 1:
            raise ZeroDivisionError("together")
        return {path: Judged(marked_faults(*source)) for path, source in sources.items()}

    monkeypatch.setattr("replint.checks.run_together", only_alone)
    report = check(tree({"a.py": HEAD + "import b\nb, RPL101()\n", "b.py": HEAD + "RPL121()\n"}))
    assert lines(report) == ["a.py:3:4 RPL101", "b.py:2:1 RPL121"]
    assert [message for file in report.files for message, _ in file.failures] == ["ZeroDivisionError: together"]
    assert report.failed


@pytest.mark.usefixtures("analysis")
def test_files_whose_groups_can_not_be_found_are_checked_one_by_one(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no groups")

    monkeypatch.setattr("replint.project.components", fail)
    report = check(tree({"a.py": HEAD + "RPL101()\n", "b.py": HEAD + "RPL121()\n", "c.py": "x = 1\n"}))
    assert lines(report) == ["a.py:2:1 RPL101", "b.py:2:1 RPL121"]
    assert {message for file in report.files for message, _ in file.failures} == {"ZeroDivisionError: no groups"}
    assert report.failed


def test_a_check_that_says_itself_that_it_failed(cards: object, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Span(2, 1, 2, 2)
    drafts = [Draft("RPL904", place, fields={"error": "RPL121"}), Draft("RPL101", place, fields={"word": "x"})]
    put_in_place_of_the_analysis(monkeypatch, lambda *_: drafts)
    report = check(tree({"a.py": HEAD + "x\n"}))
    assert lines(report) == ["a.py:2:1 RPL101", "a.py:2:1 RPL904"]
    assert report.files[0].failures == (("failed: RPL121", ""),)


def test_a_draft_that_does_not_fit_its_card_is_a_failure(
    cards: object, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Span(2, 1, 2, 2)
    drafts = [
        Draft("RPL101", place),
        Draft("RPL101", place, variant="other"),
        Draft("RPL555", place),
        Draft("RPL121", place, fields={"word": "x"}),
    ]
    put_in_place_of_the_analysis(monkeypatch, lambda *_: drafts)
    report = check(tree({"a.py": HEAD + "x\n"}))
    assert lines(report) == ["a.py:2:1 RPL121"]
    first, second, third = (message for message, _ in report.files[0].failures)
    assert first.endswith("RPL101.toml: message 'default' can't be filled: KeyError: 'word'")
    assert second.endswith("RPL101.toml: no message 'other' under [messages]")
    assert "there is no rule card for RPL555" in third


def test_the_same_finding_counts_once(cards: object, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft("RPL121", Span(2, 1, 2, 2), fields={"word": "x"})
    put_in_place_of_the_analysis(monkeypatch, lambda *_: [draft, draft])
    assert len(lines(check(tree({"a.py": HEAD + "x\n"})))) == 1


def fingerprints(root: Path, text: str) -> list[str]:
    target = Target(str(root / "a.py"), "a.py", Resolver(str(root)).for_folder(str(root)))
    return [entry.fingerprint for entry in engine.check_bytes(target, text.encode()).entries()]


@pytest.mark.usefixtures("analysis")
def test_fingerprints_outlive_moved_lines_and_tell_findings_apart(tree: Tree) -> None:
    root = tree({})
    text = HEAD + "class A:\n    def f(self):\n        RPL121()\n        RPL121()\n    def g(self):\n        RPL121()\n"
    found = fingerprints(root, text)
    assert len(set(found)) == 3
    assert fingerprints(root, "\n# moved\n" + text.replace("RPL121()", "x = [RPL121()]")) == found
    assert fingerprints(root, text.replace("\n", "\r\n")) == found
    renamed = fingerprints(root, text.replace("def g", "def h"))
    assert renamed[:2] == found[:2]
    assert renamed[2] != found[2]


def test_any_number_of_processes_gives_the_same_report(tree: Tree) -> None:
    bad = HEAD + "replicate.trainings.create('acme/flux:' + 'e440909d' * 8, input={}, destination=None)\n"
    files = {f"m{number:02}.py": bad for number in range(12)}
    root = tree({**files, "m05.py": "import replicate\nx = = 1\n"})
    one, two = check(root, jobs=1), check(root, jobs=2)
    assert lines(one)
    assert one == two


def _deadly(unit: Unit) -> list[FileReport]:
    """Checks files, but dies of one."""
    if any(b"deadly" in work.data for work in unit.works) and multiprocessing.parent_process() is not None:
        os._exit(9)
    return engine.check_unit(unit)


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the tests are no modules in a new process")
def test_no_process_is_stopped_after_the_last_file(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopping one that has ended by itself shows a traceback as the run ends."""
    stopped: list[object] = []
    monkeypatch.setattr("multiprocessing.process.BaseProcess.terminate", stopped.append)
    root = tree({f"m{number:02}.py": "import replicate\n" for number in range(engine.PARALLEL_FROM + 1)})
    monkeypatch.chdir(root)
    report = engine.check_all(discover(["."], Resolver(str(root))).targets, jobs=2)
    assert len(report.files) == engine.PARALLEL_FROM + 1
    assert stopped == []


def test_of_a_worker_that_dies_only_its_file_is_unchecked(tree: Tree) -> None:
    files = {f"m{number}/{name}": text for number in range(12) for name, text in (("a.py", HEAD), ("setup.py", ""))}
    root = tree(
        {**files, "m3/a.py": f"{HEAD}# deadly\n", "m7/a.py": f"{HEAD}# deadly\n", "m8/a.py": f"{HEAD}x = = 1\n"}
    )
    found = discover(["."], Resolver(str(root))).targets
    report = engine.check_all(found, jobs=2, treat=_deadly)
    failed = {file.path: file.failures[0][0] for file in report.files if file.failures}
    assert {Path(path).parent.name for path in failed} == {"m3", "m7"}
    assert set(failed.values()) == {"the worker process that was to check this file died"}
    assert [entry.finding.code for entry in report.entries()] == ["RPL900"]
    for process in multiprocessing.active_children():
        process.join(20)
    assert not multiprocessing.active_children()


def test_without_processes_the_work_is_still_done(tree: Tree, cards: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import concurrent.futures

    def none(*_: object, **__: object) -> None:
        raise OSError

    put_in_place_of_the_analysis(monkeypatch, lambda *_: [])
    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", none)
    assert check(tree({f"m{number}.py": HEAD for number in range(9)}), jobs=4).analyzed == 9


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import replicate\nif a: pass\n" + "elif b: replicate.trainings.get(c)\n" * 700, "nested too deeply"),
        ("# -*- coding: utf-7 -*-\nimport replicate\nx = '+2AA-'\n", "lone surrogate"),
    ],
)
def test_what_the_parser_can_not_take_is_a_finding(tree: Tree, text: str, message: str) -> None:
    root = tree({"a.py": text})
    (entry,) = engine.check_all(discover(["."], Resolver(str(root))).targets).entries()
    assert entry.finding.code == "RPL900"
    assert message in entry.finding.message


def test_an_error_that_can_not_be_shown_is_told_by_its_name(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    class OddError(Exception):
        def __str__(self) -> str:
            raise RecursionError

    def fail(*_: object) -> None:
        raise OddError

    monkeypatch.setattr(engine, "_run", fail)
    root = tree({"a.py": "import replicate\nreplicate.trainings\n"})
    report = engine.check_all(discover(["."], Resolver(str(root))).targets)
    assert [failure[0] for file in report.files for failure in file.failures] == ["OddError"]
