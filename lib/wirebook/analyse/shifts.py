"""Where tone shifts: the days from which the mean of a series lies on another level, by a test and not by eye.

**The test.** Of all days at which a series could be split, the one is taken at which the means before and after differ
most for their standard error; and as the largest of many differences is large by chance too, it is compared with the
largest that the same values give in random orders: a permutation test (Good 2005) of a maximally selected statistic,
for a change at an unknown time (Pettitt 1979; Hothorn and Zeileis 2008). Each side needs LEAST articles on at least
LASTING days, and a day far off counts as no farther than Tukey's fences (1977): one day is an outlier, not a level.

**Days are permuted, not articles.** Articles of one day tell the same story and are alike, so that twenty of them are
fewer than twenty observations. How alike they are (the intraclass correlation) is estimated by analysis of variance and
drawn towards one half, as few days hardly tell it; a day of n articles weighs as much as the independent articles that
it is worth (Kish 1965, the design effect). What is permuted are the days' deviations from the mean, in units of their
standard errors; days keep their weights and places. Where days are of one size this is exact. Where they are not it is
approximate: in simulations without any shift, of days of 1 to 30 articles at random or in bursts, independent or as
different by day as within one, skewed or not, it marked 1 to 7 of 100 series, 3.9 on average, at the level of 4 in 100
that is held. To move each day's size with it marked up to 12, as news comes in bursts. Fewer than DAYS days are not
tested: they have too few orders for even the clearest shift to stand out.

**Several shifts.** Where a shift is found, both parts are searched in turn (binary segmentation, Vostrikova 1981). The
chance of any false shift in all that `find` returns is held at the level by Holm's procedure (1979), in the form that
passes levels on (Bretz et al. 2009): at first each series has an equal share of the level; where a shift is found, the
two parts share what its series had; and where a part can be split no further, its share goes to all that are still
open. With one split a series this is Holm's procedure itself. At last each shift is looked for again between its
neighbours (Bai 1997) and dropped where it no longer stands out: a split made while others were unknown may lie some
days off, and the days between would pass for a level of their own.

**What it does not see.** Days count as independent of each other. Where a story lasts for many days, chance alone makes
stretches that look like levels: where each day's mean correlates with the day before's by 0.15 about 10 of 100 series
are marked without a shift, at 0.3 about 20 to 30. The first day of its week as the `day` of each article makes weeks
the units instead. A slow drift is given as one or several steps. What is tested are means of days by their worth; what
is reported are means of articles, as everywhere, and a split at which these do not move the same way is no shift.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import permutation_test  # type: ignore[import-untyped]

from wirebook.show import dates, html

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

LEVEL = 0.04
"""Less than the 5 of 100 that may be marked by chance, as the test is approximate where days differ in size."""
LEAST = 5
"""Articles that each side of a shift needs."""
LASTING = 3
"""Days with articles that each side of a shift needs."""
ROUNDS = 20
"""How often at most the shifts of a series are put in their places."""
FENCES = 1.5
"""How many interquartile ranges beyond the quartiles a day may count as lying off."""
DAYS = 8
"""Under this many days with articles there is no test: halves of 7 days differ most by chance in 2 of 35 orders."""
RESAMPLES = 2000
FINEST = 0.01
"""Where many series share the level, as many more orders are drawn as let a corrected p be as small as this."""
MOST = 100_000
"""But no more than this."""
PROMISING = 0.01
"""And only for tests whose p in RESAMPLES orders is smaller than this."""
SEED = 20251124
AT_ONCE = 1_000_000
"""Values permuted at a time, to keep memory small."""
INDEPENDENT = "The test takes days as independent: a story that lasts for many days can look like a shift."
"""What to be careful about, for a note beside shifts."""
HALF = 0.5
"""The likeness of articles of one day before any day is seen, which weighs like DAYS days."""
WHOLE_DAY = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of the mean, between the stretches to either side of it."""

    series: str
    day: str
    """The first day of the new level (ISO)."""
    before: float
    """The mean score of the articles since the shift before, or since the series begins."""
    after: float
    """That of the articles until the next shift, or until the series ends."""
    articles_before: int
    articles_after: int
    p: float
    """The chance of such a shift anywhere without one, corrected for all series and all days."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The days of a series, or of a stretch of it: one entry a day with articles, in order."""

    series: str
    days: npt.NDArray[np.object_]
    articles: Integers
    means: Floats
    within: Floats
    """The sum of squares of the scores around their day's mean."""

    def between(self, begin: int, end: int | None) -> _Part:
        cut = slice(begin, end)
        return replace(
            self, days=self.days[cut], articles=self.articles[cut], means=self.means[cut], within=self.within[cut]
        )

    def mean(self) -> float:
        return float(np.average(self.means, weights=self.articles))


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """The best split of a part, which its share of the level is still to decide on."""

    part: _Part
    split: int
    """The place of the first day of the new level."""
    p: float
    share: float
    """Of the level; the shares of all that is open sum to 1."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A shift that was found: its day, the share of the level it had, and its corrected p, when found and now."""

    day: str
    share: float
    reached: float
    p: float


