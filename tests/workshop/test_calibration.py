"""Calibration: the error in bins, and the temperature that makes probabilities mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from workshop import calibration


def drawn(temperature: float, *, items: int = 20_000) -> tuple[calibration.Floats, calibration.Ints]:
    """Logits, and labels drawn by what they say once divided by a temperature."""
    chance = np.random.default_rng(7)
    logits = chance.normal(scale=2, size=(items, 3)) * temperature
    shares = calibration.softmax(logits, temperature=temperature)
    labels = (shares.cumsum(axis=1) < chance.random((items, 1))).sum(axis=1)
    return logits, np.minimum(labels, 2)


def test_probabilities_add_to_one_and_a_higher_temperature_levels_them() -> None:
    logits = np.array([[2.0, 0.0, -1.0], [900.0, 0.0, -900.0]])
    cold, hot = calibration.softmax(logits), calibration.softmax(logits, temperature=3)
    assert cold.sum(axis=1) == pytest.approx([1, 1])
    assert cold[0, 0] == pytest.approx(np.exp(2) / (np.exp(2) + 1 + np.exp(-1)))
    assert hot[0, 0] < cold[0, 0]


def test_surprise_is_the_logarithm_of_what_the_right_label_got() -> None:
    logits = np.log(np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]))
    wanted = -(np.log(0.25) + np.log(0.8)) / 2
    assert calibration.surprise(logits, np.array([1, 2])) == pytest.approx(wanted)


@pytest.mark.parametrize("temperature", [0.4, 1.0, 1.7, 5.0])
def test_the_temperature_that_the_labels_were_drawn_by_is_found(temperature: float) -> None:
    logits, labels = drawn(temperature)
    assert calibration.best_temperature(logits, labels) == pytest.approx(temperature, rel=0.05)


def test_no_other_temperature_makes_the_labels_likelier() -> None:
    logits, labels = drawn(2.0, items=500)
    best = calibration.best_temperature(logits, labels)
    least = calibration.surprise(logits, labels, temperature=best)
    tried = np.exp(np.linspace(np.log(calibration.COLDEST), np.log(calibration.HOTTEST), 2_000))
    assert least <= min(calibration.surprise(logits, labels, temperature=t) for t in tried) + 1e-9


def test_labels_that_are_all_right_ask_for_the_coldest_and_all_wrong_for_the_hottest() -> None:
    logits = np.array([[3.0, 0.0, 0.0], [0.0, 3.0, 0.0]])
    assert calibration.best_temperature(logits, np.array([0, 1])) == pytest.approx(calibration.COLDEST, rel=1e-3)
    assert calibration.best_temperature(logits, np.array([1, 0])) == pytest.approx(calibration.HOTTEST, rel=1e-3)


@pytest.mark.parametrize(("items", "labels"), [(0, 0), (3, 2)])
def test_logits_without_a_label_each_have_no_temperature(items: int, labels: int) -> None:
    with pytest.raises(ValueError, match="one label an item"):
        calibration.best_temperature(np.zeros((items, 3)), np.zeros(labels, dtype=int))


SHARES = np.array([[0.9, 0.1], [0.9, 0.1], [0.2, 0.8], [0.45, 0.55]])
LABELS = np.array([0, 1, 1, 1])
"""Of the two that are 0.9 sure one is right; the one at 0.8 and the one at 0.55 are right."""


def test_a_bin_holds_probabilities_up_to_its_upper_end() -> None:
    found = calibration.bins(SHARES, LABELS)
    assert [b.items for b in found] == [0, 0, 0, 0, 0, 1, 0, 1, 2, 0]
    assert (found[8].low, found[8].high) == (0.8, 0.9)
    assert (found[8].sure, found[8].right) == (pytest.approx(0.9), 0.5)
    assert (found[0].sure, found[0].right) == (0, 0)


def test_the_calibration_error_is_the_mean_distance_of_sure_from_right() -> None:
    assert calibration.expected_error(SHARES, LABELS) == pytest.approx((2 * 0.4 + 0.2 + 0.45) / 4)


def test_an_item_may_count_more_than_once() -> None:
    weights = np.array([1.0, 0, 3, 0])
    repeated = [0, 2, 2, 2]
    assert calibration.expected_error(SHARES, LABELS, weights=weights) == pytest.approx(
        calibration.expected_error(SHARES[repeated], LABELS[repeated])
    )


def test_no_items_have_no_calibration_error() -> None:
    with pytest.raises(ValueError, match="no items"):
        calibration.expected_error(np.zeros((0, 3)), np.zeros(0, dtype=int))


def test_the_right_temperature_takes_the_error_away() -> None:
    logits, labels = drawn(2.5)
    best = calibration.best_temperature(logits, labels)
    before = calibration.expected_error(calibration.softmax(logits), labels)
    after = calibration.expected_error(calibration.softmax(logits, temperature=best), labels)
    assert before > 0.1
    assert after < 0.01
