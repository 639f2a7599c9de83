"""What becomes of a tone when one word of the sentence is left out: the sentence is read again without it.

The language model's own account of which words moved it (`Verdict.words`) is exact for its sums, but what a word stands
for there is read with its neighbours, so that the tone without the word may be quite another. Leaving the word out and
reading again tells (erasure: Li, Monroe and Jurafsky 2016, "Understanding neural networks through representation
erasure"). It takes one reading a word, and is therefore done for the sentences that weigh most in a mean, and then for
the words that are found to move it most wherever else they stand. Names are left out of it, as they move nothing, and
so are function words but those that deny or limit.

Lists of words (VADER, a lexicon of the analyst's own) state the change of score that each word makes; they are taken as
they are.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from wirebook.analyse import judged
from wirebook.knowledge import words as knowledge
from wirebook.language import Span, model
from wirebook.language.verdicts import POINTED
from wirebook.show import html

READINGS = 100
"""Readings that the words of one mean may take at first: those of ten to twenty sentences."""
CLOSE, COMMONEST = 5, 2
"""Words that move a mean most, and that stand in most of its sentences: they are left out of all others too."""
ELSEWHERE = 200
"""Readings that this may take."""
LISTED = 5
"""Words of one sentence that are listed with it."""
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as it is read: its text, where names stand in it, and where the target does (nowhere: the whole)."""

    text: str
    names: Spans
    target: Spans

    def words(self) -> dict[str, Spans]:
        """Return where each word stands that may move the tone, by the word in small letters."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in WORD.finditer(self.text):
            word = match.group().casefold()
            named = any(start < match.end() and match.start() < end for start, end in self.names)
            if not named and (word in POINTED or word not in knowledge.function_words()):
                found[word].append(match.span())
        return {word: tuple(spans) for word, spans in found.items()}


def of_means(scored: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, by: str) -> pd.DataFrame:
    """Return scored sentences with the words that, left out, change the score, for the mean of each group of `by`.

    `scored` is as for `fragile.of`, with the column `target`, and of whole sentences, not of one voice's part of them.
    `words` is replaced: words with the change of score that each makes, of words that were left out wherever they stand
    in the group. Those that stand in sentences of little weight too are tried only if they may move the mean most.
    """
    if scored.empty or not judged.by_model(scored):
        return scored
    sentences = _sentences(scored, tables)
    found: list[list[dict[str, object]]] = [[] for _ in range(len(scored))]
    places = pd.Series(range(len(scored)), index=scored.index)
    for _, group in scored.groupby(by, sort=True):
        size = group.groupby("article_id")["score"].transform("size")
        weight = 1 / (size * group["article_id"].nunique())
        order = (group["score"].abs() * weight).sort_values(ascending=False, kind="stable").index
        for index, words in _looked_at([sentences[places[i]] for i in order], [float(weight[i]) for i in order]):
            found[places[order[index]]] = words
    return scored.assign(words=pd.Series(found, index=scored.index, dtype=object))


def of_sentences(scored: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return scored sentences with the words that, left out, change their score most; see `of_means`."""
    if scored.empty or not judged.by_model(scored):
        return scored
    found = []
    for sentence in _sentences(scored, tables):
        changes = _changes(sentence, tuple(sentence.words()))
        strongest = sorted(changes, key=lambda change: (-abs(change[1]), change[0]))[:LISTED]
        found.append([{"word": word, "weight": c} for word, c in strongest if abs(c) >= html.ALL_BUT_ZERO])
    return scored.assign(words=pd.Series(found, index=scored.index, dtype=object))


