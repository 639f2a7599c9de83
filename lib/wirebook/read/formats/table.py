"""CSV and TSV: one article a row, under a row of names; read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from wirebook.read import encoding, fields, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

DELIMITERS = ",;\t|"


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of a table; the delimiter of a CSV file is the one that its first row has most of."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.line))
    with unpack.opened(file, limits) as stream:
        lines = _Lines(encoding.lines(stream, at_most=limits.line))
        head = next(lines, "")
        delimiter = "\t" if file.suffix in (".tsv", ".tab") else max(DELIMITERS, key=head.count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        if "text" not in {fields.recognised(name) for name in names}:
            raise RefusedError(
                "no column that holds an article's text",
                hint="name one of the columns of the first row text, body or content",
            )
        rows = csv.reader(lines, delimiter=delimiter)
        number = 0
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            except csv.Error as error:
                yield Problem(
                    path=file.path,
                    record=number,
                    what=f"not a row of a table: {error}",
                    hint="look for a quotation mark that is not closed",
                )
                number += 1
                continue
            while lines.too_long:
                lines.too_long -= 1
                yield Problem(
                    path=file.path,
                    record=number,
                    what=f"a line of more than {limits.line:,} characters",
                    hint="split it into its articles",
                )
                number += 1
            if not any(cell.strip() for cell in row):
                continue
            yield Record(number, fields.fields(dict(zip(names, row, strict=False))), "maybe html")
            number += 1
        if lines.too_long:
            yield Problem(
                path=file.path,
                record=number,
                what=f"a line of more than {limits.line:,} characters",
                hint="split it into its articles",
            )


class _Lines:
    """The lines of a stream, too long ones left out and counted."""

    def __init__(self, lines: Iterator[str | None]) -> None:
        self.lines = lines
        self.too_long = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self.lines:
            if line is not None:
                return line
            self.too_long += 1
        raise StopIteration
