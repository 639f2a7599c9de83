"""How sure a mean is: percentile bootstrap intervals (Efron and Tibshirani 1993, chapter 13) over articles."""

from __future__ import annotations

import numpy as np
import pandas as pd

RESAMPLES = 1000
SEED = 20251124
LEVEL = 0.95
FEW = 5
"""Under this many articles no interval is given: resampling so few gives one that is much too narrow."""
LARGE = 2000
"""Above this many articles the normal approximation is used: both agree to two decimals there, and it is quick."""


def bootstrap(values: np.ndarray) -> tuple[float, float]:
    """Return the interval of the mean of `values` (one an article), not a number where there are fewer than FEW."""
    n = len(values)
    if n < FEW:
        return float("nan"), float("nan")
    mean = float(values.mean())
    if n > LARGE:
        reach = 1.959964 * float(values.std(ddof=1)) / n**0.5
        return mean - reach, mean + reach
    drawn = np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(values[drawn].mean(axis=1), [tail, 100 - tail])
    return float(low), float(high)


def of_rates(counts: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the intervals of rates, one a column: the column's sum over that of `sizes`.

    `counts` (articles, columns) holds how often each thing is counted in each article, `sizes` (articles,) how large
    the article is. Not a number where there are fewer than FEW articles, or none has a size.
    """
    n, columns = counts.shape
    total = float(sizes.sum())
    if n < FEW or total <= 0:
        return np.full(columns, np.nan), np.full(columns, np.nan)
    rates = counts.sum(axis=0) / total
    if n > LARGE:  # the delta method for a ratio (Cochran 1977, chapter 6)
        spread = (counts - np.outer(sizes, rates)).std(axis=0, ddof=1) / sizes.mean()
        reach = 1.959964 * spread / n**0.5
        return np.maximum(rates - reach, 0.0), rates + reach
    times = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(float)
    drawn = (times @ counts) / np.maximum(times @ sizes, 1e-12)[:, None]
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(drawn, [tail, 100 - tail], axis=0)
    return low, high


def of_means(frame: pd.DataFrame, *, by: list[str], value: str) -> pd.DataFrame:
    """Return each group's mean, its interval and its number of rows: columns `by`, mean, low, high, articles.

    `frame` has one row an article and group.
    """
    rows = []
    for key, group in frame.groupby(by, sort=True):
        values = group[value].to_numpy(dtype=float)
        low, high = bootstrap(values)
        rows.append([*key, float(values.mean()), low, high, len(values)])
    return pd.DataFrame(rows, columns=[*by, "mean", "low", "high", "articles"])
