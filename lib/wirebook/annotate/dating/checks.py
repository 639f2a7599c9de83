"""Dates that check each other: what an article says of one event twice, and whether its text bears its own date out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from wirebook.annotate.dating import expressions, likelihood
from wirebook.annotate.dating.weigh import clues, estimate, improbability
from wirebook.annotate.document import Document
from wirebook.annotate.records import DateCheck, Time, Verdict
from wirebook.annotate.times import lexicon, values
from wirebook.annotate.wording import Wording

CLOSE, FAR = (-0.5, 1.0), (-1.0, 2.0)
"""By how many units "three weeks ago" may miss the date that is said of the same event, as writers round and cut off;
and beyond how many they contradict each other."""
NAMES = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
CERTAIN = 4
"""How many rare words two sentences must share for their dates to contradict each other."""
UNLIKELY = 1e-4
"""How improbable the days at most as likely as an article's own must be together for its text to contradict it."""


def check(doc: Document, times: Sequence[Time]) -> list[DateCheck]:
    """Return what corroborates or contradicts the dates of an article that says on which day it was published."""
    point = values.point(doc.article.published)
    if point is None or point.unit != "D":
        return []
    found = [*_agos(doc, times, point.first), *_weekdays(times)]
    return [*found, *_claim(doc, point.first)]


def _agos(doc: Document, times: Sequence[Time], published: date) -> Iterator[DateCheck]:
    """Hold each `three weeks ago` against the days that the article names for the same event."""
    counted = [(row, back) for row in times if (back := expressions.ago(row.text))][: expressions.MOST]
    days = [(row, date.fromisoformat(row.begin)) for row in times if row.begin and _names_day(row)][: expressions.MOST]
    wording = Wording(doc)
    for row, (count, unit) in counted if days else ():
        for other, day in days:
            if not wording.same(row, other):
                continue
            passed = (published - day).days / likelihood.UNIT_DAYS[unit]
            fits = CLOSE[0] <= passed - count <= CLOSE[1]
            far = not FAR[0] <= passed - count <= FAR[1]
            if not fits and not (far and wording.same(row, other, least=CERTAIN)):
                continue
            says = f"{passed:.1f} {NAMES[unit]} lie between “{other.text}” and the publication"
            yield _row(row, other, "corroborates" if fits else "contradicts", says)


def _names_day(row: Time) -> bool:
    """Return whether a time expression names a day by month and day."""
    return row.how == "rule: month and day" and row.begin is not None and row.begin == row.end_date


def _weekdays(times: Sequence[Time]) -> Iterator[DateCheck]:
    """Hold the weekday beside a date against that date's own."""
    for row in times:
        words = row.text.lower().replace(",", " ").split()
        said = next((lexicon.WEEKDAYS[word] for word in words if word in lexicon.WEEKDAYS), None)
        if said and row.begin and _names_day(row):
            right = date.fromisoformat(row.begin)
            fits = right.isoweekday() == said
            yield _row(row, None, "corroborates" if fits else "contradicts", f"{row.begin} is a {right:%A}")


def _claim(doc: Document, published: date) -> Iterator[DateCheck]:
    """Hold the day that the article claims against all that its text says of it."""
    found = clues(doc)
    if not found or improbability(found, published) >= UNLIKELY:
        return
    weighed = estimate(doc)
    if weighed is None:
        return
    both = _ordinals(published, weighed.day)
    against = min(found, key=lambda clue: float(np.log(clue.likelihood(both)) @ (1, -1)))
    first, last = weighed.range
    yield DateCheck(
        sentence=doc.sentence_at(against.start),
        start=against.start,
        end=against.end,
        text=doc.text[against.start : against.end],
        verdict="contradicts",
        says=f"{against.says}; the text speaks for {first} to {last}, its date says {published}",
    )


def _ordinals(*days: date) -> likelihood.Days:
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def _row(row: Time, other: Time | None, verdict: Verdict, says: str) -> DateCheck:
    return DateCheck(
        sentence=row.sentence,
        start=row.start,
        end=row.end,
        text=row.text,
        other_sentence=other.sentence if other else None,
        other_start=other.start if other else None,
        other_end=other.end if other else None,
        other_text=other.text if other else None,
        verdict=verdict,
        says=says,
    )
