"""Fit a network to samples."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from wirebook.language.tags import TAGS
from workshop.train.arithmetic import mixed
from workshop.train.batches import UNKNOWN, Batch, batches
from workshop.train.network import Network
from workshop.train.samples import Sample

MISC = tuple(i for i, tag in enumerate(TAGS) if tag.endswith("MISC"))


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 8
    rate: float = 1.5e-4
    head_rate: float = 5e-4
    size: int = 1150
    """Pieces a batch."""
    warmup: float = 0.08
    decay: float = 0.01
    smoothing: float = 0.05
    """How much of a certain label goes to the others."""
    any_convention: float = 0.3
    """How often a sentence is shown without saying whose conventions its names follow."""
    blank: float = 0.03
    """How many pieces are hidden."""
    average: float = 0.995
    """How much of the running average of the weights remains after ten steps."""
    seed: int = 1
    tone_weight: float = 1.0
    names_weight: float = 1.5
    sentence_weight: float = 0.7


Augment = Callable[[Sample, random.Random], Sample]


def fit(
    network: Network,
    samples: Sequence[Sample],
    cutter: Tokenizer,
    plan: Plan,
    *,
    augment: Augment | None = None,
    after: Callable[[int, Network], object] = lambda epoch, network: None,
) -> Network:
    """Train a network, and return the running average of its weights.

    `after` is called after each epoch with that average.
    """
    torch.manual_seed(plan.seed)
    torch.set_flush_denormal(True)
    chance = random.Random(plan.seed)
    heads = [p for n, p in network.named_parameters() if n.startswith(HEADS)]
    body = [p for n, p in network.named_parameters() if not n.startswith(HEADS) and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=plan.decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    average = copy.deepcopy(network)
    total = plan.epochs * sum(1 for _ in batches(samples, cutter, size=plan.size, chance=random.Random(0)))
    step, began = 0, time.perf_counter()
    for epoch in range(plan.epochs):
        network.train()
        shown = [augment(s, chance) for s in samples] if augment else samples
        losses: list[float] = []
        for batch in batches(shown, cutter, size=plan.size, chance=chance):
            for group, peak in zip(optimizer.param_groups, (plan.rate, plan.head_rate), strict=True):
                group["lr"] = peak * _speed(min(1.0, step / total), plan.warmup)
            loss = _loss(network, batch, plan, chance)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(float(loss.detach()))
            step += 1
            if step % 10 == 0:
                _follow(average, network, min(plan.average, step / (step + 200)))
            if step % 200 == 0:
                mean, seconds = sum(losses[-200:]) / len(losses[-200:]), time.perf_counter() - began
                print(f"  step {step} of {total}: loss {mean:.3f}, {seconds:.0f} s", flush=True)
        average.eval()
        after(epoch, average)
    return average


HEADS = ("tags", "towards", "whole", "shapes", "kinds", "conventions")


def _speed(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.02, (1 - done) / (1 - warmup))


@torch.no_grad()
def _follow(average: Network, network: Network, remains: float) -> None:
    for old, new in zip(average.parameters(), network.parameters(), strict=True):
        old.lerp_(new, 1 - remains)


def _loss(network: Network, batch: Batch, plan: Plan, chance: random.Random) -> Tensor:
    ids, conventions = batch.ids, batch.conventions
    if plan.blank:
        hide = (torch.rand(ids.shape) < plan.blank) & (ids > 999)
        ids = torch.where(hide, 103, ids)
    unsaid = torch.rand(conventions.shape) < plan.any_convention
    conventions = torch.where(unsaid, 0, conventions)
    with mixed():
        hidden = network.encode(ids, batch.shapes, batch.mask, conventions)
        logits = network.tags(network.dropout(hidden))
        asked = len(batch.which) and plan.tone_weight
        towards = network.towards(hidden, batch.mask, batch.which, batch.spans).sum(1) if asked else None
        tone = network.tone(hidden, batch.mask).sum(1) if plan.sentence_weight else None
    loss = ids.new_zeros((), dtype=torch.float)
    if plan.names_weight and ((batch.tags != UNKNOWN).any() or batch.doubts.any()):
        loss = loss + plan.names_weight * _names_loss(logits.float(), batch, plan.smoothing)
    if towards is not None:
        each = _soft_loss(towards.float(), batch.shares, plan.smoothing) * batch.weights
        loss = loss + plan.tone_weight * each.sum() / max(1.0, float(len(each))) * min(1.0, len(each) / 8)
    if tone is not None and batch.toned.any():
        each = _soft_loss(tone.float()[batch.toned], batch.tones[batch.toned], 0.0)
        loss = loss + plan.sentence_weight * each.mean() * min(1.0, len(each) / 8)
    return loss


def _soft_loss(logits: Tensor, shares: Tensor, smoothing: float) -> Tensor:
    wanted = shares * (1 - smoothing) + smoothing / 3
    return -(wanted * functional.log_softmax(logits, dim=-1)).sum(-1)


def _names_loss(logits: Tensor, batch: Batch, smoothing: float) -> Tensor:
    """Return the mean loss of the tags: of one tag where it is sure, of the shares of all where it is not.

    Where names of the kind MISC are not annotated, "O" is right for a piece that is none of the other kinds: the
    probabilities of O and of MISC are added.
    """
    known, doubtful = batch.tags != UNKNOWN, batch.doubts.any(-1)
    logs = functional.log_softmax(logits, dim=-1)
    open_ = torch.logsumexp(logs[..., (0, *MISC)], dim=-1)
    right = logs.gather(-1, batch.tags.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    right = torch.where((batch.tags == 0) & ~batch.misc.unsqueeze(1), open_, right)
    each = -(1 - smoothing) * right - smoothing * logs.mean(-1)
    each = torch.where(doubtful, -(batch.doubts * logs).sum(-1), each)
    return each[known | doubtful].mean()
