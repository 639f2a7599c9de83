"""What is to come, as a table and as a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from wirebook.analyse import agenda
from wirebook.errors import InvalidValueError


def test_a_plan_after_the_newest_article_is_to_come(tables):
    assert list(agenda.upcoming(tables).frame["date"]) == ["Jun 2025"]


@pytest.mark.parametrize(
    ("asof", "dates"), [("2025-05-31", ["Jun 2025"]), ("2025-06-15", ["Jun 2025"]), ("2025-07-01", [])]
)
def test_what_is_to_come_depends_on_the_day_asked_for(tables, asof, dates):
    assert list(agenda.upcoming(tables, asof=asof).frame["date"]) == dates


def test_a_day_that_is_none_is_refused(tables):
    with pytest.raises(InvalidValueError, match="next June"):
        agenda.upcoming(tables, asof="next June")


def test_an_estimated_date_moves_what_is_to_come_only_where_no_date_is_stated(tables):
    articles = tables["articles"]
    guessed = articles["published"].notna() & (articles["title"] == "What the river means")
    spoiled = articles.assign(published=articles["published"].where(~guessed, "2025-12"))
    tables["articles"] = spoiled.assign(published_from=spoiled["published_from"].where(~guessed, "inferred"))
    assert agenda.upcoming(tables).title == "What is to come after 12 Mar 2025"
    tables["articles"] = spoiled[guessed].assign(published_from="inferred")
    assert agenda.upcoming(tables).title == "What is to come after 1 Dec 2025"


MAY = ("2025-05-20", "2025-05-20", "day")


@pytest.mark.parametrize(
    ("sentence", "words", "status", "kind"),
    [
        ("Norland has until May 20 to pay.", "May 20", "planned", "deadline"),
        ("The work is to be finished by May 20.", "May 20", "planned", "deadline"),
        ("Norland votes on May 20.", "May 20", "planned", "vote"),
        ("His trial begins on May 20.", "May 20", "planned", "hearing"),
        ("Mara Lind will meet Tomas Orr on May 20.", "May 20", "planned", "meeting"),
        ("The bridge will open on May 20.", "May 20", "planned", "plan"),
        ("Mara Lind hopes to be home on May 20.", "May 20", "hoped", "hope"),
        ("If it rains, they sail on May 20.", "May 20", "conditional", "condition"),
    ],
)
def test_what_is_to_come_is_told_by_kind(story, said, make, sentence, words, status, kind):
    tables = make([story([said(sentence, when=(words, *MAY, status))])])
    assert list(agenda.upcoming(tables).frame["kind"]) == [kind]


def test_who_says_so_is_named(story, said, make):
    sentence = "“The bridge will open on May 20,” Mara Lind said."
    quote = ("Mara Lind", "“The bridge will open on May 20,”")
    tables = make(
        [
            story([said(sentence, when=("May 20", *MAY, "planned"), quote=quote)]),
            story([said("The canal will close on May 20.", when=("May 20", *MAY, "planned"))]),
        ]
    )
    assert set(agenda.upcoming(tables).frame["speaker"]) == {"Mara Lind", "the article"}


def test_an_article_of_a_later_day_is_not_read(story, said, make):
    tables = make(
        [
            story([said("The bridge will open on May 20.", when=("May 20", *MAY, "planned"))], published="2025-05-10"),
            story([said("Norland votes on May 20.", when=("May 20", *MAY, "planned"))], published="2025-03-10"),
        ]
    )
    assert list(agenda.upcoming(tables, asof="2025-04-01").frame["kind"]) == ["vote"]


def test_the_calendar_opens_in_a_calendar_library(story, said, make):
    june = ("2025-06-01", "2025-06-30", "month", "hoped")
    tables = make(
        [
            story(
                [
                    said(
                        "The bridge, long and grey, will open on May 20; all say so.", when=("May 20", *MAY, "planned")
                    ),
                    said("Mara Lind hopes to be home in June.", when=("June", *june)),
                ]
            )
        ]
    )
    answer = agenda.upcoming(tables)
    content = answer.also["ics"]
    assert content == agenda.upcoming(tables).also["ics"]
    calendar = Calendar.from_ical(content)
    day, month = calendar.events
    assert (day.decoded("dtstart"), day.decoded("dtend")) == (date(2025, 5, 20), date(2025, 5, 21))
    assert day["summary"] == "The bridge, long and grey, will open on May 20; all say so."
    assert (month.decoded("dtend"), month["status"]) == (date(2025, 7, 1), "TENTATIVE")
    assert month["summary"].startswith("Jun 2025: ")
    assert len({event["uid"] for event in calendar.events}) == 2
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_calendar_is_written_beside_the_tables(tmp_path, tables):
    agenda.upcoming(tables).save(tmp_path, "upcoming")
    assert (tmp_path / "tables" / "upcoming.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
