"""Who is quoted, how often, and with what words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, naming, passages
from wirebook.analyse.answer import Answer
from wirebook.errors import UnknownNameError
from wirebook.show import figures, html
from wirebook.show.style import Picture

PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|who|that|this)", re.IGNORECASE)
UNRESOLVED = "Speakers are found by rules around the words that report; a wrong or missing speaker is possible."


PLACED = {
    "published": "date of the article",
    "article_id": "the article",
    "sentence": "number of the sentence it begins in",
    "start": "first position in the article's text",
    "end": "position after the last",
}
"""Columns that say where a row stands."""


def speakers(tables: Mapping[str, pd.DataFrame], *, top: int = 20) -> Answer:
    """Count the statements attributed to each speaker.

    `top` is how many speakers to return (0: all). Returns one row a speaker: speaker (the actor's name, or in quotation
    marks the words that name the speaker), actor_id (null where it is no known actor), quotes, direct, indirect, words
    (in direct quotations) and articles.
    """
    quotes = _named(tables)
    counted = quotes.groupby("speaker_name", as_index=False).agg(
        actor_id=("speaker", "first"),
        quotes=("start", "size"),
        direct=("direct", "sum"),
        words=("direct_words", "sum"),
        articles=("article_id", "nunique"),
    )
    counted = counted.assign(indirect=counted["quotes"] - counted["direct"]).rename(columns={"speaker_name": "speaker"})
    ranked = counted.sort_values(
        ["quotes", "words", "speaker"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
    frame = ranked.head(top) if top > 0 else ranked
    nameless = len(tables["quotes"]) - len(quotes)
    title = "Who is quoted"
    return Answer(
        title=title,
        frame=frame[["speaker", "actor_id", "quotes", "direct", "indirect", "words", "articles"]],
        columns={
            "speaker": "name of the speaker; in quotation marks the words that name one who is no known actor",
            "actor_id": "identifier of the actor; null where none is known",
            "quotes": "statements attributed to the speaker",
            "direct": "of these, in quotation marks",
            "indirect": "of these, reported in the article's words",
            "words": "words in the direct quotations",
            "articles": "articles with such a statement",
        },
        key="speaker",
        passages=passages.newest_first(
            quotes.assign(key=quotes["speaker_name"]), frame["speaker"], tables, day="published"
        ),
        about=about.of(tables),
        shown={
            "speaker": "Speaker",
            "quotes": "Statements",
            "direct": "Direct",
            "indirect": "Indirect",
            "articles": "Articles",
        },
        cautions=(
            UNRESOLVED,
            *((f"Left out: {html.counted(nameless, 'statement')} without a speaker.",) if nameless else ()),
        ),
        why_empty="Nobody is quoted in this selection.",
        draw=partial(_draw, title=title),
    )


def statements(tables: Mapping[str, pd.DataFrame], *, speaker: str = "", top: int = 40) -> Answer:
    """List what was said, the newest first.

    `speaker` is a name or an identifier of an actor, any case (neutral: everybody). Returns one row a statement: key,
    speaker, kind, text, cue, published, article_id, sentence, start and end. Raises UnknownNameError for a speaker who
    is never quoted.
    """
    frame, left = _listed(_named(tables), speaker, of="speaker", top=top)
    columns = {
        "key": "article and first position",
        "speaker": "who said it",
        "kind": "direct or indirect",
        "text": "the words, with their quotation marks",
        "cue": "the word that reports",
        **PLACED,
    }
    return Answer(
        title=f"What {frame['speaker'].iloc[0]} said" if speaker and len(frame) else "What was said",
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.of(frame, tables),
        about=about.of(tables),
        shown={"speaker": "Speaker", "text": "Words", "kind": "Kind"},
        cautions=(UNRESOLVED, *((f"Left out: {html.counted(left, 'earlier statement')}.",) if left else ())),
        why_empty="Nobody is quoted in this selection.",
        chips=frozenset({"kind"}),
    )


def stances(tables: Mapping[str, pd.DataFrame], *, holder: str = "", top: int = 40) -> Answer:
    """List what somebody is reported to say, want, support or reject in a phrase, the newest first.

    `holder` is a name or an identifier of an actor, any case (neutral: everybody). Returns one row a stance: key,
    holder, text, cue, published, article_id, sentence, start and end. Raises UnknownNameError for one who has none.
    """
    frame, left = _listed(_dated(tables["stances"], tables, of="holder"), holder, of="holder", top=top)
    columns = {
        "key": "article and first position",
        "holder": "whose it is",
        "text": "the article's words: a verb or noun of speech or stance with what follows it",
        "cue": "that verb or noun",
        **PLACED,
    }
    return Answer(
        title=f"What {frame['holder'].iloc[0]} wants and rejects" if holder and len(frame) else "Who wants what",
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.of(frame, tables),
        about=about.of(tables),
        shown={"holder": "Who", "text": "Reported as"},
        cautions=(
            "These are the article's words about somebody, found by rules around verbs and nouns of stance.",
            *((f"Left out: {html.counted(left, 'earlier passage')}.",) if left else ()),
        ),
        why_empty="No stance is reported in this selection.",
    )


def _listed(rows: pd.DataFrame, who: str, *, of: str, top: int) -> tuple[pd.DataFrame, int]:
    """Return the rows of one person, or of all, the newest first, with a key; and how many are left out.

    `of` is the column of the person's identifier; the column of that name and "_name" has the name.
    """
    if who:
        wanted, name = who.casefold(), rows[f"{of}_name"]
        kept = (name.str.casefold() == wanted) | (rows[of].str.casefold() == wanted)
        if len(rows) and not kept.any():
            raise UnknownNameError.of(of, who, name.unique())
        rows = rows[kept]
    ordered = rows.sort_values(["published", "article_id", "start"], ascending=[False, True, True], kind="stable")
    frame = (ordered.head(top) if top > 0 else ordered).reset_index(drop=True)
    frame["key"] = frame["article_id"] + ":" + frame["start"].astype("str")
    return frame.drop(columns=of).rename(columns={f"{of}_name": of}), len(ordered) - len(frame)


def _name(rows: pd.DataFrame, names: pd.Series, *, of: str) -> pd.Series:
    """Name who speaks or holds a stance: the actor, or the words in quotation marks; missing where these are only a
    pronoun."""
    words = rows[f"{of}_text"].where(~rows[f"{of}_text"].str.fullmatch(PRONOUN).fillna(False).astype(bool))
    return rows[of].map(names).fillna("“" + words + "”")


def _named(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the statements that have a speaker, with the speaker's name and the number of quoted words."""
    quotes = tables["quotes"]
    direct = quotes["kind"] == "direct"
    words = quotes["text"].str.count(r"\w+(?:['’]\w+)?").where(direct, 0)
    counted = quotes.assign(direct=direct.astype("int64"), direct_words=words.fillna(0).astype("int64"))
    return _dated(counted, tables, of="speaker")


def _dated(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, of: str) -> pd.DataFrame:
    """Return the rows whose speaker or holder has a name, with it and with the day of publication."""
    articles = tables["articles"].drop_duplicates("article_id")
    named = rows.assign(**{f"{of}_name": _name(rows, naming.names(tables), of=of)})
    return named.dropna(subset=[f"{of}_name"]).merge(articles[["article_id", "published"]], on="article_id")


def _draw(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.ranked(
        frame,
        name="speaker",
        value="quotes",
        title=title,
        unit="statements attributed to the speaker, direct and indirect",
        footer=footer,
    )
