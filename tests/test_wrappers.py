"""``wrappers`` in the configuration: functions that are read as calls of the API."""

from __future__ import annotations

from textwrap import dedent

import pytest
from conftest import Tree

from replint.config import ConfigError, Resolver, load
from replint.discovery import discover
from replint.engine import check_all
from replint.wrappers import Parameter, Wrapper

FACE = "acme/face:" + "a" * 64
CONFIG = """
[wrappers]
"acme_ml.start" = "create"
"acme_ml.Client.train" = { does = "create", destination = ["target", 1], input = { input_images = ["images", 0] }, \
trainer = "stability-ai/sdxl", required = ["destination"], returns = "id" }
"acme_ml.training" = { does = "fetch", id = 0 }
"acme_ml.status" = { does = "fetch", id = ["job", 0], returns = "status" }
"acme_ml.wait_for" = { does = "wait", id = 0, interval = ["every", 1], timeout = "limit", required = ["timeout"] }
"acme_ml.stop" = "cancel"
"app.jobs.launch" = { does = "create", destination = "dest", input = "payload", webhook = "hook" }
"app.jobs.Runner.run" = { does = "create", destination = "dest", returns = "nothing" }
"""
JOBS = """
from hidden import magic

def launch(payload, dest=None, hook=None):
    return magic(payload, dest)

class Runner:
    def run(self, payload, dest):
        magic(payload, dest)
"""


def codes(tree: Tree, main: str, config: str = CONFIG, **files: str) -> list[str]:
    """The findings in ``main.py`` as ``line:column code``."""
    root = tree({"replint.toml": config, "main.py": main, "app/jobs.py": JOBS, "app/__init__.py": "", **files})
    resolver = Resolver(str(root))
    report = check_all(discover((str(root / "main.py"),), resolver).targets)
    assert not report.failed
    return [f"{e.finding.span.line}:{e.finding.span.column} {e.finding.code}" for e in report.entries()]


IN_MAIN: dict[str, tuple[str, list[str]]] = {
    "read exactly as the API": (
        f"""
        from acme_ml import start
        print(start("{FACE}", {{"input_images": "./a.zip"}}, "Acme/Out"))
        """,
        ["3:108 RPL116", "3:120 RPL102"],
    ),
    "a destination left out": (f'import acme_ml\nprint(acme_ml.start("{FACE}", {{}}))', ["2:7 RPL101"]),
    "thrown away": (f'import acme_ml\nacme_ml.start("{FACE}", {{}}, "a/b")', ["2:1 RPL106"]),
    "a method of a library's class, its id thrown away": (
        """
        import acme_ml
        client = acme_ml.Client("key")
        client.train("https://a.example/x.zip", "a/b")
        job = client.train("https://a.example/x.zip", "a/b")
        """,
        ["4:1 RPL106"],
    ),
    "a method of an annotated parameter, in order": (
        """
        from acme_ml import Client
        def go(client: Client):
            return client.train("http://localhost/x.zip", "nodash")
        """,
        ["4:25 RPL113", "4:51 RPL102"],
    ),
    "required, and left out": (
        "import acme_ml\njob = acme_ml.Client().train(images='https://a.example/x.zip')",
        ["2:7 RPL101"],
    ),
    "not required, and left out": (
        'import acme_ml\nacme_ml.training("x")\n',
        [],
    ),
    "a poll of the status": (
        """
        import time
        import acme_ml
        def wait(job):
            while acme_ml.status(job) != "succeeded":
                time.sleep(5)
        """,
        ["5:5 RPL126", "5:5 RPL127", "6:9 RPL121"],
    ),
    "a poll of the training": (
        """
        import time
        import acme_ml
        def wait(job):
            for _ in range(100):
                if acme_ml.training(job).status in ("succeeded", "failed", "canceled"):
                    return True
                time.sleep(2)
        """,
        ["8:9 RPL121"],
    ),
    "a wait that is too fast": (
        "import acme_ml\ndef end(job):\n    return acme_ml.wait_for(job, 4, limit=3600)",
        ["3:34 RPL121"],
    ),
    "a wait without its required deadline": (
        "import acme_ml\ndef end(job):\n    return acme_ml.wait_for(job, every=60)",
        ["3:12 RPL126"],
    ),
    "a patient wait": ("import acme_ml\ndef end(job):\n    return acme_ml.wait_for(job, 60, limit=7200)", []),
    "a cancelled training": ("import acme_ml\ndef end(job):\n    acme_ml.stop(job)", []),
    "the project's own, by name": (
        'from app.jobs import launch\nprint(launch({"images": "./x"}, dest="bad dest"))',
        ["2:25 RPL116", "2:38 RPL102"],
    ),
    "the project's own, by position and default": (
        'from app import jobs\nprint(jobs.launch({}, "a/b/c"))\nprint(jobs.launch({}))',
        ["2:23 RPL102", "3:7 RPL101"],
    ),
    "the project's own method, which keeps the id": (
        'from app.jobs import Runner\nRunner().run({}, "bad dest")',
        ["2:18 RPL102"],
    ),
    "another function of that name": ('from other import start\nstart("x", {}, "bad dest")', []),
    "arguments that nobody sees": ("import acme_ml\ndef go(**kw):\n    return acme_ml.start(**kw)", []),
    "a training waited for without a webhook": (
        f"""
        import acme_ml
        job = acme_ml.start("{FACE}", {{"input_images": "https://a.example/x.zip"}}, "a/b")
        acme_ml.wait_for(job.id, 60, limit=7200)
        """,
        ["3:7 RPL125"],
    ),
}


