"""The data dictionary: every column of every table that lies in a folder, with its type and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.tables import export, schema

COLUMNS = ("table", "column", "type", "null", "meaning")
UNSAID = "not said by the notebook that wrote it"


def of(folder: Path) -> pd.DataFrame:
    """Describe the tables that lie in a folder as Parquet or CSV, one row a column, by name and in their own order.

    Columns: table, column, type (text, whole number, number, yes or no, time, or a list of them, which in CSV is JSON),
    null (whether a value may be absent; of a table that is not one of the schema's, whether one is) and meaning.
    """
    files = {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.csv"))}
    files |= {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.parquet"))}
    rows = [(name, *row) for name, path in sorted(files.items()) for row in _columns(name, path)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _columns(name: str, path: Path) -> Iterator[tuple[str, str, str, str]]:
    table = pa.Table.from_pandas(_read_csv(path)) if path.suffix == ".csv" else pq.read_table(path)
    declared = {column.name for column in schema.SCHEMA.get(name, ())} == set(table.column_names)
    for field, values in zip(table.schema, table.columns, strict=True):
        null = field.nullable if declared else values.null_count > 0
        meaning = (field.metadata or {}).get(export.MEANING, b"").decode("utf-8")
        yield field.name, kind(field.type), "yes" if null else "no", meaning or UNSAID


def _read_csv(path: Path) -> pd.DataFrame:
    """Return a table of which there is no Parquet; without columns where it is no table at all."""
    try:
        return pd.read_csv(path)
    except (pd.errors.EmptyDataError, pd.errors.ParserError, UnicodeDecodeError):
        return pd.DataFrame()


def kind(type_: pa.DataType) -> str:
    """Return what a type is called by somebody who is no programmer."""
    if pa.types.is_list(type_) or pa.types.is_large_list(type_):
        return f"list of {kind(type_.value_type)}"
    if pa.types.is_struct(type_):
        return f"record ({', '.join(field.name for field in type_)})"
    for is_of, called in KINDS.items():
        if is_of(type_):
            return called
    return str(type_)


KINDS = {
    pa.types.is_string: "text",
    pa.types.is_large_string: "text",
    pa.types.is_boolean: "yes or no",
    pa.types.is_integer: "whole number",
    pa.types.is_floating: "number",
    pa.types.is_temporal: "time",
    pa.types.is_null: "nothing",
}
"""What is asked of a type, and what it is called."""
