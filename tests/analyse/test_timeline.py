"""What happened when, and what is to come."""

from __future__ import annotations

import pytest

from wirebook.analyse import timeline
from wirebook.errors import InvalidValueError


def test_entries_stand_in_order_of_time_at_their_own_precision(tables):
    frame = timeline.entries(tables).frame
    assert list(frame["date"]) == ["2019", "10 Mar 2025"]
    assert list(frame["articles"]) == [1, 2]


def test_an_entry_opens_into_every_sentence_that_speaks_of_the_date(tables):
    evidence = timeline.entries(tables).evidence("2025-03-10")
    assert len(evidence) == 2
    assert set(evidence["source"]) == {"Reuters", "Xinhua"}


def test_the_most_reported_dates_are_kept(tables):
    answer = timeline.entries(tables, top=1)
    assert list(answer.frame["date"]) == ["10 Mar 2025"]
    assert "of 2" in answer.note


def test_a_plan_after_the_newest_article_is_to_come(tables):
    assert list(timeline.upcoming(tables).frame["date"]) == ["Jun 2025"]


@pytest.mark.parametrize(
    ("asof", "dates"), [("2025-05-31", ["Jun 2025"]), ("2025-06-15", ["Jun 2025"]), ("2025-07-01", [])]
)
def test_what_is_to_come_depends_on_the_day_asked_for(tables, asof, dates):
    assert list(timeline.upcoming(tables, asof=asof).frame["date"]) == dates


def test_a_day_that_is_none_is_refused(tables):
    with pytest.raises(InvalidValueError, match="next June"):
        timeline.upcoming(tables, asof="next June")


def test_coverage_and_events_share_their_periods(tables):
    frame = timeline.attention(tables, every="year").frame
    spoken = frame[frame["kind"] == "articles that speak of then"].set_index("period")["articles"]
    published = frame[frame["kind"] == "articles published"].set_index("period")["articles"]
    assert spoken["2019"] == 1 and published["2019"] == 0
    assert spoken["2025"] == 2 and published["2025"] == 3
