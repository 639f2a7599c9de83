"""Explore words over many texts with NLTK: concordance, collocations and frequencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nltk import FreqDist
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from nltk.text import ConcordanceIndex

from wirebook.knowledge import words as knowledge
from wirebook.language.segment import sentences
from wirebook.language.spans import Span
from wirebook.language.tokenize import words


class Line(NamedTuple):
    """One line of a concordance: the words found, with what stands before and after them."""

    text: int
    """Number of the text, from 0, in the order given."""
    start: int
    end: int
    left: str
    match: str
    right: str


def concordance(texts: Iterable[str], phrase: str, *, width: int = 80) -> list[Line]:
    """Find every place where a word, or several in a row, stand; upper and lower case alike.

    Args:
        texts: the texts to look in.
        phrase: the word or words to look for.
        width: characters of context on each side.

    Returns:
        One `Line` a place, in the order of the texts; `start` and `end` are positions in its text.
    """
    wanted = [phrase[w.start : w.end].casefold() for w in words(phrase)]
    if not wanted:
        return []
    lines: list[Line] = []
    for number, text in enumerate(texts):
        spans = _words_of(text)
        index = ConcordanceIndex([text[s.start : s.end].casefold() for s in spans])
        following = [index.offsets(word) for word in wanted]
        places = set(following[0]).intersection(*({p - k for p in offsets} for k, offsets in enumerate(following)))
        for place in sorted(places):
            start, end = spans[place].start, spans[place + len(wanted) - 1].end
            left = " ".join(text[max(0, start - width) : start].split())
            right = " ".join(text[end : end + width].split())
            lines.append(Line(number, start, end, left, text[start:end], right))
    return lines


def collocations(texts: Iterable[str], *, top: int = 20, window: int = 2, least: int = 2) -> list[tuple[str, str, int]]:
    """Find the pairs of words that stand together more often than chance, by their log-likelihood ratio.

    Dunning, T. (1993), "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics
    19(1).

    Args:
        texts: the texts to count in; a pair never spans two sentences.
        top: how many pairs.
        window: words within which the two stand; 2 for neighbours.
        least: leave out pairs rarer than this.

    Returns:
        `(first, second, count)`, the strongest pair first; pairs with a function word are left out.
    """
    content = [[w if _has_content(w) else "" for w in sentence] for text in texts for sentence in _sentences_of(text)]
    finder = BigramCollocationFinder.from_documents(content) if window == 2 else _windowed(content, window)
    finder.apply_word_filter(lambda w: not w)
    finder.apply_freq_filter(least)
    ranked = sorted(
        finder.score_ngrams(BigramAssocMeasures.likelihood_ratio), key=lambda scored: (-scored[1], scored[0])
    )
    return [(first, second, finder.ngram_fd[first, second]) for (first, second), _ in ranked[:top]]


def frequencies(texts: Iterable[str], *, top: int | None = None, function_words: bool = False) -> list[tuple[str, int]]:
    """Count the words of texts in lower case.

    Args:
        texts: the texts to count in.
        top: how many words; None for all.
        function_words: whether to count "the", "of", "was" and their like too.

    Returns:
        `(word, count)`, the most frequent first, equal ones in alphabetical order.
    """
    counts: FreqDist = FreqDist(
        word
        for text in texts
        for sentence in _sentences_of(text)
        for word in sentence
        if _has_content(word) or (function_words and any(c.isalpha() for c in word))
    )
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:top]


def _windowed(sentences_: Sequence[Sequence[str]], window: int) -> BigramCollocationFinder:
    gap = [""] * (window - 1)
    return BigramCollocationFinder.from_words([w for sentence in sentences_ for w in [*sentence, *gap]], window)


def _words_of(text: str) -> list[Span]:
    return [w for s in sentences(text) for w in words(text, start=s.start, end=s.end)]


def _sentences_of(text: str) -> list[list[str]]:
    return [[text[w.start : w.end].casefold() for w in words(text, start=s.start, end=s.end)] for s in sentences(text)]


def _has_content(word: str) -> bool:
    return any(c.isalpha() for c in word) and len(word) > 1 and word not in knowledge.function_words()
