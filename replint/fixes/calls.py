"""Arguments and entries under a wrong name get the right one: the deprecated webhook, inputs that are nearly right."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from replint.facts.records import TrainingCreated
from replint.findings import Edit, Fix
from replint.fixes.editor import Editor, plain, requoted
from replint.fixes.registry import Task, fixer, safe, unsafe
from replint.plain import dataclass
from replint.values.domain import ABSENT


@dataclass(frozen=True)
class _Named:
    """A value under a name: a keyword of a call, an entry of a dict display, or an item that is set.

    ``name`` is the node with the name; ``others`` are the names beside it, None among them if there may be more.
    """

    name: cst.CSTNode
    holder: cst.CSTNode
    owner: cst.CSTNode
    others: frozenset[str | None]

    def renamed(self, editor: Editor, name: str) -> Edit:
        """The edit that gives it another name."""
        if isinstance(self.name, cst.SimpleString):
            return editor.swap(self.name, requoted(self.name, name))
        return editor.swap(self.name, name)


def _named(editor: Editor, value: cst.CSTNode, name: str, call: cst.CSTNode) -> _Named | None:
    """Where a value stands under a name: in ``call``, in a dict, or in an assignment to a dict's item."""
    around = editor.around(value)
    if len(around) < 2:
        return None
    holder, owner = around[-1], around[-2]
    if isinstance(holder, cst.DictElement) and isinstance(owner, cst.Dict) and holder.value is value:
        if plain(holder.key) == name:
            others = frozenset(_keys(element) for element in owner.elements if element is not holder)
            return _Named(holder.key, holder, owner, others)
    elif isinstance(holder, cst.Arg) and isinstance(owner, cst.Call) and holder.keyword is not None:
        makes_dict = isinstance(owner.func, cst.Name) and owner.func.value == "dict"
        if holder.keyword.value == name and (owner is call or makes_dict):
            return _Named(holder.keyword, holder, owner, frozenset(_keywords(owner, holder)))
    elif isinstance(holder, cst.Assign) and holder.value is value and len(holder.targets) == 1:
        target = holder.targets[0].target
        key = _item_key(target)
        if key is not None and plain(key) == name and isinstance(owner, cst.SimpleStatementLine):
            return _Named(key, target, owner, frozenset())
    return None


def _keys(element: cst.BaseDictElement) -> str | None:
    return plain(element.key) if isinstance(element, cst.DictElement) else None


def _keywords(call: cst.Call, but: cst.Arg) -> Iterator[str | None]:
    for arg in call.args:
        if arg is not but and (arg.keyword is not None or arg.star == "**"):
            yield None if arg.keyword is None else arg.keyword.value


def _item_key(target: cst.CSTNode) -> cst.SimpleString | None:
    if isinstance(target, cst.Subscript) and len(target.slice) == 1:
        index = target.slice[0].slice
        if isinstance(index, cst.Index) and isinstance(index.value, cst.SimpleString):
            return index.value
    return None


@fixer("RPL133")
def nearest_input(task: Task) -> Fix | None:
    """An input that the trainer does not have gets the name that it is near to."""
    key, nearest = task.field("key"), task.field("nearest")
    training = task.evidence.fact
    if not nearest or not isinstance(training, TrainingCreated) or nearest in dict(training.entries):
        return None
    found = _named(task.editor, task.node, key, task.node)
    if found is None or nearest in found.others:
        return None
    if not isinstance(found.name, cst.SimpleString) and not nearest.isidentifier():
        return None
    return unsafe(f"Name it {nearest}", found.renamed(task.editor, nearest))


@fixer("RPL137")
def nearest_parameter(task: Task) -> Fix | None:
    """A parameter that creating a training does not have gets the name that it is near to."""
    name, nearest = task.field("name"), task.field("nearest")
    training = task.evidence.fact
    if not nearest or not isinstance(training, TrainingCreated):
        return None
    given = getattr(training.given, _GIVEN.get(nearest, nearest), None)
    if given is not None and given.value is not ABSENT:
        return None
    found = _named(task.editor, task.node, name, training.place.node)
    if found is None or found.others & {nearest, None}:
        return None
    return unsafe(f"Name it {nearest}", found.renamed(task.editor, nearest))


_GIVEN = {
    "webhook_events_filter": "events",
    "webhook_completed": "legacy_webhook",
    "file_encoding_strategy": "strategy",
}


@fixer("RPL144")
def present_webhook(task: Task) -> Fix | None:
    """``webhook_completed=`` becomes ``webhook=`` with the filter that keeps its meaning."""
    training = task.evidence.fact
    if not isinstance(training, TrainingCreated):
        return None
    if training.given.webhook.value is not ABSENT or training.given.events.value is not ABSENT:
        return None
    editor = task.editor
    found = _named(editor, task.node, "webhook_completed", training.place.node)
    if found is None or found.others & {"webhook", "webhook_events_filter", None}:
        return None
    edits = [found.renamed(editor, "webhook"), *_filter(editor, found)]
    return safe("Use webhook with a filter", *edits) if len(edits) > 1 else None


def _filter(editor: Editor, found: _Named) -> list[Edit]:
    holder = found.holder
    if isinstance(holder, cst.Arg):
        return editor.added(holder, holder.comma, ['webhook_events_filter=["completed"]'])
    if isinstance(holder, cst.DictElement) and isinstance(found.name, cst.SimpleString):
        quote = found.name.quote
        entry = f"{quote}webhook_events_filter{quote}: [{quote}completed{quote}]"
        return editor.added(holder, holder.comma, [entry])
    indent = editor.indent(found.owner)
    if isinstance(holder, cst.Subscript) and isinstance(found.name, cst.SimpleString) and indent is not None:
        if not editor.ends_line(found.owner) or "\n" in editor.text(holder):
            return []
        quote = found.name.quote
        target = f"{editor.text(holder.value)}[{quote}webhook_events_filter{quote}]"
        return [editor.line_after(found.owner, f"{indent}{target} = [{quote}completed{quote}]")]
    return []
