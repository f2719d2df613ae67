"""Fingerprints stay the same where only layout, names of files or the order of functions change."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replint.findings import Confidence, Finding, Severity, Span
from replint.fingerprints import Identity, Outline, of_file
from replint.source import Source

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted([*(ROOT / "examples").rglob("*.py"), *(ROOT / "tests" / "corpus").glob("RPL1[0-2]*/*.py")])


def finding(span: Span, code: str = "RPL121", path: str = "a.py") -> Finding:
    return Finding(code, "x", "", "", Severity.LOW, Confidence.HIGH, path, span, "p", None)


def statements(text: str) -> list[Span]:
    """Where each statement stands, in the order of the text; no docstrings, whose text a formatter does change."""
    found = []
    for node in ast.walk(ast.parse(text)):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not docstring:
            lines = text.split("\n")
            start = len(lines[node.lineno - 1].encode()[: node.col_offset].decode())
            end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
            end = len(lines[end_line - 1].encode()[:end_column].decode())
            found.append(Span(node.lineno, start + 1, end_line, end + 1))
    return sorted(found)


def identities(text: str, path: str = "a.py") -> list[Identity]:
    """The identity of a finding at each statement."""
    return of_file(Source(path, text), [finding(span, path=path) for span in statements(text)])


def fingerprints(text: str) -> Counter[str]:
    return Counter(identity.fingerprint for identity in identities(text))


@pytest.mark.parametrize(
    "settings",
    [
        "line-length = 40\n[format]\nquote-style = 'single'\n",
        "line-length = 200\n[format]\nskip-magic-trailing-comma = true\nindent-style = 'tab'\nline-ending = 'cr-lf'\n",
        "preview = true\nline-length = 79\n",
    ],
    ids=["narrow", "wide", "preview"],
)
def test_a_formatter_changes_no_fingerprint(tmp_path: Path, settings: str) -> None:
    for number, sample in enumerate(SAMPLES):
        (tmp_path / f"s{number}.py").write_bytes(sample.read_bytes())
    (tmp_path / "ruff.toml").write_text(settings)
    subprocess.run(
        [sys.executable, "-m", "ruff", "format", "-q", "--no-cache", "--config", "ruff.toml", "."],
        cwd=tmp_path,
        check=True,
    )
    assert len(SAMPLES) > 50
    changed = 0
    for number, sample in enumerate(SAMPLES):
        before = sample.read_bytes().decode()
        after = (tmp_path / f"s{number}.py").read_bytes().decode()
        changed += before != after
        assert identities(after) == identities(before), sample
    assert changed > len(SAMPLES) // 3


FUNCTIONS = [
    """\
def first(a, b=(1, 2)):
    x = call(a, 'text', [1, 2, 3])
    while x:
        sleep(5)
        sleep(5)
    return x
""",
    """\
class Second:
    async def run(self):
        for i in range(3):
            await poll(i, f"{i}:{self!r}")

    def stop(self): return None
""",
    '''\
def third():
    """Not
indented: class Odd:
"""
    if a and (b or c):
        return lambda x: {x: 1}
    sleep(5)
''',
    '''\
def fourth(q: dict[str, int]) -> None:
    with open(q) as f, open(q) as g:
        f.write("""
def inner():
""")
''',
]


@given(st.permutations(FUNCTIONS), st.integers(0, 3))
def test_functions_in_another_order(order: list[str], blank: int) -> None:
    gap = "\n" * (blank + 1)
    assert fingerprints(gap.join(order)) == fingerprints("\n\n".join(FUNCTIONS))


@given(st.data())
def test_inserted_lines(data: st.DataObject) -> None:
    text = "\n\n".join(FUNCTIONS)
    spans = statements(text)
    places = {span.line for span in spans} - {
        line for span in spans for line in range(span.line + 1, span.end_line + 1) if _is_simple(text, span)
    }
    lines = text.split("\n")
    for place in sorted(data.draw(st.sets(st.sampled_from(sorted(places)))), reverse=True):
        extra = data.draw(st.sampled_from(["", "# a comment", "new = 1", "    # noqa", "\t"]))
        indent = len(lines[place - 1]) - len(lines[place - 1].lstrip())
        lines.insert(place - 1, " " * indent + extra)
    assert fingerprints(text) <= fingerprints("\n".join(lines))


def _is_simple(text: str, span: Span) -> bool:
    head = text.split("\n")[span.line - 1][span.column - 1 :]
    return not head.startswith(("def", "class", "async", "for", "if", "while", "with"))


def test_a_renamed_file() -> None:
    text = "\n\n".join(FUNCTIONS)
    assert identities(text, "a.py") == identities(text, "other/b.py")


def test_what_is_another_finding() -> None:
    base = "def f():\n    sleep(5)\n"
    (_, one) = identities(base)
    for other in (
        "def g():\n    sleep(5)\n",
        "def f():\n    sleep(6)\n",
        "def f():\n    sleep('5')\n",
        "class A:\n    def f():\n        sleep(5)\n",
        "def f():\n    await_(5)\n",
    ):
        assert one.fingerprint not in fingerprints(other), other
    (span,) = statements("sleep(5)\n")
    source = Source("a.py", "sleep(5)\n")
    codes = of_file(source, [finding(span), finding(span, "RPL122"), finding(span)])
    assert len({identity.fingerprint for identity in codes}) == 3


def test_scopes_are_told_by_definitions_and_not_by_text() -> None:
    text = textwrap.dedent(
        '''
        class A:
            """
        class B:
            def no(self): ...
            """
            @deco(
                1
            )
            async  def run(self):
                def inner(): return 1
                if True:
                    x = """
        def no():
        """; sleep(5)
        top = 1
        '''
    )
    scopes = {text.split("\n")[one.line - 1].strip(): Outline(text).scope(one) for one in statements(text)}
    assert scopes["async  def run(self):"] == "A"
    assert scopes["def inner(): return 1"] == "A.run"
    assert scopes['x = """'] == "A.run"
    assert scopes['"""; sleep(5)'] == "A.run"
    assert scopes["top = 1"] == ""


def test_what_holds_no_code_is_known_by_its_text() -> None:
    one = Source("a.py", "x = 1  # replint: ignore[RPL101]\n")
    moved = Source("a.py", "\n\nx = 1      # replint: ignore[RPL101]\n")
    other = Source("a.py", "x = 1  # replint: ignore[RPL102]\n")
    first = of_file(one, [finding(Span(1, 8, 1, 33))])
    assert first == of_file(moved, [finding(Span(3, 12, 3, 37))])
    assert first != of_file(other, [finding(Span(1, 8, 1, 33))])


@given(
    st.text(st.sampled_from("\"'\\()[]{}:,;#\n\r\tfd efrb1.é\0"), max_size=60), st.integers(1, 9), st.integers(1, 70)
)
def test_any_text_and_any_place_has_an_answer(text: str, line: int, column: int) -> None:
    outline = Outline(text)
    span = Span(line, column, line + 1, 1 << 20)
    assert isinstance(outline.scope(span), str)
    assert isinstance(outline.statement(span), str)


@pytest.mark.parametrize(
    "text", ['"\\' * 200_000, "'''\\" * 100_000, 'f"{' * 150_000, "(" * 300_000, "def " * 100_000, "\\\n" * 200_000]
)
def test_hostile_text_is_read_in_one_go(text: str) -> None:
    assert Outline(text).scope(Span(1, 1, 1, 1)) == ""  # anything quadratic would take minutes
