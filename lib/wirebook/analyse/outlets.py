"""How outlets differ in tone: each pair of sources, compared within the same days, weeks or months.

**Like with like.** Sources write at different times, and a week of war is told more darkly by all. So the means of two
sources are compared within each period in which both have articles, and these differences are averaged. A period with a
and b articles weighs a·b / (a + b), the usual weight of a stratified difference (Cochran 1954, "Some methods for
strengthening the common χ² tests"; Cochran 1977, "Sampling Techniques", chapter 5): the more, the more articles there
are of both. An article's score is the mean of its sentences, and a copy is no article of its own.

**How sure.** Articles of one period tell the same stories, so periods are drawn and not articles (a cluster
bootstrap: Davison and Hinkley 1997, "Bootstrap Methods and Their Application", chapter 3), and the interval is a
bootstrap-t, as in `intervals`, which it equals where all periods weigh the same. Its standard errors are those of the
jackknife over periods (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 11): where one period
holds nearly all articles, it is the others that tell how far periods differ, and the formula for a ratio would see next
to nothing of that. Under FEW common periods there is no interval, and the pair is not compared.

**Many pairs.** Of many pairs some differ by chance. Two sources are apart where zero lies outside of the interval at a
level corrected for all pairs compared (Bonferroni; Dunn 1961, "Multiple comparisons among means"): of 10 pairs one of
99.5 %. That interval is no narrower than Student's t has it, for as many periods as their weights are worth, since of
few periods a bootstrap does not know the far tails. Simulated without any difference, 3 to 6 of 100 corpora of two
sources have a pair called apart, and 3 of 100 of five sources.

**What it does not see.** Periods count as independent of each other; where a story lasts for many of them, intervals
are too narrow. And within a period two sources may have chosen to write about different events.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from statistics import NormalDist
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats  # type: ignore[import-untyped]

from wirebook.analyse import about, intervals, judged, labelled, naming, passages, periods, voiced
from wirebook.analyse.answer import Answer
from wirebook.errors import UnknownNameError
from wirebook.show import figures, html
from wirebook.show.style import Picture
from wirebook.tables import select

Every = Literal["day", "week", "month"]
Floats = npt.NDArray[np.float64]

FEW = intervals.FEW
"""Under this many common periods two sources are not compared."""
MOST = 100_000
"""Most resamples. For several pairs as many times more are drawn as there are pairs, so that as many as for a single
one lie beyond the ends of the corrected interval; for more than 100 pairs it is fewer."""
AT_ONCE = 1_000_000
"""Values resampled at a time, to keep memory small."""
DIGITS = 12
"""Decimals of a difference of means: what is smaller comes of rounding."""
NAMED = 8
"""Pairs or sources that a sentence names; the others are counted."""
ENDS = ("first more negative", "first more positive")
COLUMNS = {
    "key": "name of the row: both sources",
    "source": "the one source, the first by the alphabet",
    "other": "the other",
    "difference": "mean tone of the source less that of the other within common periods, -2 to 2 (tone: -1 to 1)",
    "low": "lower end of the 95 % bootstrap interval over periods; missing for fewer than 5 common periods",
    "high": "upper end of the interval",
    "periods": "periods in which both have articles",
    "articles": "articles of the source in these",
    "other_articles": "articles of the other in these",
    "apart": "whether zero lies outside of the interval at the level corrected for all pairs compared (Bonferroni)",
    "fragility": "what the difference rests on: the period without which it would be most another",
}


def outlets(
    tables: Mapping[str, pd.DataFrame], *, actor: str = "", voice: str = "article", every: str = "week", top: int = 8
) -> Answer:
    """Compare the tone of each two sources within the periods in which both have articles.

    `actor` takes the tone towards one actor, by a name, an identifier or a form that the articles use (neutral: that of
    whole sentences). `voice` takes the words of one kind: article (the outlets' own), quoted or reported (a speaker's);
    neutral, sentences whosever words they are. `every` is day, week or month: the period within which is compared.
    `top` keeps the sources with the most articles (0: all).

    Returns one row a pair with a common period, those apart first, then by the size of the difference, and last those
    with too few common periods to be compared; see COLUMNS. Raises UnknownNameError for an actor that is not there, and
    for another `voice` or `every`.
    """
    if every not in get_args(Every):
        raise UnknownNameError.of("period", every, get_args(Every))
    scored = _scored(tables, naming.asked(tables, actor), voiced.known(voice))
    named = scored[scored["source"].fillna("").str.strip() != ""]
    placed = periods.place(named, earliest="published_earliest", latest="published_latest", every=every)
    ranked = _ranked(placed)
    chosen = ranked[: top if top > 0 else None]
    pairs = _pairs(placed[placed["source"].isin(chosen)])
    compared = _compared(pairs)
    frame = compared[compared["periods"] > 0].reset_index(drop=True)
    behind = _behind(frame, pairs, placed)
    title = _title(tables, actor, voice, every)
    return Answer(
        title=title,
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="key",
        passages=passages.none() if frame.empty else passages.of_sentences(behind, tables),
        about=about.of(tables),
        shown={
            "source": "Source",
            "other": "Other source",
            "difference": "Difference",
            "low": "From",
            "high": "To",
            "periods": f"Common {every}s",
            "apart": "Told apart",
        },
        cautions=(
            *judged.cautions(behind.drop_duplicates("row"), towards=bool(actor)),
            *labelled.said(tables, towards=bool(actor)),
            *(_said(compared, every) if len(frame) else ()),
            *_left(scored, named, placed, others=len(ranked) - len(chosen), every=every),
        ),
        why_empty=_why_empty(scored, named, ranked, every),
        draw=partial(_draw, title=title, every=every),
    )


def _title(tables: Mapping[str, pd.DataFrame], actor: str, voice: str, every: str) -> str:
    title = "How sources differ in tone"
    if actor:
        name = naming.names(tables).get(naming.asked(tables, actor)[0], actor)
        seen = judged.by_model(tables["tones"])
        title = f"{title} towards {name}" if seen else f"How sources differ in the tone of sentences that name {name}"
    heard = [words for name, words in voiced.WORDS.items() if name == voice]
    return ", ".join([title, *heard, f"within {every}s"])


def _scored(tables: Mapping[str, pd.DataFrame], actors: Sequence[str], voice: str) -> pd.DataFrame:
    """Return the scored sentences of the counted articles with source and dates, in an order of their own."""
    tones = voiced.of(tables, voice)
    kept = tones[tones["target"].isin(actors) if actors else tones["target"].isna()]
    counted = select.counted(tables["articles"]).drop_duplicates("article_id")
    scored = kept[["article_id", "sentence", "score", "how"]].merge(
        counted[["article_id", "source", "published_earliest", "published_latest"]], on="article_id"
    )
    scored = scored.sort_values(["article_id", "sentence", "score"], kind="stable", ignore_index=True)
    return scored.assign(row=np.arange(len(scored)))


def _ranked(placed: pd.DataFrame) -> list[str]:
    """Return the sources, those with the most articles first."""
    articles = placed.groupby("source")["article_id"].nunique().sort_index()
    return [str(name) for name in articles.sort_values(ascending=False, kind="stable").index]


@dataclass(frozen=True)
class _Pair:
    """Two sources in the periods in which both have articles: arrays of one item a period."""

    source: str
    other: str
    periods: Sequence[str]
    differences: Floats
    """The mean of the one source less that of the other."""
    weights: Floats
    articles: int
    other_articles: int

    @property
    def enough(self) -> bool:
        """Whether there are common periods enough to compare."""
        return len(self.periods) >= FEW


def _pairs(placed: pd.DataFrame) -> list[_Pair]:
    """Return each two sources, in order of the alphabet, whether or not they have a period in common."""
    each = placed.groupby(["source", "period", "article_id"], as_index=False).agg(score=("score", "mean"))
    cells = each.groupby(["source", "period"])["score"].agg(["mean", "size"])
    means, sizes = cells["mean"].unstack("period"), cells["size"].unstack("period").fillna(0)
    names, labels = [str(name) for name in means.index], means.columns.to_numpy(dtype=object)
    mean, size = means.to_numpy(dtype=np.float64), sizes.to_numpy(dtype=np.float64)
    found = []
    for one, other in combinations(range(len(names)), 2):
        both = (size[one] > 0) & (size[other] > 0)
        first, second = size[one][both], size[other][both]
        found.append(
            _Pair(
                source=names[one],
                other=names[other],
                periods=[str(label) for label in labels[both]],
                differences=np.round(mean[one][both] - mean[other][both], DIGITS),
                weights=first * second / (first + second),
                articles=int(first.sum()),
                other_articles=int(second.sum()),
            )
        )
    return found


def _compared(pairs: Sequence[_Pair]) -> pd.DataFrame:
    """Return one row a pair, in the order in which they are shown."""
    tested = sum(pair.enough for pair in pairs)
    columns = [name for name in COLUMNS if name != "key"]
    frame = pd.DataFrame([_row(pair, tested) for pair in pairs], columns=columns)
    key = frame["source"] + " and " + frame["other"]
    quoted = "“" + frame["source"] + "” and “" + frame["other"] + "”"
    frame["key"] = key.where(~key.duplicated(keep=False), quoted)
    frame["apart"] = frame["apart"].astype(bool)
    size, enough = frame["difference"].abs().round(DIGITS), frame["periods"] >= FEW
    ordered = frame.assign(size=size, enough=enough).sort_values(
        ["apart", "enough", "size", "key"], ascending=[False, False, False, True], kind="stable", ignore_index=True
    )
    return ordered.drop(columns=["size", "enough"])


def _row(pair: _Pair, tested: int) -> tuple[str, str, float, float, float, int, int, int, bool, str]:
    some = len(pair.periods) > 0
    difference = float(np.average(pair.differences, weights=pair.weights)) if some else float("nan")
    low, high = _interval(pair.differences, pair.weights)
    apart = _beyond_zero(low, high) and (
        tested == 1 or _beyond_zero(*_interval(pair.differences, pair.weights, pairs=tested))
    )
    counts = len(pair.periods), pair.articles, pair.other_articles
    return pair.source, pair.other, difference, low, high, *counts, apart, _rests(pair, difference)


def _rests(pair: _Pair, difference: float) -> str:
    """Say what becomes of a difference without one of its periods: the one that changes its sign, or moves it most."""
    if not pair.periods:
        return ""
    if len(pair.periods) == 1:
        return f"The difference rests on {pair.periods[0]} alone."
    left = pair.weights.sum() - pair.weights
    without = (difference * pair.weights.sum() - pair.weights * pair.differences) / left
    turned = np.sign(without.round(DIGITS)) != np.sign(round(difference, DIGITS))
    place = int(np.lexsort((-np.abs(without - difference).round(DIGITS), ~turned))[0])
    instead = f"it is {html.signed(float(without[place]))} instead of {html.signed(difference)}"
    if turned[place]:
        return f"Without {pair.periods[place]} {instead}: the sign changes."
    return f"No single period changes the sign; without {pair.periods[place]} {instead}."


def _beyond_zero(low: float, high: float) -> bool:
    return low > 0 or high < 0


def _interval(differences: Floats, weights: Floats, *, pairs: int = 1) -> tuple[float, float]:
    """Return the bootstrap-t interval of the weighted mean of differences, one a period, corrected for so many pairs.

    Not a number where there are fewer than FEW periods.
    """
    count = len(differences)
    if count < FEW:
        return float("nan"), float("nan")
    means, errors = _jackknifed(np.ones((1, count)), differences, weights)
    mean, error = float(means[0]), float(errors[0])
    if error < 1e-12:  # all alike
        return mean, mean
    tail = (1 - intervals.LEVEL) / 2 / pairs
    if count > intervals.LARGE:
        high = NormalDist().inv_cdf(1 - tail)
        low = -high
    else:
        least = intervals.LEAST_SPREAD * error
        resamples = min(intervals.RESAMPLES * pairs, MOST)
        drawn = [_jackknifed(times, differences, weights) for times in _drawn(count, resamples)]
        off = np.concatenate([(each - mean) / np.maximum(spread, least) for each, spread in drawn])
        low, high = np.quantile(off, [tail, 1 - tail])
        if pairs > 1:  # so far out few resamples tell of a few periods: no nearer than Student's t has it
            far = float(stats.t.ppf(1 - tail, max(1.0, weights.sum() ** 2 / (weights**2).sum() - 1)))
            low, high = min(low, -far), max(high, far)
    return max(mean - float(high) * error, -2.0), min(mean - float(low) * error, 2.0)


def _drawn(count: int, resamples: int) -> Iterator[Floats]:
    """Yield how often each of so many periods is drawn in each resample, some resamples at a time."""
    chance = np.random.default_rng(intervals.SEED)
    share = np.full(count, 1 / count)
    step = max(1, AT_ONCE // count)
    for begin in range(0, resamples, step):
        yield chance.multinomial(count, share, size=min(step, resamples - begin)).astype(np.float64)


def _jackknifed(times: Floats, differences: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the weighted mean of each resample, and its standard error by leaving out one period at a time.

    `times` (resamples, periods) says how often each period was drawn. Without a period that holds the share h of the
    weight, a mean moves by h / (1 - h) times how far the period lies from it.
    """
    count = len(differences)
    total = times @ weights
    means = times @ (weights * differences) / total
    share = np.where(times > 0, weights / total[:, None], 0.0)
    moved = share / (1 - share) * (differences - means[:, None])
    errors: Floats = np.sqrt((count - 1) / count * (times * moved**2).sum(axis=1))
    return means, errors


