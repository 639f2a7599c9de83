"""Clues to when an undated article was written, each as a likelihood over days.

The model: days of writing are equally likely before any clue is read; each clue multiplies in how likely it is to be
printed on each day. The shapes below (how long ago the dates and weekdays are that news mentions) follow the figures
given with them, counted on dated news of 1989 to 2016.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from wirebook import knowledge
from wirebook.annotate import times
from wirebook.annotate.document import Document
from wirebook.annotate.records import Time
from wirebook.annotate.times import lexicon, tense, values
from wirebook.knowledge import calendar

Days = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

WEEKDAY_BEHIND = (0.44, 0.33, 0.12, 0.07, 0.02, 0.01, 0.01)
"""How many days behind a weekday of the past lies, from the same day to six days (699 mentions)."""
WEEKDAY_AHEAD = (0.30, 0.24, 0.14, 0.10, 0.08, 0.07, 0.07)
"""How many days ahead a weekday of the future lies (110 mentions)."""
BEHIND_BY_TENSE: dict[tense.Direction, float] = {-1: 0.8, 0: 0.65, 1: 0.3}
"""How likely a month or day without a year lies behind, by the tense of its clause (245 mentions)."""
YEARS_BEHIND = (0.16, 0.28, 0.17, 0.08, 0.07, 0.04, 0.03, 0.02, 0.02)
"""How many years the latest year that a text names as past lies behind it (188 articles); the rest are farther."""
YEARS_AHEAD = (0.2, 0.35, 0.15, 0.08, 0.05)
"""How many years a year named as future lies ahead (89 mentions)."""
AFTER_OFFICE, BEFORE_OFFICE = 0.2, 0.1
"""How much less a person known for an office is named without its title in the years after and before it."""
ERROR = 0.05
"""How likely a clue misleads: no single clue can rule a day out."""
UNIX_EPOCH = date(1970, 1, 1).toordinal()
HALVING = 15 * 365.25
"""Days in which the chance that an undated article is that old halves: most of what is read is recent."""
UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}

_AGO = re.compile(r"^(?:\w+ )??(?P<number>[\w ./-]+?)[ \n](?P<unit>day|week|month|year)s? ago$", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_GIVEN = re.compile(r"(?:\b[A-Z][\w.’'-]*\s){1,3}$")
_NOT_NOW = re.compile(r"\b(?:former|ex|then|late|ousted|deposed)[ -]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: what it says in words, and how likely it is to be printed on each day."""

    text: str
    likelihood: Callable[[Days], Weights]


def prior(days: Days) -> Weights:
    """Weigh the days before any clue is read."""
    return np.asarray(0.5 ** ((days[-1] - days) / HALVING), dtype=np.float64)


def _recency(days: Weights) -> Weights:
    """Weigh how long ago something is: heavy-tailed, as news looks back."""
    return 1.0 / (days + 4.0)


def _in_year(days: Days, month: int, day: int, shift: int) -> Days:
    """Return that day of the year of each day, `shift` years on, as ordinals (29 February may become 1 March)."""
    years = (days - UNIX_EPOCH).astype("datetime64[D]").astype("datetime64[Y]") + shift
    months = years.astype("datetime64[M]") + (month - 1)
    return np.asarray((months.astype("datetime64[D]") + (day - 1)).astype(np.int64) + UNIX_EPOCH)


def _behind(days: Days, month: int, day: int) -> Days:
    """Return the last such day of the year on or before each day."""
    same = _in_year(days, month, day, 0)
    return np.where(same <= days, same, _in_year(days, month, day, -1))


def _ahead(days: Days, month: int, day: int) -> Days:
    """Return the next such day of the year on or after each day."""
    same = _in_year(days, month, day, 0)
    return np.where(same >= days, same, _in_year(days, month, day, 1))


def _yearly(month: int, day: int, direction: tense.Direction, weekday: int | None = None) -> Callable[[Days], Weights]:
    """Weigh a day without a year by its distance either way; a weekday printed beside it must be that of the year."""
    share = BEHIND_BY_TENSE[direction]

    def likelihood(days: Days) -> Weights:
        last, following = _behind(days, month, day), _ahead(days, month, day)
        behind = share * _recency((days - last).astype(np.float64))
        ahead = (1 - share) * _recency((following - days).astype(np.float64))
        if weekday is not None:
            behind = behind * np.where((last - 1) % 7 + 1 == weekday, 7.0, ERROR)
            ahead = ahead * np.where((following - 1) % 7 + 1 == weekday, 7.0, ERROR)
        return np.asarray(80 * (behind + ahead) + ERROR, dtype=np.float64)

    return likelihood


