"""Names out of the tags of a sentence's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt

from wirebook.language.encode import Pieces

Label = Literal["PER", "ORG", "LOC", "MISC"]
"""Kinds of names, as in CoNLL-2003 (Tjong Kim Sang and De Meulder 2003): MISC are named events, wars, elections, laws,
treaties, prizes, works, products, religions and peoples as nouns; adjectives of nationality are no names."""

TAGS: tuple[str, ...] = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")

ACTORS = [i for i, tag in enumerate(TAGS) if tag[2:] in ("PER", "ORG", "LOC")]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence; positions are the sentence's."""

    start: int
    end: int
    label: Label
    probability: float
    """The mean probability of its words' tags."""


def names_of(pieces: Pieces, logits: npt.NDArray[Any]) -> tuple[tuple[Name, ...], tuple[tuple[int, int, float], ...]]:
    """Return the names, and how probably each word belongs to one, for logits (pieces, tags)."""
    words = [i for i, first in enumerate(pieces.first) if first]
    if not words:
        return (), ()
    chosen = logits[words]
    raised = np.exp(chosen - chosen.max(axis=1, keepdims=True))
    shares = raised / raised.sum(axis=1, keepdims=True)
    ends = [pieces.ends[i - 1] for i in (*words[1:], len(pieces))]
    inside = shares[:, ACTORS].sum(axis=1).round(4).tolist()
    named = tuple((pieces.starts[i], end, p) for i, end, p in zip(words, ends, inside, strict=True))
    tags = best_tags(chosen)
    found: list[Name] = []
    first = 0
    while first < len(tags):
        last = first + 1
        if tags[first]:
            while last < len(tags) and tags[last] == tags[first] + 1:
                last += 1
            sure = float(shares[range(first, last), tags[first:last]].mean())
            label = cast(Label, TAGS[tags[first]][2:])
            found.append(Name(named[first][0], named[last - 1][1], label, round(sure, 4)))
        first = last
    return tuple(found), named


def best_tags(logits: npt.NDArray[Any]) -> list[int]:
    """Return the likeliest valid sequence of tags (words) for logits (words, tags), by the Viterbi algorithm.

    A sequence is valid where no inside of a name stands without its beginning.
    """
    greedy: list[int] = logits.argmax(axis=1).tolist()
    if all(_may_follow(before, tag) for before, tag in zip([0, *greedy], greedy, strict=False)):
        return greedy
    score = logits[0] + _ALLOWED[0]
    back = []
    for word in logits[1:]:
        paths = score[:, None] + _ALLOWED
        best = paths.argmax(axis=0)
        back.append(best)
        score = paths[best, np.arange(len(TAGS))] + word
    tags = [int(score.argmax())]
    for best in reversed(back):
        tags.append(int(best[tags[-1]]))
    return tags[::-1]


def _may_follow(before: int, tag: int) -> bool:
    return tag == 0 or tag % 2 == 1 or before in (tag - 1, tag)


_ALLOWED = np.array(
    [[0.0 if _may_follow(before, tag) else -1e9 for tag in range(len(TAGS))] for before in range(len(TAGS))]
)
