"""Concordance, collocations and frequencies."""

from __future__ import annotations

from wirebook.language import collocations, concordance, frequencies

TEXTS = ["Rare earths matter. The rare earths deal was signed.", "Tariffs on rare earths fell. Tariffs rose."]


def test_concordance_finds_a_word_in_any_case_with_its_place() -> None:
    lines = concordance(TEXTS, "tariffs")
    assert [(line.text, line.match, TEXTS[line.text][line.start : line.end]) for line in lines] == [
        (1, "Tariffs", "Tariffs"),
        (1, "Tariffs", "Tariffs"),
    ]
    assert lines[0].right == "on rare earths fell. Tariffs rose."


def test_concordance_finds_words_in_a_row() -> None:
    assert [line.match for line in concordance(TEXTS, "rare earths")] == ["Rare earths", "rare earths", "rare earths"]


def test_concordance_of_nothing_is_empty() -> None:
    assert concordance(TEXTS, " ") == []


def test_collocations_put_the_pair_that_stands_together_first() -> None:
    assert collocations(TEXTS, top=1) == [("rare", "earths", 3)]


def test_collocations_leave_out_function_words() -> None:
    assert ("on", "rare", 1) not in collocations(TEXTS, least=1)


def test_frequencies_leave_out_function_words_unless_asked() -> None:
    assert frequencies(TEXTS, top=3) == [("earths", 3), ("rare", 3), ("tariffs", 2)]
    assert ("the", 1) in frequencies(TEXTS, function_words=True)
