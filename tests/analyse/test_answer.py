"""An answer: its frame, note, figure, evidence, page and files."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from wirebook.analyse import (
    actors,
    agenda,
    alike,
    briefing,
    corpus,
    disputes,
    ledger,
    quotes,
    sentiment,
    timeline,
    undated,
)
from wirebook.errors import UnknownNameError

EVERY = {
    "overview": corpus.overview,
    "sources": corpus.sources,
    "coverage": corpus.coverage,
    "faults": corpus.faults,
    "sentiment": sentiment.mean,
    "sentiment by actor": lambda t: sentiment.mean(t, by="actor"),
    "sentiment by source and month": lambda t: sentiment.mean(t, by="source", every="month"),
    "sentiment by speaker": lambda t: sentiment.mean(t, by="speaker"),
    "extremes": sentiment.extremes,
    "timeline": timeline.entries,
    "upcoming": agenda.upcoming,
    "ledger": ledger.ledger,
    "disputed": disputes.disputed,
    "undated": undated.undated,
    "attention": timeline.attention,
    "actors": actors.frequency,
    "over time": actors.over_time,
    "together": actors.together,
    "quotes": quotes.speakers,
    "said": quotes.statements,
    "alike": alike.alike,
    "stances": quotes.stances,
    "corrections": corpus.corrections,
    "proposals": corpus.proposals,
    "briefing": briefing.briefing,
}
ANALYSES = pytest.mark.parametrize("analyse", EVERY.values(), ids=EVERY.keys())
HOSTILE = '<script>alert("x")</script> & $x_1$ 中 \u202e'


@ANALYSES
def test_an_empty_selection_says_so(analyse, nothing):
    answer = analyse(nothing)
    assert answer.empty
    assert 'class="wb-empty"' in answer._repr_html_()
    assert answer.figure().alt


@ANALYSES
def test_one_article_is_enough(analyse, one):
    answer = analyse(one)
    assert "n = 1 article" in answer.note.replace("\N{NO-BREAK SPACE}", " ")
    assert "very small sample" in answer.note
    assert answer.figure().png().startswith(b"\x89PNG")


@ANALYSES
def test_every_column_is_documented_and_every_shown_column_is_there(analyse, tables):
    answer = analyse(tables)
    assert set(answer.frame.columns) == set(answer.columns)
    assert set(answer.shown) <= set(answer.frame.columns)


@ANALYSES
def test_rows_have_names_of_their_own(analyse, tables):
    answer = analyse(tables)
    assert answer.frame[answer.key].is_unique


@ANALYSES
def test_a_passage_gives_the_words_of_its_sentence_at_exact_offsets(analyse, tables):
    texts = tables["articles"].drop_duplicates("article_id").set_index("article_id")["text"]
    for passage in analyse(tables).passages.to_dict("records"):
        text = texts[passage["article_id"]]
        begin = passage["sentence_start"]
        assert text[begin : begin + len(passage["text"])] == passage["text"]
        assert begin <= passage["start"] <= passage["end"] <= begin + len(passage["text"])


@ANALYSES
def test_every_passage_belongs_to_a_row(analyse, tables):
    answer = analyse(tables)
    assert set(answer.passages["key"]) <= set(answer.frame[answer.key])


@ANALYSES
def test_the_same_articles_give_the_same_page(analyse, tables):
    assert analyse(tables)._repr_html_() == analyse(tables)._repr_html_()


@ANALYSES
def test_text_of_articles_is_never_markup(analyse, tables):
    spoiled = dict(tables)
    for name in ("articles", "sentences", "actors", "quotes", "events"):
        frame = tables[name].copy()
        for column in {"title", "source", "name", "speaker_text"} & set(frame.columns):
            frame[column] = frame[column] + HOSTILE
        spoiled[name] = frame
    spoiled["sentences"] = tables["sentences"].assign(text=tables["sentences"]["text"].str.slice(0, -4) + "<b x")
    html = analyse(spoiled)._repr_html_()
    assert "<script" not in html
    assert "<b x" not in html
    assert "\u202e" not in html


def test_a_number_opens_into_its_sentences(tables):
    evidence = actors.frequency(tables).evidence("Mara Lind")
    assert len(evidence) == 3
    assert set(evidence["title"]) == {"Ministers meet at the dam", "Talks on the river"}


def test_a_name_that_no_row_has_is_refused_with_the_nearest(tables):
    with pytest.raises(UnknownNameError, match="Mara Lind"):
        actors.frequency(tables).evidence("Mara Lynd")


def test_a_page_marks_the_mention_and_names_the_article(tables):
    html = actors.frequency(tables)._repr_html_()
    assert "<mark>Mara Lind</mark> met" in html
    assert "Ministers meet at the dam · Reuters · 10 Mar 2025" in html
    assert '<th scope="col"' in html and '<th scope="row"' in html


def test_a_page_has_its_picture_inside_and_asks_for_nothing(tables):
    html = actors.frequency(tables)._repr_html_()
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="[^"]{20,}"', html)
    assert not re.search(r"https?://|<script|\son\w+=", html)


def test_passages_beyond_the_cap_are_counted(many):
    html = actors.frequency(many(40))._repr_html_()
    assert "and 28 more passages" in html


def test_saving_writes_tables_evidence_and_figure(tables, tmp_path):
    saved = actors.frequency(tables).save(tmp_path, "actors")
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*")} == {
        "tables/actors.csv",
        "tables/actors.parquet",
        "tables/actors_evidence.csv",
        "tables/actors_evidence.parquet",
        "figures/actors.png",
    }
    assert len(pd.read_parquet(tmp_path / "tables/actors.parquet")) == len(saved.frame)


def test_saving_to_nowhere_writes_nothing(tables, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    actors.frequency(tables).save("", "actors")
    assert not list(tmp_path.iterdir())


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_and_numbers_stay_numbers(tables, tmp_path):
    spoiled = dict(tables) | {"actors": tables["actors"].assign(name="=" + tables["actors"]["name"])}
    actors.frequency(spoiled).save(tmp_path, "actors")
    text = (tmp_path / "tables/actors.csv").read_text(encoding="utf-8")
    assert "'=Mara Lind" in text
    assert pd.read_csv(tmp_path / "tables/actors.csv")["mentions"].sum() == 12


def test_an_answer_is_short_in_the_terminal(tables):
    assert repr(actors.frequency(tables)) == "Answer('Most mentioned actors': 5 rows from 4 articles)"
