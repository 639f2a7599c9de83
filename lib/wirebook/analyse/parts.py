"""What part each actor has: spoken about, speaking, acting, acted upon; and who is talked about and never heard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, actors
from wirebook.analyse.answer import Answer
from wirebook.knowledge import words
from wirebook.show import figures
from wirebook.show.style import Picture
from wirebook.tables import select

PARTS: Mapping[str, str] = {
    "mentioned": "Spoken about",
    "speaking": "Speaking",
    "acting": "Acting",
    "acted_upon": "Acted upon",
}
"""The columns of the matrix, and what a page calls them."""

OFTEN = 5
"""Mentions from which on it says something that an actor is never heard."""


def parts(
    tables: Mapping[str, pd.DataFrame], *, type: str | None = None, top: int = 25, rolled: bool = False
) -> Answer:
    """Count, for each of the most mentioned actors, what part it has in the articles.

    `type` is person, country, organization, group or place (neutral: all); `top` is how many actors (0: all); `rolled`
    counts those who speak for a government as its country. Returns one row an actor: actor, actor_id, type, mentioned
    (mentions), speaking (statements attributed to it), acting (mentions as the agent of a verb that does not report
    speech), acted_upon (mentions as the patient of a verb) and unheard (no place, mentioned OFTEN times or more, and no
    statement). Raises UnknownNameError for another `type`.
    """
    mentions = actors.mentioned(tables, type, rolled=rolled)
    ranked = actors.leading(mentions, top).rename(columns={"mentions": "mentioned"})
    spoken = behind(tables, mentions, type, rolled=rolled)
    frame = ranked.assign(
        **{
            name: ranked["actor_id"].map(rows["actor_id"].value_counts()).fillna(0).astype("int64")
            for name, rows in spoken.items()
        }
    )
    frame = frame.assign(unheard=(frame["speaking"] == 0) & (frame["mentioned"] >= OFTEN) & (frame["type"] != "place"))
    unheard = actors.some(frame.loc[frame["unheard"], "actor"])
    title = "Spoken about, speaking, acting"
    spans = ["actor", "article_id", "sentence", "start", "end", "published_latest"]
    return Answer(
        title=title,
        frame=frame,
        columns={
            **actors.IDENTITY,
            "mentioned": "mentions in the text",
            "speaking": "statements attributed to it, direct and indirect",
            "acting": "mentions as the grammatical agent of a verb other than those that report speech",
            "acted_upon": "mentions as the grammatical patient of a verb",
            "unheard": f"whether it is mentioned {OFTEN} times or more, no place, and no statement is attributed to it",
        },
        key="actor",
        passages=actors.evidence(pd.concat([rows[spans] for rows in spoken.values()]), frame["actor"], tables),
        about=about.of(tables),
        shown={"actor": "Actor", **PARTS},
        cautions=(
            *((f"Talked about and never quoted: {unheard}.",) if unheard else ()),
            "Agents and patients are counted where the sentence shows them plainly, about half of all mentions; the "
            "columns are to be compared within a row and down a column, not added.",
        ),
        why_empty="No actor is mentioned in this selection.",
        draw=partial(_draw, title=title),
    )


def behind(
    tables: Mapping[str, pd.DataFrame], mentions: pd.DataFrame, type_: str | None = None, *, rolled: bool = False
) -> Mapping[str, pd.DataFrame]:
    """Return the statements and mentions that each part but the first is counted from, by its column.

    `mentions` is what `actors.mentioned` gives for the same `type_` and `rolled`.
    """
    speech = mentions["verb"].str.casefold().isin(words.speech_verbs())
    return {
        "speaking": _statements(tables, type_, rolled=rolled),
        "acting": mentions[(mentions["role"] == "agent") & ~speech],
        "acted_upon": mentions[mentions["role"] == "patient"],
    }


def _statements(tables: Mapping[str, pd.DataFrame], type_: str | None, *, rolled: bool) -> pd.DataFrame:
    """Return the statements of counted articles with the actor that each is attributed to, as mentions have it."""
    quotes = tables["quotes"]
    spoken = quotes[quotes["speaker"].notna()].rename(columns={"speaker": "actor_id"})
    wanted = ["article_id", "sentence", "start", "end", "actor_id"]
    counted = select.counted(tables["articles"])["article_id"]
    as_mentions = spoken[spoken["article_id"].isin(counted)][wanted].assign(form="", role=None, verb=None)
    return actors.mentioned(dict(tables) | {"mentions": as_mentions}, type_, rolled=rolled)


def _draw(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.matrix(
        frame, name="actor", columns=PARTS, title=title, unit="counts; darker: more, within a column", footer=footer
    )