def _behind(frame: pd.DataFrame, pairs: Sequence[_Pair], placed: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences behind each row, the strongest tone first; `row` tells the same sentence of several rows."""
    found = {(pair.source, pair.other): pair for pair in pairs}
    rows = zip(frame["key"], frame["source"], frame["other"], strict=True)
    parts = [
        (key, place, source, period)
        for place, (key, *both) in enumerate(rows)
        for source in both
        for period in found[both[0], both[1]].periods
    ]
    if not parts:
        return placed.head(0)
    behind = placed.merge(pd.DataFrame(parts, columns=["key", "place", "source", "period"]), on=["source", "period"])
    return behind.assign(strength=-behind["score"].abs()).sort_values(
        ["place", "strength", "article_id", "sentence"], kind="stable", ignore_index=True
    )


def _said(compared: pd.DataFrame, every: str) -> tuple[str, ...]:
    """Say what was compared, which pairs are apart, and which could not be compared."""
    return (
        f"Compared is {every} by {every}: in each {every} in which both have articles, the mean tone of the first "
        f"source less that of the other; {every}s with more articles of both weigh more. Within a {every} they may "
        "still write about different events: that is part of the difference.",
        f"From and To: where the difference would lie in 95 of 100 samples of {every}s like these; "
        f"not given for fewer than {FEW} common {every}s.",
        *_verdict(compared, every),
        *_incomparable(compared, every),
    )


def _verdict(compared: pd.DataFrame, every: str) -> tuple[str, ...]:
    tested = int((compared["periods"] >= FEW).sum())
    apart = compared.loc[compared["apart"], "key"].tolist()
    if not tested:
        return (f"No two sources have {FEW} common {every}s or more: none can be compared.",)
    if tested == 1:
        told = f"can be told apart: {apart[0]}" if apart else "differs by no more than chance would"
        return (f"The only pair that can be compared {told}.",)
    return (
        _of_many(apart, tested),
        f"As {tested:,} pairs are compared, some would differ by chance: to be told apart, zero must lie outside of an "
        f"interval of {100 - 100 * (1 - intervals.LEVEL) / tested:.4g} % (Bonferroni's correction), "
        "which is wider than From and To.",
    )


def _of_many(apart: Sequence[str], tested: int) -> str:
    if not apart:
        return f"None of {tested:,} pairs can be told apart: they differ by no more than chance would."
    if len(apart) == tested:
        return f"All {tested:,} pairs can be told apart: {_listed(apart)}."
    others = "the other differs" if tested - len(apart) == 1 else "the others differ"
    return (
        f"Of {tested:,} pairs, {len(apart):,} can be told apart: {_listed(apart)}; "
        f"{others} by no more than chance would."
    )


def _incomparable(compared: pd.DataFrame, every: str) -> Iterator[str]:
    """Say which sources, and which pairs of the others, have too few periods in common."""
    enough = compared["periods"] >= FEW
    if not enough.any():
        return
    able = set(compared.loc[enough, ["source", "other"]].to_numpy().ravel())
    alone = sorted(set(compared[["source", "other"]].to_numpy().ravel()) - able)
    if alone:
        yield f"Not comparable, with fewer than {FEW} {every}s in common with any other source: {_listed(alone)}."
    pairs = compared[~enough & ~compared["source"].isin(alone) & ~compared["other"].isin(alone)]
    if len(pairs):
        named = [f"{key} ({count})" for key, count in zip(pairs["key"], pairs["periods"], strict=True)]
        yield f"Not comparable, with fewer than {FEW} {every}s in common: {_listed(named)}."


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _left(
    scored: pd.DataFrame, named: pd.DataFrame, placed: pd.DataFrame, *, others: int, every: str
) -> tuple[str, ...]:
    articles = [part["article_id"].nunique() for part in (scored, named, placed)]
    nameless, undated = articles[0] - articles[1], articles[1] - articles[2]
    left = (
        (nameless, f"{html.counted(nameless, 'article')} whose source is not named"),
        (undated, f"{html.counted(undated, 'article')} undated or dated less precisely than a {every}"),
        (others, f"{html.counted(others, 'source')} with fewer articles"),
    )
    return tuple(f"Left out: {what}." for number, what in left if number)


def _why_empty(scored: pd.DataFrame, named: pd.DataFrame, ranked: Sequence[str], every: str) -> str:
    if scored.empty:
        return "No sentence of this selection could be scored."
    if named["source"].nunique() == 1:
        return "All articles with such sentences are of one source: there is no other to compare it with."
    if named.empty:
        return "No article with such sentences has a source by name."
    if len(ranked) < 2:
        return f"Fewer than two sources have such articles dated to the {every}: there is nothing to compare."
    return f"No two sources of this selection have articles in the same {every}."


def _draw(frame: pd.DataFrame, footer: str, *, title: str, every: str) -> Picture:
    return figures.means(
        frame, name="key", value="difference", low="low", high="high", count="periods", few=FEW, title=title,
        unit=f"first less second; n: common {every}s", footer=footer, ends=ENDS,
    )  # fmt: skip
