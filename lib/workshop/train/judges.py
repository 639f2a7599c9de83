"""Who says how a sentence judges what it names: a teacher, or the weights of an earlier training, which pass it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from wirebook.language import Span
from wirebook.language.model import Model
from workshop.train import dev
from workshop.train.arithmetic import mixed
from workshop.train.batches import batches, house
from workshop.train.network import Network
from workshop.train.samples import Sample, Shares


@dataclass(frozen=True, slots=True)
class View:
    """How sentences are judged: each as a whole, by its text, and towards its targets, by text, start and end."""

    whole: Mapping[str, Shares]
    towards: Mapping[tuple[str, int, int], Shares]


Judge = Callable[[Sequence[Sample]], View]
"""Returns how sentences are judged, and their targets in them."""


def teacher(network: Network, cutter: Tokenizer, *, temperature: float) -> Judge:
    """Return a network as a judge; `temperature` is the one at which its view of targets means what it says."""

    def view(asked: Sequence[Sample]) -> View:
        whole: dict[str, Shares] = {}
        seen: dict[tuple[str, int, int], Shares] = {}
        network.eval()
        for batch in batches(asked, cutter, size=dev.SIZE):
            with torch.no_grad(), mixed():
                hidden = network.encode(batch.ids, batch.shapes, batch.mask, house(batch))
                parts = network.tone(hidden, batch.mask).sum(1).float()
                towards = network.towards(hidden, batch.mask, batch.which, batch.spans).sum(1).float()
            for sample, share in zip(batch.samples, torch.softmax(parts, -1).tolist(), strict=True):
                whole[sample.text] = _three(share)
            shares = torch.softmax(towards / temperature, -1).tolist()
            for row, target, share in zip(batch.which.tolist(), batch.targets, shares, strict=True):
                seen[batch.samples[row].text, target.start, target.end] = _three(share)
        return View(whole, seen)

    return view


def weights(folder: Path, *, threads: int) -> Judge:
    """Return the weights in a folder as a judge. Raises ModelError where they are missing or broken."""
    model = Model(folder, threads=threads)

    def view(asked: Sequence[Sample]) -> View:
        whole: dict[str, Shares] = {}
        seen: dict[tuple[str, int, int], Shares] = {}
        for first in range(0, len(asked), SENTENCES):
            some = asked[first : first + SENTENCES]
            readings = model.read([sample.text for sample in some])
            questions = [(s, t, r) for s, r in zip(some, readings, strict=True) for t in s.targets]
            verdicts = model.towards(
                [(r, [Span(*span) for span in ((t.start, t.end), *t.others)]) for _, t, r in questions]
            )
            whole |= {s.text: _three(r.tone.shares) for s, r in zip(some, readings, strict=True)}
            seen |= {
                (s.text, t.start, t.end): _three(verdict.shares)
                for (s, t, _), verdict in zip(questions, verdicts, strict=True)
            }
        return View(whole, seen)

    return view


SENTENCES = 1000
"""Sentences that weights read at a time."""


def _three(shares: Sequence[float]) -> Shares:
    negative, neutral, positive = shares
    return negative, neutral, positive
