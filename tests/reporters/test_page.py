"""The page in a real browser: it loads alone, filters, obeys the keyboard, and is readable everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, executable
from conftest import Run, Tree
from sample_reports import TREE, finding, report, rich

from replint.findings import Severity, Span
from replint.report import FileReport, Report
from replint.reporters import Options, render
from replint.reporters.grade.words import Loss
from replint.reporters.html import Account
from replint.reporters.html import page as page_of

pytestmark = pytest.mark.skipif(executable() is None, reason="no Chromium is installed, and CHROMIUM names none")

NASTY = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"


def several() -> Report:
    """Findings of two rules, three severities and three files."""
    first = report(
        {number: f"call_{number}(WAIT)" for number in range(1, 30)},
        finding(Span(3, 1, 3, 7), message="polls every `5 s`"),
        finding(Span(12, 1, 12, 7), code="RPL106", name="discarded-training-id", case="01", severity=Severity.HIGH),
        suppressed=(finding(Span(20, 1, 20, 2)),),
        reason="a demo",
    )
    second = report({1: "x = 1"}, finding(Span(1, 1, 1, 2), path="lib/b.py", severity=Severity.LOW), path="lib/b.py")
    third = rich("time.sleep(WAIT)" + " " * 10 + "y" * 400, "lib/c.py")
    return Report([first.files[0], second.files[0], third.files[0]], checked=5)


GRADE: dict[str, Any] = {
    "schema_version": 1,
    "passed": False,
    "packs": [
        {
            "pack": "fine-tuning",
            "title": "Fine-tuning <b>",
            "thresholds": {"min_mean": 4.0, "min_score": 3.0},
            "passed": False,
            "criteria": [
                {
                    "criterion": "replicate",
                    "title": "The calls are accepted",
                    "scores": {"01": 2, "02": None, "03": 5},
                    "mean": 3.5,
                    "min": 2,
                    "passed": False,
                },
                {
                    "criterion": "fine-tuning",
                    "title": "The workflow is right",
                    "scores": {"01": 5, "02": None, "03": 3},
                    "mean": 4.0,
                    "min": 3,
                    "passed": True,
                },
            ],
            "cases": [
                {"case": "01", "title": "Destination", "severity": "high", "exercised": True, "findings": ["a"]},
                {"case": "02", "title": "Data", "severity": "critical", "exercised": False, "findings": []},
                {"case": "03", "title": "Waiting", "severity": "medium", "exercised": True, "findings": ["b", "c"]},
            ],
        }
    ],
    "findings": [],
    "by": "file",
    "parts": [
        {
            "name": f"<b>{NASTY}.py",
            "packs": [
                {
                    "pack": "fine-tuning",
                    "criteria": [
                        {"criterion": "replicate", "mean": 3.999, "min": 3, "passed": False},
                        {"criterion": "fine-tuning", "mean": None, "min": None, "passed": True},
                    ],
                    "passed": False,
                }
            ],
            "passed": False,
        }
    ],
    "comparison": {
        "passed_before": True,
        "criteria": [
            {"criterion": "replicate", "before": None, "after": {"mean": 3.5, "min": 2, "passed": False}},
            {
                "criterion": "fine-tuning",
                "before": {"mean": 4.0, "min": 3, "passed": True},
                "after": {"mean": 4.0, "min": 3, "passed": True},
            },
        ],
        "scores": [{"case": "01", "criterion": "replicate", "before": None, "after": 2}],
        "new": ["a"],
        "gone": [{"code": "RPL101", "path": NASTY, "line": 1, "column": 2, "message": NASTY}],
    },
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = executable()
    assert program is not None
    with Browser(program, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The page of ``several`` with a grade, freshly loaded in a wide, light window."""
    one = several()
    first, second, *_, last = one.entries()
    losses = [Loss("01", ("replicate",), 3, (second,)), Loss("03", ("replicate", "fine-tuning"), 1, (first, last))]
    account = Account({"fine-tuning": [first, second]}, {"fine-tuning": losses}, [second])
    show(browser, tmp_path, page_of(one, Options(show_suppressed=True), GRADE, account))
    yield browser
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
    browser.call("Emulation.clearDeviceMetricsOverride")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def show(browser: Browser, folder: Path, text: str) -> None:
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    browser.open(file)


def faults(browser: Browser) -> list[Any]:
    """What the page complained about, threw, or wanted to load beside itself."""
    browser.run("new Promise((done) => setTimeout(done, 50))")
    wanted = [sent["request"]["url"] for sent in browser.told("Network.requestWillBeSent")]
    return [
        *browser.told("Runtime.exceptionThrown"),
        *browser.told("Runtime.consoleAPICalled"),
        *browser.told("Log.entryAdded"),
        *browser.told("Page.javascriptDialogOpening"),
        *(url for url in wanted[1:] if not url.startswith("data:")),
    ]


