"""First-party modules: which file an import names, inside the scanned tree only. Nothing is imported or executed."""

from __future__ import annotations

from collections.abc import Mapping

from replint.imports import Layout, stands_in_for_sdk
from replint.packages import Packages
from replint.syntax.tree import Tree


class Modules(Layout):
    """The modules that are analysed together, by their paths below the project's root."""

    def __init__(self, trees: Mapping[str, Tree], root: str = "", packages: Packages | None = None) -> None:
        own = any(stands_in_for_sdk(path, lambda one: trees[one].text.encode()) for path in trees)
        super().__init__(trees, root, packages or Packages(), own_sdk=own)
        self.trees = dict(trees)
