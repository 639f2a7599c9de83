"""What a rule of the grammar is: a named pattern, the words without which it need not be tried, and its reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wirebook.annotate.records import Anchor, TimeType
from wirebook.annotate.times import lexicon, tense, values
from wirebook.annotate.times.values import Point
from wirebook.knowledge.calendar import TimeRule

MONTH_LEAN = 1.5
"""How much more the tense counts for a bare month than for a day: a month is seldom named against it."""
LEAN: dict[tense.Direction, float] = {-1: 0.55, 0: 0.25, 1: -0.4}
"""By tense, what part of a cycle (a year) the earlier of two candidates may be farther away and still be chosen."""


class Timex(NamedTuple):
    """The reading of one expression: TIMEX3 type, value and modifier, and what it was counted from."""

    type: TimeType
    value: str
    anchor: Anchor = "explicit"
    mod: str | None = None
    start: int | None = None
    """Where the expression starts, if not where the pattern does."""


@dataclass(slots=True)
class Context:
    """What is known when an expression is read."""

    text: str
    low: int
    high: int
    """The sentence: `text[low:high]`."""
    publication: Point | None
    reference: Point | None
    """The date last named, in this sentence or an earlier one."""
    reference_here: bool
    """Whether the date last named stands in this sentence."""
    reference_near: bool = True
    """Whether it stands in this sentence or the one before."""

    def direction(self, match: re.Match[str]) -> tense.Direction:
        """Tell the tense around a match."""
        return tense.direction(self.text, match.start(), match.end(), low=self.low, high=self.high)

    def before(self, match: re.Match[str], characters: int = 24) -> str:
        """Return the words just before a match, in its sentence."""
        return self.text[max(self.low, match.start() - characters) : match.start()]

    def after(self, match: re.Match[str], characters: int = 24) -> str:
        """Return the words just after a match, in its sentence."""
        return self.text[match.end() : min(self.high, match.end() + characters)]

    def shift(self, unit: str, count: int) -> str:
        """Write the `unit` that lies `count` units from the publication, or its unknown value."""
        return self.publication.shift(unit, count) if self.publication else values.UNKNOWN[unit]

    def nearest(self, earlier: date, later: date, direction: tense.Direction, *, strength: float = 1) -> date:
        """Choose between two days a year apart: the nearer one, unless the tense speaks against it."""
        today = self.publication.first if self.publication else later
        back, ahead = (today - earlier).days, (later - today).days
        lean = LEAN[direction] * strength * 365
        return earlier if back <= ahead + lean else later


Read = Callable[[re.Match[str], Context], Timex | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: tried on a sentence that holds a word of every class in `needs`."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Read


def build(rows: Iterable[TimeRule], readings: Iterable[Read]) -> tuple[Rule, ...]:
    """Build the rules of the table, each with the reading that it names."""
    by_name = {read.__name__: read for read in readings}
    return tuple(
        Rule(row.rule, frozenset(row.needs.split()), lexicon.compile_template(row.pattern), by_name[row.reading])
        for row in rows
    )
