"""Weigh the clues of a text: how probable each day is as the day on which it was written."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wirebook.annotate import records
from wirebook.annotate.dating import expressions, likelihood, names, periods
from wirebook.annotate.dating.clue import Clue
from wirebook.annotate.document import Document
from wirebook.annotate.records import Candidate, Dating
from wirebook.annotate.times import values

FIRST = datetime.date(1950, 1, 1)
"""The first day that an undated article may be from."""
ARCHIVED = datetime.date(1980, 1, 1)
"""The day from which on agencies and newspapers have kept their texts for machines."""
EARLIER = 0.1
"""How much less likely an article is from a day before that. Set to one in ten."""
WEEKEND = 0.5
"""How much less likely an article is from a Saturday or Sunday. Set to a half."""
INDEPENDENT = 2
"""How many clues of one text are taken to be independent of each other."""
DEPENDENCE, LEAST_TRUST = 0.05, 0.6
"""What each further clue takes from the power to which the product of all likelihoods is raised, and its least: clues
of one text depend on each other, firm ones apart. Chosen on the same 492 articles as the figures of `likelihood`."""
RECALLED = 0.5
"""The power to which the likelihood of a day told as past is raised where a later one is told beside it."""
RANGE_MASS = 0.95
"""How much of the probability the stated range holds: as clues of one text depend on each other, nine in ten of those
articles were written in their range."""
SURE = 0.5
"""How probable a day (with its neighbours), a month or a year must be to be stated: more likely than not."""
LISTED = 0.1
"""How probable a day (with its neighbours), a month or a year must be to be listed as a candidate."""
MOST_LISTED = 5
"""Most candidates that are listed."""
UNITS = ("D", "M", "Y")
"""The precisions of an estimate, the finest first."""
WIDEST = 14600
"""A range of more days than this says nothing, and is not stated."""


def bounds(published: str | None) -> tuple[str | None, str | None]:
    """Return the first and last ISO day that a publication value covers, at the value's own precision."""
    found = values.point(published)
    return (found.first.isoformat(), found.last.isoformat()) if found else (None, None)


@dataclass(frozen=True, slots=True)
class Estimate:
    """How probable each day is, from day `FIRST` on, and the clues that say so."""

    weights: likelihood.Weights
    clues: tuple[Clue, ...]

    def probability(self, first: datetime.date, last: datetime.date) -> float:
        """Return how probable it is that the text was written from one day to another, both included."""
        return float(self.weights[max(0, _place(first)) : max(0, _place(last) + 1)].sum())

    @property
    def day(self) -> datetime.date:
        """The likeliest day of the likeliest year."""
        year = self._ranked("Y")[0].value
        first, last = _place(datetime.date(int(year), 1, 1)), _place(datetime.date(int(year), 12, 31))
        return _day(first + int(self.weights[first : last + 1].argmax()))

    @property
    def range(self) -> tuple[datetime.date, datetime.date]:
        """The shortest range that holds `RANGE_MASS` of the probability."""
        total = np.concatenate([[0.0], np.cumsum(self.weights)])
        ends = np.searchsorted(total, total[:-1] + RANGE_MASS)
        widths = np.where(ends < len(total), ends - np.arange(len(self.weights)), len(total))
        first = int(widths.argmin())
        return _day(first), _day(min(int(ends[first]), len(self.weights)) - 1)

    def candidates(self) -> list[Candidate]:
        """Return the likeliest days, each with its neighbours, where a few hold half of the probability; else the
        likeliest months, or years.
        """
        for unit in UNITS:
            listed = [one for one in self._ranked(unit)[:MOST_LISTED] if one.probability >= LISTED]
            if sum(one.probability for one in listed) >= SURE:
                return listed
        return listed

    def stated(self) -> Candidate | None:
        """Return the most precise of the likeliest day (with its neighbours), month and year that is likely enough."""
        return next((best for unit in UNITS if (best := self._ranked(unit)[0]).probability >= SURE), None)

    def _ranked(self, unit: str) -> list[Candidate]:
        """Return days, months or years with their probability, the likeliest first; no two days are neighbours."""
        if unit == "D":
            return self._ranked_days()
        values_ = [
            str(y) if unit == "Y" else f"{y}-{m:02}" for y in _all_years() for m in range(1, 13 if unit == "M" else 2)
        ]
        points = [(value, point) for value in values_ if (point := values.point(value))]
        shares = [Candidate(value, self.probability(point.first, point.last)) for value, point in points]
        return sorted(shares, key=lambda one: -one.probability)

    def _ranked_days(self) -> list[Candidate]:
        near = np.convolve(self.weights, np.ones(3), mode="same")
        found: list[Candidate] = []
        left = self.weights.copy()
        for _ in range(MOST_LISTED):
            best = int(left.argmax())
            found.append(Candidate(_day(best).isoformat(), float(near[best])))
            left[max(0, best - 1) : best + 2] = 0
        return sorted(found, key=lambda one: -one.probability)

    def bits(self, clue: Clue) -> float:
        """Return how strongly a clue speaks for the likeliest day: the binary logarithm of how much likelier it is
        printed then than on a day at random.
        """
        shares = clue.likelihood(_days())
        return float(np.log2(shares[_place(self.day)] / shares[_place(ARCHIVED) :].mean()))


