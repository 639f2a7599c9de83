"""The recipe: a first network to find names in the tone data, teachers that see the target marked, and the student."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from wirebook import knowledge
from wirebook.language.tags import best_tags
from workshop.halves import HALVED
from workshop.train import augment, dev, samples
from workshop.train.batches import batches
from workshop.train.fit import Plan
from workshop.train.network import CONVENTIONS, Network, load_base
from workshop.train.samples import Name, Sample, Target

CORPORA: Mapping[str, tuple[str, str]] = {
    "names_gum/train.jsonl.gz": ("gum", "misc"),
    "names_crossner_politics/train.jsonl": ("crossner", ""),
    "names_uner/ewt_dev.jsonl": ("uner", ""),
    "names_wikigold/all.jsonl": ("wikigold", ""),
    "names_other/wnut17_dev.jsonl": ("tweets", ""),
    "names_other/btc_g.jsonl": ("tweets", ""),
    "names_uner/pud_wiki.jsonl": ("uner", ""),
    "names_crossner_politics/dev.jsonl": ("crossner", ""),
    "names_gum/news_dev.jsonl": ("gum", "misc"),
}
"""The corpora of names that the model learns from: whose conventions they follow, and whether they annotate MISC. Of
those in `workshop.halves` it learns from one half."""

TONE = "tone_newsmtsc/train.jsonl.gz"

EARLY, LATE = ("names_*.txt", "opinion_*.txt", "targets_*.txt"), ("comment_*.txt", "news_*.txt", "wire_*.txt")
"""Our own sentences: those that all networks learn from, and those that the student alone does."""

BLOCK, EVERY = 20, 20
"""One block of so many of our own sentences in twenty is held back to choose by."""

SURE = 0.9
"""Probability of every word's tag from which on a sentence's names, found by the first network, are learnt from."""

TEACHERS = 2
"""Teachers that see the target marked, beside the first network. They start in turn from that and from the base
encoder, so that they err differently."""

FIRST = Plan(epochs=4)
TEACHER = Plan(epochs=3)
FURTHER_RATE = 1e-4
"""The rate of a teacher that goes on from the first network."""

STUDENT = Plan(epochs=6)

HARD = 0.4
"""Share of the annotated label beside that of the teachers."""

SWAPPED, SWAPPED_LATER = 0.5, 0.75
"""How often names of a sentence are exchanged for others: by the first network and the teachers, and by the student. On
the swapping templates the first network flips 3.6 labels in a hundred."""


def corpora(data: Path) -> list[Sample]:
    """Read the corpora of names."""
    return [
        sample
        for file, (convention, misc) in CORPORA.items()
        for sample in samples.names(
            data / file, convention, misc=bool(misc), part="learn" if file.split(".")[0] in HALVED else None
        )
    ]


def split(own: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Part our own sentences into those to learn from and those to choose by: whole blocks, as neighbours are alike."""
    blocks = [own[i : i + BLOCK] for i in range(0, len(own), BLOCK)]
    kept = [s for n, block in enumerate(blocks) for s in block if n % EVERY == EVERY // 2]
    shown = [s for n, block in enumerate(blocks) for s in block if n % EVERY != EVERY // 2]
    return shown, kept


def names_pool(own: Sequence[Sample]) -> augment.Pool:
    """Collect names to exchange: those of our own sentences and of the knowledge tables."""
    known = knowledge.actors().values()
    pool: dict[str, set[str]] = {
        "PER": {a.name for a in known if a.type == "person"},
        "ORG": {a.name for a in known if a.type == "organization"},
    }
    for sample in own:
        for name in sample.names or ():
            if name.label in pool:
                pool[name.label].add(sample.text[name.start : name.end])
    countries = sorted({a.name for a in known if a.type == "country" and " and " not in a.name})
    return augment.Pool({label: sorted(found) for label, found in pool.items()}, countries)


def augmentation(pool: augment.Pool, *, swapped: float) -> Callable[[Sample, random.Random], Sample]:
    """Return what is done to a sample each time it is shown."""

    def change(sample: Sample, chance: random.Random) -> Sample:
        if chance.random() < swapped:
            sample = augment.swap(sample, pool, chance, rate=0.7)
        if chance.random() < 0.5:
            sample = replace(sample, targets=tuple(replace(t, others=()) for t in sample.targets))
        return augment.recase(sample, chance)

    return change


@torch.no_grad()
def find_names(
    network: Network, toned: Sequence[Sample], cutter: Tokenizer, *, temperature: float = 1.0
) -> list[Sample]:
    """Return the samples with the names that a network finds in them, to be learnt from where all are `sure`."""
    network.eval()
    found: dict[str, tuple[tuple[Name, ...], bool]] = {}
    for batch in batches(toned, cutter, size=dev.SIZE):
        conventions = torch.zeros(len(batch.ids), dtype=torch.long)
        logits = network.tags(network.encode(batch.ids, batch.shapes, batch.mask, conventions)) / temperature
        for row, (sample, cut) in enumerate(zip(batch.samples, batch.pieces, strict=True)):
            first = [i for i, f in enumerate(cut.first) if f and i < logits.shape[1] - 2]
            chosen = logits[row, [i + 1 for i in first]]
            sure = bool((torch.softmax(chosen, -1).amax(-1) > SURE).all())
            found[sample.text] = (tuple(dev.spans(best_tags(chosen.numpy()), first, cut.starts, cut.ends)), sure)
    return [replace(s, names=found[s.text][0], misc=True, sure=found[s.text][1]) for s in toned]


@torch.no_grad()
def teach(teachers: Sequence[tuple[Network, float]], shown: Sequence[Sample], cutter: Tokenizer) -> list[Sample]:
    """Return the samples with the tone that the teachers see towards each target, and towards each name that has none.

    An annotated label keeps the share HARD; a name that nobody annotated has the teachers' view alone. With each
    teacher goes the temperature at which its probabilities mean what they say.
    """
    wanted = []
    for sample in shown:
        has = {(t.start, t.end) for t in sample.targets}
        extra = [
            Target(n.start, n.end, (0.0, 0.0, 0.0), weight=0.5)
            for n in sample.names or ()
            if (n.start, n.end) not in has and not any(t.start < n.end and n.start < t.end for t in sample.targets)
        ]
        wanted.append(replace(sample, targets=(*sample.targets, *extra)))
    seen: dict[tuple[str, int, int], torch.Tensor] = {}
    for teacher, temperature in teachers:
        teacher.eval()
        for batch in batches(wanted, cutter, size=dev.SIZE, marked=teacher.marks is not None):
            if not batch.targets:
                continue
            conventions = torch.full((len(batch.ids),), CONVENTIONS.index("news"))
            with torch.autocast("cpu", torch.bfloat16):
                hidden = teacher.encode(batch.ids, batch.shapes, batch.mask, conventions, batch.marks)
                parts = teacher.towards(hidden, batch.mask, batch.which, batch.spans).sum(1).float()
            shares = torch.softmax(parts / temperature, -1) / len(teachers)
            for row, target, share in zip(batch.which.tolist(), batch.targets, shares, strict=True):
                key = (batch.samples[row].text, target.start, target.end)
                seen[key] = seen.get(key, torch.zeros(3)) + share
    return [
        replace(s, targets=tuple(_taught(t, seen.get((s.text, t.start, t.end))) for t in s.targets)) for s in wanted
    ]


@torch.no_grad()
def find_tone(network: Network, toned: Sequence[Sample], cutter: Tokenizer) -> list[Sample]:
    """Return the samples with the tone of the whole sentence that a network sees in those that have none."""
    network.eval()
    found: dict[str, tuple[float, float, float]] = {}
    for batch in batches(toned, cutter, size=dev.SIZE):
        conventions = torch.zeros(len(batch.ids), dtype=torch.long)
        hidden = network.encode(batch.ids, batch.shapes, batch.mask, conventions)
        shares = torch.softmax(network.tone(hidden, batch.mask).sum(1), -1)
        for sample, (negative, neutral, positive) in zip(batch.samples, shares.tolist(), strict=True):
            found[sample.text] = (negative, neutral, positive)
    return [replace(s, tone=s.tone or found[s.text]) for s in toned]


def _taught(target: Target, seen: torch.Tensor | None) -> Target:
    if seen is None:
        return target
    hard = HARD if sum(target.shares) else 0.0
    mixed = tuple(hard * a + (1 - hard) * b for a, b in zip(target.shares, seen.tolist(), strict=True))
    return replace(target, shares=(mixed[0], mixed[1], mixed[2]))


def network(base: Path, *, marked: bool = False, seed: int) -> Network:
    """Return a network with the base encoder's weights and fresh heads."""
    torch.manual_seed(seed)
    made = Network(marked=marked)
    load_base(made, base / "model.safetensors")
    return made


def onward(first: Network, *, marked: bool = False, seed: int) -> Network:
    """Return a network that goes on from what another has learnt; the embedding of the marks is fresh."""
    torch.manual_seed(seed)
    made = Network(marked=marked)
    made.load_state_dict(first.state_dict(), strict=not marked)
    made.words.weight.requires_grad_(False)
    return made
