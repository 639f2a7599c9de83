"""The tone of a text by the VADER method.

A lexicon with rules for negation, degree and punctuation (Hutto and Gilbert 2014, "VADER: A parsimonious rule-based
model for sentiment analysis of social media text", ICWSM); the lexicon ships in the vaderSentiment package. Names are
masked first, so that "United", "Security" or "Trust" in a name moves nothing. The method sees no targets: towards each
actor of a sentence it gives the sentence's tone.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from wirebook.annotate.records import Polarity, ToneLabel
from wirebook.language import Span

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

NEUTRAL_BAND = 0.05
"""Scores nearer to zero than this are neutral: the band that the method's authors recommend."""

MASK = "it"
"""Stands in for a name. A word of the lexicon's language without valence, so that sentence length stays as it was."""

STRONGEST_WORDS = 5

TRIED_WORDS = 15
"""Words left out in turn to find those that moved a score: more than a sentence has, so that only a very long text is
explained by its strongest words alone."""

WINDOW = 200
"""Words scored at once. VADER's rules reach three words back, and its running time grows with the square of the
length; a longer text gets the mean of its windows, weighted by their words."""

PUNCTUATION = ".,;:!?\"'()[]-…"

TYPEWRITER = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": " ", "–": " "})
"""VADER strips only ASCII punctuation from its words."""

UNMOVED = MappingProxyType({"neg": 0.0, "pos": 0.0, "compound": 0.0})
"""VADER's scores of words without valence."""

HOW = "lexicon: VADER"


def polarity(text: str, *, masked: Sequence[Span] = ()) -> Polarity:
    """Score a text with VADER.

    `masked` are spans of `text` (the names) that must not move the score. `words` holds up to five words that moved it
    most, each with the change of score when it alone is left out.
    """
    words = _mask(text, masked).translate(TYPEWRITER).split()
    windows = [words[i : i + WINDOW] for i in range(0, len(words), WINDOW)]
    scored = [(window, _scores(tuple(window))) for window in windows]
    negative, positive, score = (
        sum(len(window) * float(scores[key]) for window, scores in scored) / max(1, len(words))
        for key in ("neg", "pos", "compound")
    )
    negative, score = round(negative, 4), round(score, 4)
    positive = min(round(positive, 4), 1 - negative)
    changes = _changes(windows)
    return Polarity(
        negative=negative,
        neutral=round(abs(1 - negative - positive), 4),
        positive=positive,
        score=score,
        label=label(score),
        words=tuple(changes[:STRONGEST_WORDS]),
    )


def label(score: float) -> ToneLabel:
    """Name a score: negative, neutral or positive."""
    if score >= NEUTRAL_BAND:
        return "positive"
    return "negative" if score <= -NEUTRAL_BAND else "neutral"


@functools.cache
def _analyzer() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@functools.lru_cache(maxsize=64)
def _scores(words: tuple[str, ...]) -> Mapping[str, float]:
    """Return the `polarity_scores` of VADER, which need not be asked where no word can move them."""
    if not any(_may_move(word) for word in words):
        return UNMOVED
    scores: Mapping[str, float] = _analyzer().polarity_scores(" ".join(words))
    return scores


def _may_move(word: str) -> bool:
    """Say whether a word has a valence: every rule of VADER starts from one, or from an emoji's description."""
    lexicon = _analyzer().lexicon
    return not word.isascii() or word.lower() in lexicon or word.strip(string.punctuation).lower() in lexicon


def _mask(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if start < position:
            continue
        pieces += [text[position:start], MASK]
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _changes(windows: list[list[str]]) -> list[tuple[str, float]]:
    """Leave out words that the lexicon knows, one at a time: how much each alone changes its window's score.

    Returns the changes, the largest first. Only the words of the strongest valence are tried.
    """
    lexicon = _analyzer().lexicon
    known = [
        (abs(lexicon[bare.lower()]), window, i, bare)
        for window in windows
        for i, bare in enumerate(word.strip(PUNCTUATION) for word in window)
        if bare.lower() in lexicon
    ]
    known.sort(key=lambda candidate: -candidate[0])
    changes = []
    for _, window, i, bare in known[:TRIED_WORDS]:
        score = _scores(tuple(window))["compound"]
        changes.append((bare, round(score - _scores((*window[:i], *window[i + 1 :]))["compound"], 4)))
    changes.sort(key=lambda change: -abs(change[1]))
    return [(word, weight) for word, weight in changes if weight]
