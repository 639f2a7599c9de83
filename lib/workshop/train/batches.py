"""Turn samples into the tensors of a batch: sentences of like length together, a fixed number of pieces a batch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from wirebook.language.encode import CLS, PAD, SEP, SPECIAL, Pieces, encode
from wirebook.language.tags import TAGS
from workshop.train.samples import CONVENTIONS, HOUSE, Doubt, Sample, Target

LONGEST = 160
"""Pieces of a sentence that are used in training; one in a thousand has more."""

POOL = 40
"""Batches whose sentences are sorted by length together."""

UNKNOWN = -100


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one batch: b sentences of t pieces, n targets."""

    ids: Tensor  # (b, t)
    shapes: Tensor  # (b, t)
    mask: Tensor  # (b, t)
    conventions: Tensor  # (b)
    tags: Tensor  # (b, t), UNKNOWN where nothing is sure
    doubts: Tensor  # (b, t, tags): shares of the tags of a doubtful word, else zeros
    misc: Tensor  # (b): whether names of the kind MISC are annotated
    targets: Sequence[Target]  # n
    which: Tensor  # (n): the sentence of a target
    spans: Tensor  # (n, t)
    shares: Tensor  # (n, 3)
    weights: Tensor  # (n)
    tones: Tensor  # (b, 3)
    toned: Tensor  # (b): whether the tone of the sentence is known
    samples: Sequence[Sample]
    pieces: Sequence[Pieces]


def batches(
    samples: Sequence[Sample],
    cutter: Tokenizer,
    *,
    size: int,
    chance: random.Random | None = None,
) -> Iterator[Batch]:
    """Yield all samples in batches of about `size` pieces; shuffled where `chance` is given."""
    order = list(range(len(samples)))
    if chance:
        chance.shuffle(order)
    lengths = [
        min(LONGEST, len(e.ids)) for e in cutter.encode_batch([s.text for s in samples], add_special_tokens=False)
    ]
    step = POOL * size // 28 if chance else len(order)
    cut: list[list[int]] = []
    for begin in range(0, len(order), max(1, step)):
        cut.extend(_cut(sorted(order[begin : begin + step], key=lambda i: lengths[i]), lengths, size))
    if chance:
        chance.shuffle(cut)
    for chosen in cut:
        yield collate([samples[i] for i in chosen], cutter)


def house(batch: Batch) -> Tensor:
    """Return the product's convention for each sentence of a batch (b)."""
    return torch.full((len(batch.ids),), CONVENTIONS.index(HOUSE))


def _cut(order: Sequence[int], lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    chosen: list[int] = []
    for i in order:
        if chosen and (len(chosen) + 1) * (lengths[i] + 2) > size:
            yield chosen
            chosen = []
        chosen.append(i)
    if chosen:
        yield chosen


def collate(samples: Sequence[Sample], cutter: Tokenizer) -> Batch:
    """Make one batch."""
    pieces = [_shown(cut) for cut in encode(cutter, [sample.text for sample in samples])]
    length = 2 + max(len(p) for p in pieces)
    b = len(samples)
    ids = torch.full((b, length), PAD)
    shapes = torch.full((b, length), SPECIAL)
    mask = torch.zeros(b, length)
    tags = torch.full((b, length), UNKNOWN)
    doubts = torch.zeros(b, length, len(TAGS))
    asked, which, spans, shares, weights = [], [], [], [], []
    for row, (sample, cut) in enumerate(zip(samples, pieces, strict=True)):
        count = len(cut)
        ids[row, : count + 2] = torch.tensor([CLS, *cut.ids, SEP])
        shapes[row, 1 : count + 1] = torch.tensor(cut.shapes, dtype=torch.long)
        mask[row, : count + 2] = 1
        if sample.names is not None:
            tags[row, 1 : count + 1] = torch.tensor(_tags(sample, cut), dtype=torch.long)
        for i, doubt in _doubts(sample, cut):
            tags[row, i + 1], doubts[row, i + 1] = UNKNOWN, torch.tensor(doubt.shares)
        for target in sample.targets:
            span = torch.zeros(length)
            for start, end in ((target.start, target.end), *target.others):
                span[1 : count + 1] += torch.tensor(_inside(cut, start, end), dtype=torch.float)
            span.clamp_(max=1)
            if not span.any():
                continue
            asked.append(target)
            which.append(row)
            spans.append(span)
            shares.append(target.shares)
            weights.append(target.weight)
    return Batch(
        ids=ids,
        shapes=shapes,
        mask=mask,
        conventions=torch.tensor([CONVENTIONS.index(s.convention) for s in samples]),
        tags=tags,
        doubts=doubts,
        misc=torch.tensor([s.misc for s in samples]),
        targets=asked,
        which=torch.tensor(which, dtype=torch.long),
        spans=torch.stack(spans) if spans else torch.zeros(0, length),
        shares=torch.tensor(shares).view(-1, 3),
        weights=torch.tensor(weights),
        tones=torch.tensor([s.tone or (0.0, 0.0, 0.0) for s in samples]),
        toned=torch.tensor([s.tone is not None for s in samples]),
        samples=samples,
        pieces=pieces,
    )


def _shown(cut: Pieces) -> Pieces:
    return Pieces(
        cut.ids[:LONGEST], cut.shapes[:LONGEST], cut.starts[:LONGEST], cut.ends[:LONGEST], cut.first[:LONGEST]
    )


def _inside(cut: Pieces, start: int, end: int) -> list[bool]:
    return [s < end and start < e for s, e in zip(cut.starts, cut.ends, strict=True)]


def _tags(sample: Sample, cut: Pieces) -> list[int]:
    """Return the tag of each piece that begins a word."""
    tags = [0 if first else UNKNOWN for first in cut.first]
    for name in sample.names or ():
        begun = False
        for i, inside in enumerate(_inside(cut, name.start, name.end)):
            if inside and cut.first[i]:
                tags[i] = TAGS.index(("I-" if begun else "B-") + name.label)
                begun = True
    return tags


def _doubts(sample: Sample, cut: Pieces) -> Iterator[tuple[int, Doubt]]:
    """Yield each piece that begins a doubtful word, by its number, and the doubt."""
    for doubt in sample.doubtful:
        for i, inside in enumerate(_inside(cut, doubt.start, doubt.end)):
            if inside and cut.first[i]:
                yield i, doubt
