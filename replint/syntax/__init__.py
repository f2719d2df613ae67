"""The concrete syntax of one module: libcst's tree, and where each node stands. Nothing here knows Replicate."""
