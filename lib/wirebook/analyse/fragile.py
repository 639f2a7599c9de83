"""How fragile a mean of tone is: what becomes of it without one article, one word or a few sentences.

Leaving out one thing at a time shows what a figure rests on (the jackknife: Tukey 1958, "Bias and confidence in not
quite large samples"; Cook 1977, "Detection of influential observation in linear regression"); the number of cases
whose absence turns a finding is its fragility index (Walsh and others 2014, "The statistical significance of randomized
controlled trial results is frequently fragile"). The fewest such cases are too many sets to try: as in Broderick,
Giordano and Meager (2020, "An automatic finite-sample robustness metric"), sentences are left out in the order of
their weight in the mean, and the mean is then computed anew. So the number of deciding sentences is an upper bound: a
cleverer choice may need fewer, and `said` claims only what is true of those that pull hardest.

What counts as a change is that of the sign: the mean comes to zero or passes it. A side of the neutral band (±0.05) is
not used, as that band is meant for the score of one text (Hutto and Gilbert 2014), and the mean of many lies within it
far more often.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from wirebook.show import html

TINY = 1e-9
"""A mean nearer to zero than this is zero: sums are rounded on the way."""
DIGITS = 12
"""Effects that agree to so many decimals are alike; the first by name is then taken."""

STEP = 0.01
"""A change of the mean by less than this is too small to be told."""
TELLING_SHARE = 0.05
"""A word with less than this share of the pull is not worth a sentence, unless the sign changes without it."""
WHOLE = 0.995
"""From this share on a word is no part of what its side pulls: without it sentences would lie on the other side."""
MANY = 0.25
"""More than this share of the sentences are too many to say that they decide."""
HANDFUL = 5
"""So few sentences are counted even where they are more than MANY."""
LONGEST = 60
"""Characters of a title that are written."""

Floats = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fragility:
    """What a mean of tone rests on.

    The article, and likewise the word, is the one without which the sign changes; where there are several of them, or
    none, the one whose absence moves the mean most; of those that move it alike, the first by name.
    """

    mean: float
    """The mean over articles of each article's mean score over its sentences, -1 to 1."""
    articles: int
    sentences: int
    article_id: str
    """The article whose absence tells most."""
    article: str | None
    """Its title, if it has one."""
    without_article: float | None
    """The mean without it; None where there is no other article."""
    flips: bool
    """Whether there is an article without which the sign changes: it is then the one named."""
    word: str | None
    """The word whose absence tells most, in its most usual spelling; None where no word moves the mean."""
    without_word: float | None
    """The mean without what it does, in whatever spelling."""
    word_share: float | None
    """What the mean moves by without it, as a share of all that the sentences of its side (the negative ones, where the
    mean is higher without it) pull the mean by: 0 to 1."""
    deciding: int | None
    """How many sentences, of those that pull hardest to the mean's side, have to be left out for the sign to change;
    None where the mean is zero, or all sentences lie on the same side of it."""
    deciding_sentences: tuple[tuple[str, int], ...]
    """Those sentences, each by its article_id and number, the hardest pull first."""


def of(scored: pd.DataFrame) -> Fragility | None:
    """Leave out each article, each word, and the sentences that pull hardest, and compute the mean without them.

    `scored` has one row a scored sentence: article_id, sentence, score (-1 to 1), and if there are any words (each with
    word and weight, the change of score that it makes) and title. Without a word a score is lower by its weight, within
    -1 and 1. A sentence that is left out is missing from its article's mean, and an article without sentences from the
    mean.

    Returns None where no row has a score.
    """
    kept = scored.dropna(subset=["article_id", "score"])
    if kept.empty:
        return None
    told = _told(kept)
    article, without = _article(told)
    named = told.names[article]
    word, without_word, share = _word(kept, told) or (None, None, None)
    deciding = _deciding(told)
    places = zip(told.article[deciding].tolist(), told.number[deciding].tolist(), strict=True)
    return Fragility(
        mean=told.mean,
        articles=len(told.names),
        sentences=len(kept),
        article_id=named,
        article=_title(kept, told.article == article),
        without_article=without,
        flips=without is not None and _turns(told.mean, without),
        word=word,
        without_word=without_word,
        word_share=share,
        deciding=len(deciding) or None,
        deciding_sentences=tuple((told.names[place], number) for place, number in places),
    )


def of_groups(scored: pd.DataFrame, by: str) -> dict[str, Fragility]:
    """Return what the mean of each group of a column rests on; `scored` is as for `of`."""
    several = ((key, of(group)) for key, group in scored.groupby(by, sort=True))
    return {str(key): found for key, found in several if found}


