"""The tone of a text by a lexicon of the analyst's own, and how often the lexicon's categories occur in it.

The lexicon is read from a file (`knowledge/lexicons`).

Counting the words of a dictionary's categories is the method of the General Inquirer (Stone and others 1966). Scores
and shares are reckoned as VADER does (Hutto and Gilbert 2014, "VADER: A parsimonious rule-based model for sentiment
analysis of social media text", ICWSM), without its rules for degree, capitals and punctuation:

- The longest term that fits counts, from left to right, and no word counts twice. Of terms of one length, a whole word
  goes before a wildcard, and a long wildcard before a short one.
- A negation among the three words before a term turns its weight, times -0.74. Punctuation is no word. A negation that
  is a part of a matched phrase has done its work there.
- The score is s / sqrt(s² + 15), where s is the sum of the weights.

The method sees no targets, and names move nothing.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

from wirebook.annotate import vader
from wirebook.annotate.records import Polarity
from wirebook.knowledge.lexicons import TONE, Lexicon, Pattern, Piece, Token, form_of, pattern_of, tokens_of
from wirebook.language import Span

NEGATED = -0.74
"""What VADER multiplies the weight of a negated word by, found in its authors' experiments."""

REACH = 3
"""Words before a term in which a negation turns it, as VADER has it."""

MORE_NEGATIONS = frozenset({"no", "hardly", "scarcely", "barely", "nobody"})
"""Beside those of VADER, which treats "no" in its lexicon."""

FLATNESS = 15
"""VADER's constant of normalisation: about the expected square of the largest sum of weights."""

SCALE = 2.0**-60
"""Weights are added on this scale, a power of two and thus exact, so that the largest of numbers do not overflow."""

STRONGEST_WORDS, TRIED_WORDS = vader.STRONGEST_WORDS, vader.TRIED_WORDS

TOGETHER = ""
"""Stands for all categories together; no category has an empty name."""

NAME = " "
"""Stands in for a name, or for the part of a word that is one: no term contains it."""


def how(lexicon: Lexicon) -> str:
    """Return the `how` of a tone by this lexicon."""
    return f"lexicon: {PurePath(lexicon.path).name}"


def polarity(text: str, lexicon: Lexicon, *, masked: Sequence[Span] = ()) -> Polarity:
    """Score a text by the category `tone` of a lexicon, or by all its categories where it has none of that name.

    A term that stands in several categories then weighs as much as its weights' mean. `masked` are spans of `text`
    (the names) that must not move the score.

    The shares are VADER's: a positive term adds its weight and 1 to the positive, a negative one likewise to the
    negative, and every other word or name adds 1 to the neutral; each is then divided by their sum. A text without
    words is neutral. `words` holds up to five terms that moved the score most, as the text spells them, each with the
    change of score when it alone is deleted from the text and the rest is scored again.
    """
    matcher = _matcher(lexicon)
    tokens = _unnamed(text, masked)
    beginning = [_beginning(tokens, place, matcher.root) for place in range(len(tokens))]
    found = _valued(tokens, beginning, matcher.category)
    valences = [valence for _, valence in found]
    score = _score(valences)
    negative, positive = _shares(valences, _neutral(tokens, found))
    return Polarity(
        negative=negative,
        neutral=round(abs(1 - negative - positive), 4),
        positive=positive,
        score=score,
        label=vader.label(score),
        words=tuple(_changes(text, tokens, beginning, matcher)[:STRONGEST_WORDS]),
    )


def counts(text: str, lexicon: Lexicon, *, masked: Sequence[Span] = ()) -> Mapping[str, int]:
    """Count the terms of each category in a text (see `places`)."""
    return {category: len(found) for category, found in places(text, lexicon, masked=masked).items()}


