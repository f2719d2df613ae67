"""The shipped JSON Schemas: as the models make them, and true of what the formats print."""

from __future__ import annotations

import json

import jsonschema
import pytest
from conftest import Run, Tree
from sample_reports import TREE, rich

from replint import schemas
from replint.report import Report
from replint.reporters import Options, render

ALL = Options(show_suppressed=True, statistics=True)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_files_are_what_the_models_make(name: str) -> None:
    assert schemas.text(name) == schemas.made(name), "run python -m replint.schemas"
    jsonschema.Draft202012Validator.check_schema(json.loads(schemas.text(name)))


@pytest.mark.parametrize("options", [Options(), ALL])
def test_the_json_keeps_its_schema(options: Options) -> None:
    whole = jsonschema.Draft202012Validator(json.loads(schemas.text("report")))
    line = jsonschema.Draft202012Validator(json.loads(schemas.text("finding")))
    for one in (Report(), rich()):
        whole.validate(json.loads(render("json", one, options)))
        for text in render("jsonl", one, options).splitlines():
            line.validate(json.loads(text))


def test_the_json_of_a_tree_keeps_its_schema(run: Run, tree: Tree) -> None:
    tree(TREE)
    schema = json.loads(run("schema").out)
    for options in ((), ("--statistics", "--show-suppressed")):
        data = json.loads(run("--output-format", "json", *options).out)
        assert data["findings"]
        assert data["errors"]
        jsonschema.Draft202012Validator(schema).validate(data)


def test_the_schema_refuses_what_is_not_so() -> None:
    data = json.loads(render("json", rich(), ALL))
    validator = jsonschema.Draft202012Validator(json.loads(schemas.text("report")))
    data["findings"][0]["line"] = 0
    assert not validator.is_valid(data)


def test_schema_prints_a_shipped_file(run: Run, tree: Tree) -> None:
    tree({})
    assert run("schema").out == schemas.text("report")
    for name in schemas.NAMES:
        assert run("schema", name).out == schemas.text(name)
    assert run("schema", "nope").code == 2
