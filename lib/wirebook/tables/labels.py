"""What an analyst says of the tone of sentences of their own: `labels.csv` in the corpus's folder.

| column | |
|---|---|
| `article_id` | the article |
| `start`, `end` | the sentence: code points of the article's text |
| `target` | the `actor_id` that the tone is towards; empty for the sentence as a whole |
| `label` | negative, neutral, positive, or unclear where the analyst cannot say |
| `drawn` | yes where chance chose the sentence; only those tell how often a method is right |
| `text` | the sentence, for a person who reads the file |

Where a sentence stands twice the later row counts. `wb.open(...).label()` writes the file; a person may edit it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

import pandas as pd

from wirebook.knowledge import beside
from wirebook.knowledge.beside import Wrong
from wirebook.tables import export

FILE = "labels.csv"
Choice = Literal["negative", "neutral", "positive", "unclear"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
UNCLEAR: Choice = "unclear"
COLUMNS = ("article_id", "start", "end", "target", "label", "drawn", "text")
YES, NO = "yes", "no"
LARGEST = 1 << 26
"""Bytes: some hundred thousand labelled sentences."""

Place = tuple[str, int, int, str | None]
"""Article, start, end and target: what was labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an analyst says of one sentence, or of its tone towards one actor."""

    article_id: str
    start: int
    end: int
    target: str | None = None
    label: Choice
    drawn: bool = False
    text: str | None = None

    @property
    def place(self) -> Place:
        """What was labelled."""
        return self.article_id, self.start, self.end, self.target


def read(path: Path) -> tuple[list[Label], list[Wrong]]:
    """Read the file, where there is one: what was labelled, each once and as it was said last; and faulty rows."""
    found: dict[Place, Label] = {}
    wrong: list[Wrong] = []
    for row in beside.rows(path, COLUMNS, what="table of labels", largest=LARGEST):
        if isinstance(row, Wrong):
            wrong.append(row)
        elif fault := _fault(row.cells):
            wrong.append(Wrong(row.line, fault, beside.hint_of(COLUMNS)))
        else:
            label = _label(row.cells)
            found.pop(label.place, None)
            found[label.place] = label
    return list(found.values()), wrong


def write(path: Path, labels: Iterable[Label]) -> None:
    """Write the file anew, whole or not at all. Raises OSError where it cannot be written."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for label in labels:
        drawn = YES if label.drawn else NO
        text = " ".join((label.text or "").split())
        writer.writerow(
            [label.article_id, label.start, label.end, label.target or "", label.label, drawn, export.safe_cell(text)]
        )
    beside.replace(path, out.getvalue().encode("utf-8"))


def drawn(chosen: pd.DataFrame) -> list[Label]:
    """Return what chance chose to be labelled: of a frame of article_id, start, end, target and text."""
    return [
        Label(
            article_id=row["article_id"],
            start=int(row["start"]),
            end=int(row["end"]),
            target=row["target"] if isinstance(row["target"], str) else None,
            label=UNCLEAR,
            drawn=True,
            text=row["text"],
        )
        for row in chosen.to_dict("records")
    ]


def put(path: Path, asked: Label, choice: str | None) -> None:
    """Put the answer to what was asked into the file, or take it out (None); what was written meanwhile is kept.

    Raises OSError where the file cannot be written, and ValueError where a row of it cannot be read: it would be lost;
    or for a choice that there is not.
    """
    kept, wrong = read(path)
    if wrong:
        raise ValueError(f"{path.name}, line {wrong[0].line}: {wrong[0].what}")
    if choice is not None and choice not in CHOICES:
        raise ValueError(f"there is no label {choice!r}")
    others = [one for one in kept if one.place != asked.place]
    write(path, others if choice is None else [*others, replace(asked, label=choice)])


def _label(cells: dict[str, str]) -> Label:
    return Label(
        article_id=cells["article_id"],
        start=int(cells["start"]),
        end=int(cells["end"]),
        target=cells["target"] or None,
        label=cast(Choice, cells["label"].casefold()),
        drawn=cells["drawn"].casefold() == YES,
        text=cells["text"] or None,
    )


def _fault(cells: dict[str, str]) -> str | None:
    """Say what is wrong with a row, None where it can be used."""
    if not cells["article_id"]:
        return "no article_id"
    for column in ("start", "end"):
        if not (cells[column].isascii() and cells[column].isdigit()):
            return f"no whole number in {column}: {cells[column]!r}"
    if cells["label"].casefold() not in CHOICES:
        return f"no such label: {cells['label']!r}; there is {', '.join(CHOICES)}"
    if cells["drawn"].casefold() not in (YES, NO, ""):
        return f"drawn is {cells['drawn']!r}; yes or no is wanted"
    return None
