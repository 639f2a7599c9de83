"""Dates of metadata and file names become ISO 8601 at their own precision."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.read import dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025", "2025"),
        ("2025-11", "2025-11"),
        ("November 2025", "2025-11"),
        ("2025-11-24", "2025-11-24"),
        ("20251124", "2025-11-24"),
        ("2025/11/24", "2025-11-24"),
        ("2025-11-24T07:30:00Z", "2025-11-24T07:30:00Z"),
        ("2025-11-24T07:30:00.125+00:00", "2025-11-24T07:30:00Z"),
        ("2025-11-24 07:30", "2025-11-24T07:30"),
        ("20251124T073000Z", "2025-11-24T07:30:00Z"),
        ("Mon, 24 Nov 2025 07:30:00 GMT", "2025-11-24T07:30:00Z"),
        ("Mon, 24 Nov 2025 07:30:00 -0500", "2025-11-24T07:30:00-05:00"),
        ("Mon Nov 24 07:30:00 2025", "2025-11-24T07:30:00"),
        ("Mon Nov 24 07:30:00 +0000 2025", "2025-11-24T07:30:00Z"),
        ("November 24, 2025", "2025-11-24"),
        ("Monday, 24 November 2025", "2025-11-24"),
        ("Nov. 24, 2025, 7:30 PM EST", "2025-11-24T19:30-05:00"),
        ("Published: 24th November 2025 at 07:30", "2025-11-24T07:30"),
        ("24/11/2025", "2025-11-24"),
        ("11/24/2025", "2025-11-24"),
        ("05/05/2025", "2025-05-05"),
        ("03.04.2025", "2025-04-03"),
        ("03/04/2025", "2025"),
        ("1763969400", "2025-11-24T07:30:00Z"),
        ("1763969400000", "2025-11-24T07:30:00Z"),
        ("2025年11月24日", "2025-11-24"),
        ("2025-02-30", None),
        ("0000-00-00", None),
        ("24/11/25", None),
        ("2 hours ago", None),
        ("May 2025 update", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_precision(written, iso):
    assert dates.published(written) == iso


@pytest.mark.parametrize(
    ("written", "either"), [("03/04/2025", True), ("13/04/2025", False), ("04/04/2025", False), ("3.4.2025", False)]
)
def test_a_date_of_two_days_is_known_for_one(written, either):
    assert dates.ambiguous(written) is either


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (date(2025, 11, 24), "2025-11-24"),
        (datetime(2025, 11, 24, tzinfo=UTC), "2025-11-24T00:00:00Z"),
        (datetime(2025, 11, 24), "2025-11-24"),  # noqa: DTZ001 (data frames keep days so)
        (1763969400.0, "2025-11-24T07:30:00Z"),
        (2025, "2025"),
        (True, None),
        (None, None),
    ],
)
def test_values_that_are_no_text_are_dates_too(value, iso):
    assert dates.of_value(value) == iso


@pytest.mark.parametrize(
    ("path", "iso"),
    [
        ("2025-11-24-accord.txt", "2025-11-24"),
        ("desk/accord_20251124.txt", "2025-11-24"),
        ("2025/11/24/accord.txt", "2025-11-24"),
        ("accord-2025-11.txt", "2025-11"),
        ("accord-24-nov-2025.txt", "2025-11-24"),
        ("accord-nov-24-2025.txt", "2025-11-24"),
        ("2025-budget.txt", None),
        ("1763969400123.txt", None),
        ("report-20251399.txt", None),
    ],
)
def test_a_files_name_may_hold_a_date(path, iso):
    assert dates.in_filename(path) == iso


@given(st.text(max_size=80))
def test_no_text_raises(text):
    found = dates.published(text)
    assert found is None or found[:4].isdigit()
    assert dates.in_filename(text) is None or len(text) >= 6


@given(
    st.dates(min_value=date(1501, 1, 1), max_value=date(2199, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y"]),
)
def test_every_day_is_read_back(day, form):
    assert dates.published(day.strftime(form).replace(day.strftime("%Y"), f"{day.year:04d}")) == day.isoformat()


def test_long_values_are_no_dates_and_take_no_time():
    started = time.perf_counter()
    assert dates.published("2025-11-24 " * 100_000) is None
    assert time.perf_counter() - started < 1
