"""What astroid knows of a name that running the module didn't tell: the only place that uses it, and fenced in.

astroid is handed the text of one module of the scanned tree. It can't reach any other: every request for a further
module fails, so nothing is searched on the path, loaded or executed, and no answer depends on what is installed.
"""

from __future__ import annotations

from typing import Any

from replint.values.domain import Const, Value, union

MOST_ANSWERS = 8
_PLAIN = (str, int, float, bool, bytes, type(None))


def constant(text: str, path: str, name: str) -> Value | None:
    """What a module-level name is, if astroid infers constants and nothing else; None otherwise.

    Covers names that are not bound by plain statements: members of functional enumerations, named tuples' fields,
    names taken out of calls that astroid has models of.
    """
    try:
        module = _fenced().string_build(text, modname="module", path=path)
        return _values(module, name)
    except Exception:  # noqa: BLE001 - inference over hostile text may fail in any way; then nothing is known
        return None


def _fenced() -> Any:
    """A builder whose manager knows no other modules than those of the language itself."""
    from astroid.builder import AstroidBuilder  # type: ignore[import-untyped]
    from astroid.exceptions import AstroidImportError  # type: ignore[import-untyped]
    from astroid.manager import AstroidManager  # type: ignore[import-untyped]

    manager = AstroidManager()
    manager.always_load_extensions = False
    manager.extension_package_allow_list = set()

    def refuse(modname: str, *_: object, **__: object) -> Any:
        raise AstroidImportError("outside the scanned tree", modname=modname)

    manager.ast_from_module_name = refuse
    manager.ast_from_file = refuse
    return AstroidBuilder(manager, apply_transforms=True)


def _values(module: Any, name: str) -> Value | None:
    found: list[Value] = []
    for node in module.getattr(name):
        for inferred in node.infer():
            value = getattr(inferred, "value", ...)
            if type(inferred).__name__ != "Const" or not isinstance(value, _PLAIN) or len(found) >= MOST_ANSWERS:
                return None
            found.append(Const(value))
    return union(found) if found else None
