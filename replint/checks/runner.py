"""Runs every check over the facts of modules that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from replint.checks import Judged, auth, fine_tuning
from replint.checks.acts import acts_of
from replint.checks.registry import CHECKS, OF_TEXT, Context
from replint.config import Settings
from replint.facts.collect import collect
from replint.findings import Draft, Span
from replint.packages import Packages
from replint.source import Source, SourceError
from replint.syntax.limits import room_to_descend
from replint.syntax.tree import SyntaxFaultError, Tree, parse
from replint.wrappers import Wrapper

_LOADED = (auth, fine_tuning)


def run_checks(
    sources: Mapping[str, tuple[Source, Settings]], root: str = "", packages: Packages | None = None
) -> dict[str, Judged | SourceError]:
    """All findings and acts of modules that belong together, by path; for text that is not Python the error instead.

    ``sources`` are the modules by their paths below ``root``, each with the settings that hold for it; ``packages`` is
    what the project's settings say of its packages' places.
    """
    with room_to_descend():
        return _judged(sources, root, packages)


def _judged(
    sources: Mapping[str, tuple[Source, Settings]], root: str, packages: Packages | None
) -> dict[str, Judged | SourceError]:
    outcome: dict[str, Judged | SourceError] = {}
    trees: dict[str, Tree] = {}
    for path, (source, _) in sorted(sources.items()):
        try:
            trees[path] = parse(source.text, path)
        except SyntaxFaultError as fault:
            outcome[path] = SourceError(fault.message, fault.line, fault.column)
    if not trees:
        return outcome
    settings = [one for _, one in sources.values()]
    tracing = any(one.show_flow for one in settings)
    facts = collect(trees, root, packages, _wrappers(settings), tracing=tracing)
    acts = acts_of(facts, {name: trainer for one in settings for name, trainer in one.trainers.items()})
    contexts = [Context(facts, tree, *sources[path]) for path, tree in trees.items()]
    for context, drafts in _of_modules(contexts):
        path = context.tree.path
        outcome[path] = Judged(_fixed(drafts, context), acts.get(path, frozenset()))
    return outcome


def _wrappers(settings: Iterable[Settings]) -> dict[str, Wrapper]:
    """The wrappers that the configuration of any of the modules declares."""
    return {path: wrapper for one in settings for path, wrapper in one.wrappers.items()}


def _fixed(drafts: list[Draft], context: Context) -> list[Draft]:
    """The findings with their fixes; what makes them is loaded only if there is anything to mend."""
    if not drafts:
        return drafts
    from replint.fixes.offers import with_fixes

    return list(with_fixes(drafts, context))


def _of_modules(contexts: Sequence[Context]) -> Iterator[tuple[Context, list[Draft]]]:
    """Each module's findings, each place and rule once, in the order of the text."""
    checks = dict.fromkeys(CHECKS.values())
    judged: list[tuple[Settings, dict[str | None, list[Draft]]]] = []
    for context in contexts:
        by_path = next((found for settings, found in judged if settings == context.settings), None)
        if by_path is None:
            by_path = {}
            for draft in (one for function in checks if function not in OF_TEXT for one in function(context)):
                by_path.setdefault(draft.path, []).append(draft)
            judged.append((context.settings, by_path))
        path = context.tree.path
        of_text = (one for function in checks if function in OF_TEXT for one in function(context) if one.path == path)
        yield context, _surest(by_path.get(path, ()), of_text, _given_up(context))


def _given_up(context: Context) -> list[Draft]:
    path = context.tree.path
    if path not in context.facts.gave_up:
        return []
    return [Draft("RPL903", Span(1, 1, 1, 1), fields={"limit": "steps"}, path=path)]


def _surest(*drafts: Iterable[Draft]) -> list[Draft]:
    """The surest finding of each place and rule."""
    found: dict[tuple[str, Span], Draft] = {}
    for draft in chain(*drafts):
        known = found.get((draft.code, draft.span))
        if known is None or draft.confidence > known.confidence:
            found[draft.code, draft.span] = draft
    return sorted(found.values(), key=lambda one: (one.span, one.code))
