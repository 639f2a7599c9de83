"""What an answer rests on: which articles, from whom, from when, and whether they are enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wirebook.analyse import intervals
from wirebook.show import dates
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

    def line(self) -> str:
        """Return the source line: who published, from when to when, how many articles."""
        named = ", ".join(self.sources[:SOURCES_NAMED])
        others = len(self.sources) - SOURCES_NAMED
        source = f"{named} and {others} more" if others > 0 else named or "not stated"
        span = dates.readable_span(self.begin, self.end) or "no date"
        return f"Source: {source} · {span} · n = {self.articles:,} {'article' if self.articles == 1 else 'articles'}"

    def cautions(self) -> list[str]:
        """Return what the number of articles and their dates ask to be careful about."""
        said = []
        if 0 < self.articles < FEW:
            said.append(f"A very small sample ({self.articles}): it describes these articles, and nothing beyond them.")
        elif self.articles < SMALL and self.articles:
            said.append(f"A small sample ({self.articles} articles): small differences mean little.")
        if self.undated:
            said.append(f"{self.undated:,} of the articles carry no date of publication.")
        return said


def of(tables: Mapping[str, pd.DataFrame]) -> About:
    """Describe the counted articles of some tables."""
    articles = select.counted(tables["articles"])
    dated = articles["published"].dropna().str.slice(0, 10)
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
        begin=None if dated.empty else str(dated.min()),
        end=None if dated.empty else str(dated.max()),
        undated=len(articles) - len(dated),
    )
