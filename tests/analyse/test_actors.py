"""Who is in the articles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from wirebook.analyse import actors, intervals, naming
from wirebook.errors import UnknownNameError


def test_actors_are_ranked_by_mentions_in_counted_articles(tables):
    frame = actors.frequency(tables).frame
    assert frame[["actor", "mentions", "articles", "sources"]].values.tolist() == [
        ["Norland", 4, 3, 2],
        ["Mara Lind", 3, 2, 2],
        ["Sudmark", 2, 2, 1],
        ["Tomas Orr", 2, 2, 2],
        ["River Council", 1, 1, 1],
    ]


def test_a_rate_is_per_thousand_words(tables):
    row = actors.frequency(tables, by="rate", top=1).frame.iloc[0]
    assert row["rate"] == pytest.approx(4 * 1000 / tables["articles"]["words"].sum())


def test_a_rate_has_an_interval_over_articles_and_none_for_few(tables, many):
    assert actors.frequency(tables).frame["low"].isna().all()
    frame = actors.frequency(many(40)).frame
    assert (frame["low"] <= frame["rate"] + 1e-9).all() and (frame["rate"] <= frame["high"] + 1e-9).all()
    assert actors.frequency(many(40)).frame.equals(frame)


def test_the_interval_of_a_rate_is_near_that_of_the_normal_approximation(monkeypatch):
    drawn = np.random.default_rng(1)
    counts, sizes = drawn.poisson([2.0, 0.1], size=(400, 2)).astype(float), drawn.integers(200, 900, 400).astype(float)
    low, high = intervals.of_rates(counts, sizes)
    monkeypatch.setattr(intervals, "LARGE", 10)
    low_too, high_too = intervals.of_rates(counts, sizes)
    assert np.allclose(low, low_too, rtol=0.12) and np.allclose(high, high_too, rtol=0.12)


def test_intervals_are_the_same_however_many_actors_are_counted_at_once(many, monkeypatch):
    frame = actors.frequency(many(40), top=0).frame
    monkeypatch.setattr(actors, "CELLS", 1)
    pd.testing.assert_frame_equal(actors.frequency(many(40), top=0).frame, frame)


def test_a_rank_that_depends_on_the_way_of_counting_is_flagged():
    counted = pd.DataFrame({"mentions": [50, 9, 8, 7, 6], "articles": [1, 5, 5, 4, 4], "sources": [1, 3, 3, 2, 2]})
    counted["with_copies"] = counted["articles"]
    placed = actors._placed(counted)
    assert list(placed["unsettled"]) == [True, False, False, False, False]
    assert list(placed["rank_articles"]) == [5, 1, 1, 3, 3]


def test_one_type_of_actor_can_be_asked_for(tables):
    assert list(actors.frequency(tables, type="person").frame["actor"]) == ["Mara Lind", "Tomas Orr"]


def test_what_is_left_out_is_said(tables):
    assert "Left out: 3 actors mentioned less often" in actors.frequency(tables, top=2).note


@pytest.mark.parametrize("options", [{"type": "planet"}, {"by": "fame"}])
def test_an_unknown_option_is_refused(tables, options):
    with pytest.raises(UnknownNameError):
        actors.frequency(tables, **options)


def test_periods_without_a_mention_are_nought(many):
    tables = many(100)
    tables["mentions"] = tables["mentions"].iloc[[0, 99]]
    frame = actors.over_time(tables, every="month").frame
    assert list(frame["period"]) == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert list(frame["mentions"]) == [1, 0, 0, 1]


def test_two_actors_in_one_sentence_are_a_pair(tables):
    frame = actors.together(tables).frame.set_index("pair")
    assert frame.loc["Mara Lind – Tomas Orr", "sentences"] == 2
    assert "Mara Lind – Sudmark" not in frame.index


def test_two_actors_of_one_name_are_told_apart(tables):
    tables["actors"]["name"] = tables["actors"]["name"].replace("Tomas Orr", "Mara Lind")
    assert {"Mara Lind (mara-lind)", "Mara Lind (tomas-orr)"} <= set(naming.names(tables))


@pytest.mark.parametrize(
    ("how", "found_by"),
    [
        ("language model", "Names are found by a language model and lists of known names. A name"),
        ("head word", "Names are found by rules and lists of known names. A name"),
        ("known name", "article. A name"),
        ("holder of the office", "article. A name"),
        ("title of a name in the article", "article. A name"),
    ],
)
def test_the_note_says_how_names_were_found_where_the_mentions_tell(tables, how, found_by):
    hows = ["known name"] * (len(tables["mentions"]) - 1) + [how]
    told = dict(tables) | {"mentions": tables["mentions"].assign(how=hows)}
    assert f"{found_by} that was overlooked is missing" in actors.frequency(told).note
