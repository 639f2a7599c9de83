"""The one figure of a briefing: who is named most, and the tone over time."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import MaxNLocator

from wirebook.show import figures, style
from wirebook.show.style import Picture


def briefing(who: pd.DataFrame, tone: pd.DataFrame, *, few: int, title: str, footer: str) -> Picture:
    """Draw the most mentioned actors as bars, and below them the mean tone over time with its intervals.

    `who` has the columns actor and mentions; `tone` begin, mean, low, high and articles; a period with under `few`
    articles is drawn hollow. Without any dated tone only the bars are drawn.
    """
    names = [style.shortened(str(n), 30) for n in who["actor"]]
    alt = f"{title}. Mentions: " + "; ".join(f"{n}: {m:,}" for n, m in zip(names, who["mentions"], strict=True))
    bars, below = 0.32 * len(who) + 0.3, 1.7 if len(tone) else 0.0
    with style.page(title, height=1.1 + bars + below, footer=footer, alt=alt) as picture:
        grid = picture.subplots(2 if below else 1, 1, height_ratios=[bars, below] if below else [1], squeeze=False)[
            :, 0
        ]
        figures.bars(grid[0], names, who["mentions"].to_numpy(dtype=float))
        grid[0].set_title("mentions in the text")
        if below:
            solid = tone["articles"] >= few
            figures.dots(grid[1], tone, begin="begin", value="mean", low="low", high="high", solid=solid)
            reach = figures.reach_of(tone[["mean", "low", "high"]].to_numpy(dtype=float).ravel())
            grid[1].set_ylim(-reach, reach)
            grid[1].yaxis.set_major_locator(MaxNLocator(4, symmetric=True))
            grid[1].set_title("mean tone with its 95 % interval")
            figures.time_axis(grid[1], tone["begin"])
    return picture
