"""Measure a network, as it is trained, on dev data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from wirebook.language.tags import TAGS, names_of
from workshop.calibration import best_temperature, expected_error, softmax
from workshop.halves import HALVED
from workshop.measure import figures
from workshop.train.batches import UNKNOWN, batches, house
from workshop.train.network import Network
from workshop.train.samples import HOUSE, Sample, names, targets

SIZE = 4000

LAST_ACTOR = TAGS.index("I-LOC")
"""The tags after it are those of MISC, which most corpora do not annotate."""


@torch.no_grad()
def names_f1(network: Network, samples: Sequence[Sample], cutter: Tokenizer) -> tuple[float, float]:
    """Return the F1 of typed spans of PER, ORG and LOC, and of spans alone, in hundredths."""
    network.eval()
    typed, plain, found, wanted = 0, 0, 0, 0
    for batch in batches(samples, cutter, size=SIZE):
        logits = network.tags(network.encode(batch.ids, batch.shapes, batch.mask, house(batch))).numpy()
        for row, (sample, cut) in enumerate(zip(batch.samples, batch.pieces, strict=True)):
            names, _ = names_of(cut, logits[row, 1 : len(cut) + 1])
            got = {(n.start, n.end, n.label) for n in names if n.label != "MISC"}
            gold = {(n.start, n.end, n.label) for n in sample.names or () if n.label != "MISC"}
            typed += len(got & gold)
            plain += len({g[:2] for g in got} & {g[:2] for g in gold})
            found, wanted = found + len(got), wanted + len(gold)
    return (200 * typed / max(1, found + wanted), 200 * plain / max(1, found + wanted))


@torch.no_grad()
def target_shares(network: Network, samples: Sequence[Sample], cutter: Tokenizer) -> tuple[np.ndarray, np.ndarray]:
    """Return logits (targets, 3) and right shares (targets, 3)."""
    network.eval()
    got, right = [], []
    for batch in batches(samples, cutter, size=SIZE):
        hidden = network.encode(batch.ids, batch.shapes, batch.mask, house(batch))
        if len(batch.which):
            got.append(network.towards(hidden, batch.mask, batch.which, batch.spans).sum(1).numpy())
            right.append(batch.shares.numpy())
    return np.concatenate(got), np.concatenate(right)


def macro_f1(logits: np.ndarray, right: np.ndarray) -> float:
    """Return the mean F1 of the three tones, in hundredths."""
    return figures.macro_f1(right.argmax(1), logits.argmax(1), np.ones(len(right)))


@torch.no_grad()
def sentence_correlation(network: Network, samples: Sequence[Sample], cutter: Tokenizer) -> float:
    """Return Pearson's r of the sentences' tone, positive less negative, with the annotated one."""
    network.eval()
    pairs: list[tuple[float, float]] = []
    for batch in batches(samples, cutter, size=SIZE):
        hidden = network.encode(batch.ids, batch.shapes, batch.mask, house(batch))
        shares = torch.softmax(network.tone(hidden, batch.mask).sum(1), -1)
        for sample, share in zip(batch.samples, shares.tolist(), strict=True):
            if sample.tone is not None:
                pairs.append((share[2] - share[0], sample.tone[2] - sample.tone[0]))
    return float(np.corrcoef(np.array(pairs).T)[0, 1])


@torch.no_grad()
def word_logits(
    network: Network, samples: Sequence[Sample], cutter: Tokenizer
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Return logits (words, tags) and right tags (words,) of all words that it takes for no MISC."""
    network.eval()
    logits, right = [], []
    for batch in batches(samples, cutter, size=SIZE):
        hidden = network.encode(batch.ids, batch.shapes, batch.mask, house(batch))
        found = network.tags(hidden)
        known = (batch.tags != UNKNOWN) & (found.argmax(-1) <= LAST_ACTOR)
        logits.append(found[known].numpy())
        right.append(batch.tags[known].numpy())
    return np.concatenate(logits), np.concatenate(right)


def temperature(network: Network, data: Path, cutter: Tokenizer) -> float:
    """Return the temperature at which a network's tone towards targets means what it says, on both dev parts."""
    parts = [target_shares(network, targets(data / file), cutter) for file in DEV_TONE.values()]
    logits, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    return best_temperature(logits, right.argmax(1))


def names_temperature(network: Network, data: Path, cutter: Tokenizer) -> float:
    """Return the temperature at which the tags of a network mean what they say, on the sets of names."""
    named = [s for file in DEV_NAMES.values() for s in dev_names(data, file)]
    return best_temperature(*word_logits(network, named, cutter))


DEV_NAMES = {
    "names PUD wiki": "names_uner/pud_wiki",
    "names CrossNER": "names_crossner_politics/dev",
    "names GUM news": "names_gum/news_dev",
    "names GUM": "names_gum/dev",
}
"""Sets of names; of those in `workshop.halves` the half that is not learnt from."""

DEV_TONE = {"tone rw": "tone_newsmtsc/rw_dev.jsonl", "tone mt": "tone_newsmtsc/mt_dev.jsonl"}


def tone_figures(network: Network, data: Path, cutter: Tokenizer) -> Mapping[str, float]:
    """Return macro-F1 of the tone towards targets and its calibration error on the dev sets, in hundredths."""
    found: dict[str, float] = {}
    for name, file in DEV_TONE.items():
        logits, right = target_shares(network, targets(data / file), cutter)
        found[name] = macro_f1(logits, right)
        found[name + " calibration error"] = 100 * expected_error(softmax(logits), right.argmax(1))
    return found


def names_figures(network: Network, data: Path, cutter: Tokenizer) -> Mapping[str, float]:
    """Return the F1 of names, and of their spans alone, on the dev sets, in hundredths."""
    found: dict[str, float] = {}
    for name, file in DEV_NAMES.items():
        found[name], found[name + " spans"] = names_f1(network, dev_names(data, file), cutter)
    return found


def dev_names(data: Path, file: str) -> list[Sample]:
    """Read a set of names, or the half of it that is not learnt from."""
    return names(data / f"{file}.jsonl", HOUSE, part="choose" if file in HALVED else None)
