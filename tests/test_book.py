"""What an analyst types: `wb.open`, the tables, the answers, and single articles and words."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

import wirebook as wb
from wirebook.annotate import methods
from wirebook.errors import CorpusNotFoundError, InvalidValueError, MissingToolError, UnknownNameError
from wirebook.tables import schema

ARTICLES = {
    "2025-10-06_ferry.md": """---
title: Ferry talks open in Oslo
source: Harbour Wire
---

Norway and Denmark opened talks on a new ferry on Monday. Donald Trump welcomed the talks.

"This is a great and wonderful plan," Trump said. The first ferry will sail in June 2026.
""",
    "2025-11-03_storm.md": """---
title: Storm stops the ferry
source: Meridian Press
---

A terrible storm killed three sailors off Norway on Sunday. The ferry talks were broken off,
and no new ferry talks are planned.

Emmanuel Macron said on Monday that France mourned the dead.
""",
    "2025-11-05_tariffs.md": """---
title: Tariffs on timber
source: Harbour Wire
---

Japan imposed tariffs on timber on Wednesday. The tariffs hurt Norway, and the ferry carries less timber.
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles from two outlets, of October and November 2025."""
    folder = tmp_path_factory.mktemp("book") / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def book(folder: Path) -> wb.Book:
    return wb.open(folder)


def test_the_tables_are_frames_with_the_columns_of_the_contract(book):
    assert set(book.tables) == set(schema.SCHEMA)
    for name, frame in book.tables.items():
        assert list(frame.columns) == [column.name for column in schema.SCHEMA[name]]


@pytest.mark.parametrize("name", ["articles", "sentences", "mentions", "times", "tones", "events"])
def test_a_table_is_an_attribute(book, name):
    assert len(getattr(book, name))
    assert getattr(book, name) is book.tables[name]


def test_offsets_give_the_words_of_each_mention(book):
    texts = book.articles.set_index("article_id")["text"]
    for mention in book.mentions.itertuples():
        assert texts[mention.article_id][mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("selection", "titles"),
    [
        ({}, ["Ferry talks open in Oslo", "Storm stops the ferry", "Tariffs on timber"]),
        ({"since": "2025-11"}, ["Storm stops the ferry", "Tariffs on timber"]),
        ({"since": "2025-11-04"}, ["Tariffs on timber"]),
        ({"until": "2025-10"}, ["Ferry talks open in Oslo"]),
        (
            {"since": 2025, "until": 2025, "sources": ["harbour wire"]},
            ["Ferry talks open in Oslo", "Tariffs on timber"],
        ),
        ({"actors": ["Japan"]}, ["Tariffs on timber"]),
        ({"actors": ["Emmanuel Macron", "Donald Trump"]}, ["Ferry talks open in Oslo", "Storm stops the ferry"]),
        ({"since": "2025-11", "actors": ["Donald Trump"]}, []),
    ],
)
def test_a_selection_keeps_its_articles_in_every_table(folder, selection, titles):
    chosen = wb.open(folder, **selection)
    assert list(chosen.articles["title"]) == titles
    for name in ("sentences", "mentions", "tones", "events"):
        assert set(chosen.tables[name]["article_id"]) <= set(chosen.articles["article_id"])


def test_an_empty_selection_answers_every_question_by_saying_so(folder):
    nothing = wb.open(folder, since="2030")
    for answer in (nothing.sentiment(), nothing.timeline(), nothing.actors(), nothing.briefing(), nothing.corpus()):
        assert answer.empty or answer.frame["number"].sum() == 0
        assert "0 articles" in answer.note.replace("\N{NO-BREAK SPACE}", " ")
    assert nothing.concordance("ferry").empty
    assert nothing.collocations().empty and nothing.frequencies().empty


@pytest.mark.parametrize("day", ["last week", "2025-13", "24.11.2025"])
def test_a_day_that_is_none_is_refused(folder, day):
    with pytest.raises(InvalidValueError, match="2025-11-24"):
        wb.open(folder, since=day)


def test_a_corpus_that_is_not_there_is_refused(folder):
    with pytest.raises(CorpusNotFoundError, match="nowhere"):
        wb.open(folder / "nowhere")


def test_an_answer_is_a_frame_a_figure_and_a_page(book):
    answer = book.actors(type="country")
    assert answer.frame[["actor", "mentions"]].iloc[0].tolist() == ["Norway", 3]
    assert answer.figure().alt.startswith("Bar chart. Most mentioned countries. Norway: 3")
    assert "3 passages in 3 articles" in answer._repr_html_()


def test_an_answer_opens_into_sentences(book):
    evidence = book.actors().evidence("Emmanuel Macron")
    assert list(evidence["text"]) == ["Emmanuel Macron said on Monday that France mourned the dead."]


def test_the_tone_can_be_asked_for_by_source_and_by_month(book):
    assert set(book.sentiment(by="source").frame["name"]) == {"Harbour Wire", "Meridian Press"}
    assert list(book.sentiment(every="month").frame["period"]) == ["2025-10", "2025-11"]


def test_the_timeline_and_what_is_to_come_part_at_the_newest_article(book):
    assert "3 Nov 2025" in set(book.timeline().frame["date"])
    assert list(book.upcoming().frame["date"]) == ["Jun 2026"]


def test_a_speaker_is_quoted_with_the_words(book):
    assert list(book.said("Donald Trump").frame["text"]) == ['"This is a great and wonderful plan,"']


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("storm", "Storm stops the ferry"),
        ("TARIFFS ON", "Tariffs on timber"),
        ("three sailors", "Storm stops the ferry"),
    ],
)
def test_an_article_is_found_by_words_of_its_title_or_text(book, words, title):
    assert f"<h3>{title}</h3>" in book.article(words)._repr_html_()


def test_an_article_is_found_by_its_identifier_and_marked_up(book):
    html = book.article(book.articles["article_id"].iloc[0])._repr_html_()
    assert re.search(r'title="Donald Trump[^"]*tone towards: [^"]*"[^>]*>Donald Trump</span>', html)
    assert "wb-time" in html and "wb-quoted" in html


def test_an_article_that_is_not_there_is_refused_with_the_nearest_title(book):
    with pytest.raises(UnknownNameError, match="did you mean Storm stops the ferry"):
        book.article("storms stop the ferry")


def test_a_concordance_shows_a_word_in_its_surroundings_and_where_it_stands(book):
    lines = book.concordance("tariffs")
    assert list(lines["match"]) == ["tariffs", "tariffs"]
    assert list(lines["title"]) == ["Tariffs on timber"] * 2
    texts = book.articles.set_index("article_id")["text"]
    assert all(texts[r.article_id][r.start : r.end] == r.match for r in lines.itertuples())


def test_words_that_stand_together_are_found(book):
    pairs = book.collocations(least=2)
    assert ["ferry", "talks", 2] in pairs[["first", "second", "count"]].values.tolist()


def test_words_are_counted(book):
    counts = book.frequencies().set_index("word")["count"]
    assert counts["ferry"] == 5
    assert "the" not in counts.index


def test_a_book_says_what_it_holds(book):
    assert "3 articles" in repr(book)
    assert isinstance(book.problems, pd.DataFrame) and book.problems.empty


def test_a_second_opening_annotates_nothing_anew(folder, book):
    again = wb.open(folder)
    assert (again.annotated, again.stored) == (0, 3)


@pytest.mark.parametrize("names", ["model", "rules"])
def test_the_tone_can_be_judged_by_vader_however_names_are_found(folder, names):
    chosen = wb.open(folder, names=names, tone="vader")
    assert set(chosen.tones["how"]) == {"lexicon: VADER"}
    assert chosen.article("storm") is not None
    texts = chosen.articles.set_index("article_id")["text"]
    assert len(chosen.mentions)
    assert all(texts[m.article_id][m.start : m.end] == m.text for m in chosen.mentions.itertuples())


def test_the_language_model_is_what_a_book_is_opened_with(folder, book):
    same = wb.open(folder, names="model", tone="model")
    assert same.tones.equals(book.tones) and same.mentions.equals(book.mentions)
    assert all(how.startswith("language model") for how in book.tones["how"])


def test_names_by_the_rules_are_not_those_of_the_model(folder, book):
    assert "language model" not in set(wb.open(folder, names="rules").mentions["how"])


@pytest.mark.parametrize(
    ("wrong", "nearest"), [({"names": "modell"}, "did you mean model"), ({"tone": "vadar"}, "did you mean vader")]
)
def test_a_method_that_does_not_exist_is_refused_with_the_nearest(folder, wrong, nearest):
    with pytest.raises(UnknownNameError, match=nearest):
        wb.open(folder, **wrong)


def test_a_pipeline_that_is_not_installed_is_refused_with_what_installs_it(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    methods._spacy.cache_clear()
    with pytest.raises(MissingToolError, match="pip install spacy"):
        wb.open(folder, names="spacy:en_core_web_trf")


def test_the_explorer_chooses_from_python_too_and_gives_the_rows_back(book):
    explorer = book.explore(actors="Norway")
    ids = book.mentions.loc[book.mentions["actor_id"].isin(explorer.choice["actors"]), ["article_id", "sentence"]]
    assert len(explorer.sentences) == len(ids.drop_duplicates()) > 0
    assert set(explorer.mentions.columns) == set(book.mentions.columns)
    explorer.choose(sources=["meridian press"])
    assert explorer.articles["title"].tolist() == ["Storm stops the ferry"]
    assert explorer.views["articles"] == 1
    with pytest.raises(UnknownNameError):
        explorer.choose(actors=["Atlantis"])
    explorer.choice = explorer.choice | {"since": "soon"}
    assert "is no day" in explorer.message
    assert explorer.articles["title"].tolist() == ["Storm stops the ferry"]
    explorer.choose()
    assert (explorer.message, len(explorer.sentences)) == ("", len(book.sentences))


def test_the_explorer_opens_an_article_as_the_book_shows_it(book):
    explorer = book.explore()
    explorer.opened = explorer.rows[0]["article_id"]
    assert explorer.article == book.article(explorer.rows[0]["article_id"]).html


def test_without_a_widget_the_explorer_is_a_text_with_the_first_sentences(book):
    shown = book.explore(actors="Norway")._repr_mimebundle_()[0]
    assert "work in a running JupyterLab" in shown["text/html"] and "Norway" in shown["text/html"]
    assert shown["text/plain"].startswith("Explorer: ")
    assert "application/vnd.jupyter.widget-view+json" in shown


def test_passages_are_words_beside_an_actor_with_their_sentences(book):
    answer = book.passages("ferry", actor="Norway", source="Harbour Wire")
    assert set(answer.frame["match"].str.casefold()) == {"ferry"}
    assert all("Norway" in text for text in answer.evidence()["text"])


def test_a_correction_takes_effect_when_the_corpus_is_opened_again(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "mine")
    book = wb.open(tmp_path / "mine", names="rules", tone="vader")
    before = book.actors().frame.set_index("actor")["mentions"]
    book.correct("merge", "Norway", "Denmark")
    after = wb.open(tmp_path / "mine", names="rules", tone="vader").actors().frame.set_index("actor")["mentions"]
    assert after["Norway"] == before["Norway"] + before["Denmark"]
    assert "Denmark" not in after


def test_corrections_of_a_single_file_are_refused(folder: Path) -> None:
    book = wb.open(folder / "2025-11-05_tariffs.md", names="rules", tone="vader")
    with pytest.raises(InvalidValueError, match=r"actors\.csv is kept in the corpus's folder"):
        book.correct("ignore", "Zeitgeist")
