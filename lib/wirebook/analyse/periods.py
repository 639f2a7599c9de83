"""Articles into days, weeks, months and years, without claiming a precision that their dates do not have."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from wirebook.errors import UnknownNameError

Every = Literal["auto", "day", "week", "month", "year"]

CODES = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
LONGEST = {"day": 21, "week": 200, "month": 366 * 5}
"""The longest span of days that is shown by day, week and month: about thirty to sixty points on an axis."""


def choose(days: pd.Series, every: str = "auto") -> str:
    """Return the period to count by: `every`, or where that is "auto" or empty, one that suits the span of the days.

    Raises UnknownNameError for another word than auto, day, week, month and year.
    """
    if every not in ("", *get_args(Every)):
        raise UnknownNameError.of("period", every, get_args(Every))
    if every not in ("", "auto"):
        return every
    stamps = _stamps(days).dropna()
    span = (stamps.max() - stamps.min()).days if len(stamps) else 0
    return next((name for name, longest in LONGEST.items() if span <= longest), "year")


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


def fill(frame: pd.DataFrame, *, every: str, counts: list[str]) -> pd.DataFrame:
    """Return a frame of one row a period with the missing periods between its first and last added, their counts 0."""
    if frame.empty:
        return frame
    code = CODES[every]
    begins = pd.to_datetime(frame["begin"])
    index = pd.period_range(begins.min().to_period(code), begins.max().to_period(code), freq=code)
    starts = pd.Series(index.start_time)
    whole = pd.DataFrame(
        {
            "period": _labels(starts, every),
            "begin": starts.dt.strftime("%Y-%m-%d"),
            "days": (pd.Series(index.end_time).dt.normalize() - starts).dt.days + 1,
        }
    )
    filled = whole.merge(frame.drop(columns=["begin", "days"]), on="period", how="left")
    return filled.assign(**{c: filled[c].fillna(0).astype("int64") for c in counts})


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
