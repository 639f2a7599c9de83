"""Spans against gold: what counts as right, what as extra."""

from __future__ import annotations

import pytest

from workshop.scores import Score, align, compare, count_overlap, place, same, touches


def span(start: int, end: int, **more: str) -> dict[str, object]:
    return {"start": start, "end": end, **more}


@pytest.mark.parametrize(
    ("a", "b", "of_longer", "of_shorter"),
    [
        ((0, 10), (0, 10), 1.0, 1.0),
        ((0, 10), (0, 5), 0.5, 1.0),
        ((0, 10), (5, 25), 0.25, 0.5),
        ((0, 10), (10, 20), 0.0, 0.0),
        ((5, 5), (5, 5), 0.0, 0.0),
    ],
)
def test_overlap_is_a_share_of_the_longer_or_of_the_shorter_span(
    a: tuple[int, int], b: tuple[int, int], of_longer: float, of_shorter: float
) -> None:
    assert same(span(*a), span(*b)) == of_longer
    assert touches(span(*a), span(*b)) == of_shorter


@pytest.mark.parametrize(
    ("score", "f1"),
    [(Score(2, 2, 0), 100.0), (Score(1, 2, 1), 50.0), (Score(0, 3, 0), 0.0), (Score(0, 0, 0), 100.0)],
)
def test_f1_balances_what_is_missed_with_what_is_extra(score: Score, f1: float) -> None:
    assert score.f1 == f1


def test_a_wrong_name_is_a_miss_and_not_an_extra_too() -> None:
    wanted, predicted = [span(0, 5, name="China")], [span(0, 5, name="Japan")]
    found = compare(wanted, predicted, right=lambda w, p: w["name"] == p["name"])
    assert (found.score, found.extra) == (Score(0, 1, 0), ())


def test_a_span_that_touches_nothing_is_extra() -> None:
    found = compare([span(0, 5)], [span(0, 5), span(8, 9)], right=lambda w, p: same(w, p) > 0.5)
    assert found.score == Score(1, 1, 1)


@pytest.mark.parametrize(("name", "extra"), [("Beijing", 0), ("China", 1)])
def test_a_capital_as_a_place_may_be_marked_but_not_as_its_country(name: str, extra: int) -> None:
    either_way = [{**span(0, 7), "not": "China"}]
    found = compare([], [span(0, 7, name=name)], right=lambda w, p: True, either_way=either_way)
    assert found.score.extra == extra


def test_counts_are_right_as_far_as_both_sides_go() -> None:
    score = count_overlap({"China": 5, "Japan": 2}, {"China": 3, "Japan": 4, "Peru": 1})
    assert score == Score(right=5, wanted=7, extra=3)


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Ministers met. They left.", "They left"),
        ("Ministers  met.\n\nThey left.", "They left"),
        ("Ministers met.", None),
    ],
)
def test_positions_of_a_plain_file_are_found_in_the_text_that_was_kept(stored: str, words: str | None) -> None:
    source = "ZAGREB, May 2 (Northline) - Ministers met. They left. — Northline\n"
    start = source.index("They left")
    moved = place(span(start, start + len("They left")), align(source, stored))
    assert (stored[moved["start"] : moved["end"]] if moved else None) == words
