"""Tone towards targets: the same verdicts as predictions, and what temperatures and thresholds make of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wirebook.language import model
from workshop import calibration, predict
from workshop.measure import targets
from workshop.measure.sets import LABELS
from workshop.measure.targets import Judged

TEXT = "It rained. Critics called Ada Marlowe reckless, while Tom Reed was praised for his honesty."


def row(target: str, label: str) -> dict[str, Any]:
    start = TEXT.index(target)
    return {"id": target, "text": TEXT, "target": target, "start": start, "end": start + len(target), "label": label}


ROWS = [row("Ada Marlowe", "negative"), row("Tom Reed", "positive"), row("It", "neutral")]


@pytest.fixture(scope="module")
def judged() -> Judged:
    return targets.judge("ours", ROWS)


@pytest.fixture
def invented() -> Judged:
    """Four targets in three sentences: two likely and right, one less likely and wrong, one hardly likely."""
    shares = np.array([[0.9, 0.05, 0.05], [0.1, 0.1, 0.8], [0.6, 0.3, 0.1], [0.3, 0.3, 0.4]])
    logits = np.log(shares)
    return Judged(
        "set", logits, logits[[0, 1, 2, 2]], np.array([0, 2, 1, 1]), ("a", "a", "b", "c"), np.array([0, 1, 1, 2])
    )


def test_targets_are_judged_as_predictions_are(judged: Judged) -> None:
    settings = model.load().settings
    shares = judged.shares(settings.towards_temperature)
    for given, share, number in zip(ROWS, shares, targets.labelled(shares, unsure=settings.unsure), strict=True):
        written = predict.predict("target", given, folder=Path())
        assert LABELS[number] == written["label"]
        assert share == pytest.approx([written[label] for label in LABELS], abs=1.01e-4)


def test_two_targets_of_a_sentence_are_judged_apart(judged: Judged) -> None:
    assert judged.sentences == (TEXT,) * 3
    assert not np.allclose(judged.logits[0] - judged.logits[0].mean(), judged.logits[1] - judged.logits[1].mean())


def test_less_than_the_threshold_is_neutral(invented: Judged) -> None:
    shares = invented.shares(1.0)
    assert targets.labelled(shares, unsure=0).tolist() == [0, 2, 0, 2]
    assert targets.labelled(shares, unsure=0.5).tolist() == [0, 2, 0, 1]
    assert targets.labelled(shares, unsure=0.7).tolist() == [0, 2, 1, 1]


def test_a_threshold_shows_who_is_left_and_how_right(invented: Judged) -> None:
    rows = {row["threshold"]: row for row in targets.thresholds([invented]).data()["rows"]}
    temperature = model.load().settings.towards_temperature
    sure = invented.shares(temperature).max(axis=1)
    right = invented.logits.argmax(axis=1) == invented.right
    for threshold, found in rows.items():
        kept = sure >= threshold
        assert found["unsure, %"] == pytest.approx(100 * (1 - kept.mean()))
        assert found["the rest"] == kept.sum()
        assert found["accuracy of the rest"] == (pytest.approx(100 * right[kept].mean()) if kept.any() else None)
    assert min(rows) == 0.34
    assert max(rows) >= 0.7
    assert model.load().settings.unsure in rows


def test_every_way_to_judge_is_compared_with_the_right_labels(invented: Judged) -> None:
    rows = {row["tone by"]: row for row in targets.right([invented]).data()["rows"]}
    assert rows["always neutral"]["accuracy"][0] == 50
    assert rows["VADER, the sentence's score for every target"]["accuracy"][0] == 50
    assert rows["model, likeliest label always"]["accuracy"][0] == 50
    assert {row["targets"] for row in rows.values()} == {4}


def test_the_best_temperature_of_a_set_has_the_least_surprise_on_it(invented: Judged) -> None:
    rows = {row["temperature"]: row for row in targets.calibrated([invented]).data()["rows"]}
    assert rows["none"]["its value"] == 1
    assert rows["best on this set"]["its value"] == pytest.approx(
        calibration.best_temperature(invented.logits, invented.right)
    )
    least = min(row["negative log-likelihood"] for row in rows.values())
    assert rows["best on this set"]["negative log-likelihood"] == pytest.approx(least)


def test_the_bins_hold_every_target_once(invented: Judged) -> None:
    assert sum(row["targets"] for row in targets.reliability([invented]).data()["rows"]) == 4


def test_a_label_that_changes_in_company_is_counted(invented: Judged) -> None:
    (row,) = targets.company([invented]).data()["rows"]
    temperature = model.load().settings.towards_temperature
    alone, others = calibration.softmax(invented.logits[3:] / temperature)[0], invented.shares(temperature)[2]
    moved = abs((alone[2] - alone[0]) - (others[2] - others[0]))
    assert row["largest"] == pytest.approx(moved)
    assert row["mean change of the score"] == pytest.approx(moved / 4)
