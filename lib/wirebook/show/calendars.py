"""Files that other programs read: a calendar (iCalendar, RFC 5545) and a timeline (TimelineJS, of Knight Lab)."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

PRODUCT = "-//Wirebook//what is to come//EN"
TENTATIVE = ("hope", "condition")
"""Kinds that nobody has fixed."""
HEADLINE = 90
"""Characters of an entry's headline."""
UNKNOWN_DAY = "1970-01-01"
"""The day of a calendar that is seen from no day: its stamp must not depend on a clock."""


def ics(frame: pd.DataFrame, *, day: str | None) -> bytes:
    """Return a calendar of whole days, one entry a row.

    Columns: key, begin, end_date (ISO days), date (to read), precision, kind, speaker, text, articles. `day` is the ISO
    day that it is seen from; the same rows give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    stamp = datetime.fromisoformat(day or UNKNOWN_DAY).replace(tzinfo=UTC)
    for row in _rows(frame):
        calendar.add_component(_entry(row, stamp))
    return bytes(calendar.to_ical())


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def _entry(row: dict[str, Any], stamp: datetime) -> Event:
    entry = Event()
    exact = row["precision"] == "day"
    entry.add("uid", hashlib.sha256(f"{row['key']}|{row['text']}".encode()).hexdigest()[:24] + "@wirebook")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", date.fromisoformat(row["begin"]))
    entry.add("dtend", date.fromisoformat(row["end_date"]) + timedelta(days=1))  # RFC 5545: the day after
    entry.add("summary", _headline(row["text"]) if exact else f"{row['date']}: {_headline(row['text'])}")
    entry.add("description", f"{row['text']}\n\nSaid by {row['speaker']}; articles: {row['articles']}.")
    entry.add("categories", [row["kind"]])
    entry.add("status", "TENTATIVE" if row["kind"] in TENTATIVE else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _headline(text: str) -> str:
    if len(text) <= HEADLINE:
        return text
    return text[:HEADLINE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def timelinejs(frame: pd.DataFrame, *, title: str) -> bytes:
    """Return a timeline in the JSON format of TimelineJS, one slide a row.

    Columns: key, begin, end_date (ISO days), date (to read), precision, status, text, sources, articles. Text
    is escaped.
    """
    whole = {"title": {"text": {"headline": html.escape(title)}}, "events": list(_slides(frame))}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _slides(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in _rows(frame):
        first, last = _day(row["begin"], row["precision"]), _day(row["end_date"], row["precision"])
        slide: dict[str, Any] = {
            "unique_id": row["key"],
            "start_date": first | {"display_date": row["date"]},
            "text": {
                "headline": html.escape(_headline(row["text"])),
                "text": html.escape(f"{row['text']} ({row['articles']} articles, {row['sources']} sources)"),
            },
            "group": row["status"],
        }
        yield slide | ({"end_date": last} if last != first else {})


def _day(value: str, precision: str) -> dict[str, str]:
    """Write an ISO day with the parts that its precision bears."""
    year, month, day = value.split("-")
    parts = {"year": str(int(year))}
    if precision in ("day", "week", "month", "quarter", "season"):
        parts["month"] = str(int(month))
    if precision in ("day", "week"):
        parts["day"] = str(int(day))
    return parts
