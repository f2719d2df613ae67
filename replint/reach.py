"""How far the platform reaches into a project's files: which of them use what has to do with it, and by which names.

Names are followed as words. That takes in too much rather than too little, and needs no analysis.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator

from replint.imports import Imported, Layout
from replint.outline import Outline, Piece, Words, common, words_in

MOST_USERS, USERS_EACH = 50, 3
"""How many files are followed that only use what others make of the platform, the nearest first: so many in all, or
for each file that mentions it. In one large knot of modules every name leads everywhere."""
MOST_STEPS = 1_000
"""How many look-ups the search for one file's companions may take."""


class Reach:
    """The active files of a project, the links between them, and each one's companions.

    ``mentioning`` are the files that mention the platform, ``importers`` these and all that import them, near or far;
    ``names`` tells which names stand for the platform in a file, whatever is defined there. What is
    outlined is added to the ``outlines``.
    """

    def __init__(
        self,
        layout: Layout,
        read: Callable[[str], bytes],
        mentioning: Collection[str],
        importers: Collection[str],
        names: Callable[[str], Words],
        outlines: dict[str, Outline],
    ) -> None:
        self.layout = layout
        self._read = read
        self._outlines = outlines
        self._companions: dict[str, dict[str, None]] = {}
        self._spread = _Spread(self, {file: words_in(read(file)) for file in sorted(importers)}, names)
        self._spread.run([file for file in importers if file in mentioning or b"trainings" in read(file)])
        self.active = frozenset(self._spread.active)

    def outline(self, file: str) -> Outline:
        """A file's outline, made once."""
        found = self._outlines.get(file)
        if found is None:
            found = self._outlines[file] = Outline(self._read(file))
        return found

    def needed_words(self, file: str) -> list[Words]:
        """The words that an active file's analysis looks up: in what runs when it is loaded, and in what touches."""
        return [self.outline(file).running, *(piece.words for piece in self._spread.active[file].touched)]

    def companions(self, file: str) -> dict[str, None]:
        """The files whose values an active file may need, the nearest first; other active ones may be among them."""
        found = self._companions.get(file)
        if found is None:
            found = self._companions[file] = _Needs(self, file).found
        return found

    def groups(self) -> list[set[str]]:
        """The active files, parted into groups that use each other, in the order of each group's first file."""
        neighbours: dict[str, set[str]] = {file: set() for file in self.active}
        for file in self.active:
            for other in self.companions(file).keys() & self.active:
                neighbours[file].add(other)
                neighbours[other].add(file)
        groups: list[set[str]] = []
        seen: set[str] = set()
        for start in sorted(self.active):
            if start in seen:
                continue
            group, pending = {start}, [start]
            while pending:
                fresh = neighbours[pending.pop()] - group
                group |= fresh
                pending.extend(fresh)
            seen |= group
            groups.append(group)
        return groups

    def sources(self, file: str, one: Imported) -> Iterator[tuple[str, bool]]:
        """The files that an import can mean, each with whether the name is taken from it (and is not itself it)."""
        module = self.layout.resolve(file, one.module)
        if module is not None and not module.endswith("/"):
            yield module, one.name is not None
        if one.name not in (None, "*"):
            inner = self.layout.resolve(file, f"{one.module}{'' if one.module.endswith('.') else '.'}{one.name}")
            if inner is not None and not inner.endswith("/"):
                yield inner, False


class _Active:
    """What is known of an active file: the names in it that stand for what touches, its pieces that do, and the rest.

    ``modules`` are the active modules that it imports as such: the name, and the names in there.
    """

    def __init__(self, outline: Outline, names: Words) -> None:
        self.known = set(names)
        self.modules: list[tuple[bytes, set[bytes]]] = []
        self.touched: list[Piece] = []
        self.rest = list(outline.pieces)

    def touches(self, piece: Piece, everywhere: set[bytes]) -> bool:
        """Whether a piece names the platform, or what stands for it here or everywhere."""
        if piece.seeded or not piece.words.isdisjoint(self.known) or not piece.words.isdisjoint(everywhere):
            return True
        return any(name in piece.words and not piece.words.isdisjoint(names) for name, names in self.modules)


