"""Parquet: one article a row, read in small batches, only the columns that hold a field of an article."""

from __future__ import annotations

import io
from collections.abc import Iterator

from wirebook.read import fields, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits, size
from wirebook.read.record import File, Record, RefusedError

BATCH = 64
"""Rows at once. A dictionary page can repeat one long text in each row: a batch bounds what that takes."""
HINT = "write it again, or give the articles as .jsonl"


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of a Parquet table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = unpack.whole(file, limits, at_most=limits.file)
    try:
        table = pq.ParquetFile(io.BytesIO(data))
        unpacked = sum(table.metadata.row_group(i).total_byte_size for i in range(table.metadata.num_row_groups))
        names = [name for name in table.schema_arrow.names if fields.recognised(name)]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise RefusedError(f"not a Parquet file, or a broken one: {_first(error)}", hint=HINT) from error
    if unpacked > limits.unpacked:
        raise RefusedError(
            f"unpacks to {size(unpacked)}; the most that is read is {size(limits.unpacked)}",
            hint="split it into smaller files",
        )
    if "text" not in {fields.recognised(name) for name in names}:
        raise RefusedError(
            "no column that holds an article's text", hint="name one of its columns text, body or content"
        )
    number = given = 0
    try:
        for batch in table.iter_batches(batch_size=BATCH, columns=names, use_threads=False):
            given += batch.nbytes
            if given > limits.unpacked:
                raise RefusedError(f"unpacks to more than {size(limits.unpacked)}", hint="split it into smaller files")
            for row in batch.to_pylist():
                yield Record(number, fields.fields(row), "maybe html")
                number += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, RefusedError):
            raise
        yield Problem(path=file.path, record=number, what=f"broken from here on: {_first(error)}", hint=HINT)


def _first(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200]
