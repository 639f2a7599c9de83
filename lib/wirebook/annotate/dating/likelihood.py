"""How likely a clue is to be printed on each day: the shapes behind the dating of undated articles.

Each function returns a likelihood over days (proleptic Gregorian ordinals). The counted figures are those that
`python -m workshop.dating` prints, of 96 articles whose day is known: 12 of Wikinews in the GUM corpus, 30 of Wikinews
in the trial data of SemEval-2015 task 4, and 54 of `seeds/`. As these are few, ten imagined mentions in the shape named
with each figure are added to the counts. What they are too few to tell is set, in round numbers, by the reason given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from wirebook import knowledge
from wirebook.annotate.times import tense
from wirebook.knowledge import calendar

Days = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
Likelihood = Callable[[Days], Weights]
Term = tuple[int, int | None]
"""The first and the last day of a term of office, as ordinals; None where the term goes on."""


@dataclass(frozen=True, slots=True)
class Lags:
    """How many whole years lie between an article and a year that it names."""

    shares: tuple[float, ...]
    """The share of each lag from 0 years on."""
    beyond: float
    """The share of longer lags, which thin out with their square."""
    against: float
    """The share of years on the other side, where the tense misled."""


Weekday = tuple[float, ...]
"""How many days behind a weekday of the past lies: the share of each number of days from none to six."""
AGENCY_WEEKDAY_BEHIND: Weekday = (0.67, 0.22, 0.06, 0.03, 0.01, 0.005, 0.005)
"""The same of the first weekday in the first sentences of an agency's report: 11 mentions; shape: halving each day."""
FIRST_WEEKDAY_BEHIND: Weekday = (0.58, 0.3, 0.05, 0.02, 0.005, 0.04, 0.005)
"""The same of the first weekday in any article: 69 mentions; shape: halving each day."""
WEEKDAY_BEHIND: Weekday = (0.23, 0.33, 0.26, 0.12, 0.03, 0.01, 0.02)
"""The same of every other: 37 mentions."""
LAST_WEEKDAY_BEHIND: Weekday = (0.1, 0.05, 0.1, 0.2, 0.25, 0.2, 0.1)
"""The same of "last Friday": on a Friday it lies a week back, not on the day. Set by that reason."""
WEEKDAY_AHEAD = (0.2, 0.27, 0.15, 0.19, 0.09, 0.06, 0.03)
"""How many days ahead a weekday of the future lies: 25 mentions; shape: halving each day."""
BEHIND_BY_TENSE: dict[tense.Direction, float] = {-1: 0.9, 0: 0.3, 1: 0.3}
"""How likely a month or day without a year lies behind, by the tense of its clause: 121 mentions, each read as the
nearest such day; shape: one in two."""
RECENCY = 5
"""Days after which a day without a year is half as likely to be named as today; of 1, 2, 5, 10, 20 and 50 the
likeliest, given the same mentions."""
YEARS_BEHIND = Lags((0.18, 0.19, 0.13, 0.02, 0.04, 0.04, 0.07, 0.05, 0.03), beyond=0.2, against=0.06)
"""Years from the latest year that a text names as past: 51 articles; shape: 1 / (lag + 1)(lag + 2)."""
YEARS_AHEAD = Lags((0.18, 0.43, 0.06, 0.03, 0.01), beyond=0.04, against=0.24)
"""Years to a year named as future: 33 mentions; shape: 1 / (lag + 1)(lag + 2)."""
AGO_NAMED = 0.3
"""How likely `N units ago` counts from a date that the text names elsewhere: 5 mentions; shape: one in two."""

AGO_SAME = 0.8
"""The same where the words about both tell of one event. Set to four in five."""

ERROR = 0.05
"""How likely a clue misleads, so that none rules a day out. Set to one in twenty."""
OUT_OF_OFFICE = 0.01
"""How much less likely a title stands before a name on a day outside the term. Six of 143 titles do, one in twenty
or so, and the days outside are many times those of the term: set to one in a hundred."""
STILL_TITLED, TITLED_FOR = 0.3, 14.0
"""How likely, beside a day of the term, a title stands before a name on the day after its end, when the holder's fall
or defeat is told; and the days after which that halves. Set to three in ten and two weeks."""
AFTER_END = 0.25
"""How much less likely what is no more is named after its end. Set to a quarter."""
FADING_AFTER = 8 * 365.25
"""Days from its end after which this halves again. Set to the length of two terms of office."""
FULL_DATE = 100.0
"""Days after which a full date is half as likely to be named as on the day itself: writers add the year to what readers
might take for another. Chosen as BEFORE_NEWS is; 21 mentions are too few to count."""

