"""Dates in metadata, to ISO 8601 at their own precision.

Read are ISO 8601 (extended and basic), RFC 2822, dates in English words in either order, numbers with the year first
or last, and Unix time in seconds or milliseconds. A time keeps its offset (`Z`, `-05:00`), and has none where none is
given. Nothing is filled in: `November 2025` is `2025-11`. Where day and month could be either (`03/04/2025`), only the
year is sure, and `ambiguous` says so; with dots the day comes first, as wherever dots are written. Two-digit years and
relative dates ("2 hours ago") are not read.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta

MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (calendar.month_name[number].lower(), calendar.month_abbr[number].lower())
} | {"sept": 9}
ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
         "pst": -8, "pdt": -7, "et": None, "cet": 1, "cest": 2}  # fmt: skip
"""Hours from UTC: the zones of RFC 2822, and those of them that are as clear. Others (IST, BST) mean several."""

YEARS = range(1500, 2200)
"""A year outside is a number of another kind."""
LONGEST = 100

MONTH_NAME = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
MONTH = MONTH_NAME + r"\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
YEAR = r"(?P<year>\d{4})(?!\d)"
WEEKDAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
WEEKDAY = rf"(?:{WEEKDAY_NAME},?\s+)?"
WEEKDAY_AFTER = re.compile(rf",?\s+{WEEKDAY_NAME}(?=[\s,.]|$)", re.IGNORECASE)
"""Archives of news print the weekday after the day: `November 24, 2025 Monday 9:00 AM EST`."""
DATES = tuple(
    re.compile(WEEKDAY + pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month_number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<month_number>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?P<year>\d{4})[/.](?P<month_number>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})\s?年\s?(?P<month_number>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        rf"{DAY}[\s-]+(?:of\s+)?{MONTH},?[\s-]+{YEAR}",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}",
        rf"{MONTH},?\s+{YEAR}",
        r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
        r"(?P<year>\d{4})[-/](?P<month_number>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?!\d)",
    )
)
TIME = re.compile(
    r"(?:T|\s+|,\s*|\s+at\s+|\s*[|·-]\s*|\s+-\s+)(?P<hour>\d{1,2})[:.h]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>[+-]\d{2}:?\d{2}|[+-]\d{2}|[a-z]{1,4})?(?:\s*\([\w ]{1,40}\))?",
    re.IGNORECASE,
)
YEAR_LAST = re.compile(
    r"(?P<day>(?:\w{3} )?\w{3} {1,2}\d{1,2}) (?P<time>\d\d:\d\d:\d\d(?: [\w+-]{1,6})?) (?P<year>\d{4})"
)
"""The form of C's `ctime`: `Mon Nov 24 07:30:00 2025`."""
WORDS = DATES[4:7]
"""The dates whose month is a word: no headline or name of an outlet begins like one."""
EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{1,9})?")
LABEL = re.compile(r"(?:(?:first\s+)?(?:published|posted|updated)(?:\s+(?:on|at))?|date|on)\s*:?\s+", re.IGNORECASE)

IN_NAME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<mark>[-_./]?)(?P<month_number>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})[-_. ]?{MONTH_NAME}[-_. ]?(?P<year>\d{{4}})(?!\d)",
        rf"(?<![a-z]){MONTH_NAME}[-_. ](?P<day>\d{{1,2}})[-_. ]{{1,2}}(?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})[-_.](?P<month_number>\d{2})(?!\d)",
    )
)


def published(value: str) -> str | None:
    """Return a date of metadata as ISO 8601 at its own precision, None where it cannot be read.

    `2025-11` stays `2025-11`; `Mon, 24 Nov 2025 07:30:00 GMT` is `2025-11-24T07:30:00Z`; `03/04/2025` is `2025`.
    """
    text = value.strip()
    if not text or len(text) > LONGEST:
        return None
    if EPOCH.fullmatch(text):
        return _epoch(text)
    text = LABEL.sub("", text, count=1) if LABEL.match(text) else text
    if match := YEAR_LAST.fullmatch(text):
        text = f"{match['day']} {match['year']} {match['time']}"
    for pattern in DATES:
        if match := pattern.match(text):
            day = _day(match.groupdict())
            if day is None:
                continue
            rest = text[_after_weekday(text, match.end()) :]
            if not rest.strip(" .,"):
                return day
            time = TIME.fullmatch(rest)
            if time and len(day) == 10:
                return _moment(day, time.groupdict())
    return None


