"""The labels that an analyst keeps beside the articles: written whole, read with their faults, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from wirebook.annotate.methods import Methods
from wirebook.tables import engine, frames, labels, select
from wirebook.tables.labels import Label
from wirebook.tables.store import Store

HEADER = "article_id,start,end,target,label,drawn,text\n"


def label(**given: object) -> Label:
    return Label(**({"article_id": "a1", "start": 0, "end": 9, "label": "neutral"} | given))  # type: ignore[arg-type]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / labels.FILE
    given = [
        label(label="negative", drawn=True, text='He said, "no".'),
        label(start=10, end=20, target="norland", label="unclear"),
    ]
    labels.write(file, given)
    assert labels.read(file) == (given, [])


def test_of_two_labels_of_one_sentence_the_later_counts(tmp_path: Path) -> None:
    file = tmp_path / labels.FILE
    file.write_text(HEADER + "a1,0,9,,neutral,yes,\na1,0,9,norland,positive,yes,\na1,0,9,,Negative,YES,\n")
    found, wrong = labels.read(file)
    assert [(one.target, one.label, one.drawn) for one in found] == [
        ("norland", "positive", True),
        (None, "negative", True),
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",0,9,,neutral,,", "no article_id"),
        ("a1,x,9,,neutral,,", "no whole number in start: 'x'"),
        ("a1,0,-9,,neutral,,", "no whole number in end: '-9'"),
        ("a1,0,9,,bad,,", "no such label: 'bad'; there is negative, neutral, positive, unclear"),
        ("a1,0,9,,neutral,perhaps,", "drawn is 'perhaps'; yes or no is wanted"),
        ("a1,0,9,,neutral,,text,more", "columns that are not known: None"),
    ],
)
def test_a_faulty_row_costs_itself_alone_and_says_why(tmp_path: Path, row: str, what: str) -> None:
    file = tmp_path / labels.FILE
    file.write_text(f"{HEADER}{row}\na2,0,9,,neutral,,\n")
    found, wrong = labels.read(file)
    assert [one.article_id for one in found] == ["a2"]
    assert [(one.line, one.what) for one in wrong] == [(2, what)]


def test_a_label_is_put_and_taken_back_and_others_stay(tmp_path: Path) -> None:
    file = tmp_path / labels.FILE
    labels.put(file, label(), "negative")
    labels.put(file, label(start=10, end=12), "positive")
    labels.put(file, label(), "positive")
    assert {(one.start, one.label) for one in labels.read(file)[0]} == {(0, "positive"), (10, "positive")}
    labels.put(file, label(), None)
    assert {(one.start, one.label) for one in labels.read(file)[0]} == {(10, "positive")}
    with pytest.raises(ValueError, match="no label 'maybe'"):
        labels.put(file, label(), "maybe")
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_with_a_row_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / labels.FILE
    file.write_text(f"{HEADER}a1,0,9,,bad,,\n")
    with pytest.raises(ValueError, match="line 2: no such label"):
        labels.put(file, label(), "negative")
    assert file.read_text() == f"{HEADER}a1,0,9,,bad,,\n"


def test_a_sentence_is_no_formula_and_no_second_line(tmp_path: Path) -> None:
    file = tmp_path / labels.FILE
    labels.write(file, [label(text="=1+1\n and\u2028more")])
    assert file.read_text().splitlines()[1] == "a1,0,9,,neutral,no,'=1+1 and more"
    assert labels.read(file)[1] == []


def test_a_corpus_has_its_labels_as_a_table_and_its_faulty_rows_as_problems(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "one.txt").write_text("Talks fail\n\nThe talks failed badly on Monday, and both sides were angry.\n")
    (corpus / labels.FILE).write_text(HEADER + "a1,0,9,,neutral,yes,\na1,0,,,neutral,yes,\n")
    found = engine.read_corpus(corpus, Methods(names="rules", tone="vader"))
    built = engine.build(found.reading, Store(tmp_path / "store", methods=found.methods), labelled=found.labels)
    tables = frames.to_pandas(built.arrow)
    assert tables["labels"][["article_id", "label", "drawn"]].to_numpy().tolist() == [["a1", "neutral", True]]
    assert tables["problems"][["path", "record"]].to_numpy().tolist() == [["labels.csv", 3]]
    assert len(tables["articles"]) == 1
    assert select.select(tables, since="2099")["labels"].empty
