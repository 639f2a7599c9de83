"""HTML fragments: passages and cells."""

from __future__ import annotations

import pandas as pd
import pytest

from wirebook.show import html


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("Xi spoke.", 0, 2, "<mark>Xi</mark> spoke."),
        ("Xi spoke.", 0, 0, "Xi spoke."),
        ("a <b> & c", 2, 5, "a <mark>&lt;b&gt;</mark> &amp; c"),
        ("short", -3, 99, "<mark>short</mark>"),
    ],
)
def test_a_span_is_marked_and_everything_escaped(text, start, end, shown):
    assert html.marked(text, start, end) == shown


def test_a_very_long_sentence_is_cut_around_its_span():
    shown = html.marked("x" * 100_000 + "Xi" + "y" * 100_000, 100_000, 100_002)
    assert len(shown) < 1000
    assert "<mark>Xi</mark>" in shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234, "1,234"),
        (-0.256, "−0.26"),
        (-0.001, "0.00"),
        (float("nan"), "–"),
        (None, "–"),
        (pd.NA, "–"),
        (True, "yes"),
        ("<i>", "<i>"),
    ],
)
def test_a_cell_is_written_for_readers(value, shown):
    assert html.value(value) == shown


def test_words_are_joined_as_in_a_sentence():
    assert [html.joined(w) for w in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_a_row_is_known_by_its_table_and_its_own_name():
    assert html.row_id("who", "Xi Jinping") == html.row_id("who", "Xi Jinping")
    assert len({html.row_id(*names) for names in [("who", "Xi"), ("who", "Li"), ("told", "Xi")]}) == 3
    assert html.row_id("who", "<b> & c").startswith("who-") and "<" not in html.row_id("who", "<b> & c")
