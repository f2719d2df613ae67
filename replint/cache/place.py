"""Where the cache lies: in the user's own folder for such things, unless somebody says otherwise."""

from __future__ import annotations

import os

from replint.cache.store import Store


def store_for(asked_for: str | None, configured: str | None) -> Store:
    """The store for a run: the folder that the user asks for, else the configured one, else the user's own.

    Configuration often comes with the code that is checked, and so may a folder that it names. What lies there is
    therefore only believed if it is sealed with the key in the user's own folder.
    """
    if asked_for:
        return Store(os.path.abspath(asked_for))
    own = user_folder()
    return Store(configured, keeper=own) if own and configured else Store(own)


def user_folder() -> str:
    """The folder in which the user's system keeps what programs can make anew; empty for a user without a home."""
    from platformdirs import user_cache_dir

    found = user_cache_dir("replint", appauthor=False)
    return os.path.normpath(found) if os.path.isabs(found) else ""
