"""The explorer's timings: generated tables, on which it chooses what a plain filter chooses."""

from __future__ import annotations

import pytest

from wirebook.analyse.exploring import Choice, Index
from wirebook.tables import schema
from workshop import exploring


def test_generated_tables_have_the_columns_of_the_contract_and_exact_offsets() -> None:
    tables = exploring.generated(5)
    assert {name: list(frame.columns) for name, frame in tables.items()} == {
        name: [column.name for column in columns] for name, columns in schema.SCHEMA.items()
    }
    texts = tables["articles"].set_index("article_id")["text"]
    for name in ("sentences", "mentions"):
        for row in tables[name].itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text


@pytest.mark.parametrize("choice", [*exploring.CHOICES.values(), Choice()])
def test_the_explorer_chooses_what_the_plain_filter_chooses(choice: Choice) -> None:
    tables = exploring.generated(200)
    assert Index(tables).views(choice)["sentences"] == len(exploring.plain(tables, choice))


def test_each_choice_is_timed_beside_a_plain_filter() -> None:
    found = exploring.measure(50, rounds=1)
    assert len(found) == len(exploring.CHOICES) + 2
    assert all(q.ratio == pytest.approx(q.seconds / q.plain) and q.seconds > 0 for q in found)
    assert "times a plain pandas filter" in exploring.as_text(found, 50)
