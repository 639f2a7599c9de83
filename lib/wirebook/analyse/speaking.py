"""Who speaks how of whom: the tone of speakers' words towards those they name, beside that of the articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, fragile, intervals, judged, labelled, naming, passages, voiced
from wirebook.analyse.answer import Answer
from wirebook.annotate import voices
from wirebook.annotate.judges import LABELS
from wirebook.show import figures, html
from wirebook.show.style import Picture
from wirebook.tables import select

ARTICLES = "The articles themselves"
"""Stands as the speaker of what no speaker says."""

RESOLVED = (
    "A speaker's words are what stands in quotation marks and what the article reports as said; what an actor says of "
    "itself is left out. Speakers are found by rules; a wrong or missing speaker is possible."
)


def speaking(
    tables: Mapping[str, pd.DataFrame], *, speaker: str = "", target: str = "", to: str = "", top: int = 8
) -> Answer:
    """Average the tone of each speaker's words towards each actor they name, and of the articles' own words.

    `speaker` and `target` keep one of them, by a name, an identifier or a form that the articles use; `to` keeps what
    was said to one actor. `top` is how many speakers and targets, those of most statements (0: all). A statement is a
    sentence in which the speaker's words name the actor. Returns one row a pair: key, speaker, target, mean, low, high
    (the interval over articles), statements, negative, neutral, positive (statements by label), articles and fragility.
    Raises UnknownNameError for an actor that is not there.
    """
    said = _said(tables, speaker=speaker, target=target, to=to)
    kept = said[said["speaker"].isin(_leading(said, "speaker", top)) & said["name"].isin(_leading(said, "name", top))]
    frame = _pairs(kept).join(_rests(kept, tables), on="key")
    columns = {
        "key": "name of the row",
        "speaker": f"whose words; “{ARTICLES}” for what is nobody else's",
        "target": "whom they name",
        "mean": "mean tone towards it, from -1 (negative) to 1 (positive): the mean of the articles' means",
        "low": "lower end of the 95 % bootstrap interval over articles; missing for fewer than 5 articles",
        "high": "upper end of the interval",
        "statements": "sentences in which these words name it",
        **{str(label): f"of these, {label} towards it" for label in LABELS},
        "articles": "articles with such a sentence",
        "fragility": "what the mean rests on: one article or a few sentences, without which it would be another",
    }
    title = "Who speaks how of whom" + (f", to {_name(tables, to)}" if to else "")
    return Answer(
        title=title,
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.strongest_first(kept, frame["key"], tables),
        about=about.of(tables),
        shown={
            "speaker": "Whose words",
            "target": "Of whom",
            "mean": "Mean tone",
            "statements": "Statements",
            "negative": "Negative",
            "positive": "Positive",
            "articles": "Articles",
        },
        cautions=(
            *judged.cautions(kept, towards=True),
            *labelled.said(tables, towards=True),
            RESOLVED,
            *_left(said, kept),
        ),
        why_empty="No statement of this selection has a speaker and names an actor."
        if not to
        else "No statement of this selection was said to that actor and names another one.",
        draw=partial(_draw, title=title),
    )


def _rests(kept: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return by key what each mean rests on: of one voice's words the model cannot tell which move it."""
    titles = tables["articles"].drop_duplicates("article_id")[["article_id", "title"]]
    worded = kept.assign(words=None) if judged.by_model(kept) else kept
    found = fragile.of_groups(worded.merge(titles, on="article_id"), "key")
    said = {key: fragile.said(one) for key, one in found.items()}
    return pd.Series(said, name="fragility", dtype="str")


def _said(tables: Mapping[str, pd.DataFrame], *, speaker: str, target: str, to: str) -> pd.DataFrame:
    """Return the tones towards actors by whose words they are: speaker and name are names."""
    found = voiced.rows(tables)
    found = found[found["target"].notna() & (found["attributed"] != found["target"])]
    found = found[found["article_id"].isin(set(select.counted(tables["articles"])["article_id"]))]
    names = naming.names(tables)
    own = found["voice"] == voices.ARTICLE
    said = found.assign(
        speaker=found["attributed"].map(names).mask(own, ARTICLES), name=found["target"].map(names)
    ).dropna(subset=["speaker", "name"])
    if speaker:
        said = said[said["attributed"].isin(naming.asked(tables, speaker))]
    if target:
        said = said[said["target"].isin(naming.asked(tables, target))]
    if to:
        quotes = tables["quotes"]
        told = quotes.loc[quotes["addressee"].isin(naming.asked(tables, to)), ["article_id", "sentence", "speaker"]]
        told = told.rename(columns={"speaker": "attributed"}).drop_duplicates()
        said = said.merge(told, on=["article_id", "sentence", "attributed"])
    return said.assign(key=said["speaker"] + " on " + said["name"])


def _name(tables: Mapping[str, pd.DataFrame], words: str) -> str:
    return str(naming.names(tables).get(naming.asked(tables, words)[0], words))


def _leading(said: pd.DataFrame, of: str, top: int) -> list[str]:
    """Return the speakers or targets of most statements; the articles come beside the speakers."""
    counted = said.groupby(of).size().sort_index().sort_values(ascending=False, kind="stable")
    first = [str(name) for name in counted.index if name != ARTICLES][: top if top > 0 else None]
    return [ARTICLES, *first] if of == "speaker" else first


def _pairs(said: pd.DataFrame) -> pd.DataFrame:
    """Average the statements of each pair; the articles first, then speakers and targets by their statements."""
    each = said.groupby(["speaker", "name", "key", "article_id"], as_index=False).agg(score=("score", "mean"))
    means = intervals.of_means(each, by=["speaker", "name", "key"], value="score")
    counts = pd.crosstab(said["key"], said["label"]).reindex(columns=list(LABELS), fill_value=0).reset_index()
    frame = means.merge(counts, on="key") if len(means) else means.assign(**dict.fromkeys(LABELS, 0))
    frame["statements"] = frame[list(LABELS)].sum(axis=1).astype("int64")
    for column, order in (("speaker", "first"), ("name", "second")):
        places = {name: place for place, name in enumerate(_leading(said, column, 0))}
        frame[order] = frame[column].map(places)
    frame = frame.sort_values(["first", "second"], kind="stable", ignore_index=True)
    return frame.rename(columns={"name": "target"})


def _left(said: pd.DataFrame, kept: pd.DataFrame) -> tuple[str, ...]:
    left = len(said) - len(kept)
    return (f"Left out: {html.counted(left, 'statement')} of others or towards others.",) if left else ()


def _draw(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.crossed(
        frame, row="speaker", column="target", value="mean", count="statements", title=title,
        unit="mean tone towards, and number of statements", footer=footer,
    )  # fmt: skip
