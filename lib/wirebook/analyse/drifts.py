"""Whether tone moved between two states of a corpus, by more than resampling gives, and how much each cause moved it.

**The test** is a permutation test (Good 2005). Without a change, the articles that are new are drawn from the same as
those that were there, and an article that was read or written otherwise is as likely to have its two scores the other
way round. So the scores are moved between articles, each with its counterpart, and the two of an article are exchanged
at random; the difference of the means of the two states is compared with those that this gives. Articles of one day
tell the same story, so what is moved are days, in units of their standard errors (`shifts`).

**Looking often.** The chance of any false shift in one comparison is held at the level by Holm's procedure (1979) in
its weighted form (Benjamini and Hochberg 1997): the tone of all articles has half of the level, the sources and actors
share the rest.

**Shares.** Where several causes are at work, the difference is divided among them by their Shapley values (Shapley
1953; Shorrocks 2013): what each adds, averaged over all orders in which they might have come. They add up to the whole.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wirebook.analyse import shifts

Floats = npt.NDArray[np.float64]

LEVEL = shifts.LEVEL
LEAST = shifts.LEAST
"""Articles that each state needs."""
DAYS = shifts.DAYS
"""Days, those of either state apart, that a test needs."""
RESAMPLES = 4000
SEED = 20251124
AT_ONCE = 1_000_000
WHOLE = ""
"""The name of the series of all articles."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One series whose mean is another in the later state."""

    series: str
    before: float
    now: float
    articles_before: int
    articles_now: int
    p: float
    """The chance of so large a difference without a change, corrected for all series."""
    shares: Mapping[str, float]
    """What each cause moved the mean by; they add up to the difference."""


def find(frame: pd.DataFrame, *, level: float = LEVEL) -> list[Drift]:
    """Return the series whose means differ between two states by more than chance gives.

    `frame` has one row an article and series: series (WHOLE for all articles together), day (of publication, ISO, or
    null), before and now (the article's scores, -1 to 1; null where it was, or is, not there) and cause (of what
    differs in the article). `level` is the chance of any false one in all of the result.
    """
    tested = {str(name): p for name, rows in frame.groupby("series") if (p := _chance(rows)) is not None}
    return [_drift(name, frame[frame["series"] == name], p) for name, p in _corrected(tested).items() if p <= level]


def tested(frame: pd.DataFrame) -> int:
    """Return how many series differ at all, and have articles and days enough to be tested."""
    return sum(_testable(rows) for _, rows in frame.groupby("series"))


def shares(rows: pd.DataFrame) -> dict[str, float]:
    """Return what each cause moved the mean of one series by; nothing where that cannot be divided.

    `rows` is as for `find`, of one series.
    """
    differs = rows["before"].isna() | rows["now"].isna() | (rows["before"] != rows["now"])
    causes = sorted(rows.loc[differs, "cause"].unique())
    value = {c: _mean_with(rows, c) for size in range(len(causes) + 1) for c in itertools.combinations(causes, size)}
    if any(math.isnan(mean) for mean in value.values()):
        return {}
    count = len(causes)
    found = {}
    for cause in causes:
        gain = 0.0
        for others in (c for c in value if cause not in c):
            weight = math.factorial(len(others)) * math.factorial(count - len(others) - 1) / math.factorial(count)
            gain += weight * (value[tuple(sorted((*others, cause)))] - value[others])
        found[cause] = gain
    return found


def _mean_with(rows: pd.DataFrame, causes: Sequence[str]) -> float:
    """Return the mean where only some of the causes had been at work."""
    return float(rows["now"].where(rows["cause"].isin(causes), rows["before"]).mean())


def _drift(name: str, rows: pd.DataFrame, p: float) -> Drift:
    return Drift(
        series=name,
        before=float(rows["before"].mean()),
        now=float(rows["now"].mean()),
        articles_before=int(rows["before"].notna().sum()),
        articles_now=int(rows["now"].notna().sum()),
        p=p,
        shares=shares(rows),
    )


