"""A network as a figure: names beside their marks, none over another, the strongest links drawn."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.lines import Line2D

from wirebook.show import style
from wirebook.show.style import Picture

NODES = 40
"""Most actors in one figure."""

MARKS: Mapping[str, tuple[str, str]] = {
    "person": ("o", style.MAIN),
    "country": ("s", style.SECOND),
    "organization": ("D", "#4b7a3a"),
    "group": ("^", "#7a3a6b"),
    "place": ("p", style.MUTED),
}
"""Shape and colour of each type: the shape alone tells it, in print and to the colour-blind."""

LABEL = 8.5
"""Points of a name."""
LETTER = 0.6
"""Width of a letter, in heights."""
CHARACTERS = 22
"""Most characters of a name; a longer one is cut."""
LEAST, MOST = 4.0, 15.0
"""Points across the smallest and the largest mark."""
MARGINS = (24, 110)
"""Points of a picture that title, legend and source line take, across and down."""
STEP = 3.0
"""Points between places that are tried for a mark and its name."""
SEED = 1

Floats = npt.NDArray[np.float64]


def network(
    nodes: pd.DataFrame, links: pd.DataFrame, *, size: str, weight: str, title: str, unit: str, footer: str
) -> Picture:
    """Draw actors and the links between them.

    `nodes` has the columns actor and type and the one that `size` names, `links` the columns actor and other and the
    one that `weight` names. The same frames always give the same picture.
    """
    shown = nodes.head(NODES)
    kept = links[links["actor"].isin(shown["actor"]) & links["other"].isin(shown["actor"])]
    height = 3.0 + 0.14 * len(shown)
    strongest = "; ".join(f"{a} and {b}: {w:,}" for a, b, w in kept[["actor", "other", weight]].head(10).to_numpy())
    alt = f"Network of {len(shown)} actors and {len(kept)} links. {title}. Strongest: {strongest}."
    left = len(nodes) - len(shown)
    below = f"{footer} · the first {len(shown)} of {len(nodes):,} are drawn" if left > 0 else footer
    with style.page(title, height=height, footer=below, alt=alt) as picture:
        axes = picture.subplots()
        axes.set_axis_off()
        axes.set_title(style.wrapped(unit, 62))
        labels = [style.shortened(str(name), CHARACTERS) for name in shown["actor"]]
        across = LEAST + (MOST - LEAST) * np.sqrt(shown[size].to_numpy(float) / max(1.0, float(shown[size].max())))
        extent = np.array([style.WIDTH * 72 - MARGINS[0], height * 72 - MARGINS[1]])
        places = _places(shown, kept, weight, labels, across, extent)
        at = dict(zip(shown["actor"], places, strict=True))
        heaviest = float(kept[weight].max()) if len(kept) else 1.0
        for a, b, w in kept[["actor", "other", weight]].itertuples(index=False):
            (x, y), (u, v) = at[a], at[b]
            share = float(w) / heaviest
            axes.plot([x, u], [y, v], color=style.PALE, linewidth=0.6 + 3.4 * share, zorder=1, alpha=0.45 + 0.5 * share)
        for (x, y), label, kind, points in zip(places, labels, shown["type"], across, strict=True):
            marker, color = MARKS.get(kind, MARKS["place"])
            axes.scatter([x], [y], s=points**2, marker=marker, color=color, zorder=3, edgecolors=style.PAPER)
            axes.text(
                x, y - points / 2 - 1.5, label, ha="center", va="top", fontsize=LABEL, zorder=4,
                bbox={"facecolor": style.PAPER, "alpha": 0.75, "edgecolor": "none", "pad": 0.4},
            )  # fmt: skip
        axes.set_xlim(0, extent[0])
        axes.set_ylim(0, extent[1])
        used = [kind for kind in MARKS if kind in set(shown["type"])]
        handles = [
            Line2D([], [], marker=MARKS[k][0], color=MARKS[k][1], linestyle="none", markersize=6, label=KINDS[k])
            for k in used
        ]
        axes.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=len(used), frameon=False, fontsize=9,
            handletextpad=0.2, columnspacing=1.2,
        )  # fmt: skip
    return picture


KINDS = {
    "person": "person",
    "country": "country",
    "organization": "organisation",
    "group": "group",
    "place": "place",
}


def _places(
    nodes: pd.DataFrame, links: pd.DataFrame, weight: str, labels: list[str], across: Floats, extent: Floats
) -> Floats:
    """Return where each node stands (nodes, 2), in points: linked ones near, no name over another."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes["actor"])
    graph.add_weighted_edges_from(
        (a, b, float(np.log1p(w))) for a, b, w in links[["actor", "other", weight]].itertuples(index=False)
    )
    drawn = nx.spring_layout(graph, weight="weight", seed=SEED, k=1.6 / max(1.0, np.sqrt(len(graph))), iterations=200)
    places = np.array([drawn[name] for name in nodes["actor"]], dtype=float).reshape(-1, 2)
    low, high = places.min(0), places.max(0)
    widths = np.maximum([len(label) * LABEL * LETTER for label in labels], across)
    sides = np.column_stack([widths / 2 + 2, (across + LABEL * 1.3) / 2 + 2])
    middle = across / 2 - sides[:, 1] + 2  # of a mark with its name below, seen from the mark
    room = extent - 2 * sides.max(0)
    spread = np.where(high > low, (places - low) / np.maximum(high - low, 1e-9), 0.5)
    centres = sides.max(0) + spread * room
    return _apart(centres, sides, extent) - np.column_stack([np.zeros(len(middle)), middle])


def _apart(centres: Floats, sides: Floats, extent: Floats) -> Floats:
    """Return where boxes go that lie over one another: each, in this order, to the free place nearest to its own.

    A box for which there is no free place goes where it covers the least of others.
    """
    columns, rows = (np.arange(0, side + STEP, STEP) for side in extent)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    placed = np.empty((0, 2))
    for number, (centre, side) in enumerate(zip(centres, sides, strict=True)):
        places = np.clip(np.vstack([centre, grid]), side, extent - side)
        over = side + sides[:number] - np.abs(places[:, None] - placed)
        covered = np.clip(over, 0, None).prod(-1).sum(-1)
        far = np.hypot(*(places - centre).T)
        placed = np.vstack([placed, places[np.lexsort((far, covered))[0]]])
    return placed
