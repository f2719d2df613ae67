"""No name, source or message gets out of its place in any format: what could act is shown, not sent."""

from __future__ import annotations

import json
import re
import unicodedata
from html.parser import HTMLParser
from typing import Any

import pytest
from conftest import Run, Tree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_reports import report, rich

from replint.report import Report
from replint.reporters import FORMATS, Options, render
from replint.reporters.models import FindingModel, ReportModel

EVERYTHING = Options(show_suppressed=True, statistics=True)
NASTY = [
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m\x85",
    "<script>alert(1)</script>",
    "</script></pre><img src=x onerror=alert(1)>",
    "'\"><svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "]]> &amp; &#0; <!--",
    "::error::x\n::stop-commands::y",
    "\r::warning file=x::y",
    "%0A::error::z,file=q:1",
    "`` ` ``` @everyone #12 [a](javascript:alert(1)) ![b](http://evil.example/x.png)",
    "| a | b |\n|---|---|",
    "\u202egnp.exe\u2066\u200b",
    "\ud800\udcff\ufffe\uffff\x00",
    "\\x1b \\u202e",
]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(), min_size=1, max_size=30),
    st.text("`<>&|[]()*_~$@#:%,!\\'\"\r\n\t \x1b\u202e", min_size=1, max_size=15),
)


def harmless(text: str, *, but: str = "\n") -> bool:
    """Whether nothing in it acts on a terminal or hides other text."""
    return all(
        character in but or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
        for character in text
    )


def hostile(test: Any) -> Any:
    """A test over lines, paths and words of any kind, the nasty ones above all."""
    for nasty in NASTY:
        test = example(line=nasty, path=nasty, word=nasty)(test)
    return settings(max_examples=60, deadline=None)(given(line=texts, path=texts, word=texts)(test))


@pytest.mark.parametrize("width", [None, 50])
@pytest.mark.parametrize("name", ["concise", "full"])
@hostile
def test_terminals_get_nothing_that_acts(name: str, width: int | None, line: str, path: str, word: str) -> None:
    one = rich(line, path, word)
    text = render(name, one, Options(show_suppressed=True, statistics=True, width=width))
    # A joiner between emoji is all of that kind that is let through.
    assert harmless(re.sub("(?<=\\W)\u200d", "", text))
    painted = render(name, one, Options(color=True, show_suppressed=True, statistics=True, width=width))
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == text


@hostile
def test_a_finding_is_one_line_of_concise(line: str, path: str, word: str) -> None:
    assert render("concise", rich(line, path, word), Options()).count("\n") == 1


@hostile
def test_every_line_for_github_is_one_of_our_commands(line: str, path: str, word: str) -> None:
    text = render("github", rich(line, path, word), EVERYTHING)
    (command,) = text.split("\n")[:-1]
    assert re.fullmatch(r"::warning (?:[a-zA-Z]+=[^,:]*,?)+::.*", command)
    assert harmless(text)
    assert not re.search(r"%(?!0A|25|3A|2C)", command)


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson"])
@hostile
def test_json_is_ascii_and_says_the_same(name: str, line: str, path: str, word: str) -> None:
    text = render(name, rich(line, path, word), EVERYTHING)
    assert text.isascii()
    assert harmless(text)
    parts = [json.loads(part) for part in text.splitlines()] if name == "jsonl" else [json.loads(text)]
    if name == "json":
        ReportModel.model_validate(parts[0])
        assert parts[0]["findings"][0]["path"] == shown(path)
        assert parts[0]["findings"][0]["fix"]["edits"][0]["text"] == shown(line)
    elif name == "jsonl":
        for part in parts:
            FindingModel.model_validate(part)


def shown(text: str) -> str:
    """Text whose halves of surrogate pairs, if any, are escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@hostile
def test_junit_is_one_document_with_our_elements(line: str, path: str, word: str) -> None:
    text = render("junit", rich(line, path, word), EVERYTHING)
    assert text.isascii()
    root = etree.fromstring(text.encode("ascii"))
    tags = {element.tag for element in root.iter()}
    assert tags == {"testsuites", "testsuite", "testcase", "failure", "skipped"}
    assert all(harmless(str(value)) for element in root.iter() for value in element.attrib.values())


def tokens(text: str) -> list[Token]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [part for token in parser.parse(text) for part in (token, *(token.children or ()))]


@hostile
def test_markdown_has_our_elements_only(line: str, path: str, word: str) -> None:
    text = render("markdown", rich(line, path, word), EVERYTHING)
    found = tokens(text)
    kinds = ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "strong")
    ours = {f"{kind}_{end}" for kind in kinds for end in ("open", "close")}
    assert {token.type for token in found} <= ours | {"inline", "text", "code_inline", "html_block"}
    assert {token.content.strip() for token in found if token.type == "html_block"} <= {
        "<details><summary>What to write instead</summary>",
        "</details>",
    }
    assert sum(token.type == "tr_open" for token in found) == 2
    assert sum(token.type == "td_open" for token in found) == 4
    outside = "".join(token.content for token in found if token.type == "text")
    assert not re.search(r"@\w|#\d|://", outside)


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.shown: list[str] = []
        self.hrefs: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.hrefs |= {value or "" for name, value in attrs if name in {"href", "src"}}

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


@hostile
def test_the_pages_elements_do_not_depend_on_what_it_shows(line: str, path: str, word: str) -> None:
    calm, wild = rich("time.sleep", "a.py", "WAIT"), rich(line, path, word)
    texts = [render("html", one, EVERYTHING) for one in (calm, wild)]
    assert all(map(str.isascii, texts))
    pages = [Page(text) for text in texts]
    kinds = [
        [element for element in page.elements if element[0] not in {"code", "pre", "span", "mark", "del", "ins"}]
        for page in pages
    ]
    assert kinds[0] == kinds[1]
    assert {tag for tag, _ in pages[1].elements} <= {tag for tag, _ in pages[0].elements} | {"del", "ins"}
    outward = [{href for href in page.hrefs if not re.fullmatch("#f-[0-9a-f]{32}", href)} for page in pages]
    assert outward[0] == outward[1]
    assert harmless("".join(pages[1].shown), but="\n\t")


def test_a_name_and_a_line_with_markup_stay_text_from_the_tree_to_the_page(run: Run, tree: Tree) -> None:
    name = "<img src=x onerror=alert(1)>.py"
    call = "version='a/b:' + 'e440909d' * 8, input={}, destination='<script>alert(1)</script>'"
    tree({name: f"import replicate\n\nreplicate.trainings.create({call})\n"})
    for output_format in FORMATS:
        text = run("--output-format", output_format).out
        if output_format == "html":
            page = Page(text)
            assert ("script", ()) in page.elements
            assert sum(tag == "script" for tag, _ in page.elements) == 1
            assert not any(tag == "img" for tag, _ in page.elements)
            assert "<script>alert(1)</script>" in "".join(page.shown)
        else:
            assert "alert(1)" in text, output_format


def test_every_format_renders_an_empty_report() -> None:
    told = {name for name in FORMATS if render(name, Report(), Options())}
    assert told == set(FORMATS) - {"concise", "full", "jsonl", "github"}
    assert all(render(name, report({}), EVERYTHING) is not None for name in FORMATS)
