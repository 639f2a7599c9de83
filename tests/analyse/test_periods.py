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
    assert periods.choose(pd.date_range(first, last).strftime("%Y-%m-%d").to_series()) == period


def test_empty_years_do_not_make_the_period_longer():
    then, now = pd.date_range("1971-07-15", "1971-08-30"), pd.date_range("2025-11-20", "2025-11-24")
    assert periods.choose(then.append(now).strftime("%Y-%m-%d").to_series()) == "week"


def test_a_mean_is_told_by_periods_with_articles_enough():
    days = [*pd.date_range("2024-01-01", "2025-12-31", freq="SMS").strftime("%Y-%m-%d"), "2026-01-01"]
    frame = pd.DataFrame({"earliest": days, "latest": days})
    assert periods.coarser(frame, "month", earliest="earliest", latest="latest", least=5) == "year"
    assert periods.coarser(frame, "month", earliest="earliest", latest="latest", least=2) == "month"
    assert periods.coarser(frame, "day", earliest="earliest", latest="latest", least=500) == "day"


def test_empty_years_are_not_filled_with_nought():
    frame = pd.DataFrame(
        {
            "period": ["1971-07", "1971-09", "2025-11"],
            "begin": ["1971-07-01", "1971-09-01", "2025-11-01"],
            "days": [31, 30, 30],
            "articles": [1, 2, 3],
        }
    )
    filled = periods.fill(frame, every="month", counts=["articles"])
    assert filled[["period", "articles"]].values.tolist() == [
        ["1971-07", 1],
        ["1971-08", 0],
        ["1971-09", 2],
        ["2025-11", 3],
    ]


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


def test_articles_dated_to_the_month_are_counted_by_month():
    frame = pd.DataFrame({"published_earliest": ["2025-11-01"], "published_latest": ["2025-11-30"]})
    assert periods.suiting(frame) == "month"
    assert periods.suiting(frame, "day") == "day"
