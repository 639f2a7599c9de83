"""Articles and their annotations as tables: Arrow inside, data frames for analysts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

import pandas as pd
import pyarrow as pa

from wirebook.annotate import dating
from wirebook.annotate.records import Actor, Annotation
from wirebook.knowledge.own import Own
from wirebook.read.article import Article, Problem
from wirebook.tables import schema
from wirebook.tables.labels import Label


def annotation_rows(annotation: Annotation, table: str) -> list[dict[str, Any]]:
    """Return one annotation's rows of a table, as the schema names them."""
    rows = []
    for record in getattr(annotation, table):
        row = {"article_id": annotation.article_id} | {f.name: getattr(record, f.name) for f in fields(record)}
        if table in ("tones", "voices"):
            row["words"] = [{"word": word, "weight": weight} for word, weight in row["words"]]
        rows.append(row)
    return rows


def article_row(article: Article, annotation: Annotation | None) -> dict[str, Any]:
    """Return the row of one article: as read, with what its annotation adds (None for a copy)."""
    row = asdict(article)
    begin, end = dating.bounds(article.published)
    noted = annotation or Annotation(article.article_id, article.published, article.published_from, begin, end)
    return row | {
        **published(noted),
        "sentences": len(noted.sentences),
        "words": noted.words,
    }


def published(annotation: Annotation) -> dict[str, Any]:
    """Return what an annotation says of when its article was published, as the schema names it."""
    values = {name: getattr(annotation, name) for name in schema.PUBLISHED}
    return values | {"published_candidates": [asdict(one) for one in annotation.published_candidates]}


def actors(annotations: Iterable[Annotation]) -> pa.Table:
    """Return the actors of many annotations, each once: a known one before an unknown, then the first met."""
    met: dict[str, Actor] = {}
    for annotation in annotations:
        for actor in annotation.actors:
            if actor.actor_id not in met or (actor.known and not met[actor.actor_id].known):
                met[actor.actor_id] = actor
    return from_rows("actors", [asdict(met[key]) for key in sorted(met)])


def corrections(mine: Own) -> pa.Table:
    """Return the table of what an analyst has corrected."""
    return from_rows("corrections", [asdict(row) | {"other": list(row.other)} for row in mine.corrections])


def labels(given: Iterable[Label]) -> pa.Table:
    """Return the table of what an analyst says of sentences."""
    return from_rows("labels", [asdict(label) for label in given])


def problems(found: Iterable[Problem]) -> pa.Table:
    """Return the table of inputs that could not be used."""
    return from_rows("problems", [asdict(p) for p in found])


def from_rows(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Build the Arrow table of a name from its rows; columns that the schema does not name are left out."""
    return pa.Table.from_pylist(rows, schema=schema.arrow(table))


def to_pandas(tables: Mapping[str, pa.Table]) -> dict[str, pd.DataFrame]:
    """Return the tables as data frames: whole numbers stay whole (`Int64`) where a column may be null."""
    frames = {}
    for name, table in tables.items():
        frame = table.to_pandas()
        for column in schema.SCHEMA[name]:
            if column.null and column.type == schema.WHOLE:
                frame[column.name] = frame[column.name].astype("Int64")
        frames[name] = frame
    return frames


def to_arrow(table: str, frame: pd.DataFrame) -> pa.Table:
    """Return a data frame as the Arrow table of that name."""
    return pa.Table.from_pandas(frame, schema=schema.arrow(table), preserve_index=False)