def find(frame: pd.DataFrame, *, level: float = LEVEL) -> list[Shift]:
    """Return the shifts of the mean of each series, in order of series and day.

    `frame` has one row an article and series: series (its name), day (of publication, ISO), article_id, and score (-1
    to 1). Rows without a whole day or a score are left out; their order does not matter. `level` is the chance of any
    false shift in all of the result.
    """
    parts = _parts(frame)
    marks: dict[str, list[_Mark]] = {part.series: [] for part in parts}
    waiting = _candidates(parts, 1.0)
    reached = 0.0
    while waiting:
        best = min(waiting, key=lambda c: (c.p / c.share, c.part.series, c.part.days[0]))
        reached = max(reached, best.p / best.share)
        if reached > level:
            break
        marks[best.part.series].append(_Mark(best.part.days[best.split], best.share, reached, reached))
        waiting.remove(best)
        halves = [best.part.between(0, best.split), best.part.between(best.split, None)]
        waiting = _passed_on(best.share, waiting, _candidates(halves, best.share))
    return [shift for part in parts for shift in _shifts(part, _settled(part, marks[part.series], level))]


def levels(frame: pd.DataFrame, found: Sequence[Shift]) -> pd.DataFrame:
    """Return the mean of each stretch between shifts, and of a whole series where there is none.

    Columns: series; begin and end, the first and the last day with articles (ISO); mean, of the articles' scores (-1
    to 1); articles. `found` is what `find` returned for the same frame.
    """
    stretches = [
        (part.series, part.days[0], part.days[-1], part.mean(), int(part.articles.sum()))
        for whole in _parts(frame)
        for part in _stretches(whole, [shift.day for shift in found if shift.series == whole.series])
    ]
    return pd.DataFrame(stretches, columns=["series", "begin", "end", "mean", "articles"])


def tested(frame: pd.DataFrame) -> int:
    """Return how many series have articles and days enough to be looked at for a shift."""
    return sum(len(_splits(part)) > 0 for part in _parts(frame))


def said(found: Sequence[Shift], tested: int, *, level: float = LEVEL) -> tuple[str, ...]:
    """Say which shifts were found, that none was, or that there was too little to look for any.

    `found` is what `find` returned, `tested` the number of series that it looked at.
    """
    if not tested:
        return (f"Too few articles to look for a shift: that takes at least {2 * LEAST}, on at least {DAYS} days.",)
    if not found:
        of = "" if tested == 1 else f" in any of {tested:,} series"
        return (f"No shift stands out from chance{of} (permutation test, level {100 * level:g} %).",)
    looked = "every day" if tested == 1 else f"{tested:,} series and every day"
    neighbours = zip([None, *found], found, [*found[1:], None], strict=False)
    return tuple(
        f"Shift{f' for {shift.series}' if tested > 1 else ''} on {dates.readable(shift.day)}: "
        f"{_levels_said(shift, first=not _same_series(shift, earlier), last=not _same_series(shift, later))}; "
        f"{_chance(shift.p)} by permutation, corrected for looking at {looked}."
        for earlier, shift, later in neighbours
    )


def _same_series(shift: Shift, other: Shift | None) -> bool:
    return other is not None and other.series == shift.series


