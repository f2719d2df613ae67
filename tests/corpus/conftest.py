"""The corpus is data for the linter under test: its sources are read, never imported or collected."""

from __future__ import annotations

collect_ignore_glob = ["RPL*"]
