"""The statuses that a training (or prediction) can have, and the words that people take for them.

Source: the enum of the platform's OpenAPI document (https://api.replicate.com/openapi.json) and
https://replicate.com/docs/topics/predictions/lifecycle. ``aborted`` was added in October 2025 for jobs that end
before they start; the Python SDK of the 1.x line doesn't know it.
"""

from __future__ import annotations

from replint.replicate_api.nearest import nearest

ABORTED = "aborted"
RUNNING = frozenset({"starting", "processing"})
TERMINAL = frozenset({"succeeded", "failed", "canceled"})
"""What an exit of a poll must cover; ``ABORTED`` is terminal too, its absence alone is no fault."""
ALL = RUNNING | TERMINAL | {ABORTED}

_SAID_FOR = {
    "succeeded": "success successful successfully succeed succeeds succeeding complete completed completes completion "
    "done finished finish finishes ok okay passed trained processed ready",
    "failed": "fail fails failing failure error errored errors err exception crashed crash broken rejected invalid",
    "canceled": "cancelled cancel canceling cancelling cancels cancellation canceled_by_user stopped terminated killed "
    "interrupted timeout timed_out timedout user_canceled user_cancelled",
    "aborted": "abort aborting aborts expired deadline_exceeded",
    "processing": "running run runs training in_progress inprogress progress process active ongoing executing working "
    "busy generating",
    "starting": "pending queued queue queueing enqueued in_queue waiting wait start started booting boot initializing "
    "initialising initialized created submitted scheduled preparing new accepted",
}
_CURATED = {word: status for status, words in _SAID_FOR.items() for word in words.split()}
_NOT_A_MISS = frozenset({"filed", "foiled", "staring", "stating", "starring", "starling", "startling"})
_SHORT = 4
_LONG = 9
_TOO_LONG = 32


def nearest_status(word: str) -> str | None:
    """The status that the API really returns where somebody wrote ``word``; None if no status fits.

    A real status in another case, or with blanks round it, gives the real spelling.
    """
    plain = _plain(word)
    if plain in ALL:
        return plain
    known = _CURATED.get(plain)
    if known or len(plain) <= _SHORT or plain in _NOT_A_MISS:
        return known
    near = nearest(plain, sorted(ALL), limit=2 if len(plain) >= _LONG else 1)
    return near if near is not None and near[0] == plain[0] else None


def is_unknown_status(word: str) -> bool:
    """Whether ``word`` is plainly meant as a status, and the API never returns it.

    True for curated words, for near misses of real statuses and for real ones in another case; False for the real
    ones and for unrelated words. A comparison that folds the case (``status.upper() == "SUCCEEDED"``) is the caller's
    to fold back first.
    """
    return word not in ALL and nearest_status(word) is not None


def _plain(word: str) -> str:
    if len(word) > _TOO_LONG:
        return ""
    return word.strip().lower().replace("-", "_").replace(" ", "_")
