"""A poll that goes on after the end: the statuses that are missing are added to the test that already ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

import libcst as cst

from replint.facts.records import Poll
from replint.findings import Edit, Fix, Span
from replint.fixes.editor import Editor, plain, requoted
from replint.fixes.predicates import predicate_words
from replint.fixes.registry import Task, fixer, safe, unsafe
from replint.fixes.statuses import constant_name
from replint.plain import dataclass
from replint.replicate_api.statuses import ABORTED, ALL, RUNNING, nearest_status
from replint.syntax.walk import statements
from replint.values.domain import Const

_ENDINGS = ("succeeded", "failed", "canceled", ABORTED)
_BADLY = frozenset(_ENDINGS) - {"succeeded"}
_CALLED = re.compile(r"\b([^\W\d]\w*)\s*\(")


@dataclass
class _Test:
    """One display of status words, one comparison with a single word, or one pattern, by which a poll decides."""

    node: cst.CSTNode
    around: list[cst.CSTNode]
    literals: list[cst.SimpleString] = field(default_factory=list)

    @property
    def words(self) -> frozenset[str]:
        """The statuses that it knows."""
        return frozenset(filter(None, map(plain, self.literals)))

    @property
    def is_display(self) -> bool:
        """Whether it is a set, tuple or list of words, or a pattern of several."""
        return not isinstance(self.node, (cst.Comparison, cst.MatchValue))

    @property
    def is_pattern(self) -> bool:
        """Whether it stands behind ``case``."""
        return isinstance(self.node, (cst.MatchOr, cst.MatchValue))


@fixer("RPL127")
def every_ending(task: Task) -> Fix | None:
    """Adds the endings that the poll does not know to the one test that tells its bad ends, or its only end."""
    poll = task.evidence.fact
    if not isinstance(poll, Poll):
        return None
    tests = _tests(task, poll)
    if not tests:
        return None
    badly = [test for test in tests if test.words & _BADLY]
    target = _the_one(badly, poll) if badly else _ends_on_success(tests, poll)
    if target is None:
        return None
    known = frozenset(word for test in tests for word in test.words)
    lacking = poll.uncovered | ({ABORTED} - known)
    missing = [word for word in _ENDINGS if word in lacking and word not in target.words]
    if not missing or ("succeeded" in missing and not _in_header(target, poll)):
        return None
    listed = " and ".join(f'"{word}"' for word in missing)
    if target.is_pattern:
        edits = [task.editor.after(target.literals[-1], "".join(f" | {word}" for word in _written(target, missing)))]
    elif not target.is_display:
        edits = _comparison_edits(task.editor, target, missing)
    else:
        edits = _display_edits(task.editor, target, missing)
    if not edits:
        return None
    if not target.is_display:
        return unsafe(f"Compare with {listed}, too", *edits)
    certain = len(badly) == 1 and _only_tested(task.editor, target)
    return (safe if certain else unsafe)(f"Add {listed}", *edits)


# Which tests belong to the poll


def _tests(task: Task, poll: Poll) -> list[_Test] | None:
    """The tests of the poll by which it may end; None if one of them can't be read or has words that are wrong."""
    editor = task.editor
    regions = list(_regions(editor, poll))
    found: dict[int, _Test] = {}
    seen: set[int] = set()
    for test in task.context.facts.tests:
        if test.place.tree is not editor.tree or not any(region.holds(test.place.span) for region in regions):
            continue
        for word in test.words:
            if not isinstance(word, Const) or not isinstance(word.value, str):
                return None
            if word.value not in ALL and nearest_status(word.value) in _ENDINGS:
                return None
            if word.value in RUNNING or word.value not in ALL or (word.at and id(word.at.node) in seen):
                continue
            if word.at is None or word.at.tree is not editor.tree or plain(word.at.node) != word.value:
                return None
            literal = word.at.node
            seen.add(id(literal))
            holder = _holder(editor, literal)
            if holder is None or not isinstance(literal, cst.SimpleString):
                return None
            found.setdefault(id(holder.node), holder).literals.append(literal)
    return list(found.values()) or _grouped(editor, predicate_words(editor, poll.place.node))


