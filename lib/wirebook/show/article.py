"""One article, marked up: actors, dates, quotations, the tone of each sentence and the words that moved it.

A sentence with a tone is shaded, the darker the stronger, and begins with an arrow and its score: never colour alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from wirebook.show import dates
from wirebook.show.html import STYLE, signed

STRONG = 0.5
"""Scores from which on, either side of 0, a sentence is shaded darker."""
TEXT_CAP = 60_000
"""Characters of one article that are shown."""

MARKS = """<style>
:where(.wb-article){font:16px/1.6 system-ui,sans-serif;max-width:42rem}
:where(.wb-article) :where(p){margin:0 0 .9em;overflow-wrap:anywhere}
:where(.wb-article) :where(.wb-actor){background:rgba(31,95,139,.16);border-radius:3px}
:where(.wb-article) :where(.wb-time){border-bottom:2px solid #c8620a}
:where(.wb-article) :where(.wb-quoted){font-style:italic}
:where(.wb-article) :where(.wb-negative){background:rgba(200,98,10,.12);print-color-adjust:exact}
:where(.wb-article) :where(.wb-positive){background:rgba(31,95,139,.10);print-color-adjust:exact}
:where(.wb-article) :where(.wb-negative.wb-strong){background:rgba(200,98,10,.27)}
:where(.wb-article) :where(.wb-positive.wb-strong){background:rgba(31,95,139,.23)}
:where(.wb-article) :where([data-score])::before{content:attr(data-score) "\\00a0";font:600 .72em system-ui,sans-serif;
 font-style:normal;color:#1c2430}
:where(.wb-article) :where(.wb-word){text-decoration:underline dotted 2px;text-underline-offset:3px}
:where(.wb-article) :where(.wb-actor.wb-negative,.wb-actor.wb-positive){box-shadow:inset 0 -2px #1f5f8b}
</style>"""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of the text to mark: its class and what a reader is told on pointing at it."""

    start: int
    end: int
    kind: str
    title: str
    score: str = ""
    """What stands before a toned sentence."""


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
    """Return one article as HTML, with actors, dates, quotations, toned sentences and the words that moved them marked.

    `article` is a row of the articles table; the frames hold its rows of the other tables; `names` maps the identifier
    of an actor to its name.
    """
    text = str(article["text"])
    marks = _marks(text, sentences, mentions, times, quotes, tones, names)
    heading = article["title"] if isinstance(article.get("title"), str) else "Untitled"
    where = [w for w in (article.get("source"), dates.readable(article.get("published"))) if isinstance(w, str) and w]
    cut = f'<p class="wb-note">The first {TEXT_CAP:,} of {len(text):,} characters are shown.</p>' * (
        len(text) > TEXT_CAP
    )
    legend = (
        '<p class="wb-note"><span class="wb-actor">actor</span> · <span class="wb-time">date</span> · '
        '<span class="wb-quoted">quotation</span> · '
        '<span class="wb-negative" data-score="▼">negative</span> and <span class="wb-positive" data-score="▲">positive'
        '</span> sentences with their score · <span class="wb-word">word</span> that moved it; point at a mark to read '
        "more</p>"
    )
    return (
        f'{STYLE}{MARKS}<article class="wb-answer wb-article"><h3>{escape(str(heading))}</h3>'
        f'<p class="wb-note">{escape(" · ".join(where) or "source and date unknown")}</p>'
        f"<p>{_marked(text[:TEXT_CAP], marks)}</p>{cut}{legend}</article>"
    )


def _marks(
    text: str,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    times: pd.DataFrame,
    quotes: pd.DataFrame,
    tones: pd.DataFrame,
    names: Mapping[str, str],
) -> list[Mark]:
    whole = tones[tones["target"].isna() & tones["label"].isin(["negative", "positive"])]
    toned = whole.merge(sentences[["sentence", "start", "end"]], on="sentence")
    targets = tones.loc[tones["target"].notna(), ["sentence", "target", "score"]]
    towards = {
        (number, actor): f" · tone towards: {signed(score)}"
        for number, actor, score in zip(targets["sentence"], targets["target"], targets["score"], strict=True)
    }
    named = [
        f"{names.get(actor, '')}{towards.get((number, actor), '')}"
        for number, actor in zip(mentions["sentence"], mentions["actor_id"], strict=True)
    ]
    layers: list[tuple[Iterable[int], Iterable[int], Iterable[str], Iterable[str]]] = [
        (quotes["start"], quotes["end"], ["wb-quoted"] * len(quotes), quotes["speaker"].map(dict(names)).fillna("")),
        (times["start"], times["end"], ["wb-time"] * len(times), times["value"].fillna("")),
        (mentions["start"], mentions["end"], ["wb-actor"] * len(mentions), named),
    ]
    return [
        *(mark for row in toned.to_dict("records") for mark in _toned(row, text)),
        *(
            Mark(int(start), int(end), kind, str(title))
            for starts, ends, kinds, titles in layers
            for start, end, kind, title in zip(starts, ends, kinds, titles, strict=True)
        ),
    ]


def _toned(row: Mapping[Hashable, Any], text: str) -> Iterator[Mark]:
    """Mark a sentence that has a tone, and the words that moved it."""
    start, end, score = int(row["start"]), int(row["end"]), float(row["score"])
    kind = f"wb-{row['label']}" + " wb-strong" * (abs(score) >= STRONG)
    arrow = "▼" if row["label"] == "negative" else "▲"
    yield Mark(start, end, kind, f"{row['label']}, {signed(score)}", f"{arrow}\N{NO-BREAK SPACE}{signed(score)}")
    words: Any = row.get("words")
    for item in words if isinstance(words, Iterable) else ():
        found = re.compile(rf"(?<!\w){re.escape(str(item['word']))}(?!\w)").search(text, start, end)
        if found:
            yield Mark(*found.span(), "wb-word", f"pulls by {signed(float(item['weight']))}")


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
        pieces.append(_piece(text[start:end], active, start))
    return "".join(pieces)


def _piece(text: str, active: list[Mark], start: int) -> str:
    broken = escape(text).replace("\n\n", "<br><br>")
    if not active:
        return broken
    classes = " ".join(dict.fromkeys(m.kind for m in active))
    titles = ", ".join(dict.fromkeys(m.title for m in active if m.title))
    score = next((f' data-score="{escape(m.score)}"' for m in active if m.score and m.start == start), "")
    return f'<span class="{escape(classes)}" title="{escape(titles)}"{score}>{broken}</span>'
