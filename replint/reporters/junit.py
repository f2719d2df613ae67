"""JUnit XML, in the form that Jenkins reads: a suite per file, a case per finding."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from replint.config import ABOUT_THE_RUN
from replint.findings import Span
from replint.report import Entry, FileReport, Report, Silence
from replint.reporters import Options
from replint.reporters.places import where
from replint.reporters.text import escape, silenced


def render(report: Report, options: Options) -> str:
    """The report as one XML document in ASCII.

    A finding that fails the run is a failed case, or an erroneous one if the file could not be checked; one that
    doesn't fail the run is a passed case with the words in its output. A file with nothing to say is a passed case.
    Suppressed findings, if wanted, are skipped cases.
    """
    suites = [_suite(file, options) for file in report.files] or [_empty(report)]
    root = ET.Element("testsuites", name="replint")
    root.extend(suites)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    ET.indent(root)
    body = ET.tostring(root, encoding="us-ascii").decode("ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(file: FileReport, options: Options) -> ET.Element:
    cases = [_case(entry) for entry in file.entries]
    cases += [_failure_of_replint(file, message) for message, _ in file.failures]
    if options.show_suppressed:
        cases += [_skipped(entry, silence) for entry, silence in file.silenced]
    return _counted(escape(file.path), cases or [_passed(file.path)])


def _empty(report: Report) -> ET.Element:
    """The suite of a run in which no file had a trace of Replicate: viewers take a report without cases for a fault."""
    return _counted("replint", [ET.Element("testcase", name=f"{report.checked} files checked", classname="replint")])


def _counted(name: str, cases: list[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=name, tests=str(len(cases)))
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(case.find(tag) is not None for case in cases)))
    suite.extend(cases)
    return suite


def _named(entry: Entry) -> ET.Element:
    finding = entry.finding
    return ET.Element(
        "testcase",
        name=f"{finding.code} {finding.name} at {_in_file(finding.span)}",
        classname=escape(finding.path),
    )


def _in_file(span: Span) -> str:
    return where("", span).removeprefix(":")


def _case(entry: Entry) -> ET.Element:
    finding = entry.finding
    case = _named(entry)
    text = "\n".join(map(escape, _words(entry)))
    if not entry.fails:
        ET.SubElement(case, "system-out").text = text
        return case
    tag = "error" if finding.code in ABOUT_THE_RUN else "failure"
    outcome = ET.SubElement(case, tag, type=finding.severity.label, message=escape(finding.message))
    outcome.text = text
    return case


def _words(entry: Entry) -> Iterator[str]:
    finding = entry.finding
    yield f"{where(finding.path, finding.span)}: {finding.code} {finding.message}"
    for place in finding.related:
        yield f"{where(place.path or finding.path, place.span)}: {place.message}"
    yield f"help: {finding.help}"


def _skipped(entry: Entry, silence: Silence) -> ET.Element:
    case = _named(entry)
    ET.SubElement(case, "skipped", message=silenced(entry, silence)).text = escape(entry.finding.message)
    return case


def _passed(path: str) -> ET.Element:
    return ET.Element("testcase", name="no findings", classname=escape(path))


def _failure_of_replint(file: FileReport, message: str) -> ET.Element:
    case = ET.Element("testcase", name="replint failed", classname=escape(file.path))
    ET.SubElement(case, "error", type="replint", message=escape(message))
    return case
