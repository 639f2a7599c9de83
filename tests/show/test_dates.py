"""ISO dates as people read them."""

from __future__ import annotations

import pytest

from wirebook.show import dates


@pytest.mark.parametrize(
    ("iso", "read"),
    [
        ("2025-11-24T07:30:00Z", "24 Nov 2025"),
        ("2025-11-04", "4 Nov 2025"),
        ("2025-11", "Nov 2025"),
        ("2025", "2025"),
        ("2025-W48", "week 48 of 2025"),
        ("soon", "soon"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_date_is_read_at_its_own_precision(iso, read):
    assert dates.readable(iso) == read


@pytest.mark.parametrize(
    ("begin", "end", "read"),
    [
        ("2025-11-24", "2025-11-30", "24 to 30 Nov 2025"),
        ("1971-07-15", "2025-11-24", "15 Jul 1971 to 24 Nov 2025"),
        ("2025", "2025", "2025"),
        (None, None, ""),
    ],
)
def test_a_span_says_what_its_ends_share_once(begin, end, read):
    assert dates.readable_span(begin, end) == read


@pytest.mark.parametrize(
    ("begin", "end", "precision", "read"),
    [
        ("2025-11-24", "2025-11-24", "day", "24 Nov 2025"),
        ("2025-11-24", "2025-11-30", "week", "24 to 30 Nov 2025"),
        ("2025-11-01", "2025-11-30", "month", "Nov 2025"),
        ("2025-04-01", "2025-06-30", "quarter", "Q2 2025"),
        ("2025-06-01", "2025-08-31", "season", "Jun to Aug 2025"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("1971-01-01", "1979-12-31", "year", "1971 to 1979"),
        ("1970-01-01", "1979-12-31", "decade", "1970s"),
        ("1900-01-01", "1999-12-31", "century", "20th century"),
        ("2000-01-01", "2099-12-31", "century", "21st century"),
    ],
)
def test_an_interval_is_read_at_its_precision(begin, end, precision, read):
    assert dates.at_precision(begin, end, precision) == read
