"""How far two methods agree on the tone of the same sentences, and on which they differ most."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from wirebook.analyse import about, judged, passages
from wirebook.analyse.answer import Answer
from wirebook.annotate.judges import LABELS
from wirebook.show import html
from wirebook.tables import select

PLACE = ["article_id", "sentence"]
ENOUGH = 20
"""Sentences under which no measure of agreement is stated."""
KAPPA = (
    "kappa {kappa:.2f} (Cohen 1960: 1 is full agreement, 0 what chance alone would give); the scores correlate with "
    "r = {r:.2f}."
)


def agreement(tables: Mapping[str, pd.DataFrame], other: Mapping[str, pd.DataFrame], *, top: int = 20) -> Answer:
    """Compare the tone of sentences by two methods: `tables` and `other` are of the same articles.

    `top` is how many of the sentences on which the scores differ most are listed (0: all that were judged by both).
    Returns one row a sentence: key, tone and score by the first method, other_tone and other_score by the second,
    difference (of the scores), text, article_id, sentence. The note says in how many sentences the labels are equal,
    Cohen's kappa and Pearson's r.
    """
    both = _both(tables, other)
    first, second = (judged.named(t["tones"]) for t in (tables, other))
    ordered = both.assign(off=-both["difference"].abs()).sort_values(["off", *PLACE], kind="stable", ignore_index=True)
    frame = ordered.head(top) if top > 0 else ordered
    frame = frame.merge(tables["sentences"][[*PLACE, "text"]], on=PLACE)
    frame = frame.assign(key=frame["article_id"].str.slice(0, 8) + " " + frame["sentence"].astype("str"))
    columns = {
        "key": "article and number of the sentence",
        "tone": f"label by {first}",
        "score": f"score by {first}, -1 to 1",
        "other_tone": f"label by {second}",
        "other_score": f"score by {second}, -1 to 1",
        "difference": "score less other_score",
        "text": "the sentence",
        "article_id": "its article",
        "sentence": "its number in the article",
    }
    return Answer(
        title=f"Where {first} and {second} differ most",
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.of_sentences(frame[["key", *PLACE]], tables),
        about=about.of(tables),
        shown={"text": "Sentence", "score": _begun(first), "other_score": _begun(second)},
        cautions=(_agree(both, first, second),) if len(both) else (),
        why_empty="No sentence of this selection was judged by both methods.",
    )


def _both(tables: Mapping[str, pd.DataFrame], other: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    counted = set(select.counted(tables["articles"])["article_id"])
    mine, theirs = (
        t["tones"].loc[t["tones"]["target"].isna() & t["tones"]["article_id"].isin(counted), [*PLACE, "label", "score"]]
        for t in (tables, other)
    )
    both = mine.rename(columns={"label": "tone"}).merge(
        theirs.rename(columns={"label": "other_tone", "score": "other_score"}), on=PLACE
    )
    return both.assign(difference=(both["score"] - both["other_score"]).round(4))


def _agree(both: pd.DataFrame, first: str, second: str) -> str:
    """Say how far the labels and the scores agree."""
    number = html.counted(len(both), "sentence")
    equal = both["tone"] == both["other_tone"]
    contrary = ~equal & (both["tone"] != "neutral") & (both["other_tone"] != "neutral")
    said = (
        f"{_begun(first)} and {second} give {equal.sum():,} of {number} the same label"
        f" ({100 * equal.mean():.0f} %) and {contrary.sum():,} the contrary one"
    )
    if len(both) < ENOUGH:
        return f"{said}."
    return f"{said}; " + KAPPA.format(kappa=_kappa(both), r=_correlation(both))


def _begun(name: str) -> str:
    """Return a name as a sentence begins with it."""
    return name[:1].upper() + name[1:]


def _kappa(both: pd.DataFrame) -> float:
    """Return Cohen's kappa of the labels (Cohen 1960, "A coefficient of agreement for nominal scales")."""
    table: npt.NDArray[np.float64] = (
        pd.crosstab(both["tone"], both["other_tone"])
        .reindex(index=list(LABELS), columns=list(LABELS), fill_value=0)
        .to_numpy(dtype=np.float64)
    ) / len(both)
    chance = float(table.sum(axis=0) @ table.sum(axis=1))
    return 1.0 if chance == 1 else (float(np.trace(table)) - chance) / (1 - chance)


def _correlation(both: pd.DataFrame) -> float:
    scores = both[["score", "other_score"]].to_numpy(dtype=float)
    return float(np.corrcoef(scores.T)[0, 1]) if (scores.std(axis=0) > 0).all() else float("nan")