def opening(line: str) -> tuple[str | None, str]:
    """Return the date in words that a line begins with, and the rest of the line: `(2025-11-24, "Late Edition")`."""
    text = line.strip()[:LONGEST]
    for pattern in WORDS:
        if (match := pattern.match(text)) and (day := _day(match.groupdict())):
            end = _after_weekday(text, match.end())
            if (time := TIME.match(text, end)) and (":" in time[0] or time["half"]) and len(day) == 10:
                day, end = _moment(day, time.groupdict()) or day, time.end()
            return day, text[end:].strip(" ,;")
    return None, line


def ambiguous(value: str) -> bool:
    """Tell whether a date has a day and a month that could each be the other."""
    match = DATES[7].match(LABEL.sub("", value.strip()[:LONGEST], count=1))
    return match is not None and _order(match.groupdict()) is None and _day(match.groupdict()) is not None


def of_value(value: object) -> str | None:
    """Return the date of a field's value, which may be a text, a number (Unix time, year) or a date."""
    if isinstance(value, datetime):
        return _iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and abs(value) < 1e15:
        value = int(value)
    return published(str(value)) if isinstance(value, str) or (isinstance(value, int) and abs(value) < 10**15) else None


def in_filename(path: str) -> str | None:
    """Return the date in a file's name, or in its folders' (`2025/11/24/story.txt`); a bare year is none."""
    name = path.rsplit("/", 1)[-1]
    for text in (name, path):
        for pattern in IN_NAME:
            for match in pattern.finditer(text[-300:]):
                if day := _day(match.groupdict()):
                    return day
    return None


def _after_weekday(text: str, end: int) -> int:
    match = WEEKDAY_AFTER.match(text, end)
    return match.end() if match else end


def _day(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if year not in YEARS:
        return None
    if parts.get("first"):
        order = _order(parts)
        if order is None:
            return f"{year:04d}" if all(1 <= int(parts[k] or 0) <= 12 for k in ("first", "second")) else None
        month, day = order
    else:
        written = parts.get("month")
        month = MONTHS[written.lower()] if written else int(parts.get("month_number") or 0)
        day = int(parts.get("day") or 0)
    if not month:
        return f"{year:04d}" if not parts.get("month_number") else None
    if month > 12:
        return None
    if not parts.get("day") and not parts.get("first"):
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _order(parts: dict[str, str | None]) -> tuple[int, int] | None:
    """Return month and day of a date of numbers, None where they could be either."""
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if parts["mark"] == "." or first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else None


def _moment(day: str, parts: dict[str, str | None]) -> str | None:
    hour, minute, second = (int(parts[k] or 0) for k in ("hour", "minute", "second"))
    half = (parts["half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    seconds = f":{min(second, 59):02d}" if parts["second"] else ""
    return f"{day}T{hour:02d}:{minute:02d}{seconds}{_offset(parts['zone'])}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        if int(digits[:2]) > 14 or int(digits[2:]) > 59:
            return ""
        return "Z" if digits == "0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}"
    hours = ZONES.get(zone.lower())
    if hours is None:
        return ""
    return "Z" if hours == 0 else f"{'-' if hours < 0 else '+'}{abs(hours):02d}:00"


def _epoch(text: str) -> str | None:
    whole = int(text.split(".")[0])
    seconds = whole // 1000 if whole >= 10**11 else whole
    return _iso(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


def _iso(moment: datetime) -> str:
    """Write a moment; one at midnight without a zone is a day (how data frames keep days)."""
    if moment.year not in YEARS:
        return moment.date().isoformat()
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    written = moment.replace(microsecond=0).isoformat()
    return written.removesuffix("+00:00") + "Z" if written.endswith("+00:00") else written
