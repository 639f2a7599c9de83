"""The one figure of a briefing: who is named most, and the tone over time."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import MaxNLocator

from wirebook.show import figures, style, time_axis
from wirebook.show.style import Picture


def briefing(who: pd.DataFrame, tone: pd.DataFrame, *, few: int, title: str, footer: str) -> Picture:
    """Draw the most mentioned actors as bars, and beside them the mean tone over time with its intervals.

    `who` has the columns actor and mentions; `tone` begin, days, mean, low, high and articles; a period with under
    `few` articles is drawn hollow. Without any dated tone only the bars are drawn.
    """
    names = [style.shortened(str(n), 24) for n in who["actor"]]
    alt = f"{title}. Mentions: " + "; ".join(f"{n}: {m:,}" for n, m in zip(names, who["mentions"], strict=True))
    parts = time_axis.stretches(tone["begin"], tone["days"])
    below = " · ".join(part for part in (footer, time_axis.left_out(parts)) if part)
    height = 1.1 + max(0.32 * len(who) + 0.3, 1.7 if parts else 0.0)
    with style.page(title, height=height, footer=below, alt=alt) as picture:
        cells = picture.add_gridspec(1, 2 if parts else 1, width_ratios=[0.42, 0.58] if parts else [1])
        left = picture.add_subplot(cells[0])
        figures.bars(left, names, who["mentions"].to_numpy(dtype=float))
        left.set_title("mentions in the text")
        if parts:
            grid = time_axis.grid(cells[1], parts)
            solid = tone["articles"] >= few
            figures.dots(
                grid[0], parts, tone, begin="begin", days="days", value="mean", low="low", high="high", solid=solid
            )
            reach = figures.reach_of(tone[["mean", "low", "high"]].to_numpy(dtype=float).ravel())
            grid[0, 0].set_ylim(-reach, reach)
            grid[0, 0].yaxis.set_major_locator(MaxNLocator(4, symmetric=True))
            grid[0, 0].set_title("mean tone with its 95 % interval")
            time_axis.finish(grid, parts, tone["begin"], 0, inches=2.6)
    return picture
