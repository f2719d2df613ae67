"""``replint clean``: removes what is cached."""

from __future__ import annotations

import os

import click

from replint.cache import store
from replint.cache.place import store_for
from replint.config import Resolver
from replint.discovery import display_path


def clean(cache_dir: str | None, config: str | None, *, isolated: bool) -> str:
    """Empties the cache that a run with the same options here would use, and returns one sentence on it.

    Raises ClickException if the folder is none of replint's, or if it can't be emptied.
    """
    cwd = os.getcwd()
    configured = None
    if cache_dir is None:
        configured = Resolver(cwd, isolated=isolated, config_file=config).for_folder(cwd).cache_dir
    folder = store_for(cache_dir, configured).folder
    shown = display_path(folder, cwd) if folder.startswith(cwd + os.sep) else folder
    try:
        records, size = store.clear(folder)
    except OSError as error:
        raise click.ClickException(f"{shown} can't be removed: {error.strerror or error}") from error
    except store.StoreError as error:
        raise click.ClickException(f"{shown} {error}") from error
    if not records:
        return f"Nothing is cached in {shown}."
    return f"Removed {records} {'record' if records == 1 else 'records'} ({size / 1000:,.0f} kB) from {shown}."
