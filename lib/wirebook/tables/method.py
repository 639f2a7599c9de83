"""The version of the method: what an annotation depends on besides its article."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from pathlib import Path

STEPS = ("annotate", "language", "knowledge")
"""The packages whose code and data decide what an annotation says."""

LIBRARIES = ("holidays", "nltk", "python-dateutil", "vaderSentiment")
"""The libraries whose rules or data do so too."""


@functools.cache
def version() -> str:
    """Return a short hash over the code and data of the annotation steps and the versions of their libraries.

    It changes when, and only when, one of them does; annotations stored under another version are made anew.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for step in STEPS:
        for path in sorted(p for p in (package / step).rglob("*") if p.suffix in {".py", ".csv"}):
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}={importlib.metadata.version(library)}".encode())
    return digest.hexdigest()[:12]
