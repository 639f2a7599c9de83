"""One actor: what is counted of it, and every sentence that mentions it, article by article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from wirebook.show import dates
from wirebook.show.html import STYLE, counted, escaped, place_of, placed

SENTENCES = 1000
"""Most sentences of one page; the newest are shown."""

MARKS = """<style>
:where(.wb-actor-page) :where(h4){margin:1.2rem 0 .2rem}
:where(.wb-actor-page) :where(mark){background:rgba(31,95,139,.16);color:inherit;border-radius:3px}
:where(.wb-actor-page) :where(th){font-weight:600;white-space:nowrap}
</style>"""


def render(name: str, *, kind: str, facts: Mapping[str, str], sentences: pd.DataFrame, note: str) -> str:
    """Return the page of one actor as HTML.

    `facts` are what is counted, by what it is called. `sentences` has one row a sentence, the newest article first:
    article_id, title, source, published, sentence, start (of the sentence in the article's text), text, spans (pairs of
    positions in the sentence) and said (what the actor does in it, in words; may be empty). `note` says where the
    numbers come from.
    """
    rows = "".join(f'<tr><th scope="row">{escaped(k)}</th><td>{escaped(v)}</td></tr>' for k, v in facts.items())
    shown = sentences.head(SENTENCES)
    parts = [
        STYLE,
        MARKS,
        f'<section class="wb-answer wb-actor-page" aria-label="{escaped(name)}"><h3>{escaped(name)}</h3>',
        f'<p class="wb-note">{escaped(kind)}</p>',
        f'<div class="wb-table"><table><tbody>{rows}</tbody></table></div>',
    ]
    for _, part in shown.groupby("article_id", sort=False):
        first = part.iloc[0]
        title = first["title"] if isinstance(first["title"], str) else "Untitled"
        where = [w for w in (first["source"], dates.readable(first["published"])) if isinstance(w, str) and w]
        parts.append(f'<h4>{escaped(title)}</h4><p class="wb-note">{escaped(" · ".join(where) or "undated")}</p>')
        for row in part.to_dict("records"):
            told = f" <cite>{escaped(row['said'])}</cite>" if row["said"] else ""
            start, text = int(row["start"]), str(row["text"])
            span = placed(row["article_id"], start, start + len(text))
            place = place_of(str(row["article_id"]), int(row["sentence"]))
            parts.append(f'<blockquote class="wb-quote"{span}>{marked(text, row["spans"], place)}{told}</blockquote>')
    left = len(sentences) - len(shown)
    more = f"{counted(left, 'older sentence')} left out. " if left > 0 else ""
    parts.append(f'<p class="wb-note">{escaped(more + note)}</p></section>')
    return "\n".join(parts)


def marked(text: str, spans: Sequence[tuple[int, int]], place: str = "") -> str:
    """Return text escaped, with each span marked; `place` are attributes of the marks."""
    pieces, position = [], 0
    for start, end in sorted(spans):
        if start < position:
            continue
        pieces += [escaped(text[position:start]), f"<mark{place}>{escaped(text[start:end])}</mark>"]
        position = end
    return "".join([*pieces, escaped(text[position:])])
