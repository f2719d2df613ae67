"""What the standard library's functions give; each module registers its models when it is imported."""

from replint.values.stdlib import containers, files, kinds, text, web

__all__ = ["containers", "files", "kinds", "text", "web"]
