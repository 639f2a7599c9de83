"""Tone of texts: what predictions say, against ratings and labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workshop import predict
from workshop.measure import sentences

TEXTS = [
    "A wonderful, happy success.",
    "A terrible disaster.",
    "The office opens at nine.",
    "They hate this awful plan.",
]
ROWS = [
    {"id": f"{n // 2}_{n}", "text": text, "score": score, "label": label}
    for n, (text, score, label) in enumerate(
        zip(TEXTS, (3.0, -3.5, 0.0, -2.0), ("positive", "negative", "neutral", "negative"), strict=True)
    )
]


def test_the_correlation_is_that_of_the_predicted_scores() -> None:
    rows = {row["tone by"]: row for row in sentences.graded(ROWS, Path()).data()["rows"]}
    gold = [row["score"] for row in ROWS]
    written = [predict.predict("graded", {"text": text}, folder=Path())["score"] for text in TEXTS]
    assert rows["model"]["Pearson r"][0] == pytest.approx(np.corrcoef(gold, written)[0, 1])
    assert rows["VADER"]["Pearson r"][0] > 0.8
    assert rows["VADER"]["snippets"] == 4


def test_vader_judges_a_text_by_the_mean_of_its_sentences() -> None:
    both = sentences.vader_score(f"{TEXTS[0]} {TEXTS[1]}")
    assert both == pytest.approx((sentences.vader_score(TEXTS[0]) + sentences.vader_score(TEXTS[1])) / 2)
    assert sentences.vader_score("") == 0


def test_labels_are_compared_for_each_way_and_set() -> None:
    rows = sentences.labelled([("one", ROWS), ("two", ROWS[:2])], Path()).data()["rows"]
    found = {(row["set"], row["tone by"]): row for row in rows}
    assert found["one", "VADER"]["accuracy"][0] == 100
    assert found["one", "always neutral"]["accuracy"][0] == 25
    assert found["two", "always neutral"]["macro-F1"][0] == 0
    written = [predict.predict("label", {"text": text}, folder=Path())["label"] for text in TEXTS]
    hits = [label == row["label"] for label, row in zip(written, ROWS, strict=True)]
    assert found["one", "model"]["accuracy"][0] == pytest.approx(100 * np.mean(hits))
