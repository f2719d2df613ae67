"""Files that nothing may stumble over, through the command line: a finding, no traceback, bounded time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from replint.disk import Disk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")

GOOD = """\
import replicate
made = replicate.trainings.create(version="acme/flux:" + "e440909d" * 8, input={}, destination=None)
print(made.id)
"""
STANDS, TOLD = ["RPL101"], ["RPL900"]
"""What is found: the finding of the good code that stands in the file as well, or that the file can't be analysed."""
MOST_MEMORY = 2 << 30
MOST_SECONDS = 100
LINKS = 20_000
LEVELS = 3_000

BYTES = {
    "undecodable": (b"import replicate\nx = '\xff\xfe'\n", TOLD),
    "unknown_cookie": (b"# coding: nope\nimport replicate\n", TOLD),
    "wide_cookie": (b"# coding: utf-16\nimport replicate\n", TOLD),
    "no_text_cookie": (b"# coding: zlib\nimport replicate\n", TOLD),
    "undefined_cookie": (b"# coding: undefined\nimport replicate\n", TOLD),
    "rot13_cookie": (b"# coding: rot13\nimport replicate\n", TOLD),
    "idna_cookie": (b"# coding: idna\nimport replicate\nx = '\xff'\n", TOLD),
    "bom": (b"\xef\xbb\xbf" + GOOD.encode(), STANDS),
    "bom_and_cookie": (b"\xef\xbb\xbf# coding: latin-1\n" + GOOD.encode(), TOLD),
    "bom_in_the_middle": (b"x = 1\n\xef\xbb\xbf" + GOOD.encode(), TOLD),
    "latin_1": (b"# coding: latin-1\nx = '\xe9'\n" + GOOD.encode(), STANDS),
    "nul": (GOOD.encode() + b"x = '\0'\n", TOLD),
    "lone_cr": (GOOD.replace("\n", "\r").encode(), STANDS),
    "mixed_ends": (GOOD.replace("\n", "\r\n", 1).encode() + b"x = 1\r", STANDS),
    "form_feeds": (GOOD.replace("\n", "\n\f").encode(), STANDS),
    "no_last_line_end": (GOOD.rstrip().encode(), STANDS),
    "only_a_word": (b"replicate", []),
    "ends_in_a_backslash": (GOOD.encode() + b"x = 1 + \\", TOLD),
    "end_of_transmission": (GOOD.encode() + b"x = 1\x1a\n", TOLD),
    "tabs_and_blanks": (GOOD.encode() + b"if x:\n        y\n\tz\n", TOLD),
    "surrogates": (GOOD.encode() + b"x = '\\ud800' + '\\udfff'\n", STANDS),
    "control_characters": (GOOD.encode() + b"x = '\x1b]0;title\x07\x1b[31m'\n", STANDS),
}
DEEP = {
    "attributes": ("x = a" + ".b" * LINKS, TOLD),
    "calls": ("x = a" + "()" * LINKS, TOLD),
    "subscripts": ("x = a" + "[0]" * LINKS, TOLD),
    "sum": ("x = " + " + ".join(["1"] * LINKS), TOLD),
    "sum_on_lines": ("x = (" + "\n    + ".join(["1"] * LINKS) + ")", TOLD),
    "ands": ("x = " + " and ".join(["a"] * LINKS), TOLD),
    "powers": ("x = " + " ** ".join(["2"] * LINKS), TOLD),
    "choices": ("x = " + "a if b else " * LINKS + "c", TOLD),
    "nots": ("x = " + "not " * LINKS + "a", TOLD),
    "signs": ("x = " + "-" * LINKS + "1", TOLD),
    "lambdas": ("x = " + "lambda: " * LINKS + "1", TOLD),
    "strings": ("x = " + "'a' " * LINKS, TOLD),
    "elifs": ("if a: pass\n" + "elif a: pass\n" * LINKS, TOLD),
    "parentheses": ("x = " + "(" * LEVELS + "1" + ")" * LEVELS, TOLD),
    "brackets": ("x = " + "[" * LEVELS + "1" + "]" * LEVELS, TOLD),
    "nested_calls": ("x = " + "f(" * LEVELS + "1" + ")" * LEVELS, TOLD),
    "blocks": ("".join(" " * n + "if a:\n" for n in range(300)) + " " * 300 + "pass", TOLD),
    "patterns": ("match x:\n case " + "(" * 40 + "a" + ",)" * 40 + ": pass", TOLD),
    "patterns_in_parentheses": ("match x:\n case \\\n " + "(" * 40 + "a" + ")" * 40 + ": pass", TOLD),
    "patterns_of_classes": ("match x:\n case 1: pass\n case " + "A(b=" * 40 + "a" + ")" * 40 + ": pass", TOLD),
    "patterns_in_a_row": ("match x:\n" + " case {1: {2: {3: (4, (5, (6, [7])))}}}: pass\n" * 2_000, TOLD),
    "patterns_and_a_fault": ("match x:\n case " + "(" * 40 + "a" + ",)" * 40 + ": pass\nx = = 1", TOLD),
    "unclosed": ("x = " + "(" * LEVELS, TOLD),
    "sum_and_a_fault": ("x = " + " + ".join(["1"] * LINKS) + " +", TOLD),
    "fault_on_many_lines": ("x = (" + "\n    + ".join(["1"] * LINKS) + " +)", TOLD),
    "some_brackets": ("x = " + "[" * 150 + "1" + "]" * 150, STANDS),
    "some_blocks": ("".join(" " * n + "if a:\n" for n in range(95)) + " " * 95 + "pass", STANDS),
    "some_functions": ("".join(" " * n + f"def f{n}():\n" for n in range(90)) + " " * 90 + "pass", STANDS),
    "some_patterns": ("match x:\n" + " case {1: A(b=(4, [5, a]))} if f(g(h(i(j(k(l)))))): pass\n" * 300, STANDS),
    "some_elifs": ("if a: pass\n" + "elif a: pass\n" * 300, STANDS),
    "some_terms": ("x = " + " + ".join(["'a'"] * 380), STANDS),
    "some_strings": ("x = (" + "\n    ".join(["'a'"] * 380) + ")", STANDS),
}
LARGE = {
    "long_string": ("x = '" + "a" * 2_000_000 + "'", STANDS),
    "long_comment": ("# " + "a" * 2_000_000, STANDS),
    "long_name": ("a" * 1_000_000 + " = 1", STANDS),
    "long_number": ("x = " + "9" * 100_000, TOLD),
    "long_list": ("x = [" + "0, " * 500_000 + "]", TOLD),
    "statements_on_a_line": ("x = 1; " * 200_000, TOLD),
    "arguments": ("f(" + "a, " * 2_000 + ")", STANDS),
    "parameters": ("def f(" + ", ".join(f"a{n}" for n in range(2_000)) + "): pass", STANDS),
    "targets": ("x = " + "y = " * 2_000 + "1", STANDS),
    "comparisons": ("x = " + " < ".join(["a"] * 2_000), STANDS),
    "replacements": ("x = f'" + "{a}" * 2_000 + "'", STANDS),
    "decorators": ("@d\n" * 2_000 + "def f(): pass", STANDS),
    "handlers": ("try: pass\n" + "".join(f"except E{n}: pass\n" for n in range(500)), STANDS),
    "functions_in_a_row": ("".join(f"def f{n}(): return f{n + 1}()\n" for n in range(500)), STANDS),
    "classes_in_a_row": ("class C0: pass\n" + "".join(f"class C{n + 1}(C{n}): pass\n" for n in range(300)), STANDS),
    "blank_lines": ("\n" * 100_000, STANDS),
}
VALUES = {
    "power": ("x = 10 ** 10 ** 10", STANDS),
    "repetition": ("x = 'a' * 10**12", STANDS),
    "width": ("x = '{:>9999999999}'.format(1) + f'{1:>9999999999}' + '%99999999999d' % 1", STANDS),
    "recursive_list": ("x = []\nx.append(x)\nreplicate.trainings.create(destination=x)", STANDS),
    "recursive_dict": ("x = {}\nx['x'] = x\nreplicate.run('a/b', input=x)", STANDS),
    "recursive_class": ("class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().b.c", STANDS),
    "recursive_functions": ("def f(): return g()\ndef g(): return f()\nf()", STANDS),
    "itself": ("f = lambda f: f(f)\nf(f)", STANDS),
    "imports_itself": ("import imports_itself\nfrom imports_itself import *\nfrom . import imports_itself", STANDS),
}  # fmt: skip


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "replint", "--no-cache", "--jobs", "1", *arguments]
    return subprocess.run(
        command, cwd=folder, preexec_fn=_limited, capture_output=True, text=True, check=False, timeout=600
    )


