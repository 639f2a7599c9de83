"""Figures: what they show, and text that must not break them."""

from __future__ import annotations

import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.text import Text

from wirebook.show import chronicle, figures, style

BARS = pd.DataFrame({"name": ["$x_1$ in costs", "中国 \x07 talks", "naïve \U0001f600"], "value": [3, 2, 1]})


def ranked(frame: pd.DataFrame) -> style.Picture:
    return figures.ranked(
        frame, name="name", value="value", title="Counted $things$", unit="things", footer="Source: x"
    )


def test_text_of_articles_draws_without_a_warning_and_is_no_mathematics():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = ranked(BARS)
        assert picture.png().startswith(b"\x89PNG")
    labels = [t for t in picture.findobj(Text) if "$" in t.get_text()]
    assert labels and not any(t.get_parse_math() for t in labels)


def test_what_the_font_lacks_becomes_a_box_and_control_characters_go():
    assert style.drawable("中\x07a\u202e é\n") == f"{style.MISSING}a é "


def test_a_figure_says_its_numbers_in_words():
    assert "$x_1$ in costs: 3" in ranked(BARS).alt


def test_too_many_bars_are_capped_and_the_figure_says_so():
    frame = pd.DataFrame({"name": [f"n{i}" for i in range(100)], "value": range(100, 0, -1)})
    texts = [t.get_text() for t in ranked(frame).findobj(Text)]
    assert any("25 of 100" in t for t in texts)


def test_no_figure_stays_open():
    before = plt.get_fignums()
    ranked(BARS).png()
    assert plt.get_fignums() == before


@pytest.mark.parametrize("entries", [1, 14, 500])
def test_a_timeline_of_any_length_stays_on_one_page(entries):
    frame = pd.DataFrame(
        {
            "date": [f"day {i}" for i in range(entries)],
            "begin": pd.date_range("2001-01-01", periods=entries).strftime("%Y-%m-%d"),
            "text": "Somebody met somebody else, and " * 8,
            "count": 1,
            "unsure": False,
        }
    )
    picture = chronicle.timeline(
        frame, date="date", begin="begin", text="text", count="count", unsure="unsure", title="t", unit="u", footer="f"
    )
    assert picture.get_size_inches()[1] < 20


def test_the_same_frame_gives_the_same_picture():
    assert ranked(BARS).png() == ranked(BARS).png()


def test_small_multiples_share_a_scale_that_holds_the_largest_column():
    days = ["2024-01-01", "2024-01-02"] * 2
    frame = pd.DataFrame({"begin": days, "days": 1, "value": [1, 2, 30, 40], "who": ["a", "a", "b", "b"]})
    picture = figures.counts_over_time(
        frame, begin="begin", days="days", value="value", panel="who", title="t", unit="u", footer="f"
    )
    assert all(axes.get_ylim()[1] >= 40 for axes in picture.axes)
