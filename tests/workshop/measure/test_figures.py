"""Figures: F1, accuracy and correlation by hand, and intervals that hold the figure."""

from __future__ import annotations

import numpy as np
import pytest

from workshop.measure import figures

GOLD = np.array([0, 0, 1, 2, 2, 2])
FOUND = np.array([0, 1, 1, 2, 2, 0])
ONCE = np.ones(6)


def test_f1_of_counts_is_micro_averaged() -> None:
    right, found, wanted = np.array([1.0, 0, 2]), np.array([1.0, 1, 2]), np.array([2.0, 0, 3])
    assert figures.f1(right, found, wanted, np.ones(3)) == pytest.approx(200 * 3 / 9)
    assert figures.f1(right, found, wanted, np.array([0.0, 1, 0])) == 0
    assert figures.f1(right, found, wanted, np.zeros(3)) == 0


def test_macro_f1_is_the_mean_of_the_classes() -> None:
    each = [100 * 2 * 1 / (2 + 2), 100 * 2 * 1 / (1 + 2), 100 * 2 * 2 / (3 + 2)]
    assert figures.f1_by_class(GOLD, FOUND, ONCE) == pytest.approx(each)
    assert figures.macro_f1(GOLD, FOUND, ONCE) == pytest.approx(sum(each) / 3)


def test_a_class_that_is_neither_wanted_nor_found_counts_as_none_right() -> None:
    assert figures.macro_f1(np.array([1, 1]), np.array([1, 1]), np.ones(2)) == pytest.approx(100 / 3)


def test_the_confusion_has_the_wanted_in_rows() -> None:
    assert figures.confusion(GOLD, FOUND, ONCE).tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 2]]


def test_accuracy_counts_rows_by_their_weight() -> None:
    assert figures.accuracy(GOLD, FOUND, ONCE) == pytest.approx(400 / 6)
    assert figures.accuracy(GOLD, FOUND, np.array([0.0, 1, 0, 0, 0, 1])) == 0
    assert figures.accuracy(GOLD, FOUND, np.zeros(6)) == 0


def test_pearson_is_that_of_numpy_and_none_where_nothing_varies() -> None:
    chance = np.random.default_rng(3)
    x, y = chance.normal(size=50), chance.normal(size=50)
    assert figures.pearson(x, y, np.ones(50)) == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert figures.pearson(x, np.zeros(50), np.ones(50)) == 0


def test_an_interval_is_the_same_each_time_and_holds_the_figure() -> None:
    hits = np.array([1.0] * 60 + [0.0] * 40)

    def share(weights: figures.Floats) -> float:
        return float(np.average(hits, weights=weights))

    found = figures.figure(share, range(100))
    assert found == figures.figure(share, range(100))
    assert found.value == 0.6
    spread = 1.96 * (0.6 * 0.4 / 100) ** 0.5
    assert (found.low, found.high) == (pytest.approx(0.6 - spread, abs=0.02), pytest.approx(0.6 + spread, abs=0.02))


def test_rows_of_one_sentence_are_drawn_together() -> None:
    hits = np.array([1.0, 0.0] * 50)

    def share(weights: figures.Floats) -> float:
        return float(np.average(hits, weights=weights))

    pairs = figures.figure(share, [n // 2 for n in range(100)])
    assert (pairs.low, pairs.value, pairs.high) == (0.5, 0.5, 0.5)
