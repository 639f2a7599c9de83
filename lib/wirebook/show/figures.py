"""Frames into figures: ranked bars, means with their intervals, counts over time. Each returns one Picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from wirebook.show import html, style, time_axis
from wirebook.show.style import Picture

DARK = 0.85
"""Share of the largest count of a column from which on a cell is so dark that its number is white."""
BARS = 25
"""Most bars, dots or names in one figure: more cannot be read on a phone."""
CROSSED = 9
"""Most rows and columns of a matrix of means: a cell must hold a number that is read on a phone."""
PANELS = 6
"""Most small multiples in one figure."""
ROW = 0.3
"""Inches of height that one row of a ranked figure needs."""
LEAST_WIDTH = 1 / 200
"""Least width of a column as a share of its axis: a narrower one disappears in print."""
LINE = 3
"""Fewest adjacent periods that a line joins: through two points, or over a period without articles, it would show a
movement that nothing was seen of."""


def ranked(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    title: str,
    unit: str,
    footer: str,
    decimals: int = 0,
    interval: tuple[str, str] | None = None,
) -> Picture:
    """Draw horizontal bars in the frame's order, each with its value beside it.

    `name` and `value` are columns; `unit` says what the values count; `decimals` is how many are written. `interval`
    names the columns of the lower and upper end of each value's interval, drawn as a line through the bar's end.
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
        ends = None if interval is None else rows[list(interval)].to_numpy(dtype=float)
        bars(axes, labels, values, decimals=decimals, ends=ends)
        axes.set_title(style.wrapped(unit, 58))
    return picture


def matrix(
    frame: pd.DataFrame, *, name: str, columns: Mapping[str, str], title: str, unit: str, footer: str
) -> Picture:
    """Draw counts as a matrix, a row a name and a column for each of `columns` (column to heading), shaded by column.

    Each cell has its number; the shade only guides the eye.
    """
    rows = frame.head(BARS)
    labels = [style.shortened(str(n), 28) for n in rows[name]]
    values = rows[list(columns)].to_numpy(dtype=float)
    shares = values / np.maximum(values.max(axis=0, initial=1.0), 1.0)
    heads = list(columns.values())
    alt = f"Matrix of counts. {title}. " + "; ".join(
        f"{label}: " + ", ".join(f"{head.lower()} {v:,.0f}" for head, v in zip(heads, row, strict=True))
        for label, row in zip(labels[:8], values, strict=False)
    )
    height = 1.6 + ROW * len(rows)
    with style.page(title, height=height, footer=_capped(footer, len(rows), len(frame)), alt=alt) as picture:
        axes = picture.subplots()
        axes.imshow(shares, aspect="auto", cmap=style.SHADES, vmin=0, vmax=1)
        for (row, column), value in np.ndenumerate(values):
            light = shares[row, column] > DARK
            axes.text(
                column, row, f"{value:,.0f}", ha="center", va="center", fontsize=9.5,
                color=style.PAPER if light else style.INK,
            )  # fmt: skip
        axes.set_xticks(range(len(heads)), heads)
        _ruled(axes, heads, labels, unit)
    return picture


def crossed(
    frame: pd.DataFrame, *, row: str, column: str, value: str, count: str, title: str, unit: str, footer: str
) -> Picture:
    """Draw one cell a row of the frame, from -1 to 1, where its `row` and `column` cross, in their order in the frame.

    Each cell has its value with its sign and, in brackets, its count; the colour only guides the eye, orange below
    zero and blue above. An empty cell is one that the frame does not have.
    """
    rows, columns = list(dict.fromkeys(frame[row]))[:CROSSED], list(dict.fromkeys(frame[column]))
    columns = sorted(columns, key=lambda name: -frame.loc[frame[column] == name, count].sum())[:CROSSED]
    cells = frame[frame[row].isin(rows) & frame[column].isin(columns)]
    heads = [style.shortened(str(name), 20) for name in columns]
    alt = f"Matrix of means. {title}. " + "; ".join(
        f"{r} on {c}: {v:+.2f} ({n:,})"
        for r, c, v, n in cells[[row, column, value, count]].head(16).itertuples(index=False)
    )
    height = 2.3 + 1.25 * ROW * len(rows)
    with style.page(title, height=height, footer=_capped(footer, len(cells), len(frame)), alt=alt) as picture:
        axes = picture.subplots()
        shades = np.full((len(rows), len(columns)), np.nan)
        for r, c, v, n in cells[[row, column, value, count]].itertuples(index=False):
            y, x = rows.index(r), columns.index(c)
            shades[y, x] = v
            axes.text(x, y, f"{html.signed(v)}\n({n:,})", ha="center", va="center", fontsize=8, color=style.INK)
        axes.imshow(np.ma.masked_invalid(shades), aspect="auto", cmap=style.BALANCE, vmin=-1, vmax=1)
        axes.set_xticks(range(len(heads)), heads, rotation=35, ha="left", rotation_mode="anchor")
        _ruled(axes, heads, [style.shortened(str(name), 24) for name in rows], unit)
    return picture


