"""Frames into figures: ranked bars, means with their intervals, counts over time. Each returns one Picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from wirebook.show import style
from wirebook.show.style import Picture

BARS = 25
"""Most bars, dots or names in one figure: more cannot be read on a phone."""
FORMATS: dict[str, list[str]] = {
    "formats": ["%Y", "%b", "%d", "%H:%M", "%H:%M", "%S"],
    "zero_formats": ["", "%Y", "%b", "%b %d", "%H:%M", "%H:%M"],
    "offset_formats": ["", "%Y", "%b %Y", "%d %b %Y", "%d %b %Y", "%d %b %Y"],
}
"""Labels of a time axis, from years down to seconds, and what is written once at its end."""
PANELS = 6
"""Most small multiples in one figure."""
ROW = 0.3
"""Inches of height that one row of a ranked figure needs."""


def ranked(
    frame: pd.DataFrame, *, name: str, value: str, title: str, unit: str, footer: str, decimals: int = 0
) -> Picture:
    """Draw horizontal bars in the frame's order, each with its value beside it.

    `name` and `value` are columns; `unit` says what the values count; `decimals` is how many are written.
    """
    rows = frame.head(BARS)
    values = rows[value].to_numpy(dtype=float)
    labels = [style.shortened(str(n), 34) for n in rows[name]]
    alt = f"Bar chart. {title}. " + "; ".join(
        f"{label}: {v:,.{decimals}f}" for label, v in zip(labels[:10], values, strict=False)
    )
    height = 1.25 + ROW * len(rows)
    with style.page(title, height=height, footer=_capped(footer, len(rows), len(frame)), alt=alt) as picture:
        axes = picture.subplots()
        bars(axes, labels, values, decimals=decimals)
        axes.set_title(style.wrapped(unit, 58))
    return picture


def means(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    low: str,
    high: str,
    count: str,
    few: int,
    title: str,
    unit: str,
    footer: str,
    ends: tuple[str, str] = ("", ""),
) -> Picture:
    """Draw one dot a row with its interval, around zero; hollow where `count` is under `few`."""
    rows = frame.head(BARS)
    labels = [style.shortened(str(n), 30) for n in rows[name]]
    values = rows[value].to_numpy(dtype=float)
    alt = f"Dot chart with intervals. {title}. " + "; ".join(
        f"{label}: {v:+.2f}" for label, v in zip(labels[:10], values, strict=False)
    )
    height = 1.5 + ROW * len(rows)
    with style.page(title, height=height, footer=_capped(footer, len(rows), len(frame)), alt=alt) as picture:
        axes = picture.subplots()
        places = np.arange(len(rows))
        lows, highs = rows[low].fillna(rows[value]).to_numpy(float), rows[high].fillna(rows[value]).to_numpy(float)
        solid = rows[count].to_numpy(float) >= few
        axes.axvline(0, color=style.MUTED, linewidth=1)
        axes.hlines(places, lows, highs, color=style.PALE, linewidth=4)
        axes.scatter(
            values,
            places,
            s=46,
            zorder=3,
            color=np.where(solid, style.MAIN, style.PAPER),
            edgecolors=style.MAIN,
            linewidths=1.6,
        )
        reach = reach_of(np.concatenate([lows, highs]))
        axes.set_xlim(-reach, reach)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks(places, labels)
        axes.grid(axis="x")
        axes.xaxis.set_major_locator(MaxNLocator(5, symmetric=True))
        axes.set_title(style.wrapped(unit, 62))
        right = axes.get_yaxis_transform()
        for place, n in zip(places.tolist(), rows[count], strict=True):
            axes.text(1.01, place, f"n={int(n):,}", transform=right, va="center", size=8.5, color=style.MUTED)
        axes.set_xlabel(_ends(ends))
        style.bare(axes)
    return picture


def means_over_time(
    frame: pd.DataFrame,
    *,
    begin: str,
    value: str,
    low: str,
    high: str,
    count: str,
    few: int,
    title: str,
    unit: str,
    footer: str,
    panel: str | None = None,
) -> Picture:
    """Draw means with their intervals over time; `panel` names the column that gives one small axes each."""
    groups = _panels(frame, panel)
    alt = f"Dot chart over time, {len(frame)} points from {frame[begin].min()} to {frame[begin].max()}. {title}."
    height = 3.4 if panel is None else 1.3 + 1.35 * len(groups)
    reach = reach_of(frame[[low, high, value]].to_numpy(dtype=float).ravel())
    total = 1 if panel is None else frame[panel].nunique()
    below = footer if panel is None else f"{unit} · {footer}"
    with style.page(title, height=height, footer=_capped(below, len(groups), total), alt=alt) as picture:
        grid = picture.subplots(len(groups), 1, sharex=True, squeeze=False)[:, 0]
        for axes, (name, rows) in zip(grid, groups, strict=True):
            dots(axes, rows, begin=begin, value=value, low=low, high=high, solid=rows[count] >= few)
            axes.set_ylim(-reach, reach)
            axes.yaxis.set_major_locator(MaxNLocator(4 if panel is None else 2, symmetric=True))
            axes.grid(axis="y")
            axes.set_title(
                style.shortened(name, 60) if panel else style.wrapped(unit, 62),
                color=style.INK if panel else style.MUTED,
            )
            style.bare(axes)
        time_axis(grid[-1], frame[begin])
    return picture


def counts_over_time(
    frame: pd.DataFrame,
    *,
    begin: str,
    days: str,
    value: str,
    title: str,
    unit: str,
    footer: str,
    panel: str | None = None,
) -> Picture:
    """Draw counts a period as columns; `days` is the column with a period's length, `panel` gives small multiples."""
    groups = _panels(frame, panel)
    total = 1 if panel is None else frame[panel].nunique()
    below = footer if panel is None else f"{unit} · {footer}"
    peak = frame.iloc[int(frame[value].to_numpy().argmax())]
    span = f"{frame[begin].min()} to {frame[begin].max()}"
    alt = f"Column chart over time, {span}. {title}. Peak: {peak[value]:,} from {peak[begin]}."
    height = 3.1 if panel is None else 1.3 + 1.15 * len(groups)
    with style.page(title, height=height, footer=_capped(below, len(groups), total), alt=alt) as picture:
        grid = picture.subplots(len(groups), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
        for axes, (name, rows) in zip(grid, groups, strict=True):
            places = day_numbers(rows[begin])
            widths = np.maximum(rows[days].to_numpy(float) * 0.86, _least_width(frame[begin], frame[days]))
            axes.bar(places, rows[value], width=widths, align="edge", color=style.MAIN)
            axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
            axes.set_ylim(0, max(1, int(frame[value].max())) * 1.05)
            axes.grid(axis="y")
            axes.set_title(
                style.shortened(name, 60) if panel else style.wrapped(unit, 62),
                color=style.INK if panel else style.MUTED,
            )
            style.bare(axes)
        time_axis(grid[-1], frame[begin])
    return picture


def bars(axes: Axes, labels: Sequence[str], values: np.ndarray, *, decimals: int = 0) -> None:
    """Draw horizontal bars into an axes, the first on top, each with its value beside it."""
    places = np.arange(len(values))
    axes.barh(places, values, height=0.66, color=style.MAIN)
    axes.set_yticks(places, list(labels))
    axes.set_xticks([])
    axes.set_xlim(0, max(float(values.max(initial=0)), 1e-9) * 1.14)
    axes.set_ylim(len(values) - 0.4, -0.6)
    for place, number in zip(places, values, strict=True):
        axes.annotate(
            f"{number:,.{decimals}f}", (number, place), xytext=(4, 0), textcoords="offset points", va="center", size=9.5
        )
    style.bare(axes)


def dots(axes: Axes, rows: pd.DataFrame, *, begin: str, value: str, low: str, high: str, solid: pd.Series) -> None:
    """Draw means over time into an axes, around zero: a dot each with its interval, hollow where not `solid`."""
    days = day_numbers(rows[begin])
    lows, highs = rows[low].fillna(rows[value]).to_numpy(float), rows[high].fillna(rows[value]).to_numpy(float)
    axes.axhline(0, color=style.MUTED, linewidth=1)
    axes.vlines(days, lows, highs, color=style.PALE, linewidth=4)
    axes.plot(days, rows[value], color=style.MAIN, linewidth=1)
    fill = np.where(solid.to_numpy(bool), style.MAIN, style.PAPER)
    axes.scatter(days, rows[value], s=38, zorder=3, color=fill, edgecolors=style.MAIN, linewidths=1.4)
    axes.grid(axis="y")
    style.bare(axes)


def nothing(title: str, *, why: str) -> Picture:
    """Draw the empty answer: its title, and why there is nothing."""
    with style.page(title, height=1.6, footer="", alt=f"{title}. {why}") as picture:
        axes = picture.subplots()
        axes.set_axis_off()
        axes.text(0, 0.5, style.wrapped(why, 70), va="center", color=style.MUTED)
    return picture


def _capped(footer: str, shown: int, total: int) -> str:
    return footer if shown >= total else f"{footer} · the first {shown} of {total:,} are drawn"


def _panels(frame: pd.DataFrame, panel: str | None) -> list[tuple[str, pd.DataFrame]]:
    if panel is None:
        return [("", frame)]
    return [(str(name), rows) for name, rows in frame.groupby(panel, sort=False)][:PANELS]


def day_numbers(values: pd.Series) -> np.ndarray:
    """Return ISO days as the numbers of a time axis."""
    return np.asarray(mdates.date2num(pd.to_datetime(values).to_numpy()), dtype=float)  # type: ignore[no-untyped-call]


def _least_width(begin: pd.Series, days: pd.Series) -> float:
    """A column is at least a two-hundredth of the axis, or it disappears in print."""
    first, last = day_numbers(begin).min(), day_numbers(begin).max()
    return float(last - first + days.max()) / 200


def time_axis(axes: Axes, begin: pd.Series) -> None:
    """Label a time axis sparsely; a single day gets room on both sides."""
    locator = mdates.AutoDateLocator(minticks=2, maxticks=6)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, **FORMATS))  # type: ignore[no-untyped-call]
    if begin.nunique() == 1:
        day = day_numbers(begin).min()
        axes.set_xlim(day - 3, day + 4)


def reach_of(values: np.ndarray) -> float:
    """Half the width of a symmetric axis of scores: the largest value rounded up to a tenth, at least 0.3."""
    largest = np.nanmax(np.abs(values)) if np.isfinite(values).any() else 0.0
    return min(1.05, max(0.3, math.ceil(float(largest) * 10 + 0.3) / 10))


def _ends(ends: Sequence[str]) -> str:
    return f"← {ends[0]}                {ends[1]} →" if any(ends) else ""
