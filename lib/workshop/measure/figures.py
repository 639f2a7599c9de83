"""Figures and how far they may be trusted: F1, accuracy, correlation, and their bootstrap intervals.

Each measure takes `weights`, how often each row counts, so that the same function gives the figure (once each) and its
interval (each as often as it was drawn).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 1000
SEED = 20251
INSIDE = 95.0
"""Percent of the draws that an interval holds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval, in the measure's own unit."""

    value: float
    low: float
    high: float


def figure(measure: Callable[[Floats], float], units: Sequence[Hashable]) -> Figure:
    """Return a measure's value and its 95 % interval: percentiles of 1,000 bootstrap draws with a fixed seed.

    Efron, B. (1979), "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7(1). What is drawn is
    `units`, the sentence or document of each row: rows of one unit are not independent, and come or stay away together.
    """
    numbers: dict[Hashable, int] = {}
    unit_of = np.array([numbers.setdefault(unit, len(numbers)) for unit in units], dtype=np.int64)
    chance = np.random.default_rng(SEED)
    drawn = []
    for _ in range(DRAWS):
        times = np.bincount(chance.integers(0, len(numbers), len(numbers)), minlength=len(numbers))
        drawn.append(measure(times[unit_of].astype(np.float64)))
    low, high = np.percentile(drawn, [(100 - INSIDE) / 2, (100 + INSIDE) / 2])
    return Figure(measure(np.ones(len(unit_of))), float(low), float(high))


def f1(right: Floats, found: Floats, wanted: Floats, weights: Floats) -> float:
    """Return the F1 in percent of counts a row: right ones, found ones, wanted ones; 0 where nothing is right."""
    total = float(weights @ found + weights @ wanted)
    return 200 * float(weights @ right) / total if total else 0.0


def confusion(gold: Ints, predicted: Ints, weights: Floats, *, classes: int = 3) -> Floats:
    """Return how often each class was wanted (rows) and predicted (columns)."""
    counts = np.bincount(gold * classes + predicted, weights=weights, minlength=classes**2)
    return counts.astype(np.float64).reshape(classes, classes)


def f1_by_class(gold: Ints, predicted: Ints, weights: Floats, *, classes: int = 3) -> list[float]:
    """Return the F1 of each class in percent."""
    table = confusion(gold, predicted, weights, classes=classes)
    total = table.sum(axis=0) + table.sum(axis=1)
    return [200 * float(table[c, c]) / float(total[c]) if total[c] else 0.0 for c in range(classes)]


def macro_f1(gold: Ints, predicted: Ints, weights: Floats, *, classes: int = 3) -> float:
    """Return the mean of the classes' F1, in percent."""
    return sum(f1_by_class(gold, predicted, weights, classes=classes)) / classes


def accuracy(gold: Ints, predicted: Ints, weights: Floats) -> float:
    """Return the percentage of rows whose class is right; 0 where there are no rows."""
    total = float(weights.sum())
    return 100 * float(weights @ (gold == predicted)) / total if total else 0.0


def pearson(x: Floats, y: Floats, weights: Floats) -> float:
    """Return Pearson's correlation, -1 to 1; 0 where one side does not vary."""
    a = x - np.average(x, weights=weights)
    b = y - np.average(y, weights=weights)
    spread = float(np.sqrt((weights @ a**2) * (weights @ b**2)))
    return float(weights @ (a * b)) / spread if spread else 0.0


def labels_right(gold: Ints, predicted: Ints, units: Sequence[Hashable]) -> list[Figure | float]:
    """Return how right labels are: macro-F1 and accuracy with their intervals over `units`, and each class's F1."""
    return [
        figure(lambda weights: macro_f1(gold, predicted, weights), units),
        figure(lambda weights: accuracy(gold, predicted, weights), units),
        *f1_by_class(gold, predicted, np.ones(len(gold))),
    ]
