"""Rewritings of marked sources that must not change what is found in them."""