def _levels_said(shift: Shift, *, first: bool, last: bool) -> str:
    before, after = html.signed(shift.before), html.signed(shift.after)
    since = f"the mean was {before} {'before' if first else 'since the shift before'}"
    until = f"is {after} from then on" if last else f"was {after} from then until the next"
    articles = html.counted(shift.articles_before, "article"), html.counted(shift.articles_after, "article")
    return f"{since} ({articles[0]}) and {until} ({articles[1]})"


def _parts(frame: pd.DataFrame) -> list[_Part]:
    """Return each series by its days, in order of name."""
    whole = frame["day"].astype("str").str.fullmatch(WHOLE_DAY).eq(True) & frame["score"].notna()
    kept = frame.loc[whole, ["series", "day", "score"]].sort_values(["series", "day", "score"], kind="stable")
    if kept.empty:
        return []
    names, days = (kept[column].astype("str").to_numpy(dtype=object) for column in ("series", "day"))
    scores = kept["score"].to_numpy(dtype=float)
    begins = np.flatnonzero(np.r_[True, (names[1:] != names[:-1]) | (days[1:] != days[:-1])])
    articles = np.diff(np.r_[begins, len(scores)])
    means = np.add.reduceat(scores, begins) / articles
    within = np.add.reduceat((scores - np.repeat(means, articles)) ** 2, begins)
    series, days = names[begins], days[begins]
    edges = [*np.flatnonzero(np.r_[True, series[1:] != series[:-1]]).tolist(), len(series)]
    return [
        _Part(str(series[begin]), days[begin:end], articles[begin:end], means[begin:end], within[begin:end])
        for begin, end in pairwise(edges)
    ]


def _stretches(part: _Part, shifts: Sequence[str]) -> list[_Part]:
    places = [0, *sorted(int(np.searchsorted(part.days, day)) for day in shifts), len(part.days)]
    return [part.between(begin, end) for begin, end in pairwise(places) if begin < end]


def _shifts(part: _Part, marks: Sequence[_Mark]) -> list[Shift]:
    stretches = _stretches(part, [mark.day for mark in marks])
    return [
        Shift(
            series=part.series,
            day=mark.day,
            before=before.mean(),
            after=after.mean(),
            articles_before=int(before.articles.sum()),
            articles_after=int(after.articles.sum()),
            p=mark.p,
        )
        for mark, (before, after) in zip(marks, pairwise(stretches), strict=True)
    ]


def _settled(part: _Part, found: list[_Mark], level: float) -> list[_Mark]:
    """Return the shifts of a series, each where it fits best between its neighbours, if it stands out there."""
    marks = sorted(found, key=lambda mark: mark.day)
    if len(marks) < 2:
        return marks
    for _ in range(ROUNDS + len(marks)):
        if not marks:
            break
        before = [mark.day for mark in marks]
        for place in range(len(marks)):
            marks[place] = _again(part, marks, place)
        worst = max(marks, key=lambda mark: mark.p)
        if worst.p > level:
            marks.remove(worst)
        elif before == [mark.day for mark in marks]:
            break
    return marks


def _again(part: _Part, marks: Sequence[_Mark], place: int) -> _Mark:
    """Return a shift looked for again between its neighbours."""
    mark = marks[place]
    begin = int(np.searchsorted(part.days, marks[place - 1].day)) if place else 0
    end = int(np.searchsorted(part.days, marks[place + 1].day)) if place + 1 < len(marks) else None
    between = part.between(begin, end)
    if not len(places := _splits(between)):
        return replace(mark, p=1.0)
    split, p = _best(between, places, mark.share)
    return replace(mark, day=str(between.days[split]), p=max(mark.reached, p / mark.share))


def _candidates(parts: Sequence[_Part], share: float) -> list[_Candidate]:
    """Return the best split of each part that can be split, between which the share is shared."""
    splits = [(part, places) for part in parts if len(places := _splits(part))]
    return [_Candidate(part, *_best(part, places, share / len(splits)), share / len(splits)) for part, places in splits]


def _passed_on(share: float, waiting: list[_Candidate], parts: list[_Candidate]) -> list[_Candidate]:
    """Return all that is open once a shift is found: its share is its parts', or where they are too short, all's."""
    if parts or not waiting:
        return waiting + parts
    return [replace(one, share=one.share / (1 - share)) for one in waiting]


