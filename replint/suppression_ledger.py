"""Which suppression comments do their work: the unused, the unreadable, the expired and the unexplained ones.

A comment is used if any finding stands in its reach, shown or not: one that is hidden by ``select`` or a threshold in
this run is there in another one. A bare ``# noqa``, and what a ``# noqa`` lists of other tools' codes, is never
judged, since it may serve them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replint.catalogue import CardError, card, nearest_selector, selector_codes
from replint.config import ABOUT_THE_RUN, Settings
from replint.findings import Draft
from replint.fixes import comments
from replint.source import Source
from replint.suppressions import ABOUT_SUPPRESSIONS, Directive, Suppressions, begins

MOST_GUESSES = 50
"""Of how many unknown words in a file the nearest rule is looked for, which takes its time."""
_OWN = "RPL9"


class Ledger:
    """The comments of one file, and what each of them was needed for.

    ``source`` is the file's text. ``complete`` tells whether it was checked to its end, as far as the findings say.
    """

    def __init__(self, suppressions: Suppressions, source: Source) -> None:
        self._suppressions = suppressions
        self._source = source
        self._needed: dict[Directive, set[str]] = {directive: set() for directive in suppressions.directives}
        self._guesses = MOST_GUESSES
        self.complete = True

    def note(self, draft: Draft) -> None:
        """Takes down a finding, whether its rule is on or not."""
        if draft.code in ABOUT_THE_RUN:
            self.complete = False
        for directive in self._suppressions.reaching(draft.span, draft.statement):
            for selector in directive.selectors or ("",):
                if not selector or begins(selector, draft.code) or _is_name_of(selector, draft.code):
                    self._needed[directive].add(selector)

    @property
    def needed(self) -> frozenset[tuple[int, str]]:
        """The comments that were needed, by their number in the file, each with the selector that was."""
        return frozenset((number, one) for number, found in enumerate(self._needed.values()) for one in found)

    def add(self, needed: Iterable[tuple[int, str]]) -> None:
        """Takes down what another ledger of the same file says that comments were needed for."""
        found = list(self._needed.values())
        for number, selector in needed:
            if 0 <= number < len(found):
                found[number].add(selector)

    def drafts(self, settings: Settings) -> Iterator[Draft]:
        """What there is to say of the comments; of unused ones only if the file was checked as a whole."""
        for directive, needed in self._needed.items():
            if directive.fault is not None:
                yield self._faulty(directive, *directive.fault)
                continue
            unknown = [word for word in _ours(directive) if _is_unknown(word, needed)]
            yield from (self._unknown(directive, word) for word in unknown)
            if directive.expired(self._suppressions.today):
                yield Draft("RPL906", directive.span, fields={"date": str(directive.until)})
                continue
            idle = _idle(directive, needed, unknown) if self.complete else []
            if idle:
                yield self._unused(directive, idle)
            serves = needed or len(idle) < len(_ours(directive))
            if settings.require_suppression_reason and serves and not directive.reason:
                yield Draft("RPL905", directive.span, variant="noqa" if directive.noqa else "default")

    def _unknown(self, directive: Directive, word: str) -> Draft:
        near = nearest_selector(word) if self._guesses > 0 else None
        self._guesses -= 1
        fields = {"word": word, "nearest": near or ""}
        if near:
            fix = comments.renamed(self._source, directive, word, near)
        else:
            fix = comments.without(self._source, directive, {word})
        return Draft("RPL902", directive.span, variant="nearest" if near else "default", fields=fields, fix=fix)

    def _faulty(self, directive: Directive, kind: str, word: str) -> Draft:
        fix = None
        if kind == "empty":
            fix = comments.without(self._source, directive, ())
        elif kind == "malformed":
            fix = comments.written_right(self._source, directive)
        return Draft("RPL902", directive.span, variant=kind, fields={"word": word}, fix=fix)

    def _unused(self, directive: Directive, idle: list[str]) -> Draft:
        fix = comments.without(self._source, directive, idle)
        if idle == [""]:
            return Draft("RPL901", directive.span, variant="file" if directive.whole_file else "bare", fix=fix)
        names = " and ".join(f"`{word}`" for word in idle)
        if len(idle) < len(directive.selectors or ()):
            variant = "part"
        else:
            variant = "listed-file" if directive.whole_file else "default"
        return Draft("RPL901", directive.span, variant=variant, fields={"names": names}, fix=fix)


def _ours(directive: Directive) -> tuple[str, ...]:
    """The selectors that are meant for replint; ``""`` for all that a comment of its own without a list silences."""
    if directive.selectors is None:
        return () if directive.noqa else ("",)
    if not directive.noqa:
        return directive.selectors
    return tuple(one for one in directive.selectors if one.startswith("RPL"))


def _idle(directive: Directive, needed: set[str], unknown: list[str]) -> list[str]:
    """The selectors that silence nothing; ``[""]`` for a comment without a list."""
    ours = [word for word in dict.fromkeys(_ours(directive)) if word not in unknown]
    return [word for word in ours if word not in needed and not _is_about_replint(word)]


def _is_about_replint(selector: str) -> bool:
    """Whether it speaks of findings about the run or the comments, which come and go with all the others."""
    return selector.startswith(_OWN) or (not _is_code(selector) and bool(selector_codes(selector) & _own_codes()))


def _own_codes() -> frozenset[str]:
    return ABOUT_THE_RUN | ABOUT_SUPPRESSIONS


def _is_name_of(selector: str, code: str) -> bool:
    try:
        return "-" in selector and selector == card(code).name
    except CardError:
        return False


def _is_unknown(selector: str, needed: set[str]) -> bool:
    return bool(selector) and selector not in needed and not selector_codes(selector)


def _is_code(selector: str) -> bool:
    return not selector or (selector.startswith("RPL") and not selector[3:].strip("0123456789"))
