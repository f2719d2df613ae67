"""Fixes: what a fault's source text is to become. One module per kind of repair, and the rounds that apply them.

``offers`` turns a check's draft and the syntax tree into edits; ``applying``, ``rounds`` and ``files`` put edits into
texts and texts into files, and load no syntax library.
"""
