"""How it is told: means, intervals, and who they belong to."""

from __future__ import annotations

import pytest

from wirebook.analyse import sentiment
from wirebook.errors import UnknownNameError


def test_each_article_counts_once_however_long_it_is(tables):
    frame = sentiment.mean(tables, by="source").frame.set_index("name")
    assert frame.loc["Xinhua", "mean"] == pytest.approx((0.35 + -0.3) / 2)
    assert frame.loc["Reuters", "mean"] == pytest.approx(0.0)


def test_an_actor_gets_the_tone_of_the_sentences_that_name_it(tables):
    frame = sentiment.mean(tables, by="actor").frame.set_index("name")
    assert frame.loc["Mara Lind", "mean"] == pytest.approx((0.3 + 0.7) / 2)


def test_a_speaker_gets_the_tone_of_the_words_quoted(tables):
    frame = sentiment.mean(tables, by="speaker").frame
    assert frame[["name", "mean", "sentences"]].values.tolist() == [["Mara Lind", 0.5, 1]]


def test_few_articles_get_no_interval(tables):
    assert sentiment.mean(tables, by="source").frame["low"].isna().all()


def test_an_interval_holds_its_mean(many):
    frame = sentiment.mean(many(60), every="month").frame
    assert list(frame["period"]) == ["2024-01", "2024-02"]
    assert ((frame["low"] < frame["mean"]) & (frame["mean"] < frame["high"])).all()


def test_an_article_dated_to_the_month_belongs_to_no_day(tables):
    by_day, by_month = sentiment.mean(tables, every="day"), sentiment.mean(tables, every="month")
    assert list(by_day.frame["period"]) == ["2025-03-10", "2025-03-11"]
    assert list(by_month.frame["period"]) == ["2025-03", "2025-04"]
    assert "Left out: 2 articles undated or dated less precisely than a day" in by_day.note


def test_the_extremes_show_the_words_that_moved_them(tables):
    frame = sentiment.extremes(tables, top=1).frame
    assert list(frame["text"]) == [
        "Norland and Sudmark had quarrelled bitterly over water.",
        "Tomas Orr praised the talks that Mara Lind held with him on Monday in Norland.",
    ]
    assert list(frame["words"]) == ["grim −0.60", "grim +0.70"]


@pytest.mark.parametrize("options", [{"by": "sauce"}, {"every": "fortnight"}])
def test_an_unknown_option_is_refused(tables, options):
    with pytest.raises(UnknownNameError):
        sentiment.mean(tables, **options)
