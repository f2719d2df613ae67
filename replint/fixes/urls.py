"""URLs that open a page become links to the file, and plain http becomes https, in the literal that says so."""

from __future__ import annotations

import re

import libcst as cst

from replint.findings import Edit, Fix, Span
from replint.fixes.editor import Editor, pieces, written
from replint.fixes.registry import Task, fixer, safe, unsafe
from replint.replicate_api import urls

_HOLE = "\0"
_SEGMENT = rf"[^/?#{_HOLE}]+/|{_HOLE}/"
_PAGES = (
    (re.compile(rf"https?://(?:www\.)?github\.com/(?:{_SEGMENT}){{1,2}}(?P<bad>blob)/", re.IGNORECASE), "raw"),
    (re.compile(r"https?://[^/?#]+/(?:[^/?#]+/)+-/(?P<bad>blob)/", re.IGNORECASE), "raw"),
    (
        re.compile(
            rf"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?:{_SEGMENT}){{1,3}}(?P<bad>blob)/", re.IGNORECASE
        ),
        "resolve",
    ),
    (re.compile(r"https?://(?:www\.)?dropbox\.com/(?:s|scl|sh)/[^#]*[?&]dl=(?P<bad>0)(?=[&#]|$)", re.IGNORECASE), "1"),
)
_DROPBOX = re.compile(r"https?://(?:www\.)?dropbox\.com/(?:s|scl|sh)/(?P<rest>[^#]*)", re.IGNORECASE)
_HTTP = re.compile(r"http://(?![^/?#]*:\d|\[|[\d.]+(?:[/?#]|$)|[^/?#]*\bs3-website\b)")


class _Written:
    """A URL as the pieces of one literal, with a mark for each hole between them."""

    def __init__(self, editor: Editor, node: cst.CSTNode | None) -> None:
        self.editor = editor
        self.pieces = [] if node is None else pieces(editor, node)
        self.known = [None if piece is None else written(piece) for piece in self.pieces]
        self.whole = "".join(_HOLE if text is None else text for text in self.known)

    def replaced(self, start: int, end: int, text: str) -> tuple[Edit, list[str | None]] | None:
        """The edit that replaces a stretch of the whole, and the parts of the URL that come of it."""
        for index, piece in enumerate(self.pieces):
            length = len(_HOLE if piece is None else written(piece))
            if piece is not None and start >= 0 and end <= length:
                old = written(piece)
                if {"\\", "\n", "\r"} & {*old}:
                    return None
                parts = [*self.known[:index], old[:start] + text + old[end:], *self.known[index + 1 :]]
                return self._edit(piece, start, end, text), parts
            start, end = start - length, end - length
        return None

    def _edit(self, piece: cst.CSTNode, start: int, end: int, text: str) -> Edit:
        span = self.editor.tree.span(piece)
        column = span.column
        if isinstance(piece, cst.SimpleString):
            column += len(piece.prefix) + len(piece.quote)
        return Edit(Span(span.line, column + start, span.line, column + end), text)


@fixer("RPL117")
def direct_link(task: Task) -> Fix | None:
    """``dl=0`` becomes ``dl=1``, GitHub's and GitLab's ``blob`` ``raw``, Hugging Face's ``resolve``."""
    url = _Written(task.editor, task.cause)
    made = None
    for pattern, good in _PAGES:
        found = pattern.match(url.whole)
        if found:
            made = url.replaced(*found.span("bad"), good)
            break
    else:
        made = _forced_download(url)
    if made is None or urls.share_page(_merged(made[1])) is not None:
        return None
    return safe("Link to the file itself", made[0])


def _forced_download(url: _Written) -> tuple[Edit, list[str | None]] | None:
    """A Dropbox link that says nothing of a download gets ``dl=1``."""
    found = _DROPBOX.match(url.whole)
    if not found or re.search(r"[?&](?:dl|raw)=", found["rest"]) or found["rest"].endswith((_HOLE, "&", "?")):
        return None
    return url.replaced(found.end(), found.end(), "&dl=1" if "?" in found["rest"] else "?dl=1")


def _merged(parts: list[str | None]) -> list[str | None]:
    """The parts of a URL with neighbours joined, as the rules read them."""
    whole = "".join(_HOLE if part is None else part for part in parts)
    return [None if part == _HOLE else part for part in re.split(rf"({_HOLE})", whole) if part]


@fixer("RPL118", "RPL141")
def secure(task: Task) -> Fix | None:
    """``http://`` becomes ``https://``, but not for what hardly speaks it: a port, an address, S3's websites."""
    if task.draft.variant != "default":
        return None
    url = _Written(task.editor, task.cause)
    if not _HTTP.match(url.whole):
        return None
    made = url.replaced(4, 4, "s")
    return unsafe("Use https", made[0]) if made is not None else None
