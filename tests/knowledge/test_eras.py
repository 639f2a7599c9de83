"""The table of what dates a text."""

from __future__ import annotations

import csv
from datetime import date
from importlib import resources

from wirebook import knowledge
from wirebook.annotate.times import values
from wirebook.knowledge import words


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(resources.files("wirebook.knowledge").joinpath(table).read_text("utf-8").splitlines()))


def test_each_term_stands_once_and_has_a_source() -> None:
    terms = [row["term"] for row in rows("eras.csv")]
    assert len(terms) == len(set(terms)) == len(knowledge.eras())
    assert all(row["source"] and row["kind"] in ("existence", "prominence") for row in rows("eras.csv"))


def test_each_time_can_be_read_and_ends_after_it_begins() -> None:
    for term, era in knowledge.eras().items():
        begin, end = values.point(era.begin or None), values.point(era.end or None)
        assert begin or end, term
        assert bool(begin) == bool(era.begin) and bool(end) == bool(era.end), term
        assert not (begin and end) or begin.first <= end.last, term


def test_who_was_in_the_news_has_a_beginning() -> None:
    assert all(era.begin for era in knowledge.eras().values() if era.kind == "prominence")


def test_no_term_is_a_function_word() -> None:
    assert not {term.casefold() for term in knowledge.eras()} & set(words.function_words())


def test_the_index_has_every_year_once_and_its_low_below_its_high() -> None:
    years = sorted(knowledge.dow_jones())
    assert years == list(range(years[0], years[-1] + 1))
    assert all(low < high for low, high in knowledge.dow_jones().values())


def test_what_comes_back_has_days_that_there_are_and_one_period_a_term() -> None:
    periods: dict[str, set[int]] = {}
    for cycle in knowledge.cycles():
        for month, day in (cycle.begin, cycle.end):
            assert date(2001, month, day)
        assert 0 <= cycle.phase < cycle.period <= 4, cycle.terms
        for term in cycle.terms:
            periods.setdefault(term, set()).add(cycle.period)
    assert all(len(found) == 1 for found in periods.values())
