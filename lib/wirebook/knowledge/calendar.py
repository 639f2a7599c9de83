"""What the workbook knows about time: the words of dates, holidays and their days, the cues of tense and status.

Tables beside this module: `time_words.csv` (months, weekdays, units, numbers, … with their values), `holidays.csv`
(press names of holidays, each with a rule for its day), `verb_tenses.csv` (irregular verb forms) and `event_cues.csv`
(words that tell a plan, a hope, a condition or a denial), `appointment_cues.csv` (words that tell a deadline, a vote, a
hearing or a meeting); `time_rules.csv` is the grammar of time expressions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType

import holidays as holidays_library
from dateutil import easter

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years for which holidays are computed."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday as the press names it; `rule` is explained at `day_of`."""

    name: str
    key: str
    rule: str


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A rule of the grammar of time expressions: which words it needs, which function reads it, an example, a pattern.

    In the pattern `{name}` stands for a set of words (`annotate/times/lexicon`), a blank for white space.
    """

    rule: str
    needs: str
    reading: str
    example: str
    pattern: str


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = resources.files("wirebook.knowledge").joinpath(file).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def appointments() -> Mapping[str, re.Pattern[str]]:
    """Return the cues of each kind of what is to come: deadline, vote, hearing and meeting, in this order."""
    cues: dict[str, list[str]] = {}
    for row in _rows("appointment_cues.csv"):
        cues.setdefault(row["kind"], []).append(re.escape(row["cue"]))
    return {kind: re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE) for kind, found in cues.items()}


@cache
def words(kind: str) -> Mapping[str, str]:
    """Return the lower-case words of one kind (`month`, `weekday`, `unit`, …) with their values, in table order."""
    return MappingProxyType({row["word"]: row["value"] for row in _rows("time_words.csv") if row["kind"] == kind})


@cache
def verb_tenses() -> Mapping[str, str]:
    """Return lower-case verb forms with their tense: irregular ones `past` or `present`, and `scheduled`.

    `scheduled` are present forms that, beside a date, tell of what is arranged ("he flies home on Monday").
    """
    return MappingProxyType({row["form"]: row["tense"] for row in _rows("verb_tenses.csv")})


@cache
def event_cues() -> Mapping[str, str]:
    """Return lower-case cues of a statement's status: cue to `planned`, `hoped`, `conditional`, `denied`, `ongoing`."""
    return MappingProxyType({row["cue"]: row["status"] for row in _rows("event_cues.csv")})


@cache
def holidays() -> Mapping[str, Holiday]:
    """Return holidays by their lower-case press name."""
    return MappingProxyType({row["name"]: Holiday(**row) for row in _rows("holidays.csv")})


@cache
def time_rules() -> tuple[TimeRule, ...]:
    """Return the rules of the grammar of time expressions, in the order in which they win over each other."""
    return tuple(TimeRule(**row) for row in _rows("time_rules.csv"))


@cache
def day_of(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year, or None where the rule gives none.

    Rules: `fixed MONTH DAY`; `nth MONTH N ISO-WEEKDAY [+DAYS]` (the Nth such weekday); `last MONTH ISO-WEEKDAY`;
    `easter DAYS` and `orthodox DAYS` (days from Western or Orthodox Easter Sunday); `library COUNTRY NAME` (the first
    day of that name in the `holidays` package's calendar of the country).
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    kind, *rest = holidays()[name].rule.split()
    if kind == "library":
        calendar = holidays_library.country_holidays(rest[0], years=year, language="en_US")
        wanted = " ".join(rest[1:])
        days = sorted(day for day, label in calendar.items() if label.startswith(wanted))
        return days[0] if days else None
    numbers = [int(part) for part in rest]
    if kind == "fixed":
        return date(year, numbers[0], numbers[1])
    if kind in ("easter", "orthodox"):
        sunday = easter.easter(year) if kind == "easter" else easter.easter(year, method=easter.EASTER_ORTHODOX)
        return sunday + timedelta(days=numbers[0])
    if kind == "last":
        month, weekday = numbers
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    month, nth, weekday, *shift = numbers
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day + timedelta(days=sum(shift))
