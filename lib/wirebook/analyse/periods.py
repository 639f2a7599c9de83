"""Articles into days, weeks, months and years, without claiming a precision that their dates do not have."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from wirebook.errors import UnknownNameError
from wirebook.show import time_axis

Every = Literal["auto", "day", "week", "month", "year"]

CODES = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
LONGEST = {"day": 21, "week": 200, "month": 366 * 10}
"""The longest span of days that is shown by day, week and month: no more than about 120 columns on an axis."""


def choose(days: pd.Series, every: str = "auto") -> str:
    """Return the period to count by: `every`, or where that is "auto" or empty, one that suits the span of the days.

    Long stretches without any day, at which a figure breaks its axis, do not count into the span.

    Raises UnknownNameError for another word than auto, day, week, month and year.
    """
    if every not in ("", *get_args(Every)):
        raise UnknownNameError.of("period", every, get_args(Every))
    if every not in ("", "auto"):
        return every
    found = time_axis.stretches(_stamps(days).dropna())
    span = sum(part.end - part.begin for part in found)
    return next((name for name, longest in LONGEST.items() if span <= longest), "year")


def suiting(frame: pd.DataFrame, every: str = "auto") -> str:
    """Return the period to count articles by: `every`, or one that suits the span and the precision of their dates.

    It is the shortest that suits the span (see `choose`) and in which at least half of the articles can be placed.
    Raises UnknownNameError for another `every`.
    """
    unit = choose(frame["published_latest"], every)
    if every not in ("", "auto"):
        return unit
    return coarser(frame, unit, earliest="published_earliest", latest="published_latest", least=1)


def place(frame: pd.DataFrame, *, earliest: str, latest: str, every: str) -> pd.DataFrame:
    """Return the rows whose whole range of days lies in one period, with that period's columns.

    Adds `period` (ISO: 2025-11-24, 2025-W48, 2025-11 or 2025), `begin` (its first ISO day) and `days` (its length). A
    row that is dated less precisely than the period, or not at all, is left out.
    """
    code = CODES[every]
    first, last = _stamps(frame[earliest]), _stamps(frame[latest])
    early, late = first.dt.to_period(code), last.dt.to_period(code)
    sure = first.notna() & last.notna() & (early == late)
    begin = early[sure].dt.start_time
    length = (early[sure].dt.end_time.dt.normalize() - begin).dt.days + 1
    placed: pd.DataFrame = frame[sure].assign(
        period=_labels(begin, every), begin=begin.dt.strftime("%Y-%m-%d"), days=length
    )
    return placed


def coarser(frame: pd.DataFrame, every: str, *, earliest: str, latest: str, least: int) -> str:
    """Return a period at which means can be told: `every`, or a longer one where that leaves most rows in thin company.

    It is the shortest at which at least half of the rows lie in periods of `least` or more rows; `every` where none is.
    """
    for unit in list(CODES)[list(CODES).index(every) :]:
        sizes = place(frame, earliest=earliest, latest=latest, every=unit)["period"].value_counts()
        if len(frame) and sizes[sizes >= least].sum() * 2 >= len(frame):
            return unit
    return every


def fill(frame: pd.DataFrame, *, every: str, counts: list[str]) -> pd.DataFrame:
    """Return a frame of one row a period with the missing periods between its first and last added, their counts 0.

    Long stretches without any row, at which a figure breaks its axis, stay out.
    """
    if frame.empty:
        return frame
    code = CODES[every]
    begins = pd.to_datetime(frame["begin"])
    days = time_axis.day_numbers(frame["begin"])
    inside = [begins[part.holds(days)] for part in time_axis.stretches(frame["begin"], frame["days"])]
    spans = [pd.period_range(b.min().to_period(code), b.max().to_period(code), freq=code) for b in inside]
    whole = pd.concat([_calendar(span, every) for span in spans], ignore_index=True)
    filled = whole.merge(frame.drop(columns=["begin", "days"]), on="period", how="left")
    return filled.assign(**{c: filled[c].fillna(0).astype("int64") for c in counts})


def adjacent(frame: pd.DataFrame) -> pd.Series:
    """Say of each period, in order of time, whether it begins on the day after the one before it ends."""
    begins = pd.to_datetime(frame["begin"])
    return begins.shift() + pd.to_timedelta(frame["days"].shift(), unit="D") == begins


def _calendar(index: pd.PeriodIndex, every: str) -> pd.DataFrame:
    starts = pd.Series(index.start_time)
    return pd.DataFrame(
        {
            "period": _labels(starts, every),
            "begin": starts.dt.strftime("%Y-%m-%d"),
            "days": (pd.Series(index.end_time).dt.normalize() - starts).dt.days + 1,
        }
    )


def _stamps(days: pd.Series) -> pd.Series:
    return pd.to_datetime(days.astype("str").str.slice(0, 10), format="%Y-%m-%d", errors="coerce")


def _labels(begin: pd.Series, every: str) -> pd.Series:
    labels: pd.Series
    if every == "week":
        calendar = begin.dt.isocalendar()
        labels = calendar["year"].astype("str") + "-W" + calendar["week"].astype("str").str.zfill(2)
    else:
        labels = begin.dt.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[every])
    return labels
