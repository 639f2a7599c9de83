"""The time axis: where it is broken, and what a line joins."""

from __future__ import annotations

import io
import warnings

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from wirebook.show import figures, time_axis


@pytest.mark.parametrize(
    ("begins", "parts"),
    [
        (["1971-07-01", "1975-02-01", "1979-08-01", "2025-05-01", "2025-11-01"], 2),
        (["2025-01-01", "2025-02-01", "2025-11-01"], 1),
        (["2010-01-01", "2015-01-01", "2020-01-01", "2025-01-01"], 1),
        (["1900-01-01", "1950-01-01", "2000-01-01"], 3),
        (["2025-11-24"], 1),
        ([], 0),
    ],
)
def test_an_axis_is_broken_at_a_gap_of_more_than_a_third_and_a_year(begins, parts):
    assert len(time_axis.stretches(pd.Series(begins, dtype="str"))) == parts


def test_what_a_broken_axis_leaves_out_is_said():
    parts = time_axis.stretches(pd.Series(["1979-08-01", "2025-05-01"]), pd.Series([31, 31]))
    assert time_axis.left_out(parts) == "the time axis leaves out Sep 1979 to Apr 2025, which is empty"
    assert time_axis.left_out(parts[:1]) == ""


@pytest.mark.parametrize(
    ("begins", "joined"),
    [([0, 1, 2, 3], [[0, 1, 2, 3]]), ([0, 1, 3, 4, 5], [[2, 3, 4]]), ([0, 1], []), ([0, 2, 4], []), ([], [])],
)
def test_a_line_joins_three_or_more_adjacent_periods_only(begins, joined):
    places = np.array(begins, dtype=float)
    assert [run.tolist() for run in figures.runs(places, np.ones(len(places)))] == joined


def test_each_part_of_a_broken_axis_has_its_own_axes_and_no_column_is_lost():
    frame = pd.DataFrame(
        {"begin": ["1971-07-01", "1971-08-01", "2025-11-01"], "days": [31, 31, 30], "articles": [2, 1, 5]}
    )
    picture = figures.counts_over_time(
        frame, begin="begin", days="days", value="articles", title="t", unit="u", footer="f"
    )
    assert [sorted(bar.get_height() for bar in axes.patches) for axes in picture.axes] == [[1, 2], [5]]


@pytest.mark.parametrize("months", range(1, 60))
def test_no_length_of_a_narrow_part_makes_matplotlib_warn(months):
    begin = pd.Series(pd.date_range("2020-01-15", periods=months + 1, freq="MS").strftime("%Y-%m-%d"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = Figure()
        parts = time_axis.stretches(begin, 1)
        axes = time_axis.grid(figure.add_gridspec(1, 1)[0], parts)
        time_axis.finish(axes, parts, begin, 1, inches=2.5)
        figure.savefig(io.BytesIO())
