"""The engine and the store: every article annotated once, the same tables every time."""

import dataclasses
import shutil

import pytest

from wirebook.annotate import pipeline
from wirebook.read.article import Reading
from wirebook.tables import engine, method, schema
from wirebook.tables.store import Store, key


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def test_the_tables_hold_exactly_the_columns_of_the_contract(reading, store):
    tables = engine.build(reading, store).arrow
    assert list(tables) == list(schema.SCHEMA)
    for name, table in tables.items():
        assert table.schema.names == [c.name for c in schema.SCHEMA[name]]


def test_no_column_that_must_be_filled_is_null(reading, store):
    for name, table in engine.build(reading, store).arrow.items():
        for column in schema.SCHEMA[name]:
            assert column.null or table[column.name].null_count == 0, (name, column.name)


def test_offsets_give_the_text_of_each_row(reading, store):
    tables = engine.build(reading, store).arrow
    texts = {a.article_id: a.text for a in reading.articles}
    for name in ("sentences", "mentions", "times", "quotes"):
        rows = tables[name].to_pylist()
        assert rows, name
        for row in rows:
            assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_a_copy_and_a_foreign_article_are_listed_but_not_analysed(reading, store):
    tables = engine.build(reading, store).arrow
    assert tables["articles"].num_rows == 4
    analysed = set(tables["sentences"]["article_id"].to_pylist())
    assert analysed == {reading.articles[0].article_id, reading.articles[1].article_id}
    assert tables["articles"]["duplicate_of"].null_count == 3


def test_what_was_annotated_once_is_taken_from_the_store(reading, store):
    first = engine.build(reading, store)
    second = engine.build(reading, store)
    assert (first.annotated, first.stored) == (3, 0)
    assert (second.annotated, second.stored) == (0, 3)
    assert {n: t.to_pylist() for n, t in second.arrow.items()} == {n: t.to_pylist() for n, t in first.arrow.items()}


def test_only_a_new_article_is_annotated(reading, store):
    engine.build(Reading(reading.articles[:1]), store)
    assert engine.build(reading, store).annotated == 2


def test_an_article_with_another_date_is_another_annotation(reading):
    later = dataclasses.replace(reading.articles[0], published="2025-02-26")
    assert key(later) != key(reading.articles[0])


def test_white_space_is_part_of_the_key_because_offsets_depend_on_it(reading):
    spaced = dataclasses.replace(reading.articles[0], text=reading.articles[0].text.replace(". ", ".\n"))
    assert spaced.article_id == reading.articles[0].article_id
    assert key(spaced) != key(reading.articles[0])


def test_processes_give_the_tables_of_the_serial_engine(reading, store, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WORTH_A_PROCESS", 1)
    serial = engine.build(reading, store).arrow
    parallel = engine.build(reading, Store(tmp_path / "other"), jobs=2).arrow
    assert {n: t.to_pylist() for n, t in parallel.items()} == {n: t.to_pylist() for n, t in serial.items()}


def test_a_part_left_half_written_is_not_read(reading, store):
    engine.build(reading, store)
    [part] = [p for p in store.folder.iterdir() if not p.name.startswith(".")]
    shutil.move(part, store.folder / ".partial-x")
    assert engine.build(reading, store).annotated == 3


def test_a_store_that_cannot_be_written_is_warned_of_and_the_tables_are_built(reading, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.warns(RuntimeWarning, match="could not be stored"):
        built = engine.build(reading, Store(tmp_path / "file" / "store"))
    assert built.arrow["articles"].num_rows == 4


def test_an_article_that_a_step_fails_on_costs_itself_only(reading, store, monkeypatch):
    def failing(article):
        if article.path == "one.txt":
            raise IndexError("out of range")
        return pipeline.annotate(article)

    monkeypatch.setattr(engine, "annotate", failing)
    tables = engine.build(reading, store).arrow
    assert tables["articles"].num_rows == 4
    assert set(tables["sentences"]["article_id"].to_pylist()) == {reading.articles[1].article_id}
    problem = tables["problems"].to_pylist()[-1]
    assert (problem["path"], problem["what"]) == ("one.txt", "read, but not analysed: IndexError: out of range")
    monkeypatch.undo()
    assert engine.build(reading, store).annotated == 1


def test_an_empty_corpus_gives_empty_tables(store):
    assert all(table.num_rows == 0 for table in engine.build(Reading(), store).arrow.values())


def test_the_version_of_the_method_is_stable():
    assert method.version() == method.version()
    assert len(method.version()) == 12
