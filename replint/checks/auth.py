"""Secrets in the source and in the logs."""

from __future__ import annotations

import io
import tokenize
from bisect import bisect_right
from collections.abc import Iterator

from replint.checks.registry import Context, check, draft
from replint.findings import Confidence, Draft, Span
from replint.replicate_api.tokens import find_tokens
from replint.source import LINE_END


@check("RPL801", of_text=True)
def hardcoded_api_token(context: Context) -> Iterator[Draft]:
    """A literal API token, anywhere in the text, and tokens that adjacent strings make together."""
    text = context.source.text
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    found = find_tokens(text)
    comments = _comments(text) if found else {}
    for begin, end in found:
        line = bisect_right(starts, begin)
        column = begin - starts[line - 1] + 1
        where = "a comment" if column > comments.get(line, 1 << 30) else "code"
        span = Span(line, column, line, column + end - begin)
        yield Draft(
            "RPL801",
            span,
            Confidence.HIGH,
            {"where": where},
            statement=context.tree.statement(span),
            path=context.tree.path,
        )
    lines = {bisect_right(starts, begin) for begin, _ in found}
    for place in context.facts.built_tokens:
        if place.tree is not context.tree or lines & set(range(place.span.line, place.span.end_line + 1)):
            continue
        yield draft("RPL801", place, fields={"where": "code"})


def _comments(text: str) -> dict[int, int]:
    """The column at which each line's comment starts."""
    found: dict[int, int] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                found[token.start[0]] = token.start[1]
    except (tokenize.TokenError, SyntaxError, IndentationError):
        pass
    return found


@check("RPL802")
def token_in_log(context: Context) -> Iterator[Draft]:
    """A secret that is printed or logged."""
    for shown in context.facts.secrets:
        yield draft("RPL802", shown.place, fields={"what": shown.what})
