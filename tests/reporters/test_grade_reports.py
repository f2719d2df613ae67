"""The grade's formats, from the same grade."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from graded import CRITERIA, entry, file, pack, report
from hypothesis import given, settings
from hypothesis import strategies as st

from replint.findings import Severity
from replint.grading.compare import compared, read
from replint.grading.models import Grade
from replint.grading.scoring import grade
from replint.report import Entry, FileError, FileReport, Report
from replint.reporters import Options
from replint.reporters.grade import FORMATS, render, words
from replint.reporters.grade.json import as_data
from replint.reporters.grade.models import GradeModel
from replint.reporters.markup import code, inline, plain
from replint.reporters.text import cells

CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
HOSTILE = "a|b`c\x1b[31m<script>\u202e*x*\n# @all https://x.io #1.py"


def shown(output_format: str, found: Grade, **options: bool) -> str:
    return render(output_format, found, Report(), Options(**options))


def sample(path: str = "src/a.py", message: str = "it is `wrong`") -> Grade:
    """A grade with everything that a report may have but a comparison."""
    files = (
        file(
            entry("01", LOW, ("fine-tuning",), line=1, path=path, message=message),
            entry("02", CRITICAL, line=2, path=path, message=message),
            entry(None, CRITICAL, ("ai-platform",), line=3, path=path, message=message, pack="auth"),
            exercised=("01", "02"),
            suppressed=(entry("03", HIGH, line=4, path=path, message=message, reason=message),),
            baselined=(entry("03", LOW, line=5, path=path, message=message),),
            path=path,
        ),
        FileReport("z.py", analyzed=True, errors=(FileError("z.py", 3, 5, message),)),
    )
    return grade(report(*files), [pack()], by="file")


def with_comparison(folder: Path, old: Grade, new: Grade) -> Grade:
    (folder / "old.json").write_text(shown("json", old))
    return compared(read(str(folder / "old.json")), new)


def test_the_text_in_full(tmp_path: Path) -> None:
    old = grade(report(file(entry("01", MEDIUM, line=9), exercised=("01",))), [pack()])
    assert (
        shown("text", with_comparison(tmp_path, old, sample()))
        == """\
Fine-tuning

               01  02   03   04   05  mean  min
  replicate     5   1  n/a  n/a  n/a  3.00    1  fail
  ai-platform   5   1  n/a  n/a  n/a  3.00    1  fail
  fine-tuning   4   1  n/a  n/a  n/a  2.50    1  fail

01  Case 01  high      1 finding
02  Case 02  high      1 finding
03  Case 03  high      n/a, nothing in the code does this, 2 not counted
04  Case 04  high      n/a, nothing in the code does this
05  Case 05  high      n/a, nothing in the code does this

Points lost: 13
-12  case 02 on replicate, ai-platform and fine-tuning, 4 each, critical:
       src/a.py:2:1: RPL121 polling-too-fast
 -1  case 01 on fine-tuning, low:
       src/a.py:1:1: RPL121 polling-too-fast

To pass, mend this finding first
  src/a.py:2:1: RPL121 it is `wrong`
    help: Write it otherwise.

By file (mean, min)

            replicate  ai-platform  fine-tuning
  src/a.py    3.00  1      3.00  1      2.50  1  fail

Since the earlier grade
  replicate: mean 3.00, min 3, fail → mean 3.00, min 1, fail
  ai-platform: mean 3.00, min 3, fail → mean 3.00, min 1, fail
  fine-tuning: mean 3.00, min 3, fail → mean 2.50, min 1, fail
    case 01 on replicate and ai-platform: 3 → 5
    case 01 on fine-tuning: 3 → 4
    case 02 on replicate, ai-platform and fine-tuning: n/a → 1
  3 new findings:
    src/a.py:1:1: RPL121 it is `wrong`
    src/a.py:2:1: RPL121 it is `wrong`
    src/a.py:3:1: RPL121 it is `wrong`
  1 finding gone:
    src/a.py:9:1: RPL121 it is `wrong`

Outside the rubric, so not counted; replint check reports them
  src/a.py:3:1: RPL121 it is `wrong`

Listed, not counted: 2 findings
  src/a.py:4:1: RPL121 it is `wrong` (suppressed: it is `wrong`)
  src/a.py:5:1: RPL121 it is `wrong` (baselined)

Not graded, because not analysed: 1 file
  z.py:3:5: it is `wrong`