UNIX_EPOCH = date(1970, 1, 1).toordinal()
UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}


def _recency(days: Days, *, half: float = RECENCY) -> Weights:
    """Weigh how many days away something is, 1 on average over a year: news names what is near, with a heavy tail."""
    average = np.log1p(365 / half) / 365
    return np.asarray(1.0 / (np.minimum(np.abs(days), 365) + half) / average, dtype=np.float64)


def _in_year(days: Days, month: int, day: int, shift: int) -> Days:
    """Return that day of the year of each day, `shift` years on, as ordinals (29 February may become 1 March)."""
    years = (days - UNIX_EPOCH).astype("datetime64[D]").astype("datetime64[Y]") + shift
    months = years.astype("datetime64[M]") + (month - 1)
    return np.asarray((months.astype("datetime64[D]") + (day - 1)).astype(np.int64) + UNIX_EPOCH)


def behind(days: Days, month: int, day: int) -> Days:
    """Return the last such day of the year on or before each day."""
    same = _in_year(days, month, day, 0)
    return np.where(same <= days, same, _in_year(days, month, day, -1))


def _ahead(days: Days, month: int, day: int) -> Days:
    """Return the next such day of the year on or after each day."""
    same = _in_year(days, month, day, 0)
    return np.where(same >= days, same, _in_year(days, month, day, 1))


def yearly(month: int, day: int, direction: tense.Direction, *, weekday: int | None = None) -> Likelihood:
    """Weigh a day without a year by its distance either way; a weekday printed beside it must be that of the year."""
    share = BEHIND_BY_TENSE[direction]

    def likelihood(days: Days) -> Weights:
        last, following = behind(days, month, day), _ahead(days, month, day)
        before, after = share * _recency(days - last), (1 - share) * _recency(following - days)
        if weekday is not None:
            before = before * np.where((last - 1) % 7 + 1 == weekday, 7.0, ERROR)
            after = after * np.where((following - 1) % 7 + 1 == weekday, 7.0, ERROR)
        return before + after + ERROR

    return likelihood


def weekday(number: int, direction: tense.Direction, *, lags: Weekday = WEEKDAY_BEHIND) -> Likelihood:
    """Weigh a bare weekday (ISO number) by how far behind, as `lags` say, or ahead it would lie."""
    before, after = np.array(lags), np.array(WEEKDAY_AHEAD)

    def likelihood(days: Days) -> Weights:
        of_week = (days - 1) % 7 + 1
        shares = after[(number - of_week) % 7] if direction > 0 else before[(of_week - number) % 7]
        return np.asarray(7 * shares + ERROR, dtype=np.float64)

    return likelihood


def dated(first: int, last: int) -> Likelihood:
    """Weigh a full date or month of the past, from ordinal `first` to `last`: those nearest weigh most."""
    softness = FULL_DATE + (last - first)

    def likelihood(days: Days) -> Weights:
        gap = np.where(days >= last, days - last, np.where(days < first, first - days, 0)).astype(np.float64)
        shares = np.where(days >= first, 1 - ERROR, ERROR / 3)
        return np.asarray(shares * softness / (gap + softness) + ERROR**2, dtype=np.float64)

    return likelihood


def year(number: int, lags: Lags, *, way: int) -> Likelihood:
    """Weigh a year that is named by its lag: `way` is 1 where it lies behind, -1 where it lies ahead."""
    table = np.array(lags.shares)

    def likelihood(days: Days) -> Weights:
        lag = way * (np.asarray((days - 0.5) / 365.2425 + 1, dtype=np.int64) - number)
        far = np.maximum(lag, 0)
        beyond = lags.beyond * (len(table) + 1) / ((far + 1) * (far + 2))
        near = np.where(lag < len(table), table[np.clip(lag, 0, len(table) - 1)], beyond)
        wrong = np.maximum(-lag, 1)
        return np.asarray(np.where(lag >= 0, near, lags.against / (wrong * (wrong + 1))), dtype=np.float64)

    return likelihood


