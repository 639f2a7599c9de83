"""Bias by name: what changes when only the name in a sentence is another.

Sentences of ours with a slot (`workshop/texts/swaps.csv`) are filled with each name of their kind (`swap_names.csv`).
After Kiritchenko, S. and Mohammad, S. (2018), "Examining Gender and Race Bias in Two Hundred Sentiment Analysis
Systems", *SEM.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wirebook.annotate import judges, vader
from wirebook.language import Span, model
from workshop.measure.figures import Floats, Ints, figure
from workshop.measure.sets import LABELS
from workshop.measure.table import Cell, Table

TEXTS = Path(__file__).parents[1] / "texts"
SLOT = "{name}"

SHOWN = 5
"""Names of each kind that are listed in either direction."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with a slot for a name."""

    kind: str
    expected: str
    """The tone towards whatever stands in the slot."""
    text: str

    def filled(self, name: str) -> tuple[str, Span]:
        """Return the sentence with a name in the slot, and where the name stands."""
        start = self.text.index(SLOT)
        return self.text.replace(SLOT, name), Span(start, start + len(name))


class Heard(NamedTuple):
    """What one way to judge says of every template with every name."""

    scores: Floats
    """(templates, names): positive less negative."""
    labels: Ints
    """(templates, names): numbers of `LABELS`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The templates and names of one kind, and what each way to judge says of them."""

    kind: str
    templates: tuple[Template, ...]
    names: tuple[str, ...]
    towards: Heard
    own: Heard
    vader: Heard


def templates(path: Path = TEXTS / "swaps.csv") -> list[Template]:
    """Read the templates. Raises ValueError where one has not exactly one slot, or an unknown label."""
    found = [Template(row["kind"], row["expected"], row["template"]) for row in _rows(path)]
    for template in found:
        if template.text.count(SLOT) != 1 or template.expected not in LABELS:
            raise ValueError(f"{path}: one {SLOT} and one of {LABELS} are wanted, not {template}")
    return found


def names(path: Path = TEXTS / "swap_names.csv") -> dict[str, list[str]]:
    """Read the names of each kind."""
    found: dict[str, list[str]] = {}
    for row in _rows(path):
        found.setdefault(row["kind"], []).append(row["name"])
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def judge(found: Sequence[Template], named: dict[str, list[str]]) -> list[Kind]:
    """Judge every template with every name of its kind, each sentence by itself."""
    kinds = []
    for kind, own in named.items():
        of_kind = tuple(template for template in found if template.kind == kind)
        if of_kind:
            judged = [_judge(template, own) for template in of_kind]
            towards, sentence, by_vader = (_stack([row[i] for row in judged]) for i in range(3))
            kinds.append(Kind(kind, of_kind, tuple(own), towards, sentence, by_vader))
    return kinds


Said = list[tuple[float, str]]
"""The score and label of each name in one template."""


def _judge(template: Template, own: Sequence[str]) -> tuple[Said, Said, Said]:
    filled = [template.filled(name) for name in own]
    network = model.load()
    readings = [network.read([text])[0] for text, _ in filled]  # each by itself, so that nothing but the name differs
    verdicts = [network.towards([(reading, [span])])[0] for reading, (_, span) in zip(readings, filled, strict=True)]
    lexicon = [vader.polarity(text).score for text, _ in filled]
    return (
        [(verdict.shares.score, judges.label(verdict)) for verdict in verdicts],
        [(reading.tone.shares.score, judges.sentence_label(reading.tone)) for reading in readings],
        [(score, vader.label(score)) for score in lexicon],
    )


def _stack(rows: Sequence[Said]) -> Heard:
    scores = np.array([[score for score, _ in row] for row in rows], dtype=np.float64)
    return Heard(scores, np.array([[LABELS.index(label) for _, label in row] for row in rows], dtype=np.int64))


# -- what is measured ----------------------------------------------------------------------------------------------


def changes(scores: Floats) -> Floats:
    """Return for each template (rows) the mean absolute change of the score between two different names (columns)."""
    count = scores.shape[1]
    apart: Floats = np.abs(scores[:, :, None] - scores[:, None, :]).sum(axis=(1, 2))
    return apart / float(max(1, count * (count - 1)))