def _corrected(chances: Mapping[str, float]) -> dict[str, float]:
    """Return the corrected chances by Holm's procedure with weights, in order of series."""
    others = max(1, sum(name != WHOLE for name in chances))
    weights = {name: 0.5 if name == WHOLE else 0.5 / others for name in chances}
    if WHOLE not in chances or len(chances) == 1:
        weights = dict.fromkeys(chances, 1 / max(1, len(chances)))
    left, reached, corrected = 1.0, 0.0, {}
    for name in sorted(chances, key=lambda n: (chances[n] / weights[n], n)):
        reached = max(reached, min(1.0, chances[name] * left / weights[name]))
        corrected[name] = reached
        left -= weights[name]
    return {name: corrected[name] for name in sorted(corrected)}


def _testable(rows: pd.DataFrame) -> bool:
    there = rows["before"].notna(), rows["now"].notna()
    if min(int(side.sum()) for side in there) < LEAST:
        return False
    if (there[0] & there[1]).all() and np.allclose(rows["before"], rows["now"], rtol=0, atol=1e-9):
        return False
    return len(_days(rows)) >= DAYS


def _chance(rows: pd.DataFrame) -> float | None:
    """Return the chance of so large a difference without a change; None where it is not tested."""
    if not _testable(rows):
        return None
    days = _days(rows)
    articles = days["articles"].to_numpy(dtype=float)
    means = days[["before", "now"]].to_numpy(dtype=float)
    likeness = shifts.likeness(articles, means.mean(axis=1), days["within"].to_numpy(dtype=float))
    roots = np.sqrt(articles / (1 + (articles - 1) * likeness))
    middle = float(np.average(means.mean(axis=1), weights=roots**2))
    loads = np.stack([-roots * days["was"].to_numpy(), roots * days["is"].to_numpy()], axis=1)
    sums = np.abs(loads * roots[:, None]).sum(axis=0)
    deviations = (means - middle) * roots[:, None]
    return _share_as_large(deviations, loads / sums)


def _share_as_large(deviations: Floats, loads: Floats) -> float:
    """Return the share of random orders and exchanges that give a difference at least as large."""
    seen = abs(float((deviations * loads).sum())) - 1e-9
    chance = np.random.default_rng(SEED)
    count, reached, left = len(deviations), 1, RESAMPLES
    while left > 0:
        size = min(left, max(1, AT_ONCE // count))
        order = chance.permuted(np.tile(np.arange(count), (size, 1)), axis=1)
        turned = chance.integers(0, 2, (size, count))
        first = deviations[order, turned]
        second = deviations[order, 1 - turned]
        reached += int((np.abs(first @ loads[:, 0] + second @ loads[:, 1]) >= seen).sum())
        left -= size
    return reached / (RESAMPLES + 1)


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the days of a series, those of articles that are in one state alone apart from the others.

    Columns: was, is (whether its articles are in the earlier, the later state), articles, before, now (means; where it
    is in one state alone, that one's) and within (sum of squares of the scores around their day's mean). An article
    without a day is one of its own.
    """
    was, is_ = rows["before"].notna(), rows["now"].notna()
    filled = rows.assign(was=was, now=rows["now"].fillna(rows["before"]), before=rows["before"].fillna(rows["now"]))
    filled = filled.assign(**{"is": is_}, score=(filled["before"] + filled["now"]) / 2)
    own = pd.Series([f"no. {place}" for place in range(len(rows))], index=rows.index)
    filled["day"] = filled["day"].astype("object").where(filled["day"].notna(), own)
    grouped = filled.groupby(["was", "is", "day"], as_index=False)
    days = grouped.agg(
        articles=("score", "size"), before=("before", "mean"), now=("now", "mean"), within=("score", "var")
    )
    return days.assign(within=days["within"].fillna(0.0) * (days["articles"] - 1))
