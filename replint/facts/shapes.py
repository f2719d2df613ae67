"""What the shape of the code says of objects whose type nobody states."""

from __future__ import annotations

import libcst as cst

_PREDICTION_WORDS = frozenset({"predictions", "Prediction", "run", "async_run", "stream", "deployments", "predict", "use"})
_RELOADS = frozenset({"reload", "async_reload"})


def only_trainings(module: cst.Module) -> bool:
    """Whether a module uses the SDK's trainings and nothing of the SDK that makes predictions."""
    finder = _Words()
    module.visit(finder)
    return finder.trainings and not finder.predictions


def reloads(node: cst.FunctionDef | cst.Lambda, name: str) -> bool:
    """Whether a function reloads the object in a parameter, and reads its status, as one does with a training."""
    finder = _Uses(name)
    node.body.visit(finder)
    return bool(finder.read & _RELOADS) and "status" in finder.read


class _Words(cst.CSTVisitor):
    def __init__(self) -> None:
        self.trainings = False
        self.predictions = False

    def visit_Attribute(self, node: cst.Attribute) -> None:
        word = node.attr.value
        if word == "trainings":
            self.trainings = True
        elif word in ("predictions", "deployments", "predict"):
            self.predictions = True
        elif word in _PREDICTION_WORDS and isinstance(node.value, cst.Name) and node.value.value == "replicate":
            self.predictions = True

    def visit_ImportAlias(self, node: cst.ImportAlias) -> None:
        if isinstance(node.name, cst.Name):
            self.trainings = self.trainings or node.name.value == "trainings"
            self.predictions = self.predictions or node.name.value in ("predictions", "Prediction")

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        if "/predictions" in node.value:
            self.predictions = True

    def visit_FormattedStringText(self, node: cst.FormattedStringText) -> None:
        if "/predictions" in node.value:
            self.predictions = True


class _Uses(cst.CSTVisitor):
    def __init__(self, name: str) -> None:
        self.name = name
        self.read: set[str] = set()

    def visit_Attribute(self, node: cst.Attribute) -> None:
        if isinstance(node.value, cst.Name) and node.value.value == self.name:
            self.read.add(node.attr.value)