def _place(day: datetime.date) -> int:
    return day.toordinal() - FIRST.toordinal()


def _day(place: int) -> datetime.date:
    return datetime.date.fromordinal(FIRST.toordinal() + place)


def _days(step: int = 1) -> likelihood.Days:
    return np.arange(FIRST.toordinal(), names.horizon().toordinal() + 1, step, dtype=np.int64)


def _all_years() -> range:
    return range(FIRST.year, names.horizon().year + 1)


def _month_end(day: datetime.date) -> datetime.date:
    return (day + datetime.timedelta(31)).replace(day=1) - datetime.timedelta(1)


def estimate(doc: Document) -> Estimate | None:
    """Weigh the clues of a text: dates, weekdays, holidays, offices held, what was in the news; None without any."""
    found = clues(doc)
    if not found:
        return None
    logs = logarithms(found, _days())
    weights = np.exp(logs - logs.max())
    return Estimate(weights / weights.sum(), found)


def clues(doc: Document) -> tuple[Clue, ...]:
    """Return all clues that a text gives; an event whose day the text names gives none besides, and one whose
    day it names without the year gives hardly more than the year.
    """
    years = range(FIRST.year, names.horizon().year + 2)
    spoken = (*expressions.find(doc, years), *periods.find(doc))
    dated = {clue.days for clue in spoken if clue.days}
    yearly = {clue.yearly for clue in spoken if clue.yearly}
    told = (clue for clue in names.find(doc) if clue.days not in dated)
    found = [*(_recalled(clue) if _month_day(clue) in yearly else clue for clue in told), *spoken]
    latest = max((clue.days[1] for clue in found if clue.days), default=0)
    return tuple(_recalled(clue) if clue.days and clue.days[1] < latest else clue for clue in found)


def _month_day(clue: Clue) -> tuple[int, int] | None:
    """Return month and day of what was on one day."""
    if clue.days is None or clue.days[0] != clue.days[1]:
        return None
    day = datetime.date.fromordinal(clue.days[0])
    return day.month, day.day


def _recalled(clue: Clue) -> Clue:
    """Return a clue of what is told beside something later: that one is the news, and this is recalled."""

    def shape(days: likelihood.Days) -> likelihood.Weights:
        return np.asarray(clue.likelihood(days) ** RECALLED, dtype=np.float64)

    return replace(clue, likelihood=shape)


def logarithms(found: Sequence[Clue], days: likelihood.Days) -> likelihood.Weights:
    """Return the logarithm of how likely all clues are together on each day (an ordinal), up to a constant."""
    trust = max(LEAST_TRUST, 1 - DEPENDENCE * max(0, len(found) - INDEPENDENT))
    logs = np.where(days < ARCHIVED.toordinal(), np.log(EARLIER), 0.0)
    logs += np.where((days - 1) % 7 >= 5, np.log(WEEKEND), 0.0)
    for clue in found:
        logs += (1.0 if clue.firm else trust) * np.log(clue.likelihood(days))
    return logs


STEP = 15
"""Every so many days are looked at to tell whether a day is improbable; no multiple of seven, for weekdays' sake."""


def improbability(found: Sequence[Clue], day: datetime.date) -> float:
    """Return how probable the days are that are at most as likely as one: near 0 where the clues speak against it."""
    logs = logarithms(found, np.append(_days(STEP), day.toordinal()))
    weights = np.exp(logs - logs.max())
    return float(weights[:-1][weights[:-1] <= weights[-1]].sum() / weights[:-1].sum())


def date(doc: Document) -> Dating:
    """Date a document: by its published value, or else by the evidence of its text.

    `best` has the precision that the evidence bears: a day, month or year whose probability reaches `SURE`, or None.
    `earliest` and `latest` hold `RANGE_MASS` of the probability; all are None where the text says nothing.
    """
    published = doc.article.published
    if published:
        earliest, latest = bounds(published)
        return Dating(best=published, earliest=earliest, latest=latest)
    found = estimate(doc)
    if found is None:
        return Dating()
    first, last = found.range
    if (last - first).days > WIDEST:
        return Dating()
    stated = found.stated()
    return Dating(
        best=stated.value if stated else None,
        confidence=stated.probability if stated else None,
        earliest=first.isoformat(),
        latest=last.isoformat(),
        candidates=tuple(found.candidates()),
        clues=tuple(
            _record(doc, clue, found.bits(clue)) for clue in sorted(found.clues, key=lambda c: (c.start, c.end))
        ),
    )


def _record(doc: Document, clue: Clue, bits: float) -> records.Clue:
    sentence = next((s.sentence for s in doc.sentences if clue.start < s.end), len(doc.sentences) - 1)
    text = doc.text[clue.start : clue.end]
    return records.Clue(sentence=sentence, start=clue.start, end=clue.end, text=text, says=clue.says, bits=bits)
