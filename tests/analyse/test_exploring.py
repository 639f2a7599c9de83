"""Exploring: every count is that of a plain filter of the tables, and what is chosen comes back in their shapes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.analyse import exploring
from wirebook.analyse.exploring import TABLES, VOICES, Choice, Index
from wirebook.annotate.judges import LABELS
from wirebook.errors import InvalidValueError, UnknownNameError

from .conftest import STORIES, Tables, build

CORPUS = build(STORIES)
INDEX = Index(CORPUS)
FIELDS = ("time", "sources", "actors", "tones", "voices")

CHOICES = st.builds(
    Choice,
    since=st.sampled_from(["", "2025", "2025-03-11", "2025-04"]),
    until=st.sampled_from(["", "2025", "2025-03", "2025-03-10"]),
    sources=st.sets(st.sampled_from(["Reuters", "Xinhua"])).map(tuple),
    actors=st.sets(st.sampled_from(["norland", "mara-lind", "sudmark"])).map(tuple),
    tones=st.sets(st.sampled_from(LABELS)).map(tuple),
    voices=st.sets(st.sampled_from(VOICES)).map(tuple),
)


def plain(choice: Choice, *, but: tuple[str, ...] = ()) -> pd.DataFrame:
    """The sentences that fit a choice, by filters of data frames alone."""
    whole = CORPUS["tones"][CORPUS["tones"]["target"].isna()][["article_id", "sentence", "label", "voice"]]
    articles = CORPUS["articles"].drop(columns=["text", "sentences"])
    rows = CORPUS["sentences"].merge(articles, on="article_id").merge(whole, on=["article_id", "sentence"], how="left")
    if "time" not in but and choice.since:
        rows = rows[rows["published_earliest"].fillna("") >= choice.since]
    if "time" not in but and choice.until:
        rows = rows[rows["published_latest"].fillna("9999").str[: len(choice.until)] <= choice.until]
    if "sources" not in but and choice.sources:
        rows = rows[rows["source"].isin(choice.sources)]
    if "actors" not in but and choice.actors:
        named = CORPUS["mentions"][CORPUS["mentions"]["actor_id"].isin(choice.actors)]
        rows = rows.merge(named[["article_id", "sentence"]].drop_duplicates(), on=["article_id", "sentence"])
    if "tones" not in but and choice.tones:
        rows = rows[rows["label"].isin(choice.tones)]
    if "voices" not in but and choice.voices:
        rows = rows[rows["voice"].isin(choice.voices)]
    return rows


@given(CHOICES)
def test_every_view_counts_what_a_plain_filter_counts(choice: Choice) -> None:
    views = INDEX.views(choice)
    assert views["sentences"] == len(plain(choice))
    assert views["articles"] == plain(choice)["article_id"].nunique()
    anytime = plain(choice, but=("time",))
    for bar in views["timeline"]:
        inside = (anytime["published_earliest"] >= bar["begin"]) & (anytime["published_latest"] <= bar["end"])
        assert bar["count"] == inside.sum()
    assert views["undated"] == len(anytime) - sum(bar["count"] for bar in views["timeline"])
    anyone = plain(choice, but=("actors",)).merge(CORPUS["mentions"], on=["article_id", "sentence"])
    counts = anyone.drop_duplicates(["article_id", "sentence", "actor_id"])["actor_id"].value_counts()
    assert {a["key"]: a["count"] for a in views["actors"] if a["count"]} == counts.to_dict()
    sources = plain(choice, but=("sources",))["source"].value_counts()
    assert {s["key"]: s["count"] for s in views["sources"] if s["count"]} == sources.to_dict()
    cells = plain(choice, but=("tones", "voices"))
    for (row, voice), (column, tone) in product(enumerate(VOICES), enumerate(LABELS)):
        assert views["grid"][row][column] == ((cells["voice"] == voice) & (cells["label"] == tone)).sum()


@given(CHOICES)
def test_what_is_chosen_comes_back_as_rows_of_the_tables(choice: Choice) -> None:
    fit = plain(choice)[["article_id", "sentence"]]
    for name in TABLES:
        frame, table = INDEX.frame(name, choice), CORPUS[name]
        assert list(frame.columns) == list(table.columns)
        on = ["article_id"] if name == "articles" else ["article_id", "sentence"]
        wanted = table.merge(fit[on].drop_duplicates(), on=on)
        pd.testing.assert_frame_equal(frame, wanted[table.columns], check_dtype=False)


@given(CHOICES)
def test_the_pages_hold_each_sentence_chosen_once(choice: Choice) -> None:
    pages = [INDEX.page(choice, start=start, size=2) for start in range(0, len(INDEX.sentences) + 2, 2)]
    found = [(row["article_id"], row["sentence"]) for page in pages for row in page]
    assert len(set(found)) == len(found)
    assert set(found) == set(plain(choice)[["article_id", "sentence"]].itertuples(index=False, name=None))


def test_choosing_a_bar_lists_as_many_sentences_as_it_counts() -> None:
    for bar in INDEX.views(Choice())["timeline"]:
        assert INDEX.chosen(Choice(since=bar["begin"], until=bar["end"])).sum() == bar["count"]


def test_a_sentence_stands_between_its_neighbours_with_the_chosen_actor_marked() -> None:
    row = next(r for r in INDEX.page(Choice(actors=("sudmark",))) if r["text"].startswith("Norland"))
    assert [row["text"][start:end] for start, end in row["spans"]] == ["Sudmark"]
    assert row["before"] == "Mara Lind met Tomas Orr on Monday."
    assert row["after"].startswith('"We want')
    assert (row["title"], row["about"]) == ("Ministers meet at the dam", "Reuters · 10 Mar 2025")
    assert (row["tone"], row["score"]) == ("negative", -0.6)


def test_a_first_sentence_has_no_neighbour_from_another_article() -> None:
    for row in INDEX.page(Choice(), size=100):
        if row["sentence"] == 0:
            assert row["before"] == ""


def test_the_newest_article_comes_first_and_the_undated_last() -> None:
    days = [row["about"] for row in INDEX.page(Choice(), size=100)]
    assert days[0] == "Xinhua · Apr 2025"
    assert days[-1] == "source and date unknown"


def test_an_actor_is_found_by_a_part_of_the_name() -> None:
    assert [a["label"] for a in INDEX.views(Choice(), sought="LIN")["actors"]] == ["Mara Lind"]
    assert INDEX.views(Choice(), sought="nobody")["actors"] == []


def test_nothing_to_explore_is_shown_as_nothing(nothing: Tables) -> None:
    index = Index(nothing)
    views = index.views(Choice(since="2025", actors=("norland",), tones=("negative",)))
    assert (views["sentences"], views["timeline"], views["actors"], views["sources"]) == (0, [], [], [])
    assert index.page(Choice()) == []
    assert all(index.frame(name, Choice()).empty for name in TABLES)


def test_without_dates_there_is_no_timeline_and_the_rest_works(
    make: Callable[..., Tables], story: Any, said: Any
) -> None:
    index = Index(make([story([said("Norland waits."), said("Sudmark too.")], published=None)]))
    views = index.views(Choice(actors=("norland",)))
    assert (views["timeline"], views["undated"], views["sentences"]) == ([], 1, 1)
    assert index.views(Choice(since="2025"))["sentences"] == 0


def test_one_article_is_a_corpus_too(one: Tables) -> None:
    views = Index(one).views(Choice())
    assert [bar["count"] for bar in views["timeline"]] == [4]
    assert np.sum(views["grid"]) == 4


def test_a_long_time_without_articles_is_marked_and_not_drawn(
    make: Callable[..., Tables], story: Any, said: Any
) -> None:
    years = ["1971-04-14", "1971-05-02", "1971-06-10", "2025-10-30", "2025-11-24"]
    index = Index(make([story([said(f"Norland in {day}.")], published=day) for day in years]))
    bars = index.views(Choice())["timeline"]
    assert sum(bar["count"] for bar in bars) == 5 and len(bars) < 40
    assert [bar["begin"][:4] for bar in bars if bar["gap"]] == ["2025"]


def test_names_are_resolved_and_unknown_ones_refused() -> None:
    found = exploring.named(CORPUS, {"actors": "Norland", "sources": ["reuters"], "tones": "Negative", "since": 2025})
    assert found["actors"] == ["norland"] and found["sources"] == ["Reuters"]
    assert (found["tones"], found["since"], found["until"]) == (["negative"], "2025", "")
    for wrong in ({"actors": ["Atlantis"]}, {"sources": ["Nowhere"]}, {"tones": ["grim"]}, {"voices": ["loud"]}):
        with pytest.raises(UnknownNameError):
            exploring.named(CORPUS, wrong)
    with pytest.raises(InvalidValueError, match="is no day"):
        exploring.named(CORPUS, {"since": "soon"})
    with pytest.raises(UnknownNameError):
        INDEX.frame("problems", Choice())