The gate is missed: replicate and ai-platform have a mean of 3.00 (below 4) and 1 in case 02 (below 3); fine-tuning \
has a mean of 2.50 (below 4) and 1 in case 02 (below 3).
"""
    )


def test_why_the_gate_is_missed_is_said_once_for_criteria_that_fail_alike() -> None:
    mean_only = (entry("01", MEDIUM, ("replicate",)), entry("02", MEDIUM, ("replicate",)))
    found = grade(
        report(file(*mean_only, entry("01", HIGH, ("ai-platform",)), entry("03", HIGH, ("ai-platform",)))),
        [pack(min_mean=4.5)],
    )
    assert [*words.faults(found.packs[0])] == [
        "replicate has a mean of 4.20 (below 4.5)",
        "ai-platform has a mean of 3.80 (below 4.5) and 2 in cases 01 and 03 (below 3)",
    ]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_on_a_terminal_the_text_fits_its_width(tmp_path: Path, width: int) -> None:
    message = "the destination `日本/x` is rather " + "long, " * 20 + "so it is folded"
    found = with_comparison(tmp_path, sample("old.py", message), sample("src/a.py", message))
    text = render("text", found, Report(), Options(width=width))
    too_wide = [line for line in text.splitlines() if sum(cell for _, cell in cells(line)) > width]
    in_a_table = re.compile(
        r"0\d  Case|  +(01  02|replicate|ai-platform|fine-tuning|src/a.py) .*  (min|mean|fail|fine-tuning)$"
    )
    assert [line for line in too_wide if not in_a_table.match(line)] == []
    unfolded = render("text", found, Report(), Options())
    assert re.sub(r"\s+", " ", text) == re.sub(r"\s+", " ", unfolded)
    painted = render("text", found, Report(), Options(width=width, color=True))
    assert re.sub(r"\033\[[\d;]*m", "", painted) == text


def test_a_passed_gate_and_no_grade() -> None:
    passed = shown("text", grade(report(file()), [pack()]))
    assert passed.endswith("\n\nThe gate is passed: every criterion has a mean of at least 4 and no score below 3.\n")
    assert "Points lost" not in passed
    nothing = grade(Report(), [pack()], by="package")
    assert shown("text", nothing).endswith("\n\nThe grade is n/a: nothing in the code exercises a case.\n")
    assert shown("markdown", nothing).startswith("## replint: n/a\n")
    assert shown("markdown", grade(report(file()), [pack()])).startswith("## ✅ replint: the gate is passed\n")


def test_colours_only_if_wanted() -> None:
    found = sample()
    coloured = shown("text", found, color=True)
    assert "\033[1;31mThe gate is missed\033[0m" in coloured
    assert re.sub(r"\033\[[\d;]*m", "", coloured) == shown("text", found)


def test_long_lists_are_cut_and_say_so() -> None:
    many = [entry("01", HIGH, line=line) for line in range(1, 31)]
    found = grade(report(file(*many, suppressed=tuple(many))), [pack()])
    text, markdown = shown("text", found), shown("markdown", found)
    assert text.count("… and 10 more") == 2
    assert text.count("… and 27 more") == 1
    assert markdown.count("… and 10 more.") == 2
    assert markdown.count("… and 27 more") == 1
    assert text.count("help:") == 1
    assert len(json.loads(shown("json", found))["packs"][0]["mend_first"]) == 30


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["01", "02", "03"]),
            st.sampled_from(list(Severity)),
            st.lists(st.sampled_from(CRITERIA), min_size=1, unique=True),
        ),
        max_size=8,
    )
)
def test_the_points_in_every_format_add_up_to_the_loss(rows: list[tuple[str, Severity, list[str]]]) -> None:
    entries = [entry(case, severity, tuple(bearing), line=n) for n, (case, severity, bearing) in enumerate(rows, 1)]
    found = grade(report(file(*entries, exercised=("01", "02", "03"))), [pack()])
    loss = sum(5 - score for one in found.packs[0].criteria for score in one.scores.values() if score)
    text = shown("text", found)
    assert sum(map(int, re.findall(r"^ *-(\d+)  case", text, re.MULTILINE))) == loss
    assert re.findall(r"Points lost: (\d+)", text) == ([str(loss)] if loss else [])
    markdown = shown("markdown", found)
    assert sum(map(int, re.findall(r"^\| -(\d+) \|", markdown, re.MULTILINE))) == loss
    (data,) = json.loads(shown("json", found))["packs"]
    assert sum(one["points"] for one in data["deductions"]) == loss


def test_json_has_the_contracts_shape() -> None:
    data = json.loads(shown("json", sample()))
    assert list(data) == ["schema_version", "tool", "packs", "findings", "errors", "passed", "by", "parts"]
    assert (data["schema_version"], data["tool"]["name"], data["passed"]) == (1, "replint", False)
    (found,) = data["packs"]
    assert list(found) == [
        "pack", "title", "thresholds", "criteria", "cases", "deductions", "mend_first", "passed"
    ]  # fmt: skip
    assert found["criteria"][2] == {
        "criterion": "fine-tuning",
        "title": "About fine-tuning",
        "scores": {"01": 4, "02": 1, "03": None, "04": None, "05": None},
        "mean": 2.5,
        "min": 1,
        "passed": False,
    }
    assert found["cases"][1] == {
        "case": "02",
        "title": "Case 02",
        "severity": "high",
        "exercised": True,
        "findings": ["src/a.py:2"],
    }
    assert (found["cases"][2]["exercised"], found["cases"][2]["findings"]) == (False, [])
    assert found["thresholds"] == {"min_mean": 4.0, "min_score": 3.0}
    assert [one["line"] for one in data["findings"]] == [1, 2, 3, 4, 5]
    assert [one.get("suppression") for one in data["findings"]] == [
        None, None, None, {"kind": "comment", "reason": "it is `wrong`"},
        {"kind": "baseline", "reason": ""},
    ]  # fmt: skip
    assert data["parts"][0]["name"] == "src/a.py"
    plain_grade = json.loads(shown("json", grade(Report(), [pack()])))
    assert list(plain_grade) == ["schema_version", "tool", "packs", "findings", "errors", "passed"]
    assert plain_grade["packs"][0]["criteria"][0]["mean"] is None
    assert plain_grade["passed"] is True


def test_json_is_what_its_models_say(tmp_path: Path) -> None:
    schema = GradeModel.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    old = grade(report(file(entry("04", MEDIUM, line=9))), [pack()])
    for found in (sample(), old, grade(Report(), [pack()]), with_comparison(tmp_path, old, sample(HOSTILE, HOSTILE))):
        text = shown("json", found)
        jsonschema.validate(json.loads(text), schema)
        assert GradeModel.model_validate_json(text).model_dump(exclude_unset=True) == as_data(found)
        assert text.isascii()


@pytest.mark.parametrize("output_format", FORMATS)
def test_hostile_names_and_sources_stay_text(tmp_path: Path, output_format: str) -> None:
    old = grade(report(file(entry("01", MEDIUM, path=HOSTILE, message=HOSTILE), path=HOSTILE)), [pack()])
    text = shown(output_format, with_comparison(tmp_path, old, sample(HOSTILE, HOSTILE)))
    assert text.endswith("\n")
    for forbidden in ("\x1b", "\u202e", "\n# "):
        assert forbidden not in text
    if output_format == "markdown":
        outside_code = re.sub(r"(`+)(?:(?!`).|(?<!`)`(?!`))*?\1", "", text)
        for forbidden in ("<script>", "@all", "https://", " #1", "*x*"):
            assert forbidden not in outside_code
        tables = [line for line in text.splitlines() if line.startswith("|")]
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in tables if "src" in line or "a\\|b" in line} <= {5, 6}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b*c [x](y) <i> `q` | ~ $", "a\\_b\\*c \\[x\\](y) \\<i\\> \\`q\\` \\| \\~ \\$"),
        (
            "@team see #12 at https://x.io or www.x.io",
            "@\u200bteam see #\u200b12 at https:\u200b//x.io or www.\u200bx.io",
        ),
        ("a\nb\x1b", "a\\\\nb\\\\x1b"),
    ],
)
def test_plain_text_is_no_markup(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_code_spans() -> None:
    assert code("a|b") == "`a\\|b`"
    assert code("a`b``c") == "```a`b``c```"
    assert code("`a") == "`` `a ``"
    assert code("") == ""
    assert inline("pass `a_b` or *c*") == "pass `a_b` or \\*c\\*"
    assert inline("a ` alone") == "a \\` alone"


def test_a_mean_is_never_shown_above_what_it_is() -> None:
    assert [words.mean(value) for value in (None, 4.0, 11 / 3, 3.999, 3.6, 4.35)] == [
        "n/a", "4.00", "3.66", "3.99", "3.60", "4.35"
    ]  # fmt: skip


def _entries(found: Grade) -> list[Entry]:
    return [cause for pack_grade in found.packs for loss in words.losses(pack_grade) for cause in loss.findings]


def test_the_worst_parts_come_first_and_those_without_a_grade_last() -> None:
    files = (
        file(entry("01", LOW, path="a.py"), exercised=("01",), path="a.py"),
        file(entry(None, HIGH, (), path="b.py", pack="auth"), exercised=(), path="b.py"),
        file(exercised=("01",), path="c.py"),
        file(entry("01", HIGH, path="d.py"), exercised=("01",), path="d.py"),
        file(entry("01", CRITICAL, path="e.py"), exercised=("01",), path="e.py"),
    )
    found = grade(report(*files), [pack()], by="file")
    assert [part.name for part in words.worst_first(found.parts)] == ["e.py", "d.py", "a.py", "c.py", "b.py"]
    for output_format in ("text", "markdown", "html"):
        told = shown(output_format, found)
        told = told[told.index("By file") :]
        assert [told.index(name) for name in ("e.py", "d.py", "a.py", "c.py", "b.py")] == sorted(
            told.index(name) for name in ("a.py", "b.py", "c.py", "d.py", "e.py")
        ), output_format


def test_the_most_costly_come_first() -> None:
    found = grade(
        report(file(entry("01", HIGH, ("replicate",), line=1), entry("02", MEDIUM, line=2), entry("03", LOW, line=3))),
        [pack()],
    )
    assert [one.finding.span.line for one in _entries(found)] == [2, 1, 3]
    assert [loss.points for loss in words.losses(found.packs[0])] == [6, 3, 3]