def ago(count: float, unit: str, named: Sequence[Callable[[Days], Days]], *, same: bool = False) -> Likelihood:
    """Weigh `three weeks ago` by the dates that the text names, each a function from days to that date's day.

    A count is read as rounded or cut off, either as likely. Chance alone says N with the share 1 / N(N + 1): small
    numbers are said most, so that `ten days ago` tells more than `a day ago`. `same`: the dates are said of the same
    event, by the words about them.
    """
    length = UNIT_DAYS[unit]
    share = AGO_SAME if same else AGO_NAMED
    odds = share / (1 - share) * count * (count + 1) / max(1, len(named))

    def likelihood(days: Days) -> Weights:
        fits = np.zeros(len(days))
        for occurrence in named:
            passed = (days - occurrence(days)) / length - count
            exact, near = (
                (passed == 0, passed == 0)
                if unit == "D"
                else (
                    (passed >= 0) & (passed < 0.5),
                    (passed >= -0.5) & (passed < 1),
                )
            )
            fits += np.select([exact, near], [1.0, 0.5], 0.0)
        return np.asarray(1.0 + odds * fits, dtype=np.float64)

    return likelihood


def holiday(
    name: str, direction: tense.Direction, years: range, *, shift: int = 0, weekday: int | None = None
) -> Likelihood:
    """Weigh a holiday, or a day so many days from it, by its distance either way, in years whose day of it is known.

    A weekday (ISO number) printed beside it must be that of the day, and lies no week back: it is named bare.
    """
    known = np.array(sorted(day.toordinal() for year in years if (day := calendar.day_of(name, year))), dtype=np.int64)
    known = known + shift
    share = BEHIND_BY_TENSE[direction]

    def likelihood(days: Days) -> Weights:
        if not len(known):
            return np.ones(len(days))
        place = np.searchsorted(known, days)
        after = np.where(place < len(known), known[np.minimum(place, len(known) - 1)] - days, 365)
        past = np.searchsorted(known, days, side="right")
        before = np.where(past > 0, days - known[np.maximum(past - 1, 0)], 365)
        behind, ahead = share * _recency(before), (1 - share) * _recency(after)
        if weekday is not None:
            behind = behind * np.where(((days - before - 1) % 7 + 1 == weekday) & (before < 7), 7.0, ERROR)
            ahead = ahead * np.where(((days + after - 1) % 7 + 1 == weekday) & (after < 7), 7.0, ERROR)
        return behind + ahead + ERROR

    return likelihood


def in_era(begin: int | None, end: int | None) -> Likelihood:
    """Weigh a name or word by when there was what it names: hardly before, and less and less after its end."""

    def likelihood(days: Days) -> Weights:
        shares = np.ones(len(days))
        if end is not None:
            shares = np.where(days > end, AFTER_END / (1 + np.maximum(days - end, 0) / FADING_AFTER), shares)
        return shares if begin is None else np.where(days < begin, OUT_OF_OFFICE, shares)

    return likelihood


BEFORE_NEWS = 0.3
"""The share of the articles outside the time in which the press wrote of something that are from before it. This figure
and those down to EDGE are chosen on 492 dated articles that may be evaluated on alone (task `dating` of
`workshop.predict`), and not counted from them."""
PERSON_WITHIN, PERSON_FADING = 0.7, 2 * 365.25
"""The share of articles that name a person in the time in which the press wrote of them; and the days from that time
after which the share of the others has fallen to a quarter."""
STORY_DOUBT, STORY_FADING = 1.5, 365.25
"""The weight of the signs of a story at which half of the articles with them are from its time; and the same days."""
SIGNS = 3.0
"""The weight of signs beyond which more make nothing surer."""
EVENT = 7.0
"""Days after which an event is half as likely to be told as on the day itself."""
FORETOLD = 0.1
"""The share of articles that tell an event as past before it happens: the words meant another."""
PREVIEWED = 0.5
"""The share of these that tell it within days before, in the words of the event: it is news before it happens. Set to a
half."""
HISTORY = 15000.0
"""Days for which events are told."""
COMES_BACK = 0.4
"""The share of articles that name what comes back every year, or every few, at its time."""
EDGE = 20
"""Days over which a time in the news begins and ends: the press does not stop on a day. Chosen likewise."""
SHORTEST = 14
"""Days that a time in the news is taken to last at least."""


def _in_news(days: Days, first: int, last: int, *, within: float, fading: float) -> Weights:
    """Weigh days by when the press wrote of something, as a density: the shorter that time, the more its days weigh."""
    gap = np.where(days > last, days - last, np.maximum(first - days, 0)).astype(np.float64)
    shares = np.where(days > last, 1 - BEFORE_NEWS, BEFORE_NEWS) * (1 - within)
    outside = shares * fading / (gap + fading) ** 2
    inside = within / max(last - first + 1, SHORTEST) * np.clip(1 - gap / EDGE, 0, 1)
    return np.asarray(np.maximum(inside, outside), dtype=np.float64)


