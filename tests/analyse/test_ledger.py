"""What was promised, what came of it, and who differs on the day."""

from __future__ import annotations

import pytest

from wirebook.analyse import disputes, ledger

DAY = ("2025-05-20", "2025-05-20", "day")
PROMISE = "Mara Lind will open the bridge at Sudmark on May 20."


@pytest.fixture
def corpus(story, said, make):
    def build(*later: tuple[str, str, str]):
        promise = story([said(PROMISE, when=("May 20", *DAY, "planned"))], published="2025-05-01")
        reports = [
            story([said(text, when=("May 20", *DAY, status))], published=published, source=str(number))
            for number, (text, status, published) in enumerate(later)
        ]
        rain = story([said("It rained in Norland.")], published="2025-06-30", source="Rain")
        return make([promise, *reports, rain])

    return build


def outcomes(tables, **chosen) -> list[str]:
    return list(ledger.ledger(tables, **chosen).frame["outcome"])


def test_a_promise_that_a_later_article_tells_is_reported_with_it(corpus):
    tables = corpus(("Mara Lind opened the Sudmark bridge on May 20.", "happened", "2025-05-21"))
    frame = ledger.ledger(tables).frame
    assert list(frame["outcome"]) == ["reported"]
    assert list(frame["report"]) == ["Mara Lind opened the Sudmark bridge on May 20."]
    assert list(frame["reported"]) == ["2025-05-21"]


def test_a_promise_that_has_fallen_due_and_is_not_told_is_silent(corpus):
    frame = ledger.ledger(corpus()).frame
    assert list(frame["outcome"]) == ["silent"]
    assert list(frame["later"]) == [1]


def test_another_event_of_the_day_is_no_report(corpus):
    assert outcomes(corpus(("Tomas Orr fell ill on May 20.", "happened", "2025-05-21"))) == ["silent"]


def test_what_a_later_article_says_was_not_to_be_is_not_done(corpus):
    tables = corpus(("Mara Lind did not open the bridge at Sudmark on May 20.", "denied", "2025-05-21"))
    assert outcomes(tables) == ["not done"]


def test_the_ledger_is_closed_on_the_day_asked_for(corpus):
    tables = corpus(("Mara Lind opened the Sudmark bridge on May 20.", "happened", "2025-05-21"))
    assert outcomes(tables, asof="2025-05-10") == ["open"]
    assert outcomes(tables, asof="2025-05-20") == ["silent"]
    assert outcomes(tables, asof="2025-05-21") == ["reported"]


def test_a_plan_for_the_past_is_no_promise(story, said, make):
    tables = make([story([said(PROMISE, when=("May 20", *DAY, "planned"))], published="2025-06-01")])
    assert ledger.ledger(tables).empty


def dispute(story, said, make, *reports: tuple[str, str, str]):
    return make(
        [
            story([said(text, when=(words, day, day, "day", "happened"))], source=str(number))
            for number, (text, words, day) in enumerate(reports)
        ]
    )


def test_reports_that_differ_on_the_day_stand_side_by_side(story, said, make):
    tables = dispute(
        story,
        said,
        make,
        ("The ferry Aurora sank off Sudmark on March 3.", "March 3", "2025-03-03"),
        ("The ferry Aurora sank off Sudmark on March 4.", "March 4", "2025-03-04"),
    )
    answer = disputes.disputed(tables)
    (row,) = answer.frame.to_dict("records")
    assert (row["begin"], row["other_begin"]) == ("2025-03-03", "2025-03-04")
    assert (row["source"], row["other_source"]) == ("0", "1")
    assert len(answer.evidence(row["key"])) == 2


@pytest.mark.parametrize(
    "other",
    [
        ("Tomas Orr spoke to the farmers of Sudmark on March 4.", "March 4", "2025-03-04"),
        ("The ferry Aurora sank off Sudmark on April 3.", "April 3", "2025-04-03"),
    ],
    ids=["another event", "a month later"],
)
def test_what_may_have_happened_twice_is_no_dispute(story, said, make, other):
    first = ("The ferry Aurora sank off Sudmark on March 3.", "March 3", "2025-03-03")
    assert disputes.disputed(dispute(story, said, make, first, other)).empty


def test_an_article_that_names_both_days_disputes_neither(story, said, make):
    days = [("March 3", "2025-03-03"), ("March 4", "2025-03-04")]
    both = [
        said(f"The ferry Aurora sailed from Sudmark on {words}.", when=(words, day, day, "day", "happened"))
        for words, day in days
    ]
    tables = make([story(both, source="A"), story(both[:1], source="B"), story(both[1:], source="C")])
    assert disputes.disputed(tables).empty


def test_what_is_to_be_before_a_month_falls_due_with_the_end_of_the_month_before(story, said, make):
    promise = said(
        "Tomas Orr will pay before May 2025.", when=("May 2025", "2025-05-01", "2025-05-31", "month", "planned")
    )
    rain = story([said("It rained in Norland.")], published="2025-05-02", source="Rain")
    tables = make([story([promise], published="2025-03-01"), rain])
    frame = ledger.ledger(tables).frame
    assert frame[["date", "kind", "end_date", "outcome", "later"]].to_numpy().tolist() == [
        ["before May 2025", "deadline", "2025-04-30", "silent", 1]
    ]
    assert outcomes(tables, asof="2025-04-29") == ["open"]


def test_a_journey_is_reported_by_its_traveller_and_country_in_other_words(story, said, make):
    coming = said(
        "Mara Lind is to travel to Norland before May 2025.",
        when=("May 2025", "2025-05-01", "2025-05-31", "month", "planned"),
    )
    tables = make(
        [
            story([coming], published="2025-03-01"),
            landed(story, said, "Norland", "2025-04-02"),
            landed(story, said, "Norland", "2025-05-02"),
        ]
    )
    frame = ledger.ledger(tables).frame
    assert list(frame["reported"]) == ["2025-04-02"]


def test_a_journey_elsewhere_or_too_late_is_no_report(story, said, make):
    coming = said(
        "Mara Lind is to travel to Norland before May 2025.",
        when=("May 2025", "2025-05-01", "2025-05-31", "month", "planned"),
    )
    later = [landed(story, said, "Sudmark", "2025-04-02"), landed(story, said, "Norland", "2025-05-02")]
    assert outcomes(make([story([coming], published="2025-03-01"), *later])) == ["silent"]


def landed(story, said, country: str, day: str):
    text = f"Mara Lind landed in {country} on Wednesday and shook hands at the airfield."
    return story(
        [said(text, when=("Wednesday", day, day, "day", "happened"))], published=day, source=f"{country} {day}"
    )
