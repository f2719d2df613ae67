"""``--show-flow``: the way by which the value of a finding came."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import marked
import pytest
from conftest import Tree

from replint.checks import Judged, run_together
from replint.cli import run
from replint.config import Settings
from replint.findings import Draft
from replint.source import Source, SourceError

CORPUS = Path(__file__).parent / "corpus"
HASH = "a" * 64
SETTINGS = "PACE = 5\nOWNER = 'Acme Corp'\n"
WAITS = f"""
import time
import replicate

class Waiter:
    def __init__(self, pace):
        self.pace = pace

    def rest(self):
        time.sleep(self.pace)

    def wait(self, tid):
        for _ in range(100):
            if replicate.trainings.get(tid).status in ("succeeded", "failed", "canceled"):
                return tid
            self.rest()

def start(destination, payload, hook="https://acme.example/hook"):
    return replicate.trainings.create(
        "acme/face:{HASH}", input=payload, destination=destination, webhook=hook
    )

def name_of(owner):
    return f"{{owner}}/model"

def payload_of(url):
    return {{"input_images": url}}
"""


def drafts(main: str, *, files: dict[str, str] | None = None) -> list[Draft]:
    """The findings of a project whose main module is ``main``."""
    texts = {"settings.py": SETTINGS, "waits.py": WAITS, "main.py": dedent(main).lstrip(), **(files or {})}
    settings = Settings(root=".", show_flow=True)
    found = run_together({path: (Source(path, text), settings) for path, text in sorted(texts.items())})
    return [draft for path in sorted(texts) for draft in judged(found[path]).drafts]


def judged(outcome: Judged | SourceError) -> Judged:
    """What was judged of a module that can be parsed."""
    assert isinstance(outcome, Judged)
    return outcome


def told(main: str, code: str, **files: str) -> list[str]:
    """The way of the one finding of a code: ``path:line text: message``, the text being what stands at the place."""
    texts = {"settings.py": SETTINGS, "waits.py": WAITS, "main.py": dedent(main).lstrip(), **files}
    (draft,) = [one for one in drafts(main, files=files) if one.code == code]
    rows = []
    for step in draft.flow:
        path = step.path or draft.path or ""
        line = texts[path].split("\n")[step.span.line - 1]
        end = step.span.end_column - 1 if step.span.end_line == step.span.line else len(line)
        rows.append(f"{path}:{step.span.line} {line[step.span.column - 1 : end]}: {step.message}")
    return rows


def test_a_pace_through_objects_and_modules() -> None:
    main = """
    from settings import PACE
    from waits import Waiter

    def make(pace):
        return Waiter(pace)

    def go(tid):
        make(PACE).wait(tid)
    """
    assert told(main, "RPL121") == [
        "settings.py:1 5: defined here",
        "main.py:8 PACE: passed here",
        "main.py:5 pace: passed here",
        "main.py:8 make(PACE).wait(tid): called here",
        "waits.py:16 self.rest(): called here",
        "waits.py:10 time.sleep(self.pace): waited here",
    ]


def test_a_destination_that_is_computed_returned_and_passed() -> None:
    main = """
    from settings import OWNER
    from waits import name_of, start

    def go():
        destination = name_of(OWNER)
        return start(destination, {})
    """
    assert told(main, "RPL102") == [
        "settings.py:2 'Acme Corp': defined here",
        "main.py:5 OWNER: passed here",
        'waits.py:24 f"{owner}/model": computed here',
        "main.py:5 name_of(OWNER): returned here",
        "main.py:6 destination: passed here",
        "waits.py:19 replicate.trainings.create(: the training is created here",
    ]


def test_an_entry_of_a_dict_goes_the_dicts_way() -> None:
    main = """
    from waits import payload_of, start

    URL = "./faces.zip"

    def go():
        payload = payload_of(URL)
        print(start("acme/out", payload))
    """
    assert told(main, "RPL116") == [
        'main.py:3 "./faces.zip": defined here',
        "main.py:6 URL: passed here",
        "waits.py:27 url: written here",
        "main.py:6 payload_of(URL): returned here",
        "main.py:7 payload: passed here",
        "waits.py:19 replicate.trainings.create(: the training is created here",
    ]


def test_a_destination_that_is_left_out() -> None:
    main = """
    from waits import start

    def start_later(destination=None):
        return start(destination, {})

    def go():
        return start_later()
    """
    assert told(main, "RPL101") == [
        "main.py:3 None: defined here",
        "main.py:4 destination: passed here",
        "waits.py:19 replicate.trainings.create(: the training is created here",
    ]


def test_a_missing_destination_tells_the_calls() -> None:
    main = """
    import replicate

    def start(payload):
        return replicate.trainings.create("acme/face:%s", input=payload, webhook="https://acme.example/hook")

    def go():
        return start({})

    print(go())
    """.replace("%s", HASH)
    assert told(main, "RPL101")[:2] == ["main.py:9 go(): called here", "main.py:7 start({}): called here"]
    assert told(main, "RPL101")[2].endswith("the training is created here")


def test_a_training_that_is_thrown_away_by_a_caller() -> None:
    main = """
    from waits import start

    def go():
        start("acme/out", {})
    """
    assert told(main, "RPL106") == [
        'main.py:4 start("acme/out", {}): called here',
        "waits.py:19 replicate.trainings.create(: the training is created here",
    ]


def test_a_poll_of_a_training_without_webhook() -> None:
    main = """
    import time
    from waits import start

    def go():
        training = start("acme/out", {}, None)
        while training.status not in ("succeeded", "failed", "canceled"):
            time.sleep(45)
            training.reload()
    """
    assert told(main, "RPL125") == [
        'main.py:5 start("acme/out", {}, None): called here',
        "waits.py:19 replicate.trainings.create(: the training is created here",
        'main.py:6 while training.status not in ("succeeded", "failed", "canceled"):: the training is polled here',
    ]


def test_a_word_in_another_module() -> None:
    main = """
    import replicate
    from ends import ENDS

    def done(tid):
        return replicate.trainings.get(tid).status in ENDS
    """
    assert told(main, "RPL128", **{"ends.py": 'ENDS = {"failed", "canceled", "completed"}\n'}) == [
        'ends.py:1 "completed": defined here',
        "main.py:5 replicate.trainings.get(tid).status in ENDS: compared here",
    ]


def test_what_stands_alone_has_no_way() -> None:
    main = f"""
    import replicate
    print(replicate.trainings.create("acme/face:{HASH}", input={{}}, webhook="https://acme.example/hook"))
    """
    assert [(draft.code, draft.flow) for draft in drafts(main)] == [("RPL101", ())]


def test_a_growing_pace_goes_round_once() -> None:
    main = """
    import time
    import replicate
    from settings import PACE

    def go(tid):
        pace = PACE
        while True:
            if replicate.trainings.get(tid).status in ("succeeded", "failed", "canceled"):
                return
            time.sleep(pace)
            pace = pace * 2
    """
    assert told(main, "RPL121") == ["settings.py:1 5: defined here", "main.py:10 time.sleep(pace): waited here"]
    (endless,) = [draft for draft in drafts(main) if draft.code == "RPL123"]
    assert len(endless.flow) == 2


def test_recursion_is_told_once() -> None:
    main = """
    import time
    import replicate

    def go(tid, pace):
        if replicate.trainings.get(tid).status in ("succeeded", "failed", "canceled"):
            return
        time.sleep(pace)
        go(tid, pace)

    go("abc", 3)
    """
    assert told(main, "RPL121") == ["main.py:10 3: defined here", "main.py:7 time.sleep(pace): waited here"]


def _cases() -> list[Path]:
    return marked.cases_under(sorted(path for path in CORPUS.iterdir() if path.is_dir()))[::5]


@pytest.mark.parametrize("path", _cases(), ids=lambda path: path.stem)
def test_the_way_changes_nothing_else_and_is_a_way(path: Path) -> None:
    case = marked.read_case(path, path.stem)
    texts = dict(case.files)
    plain, traced = (
        run_together({name: (Source(name, text), Settings(root=".", show_flow=on)) for name, text in case.files})
        for on in (False, True)
    )
    for name, outcome in traced.items():
        found = judged(outcome)
        assert [replace(draft, flow=()) for draft in found.drafts] == judged(plain[name]).drafts
        assert found.acts == judged(plain[name]).acts
        for draft in found.drafts:
            places = [(step.path or draft.path, step.span) for step in draft.flow]
            assert len(places) == len(set(places)) != 1
            assert not places or (draft.path, draft.span) in places
            assert all(where in texts and span.line <= texts[where].count("\n") + 1 for where, span in places if where)


def test_the_option_reaches_the_reports(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"waits.py": WAITS, "main.py": "from waits import Waiter\nPACE = 4\nWaiter(PACE).wait('x')\n"})

    def report(*options: str) -> str:
        assert run(["--isolated", *options, "main.py", "waits.py"]) == 1
        return capsys.readouterr().out

    asked, plain = (json.loads(report("--output-format", "json", *more)) for more in (["--show-flow"], []))
    assert [[step["message"] for step in one["flow"]] for one in asked["findings"]] == [
        ["defined here", "passed here", "called here", "called here", "waited here"]
    ]
    assert [one["flow"] for one in plain["findings"]] == [[]]
    sarif = json.loads(report("--output-format", "sarif"))
    (flow,) = sarif["runs"][0]["results"][0]["codeFlows"]
    assert len(flow["threadFlows"][0]["locations"]) == 5
    assert "step 5 of 5" in report("--output-format", "full", "-v")
    assert "step 5 of 5" in report("--output-format", "full", "--show-flow")
    assert "step" not in report("--output-format", "full")