def _ruled(axes: Axes, heads: Sequence[str], labels: Sequence[str], unit: str) -> None:
    """Dress the axes of a matrix: headings above, which are set, a label a row, and paper between the cells."""
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", labelcolor=style.INK)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xlabel(style.wrapped(unit, 62))
    axes.set_xticks(np.arange(0.5, len(heads) - 1), minor=True)
    axes.set_yticks(np.arange(0.5, len(labels) - 1), minor=True)
    axes.grid(which="minor", color=style.PAPER, linewidth=2)
    axes.tick_params(which="minor", length=0)
    style.bare(axes)


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
    days: str,
    value: str,
    low: str,
    high: str,
    count: str,
    few: int,
    title: str,
    unit: str,
    footer: str,
    panel: str | None = None,
    levels: pd.DataFrame | None = None,
    rates: bool = False,
) -> Picture:
    """Draw means with their intervals over time; `panel` names the column that gives one small axes each.

    `days` is the column with a period's length: a line joins only what is adjacent (see LINE). `levels` are drawn as
    dashed lines: series (the panel's name), begin and end (ISO days), mean. `rates` are drawn from zero upwards, where
    means are scores around it.
    """
    groups = _panels(frame, panel)
    alt = f"Dot chart over time, {len(frame)} points from {frame[begin].min()} to {frame[begin].max()}. {title}."
    height = 3.4 if panel is None else 1.3 + 1.35 * len(groups)
    total = 1 if panel is None else frame[panel].nunique()
    parts = time_axis.stretches(frame[begin], frame[days])
    below = _below(unit if panel else "", footer, time_axis.left_out(parts))
    with style.page(title, height=height, footer=_capped(below, len(groups), total), alt=alt) as picture:
        grid = time_axis.grid(picture.add_gridspec(1, 1)[0], parts, panels=len(groups))
        for row, (name, rows) in zip(grid, groups, strict=True):
            dots(row, parts, rows, begin=begin, days=days, value=value, low=low, high=high, solid=rows[count] >= few)
            if levels is not None:
                _steps(row, parts, levels[levels["series"] == name] if panel else levels)
            row[0].yaxis.set_major_locator(MaxNLocator(4 if panel is None else 2, symmetric=not rates))
            _head(row[0], name if panel else unit, muted=panel is None)
        drawn = frame[[low, high, value]].to_numpy(dtype=float).ravel()
        reach = max(1e-9, float(np.nanmax(drawn)) * 1.08) if rates else reach_of(drawn)
        grid[0, 0].set_ylim(-reach * 0.06 if rates else -reach, reach)
        time_axis.finish(grid, parts, frame[begin], 0)
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
    counted = frame[frame[value] > 0]
    parts = time_axis.stretches(counted[begin], counted[days])
    below = _below(unit if panel else "", footer, time_axis.left_out(parts))
    peak = frame.iloc[int(frame[value].to_numpy().argmax())]
    span = f"{frame[begin].min()} to {frame[begin].max()}"
    alt = f"Column chart over time, {span}. {title}. Peak: {peak[value]:,} from {peak[begin]}."
    height = 3.1 if panel is None else 1.3 + 1.15 * len(groups)
    with style.page(title, height=height, footer=_capped(below, len(groups), total), alt=alt) as picture:
        grid = time_axis.grid(picture.add_gridspec(1, 1)[0], parts, panels=len(groups))
        for row, (name, rows) in zip(grid, groups, strict=True):
            places = time_axis.day_numbers(rows[begin])
            for axes, part in zip(row, parts, strict=True):
                inside = part.holds(places)
                least = (part.end - part.begin) * LEAST_WIDTH
                widths = np.maximum(rows[days].to_numpy(float)[inside] * 0.86, least)
                axes.bar(places[inside], rows[value].to_numpy()[inside], width=widths, align="edge", color=style.MAIN)
                axes.grid(axis="y")
                style.bare(axes)
            row[0].yaxis.set_major_locator(MaxNLocator(3, integer=True))
            _head(row[0], name if panel else unit, muted=panel is None)
        grid[0, 0].set_ylim(0, max(1, int(frame[value].max())) * 1.05)
        time_axis.finish(grid, parts, counted[begin], counted[days])
    return picture


