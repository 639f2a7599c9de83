from __future__ import annotations

import pytest

from workshop.halves import half

ROWS = [
    {"id": "a1", "doc": "a"},
    {"id": "a2", "doc": "a"},
    {"id": "b1", "doc": "b"},
    {"id": "c1", "doc": "c"},
]


def _ids(rows: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    return [row["id"] for row in half(rows, "learn")], [row["id"] for row in half(rows, "choose")]


def test_no_document_is_both_learnt_from_and_measured_by() -> None:
    assert _ids(ROWS) == (["a1", "a2", "c1"], ["b1"])


def test_a_row_without_a_document_is_one_by_itself() -> None:
    assert _ids([{"id": name} for name in "wxyz"]) == (["w", "y"], ["x", "z"])


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_every_row_is_in_one_half(rows: list[dict[str, str]]) -> None:
    learnt, chosen = _ids(rows)
    assert sorted([*learnt, *chosen]) == [row["id"] for row in rows]