def _weekday(number: int, direction: tense.Direction) -> Callable[[Days], Weights]:
    behind, ahead = np.array(WEEKDAY_BEHIND), np.array(WEEKDAY_AHEAD)

    def likelihood(days: Days) -> Weights:
        of_week = (days - 1) % 7 + 1
        weights = ahead[(number - of_week) % 7] if direction > 0 else behind[(of_week - number) % 7]
        return np.asarray(7 * weights + ERROR, dtype=np.float64)

    return likelihood


def _dated(first: int, last: int, direction: tense.Direction) -> Callable[[Days], Weights]:
    """Weigh a full date, month or year: most lie behind, and those nearest weigh most."""
    share = 0.95 if direction <= 0 else 0.6
    softness = 30.0 + (last - first)

    def likelihood(days: Days) -> Weights:
        gap = np.where(days >= last, days - last, np.where(days < first, first - days, 0)).astype(np.float64)
        weights = np.where(days >= first, share, 1 - share) / (gap + softness)
        return np.asarray(weights * softness + ERROR * 0.02, dtype=np.float64)

    return likelihood


def _year_of(days: Days) -> Days:
    return np.asarray((days - 0.5) / 365.2425 + 1, dtype=np.int64)


def _latest_year(year: int) -> Callable[[Days], Weights]:
    table = np.array(YEARS_BEHIND)

    def likelihood(days: Days) -> Weights:
        gap = _year_of(days) - year
        behind = np.where(gap < len(table), table[np.clip(gap, 0, len(table) - 1)], 0.1 / np.maximum(gap, 1))
        return np.asarray(np.where(gap >= 0, behind, 0.03 / np.maximum(-gap, 1)), dtype=np.float64)

    return likelihood


def _future_year(year: int) -> Callable[[Days], Weights]:
    table = np.array(YEARS_AHEAD)

    def likelihood(days: Days) -> Weights:
        gap = year - _year_of(days)
        ahead = np.where(gap < len(table), table[np.clip(gap, 0, len(table) - 1)], 0.1 / np.maximum(gap, 1))
        return np.asarray(np.where(gap >= 0, ahead, 0.1 / np.maximum(-gap, 1)), dtype=np.float64)

    return likelihood


def _known_for(spans: list[tuple[int, int | None]]) -> Callable[[Days], Weights]:
    """Weigh a person named without a title: most of all while in office, less after, least before."""
    first, last = min(begin for begin, _ in spans), max(10**7 if end is None else end for _, end in spans)

    def likelihood(days: Days) -> Weights:
        before = BEFORE_OFFICE / (1 + np.maximum(first - days, 0) / 1500)
        after = AFTER_OFFICE / (1 + np.maximum(days - last, 0) / 3000)
        return np.asarray(np.where(days < first, before, np.where(days > last, after, 1.0)), dtype=np.float64)

    return likelihood


def _left(spans: list[tuple[int, int | None]]) -> Callable[[Days], Weights]:
    """Weigh a former holder: after the first of the terms has ended, less and less as years pass."""
    ends = [end for _, end in spans if end is not None]

    def likelihood(days: Days) -> Weights:
        since = np.maximum(days - min(ends), 0) if ends else np.zeros(len(days))
        after = 1.0 / (1 + since / 3000)
        return np.asarray(np.where(days >= min(ends), after, ERROR / 4) if ends else after, dtype=np.float64)

    return likelihood


def _ago(count: float, unit: str, named: list[Callable[[Days], Days]]) -> Callable[[Days], Weights]:
    """Weigh `three weeks ago` by the dates that the text names: whole units that have passed, or nearly."""
    length = UNIT_DAYS[unit]

    def likelihood(days: Days) -> Weights:
        best = np.zeros(len(days))
        for occurrence in named:
            passed = (days - occurrence(days)) / length - count
            fit = (
                np.where(passed == 0, 1.0, 0.0)
                if unit == "D"
                else np.select([(passed >= 0) & (passed < 1), (passed >= -0.4) & (passed < 0)], [1.0, 0.5], 0.0)
            )
            best = np.maximum(best, fit)
        return np.asarray(1.0 + 9.0 * best, dtype=np.float64)

    return likelihood


def _terms(spans: list[tuple[int, int | None]]) -> Callable[[Days], Weights]:
    def likelihood(days: Days) -> Weights:
        held = np.zeros(len(days), dtype=bool)
        for begin, end in spans:
            held |= (days >= begin) & (days <= (end if end is not None else days[-1]))
        return np.where(held, 1.0, ERROR / 4)

    return likelihood