@pytest.mark.parametrize("name", IN_MAIN)
def test_wrappers_are_read_as_the_api(tree: Tree, name: str) -> None:
    text, expected = IN_MAIN[name]
    assert codes(tree, dedent(text)) == expected


def test_without_configuration_nothing_is_said(tree: Tree) -> None:
    for text, _ in IN_MAIN.values():
        assert codes(tree, dedent(text), config="") == []


def test_a_call_in_another_module_than_the_client(tree: Tree) -> None:
    clients = "import acme_ml\nclient = acme_ml.Client('key')\n"
    main = "from clients import client\njob = client.train('https://a.example/x.zip', 'bad dest')\n"
    assert codes(tree, main, **{"clients.py": clients, "pyproject.toml": ""}) == ["2:47 RPL102"]


def test_all_forms_of_a_mapping(tree: Tree) -> None:
    root = tree({"replint.toml": CONFIG})
    found = load(str(root / "replint.toml"), str(root)).wrappers
    assert found["acme_ml.wait_for"] == Wrapper(
        "acme_ml.wait_for",
        "wait",
        {"id": Parameter(position=0), "interval": Parameter("every", 1), "timeout": Parameter("limit")},
        required=frozenset({"timeout"}),
    )
    assert found["acme_ml.Client.train"].inputs == {"input_images": Parameter("images", 0)}


def test_a_base_configurations_wrappers_stay(tree: Tree) -> None:
    root = tree({"base.toml": CONFIG, "replint.toml": 'extend = "base.toml"\n[wrappers]\n"acme_ml.stop" = "fetch"'})
    found = load(str(root / "replint.toml"), str(root)).wrappers
    assert len(found) == 8
    assert found["acme_ml.stop"].does == "fetch"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '"acme.start" = "creat"',
            "\"acme.start\": 'creat' is none of create, fetch, wait, cancel; did you mean create?",
        ),
        ('"start" = "create"', '"start": expected the dotted name of a function'),
        ('"acme.start" = 3', '"acme.start": expected a word (create, fetch, wait, cancel) or a table, not 3'),
        ('"acme.start" = {}', '"acme.start": does: missing'),
        ('"acme.start" = {does=1}', "expected a string, not 1"),
        (
            '"acme.start" = {does="create", dest="x"}',
            ".dest: unknown key for create; did you mean destination?",
        ),
        ('"acme.start" = {does="create", webhok="x"}', ".webhok: unknown key for create; did you mean webhook?"),
        ('"acme.start" = {does="fetch"}', '"acme.start".id: missing'),
        ('"acme.start" = {does="fetch", id=-1}', ".id: expected a parameter's name, its position from 0, or both"),
        ('"acme.start" = {does="fetch", id=["a", "b"]}', "not ['a', 'b']"),
        ('"acme.start" = {does="fetch", id=true}', "not True"),
        (
            '"acme.start" = {does="create", returns="status"}',
            "expected 'training', 'id' or 'nothing', not 'status'",
        ),
        ('"acme.start" = {does="create", required=["input"]}', ".required: 'input' is not mapped"),
        ('"acme.start" = {does="create", required="input"}', ".required: expected a list"),
        ('"acme.start" = {does="create", trainer="x"}', ".trainer: expected owner/name, not 'x'"),
    ],
)
def test_wrong_wrappers_name_file_and_key(tree: Tree, line: str, message: str) -> None:
    root = tree({"replint.toml": f"[wrappers]\n{line}\n"})
    with pytest.raises(ConfigError) as caught:
        load(str(root / "replint.toml"), str(root))
    assert str(caught.value).startswith("replint.toml: wrappers.")
    assert message in str(caught.value)
