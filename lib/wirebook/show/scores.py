"""Why an article's sentences have the tone they have: every score, whom it is towards, and the words that moved it.

A score has an arrow and its word beside its colour: never colour alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wirebook.show.article import Annotated
from wirebook.show.html import escaped, signed

BEGINNING = 160
"""Characters of a sentence that stand over its scores."""
VOICES = {"article": "the article’s own words", "quoted": "quoted", "reported": "reported"}
"""What a voice is called: whose words a tone is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor of an article: its name and type, its mentions, the sentences they stand in, and the tone towards it."""

    name: str
    type: str
    mentions: int
    sentences: Sequence[int]
    tone: str
    """As HTML, see `tone`; empty where none was judged."""


def tone(score: float, words: str) -> str:
    """Return a score as HTML: an arrow, the number and its words ("slightly negative"), whose direction colours it."""
    way = next((way for way in ("negative", "positive") if way in words), "neutral")
    arrow = {"negative": "▼ ", "positive": "▲ "}.get(way, "")
    return f'<span class="wb-tone wb-{way}">{arrow}{signed(score)}</span> {escaped(words)}'


def actors(named: Iterable[Named]) -> str:
    """Return the actors of an article as a table; the numbers of their sentences are links to these."""
    rows = []
    for one in named:
        places = " ".join(f'<a href="#s{number}">{number}</a>' for number in one.sentences)
        rows.append(
            f'<tr><th scope="row">{escaped(one.name)} <span class="wb-chip">{escaped(one.type)}</span></th>'
            f'<td>{one.tone or "–"}</td><td class="wb-number" data-label="Mentions">{one.mentions:,}</td>'
            f'<td class="wb-places" data-label="In sentences">{places}</td></tr>'
        )
    heads = (
        '<th scope="col">Who</th><th scope="col">Mean tone towards</th><th scope="col" class="wb-number">Mentions</th>'
        '<th scope="col">In sentences</th>'
    )
    return _table("The actors of this article", heads, f"<tbody>{''.join(rows)}</tbody>", kind="wb-stack")


def sentences(rows: Annotated, names: Mapping[str, str], *, unsure: str) -> str:
    """Return every score of an article as a table, a block of rows a sentence, which links to it in the text.

    A block has the score of the whole sentence, then that towards each actor named in it; where several voices are
    heard, the same for each of them. `unsure` is the `how` of a tone that its judge was unsure of.
    """
    parted = {(row["sentence"], _target(row)) for row in rows.voices}
    lines: defaultdict[Any, list[str]] = defaultdict(list)
    for row in sorted(rows.tones, key=_after_whole):
        several = (row["sentence"], _target(row)) in parted
        voice = "" if several or row["voice"] == "article" else _voice(row, names)
        lines[row["sentence"]].append(_line(row, names, voice, of="the whole sentence", unsure=unsure))
    for row in sorted(rows.voices, key=_by_voice):
        lines[row["sentence"]].append(_line(row, names, _voice(row, names), unsure=unsure))
    blocks = [
        "".join(["<tbody>", _heading(int(sentence["sentence"]), str(sentence["text"])), *found, "</tbody>"])
        for sentence in rows.sentences
        if (found := lines[sentence["sentence"]])
    ]
    heads = '<th scope="col">Of what</th><th scope="col">Tone</th><th scope="col">Words that moved it</th>'
    return _table("The scores of each sentence", heads, "".join(blocks), kind="wb-scores")


def _target(row: Mapping[Hashable, Any]) -> str:
    return row["target"] if isinstance(row["target"], str) else ""


def _after_whole(row: Mapping[Hashable, Any]) -> bool:
    return bool(_target(row))


def _by_voice(row: Mapping[Hashable, Any]) -> tuple[int, str, bool]:
    whose = row["attributed"] if isinstance(row["attributed"], str) else ""
    return list(VOICES).index(str(row["voice"])), whose, _after_whole(row)


def _heading(number: int, text: str) -> str:
    begins = text if len(text) <= BEGINNING else text[:BEGINNING].rsplit(" ", 1)[0] + " …"
    return (
        f'<tr><th scope="rowgroup" colspan="3"><a href="#s{number}">{number}</a> '
        f'<span class="wb-begins">{escaped(begins)}</span></th></tr>'
    )


def _line(row: Mapping[Hashable, Any], names: Mapping[str, str], voice: str, *, unsure: str, of: str = "") -> str:
    """Return the row of one score: of a voice's words, where one is named, and `of` what if it is towards nobody."""
    target = _target(row)
    what = f"towards {names.get(target, target)}" if target else of
    label = f"{row['label']}, unsure" if row["how"] == unsure else str(row["label"])
    kind = "" if of else ' class="wb-voice"'
    return (
        f'<tr{kind}><th scope="row">{escaped(": ".join(part for part in (voice, what) if part))}</th>'
        f"<td>{tone(float(row['score']), label)}</td><td>{_words(row['words'])}</td></tr>"
    )


def _voice(row: Mapping[Hashable, Any], names: Mapping[str, str]) -> str:
    voice = VOICES[str(row["voice"])]
    if row["voice"] == "article":
        return voice
    return f"{voice}, {names.get(row['attributed'], 'speaker unknown')}"


def _words(words: Any) -> str:
    pairs = [f"{escaped(str(item['word']))}&nbsp;{signed(float(item['weight']))}" for item in words]
    return ", ".join(pairs) or "–"


def _table(caption: str, heads: str, body: str, *, kind: str) -> str:
    return (
        f'<div class="wb-table {kind}" tabindex="0" role="region" aria-label="{escaped(caption)}"><table>'
        f"<thead><tr>{heads}</tr></thead>{body}</table></div>"
    )
