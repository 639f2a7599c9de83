"""Clues that the week, the month and the year of writing give: "this month", "last week", "later this year".

What happened is told the more often the nearer it lies. So "this month" of something past is written late in a month,
"last month" early in one, "next week" late in a week; the weekend is spoken of on a Monday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import numpy as np

from wirebook.annotate.dating import likelihood
from wirebook.annotate.dating.clue import Clue
from wirebook.annotate.document import Document
from wirebook.annotate.times import tense

Way = Literal["before", "passed", "left", "after"]
"""Where in time something lies: in the period before that of writing, in what has passed of this one, in what is left
of it, or in the period after it."""
BLUNT = 0.2
"""The share of articles that name a period whatever their day in it. Set to one in five."""
WEEKEND = (3.0, 1.2, 0.7, 0.6, 0.8, 0.8, 1.5)
"""How much more an article that speaks of a weekend is from each day, Monday first. Set by the same reason: the weekend
that has passed is news on Monday, the next is spoken of from Thursday."""
_CODES: dict[str, Literal["W", "M", "Y"]] = {"week": "W", "month": "M", "year": "Y"}
_SAYS: dict[Way, str] = {
    "before": "the {} before that of writing",
    "passed": "a day of this {} that has passed",
    "left": "a day of this {} to come",
    "after": "the {} after that of writing",
}

_SAID = re.compile(
    r"\b(?:(?P<early>earlier|later) )?(?P<which>this|last|next) (?P<unit>week|month|year)\b(?!['’]s\b)", re.IGNORECASE
)
_WEEKEND = re.compile(r"\b(?:over|at|during|last|the) (?:the )?weekend\b", re.IGNORECASE)
_COMPARED = {("last", "year"), ("this", "year")}
"""What figures are compared with, and spoken of alike on any day of a year, unless it says "earlier" or "later"."""


def find(doc: Document) -> Iterator[Clue]:
    """Return the clues of the weeks, months and years that are named from the day of writing, each once."""
    seen: set[tuple[str, str]] = set()
    for match in _SAID.finditer(doc.text):
        which, unit = match["which"].lower(), match["unit"].lower()
        if (which, unit) in _COMPARED and not match["early"]:
            continue
        way: Way = "before" if which == "last" else "after" if which == "next" else _way(doc, match)
        if (way, unit) not in seen:
            seen.add((way, unit))
            yield Clue(*match.span(), _SAYS[way].format(unit), in_period(_CODES[unit], way))
    if named := _WEEKEND.search(doc.text):
        yield Clue(*named.span(), "a weekend", weekend)


def in_period(unit: Literal["W", "M", "Y"], way: Way) -> likelihood.Likelihood:
    """Weigh days by how much news there is for them to tell in a part of their week, month or year, 1 on average.

    What lies `n` days away is told with the share 1 / (n + `RECENCY`), which is summed over the days of that part.
    """

    def shape(days: likelihood.Days) -> likelihood.Weights:
        passed, length = _place(days, unit)
        near, whole = likelihood.RECENCY, length + likelihood.RECENCY
        gone = passed if way in ("before", "passed") else length - 1 - passed
        told = np.log1p(gone / near) if way in ("passed", "left") else np.log((gone + whole) / (gone + near))
        return np.asarray(BLUNT + (1 - BLUNT) * told / told.mean(), dtype=np.float64)

    return shape


def weekend(days: likelihood.Days) -> likelihood.Weights:
    """Weigh the days of the week on which a weekend is spoken of."""
    return np.asarray(np.array(WEEKEND)[(days - 1) % 7], dtype=np.float64)


def _place(days: likelihood.Days, unit: Literal["W", "M", "Y"]) -> tuple[likelihood.Weights, likelihood.Weights]:
    """Return how many days of its week, month or year have passed before each day, and the length of that period."""
    if unit == "W":
        return ((days - 1) % 7).astype(np.float64), np.full(len(days), 7.0)
    written = (days - likelihood.UNIX_EPOCH).astype("datetime64[D]")
    period = written.astype(f"datetime64[{unit}]")
    first, following = period.astype("datetime64[D]"), (period + 1).astype("datetime64[D]")
    return (written - first).astype(np.float64), (following - first).astype(np.float64)


def _way(doc: Document, match: re.Match[str]) -> Way:
    """Return on which side of the day of writing in its week, month or year something lies."""
    if match["early"]:
        return "passed" if match["early"].lower() == "earlier" else "left"
    sentence = doc.sentences[doc.sentence_at(match.start())]
    direction = tense.direction(doc.text, *match.span(), low=sentence.start, high=sentence.end)
    return "left" if direction > 0 else "passed"