def _looked_at(
    sentences: Sequence[_Sentence], weights: Sequence[float]
) -> Iterator[tuple[int, list[dict[str, object]]]]:
    """Yield the words of sentences, by the sentence's number; the sentences lie in the order of their weight."""
    words = [tuple(sentence.words()) for sentence in sentences]
    left = READINGS
    changes: dict[int, dict[str, float]] = {}
    for number, sentence in enumerate(sentences):
        if len(words[number]) >= left and changes:
            break
        left -= len(words[number]) + 1
        changes[number] = dict(_changes(sentence, words[number]))
    elsewhere: dict[str, list[int]] = {}
    for number in range(len(changes), len(sentences)):
        for word in words[number]:
            elsewhere.setdefault(word, []).append(number)
    left = ELSEWHERE
    for word in _close(changes, weights, words):
        numbers = elsewhere.get(word, [])
        if 2 * len(numbers) <= left:
            left -= 2 * len(numbers)
            for number in numbers:
                changes.setdefault(number, {}).update(_changes(sentences[number], (word,)))
            elsewhere.pop(word, None)
    for number, found in changes.items():
        yield number, [{"word": word, "weight": change} for word, change in found.items() if word not in elsewhere]


def _close(
    changes: Mapping[int, Mapping[str, float]], weights: Sequence[float], words: Sequence[Sequence[str]]
) -> list[str]:
    """Return the words that may move a mean most: those that do so where they were looked at, and the commonest."""
    moved: defaultdict[str, float] = defaultdict(float)
    for number, found in changes.items():
        for word, change in found.items():
            moved[word] += change * weights[number]
    common = Counter(chain.from_iterable(words))
    strongest = sorted(moved, key=lambda word: (-abs(moved[word]), word))[:CLOSE]
    commonest = sorted(common, key=lambda word: (-common[word], word))[:COMMONEST]
    return list(dict.fromkeys([*strongest, *commonest]))


@functools.lru_cache(maxsize=1 << 15)
def _changes(sentence: _Sentence, words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return the change of score that each of some words makes: the score less that of the sentence without it.

    The sentence is read anew with its variants, as the model's arithmetic depends a little on what is read together.
    """
    spans = sentence.words()
    read = [sentence, *(_without(sentence, spans[word]) for word in words)]
    scores = _scores([(one.text, one.target) for one in read])
    return tuple((word, round(scores[0] - score, 4)) for word, score in zip(words, scores[1:], strict=True))


def _without(sentence: _Sentence, spans: Spans) -> _Sentence:
    """Return a sentence without some spans, and without the space behind each."""
    kept, at, gone = [], 0, []
    for start, end in spans:
        behind = end + (sentence.text[end : end + 1] == " ")
        kept.append(sentence.text[at:start])
        gone.append((start, behind))
        at = behind

    def moved(place: int) -> int:
        return place - sum(min(end, place) - start for start, end in gone if start < place)

    target = tuple((moved(start), moved(end)) for start, end in sentence.target)
    return _Sentence("".join([*kept, sentence.text[at:]]), (), target)


def _scores(asked: Sequence[tuple[str, Spans]]) -> list[float]:
    """Return the scores of sentences, as a whole or towards their target."""
    network = model.load()
    readings = network.read([text for text, _ in asked])
    if not asked[0][1]:
        return [reading.tone.shares.score for reading in readings]
    questions = [
        (reading, [Span(start, end) for start, end in target])
        for reading, (_, target) in zip(readings, asked, strict=True)
    ]
    return [verdict.shares.score for verdict in network.towards(questions)]


def _sentences(scored: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[_Sentence]:
    """Return the sentences of scored rows, in their order, as they are read."""
    place = ["article_id", "sentence"]
    wanted = scored[place].drop_duplicates()
    texts = tables["sentences"][[*place, "start", "text"]].merge(wanted, on=place)
    known = {(a, n): (start, text) for a, n, start, text in texts.itertuples(index=False)}
    named: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    aimed: defaultdict[tuple[str, int, str], list[tuple[int, int]]] = defaultdict(list)
    mentions = tables["mentions"][[*place, "start", "end", "form", "actor_id"]].merge(wanted, on=place)
    for a, n, start, end, form, actor in mentions.itertuples(index=False):
        begin, text = known[a, n]
        span = (start - begin, min(end - begin, len(text)))
        if form != "pronoun":
            named[a, n].append(span)
        aimed[a, n, actor].append(span)
    return [
        _Sentence(known[a, n][1], tuple(named[a, n]), tuple(aimed[a, n, target]) if isinstance(target, str) else ())
        for a, n, target in zip(scored["article_id"], scored["sentence"], scored["target"], strict=True)
    ]
