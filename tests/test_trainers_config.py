"""``trainers`` in the configuration: the user's own trainers on top of the catalogue."""

from __future__ import annotations

import pytest
from conftest import Tree

from replint.config import ConfigError, Resolver, load
from replint.discovery import discover
from replint.engine import check_all

HASH = "a" * 64
FACE = """
name = "acme/face"
aliases = ["acme/face-two"]
data = ["faces"]
data_required = true
versions = ["{hash}"]
[inputs]
faces = {{ type = "file" }}
steps = {{ type = "int", min = 100, max = 4000, default = 1000 }}
style = {{ type = "string", choices = ["photo", "anime"] }}
[wrong]
rank = ""
""".format(hash="b" * 64)
INLINE = """
[[trainers]]
name = "acme/voice"
api = "prediction"
inputs = {}
[[trainers]]
name = "stability-ai/sdxl"
inputs = { pictures = { type = "file" } }
"""


def findings(tree: Tree, config: str, *calls: str) -> list[str]:
    """What is found in calls of ``trainings.create``, each given by its version and its input."""
    lines = [f'print(replicate.trainings.create({call}, destination="acme/out"))' for call in calls]
    root = tree(
        {
            "conf/replint.toml": config,
            "conf/trainers/face.toml": FACE,
            "main.py": "\n".join(("import replicate", *lines)),
        }
    )
    resolver = Resolver(str(root), config_file="conf/replint.toml")
    report = check_all(discover((str(root / "main.py"),), resolver).targets)
    assert not report.failed
    return [f"{entry.finding.span.line} {entry.finding.code}" for entry in report.entries()]


def test_a_trainer_from_a_file(tree: Tree) -> None:
    found = findings(
        tree,
        'trainers = ["trainers/face.toml"]',
        f'"acme/face:{HASH}", {{"faces": "https://a.example/x.zip", "stepz": 200}}',
        f'"acme/face-two:{HASH}", {{"faces": "https://a.example/x.zip", "steps": 50, "style": "photo"}}',
        f'"acme/face:{HASH}", {{"style": "oil"}}',
        f'"acme/face:{HASH}", {{"faces": "./x.zip"}}',
        f'"acme/face:{HASH}", {{"faces": "http://localhost/faces"}}',
        f'version="{"b" * 64}", model="x/y", input={{"faces": "https://a.example/x.zip", "rank": 3}}',
        f'"acme/face:{HASH}", {{"faces": "https://a.example/x.zip", "steps": 500}}',
    )
    assert found == ["2 RPL133", "3 RPL134", "4 RPL135", "4 RPL134", "5 RPL116", "6 RPL113", "7 RPL133"]


def test_a_trainer_in_the_configuration_itself_stands_above_the_catalogue(tree: Tree) -> None:
    calls = (
        f'"acme/voice:{HASH}", {{"audio": "https://a.example/x.zip"}}',
        f'"stability-ai/sdxl:{HASH}", {{"pictures": "https://a.example/x.zip"}}',
    )
    assert findings(tree, INLINE, *calls) == ["2 RPL139"]
    assert findings(tree, "", *calls) == ["3 RPL135", "3 RPL133"]


def test_files_and_tables_mix_and_add_up(tree: Tree) -> None:
    root = tree(
        {
            "base/base.toml": 'trainers = ["face.toml"]',
            "base/face.toml": FACE,
            "replint.toml": 'extend = "base/base.toml"\ntrainers = [{ name = "acme/voice", inputs = {} }]',
        }
    )
    found = load(str(root / "replint.toml"), str(root)).trainers
    assert sorted(found) == ["acme/face", "acme/face-two", "acme/voice"]
    assert found["acme/face"].inputs["steps"].max == 4000


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('["nope.toml"]', "trainers.0: nope.toml can't be read: "),
        ("[3]", "trainers.0: expected the path of a file or a table, not 3"),
        ('"x"', "trainers: expected a list, not 'x'"),
        ('[{nam = "a/b"}]', "trainers.0.name: missing"),
        ('[{name = "a/b", inputs = {}, dta = []}]', "trainers.0.dta: unknown key; did you mean data?"),
        ('[{name = "a/b", inputs = {x = {type = "strin"}}}]', "inputs.x.type: 'strin' is none of string, int, float"),
        ('[{name = "a/b", inputs = {x = {type = "int", mn = 3}}}]', "inputs.x.mn: unknown key; did you mean min?"),
        ('[{name = "a/b", inputs = {x = {type = "int", min = 3, max = 1}}}]', "inputs.x: min is not below max"),
        ('[{name = "a/b", inputs = {}, data = ["q"]}]', "trainers.0: q is named, but is not one of the inputs"),
        ('[{name = "a/b", inputs = {}, data = "q"}]', "trainers.0.data: expected a list, not 'q'"),
        ('[{name = "A/b", inputs = {}}]', "trainers.0.name: 'A/b' does not have the right form"),
        ('[{name = "a/b", inputs = {}}, {name = "a/b", inputs = {}}]', "trainers.1: a/b is there already"),
        ('["broken.toml"]', "trainers.0: broken.toml is no valid TOML: "),
        ('["typo.toml"]', "trainers.0 (typo.toml).dta: unknown key; did you mean data?"),
    ],
)
def test_wrong_trainers_name_file_and_key(tree: Tree, line: str, message: str) -> None:
    root = tree(
        {
            "replint.toml": f"trainers = {line}\n",
            "broken.toml": 'name = "',
            "typo.toml": 'name = "a/b"\ndta = []\ninputs = {}',
        }
    )
    with pytest.raises(ConfigError) as caught:
        load(str(root / "replint.toml"), str(root))
    assert str(caught.value).startswith("replint.toml: trainers")
    assert message in str(caught.value)
