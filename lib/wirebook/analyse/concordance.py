"""A concordance with evidence: each place where words stand, or an actor is named, in its context (keyword in context:
Luhn 1960, "Key word-in-context index for technical literature").
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wirebook import language
from wirebook.analyse import about, naming
from wirebook.analyse import passages as evidence
from wirebook.analyse.answer import Answer
from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.show.html import counted
from wirebook.tables import select

SPAN = ["article_id", "sentence", "start", "end"]
COLUMNS = {
    "key": "article and first position",
    "left": "what stands before, on one line",
    "match": "the words found, as printed",
    "right": "what stands after, on one line",
    "title": "headline of the article",
    "source": "its publisher or agency",
    "published": "when it was published: ISO 8601 at its own precision",
    "article_id": "the article",
    "sentence": "number of the sentence in its article, from 0",
    "start": "first code point of the match in articles.text",
    "end": "code point after its last",
}
SHOWN = {"left": "Before", "match": "Found", "right": "After", "source": "Source", "published": "Published"}


def passages(
    tables: Mapping[str, pd.DataFrame],
    phrase: str = "",
    *,
    actor: str = "",
    source: str = "",
    since: str | int = "",
    until: str | int = "",
    width: int = 60,
    top: int = 0,
) -> Answer:
    """Find a word, or several in a row within a sentence, and show each place in context, the newest article first.

    Upper and lower case are alike. `actor` (a name, an identifier or a form that the articles use) keeps the sentences
    that mention it; without a phrase, its own mentions are the places. `source`, `since` and `until` keep articles, as
    in `wirebook.open`. `width` is the context in characters on each side, `top` the most places (0: all). Returns one
    row a place, see COLUMNS; behind each is its sentence. Raises InvalidValueError where neither phrase nor actor is
    given, or a day is none, UnknownNameError for an actor or source that there is none of.
    """
    if not phrase.strip() and not actor:
        raise InvalidValueError(
            "neither words nor an actor to look for", hint='write passages("tariffs", actor="China")'
        )
    actors = naming.asked(tables, actor)
    known = tables["articles"]["source"].dropna().unique()
    if source and source.casefold() not in {name.casefold() for name in known}:
        raise UnknownNameError.of("source", source, known)
    part = select.select(tables, since=since, until=until, sources=source)
    mentions = part["mentions"][part["mentions"]["actor_id"].isin(actors)]
    places = _said(part["sentences"], phrase, mentions if actor else None) if phrase.strip() else mentions[SPAN]
    frame = _in_context(places, part, width)
    left = len(frame) - top if 0 < top < len(frame) else 0
    frame = frame.head(top) if left else frame
    who = f" in sentences that mention {actor}" if actor and phrase.strip() else ""
    return Answer(
        title=f"“{phrase.strip()}”{who}" if phrase.strip() else f"Mentions of {actor}",
        frame=frame,
        columns=COLUMNS,
        key="key",
        passages=evidence.of(frame[["key", *SPAN]], part),
        about=about.of(part),
        shown=SHOWN,
        cautions=(f"Left out: {counted(left, 'earlier place')}.",) if left else (),
        why_empty="No sentence of this selection has it.",
    )


def _said(sentences: pd.DataFrame, phrase: str, mentions: pd.DataFrame | None) -> pd.DataFrame:
    """Return the spans of a phrase in sentences; with `mentions`, in those that have one of them."""
    if mentions is not None:
        sentences = sentences.merge(
            mentions[["article_id", "sentence"]].drop_duplicates(), on=["article_id", "sentence"]
        )
    folded = sentences["text"].str.casefold()
    for word in language.words(phrase):
        wanted = phrase[word.start : word.end].casefold()
        folded = folded[folded.str.contains(wanted, regex=False)]
    candidates = sentences.loc[folded.index].reset_index(drop=True)
    lines = pd.DataFrame(language.concordance(candidates["text"], phrase), columns=list(language.Line._fields))
    rows = candidates.iloc[lines["text"].to_numpy(dtype=np.int64)].reset_index(drop=True)
    begin = rows["start"].to_numpy(dtype=np.int64)
    starts, ends = (begin + lines[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    return rows[["article_id", "sentence"]].assign(start=starts, end=ends)


def _in_context(places: pd.DataFrame, tables: Mapping[str, pd.DataFrame], width: int) -> pd.DataFrame:
    articles = select.counted(tables["articles"])
    about_them = articles[["article_id", "title", "source", "published", "published_latest", "text"]]
    rows = places.merge(about_them, on="article_id").sort_values(
        ["published_latest", "article_id", "start"], ascending=[False, True, True], kind="stable", na_position="last"
    )
    spans = list(zip(rows["text"], rows["start"], rows["end"], strict=True))
    context = {
        "left": [" ".join(text[max(0, start - width) : start].split()) for text, start, _ in spans],
        "match": [text[start:end] for text, start, end in spans],
        "right": [" ".join(text[end : end + width].split()) for text, _, end in spans],
    }
    words = {name: pd.Series(values, index=rows.index, dtype="str") for name, values in context.items()}
    key = rows["article_id"] + ":" + rows["start"].astype("str")
    return rows.assign(key=key, **words)[list(COLUMNS)].reset_index(drop=True)
