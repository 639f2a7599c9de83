"""What runs keep is read again: the last one of a corpus, and older ones that lack tables or columns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.tables import kept, schema

CORPUS = Path("/some/articles")


def keep(out: Path, name: str, **facts: Any) -> Path:
    """Write the folder of a run as one is left, with one article."""
    folder = out / name
    (folder / "tables").mkdir(parents=True)
    for table in schema.SCHEMA:
        pq.write_table(schema.arrow(table).empty_table(), folder / "tables" / f"{table}.parquet")
    rows = [
        {
            "article_id": "a",
            "path": "a.txt",
            "record": 0,
            "text": "Words.",
            "published_candidates": [],
            "sentences": 1,
            "words": 1,
        }
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema.arrow("articles")), folder / "tables" / "articles.parquet")
    said = {"run": name, "status": "done", "corpus": {"path": str(CORPUS)}, "parameters": {}, "versions": {}}
    (folder / "run.json").write_text(json.dumps(said | facts), encoding="utf-8")
    return folder


def name(day: int) -> str:
    return f"202511{day:02}T060000Z-aaaaaa"


def test_the_last_whole_run_of_the_corpus_is_found_and_no_other(tmp_path: Path) -> None:
    wanted = keep(tmp_path, name(1))
    keep(tmp_path, name(2), corpus={"path": "/other/articles"})
    keep(tmp_path, name(3), status="failed")
    keep(tmp_path, name(4), parameters={"since": "2025"})
    assert kept.last(CORPUS, tmp_path) == wanted
    assert kept.last(CORPUS, tmp_path, parameters={"since": 2025}) == tmp_path / name(4)
    assert kept.last(CORPUS, tmp_path, before=name(1)) is None


def test_a_run_whose_tables_are_damaged_is_passed_over(tmp_path: Path) -> None:
    wanted = keep(tmp_path, name(1))
    damaged = keep(tmp_path, name(2))
    (damaged / "tables" / "mentions.parquet").write_bytes(b"PAR1")
    shutil.rmtree(keep(tmp_path, name(3)) / "tables")
    assert kept.last(CORPUS, tmp_path) == wanted
    with pytest.raises(InvalidValueError, match="cannot be read"):
        kept.read(damaged)


def test_a_list_and_the_text_that_it_is_given_as_choose_alike() -> None:
    given = [{"sources": "[Reuters, AP]"}, {"sources": "AP, Reuters"}, {"sources": ["AP", "Reuters"], "since": ""}]
    assert {tuple(kept.chosen(one).items()) for one in given} == {(("sources", "AP, Reuters"),)}


def test_an_old_run_has_its_gaps_filled_and_named(tmp_path: Path) -> None:
    folder = keep(tmp_path, name(1))
    (folder / "tables" / "voices.parquet").unlink()
    mentions = folder / "tables" / "mentions.parquet"
    pq.write_table(pq.read_table(mentions).drop_columns(["role"]), mentions)
    found = kept.read(folder)
    assert found.missing == {"voices", "mentions.role"}
    assert "role" in found.tables["mentions"].columns
    assert isinstance(found.tables["voices"], pd.DataFrame)
    assert list(found.tables["articles"]["article_id"]) == ["a"]


def test_a_run_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    keep(tmp_path, name(1))
    with pytest.raises(UnknownNameError, match="did you mean"):
        kept.find(name(2), tmp_path)
