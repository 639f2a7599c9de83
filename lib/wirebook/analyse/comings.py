"""Who is new in the articles, and who is no longer in them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from wirebook.analyse import about, actors, passages
from wirebook.analyse.answer import Answer
from wirebook.show import dates, html
from wirebook.tables import select

RECENT = 1 / 3
"""Share of the dated articles, the newest, that are recent where no day is given."""

LEAST = 2
"""Articles in which an actor must be, to be called new or gone."""

CHANCE = 0.05
"""Probability of it being chance under which a row says so."""


def comings(tables: Mapping[str, pd.DataFrame], *, type: str | None = None, since: str = "", top: int = 30) -> Answer:
    """List the actors that are in the recent articles alone, and those that are in the earlier ones alone.

    `type` is person, country, organization, group or place (neutral: all); `since` is the ISO day on which the recent
    articles begin (neutral: the day that leaves the newest third of the dated articles); `top` is how many of each to
    return (0: all). Returns one row an actor: key, change (newcomer, vanished), actor, actor_id, type, first and last
    (publication, ISO, at its own precision), articles, mentions and chance: the probability that all of the actor's
    articles fall on one side if they were drawn from all articles at random (hypergeometric). Raises UnknownNameError
    for another `type`, InvalidValueError for a day that is none.
    """
    counted = select.counted(tables["articles"])
    dated = counted[counted["published_latest"].notna()]
    day = select.day(since, "since") or _parting(dated)
    recent = set(dated.loc[dated["published_latest"] >= day, "article_id"])
    mentions = actors.mentioned(tables, type)
    mentions = mentions[mentions["article_id"].isin(dated["article_id"])]
    mentions = mentions.assign(recent=mentions["article_id"].isin(recent))
    seen = mentions.groupby(["actor", "actor_id", "type"], as_index=False).agg(
        first=("published", "min"),
        last=("published", "max"),
        articles=("article_id", "nunique"),
        mentions=("start", "size"),
        lately=("recent", "mean"),
    )
    found = seen[(seen["articles"] >= LEAST) & seen["lately"].isin((0.0, 1.0))]
    total = len(dated)
    found = found.assign(
        change=found["lately"].map({1.0: "newcomer", 0.0: "vanished"}),
        chance=[
            _chance(n, len(recent) if lately else total - len(recent), total)
            for n, lately in zip(found["articles"], found["lately"], strict=True)
        ],
    )
    ranked = found.sort_values(
        ["change", "chance", "mentions", "actor"], ascending=[True, True, False, True], kind="stable"
    )
    frame = (ranked.groupby("change").head(top) if top > 0 else ranked).reset_index(drop=True)
    frame = frame.assign(key=frame["actor"] + ", " + frame["change"])
    columns = {
        "key": "actor and change",
        "change": "newcomer: in recent articles alone; vanished: in earlier ones alone",
        **actors.IDENTITY,
        "first": "day of the first article that mentions it (ISO)",
        "last": "day of the last one (ISO)",
        "articles": "articles that mention it",
        "mentions": "mentions in the text",
        "chance": "probability that its articles fall on one side by chance",
    }
    few = min(len(recent), total - len(recent))
    return Answer(
        title="Who is new, and who is gone",
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.newest_first(mentions.merge(frame[["actor_id", "key"]], on="actor_id"), frame["key"], tables),
        about=about.of(tables),
        shown={
            "actor": "Actor",
            "change": "Change",
            "first": "First seen",
            "last": "Last seen",
            "articles": "Articles",
            "chance": "By chance",
        },
        group="change",
        chips=frozenset({"change"}),
        cautions=(
            f"Recent are the {html.counted(len(recent), 'article')} from {dates.readable(day)} on, earlier the other "
            f"{total - len(recent):,}; actors in fewer than {LEAST} articles are left out.",
            f"Of many actors some look new or gone by chance: of a hundred rows with a chance under {CHANCE}, about "
            "five.",
            *((f"One side has {html.counted(few, 'article')} only.",) if few < 5 else ()),
        ),
        why_empty="No actor is in the recent articles alone, or in the earlier ones alone.",
    )


def _parting(dated: pd.DataFrame) -> str:
    """Return the day from which on articles are recent: the newest third, whole days."""
    days = dated["published_latest"].sort_values()
    return str(days.iloc[math.ceil(len(days) * (1 - RECENT)) - 1]) if len(days) else ""


def _chance(articles: int, side: int, total: int) -> float:
    """Return the probability that so many articles of `total` are all among `side` of them."""
    return math.comb(side, articles) / math.comb(total, articles) if articles <= total else 0.0
