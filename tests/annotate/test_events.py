"""Dated statements: the clause that says what happened, when, and whether it did."""

from __future__ import annotations

import pytest

from wirebook.annotate import document, events, times
from wirebook.annotate.records import Event, Mention
from wirebook.read.article import Article

PUBLISHED = "2024-06-12"  # a Wednesday


def find(text: str, mentions: tuple[Mention, ...] = ()) -> list[Event]:
    doc = document.parse(Article(article_id="a", path="a.txt", text=text, published=PUBLISHED))
    return events.find(doc, times.find(doc, published=PUBLISHED), mentions)


@pytest.mark.parametrize(
    ("text", "begin", "precision", "status"),
    [
        ("The two ministers signed the accord in Lima on June 3.", "2024-06-03", "day", "happened"),
        ("The two ministers will sign the accord in Lima on June 20.", "2024-06-20", "day", "planned"),
        ("The summit is scheduled to begin in Lima on Monday.", "2024-06-17", "day", "planned"),
        ("He accepted an invitation to visit Lima in February.", "2025-02-01", "month", "planned"),
        ("The envoy hopes the ceasefire will be signed by Friday.", "2024-06-14", "day", "hoped"),
        ("The envoy urged both sides to return to the table by Friday.", "2024-06-14", "day", "hoped"),
        ("The port could close on Friday if the strike goes on.", "2024-06-14", "day", "conditional"),
        ("The ministry denied that troops had crossed the river on June 3.", "2024-06-03", "day", "happened"),
        ("The rebels did not attend the talks in Lima last week.", "2024-06-03", "week", "denied"),
        ("The port has been closed to foreign ships since 2022.", "2022-01-01", "year", "ongoing"),
        ("Exports of copper fell in the third quarter of 2023.", "2023-07-01", "quarter", "happened"),
        ("Exports of copper fell in the summer of 2022 after the strike.", "2022-06-01", "season", "happened"),
        ("Exports of copper fell through the 1990s.", "1990-01-01", "decade", "happened"),
        ("The temple was built in the 12th century by a king.", "1100-01-01", "century", "happened"),
    ],
)
def test_a_dated_statement_has_its_day_precision_and_status(text: str, begin: str, precision: str, status: str) -> None:
    assert (begin, precision, status) in [(row.begin, row.precision, row.status) for row in find(text)]


def test_two_dates_in_a_sentence_give_two_statements_each_with_its_clause() -> None:
    rows = find("The army withdrew from the valley on June 3, but the rebels will stay on the ridge until Friday.")
    assert [(row.begin, row.status) for row in rows] == [("2024-06-03", "happened"), ("2024-06-14", "planned")]
    assert rows[0].text == "The army withdrew from the valley on June 3"
    assert "ridge" in rows[1].text and "valley" not in rows[1].text


def test_a_clause_that_only_says_who_spoke_gives_way_to_its_sentence() -> None:
    (row,) = find("“The bridge is safe,” the mayor said on Monday.")
    assert row.text == "“The bridge is safe,” the mayor said on Monday."


def test_durations_sets_and_unknown_days_date_nothing() -> None:
    assert find("They meet every Monday, talked for three days, and recently stopped.") == []


def test_the_actors_are_those_of_the_clause() -> None:
    text = "Peru signed the accord in the old palace on June 3, but Chile will wait for its parliament until Friday."
    mentions = tuple(
        Mention(
            sentence=0,
            start=text.index(name),
            end=text.index(name) + len(name),
            text=name,
            form="name",
            actor_id=name.lower(),
            confidence=1.0,
            how="test",
        )
        for name in ("Peru", "Chile")
    )
    assert [row.actors for row in find(text, mentions)] == [("peru",), ("chile",)]


def test_the_span_is_that_of_the_time_expression() -> None:
    text = "The two ministers signed the accord in Lima on June 3."
    (row,) = find(text)
    assert text[row.start : row.end] == "June 3"
