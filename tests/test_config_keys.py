"""Each key of the configuration that has a say in findings, from the file to the report, with the real analysis."""

from __future__ import annotations

import json
import time

import pytest
from conftest import Run, Tree

from replint.checks import exemptions
from replint.config import Settings

TRAINER = '"ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"'
CODE = f"""\
import replicate

training = replicate.trainings.create(
    version={TRAINER},
    input={{"input_images": DATA, "trigger_word": "PRTRT"}},
    destination=DESTINATION,
    webhook=HOOK,
)
print(training.id)
"""
DATA, DESTINATION, HOOK = '"https://files.example.com/a.zip"', '"acme/portraits"', '"https://hooks.example.com/r"'


def found(run: Run, tree: Tree, config: str, *, head: str = "", **values: str) -> list[str]:
    """The codes found in a training with some values, under a configuration."""
    text = CODE.replace("import replicate\n", f"import replicate\n{head}")
    for name, default in (("DATA", DATA), ("DESTINATION", DESTINATION), ("HOOK", HOOK)):
        text = text.replace(name, values.get(name, default))
    tree({"src/train.py": text, "pyproject.toml": f"[tool.replint]\n{config}\n"})
    ran = run("--min-confidence", "low", "--output-format", "concise")
    assert ran.err == ""
    return [line.split(" ")[1] for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("url", "buckets", "silent"),
    [
        ("https://open-data.s3.amazonaws.com/a.zip", "open-data", True),
        ("https://open-data.s3.eu-west-1.amazonaws.com/a.zip", "open-data", True),
        ("https://s3.amazonaws.com/open-data/a.zip", "open-data", True),
        ("s3://open-data/a.zip", "open-data", True),
        ("https://storage.googleapis.com/open-data/sets/a.zip", "open-data", True),
        ("https://acme.blob.core.windows.net/open-data/a.zip", "open-data", True),
        ("https://acme.blob.core.windows.net/open-data/a.zip", "acme/open-data", True),
        ("https://open-data-7.s3.amazonaws.com/a.zip", "open-*", True),
        ("https://my.open.data.s3.amazonaws.com/a.zip", "my.open.data", True),
        ("https://closed-open-data.s3.amazonaws.com/a.zip", "open-data", False),
        ("https://s3.amazonaws.com/private/open-data/a.zip", "open-data", False),
        ("https://open-data-private.s3.amazonaws.com/a.zip", "open-data", False),
        ("https://s3.amazonaws.com/private/a.zip", "open-data", False),
    ],
)
def test_public_buckets(run: Run, tree: Tree, url: str, buckets: str, silent: bool) -> None:
    assert "RPL111" in found(run, tree, "", DATA=f'"{url}"')
    assert ("RPL111" not in found(run, tree, f'public-buckets = ["{buckets}"]', DATA=f'"{url}"')) is silent


def test_a_bucket_that_is_put_together_at_run_time(run: Run, tree: Tree) -> None:
    data = 'f"https://{name}.s3.amazonaws.com/a.zip"'
    head = "from settings import name\n"
    assert "RPL111" in found(run, tree, 'public-buckets = ["open-data"]', head=head, DATA=data)
    assert "RPL111" not in found(run, tree, 'public-buckets = ["*"]', head=head, DATA=data)


@pytest.mark.parametrize(
    ("host", "allowed", "silent"),
    [
        ("files.corp", "files.corp", True),
        ("FILES.corp", "files.CORP", True),
        ("files.corp:8443", "files.corp", True),
        ("a.lab.corp", "*.lab.corp", True),
        ("10.1.2.3", "10.1.*", True),
        ("[fd00::1]", "fd00::1", True),
        ("files.corp", "*.files.corp", False),
        ("other.corp", "files.corp", False),
    ],
)
def test_allowed_hosts(run: Run, tree: Tree, host: str, allowed: str, silent: bool) -> None:
    for name, code in (("DATA", "RPL113"), ("HOOK", "RPL141")):
        value = {name: f'"https://{host}/a.zip"'}
        assert code in found(run, tree, "", **value)
        assert (code not in found(run, tree, f'allowed-hosts = ["{allowed}"]', **value)) is silent


def test_an_allowed_host_is_judged_like_a_public_one(run: Run, tree: Tree) -> None:
    hook = '"http://hooks.corp/r"'
    assert "RPL141" in found(run, tree, 'allowed-hosts = ["hooks.corp"]', HOOK=hook)


@pytest.mark.parametrize(
    ("destination", "code", "known", "silent"),
    [
        ('f"acme/portrait-{uuid.uuid4().hex}"', "RPL105", "acme/portrait-*", True),
        ('f"acme/portrait-{uuid.uuid4().hex}"', "RPL105", "acme/*", True),
        ('f"acme/portrait-{uuid.uuid4().hex}"', "RPL105", "*", True),
        ('f"acme/portrait-{uuid.uuid4().hex}"', "RPL105", "acme/landscape-*", False),
        ('f"acme/portrait-{uuid.uuid4().hex}"', "RPL105", "acme/portrait-1", False),
        ('"username/modelname"', "RPL103", "username/modelname", True),
        ('"username/modelname"', "RPL103", "acme/*", False),
    ],
)
def test_known_destinations(run: Run, tree: Tree, destination: str, code: str, known: str, silent: bool) -> None:
    head = "import uuid\n"
    assert code in found(run, tree, "", head=head, DESTINATION=destination)
    config = f'known-destinations = ["{known}"]'
    assert (code not in found(run, tree, config, head=head, DESTINATION=destination)) is silent


