"""Scores of spans against gold: small pure functions over spans as mappings with `start` and `end`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spanned = Mapping[str, Any]
"""A row with `start` and `end`, code points of one text, `end` exclusive."""


def shared(a: Spanned, b: Spanned) -> int:
    """Return how many code points two spans share."""
    return max(0, int(min(a["end"], b["end"])) - int(max(a["start"], b["start"])))


def same(a: Spanned, b: Spanned) -> float:
    """Return the overlap of two spans as a share of the longer one, 0 to 1."""
    return float(shared(a, b) / max(a["end"] - a["start"], b["end"] - b["start"], 1))


def touches(a: Spanned, b: Spanned) -> float:
    """Return the overlap of two spans as a share of the shorter one, so that a name within a longer name is whole."""
    return float(shared(a, b) / max(min(a["end"] - a["start"], b["end"] - b["start"]), 1))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the wanted rows were found right, and how many were predicted that match none."""

    right: int
    wanted: int
    extra: int

    @property
    def f1(self) -> float:
        """Balanced F-measure in percent; 100 where nothing was wanted and nothing predicted."""
        total = self.right + self.extra + self.wanted
        return 200 * self.right / total if total else 100.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wanted + other.wanted, self.extra + other.extra)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score, with the wanted rows that were missed and the predicted ones that match none."""

    score: Score
    missed: tuple[Spanned, ...]
    extra: tuple[Spanned, ...]


def compare(
    wanted: Sequence[Spanned],
    predicted: Sequence[Spanned],
    *,
    right: Callable[[Spanned, Spanned], bool],
    either_way: Iterable[Spanned] = (),
) -> Comparison:
    """Compare predicted spans with the wanted ones.

    A wanted span is found where `right(wanted, predicted)` holds for some predicted one. A predicted span is extra
    where it overlaps no wanted span and none of `either_way`: one that overlaps but is wrong is a miss already.
    """
    pardons = list(either_way)
    missed = tuple(w for w in wanted if not any(right(w, p) for p in predicted))
    extra = tuple(p for p in predicted if not any(shared(p, w) for w in wanted) and not pardoned(p, pardons))
    return Comparison(Score(len(wanted) - len(missed), len(wanted), len(extra)), missed, extra)


def pardoned(predicted: Spanned, either_way: Iterable[Spanned]) -> bool:
    """Whether a predicted span is one that gold allows either way: marked or not, but not as the name under `not`."""
    return any(shared(predicted, e) and ("not" not in e or e["not"] != predicted.get("name")) for e in either_way)


def count_overlap(wanted: Mapping[str, int], predicted: Mapping[str, int]) -> Score:
    """Compare counts by name: as many are right as both sides count for the same name.

    Counts for names that are not wanted, and counts beyond the wanted ones, are extra.
    """
    right = sum(min(n, predicted.get(name, 0)) for name, n in wanted.items())
    return Score(right, sum(wanted.values()), sum(predicted.values()) - right)


def align(source: str, stored: str, *, probe: int = 12) -> dict[int, int]:
    """Map positions of a source text to those of its stored form, where it is stored.

    Stored text may lack a dateline, headline or credit, or differ in white space. `probe` is the number of code points
    by which the place is found again after a difference.
    """
    places: dict[int, int] = {}
    cursor = 0
    for position, char in enumerate(source):
        if char.isspace():
            if stored[cursor : cursor + 1].isspace():
                places[position] = cursor
                cursor += 1
            continue
        while stored[cursor : cursor + 1].isspace():
            cursor += 1
        found = (
            cursor if stored[cursor : cursor + 1] == char else stored.find(source[position : position + probe], cursor)
        )
        if found >= 0:
            places[position] = found
            cursor = found + 1
    return places


def place(span: Spanned, places: Mapping[int, int]) -> dict[str, Any] | None:
    """Return a span of the source moved to the stored text, or None where its ends are not stored."""
    start, last = places.get(span["start"]), places.get(span["end"] - 1)
    return None if start is None or last is None else {**span, "start": start, "end": last + 1}
