"""One actor by itself: what is counted of it, and every sentence that mentions it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wirebook.analyse import about, actors, network, parts, quotes
from wirebook.analyse.answer import Answer
from wirebook.show import actor as page
from wirebook.show import dates, html
from wirebook.tables import select

NAMES = 12
"""Forms of its name that a profile lists."""

KINDS = {
    "person": "Person",
    "country": "Country",
    "organization": "Organisation",
    "group": "Group",
    "place": "Place",
}

SAID = {"agent": "acts", "patient": "acted upon"}
"""What a role is called beside a sentence."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor: `facts` by what they are called, and `sentences`, the newest article first.

    `sentences` has the columns article_id, title, source, published, sentence, start (in the article's text), text,
    spans (pairs of positions in the sentence) and said (the actor's role, with the verb).
    """

    actor_id: str
    name: str
    kind: str
    facts: Mapping[str, str]
    sentences: pd.DataFrame
    note: str
    over_time: Answer
    """Its mentions by period."""
    said: Answer
    """The statements attributed to it."""
    wants: Answer
    """What it is reported to want, support or reject."""

    def __repr__(self) -> str:
        return f"Profile({self.name!r}: {len(self.sentences)} sentences)"

    def _repr_html_(self) -> str:
        return page.render(self.name, kind=self.kind, facts=self.facts, sentences=self.sentences, note=self.note)


def profile(tables: Mapping[str, pd.DataFrame], name: str = "", *, every: str = "auto", top: int = 40) -> Profile:
    """Return the profile of one actor.

    `name` is a name, an identifier, or a form that the articles use ("Beijing"), any case; of several actors the most
    mentioned is meant, and with no name the most mentioned of all. `every` is the period that mentions are counted by
    (auto, day, week, month, year), `top` how many statements and stances to list (0: all). Where the articles mention
    none of that name, the profile is empty and says so. Raises UnknownNameError for another `every`.
    """
    mentions = actors.mentioned(tables, None)
    ranked = actors.leading(mentions, 0)
    wanted = ranked[ranked["actor_id"].isin(select.find_actors(tables, name))] if name else ranked
    actor_id, called = ("", name or "No actor")
    kind, facts = f"No article of this selection mentions {name or 'an actor'}.", {}
    if len(wanted):
        actor_id, called = str(wanted["actor_id"].iloc[0]), str(wanted["actor"].iloc[0])
        kind = _kind(tables, actor_id)
        facts = dict(_facts(tables, mentions, actor_id, called))
    return Profile(
        actor_id=actor_id,
        name=called,
        kind=kind,
        facts=facts,
        sentences=_sentences(tables, mentions[mentions["actor_id"] == actor_id]),
        note=f"{about.of(tables).line()}.",
        over_time=actors.over_time(_of(tables, "mentions", "actor_id", actor_id), every=every),
        said=quotes.statements(_of(tables, "quotes", "speaker", actor_id), top=top),
        wants=quotes.stances(_of(tables, "stances", "holder", actor_id), top=top),
    )


def _of(tables: Mapping[str, pd.DataFrame], name: str, column: str, actor_id: str) -> Mapping[str, pd.DataFrame]:
    """Return the tables with those rows of one of them that belong to an actor."""
    rows = tables[name]
    return dict(tables) | {name: rows[rows[column] == actor_id].reset_index(drop=True)}


def _kind(tables: Mapping[str, pd.DataFrame], actor_id: str) -> str:
    actors_ = tables["actors"]
    row = actors_[actors_["actor_id"] == actor_id].iloc[0]
    parts_ = [KINDS[str(row["type"])], *([f"country code {row['country']}"] if isinstance(row["country"], str) else [])]
    return " · ".join([*parts_, "in the knowledge tables" if row["known"] else "not in the knowledge tables"])


def _facts(tables: Mapping[str, pd.DataFrame], mentions: pd.DataFrame, actor_id: str, called: str) -> Mapping[str, str]:
    own = mentions[mentions["actor_id"] == actor_id]
    texts = tables["mentions"][tables["mentions"]["actor_id"] == actor_id]
    named = texts[texts["form"] != "pronoun"]["text"].value_counts().head(NAMES)
    days = own["published"].dropna()
    part = {name: len(rows) for name, rows in parts.behind(_of(tables, "quotes", "speaker", actor_id), own).items()}
    words = int(select.counted(tables["articles"])["words"].sum())
    facts = {
        "Mentions": f"{len(own):,}, {len(own) * 1000 / max(1, words):,.2f} per 1,000 words",
        "Articles": f"{own['article_id'].nunique():,}, by {html.counted(own['source'].nunique(), 'source')}",
        "Seen": f"{dates.readable(days.min())} to {dates.readable(days.max())}" if len(days) else "undated",
        "Called": ", ".join(f"{text} ({count:,})" for text, count in named.items()),
        "Speaking": html.counted(part["speaking"], "statement"),
        "Acting": f"agent of a verb in {html.counted(part['acting'], 'mention')}",
        "Acted upon": f"patient of a verb in {html.counted(part['acted_upon'], 'mention')}",
        "Most often with": network.nearest(mentions, called),
    }
    return {name: value for name, value in facts.items() if value}


def _sentences(tables: Mapping[str, pd.DataFrame], own: pd.DataFrame) -> pd.DataFrame:
    sentences = tables["sentences"][["article_id", "sentence", "text", "start"]].rename(
        columns={"start": "sentence_start"}
    )
    articles = select.counted(tables["articles"])[["article_id", "title"]]
    rows = own.merge(sentences, on=["article_id", "sentence"]).merge(articles, on="article_id")
    rows = rows.sort_values(
        ["published_latest", "article_id", "sentence", "start"], ascending=[False, True, True, True], kind="stable"
    )
    rows = rows.assign(
        span=pd.Series(
            [
                (int(start) - int(offset), int(end) - int(offset))
                for start, end, offset in zip(rows["start"], rows["end"], rows["sentence_start"], strict=True)
            ],
            index=rows.index,
            dtype="object",
        ),
        part=[
            f"{SAID[role]}: {verb}" if isinstance(role, str) else ""
            for role, verb in zip(rows["role"], rows["verb"], strict=True)
        ],
    )
    grouped = rows.groupby(["article_id", "sentence"], sort=False).agg(
        title=("title", "first"),
        source=("source", "first"),
        published=("published", "first"),
        start=("sentence_start", "first"),
        text=("text", "first"),
        spans=("span", list),
        said=("part", lambda said: " · ".join(part for part in said if part)),
    )
    return grouped.reset_index()
