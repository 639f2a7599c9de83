"""The time axis of every figure, broken where nothing happens for long, so that what is dense stays visible.

The rule: an axis is broken at a gap of more than a third of the whole span and of more than a year. So it has at most
three parts. Each is as wide as its share of days asks, but at least LEAST of the whole, and has a scale of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.gridspec import SubplotSpec

from wirebook.show import dates, style

GAP = 1 / 3
"""A gap of more than this share of the span breaks the axis."""
YEAR = 366
"""Days. A shorter gap never does."""
LEAST = 0.3
"""Least share of the width that a part gets."""
LABEL = 0.85
"""Inches that a label of the axis needs, so that it does not run into the next."""
FORMATS: dict[str, list[str]] = {
    "formats": ["%Y", "%b", "%d", "%H:%M", "%H:%M", "%S"],
    "zero_formats": ["", "%Y", "%b", "%b %d", "%H:%M", "%H:%M"],
    "offset_formats": ["", "%Y", "%b %Y", "%d %b %Y", "%d %b %Y", "%d %b %Y"],
}
"""Labels of a time axis, from years down to seconds, and what is written once at its end."""
MARK = {
    "marker": [(-0.5, -1), (0.5, 1)],
    "markersize": 9,
    "linestyle": "none",
    "color": style.MUTED,
    "markeredgewidth": 1.2,
}
"""The slanted strokes at which a broken axis ends."""


class Stretch(NamedTuple):
    """A part of a time axis, in day numbers: its first day, and the day after its last."""

    begin: float
    end: float

    def holds(self, places: np.ndarray) -> np.ndarray:
        """Return which day numbers lie in the stretch."""
        return (places >= self.begin) & (places < self.end)


def day_numbers(values: pd.Series) -> np.ndarray:
    """Return ISO days as the numbers of a time axis."""
    return np.asarray(mdates.date2num(pd.to_datetime(values).to_numpy()), dtype=float)  # type: ignore[no-untyped-call]


def stretches(begin: pd.Series, days: pd.Series | int = 1) -> list[Stretch]:
    """Split periods where nothing happens for long (the rule stands at the top of this module).

    `begin` holds the ISO days on which the periods begin, in any order, `days` their lengths. Returns at least one
    stretch for at least one period.
    """
    places = day_numbers(begin)
    order = np.argsort(places, kind="stable")
    first = places[order]
    lengths = np.broadcast_to(np.asarray(days, dtype=float), places.shape)[order]
    if not len(first):
        return []
    last = np.maximum.accumulate(first + lengths)
    long = max((last[-1] - first[0]) * GAP, YEAR)
    cuts = np.flatnonzero(first[1:] - last[:-1] > long) + 1
    return [Stretch(float(first[part[0]]), float(last[part[-1]])) for part in np.split(np.arange(len(first)), cuts)]


def grid(cell: SubplotSpec, parts: Sequence[Stretch], *, panels: int = 1) -> np.ndarray:
    """Return the axes of some panels, one row each, one column a part of the time axis, all on one scale."""
    made: np.ndarray = cell.subgridspec(panels, len(parts), width_ratios=_widths(parts)).subplots(
        sharex="col", sharey=True, squeeze=False
    )
    return made


def finish(
    axes: np.ndarray, parts: Sequence[Stretch], begin: pd.Series, days: pd.Series | int, *, inches: float = 5.3
) -> None:
    """Label the axes of `grid`, once all is drawn, and mark where the axis is broken.

    `begin` and `days` are the periods drawn; where these are points rather than columns, `days` is 0. `inches` is the
    width of all parts together.
    """
    places = day_numbers(begin)
    lengths = np.broadcast_to(np.asarray(days, dtype=float), places.shape)
    for column, (part, share) in enumerate(zip(parts, _widths(parts), strict=True)):
        inside = part.holds(places)
        first, last = float(places[inside].min()), float((places + lengths)[inside].max())
        room = max((last - first) * 0.03, 3.0)
        bottom = axes[-1, column]
        bottom.set_xlim(first - room, last + room)
        if len(np.unique(places[inside])) == 1:
            bottom.set_xticks([(first + last) / 2], [_name(first, part.end - part.begin)])
        else:
            _label(bottom, ticks=max(3, round(share * inches / LABEL)))
        if len(parts) > 1:
            bottom.tick_params(axis="x", pad=7)
    for row in axes:
        for left, right in itertools.pairwise(row):
            left.plot([1], [0], transform=left.transAxes, clip_on=False, **MARK)
            right.plot([0], [0], transform=right.transAxes, clip_on=False, **MARK)
            right.tick_params(axis="y", labelleft=False)


def left_out(parts: Sequence[Stretch]) -> str:
    """Say which stretches a broken axis leaves out: "the time axis leaves out Sep 1979 to Apr 2025"; else nothing."""
    gaps = [(a.end, b.begin - 1) for a, b in itertools.pairwise(parts)]
    said = " and ".join(
        dates.readable_span(_iso(first, last - first), _iso(last, last - first)) for first, last in gaps
    )
    return f"the time axis leaves out {said}, which is empty" if said else ""


def _iso(day: float, length: float) -> str:
    """Return a day number as an ISO day, or of a gap of more than a year as a month."""
    return _day(day)[:7] if length > YEAR else _day(day)


def _day(number: float) -> str:
    return str(np.datetime64(int(number), "D"))


def _widths(parts: Sequence[Stretch]) -> list[float]:
    """Return the share of the width of each part: by its days, but at least LEAST."""
    lengths = np.array([part.end - part.begin for part in parts])
    shares = lengths / lengths.sum()
    small = shares < LEAST
    if small.all() or not small.any():
        return [float(share) for share in (shares if not small.any() else np.full(len(parts), 1 / len(parts)))]
    free = 1 - LEAST * int(small.sum())
    return [float(w) for w in np.where(small, LEAST, free * lengths / lengths[~small].sum())]


def _label(axes: Axes, *, ticks: int) -> None:
    locator = mdates.AutoDateLocator(minticks=2, maxticks=ticks)  # type: ignore[no-untyped-call]
    # Where two years are to be labelled in a narrow part, matplotlib's widest step of months is too small, and warns.
    locator.intervald[mdates.MONTHLY] = [*locator.intervald[mdates.MONTHLY], 12]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, **FORMATS))  # type: ignore[no-untyped-call]


def _name(day: float, length: float) -> str:
    """Return the name of one period of so many days: its year, month or first day."""
    iso = _day(day)
    return dates.readable(iso[:4] if length > 31 else iso[:7] if length > 7 else iso)
