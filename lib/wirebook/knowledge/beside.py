"""Tables that an analyst keeps beside their articles: CSV in UTF-8, whose faults cost a row and not the run."""

from __future__ import annotations

import csv
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST = 1 << 22
"""Bytes: a larger file is no table that a person keeps."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One row of a table that cannot be used (line 0: the whole table), and what to do about it."""

    line: int
    what: str
    hint: str


def rows(path: Path, columns: Collection[str], *, what: str, largest: int = LARGEST) -> Iterator[Row | Wrong]:
    """Yield the rows of a table that are not empty, every column of `columns` filled with text, in the file's order.

    A row with a cell in another column is `Wrong`, as is a file that cannot be read. Of no file there are no rows.
    `what` names the table in a message ("table of actors").
    """
    if not path.is_file():
        return
    try:
        if path.stat().st_size > largest:
            raise ValueError(f"larger than {largest:,} bytes")
        found = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (OSError, ValueError, csv.Error) as error:
        yield Wrong(0, f"the analyst's {what} cannot be read: {error}", "save it as CSV in UTF-8")
        return
    for line, row in enumerate(found, start=2):
        unknown = {column for column, value in row.items() if value and column not in columns}
        cells = {column: (row.get(column) or "").strip() for column in columns}
        if unknown:
            yield Wrong(line, f"columns that are not known: {', '.join(map(str, unknown))}", hint_of(columns))
        elif any(cells.values()):
            yield Row(line, cells)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file, and its cells by column."""

    line: int
    cells: dict[str, str]


def replace(path: Path, content: bytes) -> None:
    """Write a table anew, whole or not at all. Raises OSError where it cannot be written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def hint_of(columns: Collection[str]) -> str:
    """Say which columns a table has."""
    return f"the columns are {', '.join(columns)}"
