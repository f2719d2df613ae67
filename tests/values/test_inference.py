"""What astroid is asked, and that it never gets out of the module that it is handed."""

import pytest

from replint.values.inference import constant

IMPORTS = (
    "import click, enum, requests\nfrom pydantic import BaseModel\n\n\nclass Settings(BaseModel):\n    pace: int = 1\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for NAME in (3,):\n    pass\n", 3),
        ("import sys\nif sys.platform:\n    NAME = len('abc')\n", 3),
        ("class C:\n    pace = 5\n\n\nNAME = C.pace\n", 5),
    ],
)
def test_a_constant_is_found(text: str, expected: object) -> None:
    found = constant(text, "module.py", "NAME")
    assert getattr(found, "value", None) == expected


@pytest.mark.parametrize("text", ["NAME = input()\n", "x = 1\n", "def NAME():\n    return 3\n", "NAME = (\n", "\0"])
def test_what_is_no_constant_is_unknown(text: str) -> None:
    assert constant(text, "module.py", "NAME") is None


def test_no_other_module_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from astroid.builder import AstroidBuilder  # type: ignore[import-untyped]

    def read(_: object, path: str, modname: str = "") -> None:
        files.append((path, modname))
        raise OSError

    files: list[tuple[str, str]] = []

    monkeypatch.setattr(AstroidBuilder, "file_build", read)
    monkeypatch.setattr(AstroidBuilder, "module_build", read)
    for name in ("Settings", "click", "enum", "BaseModel", "requests"):
        assert constant(IMPORTS, "module.py", name) is None
    assert files == []


def test_the_fence_is_taken_down_again() -> None:
    from astroid.manager import AstroidManager  # type: ignore[import-untyped]

    before = AstroidManager.ast_from_module_name
    constant("NAME = 3\n", "module.py", "NAME")
    assert AstroidManager.ast_from_module_name is before
