"""Who held which office when."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations, groupby
from typing import get_args

import pytest

from wirebook import knowledge
from wirebook.knowledge import Office, Term

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
HANDOVER = dt.timedelta(days=7)
ONE_HOLDER = set(get_args(Office)) - {"ambassador", "deputy_head_of_government"}


def certain(term: Term) -> tuple[dt.date, dt.date]:
    """Return the days within which the term surely ran, at its own precision."""
    year, month, day = [*map(int, (term.begin or "").split("-")), 12, 28][:3]
    begin = dt.date(year, month if "-" in (term.begin or "") else 12, day)
    end = dt.date(*[*map(int, term.end.split("-")), 1, 1][:3]) if term.end else dt.date.max
    return begin, end


def test_every_term_is_of_a_known_person_in_a_known_office() -> None:
    actors = knowledge.actors()
    assert {term.office for term in knowledge.terms()} <= set(get_args(Office))
    assert [term for term in knowledge.terms() if actors[term.actor_id].type != "person"] == []
    assert [term for term in knowledge.terms() if term.of and term.of not in actors] == []
    assert {term.capacity for term in knowledge.terms()} == {"", "acting", "joint"}


def test_every_term_belongs_to_a_country_or_an_organisation() -> None:
    countries = {actor.country for actor in knowledge.actors().values() if actor.type == "country"}
    assert [term for term in knowledge.terms() if not term.country and not term.of] == []
    assert {term.country for term in knowledge.terms()} - countries == set()


def test_dates_are_iso_and_no_term_ends_before_it_begins() -> None:
    for term in knowledge.terms():
        assert term.begin and DATE.fullmatch(term.begin), term
        assert term.end is None or DATE.fullmatch(term.end), term
        for date in (term.begin, term.end):
            assert not date or len(date) < 10 or dt.date.fromisoformat(date)
        assert term.end is None or term.begin[: len(term.end)] <= term.end, term


def test_no_office_has_two_holders_on_one_day() -> None:
    def office(term: Term) -> tuple[str, str, str]:
        return term.country or "", term.office, term.of or ""

    clashes = []
    single = [term for term in knowledge.terms() if term.office in ONE_HOLDER and term.capacity != "joint"]
    for _, terms in groupby(sorted(single, key=office), key=office):
        for a, b in combinations(terms, 2):
            (a_begin, a_end), (b_begin, b_end) = certain(a), certain(b)
            if min(a_end, b_end) - max(a_begin, b_begin) > HANDOVER:
                clashes.append((a, b))
    assert clashes == []


def test_there_are_about_as_many_terms_as_there_were() -> None:
    assert len(knowledge.terms()) >= 3000
    heads = {term.country for term in knowledge.terms() if term.office in ("head_of_state", "head_of_government")}
    assert len(heads) >= 190


@pytest.mark.parametrize(
    ("office", "country", "day", "holder"),
    [
        ("foreign_minister", "CN", "2001-05-01", "tang-jiaxuan"),
        ("foreign_minister", "CN", "1972-02-21", "ji-pengfei"),
        ("foreign_minister", "CN", "1978-12-15", "huang-hua"),
        ("head_of_government", "CN", "1972-02-21", "zhou-enlai"),
        ("party_leader", "CN", "1972-02-21", "mao-zedong"),
        ("party_leader", "CN", "1979-01-29", "hua-guofeng"),
        ("head_of_state", "US", "1972-02-21", "richard-nixon"),
        ("head_of_state", "US", "1975-12", "gerald-ford"),
        ("foreign_minister", "US", "1979-01-29", "cyrus-vance"),
        ("security_adviser", "US", "1971-07-09", "henry-kissinger"),
        ("security_adviser", "US", "1978-05-20", "zbigniew-brzezinski"),
        ("ambassador", "US", "1975-06", "george-h-w-bush"),
        ("ambassador", "US", "1979-03", "leonard-woodcock"),
        ("head_of_government", "JP", "1972-09-29", "kakuei-tanaka"),
        ("head_of_government", "JP", "2025-10-20", "shigeru-ishiba"),
        ("head_of_government", "JP", "2025-11-24", "sanae-takaichi"),
        ("finance_minister", "US", "2025-11-24", "scott-bessent"),
        ("foreign_minister", "US", "2025-11-24", "marco-rubio"),
        ("head_of_state", "KR", "2025-10-30", "lee-jae-myung"),
        ("foreign_minister", "DE", "1995", "klaus-kinkel"),
        ("head_of_government", "GB", "1980", "margaret-thatcher"),
        ("defence_minister", "RU", "2022-02-24", "sergei-shoigu"),
        ("head_of_state", "FR", "2003-03-20", "jacques-chirac"),
        ("finance_minister", "JP", "2010-03", "naoto-kan"),
        ("head_of_government", "IN", "1991-08", "p-v-narasimha-rao"),
    ],
)
def test_who_held_an_office_on_a_day(office: Office, country: str, day: str, holder: str) -> None:
    assert [term.actor_id for term in knowledge.holders(office, country=country, day=day)] == [holder]


def test_who_headed_an_organisation_on_a_day() -> None:
    heads = {term.of: term.actor_id for term in knowledge.holders("head_of_organization", day="2025-11-24")}
    assert heads["nato"] == "mark-rutte"
    assert heads["united-nations"] == "antonio-guterres"
    assert heads["federal-reserve"] == "jerome-powell"


def test_on_the_day_of_a_change_both_are_returned() -> None:
    assert [term.actor_id for term in knowledge.holders("head_of_state", country="US", day="1974-08-09")] == [
        "richard-nixon",
        "gerald-ford",
    ]


def test_a_year_returns_all_who_held_the_office_in_it() -> None:
    assert [term.actor_id for term in knowledge.holders("head_of_government", country="GB", day="2022")] == [
        "boris-johnson",
        "liz-truss",
        "rishi-sunak",
    ]


def test_without_a_day_the_whole_line_is_returned_in_order() -> None:
    line = [term.actor_id for term in knowledge.holders("head_of_state", country="FR")]
    assert line[-3:] == ["nicolas-sarkozy", "francois-hollande", "emmanuel-macron"]


def test_a_day_before_all_that_is_known_has_no_holder() -> None:
    assert knowledge.holders("foreign_minister", country="CN", day="1850-01-01") == ()
