"""What the shape of the code says of objects whose type nobody states."""

from __future__ import annotations

import re

import libcst as cst

from replint.syntax.walk import nodes

_TRAININGS = re.compile(r"\btrainings\b")
_PREDICTIONS = re.compile(
    r"\bpredictions?\b|\bdeployments\b|\breplicate\.(?:async_)?(?:run|stream|use)\b", re.IGNORECASE
)
_RELOADS = frozenset({"reload", "async_reload"})


def only_trainings(code: str) -> bool:
    """Whether a module uses the SDK's trainings and nothing of the SDK that makes predictions."""
    return _TRAININGS.search(code) is not None and _PREDICTIONS.search(code) is None


def reloads(node: cst.FunctionDef | cst.Lambda, name: str) -> bool:
    """Whether a function reloads the object in a parameter, and reads its status, as one does with a training."""
    read = {
        inner.attr.value
        for inner in nodes(node.body)
        if isinstance(inner, cst.Attribute) and isinstance(inner.value, cst.Name) and inner.value.value == name
    }
    return bool(read & _RELOADS) and "status" in read
