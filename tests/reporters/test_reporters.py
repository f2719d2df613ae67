"""The report's formats, from the same report."""

from __future__ import annotations

import json

import pytest
from sample_reports import finding, report, rich

from replint.findings import Related, Span
from replint.report import FileError, FileReport, Report
from replint.reporters import Options, render
from replint.reporters.models import FindingModel, ReportModel
from replint.reporters.text import cells, escape, wrap


def test_concise_is_flake8s_line() -> None:
    one = report({}, finding(Span(12, 5, 12, 9), message="polls\nevery \x1b[1m5 s\u202e"))
    assert render("concise", one, Options()) == "src/a.py:12:5: RPL121 polls\\nevery \\x1b[1m5 s\\u202e\n"
    assert render("concise", Report(), Options(statistics=True)) == ""
    assert render("concise", one, Options(color=True)).startswith("\033[1msrc/a.py\033[0m:12:5: \033[33mRPL121\033[0m ")


def test_json_has_the_contracts_shape() -> None:
    one = report(
        {},
        finding(Span(12, 5, 12, 9), (Related(Span(3, 1, 3, 9), "value defined here"),)),
        suppressed=(finding(Span(1, 1, 1, 2)),),
    )
    one.files.append(FileReport("b.py", analyzed=True, errors=(FileError("b.py", 3, 7, "invalid syntax"),)))
    text = render("json", one, Options())
    data = json.loads(text)
    ReportModel.model_validate(data)
    assert data == {
        "schema_version": 1,
        "tool": {"name": "replint", "version": data["tool"]["version"]},
        "findings": [
            {
                "code": "RPL121",
                "name": "polling-too-fast",
                "message": "polls every 5 s",
                "help": "Start at 30 s.",
                "severity": "medium",
                "confidence": "high",
                "path": "src/a.py",
                "cell": None,
                "line": 12,
                "column": 5,
                "end_line": 12,
                "end_column": 9,
                "pack": "fine-tuning",
                "case": "03",
                "criteria": ["fine-tuning"],
                "related": [{"path": "src/a.py", "line": 3, "column": 1, "message": "value defined here"}],
                "flow": [],
                "fix": None,
                "fingerprint": "f00d0",
            }
        ],
        "errors": [{"path": "b.py", "line": 3, "column": 7, "message": "invalid syntax"}],
        "summary": {
            "files": 3,
            "files_analyzed": 2,
            "findings": 1,
            "suppressed": 1,
            "baselined": 0,
            "by_severity": {"critical": 0, "high": 0, "medium": 1, "low": 0},
        },
    }


def test_json_adds_what_is_asked_for() -> None:
    one = report({}, finding(Span(1, 1, 1, 2)), suppressed=(finding(Span(2, 1, 2, 2)),))
    data = json.loads(render("json", one, Options(show_suppressed=True, statistics=True)))
    ReportModel.model_validate(data)
    assert [entry["line"] for entry in data["suppressed"]] == [2]
    assert data["statistics"] == [{"code": "RPL121", "name": "polling-too-fast", "count": 1}]


def test_json_carries_flow_fix_and_the_reason_of_a_suppression() -> None:
    data = json.loads(render("json", rich(), Options(show_suppressed=True)))
    ReportModel.model_validate(data)
    (one,) = data["findings"]
    assert one["flow"] == [
        {"path": "src/a.py", "line": 11, "column": 1, "message": "from WAIT"},
        {"path": "src/a.py", "line": 12, "column": 1, "message": "to here"},
    ]
    edit = {"line": 12, "column": 1, "end_line": 12, "end_column": 2, "text": "time.sleep(WAIT)"}
    assert one["fix"] == {"applicability": "safe", "message": "wait longer than WAIT", "edits": [edit]}
    assert "suppression" not in one
    assert data["suppressed"][0]["suppression"] == {"kind": "comment", "reason": "because WAIT"}


def test_jsonl_has_the_jsons_findings_one_a_line() -> None:
    options = Options(show_suppressed=True)
    whole = json.loads(render("json", rich(), options))
    lines = render("jsonl", rich(), options).splitlines()
    assert [json.loads(line) for line in lines] == whole["findings"] + whole["suppressed"]
    for line in lines:
        FindingModel.model_validate_json(line)
    assert render("jsonl", rich(), Options()).count("\n") == 1


def test_escape_leaves_readable_text_alone() -> None:
    assert escape("naïve · 日本 …") == "naïve · 日本 …"
    assert escape("a\tb\r\udcff\u200b") == "a\\tb\\r\\udcff\\u200b"


def test_cells() -> None:
    assert cells("a\t日\x00") == [("a", 1), ("   ", 3), ("日", 2), ("\\x00", 4)]


def test_cells_of_what_makes_one_sign() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    for sign, width in (
        ("e\u0301", 1),
        ("\u2764\ufe0f", 2),
        ("\U0001f1e9\U0001f1ea", 2),
        (family, 2),
        ("\u1112\u1161", 2),
    ):
        shown = cells(sign)
        assert "".join(text for text, _ in shown) == sign
        assert [cell for _, cell in shown] == [width] + [0] * (len(sign) - 1)
    assert cells("a\u200db") == [("a", 1), ("\\u200d", 6), ("b", 1)]


@pytest.mark.parametrize("width", [None, 40, 60])
def test_wrap(width: int | None) -> None:
    link = "https://replicate.com/docs/reference/http#trainings.get"
    text = f"a training runs for minutes 日本語 日本語 to hours, so {link} it is"
    lines = wrap(text, width, "  ")
    assert " ".join(line.strip() for line in lines) == text
    assert all(sum(cell for _, cell in cells(line)) <= (width or 999) or "http" in line for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])
    assert len(lines) == {None: 1, 40: 4, 60: 3}[width]