def _holiday(name: str, direction: tense.Direction, years: range) -> Callable[[Days], Weights]:
    known = np.array(sorted(day.toordinal() for year in years if (day := calendar.day_of(name, year))), dtype=np.int64)
    share = BEHIND_BY_TENSE[direction]

    def likelihood(days: Days) -> Weights:
        if not len(known):
            return np.ones(len(days))
        place = np.searchsorted(known, days)
        ahead = np.where(place < len(known), known[np.minimum(place, len(known) - 1)] - days, 365)
        behind = np.where(place > 0, days - known[np.maximum(place - 1, 0)], 365)
        weights = share * _recency(behind.astype(np.float64)) + (1 - share) * _recency(ahead.astype(np.float64))
        return np.asarray(80 * weights + ERROR, dtype=np.float64)

    return likelihood


def of_times(doc: Document, years: range) -> Iterator[Clue]:
    """Return the clues that the time expressions of a document give, each kind of clue once."""
    seen: set[tuple[str, int]] = set()
    past_years: list[tuple[str, str]] = []
    named: list[Callable[[Days], Days]] = []
    counted: list[tuple[str, float, str]] = []
    for row in times.find(doc, published=None):
        sentence = doc.sentences[row.sentence]
        direction = tense.direction(doc.text, row.start, row.end, low=sentence.start, high=sentence.end)
        key = (row.value, direction)
        if match := _AGO.match(row.text):
            unit = {"day": "D", "week": "W", "month": "M", "year": "Y"}[match["unit"].lower()]
            count = 1.0 if match["number"].lower() in ("a", "an") else lexicon.number(match["number"])
            if count:
                counted.append((row.text, count, unit))
            continue
        if row.type not in ("DATE", "TIME") or key in seen:
            continue
        seen.add(key)
        if row.begin and row.value[:4].isdigit():
            if direction <= 0:
                past_years.append((row.begin[:4], row.text))
            else:
                yield Clue(f"“{row.text}” (ahead)", _future_year(int(row.begin[:4])))
        clue, occurrence = _clue(row, direction, years)
        if occurrence:
            named.append(occurrence)
        if clue:
            yield clue
    if past_years:
        year, text = max(past_years)
        yield Clue(f"“{text}”, the latest year named", _latest_year(int(year)))
    if named:
        for text, count, unit in counted:
            yield Clue(f"“{text}” beside the dates named", _ago(count, unit, named))


def _clue(row: Time, direction: tense.Direction, years: range) -> tuple[Clue | None, Callable[[Days], Days] | None]:
    way = {-1: "behind", 0: "named", 1: "ahead"}[direction]
    words = f"“{row.text}” ({way})"
    if row.how == "rule: holiday":
        name = re.sub(r"^(?:last|this|next) ", "", re.sub(r"\s+", " ", row.text.lower().replace("’", "'")))
        return (Clue(words, _holiday(name, direction, years)), None) if name in calendar.holidays() else (None, None)
    if row.begin and row.end_date:
        first, last = date.fromisoformat(row.begin).toordinal(), date.fromisoformat(row.end_date).toordinal()
        if last - first > 100 or direction > 0:
            return None, None
        occurrence = (lambda days: np.full(len(days), first, dtype=np.int64)) if first == last else None
        return Clue(words, _dated(first, last, direction)), occurrence
    if match := re.match(r"XXXX-(\d\d)-(\d\d)", row.value):
        month, day = int(match[1]), int(match[2])
        first_word = re.match(r"[a-z]+", row.text.lower())
        weekday = lexicon.WEEKDAYS.get(first_word[0]) if first_word else None
        return Clue(words, _yearly(month, day, direction, weekday)), lambda days: _behind(days, month, day)
    if match := re.match(r"XXXX-(\d\d)$", row.value):
        return Clue(words, _yearly(int(match[1]), 15, direction)), None
    if (match := re.match(r"XXXX-WXX-(\d)", row.value)) and row.how == "rule: weekday":
        return Clue(words, _weekday(int(match[1]), direction)), None
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
            spans = _spans(ids, None) if given else []
            if spans:
                seen.add(name)
                yield Clue(f"“{full}”, known for an office", _known_for(spans))
            continue
        spans = _spans(ids or set(families[name]), knowledge.office(title["title"].lower()))
        if spans:
            seen.add(name)
            former = _NOT_NOW.search(before[max(0, title.start() - 14) : title.start()] + " ")
            words = f"“{title['title']} {full}”"
            yield Clue(f"{words}, no longer", _left(spans)) if former else Clue(f"{words} in office", _terms(spans))


def _spans(actor_ids: set[str], office: str | None) -> list[tuple[int, int | None]]:
    spans = []
    for term in knowledge.terms():
        if term.actor_id in actor_ids and (term.office == office or office is None):
            begin, end = values.point(term.begin), values.point(term.end)
            if begin:
                spans.append((begin.first.toordinal(), end.last.toordinal() if end else None))
    return spans


@cache
def horizon() -> date:
    """Return the last day that the knowledge tables tell of: of later days they would know nothing."""
    known = [point.last for term in knowledge.terms() if (point := values.point(term.begin))]
    return max(known, default=date(2030, 12, 31))
