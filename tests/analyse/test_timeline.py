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
    spoken = frame[frame["kind"] == "articles that speak of that time"].set_index("period")["articles"]
    published = frame[frame["kind"] == "articles published then"].set_index("period")["articles"]
    assert spoken["2019"] == 1 and published["2019"] == 0
    assert spoken["2025"] == 2 and published["2025"] == 3


def test_an_article_that_reports_the_day_speaks_for_it_before_one_that_recalls_it(story, said, make):
    when = ("2025-03-10", "2025-03-10", "day", "happened")
    tables = make(
        [
            story(
                [said("He recalled that the dam had opened on March 10.", when=("on March 10", *when))],
                published="2025-09-01",
            ),
            story([said("The dam at Sudmark opened on Monday.", when=("on Monday", *when))], published="2025-03-10"),
        ]
    )
    assert list(timeline.entries(tables).frame["text"]) == ["The dam at Sudmark opened on Monday."]


def test_years_that_articles_only_recall_give_way_to_days(story, said, make):
    year = ("in 1972", "1972-01-01", "1972-12-31", "year", "happened")
    day = ("on Monday", "2025-03-10", "2025-03-10", "day", "happened")
    tables = make(
        [
            story(
                [said(f"Talks {n} were held on Monday.", when=day), said("Ties began in 1972.", when=year)],
                source=str(n),
            )
            for n in range(3)
        ]
    )
    assert list(timeline.entries(tables, top=1).frame["date"]) == ["10 Mar 2025"]


def test_what_one_article_planned_and_another_reports_has_happened(story, said, make):
    span = ("2025-03-10", "2025-03-10", "day")
    tables = make(
        [
            story([said("A meeting is due on Monday.", when=("on Monday", *span, "planned"))], published="2025-03-08"),
            story([said("They met on Monday.", when=("on Monday", *span, "happened"))], published="2025-03-10"),
        ]
    )
    assert list(timeline.entries(tables).frame["status"]) == ["happened"]


def test_an_estimated_date_moves_what_is_to_come_only_where_no_date_is_stated(tables):
    articles = tables["articles"]
    guessed = articles["published"].notna() & (articles["title"] == "What the river means")
    spoiled = articles.assign(published=articles["published"].where(~guessed, "2025-12"))
    tables["articles"] = spoiled.assign(published_from=spoiled["published_from"].where(~guessed, "inferred"))
    assert timeline.upcoming(tables).title == "What is to come after 12 Mar 2025"
    tables["articles"] = spoiled[guessed].assign(published_from="inferred")
    assert timeline.upcoming(tables).title == "What is to come after 1 Dec 2025"
