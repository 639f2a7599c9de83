"""A widget for JupyterLab in which a person goes from counts to sentences and from these to their article.

What it shows are plain values, made by the caller; only counts, one page of sentences and one article are in it at a
time. In a static page, which runs no Python, a short text with the first sentences stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import anywidget
import pandas as pd
import traitlets

from wirebook.errors import WirebookError
from wirebook.show.html import STYLE, counted, escaped

FALLBACK = 5
"""Sentences shown where there is no widget."""


class Source(Protocol):
    """What the explorer asks for: a choice is a dictionary of since, until, sources, actors, tones and voices."""

    def views(self, choice: Mapping[str, Any], sought: str) -> dict[str, Any]:
        """Return the counts of each view."""

    def page(self, choice: Mapping[str, Any], start: int) -> list[dict[str, Any]]:
        """Return a page of sentences."""

    def frame(self, table: str, choice: Mapping[str, Any]) -> pd.DataFrame:
        """Return the rows of a table that fit."""

    def article(self, article_id: str) -> str:
        """Return an article as HTML."""


class Explorer(anywidget.AnyWidget):
    """Linked views of sentences; what is chosen in them is in its data frames.

    `articles`, `sentences`, `mentions`, `tones`, `times`, `quotes` and `events` are the rows of these tables in the
    sentences chosen, in the same columns.

    >>> explorer = book.explore(actors="China", tones="negative")      # doctest: +SKIP
    >>> explorer.sentences[["article_id", "text"]]                     # doctest: +SKIP
    """

    _esm = Path(__file__).with_name("explorer.js")
    _css = Path(__file__).with_name("explorer.css")

    choice: Any = traitlets.Dict().tag(sync=True)
    sought: Any = traitlets.Unicode().tag(sync=True)
    """A part of the names of the actors to list."""
    start: Any = traitlets.Int(0).tag(sync=True)
    """The first of the sentences shown, from 0."""
    opened: Any = traitlets.Unicode().tag(sync=True)
    """The article_id of the article that is open."""
    views: Any = traitlets.Dict().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    article: Any = traitlets.Unicode().tag(sync=True)
    message: Any = traitlets.Unicode().tag(sync=True)
    """What could not be done."""

    def __init__(self, source: Source, choice: Mapping[str, Any], *, resolve: Callable[..., dict[str, Any]]) -> None:
        super().__init__(choice=dict(choice), views=source.views(choice, ""), rows=source.page(choice, 0))
        self._source = source
        self._resolve = resolve
        self._valid = dict(choice)
        self.observe(self._chosen, names="choice")
        self.observe(self._seek, names="sought")
        self.observe(self._turn, names="start")
        self.observe(self._open, names="opened")

    def choose(self, **choice: Any) -> Explorer:
        """Choose from Python: since, until, sources, actors, tones, voices; what is not named is not limited.

        Raises UnknownNameError for a name that there is none of, InvalidValueError for a day that is none.

        >>> explorer.choose(actors=["China", "Japan"], since="2025-11")    # doctest: +SKIP
        """
        self.choice = self._resolve(**choice)
        return self

    def _chosen(self, _: object) -> None:
        try:
            views = self._source.views(self.choice, self.sought)
        except (WirebookError, TypeError) as error:
            self.message = str(getattr(error, "message", error))
            return
        self._valid = dict(self.choice)
        with self.hold_sync():
            self.message = ""
            self.start = 0
            self.views = views
            self.rows = self._source.page(self._valid, 0)

    def _seek(self, _: object) -> None:
        self.views = self._source.views(self._valid, self.sought)

    def _turn(self, _: object) -> None:
        self.rows = self._source.page(self._valid, max(self.start, 0))

    def _open(self, _: object) -> None:
        try:
            self.article = self._source.article(self.opened) if self.opened else ""
        except WirebookError as error:
            self.message = error.message

    # -- what is chosen, for the next cell ---------------------------------------------------------------------

    @property
    def articles(self) -> pd.DataFrame:
        """The articles of the sentences chosen."""
        return self._source.frame("articles", self._valid)

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences chosen."""
        return self._source.frame("sentences", self._valid)

    @property
    def mentions(self) -> pd.DataFrame:
        """All mentions of actors in the sentences chosen."""
        return self._source.frame("mentions", self._valid)

    @property
    def tones(self) -> pd.DataFrame:
        """The tones of the sentences chosen, and towards each actor in them."""
        return self._source.frame("tones", self._valid)

    @property
    def times(self) -> pd.DataFrame:
        """The time expressions in the sentences chosen."""
        return self._source.frame("times", self._valid)

    @property
    def quotes(self) -> pd.DataFrame:
        """The statements in the sentences chosen."""
        return self._source.frame("quotes", self._valid)

    @property
    def events(self) -> pd.DataFrame:
        """The dated statements in the sentences chosen."""
        return self._source.frame("events", self._valid)

    # -- where there is no widget ------------------------------------------------------------------------------

    def _repr_mimebundle_(self, **given: Any) -> Any:
        bundle = super()._repr_mimebundle_(**given)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**data, "text/html": self._static(), "text/plain": self._line()}, metadata

    def _line(self) -> str:
        chosen, articles = self.views["sentences"], self.views["articles"]
        return f"Explorer: {counted(chosen, 'sentence')} in {counted(articles, 'article')}"

    def _static(self) -> str:
        quotes = "".join(
            f'<blockquote class="wb-quote">{escaped(row["text"])}<br>'
            f"<cite>{escaped(row['title'])} · {escaped(row['about'])}</cite></blockquote>"
            for row in self.rows[:FALLBACK]
        )
        return (
            f'{STYLE}<section class="wb-answer" aria-label="Explorer"><p><strong>{escaped(self._line())}</strong>. '
            "The views that go with it work in a running JupyterLab; these are the first sentences.</p>"
            f"{quotes}</section>"
        )
