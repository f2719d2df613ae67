"""Values that are no URL at all: paths on this machine, inline data; and URLs that end in a data file."""

from __future__ import annotations

import re

from replint.replicate_api.parts import HOLE, Parts, is_known, joined
from replint.replicate_api.url_view import view_of

_DATA_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".jsonl", ".csv", ".parquet")
_ENDINGS = (
    *_DATA_ENDINGS,
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
    ".7z",
    ".rar",
    ".json",
    ".ndjson",
    ".tsv",
    ".txt",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
    ".mp3",
    ".mp4",
    ".mov",
    ".webm",
    ".wav",
    ".flac",
    ".safetensors",
    ".npz",
    ".pt",
    ".pth",
)
_MAX_PATH = 1024
_MAX_BLANKS = 4
_ROOTED = re.compile(r"\.{1,2}[/\\]|~[A-Za-z0-9_\-]*[/\\]|/(?!/)|[A-Za-z]:[/\\]|\\\\[^\\]")
_PLAIN_SEGMENT = re.compile(r"[\w\-. @+()$%\0]+")
_HOST_LIKE = re.compile(
    r"(?:[a-z0-9\-]+\.)+(?:com|net|org|io|dev|app|ai|co|cloud|edu|gov|info|me|sh|so|xyz|site|store|tech|delivery|"
    r"[a-z]{2})",
    re.IGNORECASE,
)
_INLINE_START = ("{", "[", "<", "data:")
_DATA_URI = re.compile(
    r"data:(?:[\w.+\-]*|[\w.+\-\0]+/[\w.+\-*\0]*|[^,;/]{0,20}\0[^,;]*)(?:;[\w\-=.\"\0]+)*,", re.IGNORECASE
)
_OPEN_DATA_URI = re.compile(
    r"data:[\w.+\-]+/[\w.+\-]+(?:;[\w\-=.]+)*;base64\0|data:(?:[\w.+\-]+/[\w.+\-]+)?;base64\b", re.IGNORECASE
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-\s]+={0,2}\s*")
_MAGIC = ("UEsDB", "UEsF", "H4sI", "iVBORw0KGgo", "/9j/", "R0lGOD", "UklGR", "AAAAIGZ0eX", "AAAAHGZ0eX", "N3q8rycc")
_MIN_BASE64 = 200
_MIN_WITH_MAGIC = 12
_SAMPLE = 4096


def local_path(parts: Parts) -> bool:
    r"""Whether the text is certainly a path on this machine, and no URL, inline data or bare identifier.

    Certain are a root (``./``, ``/``, ``~/``, ``C:\``), a known file ending, backslashes, or three plain segments.
    A text that starts with an unknown piece may be a URL: False.
    """
    text = joined(parts).strip()
    if not text or text.startswith((HOLE, *_INLINE_START)) or "\n" in text or len(text) > _MAX_PATH:
        return False
    if "://" in text or text.count(" ") > _MAX_BLANKS:
        return False
    if _ROOTED.match(text):
        return len(text) > 1 and not is_base64_text(text)
    segments = re.split(r"[/\\]", text)
    if not all(_PLAIN_SEGMENT.fullmatch(segment) for segment in segments if segment) or not segments[0]:
        return False
    if len(segments) > 1 and _HOST_LIKE.fullmatch(segments[0]):
        return False
    return _has_file_ending(text) or _is_folder(text, segments)


def data_uri(parts: Parts) -> bool:
    """Whether the text certainly is a ``data:`` URI (RFC 2397)."""
    text = joined(parts).lstrip()
    return (_DATA_URI.match(text) or _OPEN_DATA_URI.match(text)) is not None


def archive_url(parts: Parts) -> bool:
    """Whether the text certainly is a URL whose path ends in an archive or data file; a query doesn't matter."""
    view = view_of(parts)
    if view.bare or not view.host or view.scheme == HOLE:
        return False
    return view.path.lower().endswith(_DATA_ENDINGS)


def is_base64_text(text: str) -> bool:
    """Whether a known text is base64 of a file: long, or shorter with the first bytes of a known format."""
    head = text[:_SAMPLE].strip()
    if len(head) < _MIN_WITH_MAGIC or not _BASE64.fullmatch(head):
        return False
    if head.startswith(_MAGIC):
        return " " not in head and not re.search(r"[/_\-]{2}|\w[_\-]\w{1,3}[_\-]", head)
    if len(head) < _MIN_BASE64 or " " in head:
        return False
    kinds = (re.search("[A-Z]", head), re.search("[a-z]", head), re.search("[0-9]", head))
    return all(kinds) and head.count("/") < len(head) // 16 and head.count("-") + head.count("_") < len(head) // 16


def _has_file_ending(text: str) -> bool:
    return text.lower().endswith(_ENDINGS)


def _is_folder(text: str, segments: list[str]) -> bool:
    if "\\" in text and is_known(text):
        return True
    named = [segment for segment in segments if segment]
    if text.endswith("/") and is_known(text):
        return True
    return len(named) > 2 and is_known(text) and not _HOST_LIKE.fullmatch(named[0])
