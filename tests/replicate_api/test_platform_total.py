"""No input makes these functions raise, and a huge input costs no more than reading it."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replint.replicate_api import destinations, inputs, sdk, statuses, tokens, urls
from replint.replicate_api.parts import joined, split_holes
from replint.replicate_api.routes import join_base, route

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SCRAPS = [
    *("https://", "http://", "://", "file:", "data:", "s3://", "/", "//", "?", "&", "=", "#", "@", ":", "[", "]", "."),
    *("..", "%", "\\", "~", "<", ">", "{", "}", "\0", " ", "\n", "é", "0x7f", "127.1", "99999999999999999999", "::1"),
    *(
        "api.replicate.com",
        "v1",
        "trainings",
        "models",
        "versions",
        "s3",
        "amazonaws.com",
        "localhost",
        "www.dropbox.com",
    ),
    *(
        "github.com",
        "blob",
        "dl=1",
        "sig=",
        "se=2025-01-01",
        "Expires=9",
        "Signature=",
        "path/to",
        "your-",
        "TODO",
        ".zip",
    ),
    *("r8_", "a" * 40, ";base64,", "..."),
]
PIECE = st.one_of(st.none(), st.sampled_from(SCRAPS), st.text(max_size=12))
PARTS = st.lists(PIECE, max_size=10)

OF_PARTS: list[Callable[[Sequence[str | None]], object]] = [
    urls.object_store,
    urls.signature,
    urls.internal_host,
    urls.placeholder_url,
    urls.share_page,
    urls.needs_header,
    urls.plain_http,
    urls.data_uri,
    urls.local_path,
    urls.archive_url,
    urls.scheme,
    destinations.malformed_parts,
    destinations.placeholder_parts,
    lambda parts: route("POST", parts),
    lambda parts: route("GET", parts),
    lambda parts: join_base(parts, parts, "append"),
    lambda parts: join_base(parts, parts, "urljoin"),
]
OF_TEXT: list[Callable[[str], object]] = [
    urls.signed_lifetime_literal,
    urls.is_base64_text,
    destinations.malformed,
    destinations.is_placeholder,
    statuses.nearest_status,
    statuses.is_unknown_status,
    inputs.is_data_key,
    inputs.is_header_key,
    tokens.find_tokens,
    tokens.mask,
    sdk.nearest_event,
    lambda text: sdk.nearest_parameter(text, sdk.CREATE_V1.keywords),
    lambda text: route(text, ["https://api.replicate.com/v1/trainings"]),
]


@settings(max_examples=400, deadline=None)
@given(PARTS)
def test_total_on_parts(parts: list[str | None]) -> None:
    for function in OF_PARTS:
        function(parts)


@settings(max_examples=200, deadline=None)
@given(PARTS.map(lambda parts: "".join(part or "" for part in parts)))
def test_total_on_text(text: str) -> None:
    for function in OF_TEXT:
        function(text)


@settings(max_examples=100, deadline=None)
@given(PARTS)
def test_joined_and_split_agree(parts: list[str | None]) -> None:
    assert joined(split_holes(joined(parts))) == joined(parts)


@settings(max_examples=200, deadline=None)
@given(PARTS)
def test_nothing_is_certain_of_the_wholly_unknown(parts: list[str | None]) -> None:
    """Where the first piece is unknown and none of the rest brings a host, there is no host to speak of."""
    unknown = [None, *("x" for part in parts if part)]
    assert urls.object_store(unknown) is None
    assert urls.internal_host(unknown) is None
    assert urls.share_page(unknown) is None
    assert not urls.local_path(unknown)
    assert route("POST", unknown) is None


HUGE = [
    first + scrap * (1_000_000 // len(scrap))
    for first, scrap in product(
        ("", "https://", "http://h/", "data:", "r8_", "https://x.io/?", "{", "<"),
        ("a", "a.", "/", "?a=", "&", "0.", "-", "<", "{", "r8_a", "A1+/", "\0", " ", "path/", "\n", "[", "0x", "%s"),
    )
]


@pytest.mark.parametrize("function", [*OF_PARTS, *OF_TEXT])
def test_huge_texts_take_linear_time(function: Callable[..., object]) -> None:
    whole = function in OF_TEXT
    start = time.perf_counter()
    for text in HUGE:
        function(text if whole else [text])
        function(text if whole else [None, text, None])
    assert (time.perf_counter() - start) / (2 * len(HUGE)) < 0.1


def test_importing_stays_light() -> None:
    """The rooms load no library but the standard one, and none of its heavy parts."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "import replint.replicate_api.urls, replint.replicate_api.routes, replint.replicate_api.destinations\n"
        "import replint.replicate_api.statuses, replint.replicate_api.tokens, replint.replicate_api.sdk\n"
        "heavy = {'libcst', 'astroid', 'pydantic', 'ipaddress', 'urllib', 'difflib', 'asyncio', 'socket'}\n"
        "print(heavy & (set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
