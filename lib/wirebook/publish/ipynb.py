"""Notebook files: read and written in the current format, whatever version they were saved in."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

FORMAT = 4


def read(path: Path) -> NotebookNode:
    """Return a notebook from its file."""
    notebook: NotebookNode = nbformat.read(path, as_version=FORMAT)  # type: ignore[no-untyped-call]
    return notebook


def text(notebook: NotebookNode) -> str:
    """Return a notebook as its file's text."""
    written: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return written + "\n"
