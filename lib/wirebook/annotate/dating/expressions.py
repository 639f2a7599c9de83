"""Clues that time expressions give to when an undated article was written.

The model: all days are equally likely before any clue is read; each clue multiplies in how likely it is to be printed
on each day, as if the clues were independent. How likely, `likelihood` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from wirebook.annotate import times
from wirebook.annotate.dating import likelihood
from wirebook.annotate.dating.clue import Clue
from wirebook.annotate.dating.likelihood import Days
from wirebook.annotate.document import Document
from wirebook.annotate.records import Time
from wirebook.annotate.times import lexicon, tense
from wirebook.annotate.wording import Wording
from wirebook.knowledge import calendar
from wirebook.read.wire_names import AGENCIES

LONGEST = 100
"""Days of the longest interval that tells a day: a year or a decade is weighed by its lag alone."""

SAYS: dict[tense.Direction, str] = {-1: "behind", 0: "named", 1: "ahead"}
"""What an expression says of its day, by the tense of its clause."""

LEAD = 3
"""Sentences that an agency's report begins with: what, who, when."""
HEAD = 600
"""Characters in which a dateline stands that was not taken off."""

MOST = 100
"""How many expressions of a kind are held against each other in one text."""

_MATURES = re.compile(r"\b(?:due|matur(?:es|ing)|payable) (?:in |on |by )?$", re.IGNORECASE)
"""Before the day on which a bond is paid back: it may lie decades ahead."""
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,30})\)")
_AGO = re.compile(r"^(?:\w+ )??(?P<number>[\w ./-]+?)[ \n](?P<unit>day|week|month|year)s? ago$", re.IGNORECASE)
_MONTH_DAY = re.compile(r"XXXX-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_BESIDE = re.compile(
    rf"(?:(?:\b(?P<weekday>{lexicon.any_of(lexicon.WEEKDAYS)}),? )?"
    rf"\b(?P<count>a|the|\d+|{lexicon.any_of(lexicon.NUMBERS)}) "
    r"(?P<unit>day|week)s? )?\b(?P<way>before|ahead of|after) (?:the |this year's )?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"XXXX-WXX-(?P<number>\d)")


def read(doc: Document) -> Iterator[tuple[Time, tense.Direction]]:
    """Return the dates, times and days of a document, read as if its own day were unknown, with their clause's tense.

    Each value comes once, as its repetitions tell nothing new; a bare weekday once a tense, as it may mean two days.
    """
    seen: set[tuple[str, int]] = set()
    for row in times.find(doc, published=None):
        if row.type not in ("DATE", "TIME"):
            continue
        sentence = doc.sentences[row.sentence]
        direction = tense.direction(doc.text, row.start, row.end, low=sentence.start, high=sentence.end)
        bare = (
            ago(row.text) is not None or row.how == "rule: holiday"
        )  # whose value without a publication tells nothing
        key = (row.text.lower() if bare else row.value, direction if weekday(row) else 0)
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


def lags(doc: Document, row: Time, *, first: bool) -> likelihood.Weekday:
    """Return how far behind a weekday lies, by where it stands: agencies report the day, and name it at once."""
    if row.text.lower().startswith("last "):
        return likelihood.LAST_WEEKDAY_BEHIND
    if not first:
        return likelihood.WEEKDAY_BEHIND
    lead = row.sentence < LEAD and is_agency_copy(doc)
    return likelihood.AGENCY_WEEKDAY_BEHIND if lead else likelihood.FIRST_WEEKDAY_BEHIND


def is_agency_copy(doc: Document) -> bool:
    """Return whether an article is an agency's, by its dateline or credit."""
    if doc.article.dateline or doc.article.credit:
        return True
    return any(name.lower() in AGENCIES for name in _IN_BRACKETS.findall(doc.text[:HEAD]))


def find(doc: Document, years: range) -> Iterator[Clue]:
    """Return the clues that the time expressions of a document give, each kind of clue once."""
    past_years: list[tuple[str, int, Time]] = []
    named: list[tuple[Time, Callable[[Days], Days]]] = []
    counted: list[tuple[Time, float, str]] = []
    weekdays = 0
    told: set[int] = set()
    for row, direction in read(doc):
        if back := ago(row.text):
            counted.append((row, *back))
            continue
        if _MATURES.search(doc.text[max(0, row.start - 20) : row.start]):
            continue
        if row.begin and row.value[:4].isdigit():
            if direction <= 0:
                past_years.append((row.begin[:4], -row.start, row))
            else:
                ahead = likelihood.year(int(row.begin[:4]), likelihood.YEARS_AHEAD, way=-1)
                yield Clue(row.start, row.end, "a year ahead", ahead)
        if (number := weekday(row)) and direction <= 0:
            weekdays += 1
            shape = likelihood.weekday(number, direction, lags=lags(doc, row, first=weekdays == 1))
            yield Clue(row.start, row.end, SAYS[direction], shape)
            continue
        clue, occurrence = _clue(row, direction, years, doc.text[max(0, row.start - 40) : row.start])
        if occurrence:
            named.append((row, occurrence))
        if clue:
            told |= {date.fromordinal(day).year for day in clue.days or ()}
            yield clue
    if past_years:
        latest, _, row = max(past_years, key=lambda named: named[:2])
        if int(latest) not in told:
            shape = likelihood.year(int(latest), likelihood.YEARS_BEHIND, way=1)
            yield Clue(row.start, row.end, "the latest year named", shape)
    wording = Wording(doc)
    named = named[:MOST]
    for row, count, unit in counted[:MOST] if named else ():
        same = [(other, day) for other, day in named if wording.same(row, other)]
        said = f"the same as “{same[0][0].text}”" if same else "beside the dates named"
        shape = likelihood.ago(count, unit, [day for _, day in same or named], same=bool(same))
        yield Clue(row.start, row.end, said, shape, firm=bool(same))


def _holiday(row: Time, direction: tense.Direction, years: range, before: str) -> Clue | None:
    """Return the clue that a holiday gives, or the day that is counted from it: "Tuesday, two days before Christmas".

    Before one that nothing is counted from ("ahead of Christmas") it is to come.
    """
    name = re.sub(r"^(?:last|this|next) ", "", re.sub(r"\s+", " ", row.text.lower().replace("’", "'")))
    if name not in calendar.holidays():
        return None
    shift, number = 0, None
    if match := _BESIDE.search(before):
        earlier = match["way"].lower() != "after"
        if match["count"] is None:
            direction = 1 if earlier else direction
        else:
            words = match["count"].lower()
            count = 1 if words in ("a", "the") else int(lexicon.number(words))
            shift = count * (7 if match["unit"].lower() == "week" else 1) * (-1 if earlier else 1)
            number = lexicon.WEEKDAYS.get((match["weekday"] or "").lower())
    shape = likelihood.holiday(name, direction, years, shift=shift, weekday=number)
    return Clue(row.start, row.end, SAYS[direction], shape)


def _clue(
    row: Time, direction: tense.Direction, years: range, before: str
) -> tuple[Clue | None, Callable[[Days], Days] | None]:
    """Return the clue that an expression gives, and the day that it names as a function of the day of writing."""
    says = SAYS[direction]
    if row.how == "rule: holiday":
        return _holiday(row, direction, years, before), None
    if row.begin and row.end_date:
        first, last = date.fromisoformat(row.begin).toordinal(), date.fromisoformat(row.end_date).toordinal()
        if last - first > LONGEST or direction > 0:
            return None, None
        occurrence = (lambda days: np.full(len(days), first, dtype=np.int64)) if first == last else None
        return Clue(row.start, row.end, says, likelihood.dated(first, last), (first, last)), occurrence
    if found := month_day(row):
        month, day = found
        if day is None:
            return Clue(row.start, row.end, says, likelihood.yearly(month, 15, direction)), None
        first_word = re.match(r"[a-z]+", row.text.lower())
        beside = lexicon.WEEKDAYS.get(first_word[0]) if first_word else None
        shape = likelihood.yearly(month, day, direction, weekday=beside)
        clue = Clue(row.start, row.end, says, shape, yearly=(month, day))
        return clue, lambda days: likelihood.behind(days, month, day)
    if number := weekday(row):
        return Clue(row.start, row.end, says, likelihood.weekday(number, direction)), None
    return None, None
