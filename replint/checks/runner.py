"""Runs every check over the facts of modules that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from replint.checks import Judged, auth, fine_tuning
from replint.checks.acts import acts_of
from replint.checks.registry import CHECKS, Context
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
    for path, tree in trees.items():
        context = Context(facts, tree, *sources[path])
        outcome[path] = Judged(_fixed(_of_module(context), context), acts.get(path, frozenset()))
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


def _of_module(context: Context) -> list[Draft]:
    """One module's findings, each place and rule once, in the order of the text."""
    found: dict[tuple[object, ...], Draft] = {}
    for function in dict.fromkeys(CHECKS.values()):
        for draft in function(context):
            if draft.path != context.tree.path:
                continue
            key = (draft.code, draft.span)
            known = found.get(key)
            if known is None or draft.confidence > known.confidence:
                found[key] = draft
    if context.tree.path in context.facts.gave_up:
        found["RPL903",] = Draft("RPL903", Span(1, 1, 1, 1), fields={"limit": "steps"}, path=context.tree.path)
    return sorted(found.values(), key=lambda one: (one.span, one.code))
