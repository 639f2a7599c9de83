"""Clues to when an undated article was written, each as a likelihood over days.

The model: all days are equally likely before any clue is read; each clue multiplies in how likely it is to be printed
on each day, as if the clues were independent. How likely, `annotate/likelihood` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from wirebook import knowledge
from wirebook.annotate import likelihood, times
from wirebook.annotate.document import Document
from wirebook.annotate.likelihood import Days, Likelihood
from wirebook.annotate.records import Time
from wirebook.annotate.times import lexicon, tense, values
from wirebook.knowledge import calendar, own

LONGEST = 100
"""Days of the longest interval that tells a day: a year or a decade is weighed by its lag alone."""

_AGO = re.compile(r"^(?:\w+ )??(?P<number>[\w ./-]+?)[ \n](?P<unit>day|week|month|year)s? ago$", re.IGNORECASE)
_MONTH_DAY = re.compile(r"XXXX-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_WEEKDAY = re.compile(r"XXXX-WXX-(?P<number>\d)")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_GIVEN = re.compile(r"(?:\b[A-Z][\w.’'-]*\s){1,3}$")
_NOT_NOW = re.compile(r"\b(?:former|ex|then|late|ousted|deposed)[ -]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: what it says in words, and how likely it is to be printed on each day."""

    text: str
    likelihood: Likelihood


def expressions(doc: Document) -> Iterator[tuple[Time, tense.Direction]]:
    """Return the dates, times and days of a document, read as if its own day were unknown, with their clause's tense.

    Each value comes once, as its repetitions tell nothing new; a bare weekday once a tense, as it may mean two days.
    """
    seen: set[tuple[str, int]] = set()
    for row in times.find(doc, published=None):
        if row.type not in ("DATE", "TIME"):
            continue
        sentence = doc.sentences[row.sentence]
        direction = tense.direction(doc.text, row.start, row.end, low=sentence.start, high=sentence.end)
        key = (row.text if ago(row.text) else row.value, direction if weekday(row) else 0)
        if key not in seen:
            seen.add(key)
            yield row, direction


def ago(text: str) -> tuple[float, str] | None:
    """Read `three weeks ago` as its number and the code of its unit: (3, "W")."""
    if not (match := _AGO.match(text)):
        return None
    number = match["number"].lower()
    count = 1.0 if number in ("a", "an") else lexicon.number(number)
    return (count, match["unit"][0].upper()) if count else None


def month_day(row: Time) -> tuple[int, int | None] | None:
    """Read a month or day without a year as (month, day), the day None for a month."""
    match = _MONTH_DAY.match(row.value)
    return (int(match["month"]), int(match["day"]) if match["day"] else None) if match else None


def weekday(row: Time) -> int | None:
    """Read a bare weekday as its ISO number."""
    match = _WEEKDAY.match(row.value) if row.how == "rule: weekday" else None
    return int(match["number"]) if match else None


def of_times(doc: Document, years: range) -> Iterator[Clue]:
    """Return the clues that the time expressions of a document give, each kind of clue once."""
    past_years: list[tuple[str, str]] = []
    named: list[Callable[[Days], Days]] = []
    counted: list[tuple[str, float, str]] = []
    for row, direction in expressions(doc):
        if back := ago(row.text):
            counted.append((row.text, *back))
            continue
        if row.begin and row.value[:4].isdigit():
            if direction <= 0:
                past_years.append((row.begin[:4], row.text))
            else:
                ahead = likelihood.year(int(row.begin[:4]), likelihood.YEARS_AHEAD, way=-1)
                yield Clue(f"“{row.text}” (ahead)", ahead)
        clue, occurrence = _clue(row, direction, years)
        if occurrence:
            named.append(occurrence)
        if clue:
            yield clue
    if past_years:
        latest, text = max(past_years)
        yield Clue(f"“{text}”, the latest year named", likelihood.year(int(latest), likelihood.YEARS_BEHIND, way=1))
    if named:
        for text, count, unit in counted:
            yield Clue(f"“{text}” beside the dates named", likelihood.ago(count, unit, named))


def _clue(row: Time, direction: tense.Direction, years: range) -> tuple[Clue | None, Callable[[Days], Days] | None]:
    """Return the clue that an expression gives, and the day that it names as a function of the day of writing."""
    words = f"“{row.text}” ({({-1: 'behind', 0: 'named', 1: 'ahead'})[direction]})"
    if row.how == "rule: holiday":
        name = re.sub(r"^(?:last|this|next) ", "", re.sub(r"\s+", " ", row.text.lower().replace("’", "'")))
        known = name in calendar.holidays()
        return (Clue(words, likelihood.holiday(name, direction, years)) if known else None), None
    if row.begin and row.end_date:
        first, last = date.fromisoformat(row.begin).toordinal(), date.fromisoformat(row.end_date).toordinal()
        if last - first > LONGEST or direction > 0:
            return None, None
        occurrence = (lambda days: np.full(len(days), first, dtype=np.int64)) if first == last else None
        return Clue(words, likelihood.dated(first, last)), occurrence
    if found := month_day(row):
        month, day = found
        if day is None:
            return Clue(words, likelihood.yearly(month, 15, direction)), None
        first_word = re.match(r"[a-z]+", row.text.lower())
        beside = lexicon.WEEKDAYS.get(first_word[0]) if first_word else None
        shape = likelihood.yearly(month, day, direction, weekday=beside)
        return Clue(words, shape), lambda days: likelihood.behind(days, month, day)
    if number := weekday(row):
        return Clue(words, likelihood.weekday(number, direction)), None
    return None, None


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = lexicon.any_of(knowledge.titles())
    return re.compile(rf"\b(?P<title>{titles})\s(?:[A-Z][\w.’'-]*\s){{0,3}}$", re.IGNORECASE)


