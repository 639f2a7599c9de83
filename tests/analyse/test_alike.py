"""Close names are suggested for merging, with the row that merges them."""

from __future__ import annotations

from pathlib import Path

import pytest

import wirebook as wb
from wirebook.analyse.alike import LIKE, _likeness
from wirebook.knowledge import own


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("kristin wilkins", "kristen wilkins", True),
        ("ada marlowe", "ada j marlowe", True),
        ("marlowe ada", "ada marlowe", True),
        ("john smith", "joan smith", False),
        ("north harbour union", "south harbour union", False),
        ("marlowe", "ada marlowe", False),
    ],
)
def test_a_letter_or_an_initial_makes_names_alike_and_another_given_name_does_not(one, other, alike):
    assert (_likeness(one, other) >= LIKE) is alike


def test_a_pair_is_shown_with_both_counts_and_passages_and_gone_once_it_is_merged(tmp_path: Path) -> None:
    (tmp_path / "2025-11-24_one.txt").write_text("Kristin Wilkins spoke in Leeds. Later Kristin Wilkins left.\n")
    (tmp_path / "2025-11-25_two.txt").write_text("In Leeds, Kristen Wilkins spoke of the harbour and the sea.\n")
    answer = wb.open(tmp_path, names="rules", tone="vader").alike()
    (pair,) = answer.frame.itertuples(index=False)
    assert (pair.name, pair.other, pair.mentions, pair.other_mentions, pair.articles) == (
        "Kristin Wilkins", "Kristen Wilkins", 2, 1, 2,
    )  # fmt: skip
    assert len(answer.evidence()) == 3
    (tmp_path / own.FILE).write_text(f"action,name,other,type,country,since,until,where,note\n{pair.row}\n")
    book = wb.open(tmp_path, names="rules", tone="vader")
    assert book.alike().empty
    assert book.actors(type="person").frame["mentions"].tolist() == [3]