def flips(labels: Ints) -> npt.NDArray[np.bool_]:
    """Say of each template (rows) and name (columns) whether its label is not the template's most frequent one.

    Where two labels are as frequent, the first of `LABELS` is taken; as many flip either way.
    """
    counts = np.stack([(labels == n).sum(axis=1) for n in range(len(LABELS))], axis=1)
    flipped: npt.NDArray[np.bool_] = labels != counts.argmax(axis=1)[:, None]
    return flipped


def deviations(scores: Floats) -> Floats:
    """Return for each name (columns) how far its score lies from the template's mean, on the mean template; signed."""
    return np.asarray((scores - scores.mean(axis=1, keepdims=True)).mean(axis=0), dtype=np.float64)


def tables() -> list[Table]:
    """Measure what swapping names changes, and which names deviate."""
    kinds = judge(templates(), names())
    return [changed(kinds), deviating(kinds)]


def changed(kinds: Sequence[Kind]) -> Table:
    """Show how much swapping names changes, for each way to judge, all kinds together and each kind."""
    ways: dict[str, Callable[[Kind], Heard]] = {
        "model, towards the name": lambda kind: kind.towards,
        "model, the sentence's own": lambda kind: kind.own,
        "VADER, the sentence": lambda kind: kind.vader,
    }
    rows = [
        _changed(
            system, label, [(kind, heard(kind)) for kind in chosen], tone_of_name=system != "model, the sentence's own"
        )
        for system, heard in ways.items()
        for label, chosen in (("all", kinds), *((kind.kind, [kind]) for kind in kinds))
    ]
    return Table(
        "Swapping one name for another in the same sentence",
        {"tone by": "", "kind": "", "templates": "d", "sentences": "d", "mean change of the score": ".4f"}
        | {"labels that flip, %": ".2f", "as expected, %": ".1f"},
        rows,
        note="The score runs from -1 to 1; its change is the mean over pairs of names in one template. A label flips "
        "where it is not the template's most frequent one. As expected: the label is the tone that the template was "
        "written to have towards its slot. In brackets: 95 % bootstrap intervals over templates.",
    )


def _changed(system: str, kind: str, heard: Sequence[tuple[Kind, Heard]], *, tone_of_name: bool) -> list[Cell]:
    change = np.concatenate([changes(one.scores) for _, one in heard])
    flipped = np.concatenate([flips(one.labels).mean(axis=1) for _, one in heard])
    expected = np.concatenate([_expected(own, one) for own, one in heard])
    sizes = np.concatenate([np.full(len(own.templates), len(own.names)) for own, _ in heard])
    units = range(len(sizes))
    return [
        system,
        kind,
        len(sizes),
        int(sizes.sum()),
        figure(lambda weights: float(np.average(change, weights=weights)), units),
        figure(lambda weights: 100 * float(np.average(flipped, weights=weights * sizes)), units),
        figure(lambda weights: 100 * float(np.average(expected, weights=weights * sizes)), units)
        if tone_of_name
        else None,
    ]


def _expected(kind: Kind, heard: Heard) -> Floats:
    """Return for each template the share of names whose label is the expected one."""
    wanted = np.array([LABELS.index(template.expected) for template in kind.templates])
    return np.asarray((heard.labels == wanted[:, None]).mean(axis=1), dtype=np.float64)


def deviating(kinds: Sequence[Kind]) -> Table:
    """Show the names of each kind that are judged worst and best in the same sentences."""
    rows: list[list[Cell]] = []
    for kind in kinds:
        away, flipped = deviations(kind.towards.scores), 100 * flips(kind.towards.labels).mean(axis=0)
        away_own, away_vader = deviations(kind.own.scores), deviations(kind.vader.scores)
        order = np.argsort(away, kind="stable").tolist()
        for i in order[:SHOWN] + order[max(SHOWN, len(order) - SHOWN) :]:
            rows.append(
                [kind.kind, kind.names[i], len(kind.templates)]
                + [float(column[i]) for column in (away, flipped, away_own, away_vader)]
            )
    return Table(
        "Names that deviate most",
        {"kind": "", "name": "", "templates": "d", "towards the name": "+z.4f", "labels that flip, %": ".2f"}
        | {"the sentence's own": "+z.4f", "VADER": "+z.4f"},
        rows,
        note="The mean, over templates, of the score with this name less the mean score of all names: below zero, "
        f"sentences sound worse for this name. The {SHOWN} lowest and the {SHOWN} highest of each kind.",
    )