def _grouped(editor: Editor, literals: Sequence[cst.SimpleString]) -> list[_Test] | None:
    """The tests that some words are in; None if one of them isn't in any."""
    found: dict[int, _Test] = {}
    for literal in literals:
        holder = _holder(editor, literal)
        if holder is None:
            return None
        found.setdefault(id(holder.node), holder).literals.append(literal)
    return list(found.values())


def _holder(editor: Editor, literal: cst.CSTNode) -> _Test | None:
    around = editor.around(literal)
    if len(around) < 2:
        return None
    if isinstance(around[-1], cst.Element) and isinstance(around[-2], (cst.Set, cst.Tuple, cst.List)):
        display = _Test(around[-2], around[:-2])
        compared = isinstance(display.around[-1], cst.ComparisonTarget)
        return display if compared or constant_name(display.around) is not None else None
    if isinstance(around[-1], cst.MatchValue):
        if isinstance(around[-2], cst.MatchOrElement) and isinstance(around[-3], cst.MatchOr):
            return _Test(around[-3], around[:-3])
        return _Test(around[-1], around[:-1])
    if isinstance(around[-1], cst.ComparisonTarget):
        around.pop()
    if isinstance(around[-1], cst.Comparison) and len(around[-1].comparisons) == 1:
        operator = around[-1].comparisons[0].operator
        if isinstance(operator, (cst.Equal, cst.NotEqual)):
            return _Test(around[-1], around[:-1])
    return None


def _regions(editor: Editor, poll: Poll) -> Iterator[Span]:
    """Where a poll's tests stand: in its loop, or in the function that repeats, and in functions that are called there.

    A function that calls itself, or has itself called later, has decided on that before the call.
    """
    node = poll.place.node
    whole = node
    span = editor.tree.span(node)
    if not isinstance(node, (cst.While, cst.For)):
        whole = next((one for one in reversed(editor.around(node)) if isinstance(one, cst.FunctionDef)), node)
        outer = editor.tree.span(whole)
        if span.line < outer.line:  # a decorator
            span = Span(span.line, span.column, outer.end_line, outer.end_column)
        else:
            span = Span(outer.line, outer.column, span.end_line, span.end_column)
    yield span
    called = set(_CALLED.findall(editor.between(span)))
    functions = [one for one in statements(editor.tree.module) if isinstance(one, cst.FunctionDef)]
    for name in sorted(called):
        same = [one for one in functions if one.name.value == name]
        if len(same) == 1 and same[0] is not whole:
            yield editor.tree.span(same[0])


# Which of them is to know more


def _the_one(badly: list[_Test], poll: Poll) -> _Test | None:
    """The test that decides on bad ends: the only one, the one in the loop's header, or the only set with success."""
    if len(badly) == 1:
        return badly[0]
    for kind in (
        [test for test in badly if _in_header(test, poll)],
        [test for test in badly if test.is_display and "succeeded" in test.words],
    ):
        if len(kind) == 1:
            return kind[0]
    return None


def _in_header(test: _Test, poll: Poll) -> bool:
    """Whether the loop goes on by this very test: ``while … not in {…}``, ``while … != …``, also joined by ``and``."""
    loop = poll.place.node
    comparison = (
        test.node
        if not test.is_display
        else next((node for node in reversed(test.around) if isinstance(node, cst.Comparison)), None)
    )
    if not isinstance(loop, cst.While) or not isinstance(comparison, cst.Comparison) or len(comparison.comparisons) > 1:
        return False
    return _negative(loop.test, comparison, turned=False)


