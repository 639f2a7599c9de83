"""The Book: what an analyst holds in a notebook. Its tables are data frames; its questions give answers."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from tqdm import tqdm

from wirebook import read
from wirebook.tables import engine, frames, select
from wirebook.tables.store import Store

if TYPE_CHECKING:
    pass


class _Bar:
    """A progress bar that shows itself once there is work to wait for; on a terminal only unless asked for."""

    def __init__(self, wanted: bool | None) -> None:
        self.wanted = sys.stderr.isatty() if wanted is None else wanted
        self.bar: tqdm[Any] | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()

    def show(self, done: int, of: int) -> None:
        """Move the bar to `done` of `of` articles."""
        if self.bar is None:
            self.bar = tqdm(total=of, desc="annotating", unit="article", disable=not self.wanted)
        self.bar.update(done - self.bar.n)


def open(  # noqa: A001  (`wb.open("seeds")` is what an analyst types)
    corpus: str | os.PathLike[str] = "seeds",
    *,
    since: str = "",
    until: str = "",
    sources: Sequence[str] = (),
    actors: Sequence[str] = (),
    jobs: int = 1,
    progress: bool | None = None,
) -> Book:
    """Read a corpus, annotate what is new in it, and return it as a Book.

    `corpus` is a folder or a file of articles; a relative path is looked for from the working folder, then from the
    project's root. `since` and `until` are ISO days, months or years, both included; `sources` are names of outlets;
    `actors` are names or identifiers, one of which an article must mention. Neutral values select everything. `jobs`
    is the number of processes that annotate; `progress` shows a bar (by default, on a terminal only).

    Raises CorpusNotFoundError where there is no such corpus, InvalidValueError for a day that is none.
    """
    folder = read.locate(os.fspath(corpus))
    reading = read.corpus(folder)
    with _Bar(progress) as bar:
        tables = engine.build(reading, Store(), jobs=jobs, progress=bar.show)
    everything = frames.to_pandas(tables.arrow)
    selected = select.select(everything, since=since, until=until, sources=sources, actors=actors)
    return Book(folder, selected, annotated=tables.annotated, stored=tables.stored)


class Book:
    """The articles of one selection, and what they say.

    `tables` holds the nine tables of the data contract by name; `annotated` and `stored` count the annotations made
    on opening and those taken from the store.
    """

    def __init__(self, corpus: Path, tables: dict[str, pd.DataFrame], *, annotated: int = 0, stored: int = 0) -> None:
        self.corpus = corpus
        self.tables = tables
        self.annotated = annotated
        self.stored = stored

    def __repr__(self) -> str:
        return f"Book({str(self.corpus)!r}: {len(self.counted)} articles, {len(self.sentences)} sentences)"

    # -- the tables --------------------------------------------------------------------------------------------

    @property
    def articles(self) -> pd.DataFrame:
        """Every article read, copies and other languages included."""
        return self.tables["articles"]

    @functools.cached_property
    def counted(self) -> pd.DataFrame:
        """The articles that the analyses count: no copies, English only."""
        return select.counted(self.articles)

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences of the counted articles."""
        return self.tables["sentences"]

    @property
    def mentions(self) -> pd.DataFrame:
        """The mentions of actors."""
        return self.tables["mentions"]

    @property
    def times(self) -> pd.DataFrame:
        """The time expressions."""
        return self.tables["times"]

    @property
    def tones(self) -> pd.DataFrame:
        """The tone of each sentence, and towards each actor in it."""
        return self.tables["tones"]

    @property
    def events(self) -> pd.DataFrame:
        """The dated statements."""
        return self.tables["events"]

    @property
    def problems(self) -> pd.DataFrame:
        """The inputs that could not be used, in whole or part."""
        return self.tables["problems"]
