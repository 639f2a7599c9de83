"""Spans into evidence: each with its article and its sentence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

MEANINGS = {
    "key": "the row of the answer that the passage stands behind",
    "article_id": "hex hash of the article's normalised text",
    "title": "the article's headline",
    "source": "its publisher or agency",
    "published": "when it was published: ISO 8601 at its own precision",
    "sentence": "number of the sentence in its article, from 0",
    "start": "first code point of the span in articles.text; as `end` where the whole sentence is meant",
    "end": "code point after the span's last",
    "text": "the words of the whole sentence",
    "sentence_start": "first code point of the sentence in articles.text",
    "score": "tone of the sentence, from -1 (negative) to 1 (positive), where the number is a mean of tones",
}
"""Each column of passages, and what it holds; `score` only where the number behind which they stand is a mean."""

COLUMNS = tuple(name for name in MEANINGS if name != "score")


def of(spans: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the passages of some spans, in the order of their keys' first appearance, then as given.

    `spans` has the columns key, article_id, sentence, start and end, offsets in the article's text; and `score` where
    the number that rests on them is a mean of scores: then the passages have it too.
    """
    sentences = tables["sentences"][["article_id", "sentence", "text", "start"]].rename(
        columns={"start": "sentence_start"}
    )
    articles = tables["articles"]
    named = articles.loc[articles["duplicate_of"].isna(), ["article_id", "title", "source", "published"]]
    scores = [c for c in spans.columns if c == "score"]
    wanted = spans[["key", "article_id", "sentence", "start", "end", *scores]]
    found = wanted.merge(sentences, on=["article_id", "sentence"]).merge(
        named.drop_duplicates("article_id"), on="article_id"
    )
    order = {key: place for place, key in enumerate(wanted["key"].unique())}
    ordered = found.assign(order=found["key"].map(order)).sort_values("order", kind="stable")
    return ordered[[*COLUMNS, *scores]].reset_index(drop=True)


def newest_first(
    spans: pd.DataFrame, keys: pd.Series, tables: Mapping[str, pd.DataFrame], *, day: str = "published_latest"
) -> pd.DataFrame:
    """Return the passages of those spans whose key is among `keys`, in their order, of each the newest article first.

    `spans` is as for `of`, and has the column of the article's publication that `day` names.
    """
    places = pd.Series(range(len(keys)), index=keys.to_list(), dtype="int64")
    kept = spans[spans["key"].isin(keys)]
    ordered = kept.assign(place=kept["key"].map(places)).sort_values(
        ["place", day, "article_id", "start"], ascending=[True, False, True, True], kind="stable"
    )
    return of(ordered, tables)


def of_sentences(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the passages of whole sentences, nothing in them marked: `rows` has key, article_id and sentence,
    and score where they have one.
    """
    begins = tables["sentences"][["article_id", "sentence", "start"]]
    kept = [c for c in ("key", "article_id", "sentence", "score") if c in rows.columns]
    spans = rows[kept].merge(begins, on=["article_id", "sentence"])
    return of(spans.assign(end=spans["start"]), tables)


def strongest_first(scored: pd.DataFrame, keys: pd.Series, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the passages of scored sentences in the order of `keys`, of each key the strongest tone first.

    `scored` has key, article_id, sentence and score.
    """
    places = pd.Series(range(len(keys)), index=keys.to_list(), dtype="int64")
    ordered = scored.assign(place=scored["key"].map(places), strength=-scored["score"].abs()).sort_values(
        ["place", "strength", "article_id", "sentence"], kind="stable"
    )
    return of_sentences(ordered, tables)


def of_articles(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the first sentence of each article as its passage: `rows` has key and article_id."""
    return of_sentences(rows[["key", "article_id"]].assign(sentence=0), tables)


def none() -> pd.DataFrame:
    """Return no passages."""
    return pd.DataFrame(
        {c: pd.Series(dtype="int64" if c in ("sentence", "start", "end", "sentence_start") else "str") for c in COLUMNS}
    )