def _negative(inside: cst.BaseExpression, comparison: cst.Comparison, *, turned: bool) -> bool:
    if inside is comparison:
        operator = comparison.comparisons[0].operator
        return isinstance(operator, (cst.Equal, cst.In) if turned else (cst.NotEqual, cst.NotIn))
    if isinstance(inside, cst.UnaryOperation) and isinstance(inside.operator, cst.Not):
        return _negative(inside.expression, comparison, turned=not turned)
    if isinstance(inside, cst.BooleanOperation) and isinstance(inside.operator, cst.Or if turned else cst.And):
        return any(_negative(side, comparison, turned=turned) for side in (inside.left, inside.right))
    return False


def _ends_on_success(tests: list[_Test], poll: Poll) -> _Test | None:
    """The only test, for success alone: in the loop's header, or of a branch that does nothing but leave the loop."""
    if len(tests) != 1:
        return None
    test = tests[0]
    return test if _in_header(test, poll) or _just_breaks(test, poll) or _is_predicate(test) else None


def _is_predicate(test: _Test) -> bool:
    """Whether a function that a retry library asks decides by this comparison alone."""
    return isinstance(test.node, cst.Comparison) and isinstance(test.around[-1], (cst.Lambda, cst.Return))


def _just_breaks(test: _Test, poll: Poll) -> bool:
    around = [*test.around, test.node]
    at = next((index for index, node in enumerate(around) if node is poll.place.node), None)
    if at is None:
        return False
    branch = next((node for node in reversed(around) if isinstance(node, cst.If)), None)
    if branch is None or branch.orelse is not None or not isinstance(branch.test, cst.Comparison):
        return False
    if not isinstance(branch.test.comparisons[0].operator, (cst.Equal, cst.In)) or branch.test not in around:
        return False
    parts: Sequence[cst.CSTNode] = branch.body.body
    if len(parts) == 1 and isinstance(parts[0], cst.SimpleStatementLine):
        parts = parts[0].body
    return len(parts) == 1 and isinstance(parts[0], cst.Break)


# How it is written


def _only_tested(editor: Editor, test: _Test) -> bool:
    """Whether a display is for comparisons only, and says a bad end in it: adding another one keeps its sense."""
    if not test.words & _BADLY:
        return False
    if isinstance(test.around[-1], cst.ComparisonTarget) or test.is_pattern:
        return True
    name = constant_name(test.around)
    return name is not None and editor.only_compared(name)


def _display_edits(editor: Editor, test: _Test, missing: list[str]) -> list[Edit]:
    elements = getattr(test.node, "elements", ())
    if not elements or not all(isinstance(element, cst.Element) for element in elements):
        return []
    literals = [element.value for element in elements]
    if not all(isinstance(literal, cst.SimpleString) and plain(literal) is not None for literal in literals):
        return []
    last = elements[-1]
    texts = _written(test, missing)
    if len(elements) == 1 and isinstance(last.comma, cst.Comma) and isinstance(test.node, cst.Tuple):
        comma = editor.tree.span(last.comma)
        if comma.end_line == editor.tree.span(last.value).end_line and not editor.ends_line(last.comma):
            return [editor.swap(last.comma, ", " + ", ".join(texts))]
    return editor.added(last.value, last.comma, texts)


def _written(test: _Test, missing: Sequence[str]) -> list[str]:
    """Words as the last one of a test is written."""
    return [requoted(test.literals[-1], word) for word in missing]


def _comparison_edits(editor: Editor, test: _Test, missing: list[str]) -> list[Edit]:
    """``status != "failed"`` as ``status not in {"failed", …}``, the literal's side and quotes as they are."""
    comparison = test.node
    if not isinstance(comparison, cst.Comparison) or len(test.literals) != 1:
        return []
    target = comparison.comparisons[0]
    literal = test.literals[0]
    operator = "in" if isinstance(target.operator, cst.Equal) else "not in"
    words = [word for word in _ENDINGS if word in missing or word in test.words]
    display = ", ".join(requoted(literal, word) for word in words)
    subject = comparison.left if target.comparator is literal else target.comparator
    if subject is literal or subject.lpar or "\n" in editor.text(comparison):
        return []
    return [editor.swap(comparison, f"{editor.text(subject)} {operator} {{{display}}}")]
