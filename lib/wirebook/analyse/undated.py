"""When undated articles were written, by their own text: estimates, other candidates, and the sentences behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from wirebook.analyse import about, passages
from wirebook.analyse.answer import Answer
from wirebook.show import dates
from wirebook.tables import select

COLUMNS = {
    "key": "name of the row: the file, and the position in a file of many",
    "title": "headline",
    "article_id": "the article",
    "published": "the best estimate, at the precision that the evidence bears; null where none is probable enough",
    "published_confidence": "how probable it is",
    "published_earliest": "first ISO day that the evidence allows",
    "published_latest": "last ISO day",
    "candidates": "the likeliest times with their probabilities, the likeliest first",
    "strongest": "the clue that speaks most for the likeliest time",
    "against": "the clue that speaks most against it; null where none does",
    "clues": "how many clues were weighed",
}
SHOWN = {
    "title": "Article",
    "estimate": "Written",
    "range": "In the range",
    "candidates": "Candidates",
    "strongest": "Strongest clue",
    "against": "Against it",
}
BARE = "not told"
ISO_DAY = re.compile(r"\b(?:19|20)\d\d(?:-\d\d){1,2}\b")


def undated(tables: Mapping[str, pd.DataFrame]) -> Answer:
    """List the articles that bear no date, with what their text says of when they were written.

    Returns one row an article, in the order of the files: see COLUMNS. Its evidence are the sentences of the clues, the
    strongest first.
    """
    counted = select.counted(tables["articles"])
    bare = counted[counted["published"].isna() | counted["published_from"].eq("inferred")]
    clues = tables["clues"].sort_values(["bits", "start"], ascending=[False, True], kind="stable")
    says = clues["says"].str.replace(ISO_DAY, lambda day: dates.readable(day[0]), regex=True)
    said = clues.assign(says="“" + clues["text"] + "”: " + says)
    by_article = said.groupby("article_id")
    numbered = bare.duplicated("path", keep=False)
    frame = bare.assign(
        key=bare["path"] + ("#" + bare["record"].astype("str")).where(numbered, ""),
        candidates=bare["published_candidates"].map(_listed),
        strongest=bare["article_id"].map(by_article["says"].first()),
        against=bare["article_id"].map(said[said["bits"] < 0].groupby("article_id")["says"].last()),
        clues=bare["article_id"].map(by_article.size()).fillna(0).astype("int64"),
    ).sort_values("key", kind="stable", ignore_index=True)
    keys = frame.set_index("article_id")["key"]
    spans = said[said["article_id"].isin(keys.index)]
    return Answer(
        title="Articles that bear no date",
        frame=frame[list(COLUMNS)].assign(
            estimate=[_estimate(*pair) for pair in zip(frame["published"], frame["published_confidence"], strict=True)],
            range=[_range(*pair) for pair in zip(frame["published_earliest"], frame["published_latest"], strict=True)],
        ),
        columns=COLUMNS | {"estimate": "the best estimate, to read", "range": "the range, to read"},
        key="key",
        passages=passages.of(spans.assign(key=spans["article_id"].map(keys)), tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=(
            "An estimate comes from the text alone, never from a clock or the day of a file. Every relative date of "
            "the article is reckoned from it.",
        ),
        why_empty="Every counted article says when it was published.",
    )


def _listed(candidates: object) -> str:
    found = candidates if isinstance(candidates, list) or hasattr(candidates, "__iter__") else []
    return ", ".join(f"{dates.readable(one['value'])} ({one['probability']:.0%})" for one in found)


def _estimate(value: object, confidence: object) -> str:
    return f"{dates.readable(str(value))} ({confidence:.0%})" if isinstance(value, str) else BARE


def _range(first: object, last: object) -> str:
    return dates.readable_span(first, last) or BARE
