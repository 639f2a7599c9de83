"""The one look of every figure: colours, sizes, and text that any font can draw."""

from __future__ import annotations

import contextlib
import functools
import io
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

INK = "#1c2430"
MUTED = "#5b6675"
GRID = "#dfe3e8"
PAPER = "#ffffff"
MAIN = "#1f5f8b"
"""Blue and orange of the colour-blind-safe palette of Okabe and Ito (2008), darkened until white paper gives both a
contrast of 4.5 and they differ in grey."""
SECOND = "#c8620a"
PALE = "#a9c6da"
SHADES = LinearSegmentedColormap.from_list("wirebook", ["#f3f6f9", "#a9c6da", "#1f5f8b"])
"""From nothing to the most, as light in grey as in colour."""

BALANCE = LinearSegmentedColormap.from_list("wirebook balance", ["#d98a4a", "#f6f7f9", "#7fa9c6"])
"""From negative to positive, pale enough for dark text on both ends."""

WIDTH = 6.0
"""Inches: at this width 10.5 point text is still read when a phone shrinks the picture to its 350 pixels."""
DPI = 160

FONT = "DejaVu Sans"
MISSING = "\N{WHITE VERTICAL RECTANGLE}"
"""Stands in for a character that the font lacks."""

RC: dict[Any, Any] = {
    "font.family": FONT,
    "font.size": 10.5,
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "axes.labelsize": 9.5,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.titlecolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.facecolor": PAPER,
    "axes.unicode_minus": True,
    "figure.facecolor": PAPER,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 10,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "lines.solid_capstyle": "round",
}


class Picture(Figure):
    """A matplotlib figure with alternative text; JupyterLab shows it as a PNG without a plotting backend."""

    alt: str = ""

    def png(self) -> bytes:
        """Return the figure as a PNG image."""
        buffer = io.BytesIO()
        with mpl.rc_context(RC):
            self.savefig(buffer, format="png", dpi=DPI, facecolor=PAPER, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png()


@contextlib.contextmanager
def page(title: str, *, height: float, footer: str, alt: str) -> Iterator[Picture]:
    """Open a picture in the house style, `height` inches high, with its title above and its source line below.

    The picture belongs to no plotting backend, so nothing stays open when the caller drops it.
    """
    with mpl.rc_context(RC):
        picture = Picture(figsize=(WIDTH, height), layout=ConstrainedLayoutEngine(h_pad=0.07, w_pad=0.05))
        picture.alt = alt
        picture.suptitle(wrapped(title, 54), x=0.012, ha="left", fontsize=12.5, fontweight="bold", color=INK)
        picture.supxlabel(wrapped(footer, 96), x=0.012, ha="left", fontsize=8.5, color=MUTED)
        yield picture


def bare(axes: Axes, *, left: bool = False) -> None:
    """Take the spines off an axes; `left` keeps the vertical one."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left" and left)


def wrapped(text: str, width: int, *, lines: int = 4) -> str:
    """Break text into at most `lines` lines of `width` characters, the last ending in … where something is left."""
    return "\n".join(textwrap.wrap(drawable(text), width, max_lines=lines, placeholder=" …"))


def shortened(text: str, width: int) -> str:
    """Cut text to `width` characters, with … where something is left out."""
    clean = " ".join(drawable(text).split())
    return clean if len(clean) <= width else clean[: width - 1].rstrip() + "…"


def drawable(text: str) -> str:
    """Return text without what the figures' font cannot draw: no control characters, no missing glyphs."""
    composed = unicodedata.normalize("NFC", text)
    glyphs = _glyphs()
    return "".join(_glyph(c, glyphs) for c in composed)


def _glyph(character: str, glyphs: frozenset[int]) -> str:
    if character == "\N{NO-BREAK SPACE}":
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Mn"):
        return character if unicodedata.category(character) == "Mn" and ord(character) in glyphs else ""
    return character if ord(character) in glyphs else MISSING


@functools.cache
def _glyphs() -> frozenset[int]:
    path = font_manager.findfont(font_manager.FontProperties(family=[FONT]))
    return frozenset(font_manager.get_font(path).get_charmap())
