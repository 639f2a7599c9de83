"""Dated statements: the clause that says what happened, when, and whether it did."""

from __future__ import annotations

import time

import pytest

from wirebook.annotate import document, events, times
from wirebook.annotate.records import Event, Mention
from wirebook.read.article import Article

PUBLISHED = "2024-06-12"  # a Wednesday


def find(text: str, mentions: tuple[Mention, ...] = ()) -> list[Event]:
    doc = document.parse(Article(article_id="a", path="a.txt", text=text, published=PUBLISHED))
    return events.find(doc, times.find(doc, published=PUBLISHED), mentions, published=PUBLISHED)


@pytest.mark.parametrize(
    ("text", "begin", "precision", "status"),
    [
        ("The two ministers signed the accord in Lima on June 3.", "2024-06-03", "day", "happened"),
        ("The two ministers will sign the accord in Lima on June 20.", "2024-06-20", "day", "planned"),
        ("The port closed, two days before the Easter holiday.", "2024-03-29", "day", "happened"),
        ("The talks failed a week after March 3.", "2024-03-10", "day", "happened"),
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


@pytest.mark.parametrize(
    ("text", "begin", "told"),
    [
        (
            "The envoy shook the hand that his predecessor had refused in Lima in 1954.",
            "1954-01-01",
            "the hand that his predecessor had refused in Lima in 1954.",
        ),
        (
            "Ana Ruiz, mayor of Lima since the founding of the port in 1949, died in Cusco on Monday.",
            "1949-01-01",
            "since the founding of the port in 1949",
        ),
        ("The treaty of 1954 with Peru will end after a year.", "1954-01-01", "The treaty of 1954"),
        (
            "The envoy left Lima on June 3, four days after an invitation had reached him.",
            "2024-06-03",
            "The envoy left Lima on June 3",
        ),
        (
            "The port workers took a break from the strike, which began on June 3.",
            "2024-06-03",
            "the strike, which began on June 3.",
        ),
        (
            "Ana Ruiz, a deputy mayor of Lima, opened the bridge on June 3 and cut a ribbon.",
            "2024-06-03",
            "Ana Ruiz, a deputy mayor of Lima, opened the bridge on June 3 and cut a ribbon.",
        ),
        (
            "The envoy said on Monday that the port would close on Friday.",
            "2024-06-10",
            "The envoy said on Monday that the port would close on Friday.",
        ),
        (
            "The envoy said on Monday that the port would close on Friday.",
            "2024-06-14",
            "the port would close on Friday.",
        ),
    ],
)
def test_a_date_is_told_with_its_own_clause_and_not_the_main_one(text: str, begin: str, told: str) -> None:
    assert {row.begin: row.text for row in find(text)}[begin] == told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ministers pledged on Sunday to open the port.", "happened"),
        ("The ministers pledged to open the port by June 30.", "planned"),
        ("The envoy went to court on June 3 to stop the sale.", "happened"),
        ("The envoy landed in Lima on May 3 and rested.", "happened"),
        ("The ministry advised the crews on June 3 not to sail.", "happened"),
        ("The port was the first to be opened to foreign ships since 1949.", "happened"),
        ("The envoy flies home on Friday.", "planned"),
    ],
)
def test_the_status_is_that_of_the_verb_that_the_date_belongs_to(text: str, status: str) -> None:
    assert [row.status for row in find(text)] == [status]


def test_from_one_day_to_another_is_one_event() -> None:
    (row,) = find("The envoy was in Lima from June 3 to June 5 for talks.")
    assert (row.begin, row.end_date, row.precision) == ("2024-06-03", "2024-06-05", "day")


def test_a_hostile_sentence_takes_no_long_time() -> None:
    text = "the law of " * 20_000 + ", which began, after a week before that " * 5_000 + "on June 3."
    began = time.monotonic()
    assert len(find(text)) == 1
    assert time.monotonic() - began < 10
