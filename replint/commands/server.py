"""``replint server``: the language server over standard input and output."""

from __future__ import annotations

import sys
import threading

import click

_STACK = 64 << 20
"""How much stack the thread of the analysis gets: deeply nested code needs it, and some systems give little."""


def serve() -> None:
    """Serves until the editor ends it. ClickException if the library that it needs is not installed."""
    try:
        from replint.integrations.server.features import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"lsprotocol", "pygls"}:
            raise
        raise click.ClickException('the language server needs more: pip install "replint[lsp]"') from error
    threading.stack_size(_STACK)
    stdout = sys.stdout.buffer
    sys.stdout = sys.stderr  # the protocol alone goes to standard output
    make_server().start_io(sys.stdin.buffer, stdout)
