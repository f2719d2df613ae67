"""``did you mean``: the word that a user most likely wanted to write."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def did_you_mean(word: str, candidates: Sequence[str]) -> str:
    """The end of a sentence that names the candidate nearest to a word; empty if none is near."""
    plain = word.lower().replace("_", "-")
    folded = {candidate.replace("_", "-"): candidate for candidate in candidates}
    begun = [name for name in folded if len(plain) > 2 and name.startswith(plain)]
    near = begun if len(begun) == 1 else difflib.get_close_matches(plain, list(folded), n=1)
    return f"; did you mean {folded[near[0]]}?" if near else ""