def bars(
    axes: Axes, labels: Sequence[str], values: np.ndarray, *, decimals: int = 0, ends: np.ndarray | None = None
) -> None:
    """Draw horizontal bars into an axes, the first on top, each with its value beside it.

    `ends` are the lower and upper end of the interval of each value, not a number where it has none.
    """
    places = np.arange(len(values))
    reached = values if ends is None else np.fmax(values, ends[:, 1])
    axes.barh(places, values, height=0.66, color=style.MAIN if ends is None else style.PALE)
    if ends is not None:
        axes.hlines(places, ends[:, 0], ends[:, 1], color=style.MAIN, linewidth=2.4)
    axes.set_yticks(places, list(labels))
    axes.set_xticks([])
    axes.set_xlim(0, max(float(reached.max(initial=0)), 1e-9) * 1.14)
    axes.set_ylim(len(values) - 0.4, -0.6)
    for place, number, reach in zip(places, values, reached, strict=True):
        axes.annotate(
            f"{number:,.{decimals}f}", (reach, place), xytext=(4, 0), textcoords="offset points", va="center", size=9.5
        )
    style.bare(axes)


def dots(
    row: np.ndarray,
    parts: Sequence[time_axis.Stretch],
    rows: pd.DataFrame,
    *,
    begin: str,
    days: str,
    value: str,
    low: str,
    high: str,
    solid: pd.Series,
) -> None:
    """Draw means over time into the axes of a row, around zero: a dot each with its interval, hollow where not `solid`.

    A line joins LINE or more adjacent periods.
    """
    places = time_axis.day_numbers(rows[begin])
    values = rows[value].to_numpy(float)
    lows, highs = rows[low].fillna(rows[value]).to_numpy(float), rows[high].fillna(rows[value]).to_numpy(float)
    fill = np.where(solid.to_numpy(bool), style.MAIN, style.PAPER)
    for axes, part in zip(row, parts, strict=True):
        inside = np.flatnonzero(part.holds(places))
        axes.axhline(0, color=style.MUTED, linewidth=1)
        axes.vlines(places[inside], lows[inside], highs[inside], color=style.PALE, linewidth=4)
        for run in runs(places[inside], rows[days].to_numpy(float)[inside]):
            axes.plot(places[inside][run], values[inside][run], color=style.MAIN, linewidth=1)
        axes.scatter(
            places[inside], values[inside], s=38, zorder=3, color=fill[inside], edgecolors=style.MAIN, linewidths=1.4
        )
        axes.grid(axis="y")
        style.bare(axes)


def _steps(row: np.ndarray, parts: Sequence[time_axis.Stretch], levels: pd.DataFrame) -> None:
    """Draw the mean of each stretch of time as a dashed line into the axes of a row."""
    begins, ends = time_axis.day_numbers(levels["begin"]), time_axis.day_numbers(levels["end"]) + 1
    for axes, part in zip(row, parts, strict=True):
        for begin, end, mean in zip(begins, ends, levels["mean"], strict=True):
            if begin < part.end and end > part.begin:
                span = max(begin, part.begin), min(end, part.end)
                axes.hlines(mean, *span, color=style.SECOND, linewidth=1.6, linestyles="dashed", zorder=2)


def runs(begins: np.ndarray, lengths: np.ndarray) -> list[np.ndarray]:
    """Return the positions of each run of LINE or more periods that follow one another without a gap.

    `begins` are day numbers in order of time, `lengths` days.
    """
    cuts = np.flatnonzero(begins[1:] > begins[:-1] + lengths[:-1]) + 1
    return [run for run in np.split(np.arange(len(begins)), cuts) if len(run) >= LINE]


def nothing(title: str, *, why: str) -> Picture:
    """Draw the empty answer: its title, and why there is nothing."""
    with style.page(title, height=1.6, footer="", alt=f"{title}. {why}") as picture:
        axes = picture.subplots()
        axes.set_axis_off()
        axes.text(0, 0.5, style.wrapped(why, 70), va="center", color=style.MUTED)
    return picture


def _capped(footer: str, shown: int, total: int) -> str:
    return footer if shown >= total else f"{footer} · the first {shown} of {total:,} are drawn"


def _below(unit: str, footer: str, left_out: str) -> str:
    return " · ".join(part for part in (unit, footer, left_out) if part)


def _head(axes: Axes, text: str, *, muted: bool) -> None:
    """Write what an axes shows above it: a panel's name in ink, a unit muted."""
    said = style.wrapped(text, 62) if muted else style.shortened(text, 60)
    axes.set_title(said, color=style.MUTED if muted else style.INK)


def _panels(frame: pd.DataFrame, panel: str | None) -> list[tuple[str, pd.DataFrame]]:
    if panel is None:
        return [("", frame)]
    return [(str(name), rows) for name, rows in frame.groupby(panel, sort=False)][:PANELS]


def reach_of(values: np.ndarray) -> float:
    """Half the width of a symmetric axis of scores: the largest value rounded up to a tenth, at least 0.3."""
    largest = np.nanmax(np.abs(values)) if np.isfinite(values).any() else 0.0
    return min(1.05, max(0.3, math.ceil(float(largest) * 10 + 0.3) / 10))


def _ends(ends: Sequence[str]) -> str:
    return f"← {ends[0]}                {ends[1]} →" if any(ends) else ""
