"""Days into periods."""

from __future__ import annotations

import pandas as pd
import pytest

from wirebook.analyse import periods


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2025-11-24", "2025-11-24", "day"),
        ("2025-11-01", "2025-11-20", "day"),
        ("2025-09-01", "2025-11-20", "week"),
        ("2024-01-01", "2025-11-20", "month"),
        ("1971-07-15", "2025-11-24", "year"),
    ],
)
def test_the_period_suits_the_span(first, last, period):
    assert periods.choose(pd.Series([first, last])) == period


@pytest.mark.parametrize(
    ("every", "period", "begin", "days"),
    [
        ("day", "2024-02-29", "2024-02-29", 1),
        ("week", "2024-W09", "2024-02-26", 7),
        ("month", "2024-02", "2024-02-01", 29),
        ("year", "2024", "2024-01-01", 366),
    ],
)
def test_a_day_lies_in_its_period(every, period, begin, days):
    frame = pd.DataFrame({"earliest": ["2024-02-29"], "latest": ["2024-02-29"]})
    placed = periods.place(frame, earliest="earliest", latest="latest", every=every)
    assert placed[["period", "begin", "days"]].values.tolist() == [[period, begin, days]]


def test_the_last_days_of_a_year_lie_in_the_week_of_the_next():
    frame = pd.DataFrame({"earliest": ["2024-12-30"], "latest": ["2024-12-31"]})
    assert list(periods.place(frame, earliest="earliest", latest="latest", every="week")["period"]) == ["2025-W01"]


def test_no_dates_at_all_give_no_periods():
    frame = pd.DataFrame({"earliest": pd.Series([None], dtype="str"), "latest": pd.Series([None], dtype="str")})
    assert periods.place(frame, earliest="earliest", latest="latest", every="month").empty
