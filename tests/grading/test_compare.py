"""An earlier grade: read from its JSON, and what changed since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graded import entry, file, pack, report

from replint.findings import Severity
from replint.grading.compare import CompareError, compared, read
from replint.grading.models import Comparison, Grade
from replint.grading.scoring import grade
from replint.reporters.grade.json import as_data

MEDIUM, HIGH, LOW = Severity.MEDIUM, Severity.HIGH, Severity.LOW


def written(folder: Path, old: Grade, **changes: object) -> str:
    path = folder / "old.json"
    path.write_text(json.dumps({**as_data(old), **changes}), encoding="utf-8")
    return str(path)


def changes(folder: Path, old: Grade, new: Grade) -> Comparison:
    comparison = compared(read(written(folder, old)), new).comparison
    assert comparison is not None
    return comparison


def test_what_changed(tmp_path: Path) -> None:
    stays = entry("01", LOW, line=1)
    goes = entry("02", HIGH, ("replicate",), line=2)
    comes = entry("03", MEDIUM, ("fine-tuning",), line=3)
    old = grade(report(file(stays, goes, exercised=("01", "02"))), [pack()])
    new = grade(report(file(stays, comes, exercised=("01", "02", "03"))), [pack()])
    found = changes(tmp_path, old, new)
    assert (found.passed_before, new.passed) == (False, True)
    assert found.new == (comes,)
    assert [(one.fingerprint, one.line, one.code, one.severity) for one in found.gone] == [
        ("src/a.py:2", 2, "RPL121", "high")
    ]
    assert [(one.case, one.criterion, one.before, one.after) for one in found.scores] == [
        ("02", "replicate", 2, 5),
        ("03", "replicate", None, 5),
        ("03", "ai-platform", None, 5),
        ("03", "fine-tuning", None, 3),
    ]
    replicate = found.criteria[0]
    assert replicate.before is not None
    assert (replicate.before.mean, replicate.before.min, replicate.before.passed) == (3.0, 2, False)
    assert (replicate.after.mean, replicate.after.min, replicate.after.passed) == (14 / 3, 4, True)


def test_the_same_grade_has_no_changes(tmp_path: Path) -> None:
    silenced = entry("03", HIGH, line=5)
    same = grade(report(file(entry("01", LOW), entry("01", LOW), suppressed=(silenced,))), [pack()], by="file")
    found = changes(tmp_path, compared(read(written(tmp_path, same)), same), same)
    assert (found.new, found.gone, found.scores) == ((), (), ())
    assert all(one.before == one.after for one in found.criteria)


def test_equal_fingerprints_are_counted(tmp_path: Path) -> None:
    one = entry("01", LOW)
    old = grade(report(file(one)), [pack()])
    new = grade(report(file(one, one)), [pack()])
    assert len(changes(tmp_path, old, new).new) == 1
    assert len(changes(tmp_path, new, old).gone) == 1


def test_a_finding_that_is_silenced_is_gone_and_one_that_is_no_more_is_new(tmp_path: Path) -> None:
    one = entry("01", HIGH)
    loud, silent = grade(report(file(one)), [pack()]), grade(report(file(suppressed=(one,))), [pack()])
    assert len(changes(tmp_path, loud, silent).gone) == 1
    assert changes(tmp_path, silent, loud).new == (one,)


def test_what_a_later_version_adds_is_passed_over_and_criteria_may_be_new(tmp_path: Path) -> None:
    now = grade(report(file(entry("01", LOW))), [pack()])
    old = as_data(now)
    old["packs"][0]["criteria"] = old["packs"][0]["criteria"][:1]
    old["packs"][0]["later"] = old["findings"][0]["later"] = {"x": 1}
    found = compared(read(written(tmp_path, now, packs=old["packs"], findings=old["findings"])), now).comparison
    assert found is not None
    assert [one.before is None for one in found.criteria] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no grade that replint wrote as JSON: Invalid JSON"),
        ("{", "is no grade that replint wrote as JSON: Invalid JSON"),
        ("[]", "is no grade that replint wrote as JSON: Input should be an object"),
        ("[" * 100_000, "is no grade that replint wrote as JSON: Invalid JSON"),
        ('{"schema_version": 2, "tool": {"name": "replint", "version": "9"}}', "schema_version is 2, and only 1"),
        ('{"schema_version": 1, "tool": {"name": "replint", "version": "9"}}', "JSON: packs: Field required"),
        ("\udcff", "is no grade that replint wrote as JSON: Invalid JSON"),
    ],
)
def test_what_is_no_grade_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CompareError) as caught:
        read(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_a_report_of_check_is_no_grade(tmp_path: Path) -> None:
    now = grade(report(file()), [pack()])
    data = {key: value for key, value in as_data(now).items() if key not in ("packs", "passed")}
    (tmp_path / "old.json").write_text(json.dumps(data))
    with pytest.raises(CompareError, match="packs: Field required"):
        read(str(tmp_path / "old.json"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CompareError, match=r"gone\.json: can't be read: No such file"):
        read(str(tmp_path / "gone.json"))