def test_a_known_destination_that_is_created_late(run: Run, tree: Tree) -> None:
    text = CODE.replace("DATA", DATA).replace("DESTINATION", DESTINATION).replace("HOOK", HOOK)
    text += 'replicate.models.create(owner="acme", name="portraits", visibility="private", hardware="cpu")\n'
    root = tree({"train.py": text})
    assert "RPL104" in run().out
    (root / "replint.toml").write_text('known-destinations = ["acme/portraits"]\n')
    assert "RPL104" not in run().out


PLACEHOLDER = '"username/modelname"'


@pytest.mark.parametrize(
    ("pattern", "silent"),
    [
        ("src/*.py", True),
        ("src/", True),
        ("train.py", True),
        ("**/train.py", True),
        ("tests/**", False),
        ("/train.py", False),
        ("!src/**", False),
        ("!tests/**", True),
    ],
)
def test_per_file_ignores(run: Run, tree: Tree, pattern: str, silent: bool) -> None:
    config = f'[tool.replint.per-file-ignores]\n"{pattern}" = ["RPL10"]'
    assert ("RPL103" not in found(run, tree, config, DESTINATION=PLACEHOLDER)) is silent
    config = f'[tool.replint.per-file-ignores]\n"{pattern}" = ["placeholder-destination"]'
    assert ("RPL103" not in found(run, tree, config, DESTINATION=PLACEHOLDER)) is silent


def test_severities(run: Run, tree: Tree) -> None:
    assert "RPL103" in found(run, tree, "", DESTINATION=PLACEHOLDER)
    assert run().code == 1
    found(
        run,
        tree,
        '[tool.replint.severity]\nRPL1 = "critical"\nplaceholder-destination = "low"',
        DESTINATION=PLACEHOLDER,
    )
    ran = run("--output-format", "json")
    severities = {one["code"]: one["severity"] for one in json.loads(ran.out)["findings"]}
    assert (ran.code, severities["RPL103"]) == (0, "low")
    assert run("--fail-on", "low").code == 1
    assert run("--min-severity", "medium").out == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("public-buckets = ['s3://open']", "public-buckets: 's3://open' is no name of a bucket"),
        ("public-buckets = ['']", "public-buckets: '' is no name of a bucket"),
        ("allowed-hosts = ['https://files.corp']", "allowed-hosts: 'https://files.corp' is no name of a host"),
        ("allowed-hosts = ['files.corp:80']", "allowed-hosts: 'files.corp:80' is no name of a host"),
        ("known-destinations = ['portraits']", "known-destinations: 'portraits' is no owner/name"),
    ],
)
def test_what_is_no_name_of_the_kind(run: Run, tree: Tree, text: str, message: str) -> None:
    tree({"replint.toml": text})
    ran = run()
    assert (ran.code, ran.err.startswith(f"replint: error: replint.toml: {message}")) == (2, True)


def test_a_baseline_holds_for_the_report_and_the_grade(run: Run, tree: Tree) -> None:
    codes = found(run, tree, "", DESTINATION=PLACEHOLDER)
    assert "RPL103" in codes
    before = run("grade", "--output-format", "json")
    assert (before.code, json.loads(before.out)["passed"]) == (1, False)
    assert run("--write-baseline", "known.json", "--min-confidence", "low").code == 0
    assert found(run, tree, 'baseline = "known.json"', DESTINATION=PLACEHOLDER) == []
    after = run("grade", "--output-format", "json")
    told = json.loads(after.out)
    assert (after.code, told["passed"]) == (0, True)
    assert "RPL103" in {one["code"] for one in told["findings"]}
    assert run("grade", "--isolated").code == 1
    assert run("grade", "--isolated", "--baseline", "known.json").code == 0


def test_a_pattern_of_many_stars_takes_no_time(run: Run, tree: Tree) -> None:
    started = time.process_time()
    config = f'known-destinations = ["acme/{"*a" * 30}*b"]'
    assert "RPL103" in found(run, tree, config, DESTINATION='"username/modelname"')
    assert "RPL101" not in found(run, tree, config, DESTINATION=f'"acme/{"a" * 400}"')
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "pattern", "fits"),
    [
        ("aba", "ab*ba", False),
        ("abba", "ab*ba", True),
        ("AcMe/x", "acme/*", True),
        ("acme/x-1-y", "*-*-*", True),
        ("acme/x-1", "*-*-*", False),
        ("acme", "acme", True),
        ("acme2", "acme", False),
        ("a.b", "a?b", False),
    ],
)
def test_a_star_stands_for_any_text(text: str, pattern: str, fits: bool) -> None:
    assert exemptions.is_allowed_host(text, Settings(root="", allowed_hosts=(pattern,))) is fits
