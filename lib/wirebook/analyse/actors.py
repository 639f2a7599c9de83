"""Who is in the articles: how often, when, and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Literal, get_args

import numpy as np
import pandas as pd

from wirebook.analyse import about, intervals, judged, naming, passages, periods
from wirebook.analyse import rolled as rolling
from wirebook.analyse.answer import Answer
from wirebook.annotate.records import ActorType
from wirebook.errors import UnknownNameError
from wirebook.show import figures
from wirebook.show.style import Picture
from wirebook.tables import select

By = Literal["mentions", "articles", "with_copies", "sources", "rate"]

UNITS = {
    "mentions": "mentions in the text, by any name",
    "articles": "articles that mention the actor, each story once",
    "with_copies": "articles that mention the actor, copies included",
    "sources": "sources that mention the actor",
    "rate": "mentions per 1,000 words",
}
IDENTITY = {
    "actor": "name of the actor",
    "actor_id": "its identifier",
    "type": "person, country, organization, group or place",
}
"""The columns that say whom a row is about."""
COLUMNS = {
    **IDENTITY,
    "mentions": "mentions in the text, by whatever form (name, alias, capital, demonym, title, pronoun)",
    "named": "mentions other than pronouns",
    "articles": "articles with a mention, each story once: copies are folded into the one that is counted",
    "with_copies": "articles with a mention, their copies included",
    "sources": "sources with a mention",
    "rate": "mentions per 1,000 words of all counted articles",
    "low": "lower end of the rate's 95 % bootstrap interval over articles; missing for fewer than 5 articles",
    "high": "its upper end",
    "rank_mentions": "place among all actors of the selection by mentions; of equals the first",
    "rank_articles": "the same by articles",
    "rank_with_copies": "the same by articles with their copies",
    "rank_sources": "the same by sources",
    "unsettled": "whether the place depends on the way of counting, by 3 or more",
}
PEOPLED = {
    "person": "people",
    "country": "countries",
    "organization": "organisations",
    "group": "groups",
    "place": "places",
}
NAMED = 5
"""Actors that a note names."""

INTERVAL = "From and to: the 95 % bootstrap interval of the rate, over articles."

CELLS = 5_000_000
"""Counts of actors in articles that are held at once (40 MB)."""

APART = 3
"""Places between two ways of counting from which on a rank is called unsettled; equals may stand in any order."""

PAIRED = 40
"""Actors, the most mentioned first, among which pairs are looked for: the pairs of rarer ones say nothing."""


def frequency(
    tables: Mapping[str, pd.DataFrame],
    *,
    type: str | None = None,
    by: str = "mentions",
    top: int = 20,
    rolled: bool = False,
) -> Answer:
    """Count the mentions of each actor.

    `type` is person, country, organization, group or place (neutral: all); `by` orders by mentions, articles (each
    story once), with_copies (each copy too), sources or rate (per 1,000 words); `top` is how many actors to return (0:
    all); `rolled` counts those who speak for a government as its country (`rolled`).

    Returns one row an actor; see COLUMNS. Raises UnknownNameError for another `type` or `by`.
    """
    if by not in get_args(By):
        raise UnknownNameError.of("order", by, get_args(By))
    mentions = mentioned(tables, type, rolled=rolled)
    words = int(tables["articles"]["words"].sum())
    counted = mentions.groupby(["actor", "actor_id", "type"], as_index=False, sort=True).agg(
        mentions=("start", "size"),
        named=("form", lambda forms: int((forms != "pronoun").sum())),
        articles=("article_id", "nunique"),
        sources=("source", "nunique"),
    )
    counted["with_copies"] = counted["actor_id"].map(_with_copies(mentions, tables)).astype("int64")
    counted["rate"] = counted["mentions"] * 1000 / max(1, words)
    ranked = counted.sort_values(
        [by, "mentions", "actor"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
    ranked = _placed(ranked)
    frame = _with_intervals(ranked.head(top) if top > 0 else ranked, mentions, tables)
    what = PEOPLED.get(type or "", "actors")
    title = f"Most mentioned {what}" if by != "rate" else f"Most often mentioned {what}, per 1,000 words"
    left = len(ranked) - len(frame)
    return Answer(
        title=title,
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="actor",
        passages=evidence(mentions, frame["actor"], tables),
        about=about.of(tables),
        shown={
            "actor": "Actor",
            **({} if type else {"type": "Type"}),
            "mentions": "Mentions",
            "rate": "Per 1,000 words",
            "low": "From",
            "high": "To",
            "articles": "Articles",
            "sources": "Sources",
        },
        cautions=(
            *((f"Left out: {left:,} {what} mentioned less often.",) if left else ()),
            *((INTERVAL,) if frame["low"].notna().any() else ()),
            *_unsettled(frame),
            judged.finding(tables["mentions"]),
        ),
        why_empty=f"No {what} are mentioned in this selection.",
        chips=frozenset({"type"}),
        draw=partial(_draw_ranked, value=by, title=title, unit=UNITS[by], decimals=2 if by == "rate" else 0),
    )


def over_time(
    tables: Mapping[str, pd.DataFrame],
    *,
    type: str | None = None,
    every: str = "auto",
    top: int = 6,
    rolled: bool = False,
) -> Answer:
    """Count the mentions of the most mentioned actors by day, week, month or year of publication.

    `every` is auto, day, week, month or year; `rolled` as in `frequency`. Returns one row an actor and period: actor,
    period, begin (its first ISO day), days (its length), mentions and articles; periods without mentions are 0. Raises
    UnknownNameError for another `type` or `every`.
    """
    mentions = mentioned(tables, type, rolled=rolled)
    every = periods.suiting(select.counted(tables["articles"]), every)
    dated = periods.place(mentions, earliest="published_earliest", latest="published_latest", every=every)
    chosen = list(leading(dated, top)["actor"])
    dated = dated[dated["actor"].isin(chosen)]
    counted = dated.groupby(["actor", "period", "begin", "days"], as_index=False).agg(
        mentions=("start", "size"), articles=("article_id", "nunique")
    )
    frame = _every_period(counted, chosen, every)
    frame["key"] = frame["actor"] + ", " + frame["period"]
    title = f"Mentions of the leading {PEOPLED.get(type or '', 'actors')}, by {every}"
    return Answer(
        title=title,
        frame=frame[["key", "actor", "period", "begin", "days", "mentions", "articles"]],
        columns={
            "key": "actor and period",
            "actor": "name of the actor",
            "period": f"{every} of publication (ISO)",
            "begin": "its first day (ISO)",
            "days": "its length in days",
            "mentions": "mentions in articles published then",
            "articles": "articles published then that mention the actor",
        },
        key="key",
        passages=evidence(dated.assign(actor=dated["actor"] + ", " + dated["period"]), frame["key"], tables),
        about=about.of(tables),
        shown={"period": every.capitalize(), "mentions": "Mentions", "articles": "Articles"},
        group="actor",
        counts="mentions",
        cautions=("Articles dated less precisely than the period are left out.",),
        why_empty="No dated article of this selection mentions an actor.",
        draw=partial(_draw_over_time, title=title, every=every),
    )


def together(tables: Mapping[str, pd.DataFrame], *, type: str | None = None, top: int = 20) -> Answer:
    """Count who is named with whom in one sentence.

    Returns one row a pair: pair, actor, other, sentences and articles, among the PAIRED most mentioned actors. Raises
    UnknownNameError for another `type`.
    """
    mentions = mentioned(tables, type)
    both = pairs(mentions[mentions["actor"].isin(leading(mentions, PAIRED)["actor"])])
    ranked = counted_pairs(both)
    frame = ranked.head(top) if top > 0 else ranked
    title = "Who is named with whom"
    return Answer(
        title=title,
        frame=frame,
        columns={
            "pair": "the two actors",
            "actor": "the first by alphabet",
            "other": "the second",
            "sentences": "sentences that name both",
            "articles": "articles with such a sentence",
        },
        key="pair",
        passages=evidence(both.assign(actor=both["pair"]), frame["pair"], tables),
        about=about.of(tables),
        shown={"pair": "Pair", "sentences": "Sentences", "articles": "Articles"},
        cautions=("To be named in one sentence is not to have met or agreed.",),
        why_empty="No sentence of this selection names two actors.",
        draw=partial(
            _draw_ranked, name="pair", value="sentences", title=title, unit="sentences that name both", decimals=0
        ),
    )


def leading(mentions: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the most mentioned actors (actor, actor_id, type, mentions), equals by name; all where `top` is 0."""
    counted = mentions.groupby(["actor", "actor_id", "type"], as_index=False).agg(mentions=("start", "size"))
    ranked = counted.sort_values(["mentions", "actor"], ascending=[False, True], kind="stable", ignore_index=True)
    return ranked.head(top) if top > 0 else ranked


