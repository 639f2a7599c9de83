"""A timeline as a figure: the true scale of time above, and below it the entries as a list that can be read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wirebook.show import style, time_axis
from wirebook.show.style import Picture

ENTRIES = 14
"""Most entries written out in one figure."""
LINE = 0.175
"""Inches of height of one line of an entry's text."""
STRIP = 1.45
"""Inches of height of the strip above, its heading and labels included."""
WRAP = 72
"""Characters in one line of an entry's text."""


def timeline(
    frame: pd.DataFrame,
    *,
    date: str,
    begin: str,
    text: str,
    count: str,
    unsure: str,
    title: str,
    unit: str,
    footer: str,
) -> Picture:
    """Draw dated entries, in the frame's order.

    Columns: `date` (as read), `begin` (ISO day), `text` (what is said), `count` (how many say it: the dot's size) and
    `unsure` (true draws a hollow dot: planned, hoped for or denied). Where there are more than ENTRIES, those with the
    highest count are written out, and the strip above shows all.
    """
    kept = frame.sort_values([count, begin], ascending=[False, True], kind="stable").head(ENTRIES).index
    rows = frame.loc[frame.index.isin(kept)]
    texts = [style.wrapped(str(t), WRAP, lines=2) for t in rows[text]]
    lines = np.array([t.count("\n") + 1 for t in texts])
    heights = lines + 1.55
    offsets = np.concatenate([[0.0], np.cumsum(heights)[:-1]])
    parts = time_axis.stretches(frame[begin])
    written = "" if len(rows) == len(frame) else f"{len(rows)} of {len(frame):,} entries are written out"
    shown = " · ".join(part for part in (footer, written, time_axis.left_out(parts)) if part)
    alt = f"Timeline. {title}. " + "; ".join(
        f"{d}: {style.shortened(str(t), 80)}" for d, t in zip(rows[date][:10], rows[text][:10], strict=True)
    )
    body = LINE * float(heights.sum())
    with style.page(title, height=2.35 + body, footer=shown, alt=alt) as picture:
        cells = picture.add_gridspec(2, 1, height_ratios=[STRIP, body])
        strip = time_axis.grid(cells[0], parts)
        _strip(strip, parts, frame, begin=begin, count=count)
        strip[0, 0].set_title(style.wrapped(unit, 70))
        listing = picture.add_subplot(cells[1])
        listing.set_xlim(0, 1)
        listing.set_ylim(float(heights.sum()), -0.4)
        listing.set_axis_off()
        listing.plot([0.02, 0.02], [0.4, offsets[-1] + 0.4], color=style.GRID, linewidth=2, zorder=1)
        listing.scatter(
            np.full(len(rows), 0.02),
            offsets + 0.4,
            s=_areas(rows[count]),
            color=np.where(rows[unsure].to_numpy(bool), style.PAPER, style.MAIN),
            edgecolors=style.MAIN,
            linewidths=1.5,
            zorder=2,
        )
        for offset, day, said, n in zip(offsets, rows[date], texts, rows[count], strict=True):
            listing.text(0.06, offset + 0.4, style.shortened(str(day), 40), va="center", size=10, fontweight="bold")
            listing.text(1, offset + 0.4, f"{int(n):,}", va="center", ha="right", size=8.5, color=style.MUTED)
            listing.text(0.06, offset + 1.05, said, va="top", size=9.5, linespacing=1.25)
    return picture


def _strip(strip: np.ndarray, parts: list[time_axis.Stretch], frame: pd.DataFrame, *, begin: str, count: str) -> None:
    days, counts = time_axis.day_numbers(frame[begin]), frame[count].to_numpy(float)
    for axes, part in zip(strip[0], parts, strict=True):
        inside = part.holds(days)
        axes.vlines(days[inside], 0, counts[inside], color=style.MAIN, linewidth=1.6)
        axes.set_ylim(0, max(1.0, counts.max()) * 1.1)
        axes.set_yticks([])
        style.bare(axes)
        axes.spines["bottom"].set_visible(True)
    time_axis.finish(strip, parts, frame[begin], 0)


def _areas(counts: pd.Series) -> np.ndarray:
    """Area in square points, in proportion to the count, the largest as large as rows allow, one always visible."""
    most = max(6, int(counts.max()))
    return np.asarray(np.maximum(24, 170 * counts.to_numpy(float) / most))
