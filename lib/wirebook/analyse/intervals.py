"""How sure a mean is: bootstrap intervals over articles, as sentences of one article are alike.

Means have bootstrap-t intervals (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 12). Those by
percentiles (chapter 13), which rates have, are too narrow for few articles: of means of five they hold the truth in 83
of 100 corpora, these in 94 to 95, and no fewer where articles are skewed to one side.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

RESAMPLES = 1000
SEED = 20251124
LEVEL = 0.95
FEW = 5
"""Under this many articles no interval is given: resampling so few says next to nothing."""
LARGE = 1000
"""Above this many articles the normal approximation is used: both agree to two decimals there, and it is quick."""
LEAST_SPREAD = 0.1
"""A resample's standard error counts as at least this share of the sample's: one article drawn over and over has none,
and would put the ends of the interval anywhere."""


def bootstrap(values: np.ndarray) -> tuple[float, float]:
    """Return the interval of the mean of `values` (one an article), not a number where there are fewer than FEW."""
    n = len(values)
    if n < FEW:
        return float("nan"), float("nan")
    mean, error = float(values.mean()), float(values.std(ddof=1)) / n**0.5
    if n > LARGE:
        return mean - 1.959964 * error, mean + 1.959964 * error
    if error < 1e-12:  # all alike
        return mean, mean
    drawn = resamples(n)
    off = drawn @ (values - mean) / n
    spread = np.sqrt(np.maximum(drawn @ (values - mean) ** 2 / n - off**2, 0.0) / (n - 1))
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(off / np.maximum(spread, LEAST_SPREAD * error), [tail, 100 - tail])
    return mean - float(high) * error, mean - float(low) * error


@lru_cache(maxsize=16)
def resamples(n: int) -> npt.NDArray[np.float64]:
    """Return how often each of n items is drawn in each resample (RESAMPLES, n)."""
    return np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(float)


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
    times = resamples(n)
    drawn = (times @ counts) / np.maximum(times @ sizes, 1e-12)[:, None]
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(drawn, [tail, 100 - tail], axis=0)
    return low, high


def of_share(part: int, whole: int) -> tuple[float, float]:
    """Return the interval of a share by Wilson's score method (1927, "Probable inference, the law of succession, and
    statistical inference"). `whole` is above 0."""
    from scipy.stats import binomtest  # type: ignore[import-untyped]

    found = binomtest(part, whole).proportion_ci(LEVEL, method="wilson")
    return float(found.low), float(found.high)


def of_means(
    frame: pd.DataFrame, *, by: list[str], value: str, within: tuple[float, float] = (-1.0, 1.0)
) -> pd.DataFrame:
    """Return each group's mean, its interval and its number of rows: columns `by`, mean, low, high, articles.

    `frame` has one row an article and group; `within` are the least and the largest value that there can be.
    """
    rows = []
    for key, group in frame.groupby(by, sort=True):
        values = group[value].to_numpy(dtype=float)
        low, high = np.clip(bootstrap(values), *within)
        rows.append([*key, float(values.mean()), float(low), float(high), len(values)])
    return pd.DataFrame(rows, columns=[*by, "mean", "low", "high", "articles"])
