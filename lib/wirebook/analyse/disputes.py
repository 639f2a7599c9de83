"""Reports that contradict each other on a date, side by side."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from wirebook.analyse import about, gathering, passages, statements
from wirebook.analyse.answer import Answer
from wirebook.show import dates

ALIKE = 0.5
"""Cosine of the words of two statements that make them reports of one event though their days differ."""
APART = 10
"""Most days between the dates of reports of one event: what is further apart is more likely to have happened twice."""
RAREST = 6
"""How many of a statement's rarest words are looked up to find what it may be compared with."""
COLUMNS = {
    "key": "name of the row: both days",
    "begin": "the day by the one report (ISO)",
    "text": "its sentence",
    "source": "its source",
    "published": "its publication (ISO)",
    "other_begin": "the day by the other report (ISO)",
    "other_text": "its sentence",
    "other_source": "its source",
    "other_published": "its publication (ISO)",
    "alike": "how alike the two sentences are, 0 to 1 (cosine of their words)",
}
SHOWN = {"day": "One report", "text": "It says", "other_day": "Another", "other_text": "It says"}


def disputed(tables: Mapping[str, pd.DataFrame], *, top: int = 20) -> Answer:
    """List pairs of reports that tell much the same of different days, the most alike first.

    Both name an actor in common and are of different articles, none of which names both days; these are at most APART
    days from each other. `top` keeps the most alike pairs (0: all). Returns one row a pair; see COLUMNS.
    """
    events = statements.dated(tables)
    said = statements.of(events[events["precision"].eq("day")], tables)
    found = pd.DataFrame(list(_pairs(said)), columns=["one", "other", "alike"])
    found = found.sort_values(
        ["alike", "one", "other"], ascending=[False, True, True], kind="stable", ignore_index=True
    )
    kept = found.head(top) if top > 0 else found
    one, other = (said.loc[kept[side]].reset_index(drop=True) for side in ("one", "other"))
    frame = pd.DataFrame(
        {
            "key": _keys(one["begin"] + " or " + other["begin"]),
            **{name: one[name] for name in ("begin", "text", "source", "published")},
            **{f"other_{name}": other[name] for name in ("begin", "text", "source", "published")},
            "alike": kept["alike"].round(3),
            "day": one["begin"].map(dates.readable),
            "other_day": other["begin"].map(dates.readable),
        }
    )
    both = pd.concat([one.assign(key=frame["key"]), other.assign(key=frame["key"])])
    spans = both.sort_values(["key", "begin"], kind="stable")
    return Answer(
        title="Reports that differ on the day",
        frame=frame,
        columns=COLUMNS | {"day": "the day by the one report, to read", "other_day": "by the other, to read"},
        key="key",
        passages=passages.of(spans, tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=("The same may have happened twice: read both sentences.",),
        why_empty="No two reports of this selection tell the same of different days.",
    )


def _pairs(said: pd.DataFrame) -> Iterator[tuple[int, int, float]]:
    """Yield the places of two statements and how alike they are, for each two events that differ on the day.

    Compared are statements that share one of their rarest words.
    """
    words = gathering.directions(said)
    best = said.sort_values("worth", ascending=False, kind="stable").drop_duplicates("event")
    days = said.groupby("article_id")["begin"].agg(frozenset).to_dict()
    ordered = best.sort_values(["begin", "event"], kind="stable")
    recent: defaultdict[str, deque[tuple[int, int, str, str]]] = defaultdict(deque)
    columns = (ordered[name] for name in ("begin", "article_id", "actors"))
    actors_of = dict(zip(said.index, said["actors"].map(frozenset), strict=True))
    for place, begin, article, actors in zip(ordered.index, *columns, strict=True):
        day = date.fromisoformat(begin).toordinal()
        rarest = sorted(words[place], key=lambda word: (-words[place][word], word))[:RAREST]
        met: dict[int, tuple[str, str]] = {}
        for word in rarest:
            while recent[word] and recent[word][0][0] < day - APART:
                recent[word].popleft()
            met |= {other: (other_begin, other_article) for _, other, other_begin, other_article in recent[word]}
            recent[word].append((day, int(place), begin, article))
        for other, (other_begin, other_article) in sorted(met.items()):
            both = {begin, other_begin}
            twice = any(both <= days[named] for named in (article, other_article))
            if begin == other_begin or article == other_article or twice or not actors_of[other] & set(actors):
                continue
            alike = gathering.cosine(words[other], words[place])
            if alike >= ALIKE:
                yield other, int(place), alike


def _keys(days: pd.Series) -> pd.Series:
    place = days.groupby(days).cumcount()
    return days.where(place == 0, days + " no. " + (place + 1).astype("str")).astype("str")
