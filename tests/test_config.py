"""Settings: defaults, files, the command line on top, and what is told of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Tree

from replint.config import ConfigError, Overrides, Resolver, Settings, load, selector
from replint.findings import Confidence, Severity
from replint.wrappers import like_the_api

pytestmark = pytest.mark.usefixtures("cards")


def settings(root: Path, folder: str = ".", **overrides: object) -> Settings:
    return Resolver(str(root), Overrides(**overrides)).for_folder(str((root / folder).resolve()))  # type: ignore[arg-type]


def test_defaults(tree: Tree) -> None:
    found = settings(tree({}))
    assert (found.min_severity, found.min_confidence, found.fail_on) == (
        Severity.LOW,
        Confidence.MEDIUM,
        Severity.MEDIUM,
    )
    assert (found.min_poll_seconds, found.max_poll_seconds, found.min_presign_seconds) == (30, 300, 3600)
    assert found.enabled("RPL121")
    assert found.respect_gitignore


def test_every_key(tree: Tree) -> None:
    root = tree(
        {
            "replint.toml": """
            select = ["RPL1", "hardcoded-api-token"]
            ignore = ["RPL122"]
            extend-select = ["RPL9"]
            min-severity = "medium"
            min-confidence = "low"
            fail-on = "critical"
            exclude = ["old"]
            extend-exclude = ["gen"]
            include = ["*.py", "scripts/*"]
            respect-gitignore = false
            min-poll-seconds = 10
            max-poll-seconds = 600.5
            min-presign-seconds = 7200
            public-buckets = ["open"]
            allowed-hosts = ["cdn.acme.dev"]
            known-destinations = ["acme/*"]
            cache-dir = ".cache"
            baseline = "base.json"
            [wrappers]
            "acme.start" = "create"
            [severity]
            RPL121 = "high"
            [per-file-ignores]
            "tests/*" = ["RPL121"]
            [grade]
            min-mean = 4.5
            min-score = 2
            """
        }
    )
    found = settings(root)
    assert found.root == str(root)
    assert (found.select, found.ignore, found.extend_select) == (("RPL1", "RPL801"), ("RPL122",), ("RPL9",))
    assert (found.min_severity, found.min_confidence, found.fail_on) == (
        Severity.MEDIUM,
        Confidence.LOW,
        Severity.CRITICAL,
    )
    assert not found.default_excludes
    assert [globs.patterns for globs in found.exclude] == [("old",), ("gen",)]
    assert found.include is not None
    assert found.include.match(str(root / "scripts" / "tool"))
    assert not found.respect_gitignore
    assert (found.min_poll_seconds, found.max_poll_seconds, found.min_presign_seconds) == (10, 600.5, 7200)
    assert (found.public_buckets, found.allowed_hosts, found.known_destinations) == (
        ("open",),
        ("cdn.acme.dev",),
        ("acme/*",),
    )
    assert (found.cache_dir, found.baseline) == (str(root / ".cache"), str(root / "base.json"))
    assert found.wrappers == {"acme.start": like_the_api("acme.start", "create")}
    assert found.severity == {"RPL121": Severity.HIGH}
    assert found.ignored_in(str(root / "tests" / "a.py")) == ("RPL121",)
    assert found.ignored_in(str(root / "a.py")) == ()
    assert (found.grade_min_mean, found.grade_min_score) == (4.5, 2)


def test_the_nearest_file_holds_and_its_neighbours_have_an_order(tree: Tree) -> None:
    root = tree(
        {
            "pyproject.toml": "[tool.replint]\nmin-poll-seconds = 1\n",
            "a/replint.toml": "min-poll-seconds = 2\n",
            "a/pyproject.toml": "[tool.replint]\nmin-poll-seconds = 3\n",
            "a/b/pyproject.toml": "[project]\nname = 'about-replint'\n",
            "a/b/c/x.py": "",
            "d/.replint.toml": "min-poll-seconds = 4\n",
            "d/replint.toml": "min-poll-seconds = 5\n",
        }
    )
    assert [settings(root, folder).min_poll_seconds for folder in (".", "a", "a/b/c", "d")] == [1, 2, 2, 4]


def test_a_broken_pyproject_that_is_not_about_replint_is_none_of_ours(tree: Tree) -> None:
    assert settings(tree({"pyproject.toml": "[tool\n"})).min_poll_seconds == 30


def test_extend_inherits(tree: Tree) -> None:
    root = tree(
        {
            "base.toml": """
            min-poll-seconds = 1
            extend-exclude = ["gen"]
            ignore = ["RPL122"]
            severity = {RPL1 = "low"}
            """,
            "a/mid.toml": "extend = '../base.toml'\nmax-poll-seconds = 60\n",
            "a/pyproject.toml": """[tool.replint]
            extend = "mid.toml"
            min-poll-seconds = 2
            extend-exclude = ["old"]
            ignore = []
            severity = {RPL121 = "high"}
            """,
        }
    )
    found = settings(root, "a")
    assert (found.min_poll_seconds, found.max_poll_seconds, found.ignore) == (2, 60, ())
    assert [(globs.root, globs.patterns) for globs in found.exclude] == [
        (str(root), ("gen",)),
        (str(root / "a"), ("old",)),
    ]
    assert found.severity == {"RPL1": Severity.LOW, "RPL121": Severity.HIGH}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("min-severty = 'low'", "replint.toml: min-severty: unknown key; did you mean min-severity?"),
        ("min_severity = 'low'", "replint.toml: min_severity: unknown key; did you mean min-severity?"),
        ("zzz = 1", "replint.toml: zzz: unknown key"),
        (
            "[tool.replint]\nselect = []",
            "replint.toml: tool: unknown key: outside pyproject.toml the keys stand at the top, without [tool.replint]",
        ),
        ("[grade]\nmin-meen = 4", "replint.toml: grade.min-meen: unknown key; did you mean min-mean?"),
        ("select = 'RPL1'", "replint.toml: select: expected a list, not 'RPL1'"),
        ("select = [1]", "replint.toml: select.0: expected a string, not 1"),
        ("min-poll-seconds = '30'", "replint.toml: min-poll-seconds: expected a number, not '30'"),
        ("min-poll-seconds = true", "replint.toml: min-poll-seconds: expected a number, not True"),
        ("min-poll-seconds = -1", "replint.toml: min-poll-seconds: input should be greater than or equal to 0"),
        ("respect-gitignore = 1", "replint.toml: respect-gitignore: expected true or false, not 1"),
        (
            "fail-on = 'hihg'",
            "replint.toml: fail-on: 'hihg' is none of low, medium, high, critical; did you mean high?",
        ),
        ("min-confidence = 'critical'", "replint.toml: min-confidence: 'critical' is none of low, medium, high"),
        ("select = ['RPL125']", "replint.toml: select: unknown rule 'RPL125'; did you mean RPL122?"),
        ("[severity]\nRPL121 = 'bad'", "replint.toml: severity.RPL121: 'bad' is none of low, medium, high, critical"),
        (
            "[per-file-ignores]\n'a.py' = ['poling-too-fast']",
            "replint.toml: per-file-ignores.a.py: unknown rule 'poling-too-fast'; did you mean polling-too-fast?",
        ),
        ("grade = 3", "replint.toml: grade: expected a table, not 3"),
        ("extend = 'replint.toml'", "replint.toml: extend: goes round in a circle"),
        ("extend = 'gone.toml'", "replint.toml: extend: gone.toml can't be read: No such file or directory"),
        ("select = [", "replint.toml: is no valid TOML: "),
    ],
)
def test_wrong_files_are_told_in_one_line(tree: Tree, text: str, message: str) -> None:
    root = tree({"replint.toml": text})
    with pytest.raises(ConfigError) as caught:
        settings(root)
    told = str(caught.value)
    assert "\n" not in told
    if message.startswith("replint.toml: select: unknown rule"):
        assert told.startswith("replint.toml: select: unknown rule 'RPL125'; did you mean RPL12")
    else:
        assert told == message or (message.endswith(": ") and told.startswith(message))


def test_a_pyproject_with_a_wrong_table(tree: Tree) -> None:
    root = tree({"pyproject.toml": "[tool]\nreplint = 3\n"})
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: tool\.replint: expected a table$"):
        settings(root)


def test_a_named_file_holds_for_all_and_must_say_something(tree: Tree) -> None:
    root = tree({"ci/strict.toml": "extend-exclude = ['gen']\n", "replint.toml": "ignore = ['RPL1']\n", "p.toml": ""})
    found = Resolver(str(root), config_file="ci/strict.toml").for_folder(str(root / "a"))
    assert found.ignore == ()
    assert found.exclude[0].root == str(root)
    (root / "ci" / "pyproject.toml").write_text("[tool.other]\n")
    with pytest.raises(ConfigError, match=r"^ci/pyproject\.toml: has no \[tool\.replint\]$"):
        load(str(root / "ci" / "pyproject.toml"), str(root))


def test_isolated_reads_nothing(tree: Tree) -> None:
    root = tree({"replint.toml": "zzz = 1\n"})
    assert Resolver(str(root), isolated=True).for_folder(str(root)).min_poll_seconds == 30


def enabled(**parts: tuple[str, ...]) -> str:
    found = Settings(root="/", **parts)  # type: ignore[arg-type]
    return " ".join(code for code in ("RPL101", "RPL121", "RPL122", "RPL900") if found.enabled(code))


def test_the_longest_selector_decides_and_ignore_wins_a_tie() -> None:
    assert enabled() == "RPL101 RPL121 RPL122 RPL900"
    assert enabled(select=("RPL12",)) == "RPL121 RPL122 RPL900"
    assert enabled(ignore=("RPL12",)) == "RPL101 RPL900"
    assert enabled(select=("RPL121",), ignore=("RPL1",)) == "RPL121 RPL900"
    assert enabled(select=("RPL121",), ignore=("RPL121",)) == "RPL900"
    assert enabled(select=("RPL101",), extend_select=("RPL122",)) == "RPL101 RPL122 RPL900"
    assert enabled(ignore=("RPL",)) == ""


def test_the_command_line_outranks_the_file(tree: Tree) -> None:
    root = tree({"replint.toml": "ignore = ['RPL121', 'RPL801']\nextend-select = ['RPL9']\nmin-severity = 'high'\n"})
    found = settings(root, select=("RPL121",), min_severity=Severity.LOW)
    assert (found.select, found.extend_select, found.ignore) == (("RPL121",), (), ("RPL801",))
    assert found.min_severity is Severity.LOW
    found = settings(root, ignore=("RPL101",))
    assert found.ignore == ("RPL121", "RPL801", "RPL101")
    assert found.extend_select == ("RPL9",)


def test_selectors() -> None:
    assert [selector(word) for word in ("ALL", "RPL", "RPL1", "RPL121", "polling-too-fast")] == [
        "RPL",
        "RPL",
        "RPL1",
        "RPL121",
        "RPL121",
    ]
    for word in ("", "RPL7", "rpl1211", "E501"):
        with pytest.raises(ValueError, match="unknown rule"):
            selector(word)
    with pytest.raises(ValueError, match="did you mean RPL121"):
        selector("rpl121")
