"""JSONL: one JSON object a line, read line by line."""

from __future__ import annotations

from collections.abc import Iterator

from wirebook.read import encoding, unpack
from wirebook.read.article import Problem
from wirebook.read.formats import json
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of a file of JSON lines; a line that is none costs one problem."""
    with unpack.opened(file, limits) as stream:
        number = 0
        for line in encoding.lines(stream, at_most=limits.line):
            if line is None:
                yield Problem(
                    path=file.path,
                    record=number,
                    what=f"a line of more than {limits.line:,} characters",
                    hint="split it into its articles",
                )
            elif not line.strip():
                continue
            else:
                yield _record(file, number, line, limits)
            number += 1


def _record(file: File, number: int, line: str, limits: Limits) -> Record | Problem:
    try:
        return json.record(file, number, json.parse(line, limits))
    except RefusedError as error:
        return Problem(path=file.path, record=number, what=error.message, hint=error.hint)
