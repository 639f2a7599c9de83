"""Many phrases are found at once, as whole words."""

from __future__ import annotations

import pytest

from wirebook.annotate.dating.spotting import Spotter


def found(text: str, *phrases: str) -> list[str]:
    return [phrase for _, _, phrase in Spotter(phrases).find(text)]


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("The fax was sent.", ["fax"], ["fax"]),
        ("Fax it.", ["fax"], ["fax"]),
        ("FAX it.", ["fax"], []),
        ("A faxed page.", ["fax"], []),
        ("Prefax.", ["fax"], []),
        ("#fax", ["fax"], []),
        ("bp", ["BP"], []),
        ("BP's spill", ["BP"], ["BP"]),
        ("the Gulf of Mexico", ["Gulf of Mexico", "Gulf"], ["Gulf of Mexico", "Gulf"]),
        ("737 MAX jets, 7/7", ["737 MAX", "7/7"], ["737 MAX", "7/7"]),
        ("It paid $34 a barrel.", ["$34 a barrel"], ["$34 a barrel"]),
        ("It paid $134 a barrel.", ["$34 a barrel"], []),
        ("", ["fax"], []),
    ],
)
def test_phrases_are_whole_words_in_their_own_case(text: str, phrases: list[str], expected: list[str]) -> None:
    assert found(text, *phrases) == expected


def test_each_place_is_told() -> None:
    assert list(Spotter(["fax"]).find("fax, fax")) == [(0, 3, "fax"), (5, 8, "fax")]