WHERE = ".querySelector('.where a').textContent"
VISIBLE = f"[...document.querySelectorAll('.finding')].filter((one) => one.offsetParent).map((one) => one{WHERE})"
ALL = ["src/a.py:12:1", "src/a.py:3:1", "lib/b.py:1:1", "lib/c.py:12:1"]


def choose(browser: Browser, field: str, value: str) -> None:
    browser.run(
        f"(() => {{ const field = document.querySelector('[name={field}]'); field.value = '{value}';"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_it_loads_alone_and_without_complaint(page: Browser) -> None:
    assert faults(page) == []
    assert page.run("document.title") == "replint: the gate is missed"
    assert page.run(VISIBLE) == ALL
    assert page.run("document.getElementById('shown').textContent") == "4 of 4 shown"


def test_it_filters_by_severity_rule_file_and_text(page: Browser) -> None:
    page.run("document.querySelector('[value=medium]').click()")
    assert page.run(VISIBLE) == ["src/a.py:12:1", "lib/b.py:1:1"]
    assert page.run("document.getElementById('shown').textContent") == "2 of 4 shown"
    choose(page, "file", "lib/b.py")
    assert page.run(VISIBLE) == ["lib/b.py:1:1"]
    heads = "[...document.querySelectorAll('.case')].filter((one) => one.offsetParent).map((one) => one"
    assert page.run(heads + ".querySelector('h2 .count').textContent)") == ["1 of 3"]
    choose(page, "file", "")
    choose(page, "rule", "RPL106")
    assert page.run(VISIBLE) == ["src/a.py:12:1"]
    choose(page, "text", "call_12")
    assert page.run(VISIBLE) == ["src/a.py:12:1"]
    choose(page, "text", "nothing has this")
    assert page.run(VISIBLE) == []
    assert page.run("document.getElementById('nothing').offsetParent !== null") is True
    page.run("document.querySelector('[type=reset]').click()")
    page.run("new Promise((done) => setTimeout(done, 30))")
    assert page.run(VISIBLE) == ALL
    assert faults(page) == []


def test_it_obeys_the_keyboard(page: Browser) -> None:
    focus = f"document.activeElement.name || document.activeElement{WHERE}"
    page.press("j", text="j")
    assert page.run(focus) == ALL[0]
    page.press("j", text="j")
    page.press("j", text="j")
    page.press("k", text="k")
    assert page.run(focus) == ALL[1]
    page.press("/", text="/")
    assert page.run(focus) == "text"
    for letter in "call_3":
        page.press(letter, text=letter)
    assert page.run("document.querySelector('[name=text]').value") == "call_3"
    assert page.run(VISIBLE) == ["src/a.py:3:1"]
    page.press("Escape", code=27)
    assert page.run(VISIBLE) == ALL
    page.run("document.querySelector('[name=severity]').focus()")
    page.press(" ", text=" ", code=32)
    assert len(page.run(VISIBLE)) == 3
    reached = set()
    page.run("document.activeElement.blur()")
    for _ in range(40):
        page.press("Tab", code=9)
        reached.add(
            page.run(
                "document.activeElement.className || document.activeElement.name || document.activeElement.tagName"
            )
        )
    assert {"skip", "severity", "rule", "file", "text", "BUTTON", "SUMMARY", "code", "scroll"} <= reached


def test_without_script_everything_is_there(page: Browser, tmp_path: Path) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(tmp_path / "page.html")
    document = page.call("DOM.getDocument")["root"]["nodeId"]
    found = page.call("DOM.querySelectorAll", nodeId=document, selector=".finding:not([hidden])")["nodeIds"]
    assert len(found) == 4
    assert page.call("DOM.querySelector", nodeId=document, selector="#filters[hidden]")["nodeId"]


def test_the_score_card_is_on_top(page: Browser) -> None:
    rows = page.run(
        "[...document.querySelectorAll('.score > .scroll tbody tr')].map((row) => row.innerText.replace(/\\s+/g, ' '))"
    )
    assert rows == [
        "The calls are accepted 2 n/a 5 3.50 2 missed",
        "The workflow is right 5 n/a 3 4.00 3 passed",
    ]
    bars = page.run(
        "[...document.querySelectorAll('.bar rect:nth-child(2)')].map((bar) => bar.getBoundingClientRect().width)"
    )
    assert bars[0] / bars[1] == pytest.approx(2.5 / 3, rel=0.02)
    assert page.run("document.querySelector('.score').offsetTop < document.querySelector('.finding').offsetTop")
    assert page.run("document.querySelector('.tick').getBoundingClientRect().width > 0")
    assert "at least 4 and no score below 3" in page.run("document.querySelector('.demand').textContent")
    assert page.run("document.querySelector('.plan summary').textContent") == "To pass, mend these 2 findings first"
    assert page.run("[...document.querySelectorAll('.plan a')].every((link) => document.querySelector(link.hash))")
    links = page.run("[...document.querySelectorAll('.cases a')].map((link) => !!document.querySelector(link.hash))")
    assert links == [True, True]


def test_an_edit_is_two_lines_with_their_signs(page: Browser) -> None:
    page.run("document.querySelector('.fix').open = true")
    lines = "['del', 'ins'].map((one) => document.querySelector('.diff ' + one).getBoundingClientRect())"
    signs = "['del', 'ins'].map((one) => getComputedStyle(document.querySelector('.diff ' + one), '::before').content)"
    assert page.run(f"(([gone, come]) => come.top - gone.bottom)({lines})") == pytest.approx(0, abs=1)
    assert page.run(signs) == ['"-"', '"+"']


def test_it_tells_what_costs_points(page: Browser) -> None:
    assert page.run("document.querySelector('.losses summary').textContent") == "Points lost: 5"
    cells = "[...row.cells].map((cell) => cell.textContent.trim().replace(/\\s+/g, ' '))"
    rows = page.run(f"[...document.querySelectorAll('.losses tbody tr')].map((row) => {cells})")
    assert rows == [
        ["-3", "01", "replicate", "1 finding, high RPL106 src/a.py:12:1"],
        ["-2", "03", "replicate, fine-tuning", "2 findings, medium RPL121 src/a.py:3:1RPL121 lib/c.py:12:1"],
    ]
    assert page.run("[...document.querySelectorAll('.losses a')].every((link) => document.querySelector(link.hash))")


def test_the_parts_and_what_changed_are_told(page: Browser) -> None:
    told = page.run("document.querySelector('#comparison').parentElement.innerText.replace(/\\s+/g, ' ')")
    assert "replicate not graded mean 3.50, min 2 missed" in told
    assert "fine-tuning mean 4.00, min 3 passed unchanged" in told
    assert "case 01 on replicate: n/a → 2 1 new finding, 1 gone new RPL106 src/a.py:12:1" in told
    assert f"RPL101 {NASTY}:1:2 {NASTY}" in page.run("document.querySelector('.gone').textContent")
    new = "[...document.querySelectorAll('.finding .fresh')].map((one) => one.closest('.where').textContent)"
    assert page.run(new) == ["src/a.py:12:1 new"]
    parts = page.run("document.querySelector('#parts').parentElement.innerText.replace(/\\s+/g, ' ')")
    assert f"{NASTY}.py 3.99, min 3 n/a missed" in parts


def test_the_grade_of_a_tree_is_a_page(run: Run, tree: Tree, browser: Browser, tmp_path: Path) -> None:
    tree(TREE)
    ran = run("grade", "--output-format", "html", "--by", "file")
    assert ran.code == 1
    show(browser, tmp_path, ran.out)
    assert faults(browser) == []
    graded = json.loads(run("grade", "--output-format", "json").out)
    (pack,) = graded["packs"]
    assert browser.run("document.querySelector('h1').textContent") == "The gate is missed"
    cells = browser.run("[...document.querySelectorAll('.score .cell')].map((cell) => cell.textContent)")
    scores = [score for row in pack["criteria"] for score in row["scores"].values()]
    assert cells == ["n/a" if score is None else str(score) for score in scores]
    plan = browser.run("[...document.querySelectorAll('.plan a')].map((link) => !!document.querySelector(link.hash))")
    assert plan == [True] * len(pack["mend_first"])
    lost = browser.run("[...document.querySelectorAll('.losses .num[data-label]')].map((one) => one.textContent)")
    assert sum(int(points.removeprefix("-")) for points in lost) == sum(5 - score for score in scores if score)
    counted = [one for one in graded["findings"] if "suppression" not in one]
    assert len(browser.run(VISIBLE)) == len(counted)
    silenced = browser.run("document.querySelector('#silenced').parentElement.innerText")
    assert "is thrown away, so nobody can follow, cancel or audit it" in silenced
    assert "(suppressed: a demo, nobody keeps it)" in silenced


def test_nothing_graded_is_no_pass(browser: Browser, tmp_path: Path) -> None:
    grade = {"passed": True, "packs": [{**GRADE["packs"][0], "passed": True, "cases": [GRADE["packs"][0]["cases"][1]]}]}
    show(browser, tmp_path, page_of(Report(checked=3), Options(), grade))
    assert browser.run("document.querySelector('h1').textContent") == "Nothing to grade"
    assert browser.run("document.querySelector('.score-head .verdict').textContent") == "n/a"
    assert faults(browser) == []


def test_without_a_grade_there_is_no_score_card(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, render("html", several(), Options()))
    assert browser.run("document.querySelector('.score')") is None
    assert browser.run("document.querySelector('h1').textContent") == "4 findings"
    assert browser.run(VISIBLE) == ALL
    assert faults(browser) == []


def test_an_empty_report_is_a_page_too(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, render("html", Report(checked=3), Options()))
    assert faults(browser) == []
    assert "Nothing found. No file shows a trace of Replicate." in browser.run("document.body.innerText")
    show(browser, tmp_path, render("html", Report([FileReport("a.py", analyzed=True)], checked=3), Options()))
    assert "Nothing found. Every use of Replicate that was read keeps" in browser.run("document.body.innerText")


def test_nothing_that_it_shows_takes_effect(browser: Browser, tmp_path: Path) -> None:
    text = render("html", rich(f"x = '{NASTY}'", f"{NASTY}.py", NASTY), Options(show_suppressed=True))
    show(browser, tmp_path, text)
    assert browser.run("window.hacked") is None
    assert faults(browser) == []
    assert NASTY in browser.run("document.querySelector('.code').textContent")
    assert browser.run("document.querySelectorAll('img, iframe, object, script:not(:last-of-type)').length") == 0
    # Even what got into the page by a fault of the template would not run.
    show(browser, tmp_path, text.replace("<main>", "<main><script>window.hacked = 1</script>"))
    assert browser.run("window.hacked") is None
    assert "Content Security Policy" in str(browser.told("Log.entryAdded"))


CONTRAST = """
(() => {
  const channels = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => top.slice(0, 3).map((part, at) => part * top[3] / 255 + below[at] * (1 - top[3] / 255));
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const own = channels(getComputedStyle(element).backgroundColor);
    return own[3] === 255 ? own.slice(0, 3) : over(own, behind(element.parentElement));
  };
  const light = (color) => {
    const linear = (c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = color.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!text || !element.offsetParent || element.closest('script, style, option')) continue;
    const back = behind(element);
    const [a, b] = [light(over(channels(getComputedStyle(element).color), back)), light(back)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_readable_in_both_schemes(page: Browser, scheme: str) -> None:
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    background = page.run("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, background[4:-1].split(","))) > 384) == (scheme == "light")
    assert page.run(CONTRAST) == []


def test_paper_is_light_and_loses_nothing(page: Browser) -> None:
    """Nothing is wider than a narrow sheet, whose rest nobody can scroll to, and no colour is for dark screens."""
    look = "[getComputedStyle(document.querySelector('.s2')).backgroundColor, getComputedStyle(document.body).color]"
    page.call("Emulation.setDeviceMetricsOverride", width=660, height=900, deviceScaleFactor=1, mobile=False)
    page.run("for (const one of document.querySelectorAll('details')) one.open = true")
    colours = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.call("Emulation.setEmulatedMedia", media="print", features=features)
        colours.append(page.run(look))
        boxes = "[...document.querySelectorAll('.scroll, .code')].filter((one) => one.scrollWidth > one.clientWidth)"
        assert page.run(boxes + ".length") == 0
        assert page.run("document.scrollingElement.scrollWidth") <= 660
    assert colours[0] == colours[1]


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_it_fits_any_window(page: Browser, width: int) -> None:
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    assert page.run("document.scrollingElement.scrollWidth") <= width
    edges = (
        "[...document.querySelectorAll('.score .verdict, .filters select')]"
        ".map((one) => one.getBoundingClientRect().right)"
    )
    assert max(page.run(edges)) <= width


def test_it_prints_everything(page: Browser) -> None:
    closed = "document.querySelectorAll('details:not([open])').length"
    page.run(f"window.seen = []; addEventListener('beforeprint', () => seen.push({closed}))")
    assert page.run(closed) > 0
    assert page.call("Page.printToPDF")["data"].startswith("JVBER")
    assert page.run("window.seen") == [0]
    page.call("Emulation.setEmulatedMedia", media="print")
    assert page.run("getComputedStyle(document.getElementById('filters')).display") == "none"
