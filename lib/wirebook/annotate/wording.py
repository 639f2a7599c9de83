"""The words that tell what a sentence is about, by their stems; and whether two sentences tell of the same event."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property

from nltk.stem import PorterStemmer

from wirebook.annotate.document import Document
from wirebook.annotate.records import Time
from wirebook.annotate.times import lexicon
from wirebook.knowledge import calendar, words

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = (
    "today",
    "yesterday",
    "tomorrow",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "days",
    "said",
    "told",
)
RARE = 0.2
"""A word in more than this share of an article's sentences tells no event of it from another."""
SHORTEST = 4
"""Letters of the shortest word, verbs apart, that tells an event."""
SHARED = 2
"""How many rare words two sentences share that tell of one event."""


class Wording:
    """The words of an article's sentences, by their stems (Porter 1980, "An algorithm for suffix stripping")."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [frozenset(stems(sentence.text)) for sentence in self._doc.sentences]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(stem for found in self._stems for stem in found)

    def shared(self, one: int, other: int) -> frozenset[str]:
        """Return the stems that two sentences share and that are rare in the article."""
        most = max(2.0, RARE * len(self._stems))
        return frozenset(s for s in self._stems[one] & self._stems[other] if self._frequency[s] <= most)

    def same(self, one: Time, other: Time, *, least: int = SHARED) -> bool:
        """Return whether two time expressions are said of the same event: in sentences that share so many rare words,
        or side by side ("on Oct 30, three weeks ago").
        """
        if one.sentence != other.sentence:
            return len(self.shared(one.sentence, other.sentence)) >= least
        between = self._doc.text[min(one.end, other.end) : max(one.start, other.start)]
        return re.fullmatch(r"[\s,(–—-]*(?:on )?", between) is not None


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text that can tell an event, in their order."""
    return [_stem(word) for word in _WORD.findall(text.lower()) if _tells(word)]


def _tells(word: str) -> bool:
    """Return whether a word can tell an event: function words and those of dates cannot."""
    return (
        (len(word) >= SHORTEST or word in words.verbs()) and word not in words.function_words() and word not in _dates()
    )


@cache
def _dates() -> frozenset[str]:
    holidays = (name for name in calendar.holidays() if " " not in name)
    return frozenset({*lexicon.WEEKDAYS, *lexicon.MONTHS, *_COMMON, *holidays})


@cache
def _stem(word: str) -> str:
    """Return the stem of a word, that of its verb where it is a form of one: "met" and "meeting" are both "meet"."""
    verb = words.verbs().get(word)
    return str(PorterStemmer().stem(verb.lemma if verb else word))