def of_offices(doc: Document) -> Iterator[Clue]:
    """Return the clues that known persons give: the terms of the office that a title names, held or left."""
    families, seen = knowledge.families(), set[str]()
    for match in _NAME.finditer(doc.text):
        name = re.sub(r"['’]s$", "", match[0])
        if name not in families or name in seen:
            continue
        before = doc.text[max(0, match.start() - 60) : match.start()]
        title = _title_pattern().search(before)
        given = _GIVEN.search(before[title.end("title") :] if title else before)
        full = f"{given[0].strip() if given else ''} {name}".strip()
        ids = {alias.actor_id for alias in knowledge.aliases().get(full, ()) if alias.form in ("name", "alias")}
        if not title:
            terms = [*_terms(ids, None), *_prominent(full)] if given else []
            if terms:
                seen.add(name)
                yield Clue(f"“{full}”, known for an office", likelihood.known_for(terms))
            continue
        terms = _terms(ids or set(families[name]), knowledge.office(title["title"].lower()))
        if terms:
            seen.add(name)
            former = _NOT_NOW.search(before[max(0, title.start() - 14) : title.start()] + " ")
            words = f"“{title['title']} {full}”"
            if former:
                yield Clue(f"{words}, no longer", likelihood.left_office(terms))
            else:
                yield Clue(f"{words} in office", likelihood.in_office(terms))


@cache
def _era_terms() -> Mapping[str, str]:
    """Return how each term may be written, with the term: one in small letters also with a capital."""
    small = (term for term in knowledge.eras() if term.islower())
    return {term: term for term in knowledge.eras()} | {term[0].upper() + term[1:]: term for term in small}


@cache
def _era_pattern() -> re.Pattern[str]:
    terms = sorted(_era_terms(), key=len, reverse=True)
    return re.compile(r"(?<![\w#])(?:" + "|".join(map(re.escape, terms)) + r")(?!\w)")


def of_eras(doc: Document) -> Iterator[Clue]:
    """Return the clues of names and words that have not always been there, or are no more, or were much written of."""
    seen: set[str] = set()
    for match in _era_pattern().finditer(doc.text):
        term = _era_terms()[match[0]]
        if term in seen or _NOT_NOW.search(doc.text[max(0, match.start() - 14) : match.start()]):
            continue
        seen.add(term)
        era = knowledge.eras()[term]
        if era.kind == "existence":
            shape = likelihood.in_era(*_ordinals(era.begin, era.end))
            yield Clue(f"“{term}”, {_span(era.begin, era.end)}", shape)
        elif term not in knowledge.aliases():  # persons with offices: `of_offices` reads both together
            yield Clue(f"“{term}”, in the news {_span(era.begin, era.end)}", likelihood.known_for(_prominent(term)))


def _prominent(term: str) -> list[likelihood.Term]:
    """Return the time in which the press wrote of a person, none where the tables do not say."""
    era = knowledge.eras().get(term)
    begin, end = _ordinals(era.begin, era.end) if era else (None, None)
    return [(begin, end)] if begin is not None else []


def _ordinals(begin: str | None, end: str | None) -> tuple[int | None, int | None]:
    """Return the first day that a value covers, and the last that another does, as ordinals; None where unknown."""
    first, last = values.point(begin), values.point(end)
    return first.first.toordinal() if first else None, last.last.toordinal() if last else None


def _span(begin: str, end: str) -> str:
    return f"from {begin}" if begin and not end else f"until {end}" if not begin else f"{begin} to {end}"


_DOW = re.compile(r"Dow(?: Jones)? [Ii]ndustrials?(?: [Aa]verage)?[^\n]{0,200}")
_POINTS = re.compile(r"(?<![\d$])\d{1,2},\d{3}(?:\.\d+)?")


def of_indices(doc: Document) -> Iterator[Clue]:
    """Return the clue that the level of the Dow Jones Industrial Average gives."""
    for match in _DOW.finditer(doc.text):
        levels = [float(number.replace(",", "")) for number in _POINTS.findall(match[0])]
        if levels:
            years = [y for y, (low, high) in knowledge.dow_jones().items() if low * 0.99 <= max(levels) <= high * 1.01]
            spans = [(date(y, 1, 1).toordinal(), date(y, 12, 31).toordinal()) for y in years]
            if spans:
                yield Clue(f"the Dow Jones at {max(levels):,.0f}", likelihood.in_years(spans))
            return


def _terms(actor_ids: set[str], office: str | None) -> list[likelihood.Term]:
    terms: list[likelihood.Term] = []
    for term in knowledge.terms():
        if term.actor_id in actor_ids and (term.office == office or office is None):
            begin, end = _ordinals(term.begin, term.end)
            if begin is not None:
                terms.append((begin, end))
    return terms


@cache
def horizon() -> date:
    """Return the last day that the knowledge tables tell of: of later days they would know nothing."""
    tables = (term for term in knowledge.terms() if term.source != own.FILE)
    known = [point.last for term in tables if (point := values.point(term.begin))]
    return max(known, default=date(2030, 12, 31))
