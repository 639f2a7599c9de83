"""TIMEX3 values (ISO-TimeML, after ISO 8601): how days, weeks, months, … are written, and which days a value covers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

ORDER = ("D", "W", "M", "Q", "Y", "E", "C")
"""Units of dates from fine to coarse: day, week, month, quarter, year, decade, century."""
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXXX", "C": "XXXX"}
"""The value of a unit of which nothing is known."""
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season (meteorological, northern: as agency news uses the words)."""

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])"
    r"|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?(?:T.*)?"
)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the day that lies a number of months away, at the month's last day where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = min(max(count // 12, 1), 9998), count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, days: int) -> date:
    """Return the day that lies a number of days away, kept within the calendar's years 1 to 9998."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date(9998, 12, 31).toordinal()))


def write(day: date, unit: str) -> str:
    """Write the day, week, month, quarter, year, decade or century that holds a day."""
    match unit:
        case "D":
            return day.isoformat()
        case "W":
            iso = day.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04}"
        case "E":
            return f"{day.year // 10:03}X"
        case _:
            return f"{day.year // 100:02}XX"


def interval(value: str) -> tuple[date, date] | None:
    """Return the first and last day that a DATE or TIME value covers; None where it names no known days."""
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    if value[3:] == "X" and value[:3].isdigit():
        return safe_interval(int(value[:3]) * 10, 10)
    if value[2:] == "XX" and value[:2].isdigit():
        return safe_interval(int(value[:2]) * 100, 100)
    match = _VALUE.fullmatch(value)
    if not match or int(match["year"]) == 0:
        return None
    year = int(match["year"])
    if match["day"]:
        day = safe_date(year, int(match["month"]), int(match["day"]))
        return (day, day) if day else None
    if match["month"]:
        return _months(year, int(match["month"]), 1) if 1 <= int(match["month"]) <= 12 else None
    if match["week"]:
        return _week(year, int(match["week"]), weekend=bool(match["weekend"]))
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    if match["season"]:
        return _months(year, SEASON_MONTHS[match["season"]], 3)
    return date(year, 1, 1), date(year, 12, 31)


def safe_interval(year: int, years: int) -> tuple[date, date] | None:
    """Return the first and last day of a run of years."""
    return (date(year, 1, 1), date(year + years - 1, 12, 31)) if 1 <= year <= 9000 else None


def _months(year: int, month: int, months: int) -> tuple[date, date] | None:
    if year > 9997:
        return None
    first = date(year, month, 1)
    last = add_months(first, months - 1)
    return first, month_end(last.year, last.month)


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Point:
    """A known stretch of time that others are counted from: its first day, and the unit it is known to."""

    first: date
    unit: str

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        covered = interval(write(self.first, self.unit))
        return covered[1] if covered else self.first

    def knows(self, unit: str) -> bool:
        """Tell whether the stretch lies within one `unit`, so that the unit can be named."""
        return ORDER.index(self.unit) <= ORDER.index(unit) and (self.unit != "W" or unit == "W")

    def shift(self, unit: str, count: int) -> str:
        """Write the `unit` that lies `count` units away, or the unknown value where this point is too coarse."""
        if not self.knows(unit):
            return UNKNOWN[unit]
        match unit:
            case "D":
                return write(add_days(self.first, count), "D")
            case "W":
                return write(add_days(self.first, 7 * count), "W")
            case "M":
                return write(add_months(self.first, count), "M")
            case "Q":
                return write(add_months(self.first, 3 * count), "Q")
            case "Y":
                return write(add_months(self.first, 12 * count), "Y")
            case "E":
                return write(add_months(self.first, 120 * count), "E")
            case _:
                return write(add_months(self.first, 1200 * count), "C")


def point(value: str | None) -> Point | None:
    """Read an ISO date of any precision, or a TIMEX3 value of known days, as a point."""
    match = _VALUE.match(value or "")
    if not match:
        return None
    covered = interval(match[0])
    if not covered:
        return None
    unit = "D" if match["day"] else "M" if match["month"] else "W" if match["week"] else "Y"
    if match["quarter"] or match["half"] or match["season"]:
        unit = "Q"
    return Point(covered[0], unit)
