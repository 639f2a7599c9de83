"""HTML fragments: tables, passages, whole answers. No script, no inline handler, no request; everything escaped.

The classes (`wb-answer`, `wb-note`, `wb-table`, `wb-evidence`, `wb-quote`, `wb-chip`, `wb-empty`) are styled by the
pages; a small style of no specificity comes along, so that a fragment is also decent by itself in JupyterLab.
"""

from __future__ import annotations

import base64
import hashlib
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from wirebook.show import dates

ALL_BUT_ZERO = 0.005
"""A number nearer to zero than this is written 0.00: its sign says nothing."""
ROWS = 60
"""Most rows of one table in a fragment; the rest stands in the table's file."""
PASSAGES = 12
"""Most passages opened under one row; the rest stands in the evidence file."""
AROUND = 360
"""Characters kept on each side of the marked span of a very long sentence."""

STYLE = """<style>
:where(.wb-answer){font:15px/1.45 system-ui,sans-serif;max-width:46rem;margin:0 0 1.5rem}
:where(.wb-answer) :where(img){display:block;max-width:100%;height:auto;border-radius:6px;background:#fff}
:where(.wb-answer) :where(table){border-collapse:collapse;width:100%;font-size:.95em;text-align:left}
:where(.wb-answer) :where(th,td){padding:.35rem .6rem;text-align:left;vertical-align:top;white-space:normal;\
overflow-wrap:break-word;border-bottom:1px solid rgba(128,128,128,.25)}
:where(.wb-answer) :where(caption){text-align:left;font-weight:600;padding:.3rem .6rem}
:where(.wb-answer) :where(tbody) :where(th){font-weight:500}
:where(.wb-answer) :where(th[scope=colgroup]){font-weight:700;padding-top:1.1rem}
:where(.wb-answer) :where(figure){margin:0 0 .6rem}
:where(.wb-answer) :where(.wb-number){text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
:where(.wb-answer) :where(.wb-table){overflow-x:auto}
:where(.wb-answer) :where(.wb-evidence) :where(summary){cursor:pointer;opacity:.75;font-size:.92em}
:where(.wb-quote){margin:.5rem 0 .7rem;padding-left:.8rem;border-left:3px solid rgba(128,128,128,.4)}
:where(.wb-quote) :where(cite),:where(.wb-note){font-size:.88em;font-style:normal;opacity:.8}
:where(.wb-chip){display:inline-block;padding:0 .5em;border-radius:1em;font-size:.85em;white-space:nowrap;\
border:1px solid rgba(128,128,128,.5)}
:where(.wb-empty){padding:1rem;border:1px dashed rgba(128,128,128,.6);border-radius:6px}
</style>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A frame as a table of a page: which columns under which headings, and what opens under each row.

    `columns` maps columns of `frame` to headings; the first is the row's heading. `key` names the column whose value
    the rows of `passages` carry in their own column `key`. `group` names a column that heads blocks of rows.
    Rows whose column `counts` is 0 are left out of the page. `name` is what the table was saved as: then its rows have
    ids, and the page says where the full table and all passages are.
    """

    frame: pd.DataFrame
    columns: Mapping[str, str]
    key: str
    passages: pd.DataFrame
    group: str | None = None
    chips: frozenset[str] = field(default_factory=frozenset)
    counts: str | None = None
    name: str = ""

    @property
    def files(self) -> tuple[str, str] | None:
        """The addresses of the full table and of all passages, where they were saved."""
        return (f"tables/{self.name}.csv", f"tables/{self.name}_evidence.csv") if self.name else None

    @property
    def cells(self) -> list[str]:
        """The columns with cells of their own: a chip stands in the row's heading, as a phone has no room for it."""
        return [c for c in self.columns if c not in self.chips]


def answer(title: str, *, png: bytes | None, alt: str, table: Table, note: str) -> str:
    """Return a whole answer: its figure (or, without one, its title), table with the evidence, and note."""
    parts = [STYLE, f'<section class="wb-answer"{_id(table.name)} aria-label="{escaped(title)}">']
    if png is None:
        parts.append(f"<h3>{escaped(title)}</h3>")
    else:
        parts.append(f"<figure>{image(png, alt)}</figure>")
    parts += [table_of(table, caption=title), f'<p class="wb-note">{escaped(note)}</p>', "</section>"]
    return "\n".join(parts)


def empty(title: str, why: str, *, name: str = "") -> str:
    """Return an answer that has nothing to show, saying why; `name` is what it was saved as."""
    said = f'<p class="wb-empty"><strong>{escaped(title)}.</strong> {escaped(why)}</p>'
    return f'{STYLE}\n<section class="wb-answer"{_id(name)} aria-label="{escaped(title)}">{said}</section>'


def row_id(name: str, key: object) -> str:
    """Return the identifier of a row: the name of its table, and a hash of the row's own name.

    It is the same on every page and in every run, as long as the row is about the same.
    """
    return f"{name}-{hashlib.sha256(str(key).encode('utf-8')).hexdigest()[:10]}"


def image(png: bytes, alt: str) -> str:
    """Return a picture that carries its own data."""
    data = base64.b64encode(png).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" alt="{escaped(alt)}">'