def places(text: str, lexicon: Lexicon, *, masked: Sequence[Span] = ()) -> Mapping[str, list[Span]]:
    """Find the terms of each category in a text, negated or not; names (`masked`) are not searched.

    Each category is searched by itself: a phrase of one hides no word of another.
    """
    tokens, root = _unnamed(text, masked), _matcher(lexicon).root
    beginning = [_beginning(tokens, place, root) for place in range(len(tokens))]
    present = frozenset().union(*beginning)
    return {
        category: [
            Span(tokens[match.first].start, tokens[match.end - 1].end) for match in _matches(beginning, category)
        ]
        if category in present
        else []
        for category in lexicon.categories
    }


class Match(NamedTuple):
    """A term found in a text: its first token, the token after its last, its weight."""

    first: int
    end: int
    weight: float


Beginning = Mapping[str, tuple[int, float]]
"""Of the longest term of each category that begins at a token: how many tokens it has, and its weight."""

NOTHING: Beginning = MappingProxyType({})


@dataclass(slots=True)
class Node:
    """What may follow the first words of a term, and what those weigh in each category if they are a whole term."""

    words: dict[str, Node] = field(default_factory=dict)
    stems: dict[str, Node] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    """Of the stems, the longest first."""
    weights: dict[str, float] = field(default_factory=dict)

    def add(self, piece: Piece) -> Node:
        """Return the node behind a word of a term, which is made where there is none."""
        if piece.stem and len(piece.form) not in self.lengths:
            self.lengths = sorted([*self.lengths, len(piece.form)], reverse=True)
        return (self.stems if piece.stem else self.words).setdefault(piece.form, Node())

    def after(self, form: str) -> Iterator[Node]:
        """Give the nodes behind a word of a text, the most exact first."""
        if form in self.words:
            yield self.words[form]
        for length in self.lengths:
            if length <= len(form) and form[:length] in self.stems:
                yield self.stems[form[:length]]


class Matcher(NamedTuple):
    """A lexicon made ready for search: its terms, and the category that makes the tone."""

    root: Node
    category: str
    longest: int
    """Words of the longest term."""


@functools.lru_cache(maxsize=8)
def _matcher(lexicon: Lexicon) -> Matcher:
    by_pattern: defaultdict[Pattern, dict[str, float]] = defaultdict(dict)
    for category, terms in lexicon.categories.items():
        for term, weight in terms.items():
            by_pattern[pattern_of(term)][category] = weight
    root = Node()
    for pattern, weights in by_pattern.items():
        node = functools.reduce(Node.add, pattern, root)
        node.weights = {**weights, TOGETHER: math.fsum(weight / len(weights) for weight in weights.values())}
    category = TONE if TONE in lexicon.categories else TOGETHER
    return Matcher(root, category, max(map(len, by_pattern), default=0))


def _unnamed(text: str, names: Sequence[Span]) -> list[Token]:
    """Cut a text into its words, with one word without meaning in each name's place.

    Of a word that only ends in a name the beginning is kept: in "anti-Trust" `anti-*` is found, `trust` is not.
    """
    spans = _merged(names)
    kept: list[Token] = []
    current, last = 0, -1
    for token in tokens_of(text):
        while current < len(spans) and spans[current].end <= token.start:
            current += 1
        if current == len(spans) or spans[current].start >= token.end:
            kept.append(token)
        elif current != last:
            last = current
            before = text[token.start : max(token.start, spans[current].start)]
            kept.append(Token(form_of(before) + NAME, token.start, token.end, True))
    return kept


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span.start < span.end):
        if merged and start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return merged


def _beginning(tokens: Sequence[Token], first: int, root: Node) -> Beginning:
    """Find the longest terms that begin at a token."""
    nodes = list(root.after(tokens[first].form))
    if not nodes:
        return NOTHING
    found: dict[str, tuple[int, float]] = {}
    last = first
    while nodes:
        for node in reversed(nodes):
            for category, weight in node.weights.items():
                found[category] = (last - first + 1, weight)
        last += 1
        nodes = [behind for node in nodes for behind in node.after(tokens[last].form)] if last < len(tokens) else []
    return found


