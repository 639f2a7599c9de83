"""What a reader of one format hands on: the fields of one article, before they are cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wirebook.errors import WirebookError

Markup = Literal["plain", "markdown", "titled", "maybe html", "html", "extracted"]
"""How the text is to be cleaned: `plain` may open with a headline and header lines, `markdown` too, with its marks;
`titled` may open with header lines, but its headline, if it has one, is known; `maybe html` is the field of a table or
of JSON, which often holds tags; `html` is a feed's; `extracted` is main text and nothing else."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the corpus: its path relative to the corpus, as shown, and where it lies."""

    path: str
    absolute: Path

    @property
    def suffix(self) -> str:
        """The ending of its name that tells its format, `.gz` left out."""
        name = self.absolute.name.lower()
        return Path(name.removesuffix(".gz")).suffix


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a file, its fields under our names (`fields.NAMES`) with the values of the file."""

    record: int
    fields: Mapping[str, object]
    markup: Markup
    exported: bool = False
    """Does it come from an archive's export? The day in the name of such a file is that of the search."""


class RefusedError(WirebookError, ValueError):
    """An input that cannot be read as it stands. Never leaves `read`: it becomes a problem row."""
