"""Whether probabilities mean what they say: the calibration error, and the temperature that mends it.

Guo, C. and others (2017), "On Calibration of Modern Neural Networks", ICML.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.integer]

BINS = 10

COLDEST, HOTTEST = 0.05, 20.0
"""The temperatures between which the best one is looked for. Where every label is right, colder is always better."""

CLOSE = 1e-5
"""The search ends when the logarithm of the temperature is known this closely."""

GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Bin:
    """The items whose likeliest label has a probability over `low` and up to `high`."""

    low: float
    high: float
    items: int
    sure: float
    """The mean probability of the likeliest label; 0 where there are no items."""
    right: float
    """The share of the items whose likeliest label is right; 0 where there are none."""


def softmax(logits: Floats, *, temperature: float = 1.0) -> npt.NDArray[np.float64]:
    """Return probabilities (items, labels) for logits (items, labels), divided by the temperature first."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    shares: npt.NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def surprise(logits: Floats, labels: Ints, *, temperature: float = 1.0) -> float:
    """Return the mean negative log-likelihood, in nats, of the right labels (items,) under logits (items, labels)."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    top = scaled.max(axis=1)
    total = top + np.log(np.exp(scaled - top[:, None]).sum(axis=1))
    return float((total - scaled[np.arange(len(labels)), labels]).mean())


def best_temperature(logits: Floats, labels: Ints) -> float:
    """Return the temperature that makes the right labels the most likely, from 0.05 to 20.

    The negative log-likelihood is convex in the inverse of the temperature, so that it falls to one lowest place and
    rises after it; golden-section search (Kiefer 1953, "Sequential minimax search for a maximum") closes in on it.

    Args:
        logits: (items, labels), before any temperature.
        labels: (items,), the number of each item's right label.

    Raises ValueError where there are no items, or not one label an item.
    """
    if logits.ndim != 2 or not len(logits) or labels.shape != logits.shape[:1]:
        raise ValueError(f"logits (items, labels) and one label an item are needed, not {logits.shape}, {labels.shape}")

    def height(place: float) -> float:
        return surprise(logits, labels, temperature=math.exp(place))

    low, high = math.log(COLDEST), math.log(HOTTEST)
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = height(left), height(right)
    while high - low > CLOSE:
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = height(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = height(right)
    return math.exp((low + high) / 2)


def bins(shares: Floats, labels: Ints, *, count: int = BINS, weights: Floats | None = None) -> list[Bin]:
    """Sort items by the probability of their likeliest label into bins of equal width.

    Args:
        shares: probabilities (items, labels).
        labels: (items,), the number of each item's right label.
        count: how many bins.
        weights: (items,), how often each item counts; once where None.
    """
    counted = np.ones(len(labels)) if weights is None else weights
    sure = shares.max(axis=1)
    right = shares.argmax(axis=1) == labels
    number = np.clip(np.ceil(sure * count).astype(int) - 1, 0, count - 1)
    items, sures, rights = (
        np.bincount(number, weights=counted * value, minlength=count) for value in (np.ones(len(sure)), sure, right)
    )
    return [
        Bin(n / count, (n + 1) / count, round(items[n]), sures[n] / (items[n] or 1), rights[n] / (items[n] or 1))
        for n in range(count)
    ]


def expected_error(shares: Floats, labels: Ints, *, count: int = BINS, weights: Floats | None = None) -> float:
    """Return the expected calibration error, 0 to 1: how far, on the mean item, its bin's probability is off.

    Arguments as for `bins`. Raises ValueError where there are no items.
    """
    if not len(labels):
        raise ValueError("the calibration error of no items is not defined")
    found = bins(shares, labels, count=count, weights=weights)
    return sum(b.items * abs(b.right - b.sure) for b in found) / sum(b.items for b in found)
