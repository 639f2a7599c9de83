"""Tables of figures: in plain text, in Markdown and as data."""

from __future__ import annotations

import pytest

from workshop.measure.figures import Figure
from workshop.measure.table import Table

TABLE = Table(
    "Tone",
    {"set": "", "items": "d", "F1": ".1f"},
    [["dev", 12, Figure(78.04, 70.0, 81.56)], ["a|b", 3, None]],
    note="A note.",
)


def test_plain_text_aligns_words_to_the_left_and_figures_to_the_right() -> None:
    assert TABLE.text().split("\n") == [
        "Tone",
        "set  items                   F1",
        "dev     12  78.0 (70.0 to 81.6)",
        "a|b      3                    –",
        "A note.",
    ]


def test_markdown_keeps_a_bar_in_a_cell() -> None:
    assert TABLE.markdown().split("\n") == [
        "### Tone",
        "",
        "| set | items | F1 |",
        "| --- | ---: | ---: |",
        "| dev | 12 | 78.0 (70.0 to 81.6) |",
        "| a\\|b | 3 | – |",
        "",
        "A note.",
    ]


def test_data_keep_the_ends_of_an_interval() -> None:
    assert TABLE.data()["rows"] == [
        {"set": "dev", "items": 12, "F1": [78.04, 70.0, 81.56]},
        {"set": "a|b", "items": 3, "F1": None},
    ]


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="3 columns, but a row of 2"):
        Table("Tone", {"set": "", "items": "d", "F1": ".1f"}, [["dev", 12]])
