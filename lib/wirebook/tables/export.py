"""Tables as files: Parquet, CSV and JSON lines, each written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from wirebook.errors import UnknownNameError

Format = Literal["parquet", "csv", "jsonl"]

MEANING, ABOUT = b"meaning", b"wirebook"
"""Where a Parquet file says what a column holds (metadata of the column), and what the table is (of the file)."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these as a formula (OWASP, "CSV Injection")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What goes with a table into its Parquet file: what each column holds, and facts about the whole."""

    columns: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)


def write(
    tables: Mapping[str, pd.DataFrame],
    folder: Path,
    *,
    format: Format = "parquet",
    described: Mapping[str, Described] | None = None,
) -> list[Path]:
    """Write each table to `folder/<name>.<format>` and return the paths.

    Parquet keeps the Arrow types where the table is one of the schema's, and what `described` says of a table that is
    not. In CSV, lists are JSON, and text that a spreadsheet would run as a formula gets an apostrophe before it.

    Raises UnknownNameError for another format.
    """
    if format not in WRITERS:
        raise UnknownNameError.of("format", format, get_args(Format))
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, frame in tables.items():
        path = folder / f"{name}.{format}"
        partial = folder / f".{name}.{format}.partial"
        WRITERS[format](name, frame, partial, (described or {}).get(name, NOTHING_SAID))
        partial.replace(path)
        paths.append(path)
    return paths


def safe_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy for CSV: lists as JSON, and an apostrophe before text that begins like a formula."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = [safe_cell(value) for value in safe[name]]
    return safe


def safe_cell(value: Any) -> Any:
    """Return a cell for CSV; see `safe_cells`."""
    if isinstance(value, list | tuple | dict | np.ndarray):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def _plain(value: Any) -> Any:
    """Turn what pandas holds into what JSON knows."""
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else str(value)


def _write_parquet(name: str, frame: pd.DataFrame, path: Path, described: Described) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from wirebook.tables import frames, schema

    contract = name in schema.SCHEMA and {c.name for c in schema.SCHEMA[name]} == set(frame.columns)
    if contract:
        table = frames.to_arrow(name, frame)
    else:
        table = _with_meanings(pa.Table.from_pandas(frame, preserve_index=False), described)
    pq.write_table(table, path, compression="zstd")


def _with_meanings(table: Any, described: Described) -> Any:
    """Return an Arrow table with what is said of it and of its columns in its metadata."""
    schema = table.schema
    for place, name in enumerate(schema.names):
        if meaning := described.columns.get(name):
            schema = schema.set(place, schema.field(place).with_metadata({MEANING: meaning}))
    if described.about:
        said = json.dumps(described.about, ensure_ascii=False)
        schema = schema.with_metadata((schema.metadata or {}) | {ABOUT: said.encode("utf-8")})
    return table.cast(schema)


def _write_csv(_name: str, frame: pd.DataFrame, path: Path, _described: Described) -> None:
    safe_cells(frame).to_csv(path, index=False, lineterminator="\n")


def _write_jsonl(_name: str, frame: pd.DataFrame, path: Path, _described: Described) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in frame.to_dict("records"):
            file.write(json.dumps({k: _json_value(v) for k, v in row.items()}, ensure_ascii=False) + "\n")


def _json_value(value: Any) -> Any:
    if isinstance(value, list | tuple | np.ndarray):
        return [_json_value(item) for item in value]
    if isinstance(value, dict):
        return {k: _json_value(v) for k, v in value.items()}
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value


NOTHING_SAID = Described(columns={})

WRITERS: dict[str, Callable[[str, pd.DataFrame, Path, Described], None]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
}
