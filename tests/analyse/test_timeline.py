"""What happened when, and what is to come."""

from __future__ import annotations

import json

from wirebook.analyse import timeline


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
            story(
                [said("A River Council meeting is due on Monday.", when=("on Monday", *span, "planned"))],
                published="2025-03-08",
            ),
            story(
                [said("The River Council met on Monday.", when=("on Monday", *span, "happened"))],
                published="2025-03-10",
            ),
        ]
    )
    assert list(timeline.entries(tables).frame["status"]) == ["happened"]


def test_statements_of_one_event_from_several_articles_are_one_entry(story, said, make):
    when = ("2025-03-10", "2025-03-10", "day", "happened")
    tables = make(
        [
            story([said("The dam at Sudmark opened on Monday.", when=("on Monday", *when))], source="Reuters"),
            story([said("Sudmark opened its dam on Monday.", when=("on Monday", *when))], source="Xinhua"),
            story([said("Tomas Orr resigned on Monday.", when=("on Monday", *when))], source="Reuters"),
        ]
    )
    frame = timeline.entries(tables).frame
    assert list(frame["key"]) == ["2025-03-10", "2025-03-10 no. 2"]
    assert list(frame["articles"]) == [2, 1]
    assert list(frame["sources"]) == [2, 1]


def test_the_first_report_of_an_event_is_told(story, said, make):
    when = ("2025-03-10", "2025-03-10", "day", "happened")
    words = "The dam at Sudmark opened on March 10."
    tables = make(
        [
            story([said(words, when=("on March 10", *when))], published=day, source=day)
            for day in ("2025-04-02", "2025-03-11", "2025-05-05")
        ]
    )
    assert list(timeline.entries(tables).frame["first"]) == ["2025-03-11"]


def test_a_statement_of_the_month_joins_the_event_of_a_day_in_it(story, said, make):
    day = ("2025-03-10", "2025-03-10", "day", "happened")
    month = ("2025-03-01", "2025-03-31", "month", "happened")
    tables = make(
        [
            story([said("The dam at Sudmark opened on March 10.", when=("on March 10", *day))], source="Reuters"),
            story([said("The Sudmark dam opened in March.", when=("in March", *month))], source="Xinhua"),
        ]
    )
    frame = timeline.entries(tables).frame
    assert list(zip(frame["date"], frame["articles"], strict=True)) == [("10 Mar 2025", 2)]


def test_the_timeline_is_saved_for_timelinejs(tables):
    found = json.loads(timeline.entries(tables).also["json"])
    assert [e["start_date"]["display_date"] for e in found["events"]] == ["2019", "10 Mar 2025"]
    assert found["events"][0]["start_date"].keys() == {"year", "display_date"}
    assert {"year": "2025", "month": "3", "day": "10"}.items() <= found["events"][1]["start_date"].items()


def test_what_a_slide_says_is_escaped(story, said, make):
    when = ("on Monday", "2025-03-10", "2025-03-10", "day", "happened")
    tables = make([story([said("The <b>dam</b> & the mill opened on Monday.", when=when)])])
    (slide,) = json.loads(timeline.entries(tables).also["json"])["events"]
    assert "&lt;b&gt;dam" in slide["text"]["headline"] and "<b>" not in slide["text"]["text"]