def table_of(table: Table, *, caption: str) -> str:
    """Return a table; each row is followed by the passages behind it, closed until the reader opens them."""
    listed = table.frame if table.counts is None else table.frame[table.frame[table.counts] != 0]
    rows = listed.head(ROWS)
    numeric = {c for c in table.columns if pd.api.types.is_numeric_dtype(rows[c])}
    heads = "".join(
        f'<th scope="col" data-column="{escaped(c)}"{_number_class(c in numeric)}>{escaped(table.columns[c])}</th>'
        for c in table.cells
    )
    behind = {str(key): part for key, part in table.passages.groupby("key", sort=False)} if len(table.passages) else {}
    body: list[str] = []
    heading: str | None = None
    for record in rows.to_dict("records"):
        if table.group is not None and record[table.group] != heading:
            heading = str(record[table.group])
            shown = escaped(heading[:1].upper() + heading[1:])
            body.append(f'<tr><th scope="colgroup" colspan="{len(table.cells)}">{shown}</th></tr>')
        body.append(_row(record, table, numeric))
        found = behind.get(str(record[table.key]))
        if found is not None:
            inside = passages(found, more=table.files[1] if table.files else None)
            body.append(f'<tr><td colspan="{len(table.cells)}">{inside}</td></tr>')
    left = len(listed) - len(rows)
    return (
        f'<div class="wb-table"><table><caption>{escaped(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>{_more(left, 'row', table.files[0] if table.files else None)}"
    )


def passages(frame: pd.DataFrame, *, more: str | None = None) -> str:
    """Return passages as a closed block that opens: each sentence with its span marked, article, source and day.

    Columns of `frame`: article_id, title, source, published, sentence, sentence_start, start, end, text, and score
    where the number they stand behind is a mean of scores.
    """
    articles = frame["article_id"].nunique()
    label = f"{counted(len(frame), 'passage')} in {counted(articles, 'article')}"
    quotes = "".join(_passage(p) for p in frame.head(PASSAGES).to_dict("records"))
    rest = _more(len(frame) - PASSAGES, "passage", more)
    return f'<details class="wb-evidence"><summary>{label}</summary>{quotes}{rest}</details>'


def marked(text: str, start: int, end: int) -> str:
    """Return text escaped, with the span from `start` to `end` marked; far ends of a very long text are cut."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, span, after = text[first:start], text[start:end], text[end:last]
    inside = f"<mark>{escaped(span)}</mark>" if span else ""
    return f"{'… ' if first else ''}{escaped(before)}{inside}{escaped(after)}{' …' if last < len(text) else ''}"


def value(item: Any) -> str:
    """Return a cell's text: ISO dates as read, thousands set apart, two decimals, missing as an en dash."""
    if isinstance(item, str):
        return dates.readable(item)
    if isinstance(item, bool):
        return "yes" if item else "no"
    if item is None or item is pd.NA or (isinstance(item, float) and math.isnan(item)):
        return "–"
    if isinstance(item, float):
        return f"{round(item, 2) + 0.0:,.2f}".replace("-", "−")
    return f"{item:,}" if isinstance(item, int) else str(item)


def _row(record: Mapping[Any, Any], table: Table, numeric: set[str]) -> str:
    labels = [f' <span class="wb-chip">{escaped(value(record[c]))}</span>' for c in table.columns if c in table.chips]
    named = _id(row_id(table.name, record[table.key])) if table.name else ""
    cells = []
    for place, column in enumerate(table.cells):
        text = escaped(value(record[column])) + ("".join(labels) if place == 0 else "")
        tag, end = (f'th scope="row"{named}', "th") if place == 0 else ("td", "td")
        cells.append(f"<{tag}{_number_class(column in numeric)}>{text}</{end}>")
    return f"<tr>{''.join(cells)}</tr>"


def _passage(passage: Mapping[Any, Any]) -> str:
    offset = int(passage["sentence_start"])
    said = marked(str(passage["text"]), int(passage["start"]) - offset, int(passage["end"]) - offset)
    where = [
        w for w in (_known(passage["title"]), _known(passage["source"]), dates.readable(passage["published"])) if w
    ]
    if not math.isnan(score := float(passage.get("score", math.nan))):
        where.append(f"tone {round(score, 2) + 0.0:+.2f}".replace("-", "−"))
    named = escaped(" · ".join(where) or "untitled, undated")
    span = placed(passage["article_id"], passage["start"], passage["end"])
    place = place_of(str(passage["article_id"]), int(passage["sentence"]))
    return f'<blockquote class="wb-quote"{span}>{said} <cite{place}>{named}</cite></blockquote>'


def place_of(article_id: str, sentence: int) -> str:
    """Return the attribute that names a sentence; a run's pages make a link to it of the element that bears it."""
    return f' data-sentence="{escaped(article_id)}:{sentence}"'


def placed(article_id: object, start: object, end: object) -> str:
    """Return the attributes that say where a quoted passage stands: its article, and the span in the article's text."""
    return f' data-article="{escaped(str(article_id))}" data-start="{start}" data-end="{end}"'


def _known(item: Any) -> str:
    return item if isinstance(item, str) else ""


def _id(name: str) -> str:
    return f' id="{escaped(name)}"' if name else ""


def _number_class(numeric: bool) -> str:
    return ' class="wb-number"' if numeric else ""


def signed(number: float) -> str:
    """Write a number with its sign and two decimals, zero without one: "+0.10", "−0.05", "0.00"."""
    return "0.00" if abs(number) < ALL_BUT_ZERO else f"{number:+.2f}".replace("-", "−")


def counted(number: int, what: str) -> str:
    """Write a number with what it counts: "1 article", "1,204 articles"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _more(left: int, what: str, file: str | None) -> str:
    if left <= 0:
        return ""
    where = f', see <a href="{escaped(file)}">{escaped(file)}</a>' if file else ""
    return f'<p class="wb-note">and {left:,} more {what}{"" if left == 1 else "s"}{where}</p>'


def escaped(text: str) -> str:
    """Escape for HTML, and drop control characters and the marks that turn the direction of the text around them."""
    return escape(plain(text))


def plain(text: str) -> str:
    """Drop control characters and the marks that turn the direction of the text around them."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def joined(words: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
