"""Tone towards a target: how right, how well calibrated, and what the threshold of "unsure" costs and brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wirebook.annotate import vader
from wirebook.language import Span, model
from workshop import calibration
from workshop.measure import sets
from workshop.measure.figures import Figure, Floats, Ints, accuracy, figure, labels_right, macro_f1
from workshop.measure.names import parsed
from workshop.measure.sets import LABELS, NEUTRAL, Row
from workshop.measure.table import Cell, Table

THRESHOLDS = tuple(n / 100 for n in range(34, 71, 2))
"""Probabilities of the likeliest tone below which a label might be said to be unsure; three tones share 1, so that the
likeliest of them has a third or more."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model says of the targets of one set, and what is right."""

    name: str
    logits: Floats
    """(targets, 3), before the temperature; each sentence read by itself."""
    together: Floats
    """The same where all sentences are read in one call."""
    right: Ints
    """(targets,), numbers of `LABELS`."""
    sentences: tuple[str, ...]
    """The text that each target stands in."""
    vader: Ints
    """(targets,), the label of the sentence by VADER."""

    def shares(self, temperature: float) -> Floats:
        """Return the probabilities (targets, 3) at a temperature."""
        return calibration.softmax(self.logits, temperature=temperature)


def judge(name: str, rows: Sequence[Row]) -> Judged:
    """Judge the sentence that holds each target towards that very span, as `workshop.predict target` does."""
    network = model.load()
    texts, spans = [], []
    for row in rows:
        doc = parsed(row["text"])
        sentence = doc.sentences[doc.sentence_at(row["start"])]
        texts.append(sentence.text)
        spans.append(Span(max(0, row["start"] - sentence.start), row["end"] - sentence.start))
    asked = [(network.read([text])[0], [span]) for text, span in zip(texts, spans, strict=True)]
    one_by_one = [network.towards([question])[0] for question in asked]
    at_once = network.towards(list(zip(network.read(texts), [[span] for span in spans], strict=True)))
    return Judged(
        name,
        logits([verdict.shares for verdict in one_by_one]),
        logits([verdict.shares for verdict in at_once]),
        sets.labels(list(rows)),
        tuple(row["text"] for row in rows),
        np.array([LABELS.index(vader.label(vader.polarity(text).score)) for text in texts], dtype=np.int64),
    )


def logits(shares: Sequence[Sequence[float]]) -> Floats:
    """Return logits (items, 3) before the temperature towards a target, from probabilities after it.

    They are known but for a constant an item, which changes no probability.
    """
    logarithms: Floats = np.log(np.maximum(np.array(shares, dtype=np.float64), np.finfo(np.float64).tiny))
    return logarithms * model.load().settings.towards_temperature


def tables(data: Path) -> list[Table]:
    """Measure the tone towards targets on every set."""
    judged = [judge(name, sets.rows(data, name)) for name in sets.TARGETS]
    return [right(judged), calibrated(judged), reliability(judged), thresholds(judged), company(judged)]


def labelled(shares: Floats, *, unsure: float) -> Ints:
    """Return the number of the likeliest label of each row of probabilities; neutral where it is less than `unsure`."""
    likeliest: Ints = shares.argmax(axis=1)
    return np.where(shares.max(axis=1) < unsure, NEUTRAL, likeliest)


def right(judged: Sequence[Judged]) -> Table:
    """Compare the labels of the model with VADER's and with calling everything neutral."""
    settings = model.load().settings
    rows: list[list[Cell]] = []
    for one in judged:
        shares = one.shares(settings.towards_temperature)
        unsure = 100 * float((shares.max(axis=1) < settings.unsure).mean())
        for system, predicted, share in (
            ("model", labelled(shares, unsure=settings.unsure), unsure),
            ("model, likeliest label always", labelled(shares, unsure=0), None),
            ("VADER, the sentence's score for every target", one.vader, None),
            ("always neutral", np.full(len(one.right), NEUTRAL), None),
        ):
            scores = labels_right(one.right, predicted, one.sentences)
            rows.append([one.name, system, len(one.right), *scores, share])
    return Table(
        "Tone towards a target",
        {"set": "", "tone by": "", "targets": "d", "macro-F1": ".1f", "accuracy": ".1f"}
        | {f"F1 {label}": ".1f" for label in LABELS}
        | {"unsure, %": ".1f"},
        rows,
        note=f"Unsure: the likeliest tone has a probability under {settings.unsure}, and the label is neutral. "
        "In brackets: 95 % bootstrap intervals over sentences.",
    )


