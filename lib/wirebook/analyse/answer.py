"""The answer: one small thing everywhere. A frame, its figure, its note, and the sentences behind every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from wirebook.analyse import passages
from wirebook.analyse.about import About
from wirebook.errors import UnknownNameError
from wirebook.show import figures, html
from wirebook.show.style import Picture
from wirebook.tables import export

PASSAGE_COLUMNS = ("article_id", "title", "source", "published", "sentence", "start", "end", "text", "sentence_start")
"""Columns of the evidence: the article, the span in its text, the sentence's text and where that begins."""

Draw = Callable[[pd.DataFrame, str], Picture]
"""Draws a frame, given the source line to write below."""


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to one question about the articles.

    `frame` is tidy; `columns` documents each of its columns. `note` says where the numbers come from and what to be
    careful about. `key` is the column of `frame` that names a row, and `passages` carries the same names in `key`.
    """

    title: str
    """What is counted, in a reader's words."""
    frame: pd.DataFrame
    columns: Mapping[str, str]
    """Each column of the frame, and what it holds."""
    key: str
    passages: pd.DataFrame
    about: About
    shown: Mapping[str, str]
    """The columns that a page shows, and their headings."""
    cautions: tuple[str, ...] = ()
    """What to be careful about, in whole sentences."""
    why_empty: str = "Nothing in this selection answers this question."
    draw: Draw | None = field(default=None, repr=False)
    group: str | None = None
    """The column that heads blocks of rows on a page."""
    chips: frozenset[str] = frozenset()
    """Columns that a page shows as labels."""
    counts: str | None = None
    """The column whose rows of 0 a page leaves out."""
    also: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Further files of the answer, by the ending of their names."""
    saved: str = ""
    """The name it was saved under, once it was."""
    drawn: tuple[bytes, str] | None = field(default=None, repr=False)
    """The figure as a PNG and its alternative text, once it was saved: drawing takes longer than all else."""

    def __repr__(self) -> str:
        return f"Answer({self.title!r}: {len(self.frame)} rows from {self.about.articles} articles)"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.frame.empty

    @property
    def note(self) -> str:
        """Source, span of time and number of articles, and what to be careful about."""
        return " ".join([f"{self.about.line()}.", *self.about.cautions(), *self.cautions])

    def figure(self) -> Picture:
        """Draw the answer: a matplotlib figure whose `alt` holds alternative text."""
        if self.empty or self.draw is None:
            return figures.nothing(self.title, why=self.why_empty if self.empty else "This answer is a table only.")
        return self.draw(self.frame, self.about.line())

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """Return the passages behind the row of this name, or behind all rows.

        Columns: key, article_id, title, source, published, sentence, start, end (the span in the article's text), text
        (the sentence) and sentence_start. Raises UnknownNameError where no row has the name.
        """
        if key is None:
            return self.passages.reset_index(drop=True)
        names = self.frame[self.key].astype(str)
        if key not in set(names):
            raise UnknownNameError.of("row", key, names)
        return self.passages[self.passages["key"] == key].reset_index(drop=True)

    def save(self, out: str | Path, name: str) -> Answer:
        """Write the answer under a run's folder, and return it so that a notebook can show it.

        Writes `tables/<name>` and `tables/<name>_evidence`, each as Parquet and CSV, what `also` holds beside them,
        and `figures/<name>.png` where there is a figure. With no `out` nothing is written.
        """
        if not out:
            return self
        folder = Path(out)
        both = {name: self.frame, f"{name}_evidence": self.passages}
        export.write(both, folder / "tables", format="parquet", described=self._described(name))
        export.write(both, folder / "tables", format="csv")
        for ending, content in self.also.items():
            (folder / "tables" / f"{name}.{ending}").write_bytes(content)
        if self.draw is None:
            return replace(self, saved=name)
        pictures = folder / "figures"
        pictures.mkdir(parents=True, exist_ok=True)
        picture = self.figure()
        drawn = picture.png(), picture.alt
        (pictures / f"{name}.png").write_bytes(drawn[0])
        return replace(self, saved=name, drawn=drawn)

    def _described(self, name: str) -> dict[str, export.Described]:
        """Say what stands in the answer's two tables, for whoever is handed them."""
        about = {"title": self.title, "key": self.key, "note": self.note}
        return {
            name: export.Described(columns=self.columns, about=about),
            f"{name}_evidence": export.Described(columns=passages.MEANINGS, about=about | {"evidence_of": name}),
        }

    def _repr_html_(self) -> str:
        if self.empty:
            return html.empty(self.title, f"{self.why_empty} {self.about.line()}.", name=self.saved)
        png, alt = self._picture()
        table = html.Table(
            frame=self.frame,
            columns=self.shown,
            key=self.key,
            passages=self.passages,
            group=self.group,
            chips=self.chips,
            counts=self.counts,
            name=self.saved,
        )
        return html.answer(
            self.title,
            png=png,
            alt=alt,
            table=table,
            note=self.note,
        )

    def _picture(self) -> tuple[bytes | None, str]:
        if self.draw is None:
            return None, ""
        if self.drawn is not None:
            return self.drawn
        picture = self.figure()
        return picture.png(), picture.alt
