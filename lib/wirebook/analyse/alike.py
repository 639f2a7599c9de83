"""Which actors may be one under two names: suggested, never merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from wirebook.analyse import about, passages
from wirebook.analyse.answer import Answer
from wirebook.knowledge import own
from wirebook.tables import select

LIKE = 92.0
"""Likeness, of 100, from which on two names are shown: one letter in twelve may differ."""

BEGINNING = 4
"""Letters at the beginning of a word that two names must share somewhere to be compared."""

MOST = 400
"""Names that share a beginning, the most mentioned first, of which each two are compared."""


def alike(tables: Mapping[str, pd.DataFrame], *, top: int = 40) -> Answer:
    """List pairs of actors of one type whose names are so close that they may be one; the tables know not both.

    Likeness is the normalised Indel similarity of the two names (0 to 100), words in any order; a name that holds all
    words of the other counts as 95. `top` is how many pairs to return (0: all). Returns one row a pair: key, name,
    other, type, likeness, mentions, other_mentions, articles (of both), and row, which merges the two when it is put
    into `actors.csv`.
    """
    mentions = tables["mentions"]
    counts = mentions.groupby("actor_id", as_index=False).agg(
        mentions=("start", "size"), articles=("article_id", "nunique")
    )
    actors = tables["actors"].merge(counts, on="actor_id")
    actors = actors.sort_values(["mentions", "actor_id"], ascending=[False, True], kind="stable", ignore_index=True)
    rows = [
        {
            "key": f"{actors['name'][i]}, {actors['name'][j]}",
            "name": actors["name"][i],
            "other": actors["name"][j],
            "type": actors["type"][i],
            "likeness": likeness,
            "mentions": int(actors["mentions"][i]),
            "other_mentions": int(actors["mentions"][j]),
            "articles": int(actors["articles"][i] + actors["articles"][j]),
            "row": own.row(action="merge", name=actors["name"][i], other=actors["name"][j]),
        }
        for i, j, likeness in _pairs(actors)
    ]
    columns = {
        "key": "both names",
        "name": "the name that is mentioned more often",
        "other": "the name that is like it",
        "type": "person, country, organization, group or place",
        "likeness": "how alike the names are, 0 to 100",
        "mentions": "mentions of the first",
        "other_mentions": "mentions of the other",
        "articles": "articles with the first, and with the other",
        "row": "the row that merges them, for actors.csv",
    }
    ranked = pd.DataFrame(rows, columns=list(columns)).sort_values(
        ["articles", "likeness", "key"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
    frame = ranked.head(top) if top > 0 else ranked
    return Answer(
        title="Names that may mean one actor",
        frame=frame,
        columns=columns,
        key="key",
        passages=passages.of(_mentioned(frame, tables), tables),
        about=about.of(tables),
        shown={
            "name": "Name",
            "other": "Like it",
            "mentions": "Mentions",
            "other_mentions": "Of the other",
            "row": "Row for actors.csv",
        },
        cautions=("Close names are suggested only: the counts keep them apart until actors.csv merges them.",),
        why_empty="No two actors have names close enough to be one.",
    )


def _pairs(actors: pd.DataFrame) -> Iterator[tuple[int, int, float]]:
    """Yield the positions of each two actors whose names are alike, and how much."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for i, (name, kind) in enumerate(zip(actors["name"], actors["type"], strict=True)):
        for beginning in {word[:BEGINNING] for word in _words(name) if len(word) >= BEGINNING}:
            blocks.setdefault((kind, beginning), []).append(i)
    known = actors["known"].tolist()
    names = [" ".join(_words(name)) for name in actors["name"]]
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for i, j in combinations(block[:MOST], 2):
            if (i, j) in seen or (known[i] and known[j]):
                continue
            seen.add((i, j))
            likeness = _likeness(names[i], names[j])
            if likeness >= LIKE:
                yield i, j, likeness


def _likeness(one: str, other: str) -> float:
    words, others = one.split(), other.split()
    if min(len(words), len(others)) > 1 and (set(words) <= set(others) or set(others) <= set(words)):
        return 95.0
    return round(fuzz.token_sort_ratio(one, other, score_cutoff=LIKE), 1)


def _words(name: str) -> Sequence[str]:
    return own.slug(name).split("-")


def _mentioned(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the mentions of both actors of each pair, pronouns left out, with the pair's key."""
    actors, mentions = tables["actors"], tables["mentions"]
    named = mentions[mentions["form"] != "pronoun"].merge(actors[["actor_id", "name"]], on="actor_id")
    both = [frame[["key", column]].rename(columns={column: "name"}) for column in ("name", "other")]
    counted = select.counted(tables["articles"])["article_id"]
    return pd.concat(both).merge(named[named["article_id"].isin(counted)], on="name")