def _splits(part: _Part) -> Integers:
    """Return the places of the days at which a new level could begin, one after the other."""
    count = len(part.days)
    if count < DAYS:
        return np.empty(0, dtype=np.int64)
    places = np.arange(LASTING, count - LASTING + 1)
    before = np.cumsum(part.articles)[places - 1]
    possible: Integers = places[(before >= LEAST) & (part.articles.sum() - before >= LEAST)]
    return possible


def _best(part: _Part, places: Integers, share: float) -> tuple[int, float]:
    """Return the place where a new level most likely begins, and the chance of one as likely where there is none."""
    weights = _weights(part)
    deviations = _fenced(np.sqrt(weights) * (part.means - np.average(part.means, weights=weights)))
    differences = _differences(weights, places)
    moved = differences(deviations)
    largest = int(np.argmax(np.abs(moved)))
    split = int(places[largest])
    if moved[largest] * (part.between(split, None).mean() - part.between(0, split).mean()) <= 0:
        return split, 1.0  # the mean of the articles, which readers see, does not move as that of the days does
    p = _chance_of(deviations, differences, RESAMPLES)
    needed = min(round(1 / (FINEST * share)), MOST)
    if p < PROMISING and needed > RESAMPLES:
        p = _chance_of(deviations, differences, needed)
    return split, p


def _fenced(deviations: Floats) -> Floats:
    """Return the deviations, those far out drawn in to Tukey's fences."""
    low, high = np.quantile(deviations, [0.25, 0.75])
    reach = FENCES * (high - low)
    return np.clip(deviations, low - reach, high + reach) if reach > 0 else deviations


def _weights(part: _Part) -> Floats:
    """Return how many independent articles each day is worth."""
    return part.articles / (1 + (part.articles - 1) * _likeness(part))


def _likeness(part: _Part) -> float:
    return likeness(part.articles, part.means, part.within)


def likeness(articles: Integers | Floats, means: Floats, within: Floats) -> float:
    """Return the intraclass correlation of articles of one day, from 0 to 1 (Searle, Casella and McCulloch 1992).

    One entry a day: its articles, their mean score, and the sum of squares of the scores around it.
    """
    days, total = len(articles), float(articles.sum())
    if total == days:
        return HALF
    mean = float(np.average(means, weights=articles))
    between = float(articles @ (means - mean) ** 2) / (days - 1)
    inside = float(within.sum()) / (total - days)
    size = (total - float((articles**2).sum()) / total) / (days - 1)
    spread = between + (size - 1) * inside
    seen = min(max((between - inside) / spread, 0.0), 1.0) if spread > 0 else HALF
    return (days * seen + DAYS * HALF) / (days + DAYS)


def _differences(weights: Floats, places: Integers) -> Callable[[Floats], Floats]:
    """Return what takes deviations (..., days) to the differences of means at each place, over their errors."""
    roots = np.sqrt(weights)
    before = np.cumsum(weights)[places - 1]
    after = weights.sum() - before
    errors = np.sqrt(1 / before + 1 / after)

    def differences(deviations: Floats) -> Floats:
        sums = np.cumsum(deviations * roots, axis=-1)
        left = sums[..., places[0] - 1 : places[-1]]
        moved: Floats = ((sums[..., -1:] - left) / after - left / before) / errors
        return moved

    return differences


def _chance_of(deviations: Floats, differences: Callable[[Floats], Floats], resamples: int) -> float:
    """Return the share of random orders whose largest difference is at least as large."""

    def largest(values: Floats, axis: int = -1) -> Floats:
        most: Floats = np.abs(differences(values)).max(axis=-1)
        return most.round(9)  # orders that differ by rounding alone are equal

    result = permutation_test(
        (deviations,),
        largest,
        permutation_type="pairings",
        vectorized=True,
        n_resamples=resamples,
        batch=max(1, AT_ONCE // len(deviations)),
        alternative="greater",
        rng=np.random.default_rng(SEED),
    )
    return float(result.pvalue)


def _chance(p: float) -> str:
    return f"p = {p:.2g}" if p >= 0.001 else "p < 0.001"
