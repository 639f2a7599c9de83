"""Change samples so that the model learns the context, not who is famous, and bears capitals and headlines."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop.train.samples import TITLE, Name, Sample, Target

UPPER, LOWER, HEADLINE = 0.03, 0.03, 0.05
"""How often a sentence is written in capitals, in small letters, and with capitals like a headline."""


class Pool:
    """Names to put in the place of others, by kind; a country is exchanged for a country alone, other places stay."""

    def __init__(self, names: Mapping[str, Sequence[str]], countries: Sequence[str]) -> None:
        self.names = names
        self.countries = countries
        self._countries = frozenset(countries)

    def pick(self, label: str, instead_of: str, chance: random.Random) -> str:
        """Return another name of the kind; a person named by one word gets one word, a surname as a rule."""
        if instead_of in self._countries:
            return chance.choice(self.countries)
        if label == "LOC":
            return instead_of
        name = chance.choice(self.names[label])
        return name.split()[-1] if label == "PER" and " " not in instead_of else name


def swap(sample: Sample, pool: Pool, chance: random.Random, *, rate: float) -> Sample:
    """Put other names in the place of some of a sentence's names; the same name everywhere in the same place."""
    spans = _swappable(sample)
    instead: dict[str, str] = {}
    for start, end, label in spans:
        surface = sample.text[start:end]
        if surface not in instead:
            instead[surface] = pool.pick(label, surface, chance) if chance.random() < rate else surface
    if all(old == new for old, new in instead.items()):
        return sample
    return _rewrite(sample, [(s, e, instead[sample.text[s:e]]) for s, e, _ in spans])


def _swappable(sample: Sample) -> list[tuple[int, int, str]]:
    """Return the names of a sentence that may be exchanged, without the titles before them; doubtful ones stay."""
    found = []
    for name in sample.names or ():
        text = sample.text[name.start : name.end]
        doubtful = any(d.start < name.end and name.start < d.end for d in sample.doubtful)
        if name.label in ("PER", "LOC", "ORG") and text[:1].isupper() and len(text) > 1 and not doubtful:
            skip = TITLE.match(text)
            found.append((name.start + (skip.end() if skip else 0), name.end, name.label))
    return found


def _rewrite(sample: Sample, changes: Sequence[tuple[int, int, str]]) -> Sample:
    changes = sorted(changes)
    text, position = "", 0
    for start, end, new in changes:
        text += sample.text[position:start] + new
        position = end
    text += sample.text[position:]

    def begin(at: int) -> int:
        moved = 0
        for start, end, new in changes:
            if at <= start:
                break
            moved += len(new) - (end - start)
            if at < end:  # within a changed name: its beginning
                return start + moved - (len(new) - (end - start))
        return at + moved

    def finish(at: int) -> int:
        moved = 0
        for start, end, new in changes:
            if at <= start:
                break
            moved += len(new) - (end - start)
            if at < end:
                return end + moved
        return at + moved

    return replace(
        sample,
        text=text,
        names=None
        if sample.names is None
        else tuple(Name(begin(n.start), finish(n.end), n.label) for n in sample.names),
        doubtful=tuple(replace(d, start=begin(d.start), end=finish(d.end)) for d in sample.doubtful),
        targets=tuple(
            Target(begin(t.start), finish(t.end), t.shares, t.weight, tuple((begin(s), finish(e)) for s, e in t.others))
            for t in sample.targets
        ),
    )


def recase(sample: Sample, chance: random.Random) -> Sample:
    """Now and then write a sentence in capitals, in small letters, or like a headline; positions stay."""
    drawn = chance.random()
    if drawn < UPPER:
        text = sample.text.upper()
    elif drawn < UPPER + LOWER:
        text = sample.text.lower()
    elif drawn < UPPER + LOWER + HEADLINE:
        text = re.sub(r"\b[a-z](?=[a-z]{3})", lambda m: m[0].upper(), sample.text)
    else:
        return sample
    return replace(sample, text=text) if len(text) == len(sample.text) else sample
