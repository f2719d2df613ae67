"""replint: a static analyzer for Python code that integrates with Replicate."""

__version__ = "0.1.0"