def calibrated(judged: Sequence[Judged]) -> Table:
    """Compare the calibration error without a temperature, with the shipped one, and with those of the sets."""
    shipped = model.load().settings.towards_temperature
    rows: list[list[Cell]] = []
    for one in judged:
        own = calibration.best_temperature(one.logits, one.right)
        chosen: list[tuple[str, float]] = [("none", 1.0), ("as shipped", shipped), ("best on this set", own)]
        chosen += [
            (f"best on {other.name}", calibration.best_temperature(other.logits, other.right))
            for other in judged
            if other is not one
        ]
        for how, temperature in chosen:
            nats = calibration.surprise(one.logits, one.right, temperature=temperature)
            rows.append([one.name, how, len(one.right), temperature, _expected_error(one, temperature), nats])
    return Table(
        "Calibration of the tone towards a target",
        {"set": "", "temperature": "", "targets": "d", "its value": ".3f", "calibration error": ".3f"}
        | {"negative log-likelihood": ".3f"},
        rows,
        note="Expected calibration error in ten bins of equal width (Guo and others 2017), of the likeliest label "
        "whether sure or not. In brackets: 95 % bootstrap intervals over sentences; the error is never below zero, so "
        "that redrawn data tend to show more of it.",
    )


def _expected_error(one: Judged, temperature: float) -> Figure:
    shares = one.shares(temperature)
    return figure(lambda weights: calibration.expected_error(shares, one.right, weights=weights), one.sentences)


def reliability(judged: Sequence[Judged]) -> Table:
    """Show each bin of probability: how sure the model is there, and how often right."""
    shipped = model.load().settings.towards_temperature
    rows: list[list[Cell]] = [
        [one.name, f"{b.low:.1f} to {b.high:.1f}", b.items, 100 * b.sure, 100 * b.right]
        for one in judged
        for b in calibration.bins(one.shares(shipped), one.right)
        if b.items
    ]
    return Table(
        "How often the likeliest tone is right, by its probability",
        {"set": "", "probability": "", "targets": "d", "mean probability, %": ".1f", "right, %": ".1f"},
        rows,
    )


def thresholds(judged: Sequence[Judged]) -> Table:
    """Show what each threshold of "unsure" would give."""
    shipped = model.load().settings
    rows: list[list[Cell]] = []
    for one in judged:
        shares = one.shares(shipped.towards_temperature)
        sure, likeliest = shares.max(axis=1), shares.argmax(axis=1)
        once = np.ones(len(sure))
        for threshold in sorted({*THRESHOLDS, shipped.unsure}):
            kept = sure >= threshold
            rest = accuracy(one.right, likeliest, once * kept) if kept.any() else None
            neutral = macro_f1(one.right, labelled(shares, unsure=threshold), once)
            rows.append([one.name, threshold, len(sure), 100 * float((~kept).mean()), int(kept.sum()), rest, neutral])
    return Table(
        "Thresholds of unsure",
        {"set": "", "threshold": ".2f", "targets": "d", "unsure, %": ".1f", "the rest": "d"}
        | {"accuracy of the rest": ".1f", "macro-F1, unsure as neutral": ".1f"},
        rows,
        note=f"The shipped threshold is {shipped.unsure}.",
    )


def company(judged: Sequence[Judged]) -> Table:
    """Show how far it matters whether a sentence is read by itself or with others.

    The int8 graph scales the numbers of a whole batch by the largest among them, so that a sentence's neighbours move
    its figures a little.
    """
    settings = model.load().settings
    rows: list[list[Cell]] = []
    for one in judged:
        alone = one.shares(settings.towards_temperature)
        others = calibration.softmax(one.together, temperature=settings.towards_temperature)
        apart = np.abs((alone - others)[:, 2] - (alone - others)[:, 0])
        labels = [labelled(shares, unsure=settings.unsure) for shares in (alone, others)]
        changed = 100 * float((labels[0] != labels[1]).mean())
        rows.append([one.name, len(apart), float(apart.mean()), float(apart.max()), changed])
    return Table(
        "A sentence read by itself, and in one call with all of its set",
        {"set": "", "targets": "d", "mean change of the score": ".4f", "largest": ".4f", "other label, %": ".1f"},
        rows,
        note="All other figures of the tone towards a target are of sentences read by themselves.",
    )
