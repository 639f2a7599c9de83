"""What runs keep: the tables that lie in a run's folder, read again to be compared with others.

A run of another version may have other tables and columns. What is missing is filled with nulls, so that analyses can
read it, and is named, so that nothing is said about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.annotate.methods import Methods
from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.knowledge.own import NOTHING
from wirebook.read.locate import project_root
from wirebook.tables import frames, method, schema

NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")
MANIFEST = "run.json"
LATEST = "latest"
NONE = "none"
"""In place of a run's name: there is none to compare with."""
SELECTING = ("since", "until", "sources", "actors")
"""The parameters that choose articles."""
LOOKED_THROUGH = 200
"""Runs among which the last one of a corpus is looked for, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """The tables of one state of a corpus, a run's or the present one, and what they were made from and by."""

    tables: Mapping[str, pd.DataFrame]
    corpus: str
    """The path of the corpus."""
    name: str = ""
    """The run's name; empty for the present state."""
    began: str = ""
    """When the run began (ISO 8601)."""
    selection: Mapping[str, str] = field(default_factory=dict)
    """The parameters that chose articles, but for neutral ones."""
    method: str | None = None
    """Version of the method, the analyst's corrections included."""
    pipeline: str | None = None
    """The same without the corrections; None where a run did not note it."""
    reading: str | None = None
    """Version of what reads files; None where a run did not note it."""
    package: str | None = None
    """Hash of the package that made it; None for the present state."""
    missing: frozenset[str] = frozenset()
    """Tables, and columns (`mentions.role`), that this state lacks."""


def present(
    tables: Mapping[str, pd.DataFrame], corpus: Path, methods: Methods, selection: Mapping[str, Any] | None = None
) -> Kept:
    """Return the present state of a corpus: its tables, as they were just made."""
    return Kept(
        tables=tables,
        corpus=str(corpus.resolve()),
        selection=chosen(selection or {}),
        method=method.version(methods),
        pipeline=pipeline(methods),
        reading=method.reading(),
    )


def pipeline(methods: Methods) -> str:
    """Return the version of the method without the analyst's corrections of actors."""
    return method.version(replace(methods, own=NOTHING))


def chosen(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Return the parameters that choose articles, as text, but for neutral ones."""
    return {name: _plain(parameters[name]) for name in SELECTING if _plain(parameters.get(name))}


def read(folder: Path) -> Kept:
    """Read the tables that a run kept. Raises InvalidValueError where they cannot be read."""
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = {name: _table(folder / "tables" / f"{name}.parquet", name) for name in schema.SCHEMA}
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InvalidValueError(
            f"the run in {folder} cannot be read: {error}", hint="name another run, or none to compare with nothing"
        ) from error
    if "articles.article_id" in found["articles"][1] or "articles" in found["articles"][1]:
        raise InvalidValueError(f"the run in {folder} keeps no articles", hint="name another run")
    versions = facts.get("versions", {})
    return Kept(
        tables=frames.to_pandas({name: table for name, (table, _) in found.items()}),
        corpus=str(facts.get("corpus", {}).get("path", "")),
        name=str(facts.get("run", folder.name)),
        began=str(facts.get("began", "")),
        selection=chosen(facts.get("parameters", {})),
        method=versions.get("method"),
        pipeline=versions.get("pipeline"),
        reading=versions.get("reading"),
        package=facts.get("package_hash"),
        missing=frozenset(name for _, missing in found.values() for name in missing),
    )


def default_folder() -> Path:
    """Return where runs lie unless somebody says otherwise: the project's `outputs`, else the working folder's."""
    return (project_root() or Path.cwd()) / "outputs"


def find(run: str, out: Path | None = None, *, others: Sequence[str] = (NONE,)) -> Path:
    """Return the folder of a run: `run` is `latest`, the name of a run in `out`, or a folder anywhere.

    Raises UnknownNameError where there is none, which names the nearest of the runs and of `others`.
    """
    out = out or default_folder()
    folder = latest(out) if run == LATEST else out / run
    for found in (folder, Path(run)):
        if found is not None and (found / MANIFEST).is_file():
            return found
    raise UnknownNameError.of("run", run, [*others, *names(out)])


def latest(out: Path) -> Path | None:
    """Return the run that `latest` points at."""
    pointer = out / LATEST
    if pointer.is_symlink() or not pointer.is_file():
        return pointer.resolve() if pointer.is_dir() else None
    name = pointer.read_text(encoding="utf-8").strip()
    return out / name if NAME.fullmatch(name) and (out / name).is_dir() else None


def last(
    corpus: Path, out: Path | None = None, *, parameters: Mapping[str, Any] | None = None, before: str = ""
) -> Path | None:
    """Return the first of the runs that `over` yields; None where there is none."""
    return next((folder for folder, _ in over(corpus, out, parameters=parameters, before=before)), None)


def over(
    corpus: Path, out: Path | None = None, *, parameters: Mapping[str, Any] | None = None, before: str = ""
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the whole runs over a corpus whose parameters chose its articles alike, the newest first, each with its
    manifest.

    `before` is the name of a run: only those that began before it count.
    """
    wanted = str(corpus.resolve()), chosen(parameters or {})
    for folder, facts in whole(out or default_folder()):
        if before and folder.name >= before:
            continue
        if (facts.get("corpus", {}).get("path"), chosen(facts.get("parameters", {}))) == wanted and _readable(folder):
            yield folder, facts


def read_alike(facts: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Say whether two runs had the same articles and corrections, and versions of everything that reads them."""
    return facts["corpus"].get("hash") == given["corpus"]["hash"] and all(
        facts.get(name) == given[name] for name in ("versions", "package_hash")
    )


def whole(out: Path, *, most: int = LOOKED_THROUGH) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the runs in a folder that were whole, of the newest `most`, the newest first, each with its manifest."""
    for name in names(out)[:most]:
        if facts := done(out / name):
            yield out / name, facts


def names(out: Path) -> list[str]:
    """Return the names of the runs in a folder, the newest first."""
    return sorted((p.name for p in out.iterdir() if NAME.fullmatch(p.name)), reverse=True) if out.is_dir() else []


def done(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a run that was whole; None of any other."""
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) and facts.get("status") == "done" else None


def _readable(folder: Path) -> bool:
    """Whether the tables that a run kept are there and whole, as far as their files say."""
    files = [folder / "tables" / f"{name}.parquet" for name in schema.SCHEMA]
    try:
        return files[0].is_file() and all(pq.read_metadata(file).num_rows >= 0 for file in files if file.is_file())
    except (OSError, pa.ArrowException):
        return False


def _plain(value: Any) -> str:
    """Write a parameter so that a list and the text it was given as are the same."""
    items: Sequence[Any] = value if isinstance(value, list | tuple) else str(value or "").strip("[] ").split(",")
    return ", ".join(sorted(filter(None, (str(item).strip(" \"'") for item in items))))


def _table(path: Path, name: str) -> tuple[pa.Table, list[str]]:
    """Return a kept table with the columns of today's, and the names of what it lacks."""
    wanted = schema.arrow(name)
    if not path.is_file():
        return wanted.empty_table(), [name]
    found = pq.read_table(path)
    columns, missing = [], []
    for column in wanted:
        try:
            columns.append(found.column(column.name).cast(column.type))
        except (KeyError, pa.ArrowException):
            columns.append(pa.nulls(found.num_rows, column.type))
            missing.append(f"{name}.{column.name}")
    return pa.Table.from_arrays(columns, names=wanted.names), missing
