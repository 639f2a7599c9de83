"""Gathering: the tables of many runs as one table each, with the set in the first column, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.tables import export

SET = "set"
COLUMN = pa.field(SET, pa.string(), nullable=False, metadata={export.MEANING: b"the set of the plan"})
ROWS = 20_000
"""Rows held at once."""
WHOLE = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}


def gather(runs: Mapping[str, Path], folder: Path) -> tuple[dict[str, int], dict[str, str]]:
    """Write every table that the runs hold to `folder`, as Parquet and CSV, and return how many rows each has.

    `runs` are run folders by the name of their set, whose rows follow one another in that order. The second mapping
    says of each table that could not be gathered why: two runs give one of its columns types that do not go together.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted({path.stem for run in runs.values() for path in (run / "tables").glob("*.parquet")})
    rows: dict[str, int] = {}
    left_out: dict[str, str] = {}
    for name in names:
        files = {label: path for label, run in runs.items() if (path := run / "tables" / f"{name}.parquet").is_file()}
        try:
            rows[name] = _write(files, folder / name)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, ValueError) as error:
            left_out[name] = " ".join(str(error).split())
            for ending in (".parquet", ".csv"):
                (folder / f"{name}{ending}").unlink(missing_ok=True)
    return rows, left_out


def _write(files: Mapping[str, Path], target: Path) -> int:
    schemas = [pq.read_schema(path).remove_metadata() for path in files.values()]
    if any(SET in one.names for one in schemas):
        raise ValueError(f"it has a column {SET!r} of its own")
    merged = pa.unify_schemas(schemas, promote_options="permissive")
    schema = pa.schema([COLUMN, *merged])
    rows = 0
    with (
        pq.ParquetWriter(target.with_suffix(".parquet"), schema, compression="zstd") as parquet,
        target.with_suffix(".csv").open("w", encoding="utf-8", newline="") as csv,
    ):
        csv.write(",".join(pd.Index(schema.names)) + "\n")
        for label, path in files.items():
            for batch in pq.ParquetFile(path).iter_batches(ROWS):
                table = _with_set(pa.Table.from_batches([batch]), label, schema)
                parquet.write_table(table)
                frame = export.safe_cells(table.to_pandas(types_mapper=WHOLE.get))
                frame.to_csv(csv, index=False, header=False, lineterminator="\n")
                rows += table.num_rows
    return rows


def _with_set(table: pa.Table, label: str, schema: pa.Schema) -> pa.Table:
    """Return a table with its set before all, and a null for each column that its run does not have."""
    n = table.num_rows
    columns = [
        table[field.name].cast(field.type) if field.name in table.column_names else pa.nulls(n, field.type)
        for field in list(schema)[1:]
    ]
    return pa.Table.from_arrays([pa.array([label] * n, pa.string()), *columns], schema=schema)
