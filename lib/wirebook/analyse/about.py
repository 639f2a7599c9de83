"""What an answer rests on: which articles, from whom, from when, and whether they are enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wirebook.analyse import intervals
from wirebook.show import dates, html
from wirebook.tables import select

FEW = intervals.FEW
"""Under this many articles a mean is drawn hollow, and the note says that the sample is very small."""
SMALL = 30
"""Under this many articles, the note calls the sample small."""
SOURCES_NAMED = 3
"""Sources named in a source line; the others are counted."""


@dataclass(frozen=True, slots=True)
class About:
    """The articles behind an answer: their number, sources, span of time, and how many of them are undated."""

    articles: int
    sources: tuple[str, ...] = ()
    """By number of articles, the most first."""
    begin: str | None = None
    end: str | None = None
    undated: int = 0
    inferred: int = 0
    """Articles whose date is an estimate from their text."""

    def line(self) -> str:
        """Return the source line: who published, from when to when, how many articles."""
        named = ", ".join(self.sources[:SOURCES_NAMED])
        others = len(self.sources) - SOURCES_NAMED
        source = f"{named} and {others} more" if others > 0 else named or "not stated"
        span = dates.readable_span(self.begin, self.end) or "no date"
        number = html.counted(self.articles, "article").replace(" ", "\N{NO-BREAK SPACE}")
        return f"Source: {source} · {span} · n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number}"

    def cautions(self) -> list[str]:
        """Return what the number of articles and their dates ask to be careful about."""
        said = []
        if 0 < self.articles < FEW:
            said.append(
                f"A very small sample ({html.counted(self.articles, 'article')}): it says nothing beyond itself."
            )
        elif self.articles < SMALL and self.articles:
            said.append(f"A small sample ({self.articles} articles): small differences mean little.")
        if self.undated:
            said.append(f"Without a date of publication: {html.counted(self.undated, 'article')}.")
        if self.inferred:
            said.append(f"Dated by an estimate from the text: {html.counted(self.inferred, 'article')}.")
        return said


def of(tables: Mapping[str, pd.DataFrame]) -> About:
    """Describe the counted articles of some tables."""
    articles = select.counted(tables["articles"])
    dated = articles["published"].dropna().str.slice(0, 10)
    inferred = articles["published_from"] == "inferred"
    stated = articles.loc[~inferred, "published"].dropna().str.slice(0, 10)
    span = dated if stated.empty else stated
    return About(
        articles=len(articles),
        sources=tuple(
            articles["source"]
            .dropna()
            .value_counts(sort=True)
            .sort_index()
            .sort_values(ascending=False, kind="stable")
            .index
        ),
        begin=None if span.empty else str(span.min()),
        end=None if span.empty else str(span.max()),
        undated=len(articles) - len(dated),
        inferred=int(inferred.sum()),
    )