def said(fragility: Fragility) -> str:
    """Say in a few plain sentences what the mean rests on, or that it rests on no single thing.

    What changes the sign comes first; what is of no weight is left out. Titles and words are not escaped.
    """
    close = abs(fragility.mean) < html.ALL_BUT_ZERO
    if fragility.without_article is None:
        sentences = [_of_one(fragility)]
    elif close:
        without = f"without {_named(fragility)} it is {html.signed(fragility.without_article)}"
        return f"The mean is all but zero, so that its sign says nothing: {without}."
    else:
        sentences = [_of_article(fragility, fragility.without_article)]
    if not close:
        sentences += [_of_word(fragility), _of_sentences(fragility)]
    if _word_turns(fragility) and not fragility.flips and fragility.articles > 1:
        sentences = [sentences[1], sentences[0], *sentences[2:]]
    return " ".join(sentence for sentence in sentences if sentence)


@dataclass(frozen=True)
class _Told:
    """Sentences and their articles: arrays of one item a sentence, or one an article."""

    names: list[str]
    """The article_id of each article, in order."""
    article: Wholes
    """The place of each sentence's article in `names`."""
    number: Wholes
    """The number of each sentence in its article."""
    score: Floats
    size: Wholes
    """How many sentences each article has."""
    means: Floats
    """The mean of each article's sentences."""
    mean: float


def _told(kept: pd.DataFrame) -> _Told:
    article, names = pd.factorize(kept["article_id"], sort=True)
    score = kept["score"].to_numpy(dtype=np.float64)
    size = np.bincount(article).astype(np.int64)
    means = np.bincount(article, weights=score) / size
    return _Told(
        names=[str(name) for name in names],
        article=article.astype(np.int64),
        number=kept["sentence"].to_numpy(dtype=np.int64),
        score=score,
        size=size,
        means=means,
        mean=float(means.mean()),
    )


def _side(mean: float) -> int:
    return 0 if abs(mean) <= TINY else 1 if mean > 0 else -1


def _turns(mean: float, without: float) -> bool:
    """Say whether a mean that becomes `without` comes to zero or passes it."""
    side = _side(mean)
    return side != 0 and side * without <= TINY


def _most_telling(mean: float, without: Floats) -> int:
    """Return the place of the mean that is on another side of zero than `mean`, or furthest from it."""
    side = _side(mean)
    turned = (side != 0) & (side * without <= TINY)
    moved = np.round(np.abs(without - mean), DIGITS)
    return int(np.lexsort((-moved, ~turned))[0])


def _article(told: _Told) -> tuple[int, float | None]:
    """Return the place of the article whose absence tells most, and the mean without it."""
    if len(told.means) == 1:
        return 0, None
    without: Floats = (told.means.sum() - told.means) / (len(told.means) - 1)
    place = _most_telling(told.mean, without)
    return place, float(without[place])


def _title(kept: pd.DataFrame, own: npt.NDArray[np.bool_]) -> str | None:
    if "title" not in kept:
        return None
    titles = kept.loc[own, "title"].dropna()
    title = "" if titles.empty else " ".join(str(titles.iloc[0]).split())
    return title or None


@dataclass(frozen=True)
class _Words:
    """What each word does to each sentence that lists it: one item a pair of a sentence and a word, or one a word."""

    spellings: list[str]
    """Each word in its most usual spelling, in the order of the words in small letters."""
    row: Wholes
    """The place of each pair's sentence."""
    word: Wholes
    """The place of each pair's word in `spellings`."""
    weight: Floats
    """How much the word weighs in the sentence, all its occurrences together."""


def _word(kept: pd.DataFrame, told: _Told) -> tuple[str, float, float] | None:
    """Return the word whose absence tells most, the mean without it, and its share of the pull to its side."""
    words = _words(kept)
    if not words.spellings:
        return None
    score = told.score[words.row]
    without = np.clip(score - words.weight, -1.0, 1.0)
    article = told.article[words.row]
    change = (without - score) / (told.size[article] * len(told.names))
    moved = np.bincount(words.word, weights=change, minlength=len(words.spellings)).astype(np.float64)
    place = _most_telling(told.mean, told.mean + moved)
    if abs(moved[place]) <= TINY:
        return None
    pull = float((np.maximum(-np.sign(moved[place]) * told.score, 0.0) / told.size[told.article]).sum())
    share = abs(float(moved[place])) * len(told.names) / pull if pull > TINY else 1.0
    return words.spellings[place], float(told.mean + moved[place]), min(share, 1.0)


def _words(kept: pd.DataFrame) -> _Words:
    listed = [
        words if isinstance(words, list | tuple | np.ndarray) else ()
        for words in (kept["words"] if "words" in kept else [None] * len(kept))
    ]
    flat = list(chain.from_iterable(listed))
    row = np.repeat(np.arange(len(listed)), [len(words) for words in listed])
    weight = np.array([item["weight"] for item in flat], dtype=np.float64)
    spelt, spellings = pd.factorize(np.array([item["word"] for item in flat], dtype=object))
    known = (spelt >= 0) & np.isfinite(weight)
    row, weight, spelt = row[known], weight[known], spelt[known]
    folded, names = pd.factorize(np.array([str(word).casefold() for word in spellings], dtype=object), sort=True)
    pair, same = np.unique(row * len(names) + folded[spelt], return_inverse=True)
    return _Words(
        spellings=_usual([str(word) for word in spellings], np.bincount(spelt, minlength=len(spellings)), folded),
        row=pair // max(1, len(names)),
        word=pair % max(1, len(names)),
        weight=np.bincount(same, weights=weight, minlength=len(pair)).astype(np.float64),
    )


