"""Statements about one event, gathered from several articles and days.

Single-pass clustering, as in topic detection and tracking (Allan and others 1998, "Topic detection and tracking pilot
study", DARPA workshop): each statement joins the event of its days that it is most like, or begins one. Statements that
are precise come first; one of a month or year may join an event of a day in it, where it is much like it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wirebook.annotate.wording import stems

ALIKE = 0.15
"""Cosine of two statements' words, weighted by how rare they are, from which statements of the same days tell one
event: the common day is evidence in itself."""
ALIKE_COARSE = 0.45
"""The same where the days of the one are only within those of the other, or where both are a month or longer."""
ACTORS = 0.5
"""What an actor weighs beside a word that is as rare."""
COMPARED = 40
"""Most events of the same days that a statement is compared with: the newest."""
DAYS = ("day", "week")
"""Precisions at which the common days are evidence."""


@dataclass(slots=True)
class _Event:
    number: int
    begin: str
    end: str
    words: dict[str, float] = field(default_factory=dict)
    length: float = 0.0

    def take(self, words: Mapping[str, float]) -> None:
        """Add the words of one more statement."""
        for word, weight in words.items():
            before = self.words.get(word, 0.0)
            self.words[word] = before + weight
            self.length += weight * (2 * before + weight)


def weights(said: pd.DataFrame) -> list[dict[str, float]]:
    """Return what each word (its stem) and actor (`@` and its `actor_id`) of each statement weighs, by how rare it is.

    `said` has the columns text and actors.
    """
    bags = [_bag(text, actors) for text, actors in zip(said["text"], said["actors"], strict=True)]
    rare = _rarity(bags)
    return [
        {word: n * rare[word] * (ACTORS if word.startswith("@") else 1.0) for word, n in bag.items()} for bag in bags
    ]


def directions(said: pd.DataFrame) -> dict[int, dict[str, float]]:
    """Return the same weights by the index of `said`, each statement's scaled to a length of 1: see `cosine`."""
    found = {}
    for place, words in zip(said.index, weights(said), strict=True):
        length = math.sqrt(sum(weight * weight for weight in words.values())) or 1.0
        found[int(place)] = {word: weight / length for word, weight in words.items()}
    return found


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two statements by their `directions`, 0 where one has no words."""
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def gather(said: pd.DataFrame) -> pd.Series:
    """Return the number of the event of each statement, by the index of `said`.

    `said` has the columns begin, end_date (ISO days), precision, actors (lists of `actor_id`), text (the sentence),
    article_id, sentence and start, and one row a statement.
    """
    order = said.assign(coarse=~said["precision"].isin(DAYS)).sort_values(
        ["coarse", "begin", "end_date", "article_id", "sentence", "start"], kind="stable"
    )
    by_days: defaultdict[tuple[str, str], list[_Event]] = defaultdict(list)
    by_month: defaultdict[str, list[_Event]] = defaultdict(list)
    found: list[int] = []
    count = 0
    rows = zip(weights(order), order["begin"], order["end_date"], order["coarse"], strict=True)
    for words, begin, end, coarse in rows:
        same = by_days[begin, end][-COMPARED:]
        within = [e for e in by_month[begin[:7]][-COMPARED:] if begin <= e.begin and e.end <= end] if coarse else []
        event = _likest(words, same, ALIKE_COARSE if coarse else ALIKE) or _likest(words, within, ALIKE_COARSE)
        if event is None:
            event = _Event(count, begin, end)
            count += 1
            by_days[begin, end].append(event)
            if not coarse:
                by_month[begin[:7]].append(event)
        event.take(words)
        found.append(event.number)
    return pd.Series(found, index=order.index, dtype="int64").reindex(said.index).astype("int64")


def _likest(words: Mapping[str, float], events: Sequence[_Event], least: float) -> _Event | None:
    """Return the event that is most like a statement, of equal ones the earliest; None where none is like enough."""
    length = sum(weight * weight for weight in words.values())
    best, most = None, 0.0
    for event in events:
        dot = sum(weight * event.words.get(word, 0.0) for word, weight in words.items())
        like = dot / math.sqrt(length * event.length) if dot else 0.0
        if like >= least and like > most:
            best, most = event, like
    return best


def _bag(text: str, actors: Sequence[str]) -> Counter[str]:
    return Counter([*dict.fromkeys(stems(text)), *(f"@{actor}" for actor in actors)])


def _rarity(bags: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Return the inverse document frequency of each word."""
    counts = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / n) for word, n in counts.items()}
