"""What is wrong with a training's data URL: questions about a partly known text, each answered from what is certain.

Every function takes ``parts``: known strings with None for each unknown piece. It answers None or False where the
unknown pieces may change the answer. This module is the door to the rooms that hold the knowledge (``stores``,
``share_pages``, ``placeholders``, ``paths``, ``hosts``).
"""

from __future__ import annotations

import re

from replint.replicate_api.hosts import why_internal
from replint.replicate_api.parts import HOLE, Parts
from replint.replicate_api.paths import archive_url, data_uri, is_base64_text, local_path
from replint.replicate_api.placeholders import placeholder_url
from replint.replicate_api.share_pages import share_page
from replint.replicate_api.stores import Signature, object_store, signature
from replint.replicate_api.url_view import view_of

__all__ = [
    "Signature",
    "archive_url",
    "data_uri",
    "internal_host",
    "is_base64_text",
    "local_path",
    "needs_header",
    "object_store",
    "placeholder_url",
    "plain_http",
    "scheme",
    "share_page",
    "signature",
    "signed_lifetime_literal",
]

_NETWORK_SCHEMES = frozenset({"http", "https", "ws", "wss", "ftp", HOLE})
_PUBLIC_TAIL = re.compile(r"\0\.(?:[a-z0-9_\-]+\.)+[a-z]{2,}")
_TOKEN_PARAMS = frozenset(
    {"key", "access_token", "token", "api_key", "apikey", "auth", "authorization", "sig", "signature", "tempauth"}
)
_NEEDS_HEADER = (
    ("www.googleapis.com", re.compile(r"(?:/download)?/drive/v[23]/files/")),
    ("content.googleapis.com", re.compile(r"/drive/v[23]/files/")),
    ("graph.microsoft.com", re.compile(r"/")),
    ("graph.microsoft.us", re.compile(r"/")),
    ("microsoftgraph.chinacloudapi.cn", re.compile(r"/")),
    ("photoslibrary.googleapis.com", re.compile(r"/")),
    ("api.github.com", re.compile(r"/repos/.+/(?:releases/assets|actions/artifacts)/")),
    ("content.dropboxapi.com", re.compile(r"/2/")),
    ("api.dropboxapi.com", re.compile(r"/2/")),
    ("api.box.com", re.compile(r"/2\.0/")),
    ("files.slack.com", re.compile(r"/files-(?:pri|tmb)/")),
    ("slack-files.com", re.compile(r"/files-pri/")),
    ("api.openai.com", re.compile(r"/v1/files/")),
    ("api.anthropic.com", re.compile(r"/v1/files/")),
    ("api.notion.com", re.compile(r"/v1/")),
)
_SUPABASE_PRIVATE = re.compile(r"/storage/v1/object/(?!public/|sign/|info/|list/|\0)[^/?]")
_SAS_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FAR_EPOCH = 1_893_456_000
"""2030-01-01: an expiry from then on counts as far away; a fixed date, so that no answer depends on the clock."""
_FAR_YEAR = 2030


def scheme(parts: Parts) -> str | None:
    """The URL's scheme in lower case; None where the text has none, or it isn't known."""
    found = view_of(parts).scheme
    return found if found and found != HOLE else None


def internal_host(parts: Parts) -> tuple[str, str] | None:
    """The host that nothing outside can reach, and why (a predicate: "is a loopback address"); None if not certain.

    For a ``file:`` URL the "host" is ``file:``. The host comes without port and brackets; unknown text in it as "…".
    """
    view = view_of(parts)
    if view.scheme == "file":
        return "file:", "names a file on this machine"
    if view.bare or view.scheme not in _NETWORK_SCHEMES or not view.host:
        return None
    certain = view.scheme != HOLE or view.port != ""
    reason = why_internal(view.host, one_label_counts=certain)
    return (view.host.replace(HOLE, "…"), reason) if reason else None


def plain_http(parts: Parts) -> bool:
    """Whether the URL is ``http://`` to a host that is certainly public. Internal and unknown hosts: False."""
    view = view_of(parts)
    if view.scheme != "http" or not view.host or why_internal(view.host):
        return False
    host = view.host.rstrip(HOLE)
    if HOLE in host:
        return _PUBLIC_TAIL.search(host) is not None
    return "." in host or ":" in host


def needs_header(parts: Parts) -> str | None:
    """The host, if it never serves the file without a request header and the URL carries no token; None otherwise."""
    view = view_of(parts)
    if view.bare or view.scheme not in ("http", "https", HOLE) or view.userinfo:
        return None
    if _TOKEN_PARAMS & view.params.keys() or view.may_have_more_params:
        return None
    if view.host.endswith((".supabase.co", ".supabase.in")):
        return view.host.replace(HOLE, "…") if _SUPABASE_PRIVATE.match(view.path) else None
    for host, path in _NEEDS_HEADER:
        if view.host == host and path.match(view.path):
            return host
    return None


def signed_lifetime_literal(url: str) -> bool:
    """Whether a URL that is written into the source carries a signature of limited life.

    S3 and GCS signatures of version 4 live 7 days at most (their public documentation), so they always do. Older
    signatures (``Signature=`` + ``Expires=``) and Azure SAS name their own end; they do unless it is 2030 or later,
    or, for SAS that has a start too, if that is within a week of the end.
    """
    view = view_of([url])
    if view.bare or not view.host:
        return False
    params = view.params
    if {"x-amz-signature", "x-goog-signature", "x-oss-signature"} & params.keys():
        return True
    if {"signature", "expires"} <= params.keys():
        return params["expires"].isascii() and params["expires"].isdigit() and _is_near(params["expires"])
    return "sig" in params and "se" in params and _sas_ends_soon(params)


def _is_near(epoch: str) -> bool:
    return len(epoch) < 12 and int(epoch) < _FAR_EPOCH


def _sas_ends_soon(params: dict[str, str]) -> bool:
    end = _SAS_DATE.match(params["se"])
    if not end:
        return False
    if int(end.group(1)) < _FAR_YEAR:
        return True
    start = _SAS_DATE.match(params.get("st", ""))
    return start is not None and start.group(1, 2) == end.group(1, 2) and int(end.group(3)) - int(start.group(3)) <= 7
