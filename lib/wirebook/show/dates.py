"""ISO dates as people read them, at their own precision: `2025-11` is "Nov 2025", never a first of the month."""

from __future__ import annotations

import calendar
import re

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
ISO_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def readable(value: object) -> str:
    """Write an ISO date, month, year or week for readers; anything else is returned as it is, a missing one empty."""
    if not isinstance(value, str):
        return ""
    if week := ISO_WEEK.fullmatch(value):
        return f"week {int(week[2])} of {week[1]}"
    match = ISO.fullmatch(value)
    if not match:
        return value
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if day is None else f"{int(day)} {name} {year}"


def readable_span(begin: object, end: object) -> str:
    """Write the span between two ISO dates for readers: "24 to 30 Nov 2025", "Jun to Aug 2026", "24 Nov 2025"."""
    first, last = readable(begin), readable(end)
    if not first or not last or first == last:
        return first or last
    head, *shared = first.split(" ")
    if shared and shared == last.split(" ")[1:]:
        return f"{head} to {last}"
    return f"{first} to {last}"


def at_precision(begin: object, end: object, precision: str) -> str:
    """Write an interval of ISO days at the precision it was given with.

    `precision` is one of day, week, month, season, quarter, year, decade, century and unknown. A day that lasts
    several days, and whatever does not fill its calendar unit, is written as a span.
    """
    if not isinstance(begin, str) or len(begin) < 10:
        return readable(begin)
    year, month = begin[:4], int(begin[5:7])
    last = end if isinstance(end, str) else begin
    if precision == "month" and last[:7] == begin[:7]:
        return readable(begin[:7])
    if precision == "year" and last[:4] == year:
        return year
    if precision == "quarter" and last[:4] == year:
        return f"Q{(month + 2) // 3} {year}"
    if precision == "decade":
        return f"{year[:3]}0s"
    if precision == "century":
        number = int(year[:2]) + 1
        return f"{number}{ORDINAL_ENDINGS.get(number, 'th')} century"
    if begin[5:] == "01-01" and last[5:] == "12-31":
        return readable_span(year, last[:4])
    if begin[8:] == "01" and last == _month_end(last):
        return readable_span(begin[:7], last[:7])
    return readable_span(begin, last)


def _month_end(day: str) -> str:
    """Return the last day of the month of an ISO day."""
    return f"{day[:8]}{calendar.monthrange(int(day[:4]), int(day[5:7]))[1]:02d}"
