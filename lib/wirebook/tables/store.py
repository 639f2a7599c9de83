"""The store: annotations kept by the article they were made from and the version of the method, so that none is
made twice.

A store is a folder of parts. A part holds the annotations of one batch, a Parquet file a table, and is written aside
and then renamed: it is there whole or not at all, and is never changed. Two runs at once may write the same article
twice; the part first in order is the one read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import platformdirs
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from wirebook.annotate.methods import STANDARD, Methods
from wirebook.annotate.records import (
    Actor,
    Annotation,
    Candidate,
    Clue,
    DateCheck,
    Event,
    Mention,
    Proposal,
    Quote,
    Sentence,
    Stance,
    Time,
    Tone,
    Voiced,
)
from wirebook.read.article import Article
from wirebook.read.locate import project_root
from wirebook.tables import method, schema
from wirebook.tables.frames import annotation_rows, published

RECORDS: Mapping[str, type] = {
    "sentences": Sentence,
    "mentions": Mention,
    "times": Time,
    "quotes": Quote,
    "stances": Stance,
    "proposals": Proposal,
    "tones": Tone,
    "voices": Voiced,
    "events": Event,
    "clues": Clue,
    "date_checks": DateCheck,
}
KEY = pa.field("key", pa.string(), nullable=False)
HEADS = pa.schema(
    [
        KEY,
        pa.field("article_id", pa.string()),
        *(pa.field(c.name, c.type) for c in schema.SCHEMA["articles"] if c.name in schema.PUBLISHED),
        pa.field("words", pa.int64()),
        pa.field("actors", pa.list_(pa.struct([(c.name, c.type) for c in schema.SCHEMA["actors"]]))),
    ]
)
"""What an annotation says of its article as a whole, a row an annotation."""


def key(article: Article) -> str:
    """Return the name an article's annotation is stored under: a hash of all that the steps read of it.

    The text goes in exactly, not normalised as in `article_id`, since offsets depend on its white space.
    """
    read = (article.text, article.title, article.language, article.published, article.published_from)
    return hashlib.sha256("\0".join(str(part) for part in read).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def default_folder() -> Path:
    """Return where annotations are stored: `WIREBOOK_STORE`, else the project's `outputs/`, else the user's cache."""
    if chosen := os.environ.get("WIREBOOK_STORE"):
        return Path(chosen)
    root = project_root()
    return root / "outputs" / ".store" if root else Path(platformdirs.user_cache_dir("wirebook")) / "store"


class Store:
    """The annotations that the chosen methods make, of one version, in a folder that may not exist yet.

    Raises MissingToolError where a method is chosen that is not installed.
    """

    def __init__(self, folder: Path | None = None, *, methods: Methods = STANDARD) -> None:
        self.methods = methods
        self.folder = (folder or default_folder()) / method.version(methods)

    def load(self, wanted: Sequence[str]) -> dict[str, Annotation]:
        """Return the stored annotations among the wanted keys."""
        found: dict[str, Annotation] = {}
        missing = set(wanted)
        for part in self._parts():
            heads = pq.read_table(part / "heads.parquet")
            here = missing.intersection(heads["key"].to_pylist())
            if here:
                found |= _read_part(part, heads, here)
                missing -= here
        return found

    def add(self, annotations: Mapping[str, Annotation]) -> None:
        """Store annotations by their keys, all of them or none."""
        name = hashlib.sha256("".join(sorted(annotations)).encode()).hexdigest()[:24]
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".partial-", dir=self.folder))
        try:
            _write_part(aside, annotations)
            aside.rename(self.folder / name)
        except FileExistsError:
            pass  # another run has stored this very batch
        except OSError:
            if not (self.folder / name).is_dir():
                raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _parts(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(p for p in self.folder.iterdir() if p.is_dir() and not p.name.startswith("."))


def _with_key(table: str) -> pa.Schema:
    return pa.schema([KEY, *schema.arrow(table)])


def _write_part(folder: Path, annotations: Mapping[str, Annotation]) -> None:
    for table in schema.ANNOTATED:
        rows = [{"key": k} | row for k, a in annotations.items() for row in annotation_rows(a, table)]
        pq.write_table(pa.Table.from_pylist(rows, schema=_with_key(table)), folder / f"{table}.parquet")
    heads = [
        {
            "key": k,
            "article_id": a.article_id,
            "words": a.words,
            "actors": [asdict(actor) for actor in a.actors],
        }
        | published(a)
        for k, a in annotations.items()
    ]
    pq.write_table(pa.Table.from_pylist(heads, schema=HEADS), folder / "heads.parquet")


def _read_part(folder: Path, heads: pa.Table, keys: set[str]) -> dict[str, Annotation]:
    rows: dict[str, dict[str, list[Any]]] = {k: {table: [] for table in schema.ANNOTATED} for k in keys}
    for table in schema.ANNOTATED:
        for row in _rows(folder / f"{table}.parquet", keys):
            owner = row.pop("key")
            row.pop("article_id")
            rows[owner][table].append(_record(table, row))
    return {
        head["key"]: Annotation(
            article_id=head["article_id"],
            words=head["words"],
            actors=tuple(Actor(**actor) for actor in head["actors"]),
            **(
                {name: head[name] for name in schema.PUBLISHED}
                | {"published_candidates": tuple(Candidate(**one) for one in head["published_candidates"])}
                | {table: tuple(records) for table, records in rows[head["key"]].items()}
            ),
        )
        for head in heads.to_pylist()
        if head["key"] in keys
    }


def _rows(path: Path, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    wanted = ds.field("key").isin(sorted(keys))
    yield from pq.read_table(path, filters=wanted).to_pylist()


def _record(table: str, row: dict[str, Any]) -> Any:
    if table in ("tones", "voices"):
        row["words"] = tuple((item["word"], item["weight"]) for item in row["words"])
    if table == "events":
        row["actors"] = tuple(row["actors"])
    return RECORDS[table](**row)
