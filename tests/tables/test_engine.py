"""The engine and the store: every article annotated once, the same tables every time."""

import dataclasses
import shutil
import sys

import pytest

from wirebook.annotate import methods, pipeline
from wirebook.annotate.methods import Methods
from wirebook.errors import MissingToolError, ModelError
from wirebook.language import model
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


def test_processes_give_the_tables_of_the_serial_engine_by_the_methods_of_the_store(reading, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WORTH_A_PROCESS", 1)
    chosen = Methods(tone="vader")
    serial = engine.build(reading, Store(tmp_path / "serial", methods=chosen))
    parallel = engine.build(reading, Store(tmp_path / "parallel", methods=chosen), jobs=2)
    assert rows(parallel) == rows(serial)
    assert how(parallel, "tones") == {"lexicon: VADER"}


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
    def failing(article, methods):
        if article.path == "one.txt":
            raise IndexError("out of range")
        return pipeline.annotate(article, methods)

    monkeypatch.setattr(engine, "annotate", failing)
    tables = engine.build(reading, store).arrow
    assert tables["articles"].num_rows == 4
    assert set(tables["sentences"]["article_id"].to_pylist()) == {reading.articles[1].article_id}
    problem = tables["problems"].to_pylist()[-1]
    assert (problem["path"], problem["what"]) == ("one.txt", "read, but not analysed: IndexError: out of range")
    monkeypatch.undo()
    assert engine.build(reading, store).annotated == 1


@pytest.mark.parametrize(
    "error", [ModelError("the language model in /x cannot be loaded"), MissingToolError("no spaCy", hint="pip install")]
)
def test_a_method_that_does_not_work_ends_the_run_and_is_no_problem_of_each_article(reading, store, monkeypatch, error):
    def failing(article, methods):
        raise error

    monkeypatch.setattr(engine, "annotate", failing)
    with pytest.raises(type(error), match=error.message):
        engine.build(reading, store)


METHODS = [Methods(), Methods(tone="vader"), Methods(names="rules"), Methods(names="rules", tone="vader")]


def rows(built):
    return {name: table.to_pylist() for name, table in built.arrow.items()}


def how(built, table):
    return set(built.arrow[table]["how"].to_pylist())


@pytest.mark.parametrize(("first", "then"), list(zip(METHODS, METHODS[1:] + METHODS[:1], strict=True)))
def test_the_store_keeps_what_each_method_made_apart(reading, tmp_path, first, then):
    engine.build(reading, Store(tmp_path, methods=first))
    built = engine.build(reading, Store(tmp_path, methods=then))
    assert (built.annotated, built.stored) == (3, 0)
    assert engine.build(reading, Store(tmp_path, methods=first)).stored == 3
    assert rows(built) == rows(engine.build(reading, Store(tmp_path / "alone", methods=then)))
    assert (how(built, "tones") == {"lexicon: VADER"}) == (then.tone == "vader")


def test_an_article_is_annotated_alike_alone_and_beside_others(reading, tmp_path):
    together = engine.build(reading, Store(tmp_path / "together"))
    for number, article in enumerate(reading.articles[:2]):
        alone = engine.build(Reading([article]), Store(tmp_path / str(number)))
        for name in schema.ANNOTATED:
            beside = [row for row in rows(together)[name] if row["article_id"] == article.article_id]
            assert rows(alone)[name] == beside, name


def test_the_version_tells_the_methods_apart():
    assert len({method.version(chosen) for chosen in METHODS}) == len(METHODS)
    assert method.version() == method.version(Methods())


def test_the_version_depends_on_the_language_model():
    names = {path.name for path in model.WEIGHTS.iterdir() if path.suffix in method.DATA}
    assert names == {"encoder.onnx", "towards.onnx", "tokenizer.json", "settings.json", "gazetteer.txt.gz"}


def test_a_method_that_is_not_installed_is_refused_before_anything_is_done(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    methods._spacy.cache_clear()
    with pytest.raises(MissingToolError, match="python -m spacy download en_core_web_trf"):
        Store(tmp_path / "store", methods=Methods(names="spacy:en_core_web_trf"))
    assert not list(tmp_path.iterdir())


def test_an_empty_corpus_gives_empty_tables(store):
    assert all(table.num_rows == 0 for table in engine.build(Reading(), store).arrow.values())


def test_the_version_of_the_method_is_stable():
    assert method.version() == method.version()
    assert len(method.version()) == 12