def _usual(spellings: list[str], times: Wholes, folded: Wholes) -> list[str]:
    """Return each word as it is spelt most often, in small letters rather than capitals where that is open."""
    least_usual_first = sorted(zip(times.tolist(), spellings, folded.tolist(), strict=True))
    usual = {place: spelling for _, spelling, place in least_usual_first}
    return [usual[place] for place in range(len(usual))]


def _deciding(told: _Told) -> Wholes:
    """Return the places of the sentences without which the sign changes, in the order in which they are left out.

    That order is the weight of each in the mean, its score over the number of its article's sentences. None where the
    sign never changes.
    """
    side = _side(told.mean)
    pull = np.round(side * told.score / told.size[told.article], DIGITS)
    order = np.lexsort((told.number, told.article, -pull))
    order = order[pull[order] > 0]
    article, score = told.article[order], told.score[order]
    out = pd.Series(score).groupby(article)
    rest = (told.means * told.size)[article] - out.cumsum().to_numpy()
    staying = told.size[article] - out.cumcount().to_numpy() - 1
    before = (rest + score) / (staying + 1)
    after = np.divide(rest, staying, out=np.zeros(len(order)), where=staying > 0)
    total = told.means.sum() + np.cumsum(after - before)
    articles = len(told.names) - np.cumsum(staying == 0)
    turned = np.flatnonzero((articles > 0) & (side * total <= TINY * articles))
    return order[: turned[0] + 1] if len(turned) else order[:0]


def _of_one(fragility: Fragility) -> str:
    sentence = ", and on one sentence of it" if fragility.sentences == 1 else ""
    return f"The mean rests on {'one article, ' if fragility.article else ''}{_named(fragility)}{sentence}."


def _of_article(fragility: Fragility, without: float) -> str:
    if fragility.flips:
        change = "nothing is left of it" if abs(without) < html.ALL_BUT_ZERO else "the sign changes"
        return f"Without {_named(fragility)} {_instead(fragility, without)}: {change}."
    if abs(without - fragility.mean) < STEP:
        return "No single article changes the sign or moves the mean by as much as 0.01."
    return (
        f"No single article changes the sign; leaving out {_named(fragility)} moves the mean most, "
        f"from {html.signed(fragility.mean)} to {html.signed(without)}."
    )


def _of_word(fragility: Fragility) -> str:
    """Say what the word that tells most does: its share where it is a part of the pull to a side, or what is left."""
    if fragility.word is None or fragility.without_word is None or fragility.word_share is None:
        return ""
    named, without = f"“{_cut(fragility.word)}”", fragility.without_word
    side = "negative" if without > fragility.mean else "positive"
    share = f"carries {_share(fragility.word_share)} the {side} pull"
    part = fragility.word_share < WHOLE
    if _word_turns(fragility):
        change = "nothing is left of it" if abs(without) < html.ALL_BUT_ZERO else "the sign changes"
        if not part:
            return f"Without the word {named} {_instead(fragility, without)}: {change}."
        return f"The word {named} {share}: without it {_instead(fragility, without)}, and {change}."
    if part and (without > fragility.mean) == (fragility.mean < 0):
        return f"The word {named} alone {share}." if fragility.word_share >= TELLING_SHARE else ""
    if abs(without - fragility.mean) < STEP:
        return ""
    return f"No word moves it more than {named}: without it {_instead(fragility, without)}."


def _of_sentences(fragility: Fragility) -> str:
    side = "negative" if fragility.mean < 0 else "positive"
    if fragility.sentences == 1:
        return ""
    if fragility.deciding is None:
        return f"All {fragility.sentences:,} sentences are on the {side} side."
    if fragility.deciding == 1:
        return f"Without the one of {fragility.sentences:,} sentences that pulls hardest to {side} the sign changes."
    if fragility.deciding <= max(HANDFUL, MANY * fragility.sentences):
        number = f"{fragility.deciding:,} of {html.counted(fragility.sentences, 'sentence')}"
        return f"Without the {number} that pull hardest to {side} the sign changes."
    if fragility.flips or _word_turns(fragility):
        return ""
    return f"Even without the quarter of its sentences that pull hardest to {side} the mean stays {side}."


def _word_turns(fragility: Fragility) -> bool:
    return fragility.without_word is not None and _turns(fragility.mean, fragility.without_word)


def _named(fragility: Fragility) -> str:
    return f"“{_cut(fragility.article)}”" if fragility.article else "one article without a title"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _instead(fragility: Fragility, without: float) -> str:
    return f"the mean is {html.signed(without)} instead of {html.signed(fragility.mean)}"


def _share(share: float) -> str:
    percent = f"{100 * share:.0f}"
    return "all of" if percent == "100" else "under 1 % of" if percent == "0" else f"{percent} % of"
