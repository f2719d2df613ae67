"""When what is checked: soon after the last keystroke, the latest text only, one check at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

SHORTEST, LONGEST = 0.01, 0.5
"""How many seconds a text must stay as it is before it is checked: an eighth of what its last check took."""


class Schedule:
    """Documents that are due for a check, by their URIs.

    ``check`` is awaited for one document after the other. A document that is due again while it is checked is checked
    again; ``is_stale`` tells the check under way that this has happened.
    """

    def __init__(self, check: Callable[[str], Awaitable[None]]) -> None:
        self._check = check
        self._due: dict[str, float] = {}
        self._took: dict[str, float] = {}
        self._changed = asyncio.Event()
        self._finished = asyncio.Event()
        self._current: str | None = None
        self._runner: asyncio.Task[None] | None = None

    def touch(self, uri: str, *, now: bool = False, delay: float = 0.0) -> None:
        """Says that a document has changed; ``now`` if it should not wait for more changes, ``delay`` if it may."""
        wait = 0.0 if now else min(max(self._took.get(uri, 0.0) / 8, SHORTEST), LONGEST)
        self._due[uri] = asyncio.get_running_loop().time() + wait + delay
        self._changed.set()
        if self._runner is None or self._runner.done():
            self._runner = asyncio.get_running_loop().create_task(self._run())

    def forget(self, uri: str) -> None:
        """Says that a document is gone."""
        self._due.pop(uri, None)
        self._took.pop(uri, None)
        self._changed.set()

    def is_stale(self, uri: str) -> bool:
        """Whether a check of the document that is under way has been overtaken by a change."""
        return uri in self._due or self._current != uri

    async def settled(self, uri: str) -> None:
        """Waits until the document is checked as it is."""
        while uri in self._due or self._current == uri:
            if uri in self._due:
                self.touch(uri, now=True)
            self._finished.clear()
            await self._finished.wait()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._due:
            uri = min(self._due, key=lambda one: self._due[one])
            wait = self._due[uri] - loop.time()
            if wait > 0:
                self._changed.clear()
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), wait)
                continue
            del self._due[uri]
            self._current = uri
            start = loop.time()
            try:
                await self._check(uri)
            finally:
                self._took[uri] = loop.time() - start
                self._current = None
                self._finished.set()
        self._finished.set()