def pairs(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return each two actors of a sentence once (pair, actor, other, with the first mention of each)."""
    inside = mentions.drop_duplicates(["article_id", "sentence", "actor"])
    slim = inside[["article_id", "sentence", "actor", "start", "end", "published_latest"]]
    others = slim.drop(columns="published_latest").rename(
        columns={"actor": "other", "start": "other_start", "end": "other_end"}
    )
    both = slim.merge(others, on=["article_id", "sentence"])
    both = both[both["actor"] < both["other"]]
    return both.assign(pair=both["actor"] + " – " + both["other"])


def counted_pairs(both: pd.DataFrame) -> pd.DataFrame:
    """Count pairs by sentences and articles, the most frequent first (pair, actor, other, sentences, articles)."""
    counted = both.groupby(["pair", "actor", "other"], as_index=False).agg(
        sentences=("sentence", "size"), articles=("article_id", "nunique")
    )
    return counted.sort_values(
        ["sentences", "articles", "pair"], ascending=[False, False, True], kind="stable", ignore_index=True
    )


def _placed(counted: pd.DataFrame) -> pd.DataFrame:
    """Add the place of each actor by each way of counting, and whether these are apart."""
    lowest, highest = {}, {}
    for way in ("mentions", "articles", "with_copies", "sources"):
        lowest[way] = counted[way].rank(method="min", ascending=False).astype("int64")
        highest[way] = counted[way].rank(method="max", ascending=False).astype("int64")
    gap = pd.concat(lowest, axis=1).max(axis=1) - pd.concat(highest, axis=1).min(axis=1)
    placed = counted.assign(**{f"rank_{way}": place for way, place in lowest.items()})
    return placed.assign(unsettled=gap >= APART)


def _with_copies(mentions: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return how many articles mention each actor, by its identifier, where each copy of an article counts too."""
    copies = tables["articles"]["duplicate_of"].value_counts()
    each = mentions[["actor_id", "article_id"]].drop_duplicates()
    printed = 1 + each["article_id"].map(copies).fillna(0).astype("int64")
    return printed.groupby(each["actor_id"]).sum()


def _with_intervals(frame: pd.DataFrame, mentions: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add the interval of each actor's rate, counted for so many actors at once that memory stays bounded."""
    counted = select.counted(tables["articles"])
    articles, words = pd.Index(counted["article_id"]), counted["words"].to_numpy(dtype=float)
    low, high = np.full(len(frame), np.nan), np.full(len(frame), np.nan)
    step = max(1, CELLS // max(1, len(articles)))
    for first in range(0, len(frame), step):
        block = slice(first, first + step)
        columns = pd.Index(frame["actor_id"].iloc[block])
        kept = mentions[mentions["actor_id"].isin(columns)]
        counts = np.zeros((len(articles), len(columns)))
        np.add.at(counts, (articles.get_indexer(kept["article_id"]), columns.get_indexer(kept["actor_id"])), 1.0)
        low[block], high[block] = intervals.of_rates(counts, words)
    return frame.assign(low=low * 1000, high=high * 1000)


def _unsettled(frame: pd.DataFrame) -> Sequence[str]:
    """Name the actors whose place depends on the way of counting."""
    named = some(frame.loc[frame["unsettled"], "actor"])
    return (f"By articles or sources instead of mentions, these would stand elsewhere: {named}.",) if named else ()


def some(names: Iterable[str]) -> str:
    """Write the first few of some names for a note: "A, B and 3 more"; nothing where there are none."""
    named = list(names)
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return ", ".join(named[:NAMED]) + more


def _check_type(type_: str | None) -> None:
    if type_ and type_ not in get_args(ActorType):
        raise UnknownNameError.of("type", type_, get_args(ActorType))


def mentioned(tables: Mapping[str, pd.DataFrame], type_: str | None, *, rolled: bool = False) -> pd.DataFrame:
    """Return the mentions with their actor's name and type and their article's source and dates.

    Raises UnknownNameError for a type that does not exist.
    """
    _check_type(type_)
    actors = tables["actors"][["actor_id", "type"]].drop_duplicates("actor_id")
    actors = actors.assign(actor=actors["actor_id"].map(naming.names(tables)))
    if type_ and not rolled:
        actors = actors[actors["type"] == type_]
    articles = tables["articles"]
    counted = articles.loc[
        articles["duplicate_of"].isna(),
        ["article_id", "source", "published", "published_earliest", "published_latest"],
    ]
    slim = tables["mentions"][["article_id", "sentence", "start", "end", "form", "role", "verb", "actor_id"]]
    found = slim.merge(actors, on="actor_id").merge(counted.drop_duplicates("article_id"), on="article_id")
    if rolled:
        found = rolling.up(found)
        found = found[found["type"] == type_] if type_ else found
    return found


def evidence(mentions: pd.DataFrame, keys: pd.Series, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the passages of actors' mentions, in the order of `keys`, the newest article first."""
    return passages.newest_first(mentions.rename(columns={"actor": "key"}), keys, tables)


def _every_period(counted: pd.DataFrame, chosen: list[str], every: str) -> pd.DataFrame:
    whole = periods.fill(counted[["period", "begin", "days"]].drop_duplicates(), every=every, counts=[])
    grid = pd.DataFrame({"actor": pd.Series(chosen, dtype="str")}).merge(
        whole[["period", "begin", "days"]], how="cross"
    )
    filled = grid.merge(counted.drop(columns=["begin", "days"]), on=["actor", "period"], how="left")
    return filled.assign(**{c: filled[c].fillna(0).astype("int64") for c in ("mentions", "articles")})


def _draw_ranked(
    frame: pd.DataFrame, footer: str, *, value: str, title: str, unit: str, decimals: int, name: str = "actor"
) -> Picture:
    return figures.ranked(frame, name=name, value=value, title=title, unit=unit, footer=footer, decimals=decimals)


def _draw_over_time(frame: pd.DataFrame, footer: str, *, title: str, every: str) -> Picture:
    return figures.counts_over_time(
        frame,
        begin="begin",
        days="days",
        value="mentions",
        panel="actor",
        title=title,
        unit=f"mentions a {every}",
        footer=footer,
    )
