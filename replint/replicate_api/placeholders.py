"""Data addresses that documentation puts there to be replaced, and templates that were left unformatted.

Drawn from the platform's own examples and from public tutorials. ``example.com`` and its subdomains are no
placeholders: they stand for a real host in tests and samples. Nor are ``my-bucket`` and the like, which real buckets
are called.
"""

from __future__ import annotations

import re

from replint.replicate_api.parts import HOLE, Parts, is_known, joined
from replint.replicate_api.url_view import view_of
from replint.replicate_api.words import words

_MAX = 2000
_MARKERS = words("todo fixme changeme tbd placeholder xxx xxxx replaceme insertme yoururl yourzipurl")
_ASKING = words("your insert replace paste enter put add")
_LINKS = words("url urls link uri")
_NOUNS = words(
    "url urls link uri path to of the a an your my our zip zipped file files image images photo photos picture "
    "pictures data dataset datasets training train here public publicly accessible signed presigned s3 gcs r2 "
    "bucket archive input some with this goes in http https direct download folder jsonl json csv tar gz video "
    "videos audio for and hosted remote host upload uploaded domain site website server storage cdn project "
    "account user username name id container object key app company org organization organisation model endpoint"
)
_HOST_LABELS = words("my-domain mydomain my_domain my-website mywebsite")
_WHOLE_HOSTS = words("domain hostname url placeholder domain.com domain.tld")
_YOUR_HOST = re.compile(
    r"your(?:domain|site|website|server|host|hostname|bucket|bucketname|app|company|storage|cdn|project|org|account|"
    r"storageaccount|url|name|username|zipurl)"
)
_REAL_YOUR_DOMAINS = (
    "your-objectstorage.com",
    "your-storagebox.de",
    "your-storageshare.de",
    "your-server.de",
    "your-cloud.host",
)
_EXAMPLE_HOST = re.compile(r"(?:.*\.)?example(?:\.(?:com|org|net|edu))?")
_PATH_TO = re.compile(r"(?:^|[/\\\0])path[/\\]to(?:[/\\]|$)", re.IGNORECASE)
_BRACKETED = re.compile(r"<[^<>\n]*[A-Za-z][^<>\n]*>|\[[A-Za-z][A-Za-z _\-]*\]|\.\.\.|\u2026")
_UNFORMATTED = re.compile(
    r"\{\{?\s*[A-Za-z_][\w.]*\s*\}?\}|\{\}|<[A-Za-z][^<>\n]*>|%\([A-Za-z_]\w*\)[sd]|%s|\$\{[A-Za-z_]\w*\}"
)
_ELLIPSIS = re.compile(r"(?:^|/)(?:\.\.\.|\u2026)|\u2026")
_BARE = re.compile(r"[A-Za-z0-9_\-. ]{1,100}")
_WORDS = re.compile(r"[_\-. ]+")


def placeholder_url(parts: Parts) -> bool:
    """Whether the known text is a documentation placeholder for a data URL, whatever the unknown pieces are."""
    text = joined(parts).strip()
    if not text or len(text) > _MAX or "\n" in text:
        return False
    if is_known(text) and (_BRACKETED.fullmatch(text) or _is_bare_placeholder(text)):
        return True
    if _PATH_TO.search(text) and " " not in text:
        return True
    if "://" not in text:
        start = _UNFORMATTED.match(text)
        if start is not None and is_known(text) and (start.end() == len(text) or text[start.end()] == "/"):
            return True
        return _has_placeholder_segment(text.split("/"))
    before_query = text.partition("?")[0]
    if " " in _UNFORMATTED.sub("", before_query):
        return False
    if _UNFORMATTED.search(text) or _ELLIPSIS.search(before_query):
        return True
    view = view_of(parts)
    return is_placeholder_host(view.host) or _has_placeholder_segment(view.segments)


def is_placeholder_host(host: str) -> bool:
    """Whether a lower-case host name is documentation's, such as ``your-domain.com``. ``HOLE`` marks unknown text."""
    if _EXAMPLE_HOST.fullmatch(host) or host.endswith(_REAL_YOUR_DOMAINS):
        return False
    labels = host.split(".")
    return host in _WHOLE_HOSTS or any(_is_placeholder_label(label) for label in labels[: max(1, len(labels) - 1)])


def _is_placeholder_label(label: str) -> bool:
    if not is_known(label):
        return False
    if label.startswith(("your-", "your_", "replace-with", "replace_with")):
        return True
    return label in _HOST_LABELS or _YOUR_HOST.fullmatch(label) is not None or re.fullmatch("x{3,}", label) is not None


def _has_placeholder_segment(segments: list[str]) -> bool:
    return any(HOLE not in segment and _asks_to_be_replaced(segment) for segment in segments)


def _asks_to_be_replaced(segment: str) -> bool:
    """``your-images.zip``, ``YOUR_BUCKET``, ``INSERT_URL_HERE``: a word that asks, then words from the vocabulary."""
    if not _BARE.fullmatch(segment):
        return False
    found = [word for word in _WORDS.split(segment.lower()) if word]
    asks = bool(found) and (found[0] in _ASKING or found[:2] == ["path", "to"])
    if len(found) < 2 or not asks or not ("your" in found or "here" in found):
        return False
    return all(word in _NOUNS for word in found[1:])


def _is_bare_placeholder(text: str) -> bool:
    if not _BARE.fullmatch(text):
        return False
    found = [word for word in _WORDS.split(text.lower()) if word]
    if "".join(found) in _MARKERS or _asks_to_be_replaced(text):
        return True
    return "." not in text and not _LINKS.isdisjoint(found) and all(word in _NOUNS | _ASKING for word in found)
