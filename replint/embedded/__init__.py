"""Python code inside other files: the cells of notebooks, the code blocks of documents.

Such a file is read as one module. Everything up to the findings works on the module's text; a ``Layout`` knows where
each of its lines stands in the file. Findings are told in the file's own terms at the very end (``located``), and fixes
are put into the file itself (``Layout.offset`` and ``Layout.written``).
"""

from __future__ import annotations

from replint.source import Source, decode

NOTEBOOK = ".ipynb"
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd")
DOCUMENT_SUFFIXES = (*MARKDOWN_SUFFIXES, ".rst")
NOT_OF_EXCERPTS = frozenset({"RPL103", "RPL105", "RPL106", "RPL110", "RPL901"})
"""Rules that are silent in documents unless they are asked for by their codes: placeholders belong there, and what is
done with a training, or to its destination, may be in what the excerpt leaves out."""


def is_notebook(path: str) -> bool:
    """Whether a file is a notebook, by its name."""
    return path.lower().endswith(NOTEBOOK)


def is_document(path: str) -> bool:
    """Whether a file is a document that may have code blocks, by its name."""
    return path.lower().endswith(DOCUMENT_SUFFIXES)


def is_embedding(path: str) -> bool:
    """Whether a file holds its code among other things."""
    return is_notebook(path) or is_document(path)


def source_of(data: bytes, path: str, file: str | None = None) -> Source:
    """A file's bytes as a module: the file itself, or the code that it holds. SourceError if it can't be read."""
    if is_notebook(path):
        from replint.embedded.notebook import notebook_source

        return notebook_source(data, path, file)
    if is_document(path):
        from replint.embedded.documents import document_source

        return document_source(data, path, file)
    return decode(data, path, file)


def code_of(data: bytes, path: str) -> bytes:
    """The bytes of the code in a file, for what looks at bytes; SourceError if there is no telling."""
    if is_notebook(path):
        from replint.embedded.notebook import notebook_code

        return notebook_code(data).encode()
    return source_of(data, path).text.encode() if is_document(path) else data
