"""Set what stands beside the weights: temperatures, so that probabilities mean what they say, and the unsure mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from wirebook.language import Span
from wirebook.language.model import Model
from workshop.calibration import best_temperature
from workshop.measure.figures import macro_f1
from workshop.train import dev, samples
from workshop.train.export import write_settings
from workshop.train.network import Network
from workshop.train.samples import Sample

UNSURE = 0.45
"""Below this probability of the likeliest tone the label is neutral, and unsure."""

TINY = 1e-9


MILD_GRADE = 1.0
"""The graded tone, of -4 to 4, from which on our own sentences count as negative or positive: what is called mild."""

BANDS = tuple(n / 100 for n in range(4, 61, 2))


def settle(folder: Path, network: Network, data: Path, cutter: Tokenizer, held: Sequence[Sample]) -> None:
    """Write the settings for exported weights, by dev data.

    The temperature of the tone towards targets is set for the weights as they are shipped, on both dev parts of
    NewsMTSC; that of the names on the dev parts of the corpora of names. The tone of whole sentences is learnt from
    graded scores, whose shares are no classes to be right or wrong about: its temperature stays 1, and the score from
    which on a sentence has a tone is set on `held`, those of our own sentences that were kept back.
    """
    model = Model(folder)
    shares, right = [], []
    for file in dev.DEV_TONE.values():
        for sample in samples.targets(data / file):
            reading = model.read([sample.text])[0]
            for target in sample.targets:
                shares.append(model.towards([(reading, [Span(target.start, target.end)])])[0].shares)
                right.append(int(np.argmax(target.shares)))
    towards = best_temperature(np.log(np.array(shares) + TINY), np.array(right))
    names = dev.names_temperature(network, data, cutter)
    settings = replace(
        model.settings,
        names_temperature=round(names, 3),
        towards_temperature=round(towards, 3),
        unsure=UNSURE,
        mild=_mild(model, held),
    )
    write_settings(folder, settings)
    print(f"temperatures: names {names:.3f}, tone towards a target {towards:.3f}; mild from {settings.mild}")


def _mild(model: Model, held: Sequence[Sample]) -> float:
    """Return the score that tells mild from neutral best, by the macro-F1 of the three labels."""
    graded = [
        (reading.tone.shares.score, sample.tone)
        for sample, reading in zip(held, model.read([sample.text for sample in held]), strict=True)
        if sample.tone
    ]
    scores = np.array([score for score, _ in graded])
    right = 1 + _signs(np.array([tone[2] - tone[0] for _, tone in graded]), MILD_GRADE / samples.FULL_SCORE)
    once = np.ones(len(scores))
    return max(BANDS, key=lambda band: macro_f1(right, 1 + _signs(scores, band), once))


def _signs(scores: npt.NDArray[np.float64], band: float) -> npt.NDArray[np.int64]:
    """Return -1, 0 or 1 for each score: 0 nearer to zero than the band."""
    return np.where(np.abs(scores) < band - TINY, 0, np.sign(scores)).astype(np.int64)