class _Spread:
    """Follows names from the files that mention the platform to all that use them."""

    def __init__(self, reach: Reach, words: dict[str, Words], names: Callable[[str], Words]) -> None:
        self.reach = reach
        self.active: dict[str, _Active] = {}
        self._words = words
        self._names = names
        self._everywhere: set[bytes] = set()

    def run(self, start: Iterable[str]) -> None:
        """Goes on until nothing new is reached."""
        fresh = sorted(start)
        most = max(MOST_USERS, USERS_EACH * len(fresh)) + len(fresh)
        while fresh:
            for file in fresh:
                del self._words[file]
                self.active[file] = _Active(self.reach.outline(file), self._names(file))
            moved = True
            while moved:
                moved = False
                for file, active in self.active.items():
                    moved = self._touch(file, active) or moved
            room = most - len(self.active)
            fresh = [file for file, words in self._words.items() if room > 0 and self._uses(file, words)][:room]

    def _touch(self, file: str, active: _Active) -> bool:
        """Moves the pieces that use a known name to those that touch; whether there was one."""
        active.modules = []
        for one in self._imports(file):
            for source, is_taken in self.reach.sources(file, one):
                self._take(active, one, source, is_taken=is_taken)
        moved = False
        again = True
        while again:
            new = [piece for piece in active.rest if active.touches(piece, self._everywhere)]
            moving, again = set(new), bool(new)
            if again:
                moved = True
                active.rest = [piece for piece in active.rest if piece not in moving]
                active.touched += new
                for piece in new:
                    active.known |= piece.names
                    self._everywhere |= piece.names - common(piece.names)
        return moved

    def _take(self, active: _Active, one: Imported, source: str, *, is_taken: bool) -> None:
        names = self.active[source].known if source in self.active else None
        if not names:
            return
        bound = one.bound.encode("utf-8", "surrogateescape")
        if not is_taken:
            active.modules.append((bound, names))
        elif one.name == "*":
            active.known |= names
        elif (one.name or "").encode("utf-8", "surrogateescape") in names:
            active.known.add(bound)

    def _uses(self, file: str, words: Words) -> bool:
        """Whether a file that is not active has a word that stands for what touches."""
        if not words.isdisjoint(self._everywhere):
            return True
        return any(
            source in self.active and not words.isdisjoint(self.active[source].known)
            for one in self._imports(file)
            for source, _ in self.reach.sources(file, one)
        )

    def _imports(self, file: str) -> Iterator[Imported]:
        for statements in self.reach.outline(file).imports.values():
            yield from statements


class _Needs:
    """Follows the names that an active file needs to the files that define them, and on to what these need."""

    def __init__(self, reach: Reach, start: str) -> None:
        self.reach = reach
        self.found: dict[str, None] = {}
        self._loaded = {start}
        self._seen: set[tuple[object, ...]] = set()
        self._words: deque[tuple[str, Words]] = deque((start, words) for words in reach.needed_words(start))
        self._follow: deque[tuple[str, Imported, Words]] = deque()
        for _ in range(MOST_STEPS):
            if self._words:
                self._look_up(*self._words.popleft())
            elif self._follow:
                self._import(*self._follow.popleft())
            else:
                break

    def _look_up(self, file: str, words: Words) -> None:
        """What some words in a file stand for."""
        if (file, words) in self._seen:
            return
        self._seen.add((file, words))
        outline = self.reach.outline(file)
        for name in sorted(words & outline.defined):
            self._words += ((file, other) for other in outline.definitions[name])
        for name in sorted(words & outline.imported):
            self._follow += ((file, one, words) for one in outline.imports[name])
        self._follow += ((file, one, words) for one in outline.stars)

    def _import(self, file: str, one: Imported, words: Words) -> None:
        """What an import stands for: a module, of which any of the words may be a name, or a name in one."""
        if (file, one, words) in self._seen:
            return
        self._seen.add((file, one, words))
        for source, is_taken in self.reach.sources(file, one):
            self._load(source)
            outline = self.reach.outline(source)
            if is_taken and one.name != "*":
                name = (one.name or "").encode("utf-8", "surrogateescape")
                self._words += ((source, other) for other in outline.definitions.get(name, ()))
                again = (*outline.imports.get(name, ()), *outline.stars)
                self._follow += ((source, other, words | {name}) for other in again)
            else:
                self._look_up(source, words)

    def _load(self, file: str) -> None:
        """Notes that a file is needed, with what it needs to be loaded."""
        if file not in self._loaded:
            self._loaded.add(file)
            self.found[file] = None
            if file not in self.reach.active:
                self._words.append((file, self.reach.outline(file).running))
