"""The version of the method: what an annotation depends on besides its article."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from pathlib import Path

from wirebook.annotate.methods import STANDARD, Methods

STEPS = ("annotate", "language", "knowledge")
"""The packages whose code and data decide what an annotation says."""

LIBRARIES = ("holidays", "nltk", "numpy", "onnxruntime", "python-dateutil", "tokenizers", "vaderSentiment")
"""The libraries whose rules or data do so too."""

READING = ("charset-normalizer", "feedparser", "lxml", "pdfminer.six", "py3langid", "python-docx", "trafilatura")
"""The libraries that decide what a file is read as."""

DATA = {".py", ".csv", ".gz", ".json", ".onnx"}
"""Suffixes of the files in them that do: code, tables, and the language model with its settings."""


@functools.cache
def version(chosen: Methods = STANDARD) -> str:
    """Return a short hash over the code and data of the annotation steps, the versions of their libraries, and the
    methods chosen.

    It changes when, and only when, one of them does; annotations stored under another version are made anew. Raises
    MissingToolError where a method is chosen that is not installed.
    """
    digest = _digest(STEPS, LIBRARIES).copy()
    digest.update(chosen.version().encode())
    return digest.hexdigest()[:12]


def reading() -> str:
    """Return a short hash over the code that reads files, and the versions of its libraries."""
    return _digest(("read",), READING).hexdigest()[:12]


@functools.cache
def _digest(steps: tuple[str, ...], libraries: tuple[str, ...]) -> hashlib._Hash:
    """Return a hash over the files of some steps and the versions of some libraries, to be copied before it goes on."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for step in steps:
        for path in sorted(p for p in (package / step).rglob("*") if p.suffix in DATA):
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    for library in libraries:
        digest.update(f"{library}={importlib.metadata.version(library)}".encode())
    return digest
