"""Wirebook: an analyst's workbook for news.

    import wirebook as wb

    book = wb.open("seeds", since="2025-10")
    book.actors(type="person")

`open` reads a folder of articles and annotates what is new in it; the `Book` it returns holds the tables and answers
questions about them. See the README for the notebooks and the command line.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from typing import TYPE_CHECKING, Any

from wirebook.errors import WirebookError

if TYPE_CHECKING:
    from wirebook.book import Book, open  # noqa: A004  (`wb.open("seeds")` is what an analyst types)

__all__ = ["Book", "WirebookError", "__version__", "open"]
__version__ = importlib.metadata.version("wirebook")

_LATER = {"Book": "wirebook.book", "open": "wirebook.book"}
"""Names whose module is imported when they are first used, so that `import wirebook` stays quick."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'wirebook' has no attribute {name!r}")
