"""Tones out of what each piece of a sentence adds to them: how probable each is, and which words moved it most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wirebook.knowledge import words as knowledge
from wirebook.language.encode import Pieces
from wirebook.language.spans import Span
from wirebook.language.tags import Name

STRONGEST_WORDS = 5

WEAKEST_PART = 0.1
"""A word that adds less than this to the log-odds is not said to have moved the tone."""

POINTED = frozenset(
    (
        *("against", "despite", "few", "least", "less", "neither", "never", "no", "nobody", "none", "nor", "not"),
        *("nothing", "only", "too", "very", "without"),
    )
)
"""Function words that deny, oppose or limit, and so may well move a tone by themselves."""

APOSTROPHES = "'’"

Array = npt.NDArray[np.float32]


class Shares(NamedTuple):
    """How probable each tone is; adds to 1."""

    negative: float
    neutral: float
    positive: float

    @property
    def score(self) -> float:
        """From -1 to 1: positive less negative."""
        return self.positive - self.negative


@dataclass(frozen=True, slots=True)
class Verdict:
    """A tone, and the words that moved it most."""

    shares: Shares
    words: tuple[tuple[Span, float], ...] = ()
    """Up to five words, the strongest first, each with what it adds to the log-odds of positive against negative. The
    model's logits are sums over the words as they stand in their sentence, so that these parts are exact; what a word
    stands for there is read with its context. Function words are left out, but for those that deny or limit, and
    so are names."""


def verdict_of(parts: Sequence[tuple[int, Array]], pieces: Pieces, text: str, names: Sequence[Name] = ()) -> Verdict:
    """Add up the parts of the logits (pieces + 2, 3) of windows, each with the number of its first piece.

    The words of `names` are not listed among those that moved the tone.
    """
    logits = np.sum([part.sum(axis=0, dtype=np.float64) for _, part in parts], axis=0)
    raised = np.exp(logits - logits.max())
    shares = Shares(*(raised / raised.sum()).tolist())
    weights: dict[int, float] = {}
    for begin, part in parts:
        moved = part[1:-1, 2] - part[1:-1, 0]
        if float(np.abs(moved).sum()) < WEAKEST_PART:
            continue
        word = begin
        while not _begins_word(pieces, text, word):
            word -= 1
        for i, weight in enumerate(moved.tolist(), start=begin):
            word = i if _begins_word(pieces, text, i) else word
            weights[word] = weights.get(word, 0.0) + weight
    strong = [(_word(pieces, text, i), round(x, 3)) for i, x in weights.items() if abs(x) >= WEAKEST_PART]
    strong = [
        (span, weight)
        for span, weight in strong
        if _telling(text[span.start : span.end])
        and not any(name.start < span.end and span.start < name.end for name in names)
    ]
    strong.sort(key=lambda word: (-abs(word[1]), word[0]))
    return Verdict(shares, tuple(strong[:STRONGEST_WORDS]))


def _telling(word: str) -> bool:
    """Say whether a word that moved a tone tells a reader something: an "and" moved it by what stands beside it."""
    lower = word.lower()
    return any(c.isalnum() for c in word) and (lower in POINTED or lower not in knowledge.function_words())


def _word(pieces: Pieces, text: str, first: int) -> Span:
    """Return where the word that begins with a piece stands."""
    last = first
    while last + 1 < len(pieces) and not _begins_word(pieces, text, last + 1):
        last += 1
    return Span(pieces.starts[first], pieces.ends[last])


def _begins_word(pieces: Pieces, text: str, i: int) -> bool:
    """Say whether a piece begins a word as a reader sees it: an apostrophe inside of one parts none ("didn't")."""
    if not pieces.first[i]:
        return False
    start = pieces.starts[i]
    if start and text[start] in APOSTROPHES:
        return not (text[start - 1].isalnum() and text[start + 1 : start + 2].isalnum())
    return not (start > 1 and text[start - 1] in APOSTROPHES and text[start - 2].isalnum() and text[start].isalnum())