def _found(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """What is found in files of which each is a project of its own."""
    for name, data in files.items():
        (folder / name).mkdir()
        (folder / name / f"{name}.py").write_bytes(data)
        (folder / name / "pyproject.toml").write_text("")
    done = _run(folder, "--output-format", "json", "--select", "RPL101,RPL9", "--ignore", "RPL901,RPL902")
    assert done.stderr == ""
    assert done.returncode == 1
    codes: dict[str, list[str]] = {name: [] for name in files}
    for finding in json.loads(done.stdout)["findings"]:
        codes[Path(finding["path"]).stem].append(finding["code"])
    return codes


@pytest.mark.parametrize(
    "cases",
    [
        BYTES,
        {name: (f"{GOOD}{text}\n".encode(), due) for name, (text, due) in DEEP.items()},
        {name: (f"{GOOD}{text}\n".encode(), due) for name, (text, due) in LARGE.items()},
        {name: (f"{GOOD}{text}\n".encode(), due) for name, (text, due) in VALUES.items()},
    ],
    ids=["bytes", "deep", "large", "values"],
)
def test_each_file_has_its_result(cases: dict[str, tuple[bytes, list[str]]], tmp_path: Path) -> None:
    found = _found(tmp_path, {name: data for name, (data, _) in cases.items()})
    assert found == {name: due for name, (_, due) in cases.items()}


def test_what_is_no_file_is_passed_over_or_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "folder.py" / "inner.py").write_text(GOOD)
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "null.py").symlink_to("/dev/null")
    (tmp_path / "endless.py").symlink_to("/dev/zero")
    (tmp_path / "nowhere.py").symlink_to("nothing")
    (tmp_path / "circle.py").symlink_to("circle.py")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "above").symlink_to(tmp_path)
    (tmp_path / "one\nline.py").write_text(GOOD)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.py")).write_text(GOOD)
    done = _run(tmp_path, "--select", "RPL101", "--output-format", "concise")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count(" RPL101 ") == len(done.stdout.splitlines()) == 4
    for name in ("pipe.py", "endless.py", "nowhere.py", "circle.py"):
        done = _run(tmp_path, name)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.strip().splitlines()) <= 4
        assert "Traceback" not in done.stderr
        assert name in done.stderr


