"""The recipe: a larger network that finds names, another that judges tone, and the student that learns from both."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from wirebook import knowledge
from wirebook.language.tags import names_of
from workshop.halves import HALVED
from workshop.train import augment, dev, samples
from workshop.train.arithmetic import mixed
from workshop.train.batches import batches, house
from workshop.train.fit import Plan
from workshop.train.judges import Judge
from workshop.train.network import MINILM, MPNET, Network, load_minilm, load_mpnet
from workshop.train.samples import HOUSE, Doubt, Name, Sample, Shares, Target

CORPORA: Mapping[str, tuple[str, str]] = {
    "names_gum/train.jsonl.gz": ("gum", "misc"),
    "names_crossner_politics/train.jsonl": ("crossner", ""),
    "names_uner/ewt_dev.jsonl": ("uner", ""),
    "names_wikigold/all.jsonl": ("wikigold", ""),
    "names_other/wnut17_dev.jsonl": ("tweets", ""),
    "names_other/btc_g.jsonl": ("tweets", ""),
    "names_uner/pud_wiki.jsonl": (HOUSE, ""),
    "names_crossner_politics/dev.jsonl": ("crossner", ""),
    "names_gum/news_dev.jsonl": (HOUSE, "misc"),
}
"""The corpora of names that the model learns from: whose conventions they follow, and whether they annotate MISC. Of
those in `workshop.halves` it learns from one half."""

TONE = "tone_newsmtsc/train.jsonl.gz"

OWN = (
    "names_*.txt", "opinion_*.txt", "targets_*.txt", "comment_*.txt", "contrast_*.txt", "news_*.txt", "politics_*.txt",
    "polity_*.txt", "rare_*.txt",
)  # fmt: skip
"""Our own annotated sentences, in the order in which they are parted in those to learn from and those to choose by."""

NAMES_ALONE = ("names_*.txt", "rare_*.txt")
"""Those of our sentences that are about names alone and that the teacher of tone does without."""

UNTONED = "rare_*.txt"
"""Those of which names alone are learnt, their tone being what the judge sees: most tell of battles and elections as an
encyclopedia does, neutral whoever lost, and a student that learns it no longer hears who is beaten in the news."""

TWEETS = "tweets"
"""The convention that the finder does without."""

SILVER = ("silver/*.txt", "next/*.txt")
"""Our own sentences without annotation: the finder marks their names, the teacher judges the tone."""

BLOCK, EVERY = 20, 20
"""One block of so many of our own sentences in twenty is held back to choose by."""

SURE = 0.95
"""Probability of a word's tag, by the finder, up to which the word is doubtful: the shares of all tags are learnt."""

FINDER = Plan(epochs=1, rate=5e-5, size=900, tone_weight=0.0, sentence_weight=0.0)
TEACHER = Plan(epochs=3, rate=5e-5, size=900, names_weight=0.0)
STUDENT = Plan(epochs=3, names_weight=2.0)
HARDER = Plan(epochs=1, rate=5e-5, head_rate=1e-4, names_weight=2.0)
"""The student's next epoch, in which annotated labels of tone count for nearly all."""
LAST = Plan(epochs=1, rate=3e-5, head_rate=6e-5, names_weight=3.0)
"""Its last one, without the sentences that nobody annotated, in which names weigh more."""

HARD, HARD_LAST = 0.4, 0.85
"""Share of the annotated label beside that of who judges, and in the last epoch."""

SWAPPED, SWAPPED_LATER = 0.5, 0.9
"""How often names of a sentence are exchanged for others: by the finder and the teacher, and by the student."""


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


def without_tone(own: Sequence[Sample]) -> list[Sample]:
    """Return our sentences, those of UNTONED without their tone."""
    untoned = {sample.text for sample in samples.own(UNTONED)}
    return [replace(s, targets=(), tone=None) if s.text in untoned else s for s in own]


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
    pool["ORG"] -= {s.text[n.start : n.end] for s in own for n in s.names or () if n.label == "LOC"}
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


def in_house(found: Sequence[Sample]) -> list[Sample]:
    """Return the sentences of other conventions, tweets apart, by ours: without what is known of their names."""
    return [replace(s, convention=HOUSE, names=None, misc=False) for s in found if s.convention not in (HOUSE, TWEETS)]


