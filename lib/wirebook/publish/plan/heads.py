"""The headline figures of one set: how many articles, from whom, from when, in what tone, about whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from wirebook.analyse import about, actors, intervals, periods, sentiment
from wirebook.show import html
from wirebook.tables import frames, schema, select

ARTICLES = "scored.parquet"
"""The file with a row a scored article: article_id, published_earliest, published_latest, score (mean of sentences)."""
ACTORS = 8
"""Actors that are named of a set, the most mentioned first."""


def write(run: Path, folder: Path) -> dict[str, Any]:
    """Return the headline figures of a run as JSON values, and write its scored articles to `folder`."""
    tables = frames.to_pandas({name: pq.read_table(run / "tables" / f"{name}.parquet") for name in schema.SCHEMA})
    described = about.of(tables)
    mean, behind = sentiment.whole(tables)
    who = actors.frequency(tables, top=ACTORS).frame
    _scored(tables).to_parquet(folder / ARTICLES)
    return {
        "articles": described.articles,
        "read": len(tables["articles"]),
        "sentences": len(tables["sentences"]),
        "words": int(tables["articles"]["words"].sum()),
        "sources": len(described.sources),
        "since": described.begin,
        "until": described.end,
        "tone": _number(mean, "mean"),
        "tone_low": _number(mean, "low"),
        "tone_high": _number(mean, "high"),
        "problems": len(tables["problems"]),
        "actors": [
            {"actor": str(row["actor"]), "mentions": int(row["mentions"]), "rate": float(row["rate"])}
            for row in who.to_dict("records")
        ],
        "evidence": html.passages(behind) if len(behind) else "",
    }


def _number(row: pd.DataFrame, column: str) -> float | None:
    return None if row.empty or pd.isna(row.iloc[0][column]) else float(row.iloc[0][column])


def _scored(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    score = sentiment.each(tables).set_index("article_id")["score"]
    articles = select.counted(tables["articles"]).drop_duplicates("article_id")
    dated = articles[["article_id", "published_earliest", "published_latest"]]
    return dated.assign(score=dated["article_id"].map(score))


def over_time(scored: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the mean tone of each set (column `set`) by period.

    Columns: set, period, begin, days, mean, low, high, articles.
    """
    placed = periods.place(
        scored.dropna(subset=["score"]), earliest="published_earliest", latest="published_latest", every=unit
    )
    return intervals.of_means(placed, by=["set", "period", "begin", "days"], value="score")
