"""One article, marked up: actors, dates, quotations, the tone of each sentence and the words that moved it.

A sentence with a tone is shaded, the darker the stronger, and begins with an arrow and its score: never colour alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wirebook.show import dates
from wirebook.show.html import STYLE, escaped, signed

STRONG = 0.5
"""Scores from which on, either side of 0, a sentence is shaded darker."""
TEXT_CAP = 60_000
"""Characters of one article that a notebook shows."""
ARROWS = {"negative": "▼", "positive": "▲"}
BREAK = re.compile(r"\n{2,}")
"""What parts two paragraphs."""

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


Rows = Sequence[Mapping[Hashable, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What is annotated of one article: its rows of the tables of these names."""

    sentences: Rows = ()
    mentions: Rows = ()
    times: Rows = ()
    quotes: Rows = ()
    tones: Rows = ()
    voices: Rows = ()


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
    frames = {"sentences": sentences, "mentions": mentions, "times": times, "quotes": quotes, "tones": tones}
    rows = Annotated(**{name: frame.to_dict("records") for name, frame in frames.items()})
    heading = article["title"] if isinstance(article.get("title"), str) else "Untitled"
    where = [w for w in (article.get("source"), dates.readable(article.get("published"))) if isinstance(w, str) and w]
    cut = f'<p class="wb-note">The first {TEXT_CAP:,} of {len(text):,} characters are shown.</p>' * (
        len(text) > TEXT_CAP
    )
    return (
        f'{STYLE}{MARKS}<article class="wb-answer wb-article"><h3>{escaped(str(heading))}</h3>'
        f'<p class="wb-note">{escaped(" · ".join(where) or "source and date unknown")}</p>'
        f"{paragraphs(text[:TEXT_CAP], rows, names)}{cut}{legend()}</article>"
    )


def legend() -> str:
    """Say what the marks mean, each as it looks."""
    return (
        '<p class="wb-note"><span class="wb-actor">actor</span> · <span class="wb-time">date</span> · '
        '<span class="wb-quoted">quotation</span> · '
        '<span class="wb-negative" data-score="▼">negative</span> and <span class="wb-positive" data-score="▲">positive'
        '</span> sentences with their score · <span class="wb-word">word</span> that moved it; point at a mark to read '
        "more</p>"
    )


def paragraphs(text: str, rows: Annotated, names: Mapping[str, str], *, anchors: bool = False) -> str:
    """Return a text as paragraphs with its marks; with `anchors`, the id of each sentence is its number: s0, s1, …

    The text is cut wherever a mark or a sentence begins or ends, and each piece has the classes of the marks over it.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in _marks(text, rows, names):
        if 0 <= mark.start < mark.end <= len(text):
            opening.setdefault(mark.start, []).append(mark)
            closing.setdefault(mark.end, []).append(mark)
    begins = {int(s["start"]): s for s in rows.sentences if s["start"] < s["end"] <= len(text)}
    ends = {int(s["end"]) for s in begins.values()}
    pieces: list[str] = []
    active: list[Mark] = []
    inside = False
    for start, end in itertools.pairwise(sorted({0, len(text), *opening, *closing, *begins, *ends})):
        for mark in closing.get(start, []):
            active.remove(mark)
        active += opening.get(start, [])
        if start in begins:
            inside = True
            anchor = f' id="s{int(begins[start]["sentence"])}"' if anchors else ""
            pieces.append(f'<span class="wb-sentence"{anchor}>')
        piece = text[start:end]
        if inside or not BREAK.search(piece):
            pieces.append(_piece(piece, active, start))
        else:
            pieces.append("</p>\n<p>".join(escaped(part) for part in BREAK.split(piece)))
        if end in ends:
            inside = False
            pieces.append("</span>")
    return f"<p>{''.join(pieces)}</p>"


def _marks(text: str, rows: Annotated, names: Mapping[str, str]) -> Iterator[Mark]:
    spans = {s["sentence"]: (int(s["start"]), int(s["end"])) for s in rows.sentences}
    towards: dict[tuple[Any, str], str] = {}
    for tone in rows.tones:
        if isinstance(tone["target"], str):
            towards[tone["sentence"], tone["target"]] = f" · tone towards: {signed(float(tone['score']))}"
        elif tone["label"] in ARROWS and tone["sentence"] in spans:
            yield from _toned(tone, text, *spans[tone["sentence"]])
    for quote in rows.quotes:
        yield Mark(int(quote["start"]), int(quote["end"]), "wb-quoted", names.get(quote["speaker"], ""))
    for time in rows.times:
        yield Mark(int(time["start"]), int(time["end"]), "wb-time", str(time["value"]))
    for mention in rows.mentions:
        actor = mention["actor_id"]
        title = names.get(actor, "") + towards.get((mention["sentence"], actor), "")
        yield Mark(int(mention["start"]), int(mention["end"]), "wb-actor", title)


def _toned(tone: Mapping[Hashable, Any], text: str, start: int, end: int) -> Iterator[Mark]:
    """Mark a sentence that has a tone, and the words that moved it."""
    label, score = str(tone["label"]), float(tone["score"])
    kind = f"wb-{label}" + " wb-strong" * (abs(score) >= STRONG)
    yield Mark(start, end, kind, f"{label}, {signed(score)}", f"{ARROWS[label]}\N{NO-BREAK SPACE}{signed(score)}")
    words: Any = tone.get("words")
    for item in words if isinstance(words, Iterable) else ():
        found = re.compile(rf"(?<!\w){re.escape(str(item['word']))}(?!\w)").search(text, start, end)
        if found:
            yield Mark(*found.span(), "wb-word", f"pulls by {signed(float(item['weight']))}")


def _piece(text: str, active: list[Mark], start: int) -> str:
    broken = escaped(text).replace("\n\n", "<br><br>")
    if not active:
        return broken
    classes = " ".join(dict.fromkeys(m.kind for m in active))
    titles = ", ".join(dict.fromkeys(m.title for m in active if m.title))
    score = next((f' data-score="{escaped(m.score)}"' for m in active if m.score and m.start == start), "")
    return f'<span class="{escaped(classes)}" title="{escaped(titles)}"{score}>{broken}</span>'