@torch.no_grad()
def find_names(
    network: Network, shown: Sequence[Sample], cutter: Tokenizer, *, temperature: float = 1.0
) -> list[Sample]:
    """Return the samples with the names that a network finds in them; words of which it is not sure are doubtful.

    At `temperature` the probabilities of the tags mean what they say.
    """
    network.eval()
    found: dict[str, Sample] = {}
    for batch in batches(shown, cutter, size=dev.SIZE):
        with mixed():
            logits = network.tags(network.encode(batch.ids, batch.shapes, batch.mask, house(batch))).float()
        for row, (sample, cut) in enumerate(zip(batch.samples, batch.pieces, strict=True)):
            tags = logits[row, 1 : len(cut) + 1] / temperature
            names, _ = names_of(cut, tags.numpy())
            shares = torch.softmax(tags, -1)
            unsure = (shares.amax(-1) <= SURE).tolist()
            doubtful = tuple(
                Doubt(cut.starts[i], cut.ends[i], tuple(round(share, 4) for share in shares[i].tolist()))
                for i, first in enumerate(cut.first)
                if first and unsure[i]
            )
            named = tuple(Name(n.start, n.end, n.label) for n in names)
            found[sample.text] = replace(sample, names=named, misc=True, doubtful=doubtful)
    return [replace(found[s.text], targets=s.targets) for s in shown]


def asked(found: Sequence[Sample]) -> list[Sample]:
    """Return samples with the tone towards each of their names, kinds that are no actors apart, yet to be judged."""
    return [
        replace(s, targets=tuple(Target(n.start, n.end, UNJUDGED) for n in s.names or () if n.label != "MISC"))
        for s in found
    ]


UNJUDGED = (0.0, 0.0, 0.0)
"""The shares of a target that nobody has judged yet."""


def teach(judge: Judge, shown: Sequence[Sample]) -> list[Sample]:
    """Return the samples with the tone that a judge sees: of the sentence where it has none, towards each target, and
    towards each name that is no target yet.

    An annotated label keeps the share HARD; a name that nobody annotated has the judge's view alone.
    """
    wanted = []
    for sample in shown:
        has = {(t.start, t.end) for t in sample.targets}
        extra = [
            Target(n.start, n.end, UNJUDGED, weight=0.5)
            for n in sample.names or ()
            if (n.start, n.end) not in has and not any(t.start < n.end and n.start < t.end for t in sample.targets)
        ]
        wanted.append(replace(sample, targets=(*sample.targets, *extra)))
    view = judge(wanted)
    return [
        replace(
            s,
            targets=tuple(_taught(t, view.towards.get((s.text, t.start, t.end))) for t in s.targets),
            tone=s.tone or view.whole[s.text],
        )
        for s in wanted
    ]


def _taught(target: Target, seen: Shares | None) -> Target:
    if seen is None:
        return target
    return replace(target, shares=_mixed(target.shares, seen, HARD if sum(target.shares) else 0.0))


def _mixed(label: Shares, seen: Sequence[float], hard: float) -> Shares:
    """Return the annotated shares and those that are seen, the annotated with the share `hard`."""
    negative, neutral, positive = (hard * a + (1 - hard) * b for a, b in zip(label, seen, strict=True))
    return negative, neutral, positive


def hardened(taught: Sequence[Sample], annotated: Sequence[Sample]) -> list[Sample]:
    """Return taught samples with HARD_LAST as the share of the label, where a target is annotated."""
    labels = {(s.text, t.start, t.end): t.shares for s in annotated for t in s.targets}

    def harder(target: Target, label: Shares | None) -> Target:
        if label is None:
            return target
        seen = [max(0.0, (both - HARD * own) / (1 - HARD)) for both, own in zip(target.shares, label, strict=True)]
        return replace(target, shares=_mixed(label, seen, HARD_LAST))

    return [
        replace(s, targets=tuple(harder(t, labels.get((s.text, t.start, t.end))) for t in s.targets)) for s in taught
    ]


def student(base: Path, *, seed: int) -> Network:
    """Return a network with the weights of MiniLM and fresh heads."""
    torch.manual_seed(seed)
    made = Network(MINILM)
    load_minilm(made, base)
    return made


def larger(base: Path, cutter: Tokenizer, *, seed: int) -> Network:
    """Return a larger network with the weights of MPNet and fresh heads."""
    torch.manual_seed(seed)
    made = Network(MPNET)
    load_mpnet(made, base, cutter)
    return made