def _matches(beginning: Sequence[Beginning], category: str) -> list[Match]:
    """Choose the terms of a category from left to right, none over another."""
    found: list[Match] = []
    free = 0
    for first, terms in enumerate(beginning):
        if first >= free and category in terms:
            length, weight = terms[category]
            free = first + length
            found.append(Match(first, free, weight))
    return found


def _valued(tokens: Sequence[Token], beginning: Sequence[Beginning], category: str) -> list[tuple[Match, float]]:
    """Return the terms that make the tone, each with its weight, or its weight turned by a negation."""
    found = _matches(beginning, category)
    inside = {position for match in found if match.end - match.first > 1 for position in range(match.first, match.end)}
    words = [position for position, token in enumerate(tokens) if token.counts]
    negating = [position not in inside and _negates(tokens[position].form) for position in words]
    valued = []
    place = 0
    for match in found:
        while place < len(words) and words[place] < match.first:
            place += 1
        turned = any(negating[max(0, place - REACH) : place])
        valued.append((match, match.weight * NEGATED if turned else match.weight))
    return valued


def _negates(form: str) -> bool:
    return form in _negations() or form.endswith("n't")


@functools.cache
def _negations() -> frozenset[str]:
    from vaderSentiment.vaderSentiment import NEGATE

    return MORE_NEGATIONS.union(NEGATE)


def _score(valences: Sequence[float]) -> float:
    return round(_normalised(_total(valences)), 4) + 0.0


def _total(valences: Sequence[float]) -> float:
    return math.fsum(valence * SCALE for valence in valences)


def _normalised(total: float) -> float:
    return total / math.hypot(total, math.sqrt(FLATNESS) * SCALE)


def _neutral(tokens: Sequence[Token], found: Sequence[tuple[Match, float]]) -> int:
    """Count the words and names that move nothing."""
    moving = {place for match, valence in found if valence for place in range(match.first, match.end)}
    return sum(token.counts and place not in moving for place, token in enumerate(tokens))


def _shares(valences: Sequence[float], neutral: int) -> tuple[float, float]:
    """Return the negative and the positive share, rounded so that they and the neutral one add to 1."""
    below = math.fsum((1 - valence) * SCALE for valence in valences if valence < 0)
    above = math.fsum((1 + valence) * SCALE for valence in valences if valence > 0)
    whole = below + above + neutral * SCALE or 1.0
    negative = round(below / whole, 4)
    return negative, min(round(above / whole, 4), round(1 - negative, 4))


def _changes(
    text: str, tokens: Sequence[Token], beginning: Sequence[Beginning], matcher: Matcher
) -> list[tuple[str, float]]:
    """Leave out the terms that were found, one at a time: how much each alone changes the score, the largest first.

    Of many terms only those are tried whose weight the sum would miss most.
    """
    found = _valued(tokens, beginning, matcher.category)
    valences = [valence for _, valence in found]
    score, total = _score(valences), _total(valences)
    tried = [match for match, _ in found]
    if len(found) > TRIED_WORDS:
        missed = {m: abs(_normalised(total) - _normalised(total - valence * SCALE)) for m, valence in found}
        tried.sort(key=lambda match: -missed[match])
        del tried[TRIED_WORDS:]
    changes = []
    for match in tried:
        rest = [*tokens[: match.first], *tokens[match.end :]]
        reaching = range(max(0, match.first - matcher.longest), match.first)
        left = [_beginning(rest, place, matcher.root) for place in reaching]
        left = [*beginning[: reaching.start], *left, *beginning[match.end :]]
        without = _score([valence for _, valence in _valued(rest, left, matcher.category)])
        spelt = text[tokens[match.first].start : tokens[match.end - 1].end]
        changes.append((spelt, round(score - without, 4)))
    changes.sort(key=lambda change: -abs(change[1]))
    return [(word, change) for word, change in changes if change]
