"""One article, marked up: actors, dates, quotations, and the tone of each sentence."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from wirebook.show import dates
from wirebook.show.html import STYLE

TONES = ("wb-negative", "wb-positive")
"""A toned sentence is marked where it begins: a bar before each of its pieces would be noise."""
TEXT_CAP = 60_000
"""Characters of one article that are shown."""

MARKS = """<style>
:where(.wb-article){font:16px/1.6 system-ui,sans-serif;max-width:42rem}
:where(.wb-article) :where(p){margin:0 0 .9em;overflow-wrap:anywhere}
:where(.wb-article) :where(.wb-actor){background:rgba(31,95,139,.16);border-radius:3px}
:where(.wb-article) :where(.wb-time){border-bottom:2px solid #c8620a}
:where(.wb-article) :where(.wb-quoted){font-style:italic}
:where(.wb-article) :where(.wb-negative){box-shadow:inset 3px 0 #c8620a;padding-left:.4em}
:where(.wb-article) :where(.wb-positive){box-shadow:inset 3px 0 #1f5f8b;padding-left:.4em}
</style>"""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of the text to mark: its class and what a reader is told on pointing at it."""

    start: int
    end: int
    kind: str
    title: str


def render(
    article: Mapping[str, Any],
    *,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    times: pd.DataFrame,
    quotes: pd.DataFrame,
    tones: pd.DataFrame,
    names: Mapping[str, str],
) -> str:
    """Return one article as HTML, with actors, dates, quotations and toned sentences marked.

    `article` is a row of the articles table; the frames hold its rows of the other tables; `names` maps the identifier
    of an actor to its name.
    """
    text = str(article["text"])
    marks = _marks(sentences, mentions, times, quotes, tones, names)
    heading = article["title"] if isinstance(article.get("title"), str) else "Untitled"
    where = [w for w in (article.get("source"), dates.readable(article.get("published"))) if isinstance(w, str) and w]
    cut = f'<p class="wb-note">The first {TEXT_CAP:,} of {len(text):,} characters are shown.</p>' * (
        len(text) > TEXT_CAP
    )
    legend = (
        '<p class="wb-note"><span class="wb-actor">actor</span> · <span class="wb-time">date</span> · '
        '<span class="wb-quoted">quotation</span> · a bar before a sentence: orange negative in tone, blue positive</p>'
    )
    return (
        f'{STYLE}{MARKS}<article class="wb-answer wb-article"><h3>{escape(str(heading))}</h3>'
        f'<p class="wb-note">{escape(" · ".join(where) or "source and date unknown")}</p>'
        f"<p>{_marked(text[:TEXT_CAP], marks)}</p>{cut}{legend}</article>"
    )


def _marks(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    times: pd.DataFrame,
    quotes: pd.DataFrame,
    tones: pd.DataFrame,
    names: Mapping[str, str],
) -> list[Mark]:
    whole = tones[tones["target"].isna() & tones["label"].isin(["negative", "positive"])]
    toned = whole.merge(sentences[["sentence", "start", "end"]], on="sentence")
    spoken = quotes["speaker"].map(dict(names)).fillna("")
    layers: list[tuple[Iterable[int], Iterable[int], Iterable[str], Iterable[str]]] = [
        (toned["start"], toned["end"], "wb-" + toned["label"].astype(str), toned["score"].map("tone {:+.2f}".format)),
        (quotes["start"], quotes["end"], ["wb-quoted"] * len(quotes), spoken),
        (times["start"], times["end"], ["wb-time"] * len(times), times["value"].fillna("")),
        (
            mentions["start"],
            mentions["end"],
            ["wb-actor"] * len(mentions),
            mentions["actor_id"].map(dict(names)).fillna(""),
        ),
    ]
    return [
        Mark(int(start), int(end), kind, str(title))
        for starts, ends, kinds, titles in layers
        for start, end, kind, title in zip(starts, ends, kinds, titles, strict=True)
    ]


def _marked(text: str, marks: Iterable[Mark]) -> str:
    """Cut the text wherever a mark begins or ends, and give each piece the classes of the marks that cover it."""
    spans = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in spans:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    cuts = sorted({0, len(text), *opening, *closing})
    pieces = []
    active: list[Mark] = []
    for start, end in itertools.pairwise(cuts):
        for mark in closing.get(start, []):
            active.remove(mark)
        active += opening.get(start, [])
        pieces.append(_piece(text[start:end], [m for m in active if m.kind not in TONES or m.start == start]))
    return "".join(pieces)


def _piece(text: str, active: list[Mark]) -> str:
    broken = escape(text).replace("\n\n", "<br><br>")
    if not active:
        return broken
    classes = " ".join(dict.fromkeys(m.kind for m in active))
    titles = ", ".join(dict.fromkeys(m.title for m in active if m.title))
    return f'<span class="{escape(classes)}" title="{escape(titles)}">{broken}</span>'
