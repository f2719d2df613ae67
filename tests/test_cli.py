"""The command line, in this process: commands, options, exit codes, and one line for whatever is wrong."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from conftest import Run, Tree, put_in_place_of_the_analysis

from replint import __version__, console
from replint.findings import Draft

HEAD = "import replicate\n"
pytestmark = pytest.mark.usefixtures("analysis")


def test_check_is_the_default_command(run: Run, tree: Tree) -> None:
    tree({"src/a.py": HEAD + "RPL121()\n"})
    expected = "src/a.py:2:1: RPL121 saw `RPL121()`\n"
    for arguments in ((), ("src/",), ("check", "src"), ("check",), ("--jobs", "1", "src/a.py"), ("--", "src")):
        ran = run(*arguments)
        assert (ran.code, ran.out, ran.err) == (1, expected, "")


def test_a_path_named_like_a_command(run: Run, tree: Tree) -> None:
    tree({"rules/a.py": HEAD + "RPL121()\n"})
    assert run("./rules").out == "rules/a.py:2:1: RPL121 saw `RPL121()`\n"
    assert run("rules").out.startswith("RPL101")


def test_nothing_found_prints_nothing(run: Run, tree: Tree) -> None:
    tree({"a.py": "RPL121()\n"})
    assert run(".") == run()
    ran = run(".")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("RPL121()", (), 1),
        ("RPL122()", (), 0),
        ("RPL122()", ("--fail-on", "low"), 1),
        ("RPL121()", ("--fail-on", "high"), 0),
        ("RPL121()", ("--exit-zero",), 0),
        ("RPL121()", ("--min-severity", "high"), 0),
        ("RPL121(low)", (), 0),
        ("RPL121(low)", ("--min-confidence", "low"), 1),
        ("RPL121(medium)", ("--min-confidence", "high"), 0),
        ("RPL121()  # noqa", (), 0),
        ("RPL121()", ("--ignore", "RPL12"), 0),
        ("RPL121()", ("--select", "RPL101,RPL8"), 0),
        ("RPL121()", ("--select", "RPL101", "--select", "polling-too-fast"), 1),
        ("RPL121()", ("--select", "RPL101", "--extend-select", "RPL121"), 1),
        ("RPL121()", ("--pack", "fine-tuning"), 1),
        ("RPL121()", ("--pack", "auth"), 0),
        ("RPL121()", ("--pack", "auth,fine-tuning"), 1),
        ("RPL121()", ("--pack", "auth", "--pack", "fine-tuning"), 1),
        ("RPL121()", ("--pack", "auth", "--select", "RPL121"), 0),
        ("RPL121()", ("--pack", "fine-tuning", "--ignore", "RPL12"), 0),
        ("RPL801()", ("--pack", "fine-tuning"), 0),
        ("RPL801()", ("--pack", "auth"), 1),
        ("CRASH", ("--pack", "auth"), 2),
        ("CRASH", (), 2),
        ("CRASH", ("--exit-zero",), 2),
    ],
)
def test_exit_codes(run: Run, tree: Tree, text: str, options: tuple[str, ...], code: int) -> None:
    tree({"a.py": HEAD + text})
    assert run(*options, ".").code == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope.py",), "no such file or folder: nope.py"),
        (("--select", "RPL1211"), "unknown rule 'RPL1211'; did you mean RPL12"),
        (("--ignore", "poling-too-fast"), "unknown rule 'poling-too-fast'; did you mean polling-too-fast?"),
        (("--selct", "RPL1"), "No such option"),
        (("--fail-on", "grave"), "'grave' is not one of 'low', 'medium', 'high', 'critical'"),
        (("--jobs", "0"), "--jobs"),
        (("--output-format", "xml"), "'xml' is not one of"),
        (("--select",), "--select"),
        (("--pack", "fine-tunin"), "unknown pack 'fine-tunin'; did you mean fine-tuning?"),
        (("--pack", "xyz"), "unknown pack 'xyz'; there are auth, fine-tuning, replint"),
        (("--config", "gone.toml"), "gone.toml: can't be read"),
        (("--config", "a.toml", "--isolated"), "--isolated and --config exclude each other"),
        (("-", "a.py"), "standard input (-) can't be checked together with other paths"),
        (("--stdin-filename", "a.py"), "give the path -, too"),
        (("--output-file", "no/such/folder/x"), "no/such/folder/x can't be written: No such file or directory"),
        (("",), "a path is empty"),
        (("--select", ""), "Invalid value for '--select': no rule is named"),
        (("rule", "RPL12"), "'RPL12' stands for several rules: RPL121, RPL122"),
        (("rule", "RPL999"), "there is no rule 'RPL999'; did you mean RPL9"),
        (("rule",), "Missing argument 'CODE'"),
        (("rules", "more"), "unexpected extra argument"),
    ],
)
def test_wrong_use_is_one_line_and_2(run: Run, tree: Tree, arguments: tuple[str, ...], message: str) -> None:
    tree({"a.py": ""})
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("replint: error: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_wrong_configuration_is_one_line_and_2(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD, "sub/b.py": HEAD, "sub/replint.toml": "fail-onn = 'low'\n"})
    ran = run()
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "replint: error: sub/replint.toml: fail-onn: unknown key; did you mean fail-on?\n",
    )
    assert run("--isolated").code == 0


def test_help_and_version(run: Run, tree: Tree) -> None:
    tree({})
    assert run("--version").out == f"replint {__version__}\n"
    for arguments in (("-h",), ("--help",)):
        ran = run(*arguments)
        assert ran.code == 0
        assert "check" in ran.out
    ran = run("check", "-h")
    for option in ("--select", "--stdin-filename", "--no-respect-gitignore", "--exit-zero", "--no-cache"):
        assert option in ran.out


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree({"sub/replint.toml": "ignore = ['RPL121']\nextend-exclude = ['gen.py']\n"})
    data = HEAD.encode() + b"RPL121()\nRPL101()\n"
    feed(monkeypatch, data)
    assert run("-").out == "<stdin>:2:1: RPL121 saw `RPL121()`\n<stdin>:3:1: RPL101 saw `RPL101()`\n"
    feed(monkeypatch, data)
    assert run("-", "--stdin-filename", "sub/x.py").out == "sub/x.py:3:1: RPL101 saw `RPL101()`\n"
    feed(monkeypatch, data)
    assert run("-", "--stdin-filename", "sub/gen.py").code == 1
    feed(monkeypatch, data)
    assert run("-", "--stdin-filename", "sub/gen.py", "--force-exclude").code == 0
    feed(monkeypatch, b"x = 1\n")
    assert json.loads(run("-", "--output-format", "json").out)["summary"]["files"] == 1


def test_output_file(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "RPL121()\n"})
    ran = run("--output-file", "report.txt", "--color", "never")
    assert (ran.code, ran.out) == (1, "")
    assert (root / "report.txt").read_text() == "a.py:2:1: RPL121 saw `RPL121()`\n"


def test_statistics_and_suppressed(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "RPL121()\nRPL121()\nRPL101()  # noqa\nRPL122()\n"})
    ran = run("--statistics", "--show-suppressed", "-v")
    assert ran.out == (
        "a.py:2:1: RPL121 saw `RPL121()`\n"
        "a.py:3:1: RPL121 saw `RPL121()`\n"
        "a.py:5:1: RPL122 saw `RPL122()`\n"
        "a.py:4:1: RPL101 saw `RPL101()` (suppressed)\n"
        "2  RPL121  polling-too-fast\n"
        "1  RPL122  polling-without-backoff\n"
    )
    assert ran.err == "3 findings: 2 medium, 1 low, 1 suppressed (1 file checked, 1 with a trace of Replicate).\n"
    assert run("-v", "--select", "RPL801").err == "No findings (1 file checked, 1 with a trace of Replicate).\n"
    assert run("-v", "-q").err == ""


def test_a_failure_shows_its_traceback_only_if_asked(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "CRASH\n", "b.py": HEAD + "RPL101()\n"})
    ran = run()
    assert ran.out == "a.py:1:1: RPL904 failed: ZeroDivisionError: no way\nb.py:2:1: RPL101 saw `RPL101()`\n"
    assert ran.err == "replint: error: replint failed on a.py: ZeroDivisionError: no way\n"
    assert "Traceback" in run("-v").err
    (root / "c.py").write_text(HEAD + "CRASH\n")
    assert run().err == "replint: error: replint failed on a.py and 1 more: ZeroDivisionError: no way\n"


def test_a_folder_that_can_not_be_listed_is_a_finding(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree({"b.py": HEAD + "RPL101()\n", "a/b.py": ""})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if os.path.basename(path) == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = run()
    assert ran.out == (
        "a:1:1: RPL900 failed: the folder can't be listed: Permission denied\nb.py:2:1: RPL101 saw `RPL101()`\n"
    )
    assert ran.code == 1


def test_an_interrupt_is_130(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> list[Draft]:
        raise KeyboardInterrupt

    tree({"a.py": HEAD})
    put_in_place_of_the_analysis(monkeypatch, interrupt)
    ran = run()
    assert (ran.code, ran.out) == (130, "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_the_full_report_in_colour_and_a_summary(
    run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree({"a.py": HEAD + "RPL121()\n"})
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    assert run().code == 1
    assert "\033[" in out.getvalue()
    assert "help:" in out.getvalue()
    assert err.getvalue() == "1 finding: 1 medium (1 file checked, 1 with a trace of Replicate).\n"


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colours(
    choice: str, environment: dict[str, str], terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.wants_color(choice, to_terminal=terminal) is expected


def test_the_bar_shows_only_in_long_runs_and_is_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    bar = console.Progress()
    bar(1, 4)
    bar.close()
    assert err.getvalue() == ""
    monkeypatch.setattr(console.Progress, "DELAY", 0)
    bar(2, 4)
    bar.close()
    assert err.getvalue() == "\rChecking [###############---------------] 2/4\r\033[K"


def test_control_characters_in_paths_stay_harmless(run: Run, tree: Tree) -> None:
    tree({"a\033[31m.py": HEAD + "RPL121()\n"})
    assert run().out == "a\\x1b[31m.py:2:1: RPL121 saw `RPL121()`\n"


def test_a_path_that_is_no_utf8(run: Run, tree: Tree) -> None:
    root = tree({})
    try:
        (Path(os.fsdecode(os.fsencode(root) + b"/\xff.py"))).write_text(HEAD + "RPL121()\n")
    except OSError:
        pytest.skip("this file system has no such names")
    assert run().out == "\\udcff.py:2:1: RPL121 saw `RPL121()`\n"
    assert json.loads(run("--output-format", "json").out)["findings"][0]["path"] == "\\udcff.py"


def test_rule(run: Run, tree: Tree) -> None:
    tree({})
    assert run("rule", "RPL121").out == (
        "RPL121 polling-too-fast\n"
        "medium · pack fine-tuning, case 03 · criteria: ai-platform, fine-tuning · since 0.1.0\n"
        "\n"
        "About polling-too-fast.\n"
        "\n"
        "Why\n"
        "  Because of the | platform.\n"
        "\n"
        "How to fix\n"
        "  1. Mend it.\n"
        "\n"
        "Write instead\n"
        "  Write it otherwise.\n"
        "\n"
        "Bad: A bad one\n"
        "    import replicate\n"
        "    fault()  # RPL121, RPL122\n"
        "\n"
        "Good: A good one\n"
        "    import replicate\n"
        "\n"
        "References\n"
        "  https://replicate.com/docs\n"
    )
    assert run("rule", "polling-too-fast").out == run("rule", "RPL121").out
    data = json.loads(run("rule", "RPL121", "--output-format", "json").out)
    assert (data["code"], data["severity"], data["bad"][0]["title"]) == ("RPL121", "medium", "A bad one")
    page = run("rule", "RPL121", "--output-format", "markdown").out
    assert page.startswith("# RPL121 polling-too-fast\n\nAbout polling-too-fast.\n")
    assert "```python\nimport replicate\nfault()  # RPL121, RPL122\n```" in page


def test_rules(run: Run, tree: Tree) -> None:
    tree({})
    assert run("rules").out.splitlines()[:2] == [
        "RPL101  missing-destination         high      01  About missing-destination",
        "RPL121  polling-too-fast            medium    03  About polling-too-fast",
    ]
    assert [rule["code"] for rule in json.loads(run("rules", "--output-format", "json").out)][-1] == "RPL906"
    assert (
        "| RPL121 | polling-too-fast | medium | 03 | About polling-too-fast |"
        in run("rules", "--output-format", "markdown").out
    )
