"""The concordance with evidence: words, actors, sources and spans together."""

from __future__ import annotations

import pytest

from wirebook.analyse.concordance import COLUMNS, passages
from wirebook.errors import InvalidValueError, UnknownNameError

from .conftest import Tables


def test_words_are_found_in_any_case_with_their_exact_place(tables: Tables) -> None:
    answer = passages(tables, "MARA lind")
    texts = tables["articles"].set_index("article_id")["text"]
    assert list(answer.frame.columns) == list(COLUMNS)
    assert answer.frame["match"].tolist() == ["Mara Lind"] * 3
    for row in answer.frame.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.match
    assert len(answer.evidence(answer.frame["key"].iloc[0])) == 1


def test_an_actor_keeps_the_sentences_that_mention_it(tables: Tables) -> None:
    assert len(passages(tables, "on Monday").frame) == 2
    assert len(passages(tables, "on Monday", actor="Norland").frame) == 1


def test_without_words_the_places_are_the_mentions(tables: Tables) -> None:
    frame = passages(tables, actor="Norland").frame
    assert len(frame) == (tables["mentions"]["actor_id"] == "norland").sum()
    assert set(frame["match"]) == {"Norland"}


def test_source_and_span_keep_articles_and_the_newest_comes_first(tables: Tables) -> None:
    assert set(passages(tables, actor="Norland", source="xinhua").frame["source"]) == {"Xinhua"}
    assert set(passages(tables, actor="Norland", until="2025-03-10").frame["published"]) == {"2025-03-10"}
    assert passages(tables, actor="Norland").frame["published"].iloc[0] == "2025-04"
    answer = passages(tables, actor="Norland", top=1)
    assert len(answer.frame) == 1 and "Left out: 3 earlier places." in answer.note


def test_what_is_not_there_is_said_in_words(tables: Tables, nothing: Tables) -> None:
    assert passages(tables, "zeppelin").empty and passages(nothing, "zeppelin").empty
    assert "No sentence of this selection has it." in passages(tables, "zeppelin")._repr_html_()
    with pytest.raises(InvalidValueError, match="neither words nor an actor"):
        passages(tables)
    with pytest.raises(UnknownNameError):
        passages(tables, "river", actor="Atlantis")
    with pytest.raises(UnknownNameError):
        passages(tables, "river", source="Nowhere")