@pytest.mark.parametrize("name", [".gitignore", "pyproject.toml", "setup.cfg", "base.toml"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_settings_that_would_never_end_are_not_read(name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    if kind == "pipe":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).symlink_to("/dev/zero")
    if name == "base.toml":
        (tmp_path / "replint.toml").write_text('extend = "base.toml"\n')
    done = _run(tmp_path, "--select", "RPL101", "--output-format", "concise")
    if name == "base.toml":
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.strip().endswith("base.toml can't be read: it is no regular file")
    else:
        assert (done.returncode, done.stderr, done.stdout.count(" RPL101 ")) == (1, "", 1)


def test_a_file_that_becomes_a_pipe_while_replint_runs_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(OSError, match="no regular file"):
        Disk().read(str(tmp_path / "pipe.py"))
    with pytest.raises(IsADirectoryError):
        Disk().read(str(tmp_path))


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is hidden from root")
def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text(GOOD)
    (tmp_path / "secret.py").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    done = _run(tmp_path, "--output-format", "concise")
    (tmp_path / "folder").chmod(0o700)
    assert done.returncode == 1
    assert done.stdout.count(" RPL900 ") == 2


def test_modules_that_import_each_other_are_harmless(tmp_path: Path) -> None:
    for number in range(30):
        text = f"from m{(number + 1) % 30} import *\nfrom m{(number + 7) % 30} import X as Y\nX = Y\n"
        (tmp_path / f"m{number}.py").write_text(GOOD + text)
    done = _run(tmp_path, "--select", "RPL101", "--output-format", "concise")
    assert (done.stdout.count(" RPL101 "), done.stderr) == (30, "")
