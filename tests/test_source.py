"""Bytes to text as Python does it, and back."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replint.source import SourceError, decode, split_lines


def test_plain_utf8() -> None:
    source = decode("é = 1\nx = 2\n".encode(), "a.py")
    assert (source.text, source.encoding, source.bom, source.newline) == ("é = 1\nx = 2\n", "utf-8", False, "\n")
    assert source.line(2) == "x = 2"
    assert (source.line(0), source.line(99)) == ("", "")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "iso8859-1"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\xe9'\n", "cp1252"),
        (b"\n# coding=latin-1\nx = '\xe9'", "iso8859-1"),
        (b"#\r# coding: latin-1\rx = '\xe9'", "iso8859-1"),
    ],
)
def test_cookie(data: bytes, encoding: str) -> None:
    source = decode(data, "a.py")
    assert source.encoding == encoding
    assert "é" in source.text
    assert source.encode(source.text) == data


def test_cookie_on_the_second_line_needs_a_comment_on_the_first() -> None:
    with pytest.raises(SourceError) as caught:
        decode(b"x = 1\n# coding: latin-1\ny = '\xe9'\n", "a.py")
    assert (caught.value.line, caught.value.column) == (3, 6)
    assert caught.value.message == "byte 0xe9 is not valid utf-8"


def test_byte_order_mark() -> None:
    data = codecs.BOM_UTF8 + b"# coding: utf-8-sig\r\nx = 1\r\n"
    source = decode(data, "a.py")
    assert source.bom
    assert source.newline == "\r\n"
    assert source.text.startswith("# coding")
    assert source.encode(source.text) == data


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        (b"x = 1\ny = '\x00'\n", "it contains a NUL byte", (2, 6)),
        (b"# coding: klingon\n", "unknown encoding klingon", (1, 1)),
        (b"#\n# coding: rot13\n", "rot13 is no encoding of Python source", (2, 1)),
        (b"# coding: utf-16\n", "utf-16 is no encoding of Python source", (1, 1)),
        (
            codecs.BOM_UTF8 + b"# coding: latin-1\n",
            "the encoding is declared as latin-1, but the file starts with UTF-8's mark",
            (1, 1),
        ),
        (b"a\r\nb\rc\n\xff", "byte 0xff is not valid utf-8", (4, 1)),
        ("é = '".encode() + b"\xff'", "byte 0xff is not valid utf-8", (1, 6)),
    ],
)
def test_what_is_no_text(data: bytes, message: str, place: tuple[int, int]) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.py")
    assert (caught.value.message, (caught.value.line, caught.value.column)) == (message, place)


def test_only_pythons_line_ends_count() -> None:
    assert split_lines("a\fb\u2028c\x85\r\nd\re\n") == ["a\fb\u2028c\x85", "d", "e", ""]


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_error_and_go_back_unchanged(data: bytes) -> None:
    try:
        source = decode(data, "a.py")
    except SourceError:
        return
    assert source.encode(source.text) == data
