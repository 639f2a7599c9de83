"""The tone of whole texts: graded, on snippets of editorials, and labelled, on these and on articles."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from wirebook.annotate import vader
from workshop import predict
from workshop.measure import sets
from workshop.measure.figures import Figure, Floats, Ints, figure, labels_right, pearson
from workshop.measure.names import parsed
from workshop.measure.sets import LABELS, NEUTRAL, Row
from workshop.measure.table import Cell, Table


def tables(data: Path) -> list[Table]:
    """Measure the tone of texts on every set."""
    snippets, articles = sets.rows(data, sets.EDITORIALS), sets.rows(data, sets.ARTICLES)
    return [
        graded(snippets, data),
        labelled([(sets.EDITORIALS, snippets), (sets.ARTICLES, articles)], data),
    ]


def graded(rows: Sequence[Row], data: Path) -> Table:
    """Correlate scores with the mean of people's ratings."""
    gold = np.array([float(row["score"]) for row in rows])
    units = [_editorial(row) for row in rows]
    ours = np.array([float(predict.predict("graded", dict(row), folder=data)["score"]) for row in rows])
    scored = (("model", ours), ("VADER", np.array([vader_score(row["text"]) for row in rows])))
    return Table(
        "Tone of sentences, graded",
        {"set": "", "tone by": "", "snippets": "d", "Pearson r": ".3f"},
        [[sets.EDITORIALS, system, len(rows), _pearson(gold, score, units)] for system, score in scored],
        note="In brackets: 95 % bootstrap intervals over editorials.",
    )


def _editorial(row: Row) -> str:
    """Return the editorial that a snippet is from: the part of its id before the last underscore."""
    return str(row["id"]).rpartition("_")[0]


def _pearson(gold: Floats, score: Floats, units: Sequence[str]) -> Figure:
    return figure(lambda weights: pearson(gold, score, weights), units)


def labelled(found: Sequence[tuple[str, Sequence[Row]]], data: Path) -> Table:
    """Compare labels: those of `workshop.predict label`, VADER's, and neutral for all."""
    rows: list[list[Cell]] = []
    for name, texts in found:
        gold = sets.labels(list(texts))
        units = [_editorial(row) if name == sets.EDITORIALS else str(row["id"]) for row in texts]
        ours = [predict.predict("label", dict(row), folder=data)["label"] for row in texts]
        theirs = [vader.label(vader_score(row["text"])) for row in texts]
        for system, predicted in (
            ("model", _numbers(ours)),
            ("VADER", _numbers(theirs)),
            ("always neutral", np.full(len(texts), NEUTRAL)),
        ):
            rows.append([name, system, len(texts), *labels_right(gold, predicted, units)])
    return Table(
        "Tone of texts, labelled",
        {"set": "", "tone by": "", "texts": "d", "macro-F1": ".1f", "accuracy": ".1f"}
        | {f"F1 {label}": ".1f" for label in LABELS},
        rows,
        note="Model: the mean score of the sentences that name the target, or of all where no target is given or "
        f"found, is neutral nearer to zero than {predict.NEUTRAL_BAND}. VADER: the mean of all sentences, its authors' "
        "band. In brackets: 95 % bootstrap intervals over editorials and articles.",
    )


@functools.lru_cache(maxsize=4096)
def vader_score(text: str) -> float:
    """Return the mean score of a text's sentences by VADER; 0 where it has none."""
    scores = [vader.polarity(sentence.text).score for sentence in parsed(text).sentences]
    return float(np.mean(scores)) if scores else 0.0


def _numbers(labels: Sequence[str]) -> Ints:
    return np.array([LABELS.index(label) for label in labels], dtype=np.int64)
