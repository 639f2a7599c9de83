"""The summary: what a selection of articles says in a few sentences, each with the passages behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wirebook.publish.render import count_of, day, span
from wirebook.show import html
from wirebook.tables import select

ACTORS = 5
UPCOMING = 4
BALANCE = 0.05
"""Mean score below which tone is called balanced: VADER's own threshold for a neutral text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: its subject, a sentence, and its evidence as HTML (already escaped)."""

    label: str
    sentence: str
    evidence: str = ""


def findings(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Return what is to be said first about a selection of articles: nothing where none is counted."""
    if select.counted(tables["articles"]).empty:
        return []
    found = [_corpus(tables), _actors(tables), _tone(tables), _upcoming(tables)]
    return [finding for finding in found if finding]


def _corpus(tables: Mapping[str, pd.DataFrame]) -> Finding:
    counted = select.counted(tables["articles"])
    named = counted["source"].value_counts()
    sources = f"from {count_of(len(named), 'source')} ({', '.join(named.index[:3])}{', …' if len(named) > 3 else ''})"
    dates = span(counted["published_earliest"].dropna().min(), counted["published_latest"].dropna().max())
    left = len(tables["articles"]) - len(counted)
    sentence = f"{count_of(len(counted), 'article')} {sources if len(named) else 'of no named source'}"
    sentence += f", {dates}." if dates else ", none with a date."
    sentence += (
        f" {count_of(left, 'more')[:-1] if left != 1 else '1 more'} read but not counted: copies, or not in English."
        if left
        else ""
    )
    return Finding(label="The articles", sentence=sentence)


def _actors(tables: Mapping[str, pd.DataFrame]) -> Finding | None:
    mentions = tables["mentions"]
    if mentions.empty:
        return None
    articles = mentions.groupby("actor_id")["article_id"].nunique()
    most = articles.sort_values(ascending=False, kind="stable").head(ACTORS)
    names = tables["actors"].set_index("actor_id")["name"]
    listed = [f"{names.get(i, i)} ({n})" for i, n in most.items()]
    passages = mentions[mentions["actor_id"] == most.index[0]]
    return Finding(
        label="Who is in it",
        sentence=f"Named in the most articles: {', '.join(listed)}.",
        evidence=html.passages(_passages(tables, passages)),
    )


def _tone(tables: Mapping[str, pd.DataFrame]) -> Finding | None:
    tones = tables["tones"]
    tones = tones[tones["target"].isna()]
    if tones.empty:
        return None
    mean = float(tones["score"].mean())
    word = (
        "balanced"
        if abs(mean) < BALANCE
        else "more positive than negative"
        if mean > 0
        else "more negative than positive"
    )
    share = tones["label"].value_counts(normalize=True)
    sentence = (
        f"On the whole {word}: {share.get('positive', 0):.0%} of {count_of(len(tones), 'sentence')} read positive, "
        f"{share.get('negative', 0):.0%} negative."
    )
    extreme = tones.sort_values("score", key=abs, ascending=False, kind="stable").head(6)
    sentences = extreme.merge(tables["sentences"], on=["article_id", "sentence"])
    return Finding(label="How it is told", sentence=sentence, evidence=html.passages(_passages(tables, sentences)))


def _upcoming(tables: Mapping[str, pd.DataFrame]) -> Finding | None:
    last = select.counted(tables["articles"])["published_latest"].dropna().max()
    events = tables["events"]
    if events.empty or not isinstance(last, str):
        return None
    ahead = events[events["begin"].notna() & (events["begin"] > last)].sort_values("begin", kind="stable")
    if ahead.empty:
        return Finding(label="What is coming up", sentence=f"Nothing is announced for after {day(last)}.")
    return Finding(
        label="What is coming up",
        sentence=f"{count_of(len(ahead), 'statement')} about days after {day(last)}, "
        f"the first for {day(ahead['begin'].iloc[0])}.",
        evidence=html.passages(_passages(tables, ahead.head(UPCOMING * 3))),
    )


def _passages(tables: Mapping[str, pd.DataFrame], spans: pd.DataFrame) -> pd.DataFrame:
    """Return spans with the sentence and the article that they stand in, as `show.html.passages` takes them."""
    sentences = tables["sentences"][["article_id", "sentence", "start", "text"]]
    sentences = sentences.rename(columns={"start": "sentence_start"})
    articles = tables["articles"][["article_id", "title", "source", "published"]].drop_duplicates("article_id")
    columns = [c for c in ("article_id", "sentence", "start", "end") if c in spans]
    return spans[columns].merge(sentences, on=["article_id", "sentence"]).merge(articles, on="article_id")