def story(first: int, last: int, *, weight: float) -> Likelihood:
    """Weigh a story by when the press wrote of it: the more its signs weigh, the surer it is meant."""
    known = min(weight, SIGNS)
    return lambda days: _in_news(days, first, last, within=known / (known + STORY_DOUBT), fading=STORY_FADING)


def event(first: int, last: int) -> Likelihood:
    """Weigh an event that is told as past, as a density: most are told within days, some for ever after."""

    def likelihood(days: Days) -> Weights:
        gap = np.maximum(days - last, 0).astype(np.float64)
        near = 1 / np.log1p(HISTORY / EVENT)
        after = (1 - FORETOLD) * near / (gap + EVENT)
        until = np.maximum(first - days, 0).astype(np.float64)
        before = FORETOLD * (PREVIEWED * near / (until + EVENT) + (1 - PREVIEWED) / HISTORY)
        return np.asarray(np.where(days >= first, after, before), dtype=np.float64)

    return likelihood


def recurring(cycles: Sequence[knowledge.Cycle]) -> Likelihood:
    """Weigh what comes back every so many years by the times of the year at which the press writes of it."""

    def likelihood(days: Days) -> Weights:
        dates_ = (days - UNIX_EPOCH).astype("datetime64[D]")
        years = dates_.astype("datetime64[Y]").astype(np.int64) + 1970
        months = dates_.astype("datetime64[M]").astype(np.int64) % 12 + 1
        of_month = (dates_ - dates_.astype("datetime64[M]")).astype(np.int64) + 1
        place = 100 * months + of_month
        inside = np.zeros(len(days), dtype=bool)
        length = 0
        for cycle in cycles:
            first, last = 100 * cycle.begin[0] + cycle.begin[1], 100 * cycle.end[0] + cycle.end[1]
            own, after = (years - cycle.phase) % cycle.period == 0, (years - 1 - cycle.phase) % cycle.period == 0
            if first <= last:
                inside |= own & (place >= first) & (place <= last)
            else:
                inside |= (own & (place >= first)) | (after & (place <= last))
            length += (date(2001, *cycle.end) - date(2001 if first <= last else 2000, *cycle.begin)).days + 1
        whole = 365.25 * cycles[0].period
        return np.where(inside, COMES_BACK / length, (1 - COMES_BACK) / (whole - length))

    return likelihood


def in_years(spans: Sequence[tuple[int, int]]) -> Likelihood:
    """Weigh days by whether they lie in one of several spans of ordinals, ends included."""

    def likelihood(days: Days) -> Weights:
        inside = np.zeros(len(days), dtype=bool)
        for first, last in spans:
            inside |= (days >= first) & (days <= last)
        return np.where(inside, 1.0, ERROR)

    return likelihood


def in_office(terms: Sequence[Term]) -> Likelihood:
    """Weigh the title of an office before a name: the days of the holder's terms."""

    def likelihood(days: Days) -> Weights:
        shares = np.full(len(days), OUT_OF_OFFICE)
        for begin, end in terms:
            gap = np.maximum(days - (end if end is not None else days[-1]), 0).astype(np.float64)
            share = np.where(gap > 0, STILL_TITLED * 0.5 ** (gap / TITLED_FOR), 1.0)
            shares = np.maximum(shares, np.where(days >= begin, share, 0.0))
        return shares

    return likelihood


def known_for(terms: Sequence[Term]) -> Likelihood:
    """Weigh a person named without a title by the times in which the press wrote of them, each alike."""

    def likelihood(days: Days) -> Weights:
        spans = [
            _in_news(days, begin, int(days[-1]) if end is None else end, within=PERSON_WITHIN, fading=PERSON_FADING)
            for begin, end in terms
        ]
        return np.asarray(np.mean(spans, axis=0), dtype=np.float64)

    return likelihood


def left_office(terms: Sequence[Term]) -> Likelihood:
    """Weigh a former holder: after the first of the terms has ended, less and less as years pass."""
    ends = [end for _, end in terms if end is not None]

    def likelihood(days: Days) -> Weights:
        if not ends:
            return np.ones(len(days))
        after = 1.0 / (1 + np.maximum(days - min(ends), 0) / FADING_AFTER)
        return np.asarray(np.where(days >= min(ends), after, OUT_OF_OFFICE), dtype=np.float64)

    return likelihood
