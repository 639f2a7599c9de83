"""One module a format: each reads a file into records, and says what of it could not be read."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

MODULES: Mapping[str, str] = {
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".json": "json", ".jsonl": "lines", ".ndjson": "lines",
    ".csv": "table", ".tsv": "table", ".tab": "table",
    ".parquet": "parquet", ".pq": "parquet",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".docx": "word", ".rtf": "rtf", ".eml": "mail", ".pdf": "pdf",
}  # fmt: skip
"""The module that reads the files of an ending; each may be gzipped besides."""


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the records of one file by the format that its ending names.

    Raises RefusedError, at the start or while reading, for a file that cannot be read (further).
    """
    name = MODULES.get(file.suffix)
    if name is None:
        raise RefusedError("not a format that is read", hint=f"one of {', '.join(MODULES)}, or one of them with .gz")
    reader = importlib.import_module(f"{__name__}.{name}")
    yield from reader.read(file, limits)
