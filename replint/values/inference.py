"""What astroid knows of a name that running the module didn't tell: the only place that uses it, and fenced in.

astroid is handed the text of one module of the scanned tree. It can't reach any other: every request for a further
module fails, so nothing is searched on the path, loaded or executed, and no answer depends on what is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from replint.values.domain import Const, Value, union

MOST_ANSWERS = 8
_PLAIN = (str, int, float, bool, bytes, type(None))


def constant(text: str, path: str, name: str) -> Value | None:
    """What a module-level name is, if astroid infers constants and nothing else; None otherwise.

    Covers names that are not bound by plain statements: members of functional enumerations, named tuples' fields,
    names taken out of calls that astroid has models of.
    """
    if not re.search(rf"\b{re.escape(name)}\b", text):
        return None
    try:
        with _fence():
            return _values(_module(text, path), name)
    except Exception:  # noqa: BLE001 - inference over hostile text may fail in any way; then nothing is known
        return None


@lru_cache(maxsize=16)
def _module(text: str, path: str) -> Any:
    from astroid.builder import AstroidBuilder  # type: ignore[import-untyped]
    from astroid.manager import AstroidManager  # type: ignore[import-untyped]

    return AstroidBuilder(AstroidManager(), apply_transforms=True).string_build(text, modname="module", path=path)


@contextmanager
def _fence() -> Iterator[None]:
    """While this holds, no manager finds any module but those of the language itself.

    astroid's nodes make managers of their own wherever they need one, so it is the class that has to refuse.
    """
    from astroid.exceptions import AstroidImportError  # type: ignore[import-untyped]
    from astroid.manager import AstroidManager

    def refuse(_: object, modname: str = "", *_args: object, **_keywords: object) -> Any:
        raise AstroidImportError("outside the scanned tree", modname=modname)

    doors = ("ast_from_module_name", "ast_from_file", "ast_from_module", "file_from_module_name")
    kept = {door: getattr(AstroidManager, door) for door in doors}
    manager = AstroidManager()
    manager.always_load_extensions = False
    for door in doors:
        setattr(AstroidManager, door, refuse)
    try:
        yield
    finally:
        for door, method in kept.items():
            setattr(AstroidManager, door, method)


def _values(module: Any, name: str) -> Value | None:
    found: list[Value] = []
    for node in module.getattr(name):
        for inferred in node.infer():
            value = getattr(inferred, "value", ...)
            if type(inferred).__name__ != "Const" or not isinstance(value, _PLAIN) or len(found) >= MOST_ANSWERS:
                return None
            found.append(Const(value))
    return union(found) if found else None
