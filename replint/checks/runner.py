"""Runs every check over the facts of modules that belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from replint.acts import Act
from replint.checks import Judged, auth, fine_tuning
from replint.checks.acts import acts_of
from replint.checks.registry import CHECKS, OF_TEXT, Context
from replint.config import Settings
from replint.facts.collect import collect
from replint.findings import Draft, Span
from replint.packages import Packages
from replint.source import Source, SourceError
from replint.syntax.limits import room_to_descend
from replint.syntax.tree import SyntaxFaultError, Tree
from replint.syntax.trees import TREES

_LOADED = (auth, fine_tuning)


def run_checks(
    sources: Mapping[str, tuple[Source, Settings]],
    root: str = "",
    packages: Packages | None = None,
    beside: Collection[str] = (),
) -> dict[str, Judged | SourceError]:
    """All findings and acts of modules that belong together, by path; for text that is not Python the error instead.

    ``sources`` are the modules by their paths below ``root``, each with the settings that hold for it; ``packages`` is
    what the project's settings say of its packages' places. Nothing is told of the modules ``beside``.
    """
    with room_to_descend():
        return _judged(sources, root, packages, beside)


def _judged(
    sources: Mapping[str, tuple[Source, Settings]], root: str, packages: Packages | None, beside: Collection[str]
) -> dict[str, Judged | SourceError]:
    outcome: dict[str, Judged | SourceError] = {}
    trees: dict[str, Tree] = {}
    for path, (source, _) in sorted(sources.items()):
        try:
            trees[path] = TREES.tree(source.text, path)
        except SyntaxFaultError as fault:
            outcome[path] = SourceError(fault.message, fault.line, fault.column)
    if not trees:
        return outcome
    tracing = any(settings.show_flow for _, settings in sources.values())
    wrappers = {path: settings.wrappers for path, (_, settings) in sources.items() if settings.wrappers}
    facts = collect(trees, root, packages, wrappers, tracing=tracing)
    contexts = [Context(facts, tree, *sources[path]) for path, tree in trees.items() if path not in beside]
    for context, drafts, acts in _of_modules(contexts):
        outcome[context.tree.path] = Judged(_fixed(drafts, context), acts)
    return outcome


def _fixed(drafts: list[Draft], context: Context) -> list[Draft]:
    """The findings with their fixes; what makes them is loaded only if there is anything to mend."""
    if not drafts:
        return drafts
    from replint.fixes.offers import with_fixes

    return list(with_fixes(drafts, context))


def _of_modules(contexts: Sequence[Context]) -> Iterator[tuple[Context, list[Draft], frozenset[Act]]]:
    """Each module's findings, each place and rule once, in the order of the text, and its acts.

    What is found in a module is judged by the module's own settings, wherever it comes from.
    """
    checks = dict.fromkeys(CHECKS.values())
    judged: list[tuple[Settings, dict[str | None, list[Draft]], dict[str, frozenset[Act]]]] = []
    for context in contexts:
        known = next((one for one in judged if one[0] == context.settings), None)
        if known is None:
            by_path: dict[str | None, list[Draft]] = {}
            for draft in (one for function in checks if function not in OF_TEXT for one in function(context)):
                by_path.setdefault(draft.path, []).append(draft)
            known = context.settings, by_path, acts_of(context.facts, context.settings.trainers)
            judged.append(known)
        _, drafts, acts = known
        path = context.tree.path
        of_text = (one for function in checks if function in OF_TEXT for one in function(context) if one.path == path)
        yield context, _surest(drafts.get(path, ()), of_text, _given_up(context)), acts.get(path, frozenset())


def _given_up(context: Context) -> list[Draft]:
    path = context.tree.path
    limit = context.facts.gave_up.get(path)
    if limit is None:
        return []
    return [Draft("RPL903", Span(1, 1, 1, 1), fields={"limit": limit}, path=path)]


def _surest(*drafts: Iterable[Draft]) -> list[Draft]:
    """The surest finding of each place and rule."""
    found: dict[tuple[str, Span], Draft] = {}
    for draft in chain(*drafts):
        known = found.get((draft.code, draft.span))
        if known is None or draft.confidence > known.confidence:
            found[draft.code, draft.span] = draft
    return sorted(found.values(), key=lambda one: (one.span, one.code))
