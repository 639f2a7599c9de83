"""The summary: what a selection of articles says, point by point, each with the passages behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wirebook.analyse import Answer, about, passages
from wirebook.analyse.briefing import briefing
from wirebook.show import dates, html
from wirebook.tables import select

POINTS = 4
"""Points a section has: the briefing notebook has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point: a sentence, and its evidence as HTML (escaped by `show.html`)."""

    sentence: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is found about one question."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is said first about a selection: its findings, a picture, and what to be careful about."""

    findings: tuple[Finding, ...]
    picture: str
    """The picture as HTML; empty where there is none."""
    note: str


def of(tables: Mapping[str, pd.DataFrame], *, asof: str = "") -> Summary:
    """Summarise a selection of articles; there are no findings where none is counted.

    `asof` is the ISO day after which a plan is still to come (neutral: the day of the newest article).
    """
    answer = briefing(tables, top=POINTS, asof=asof)
    if not answer.about.articles:
        return Summary(findings=(), picture="", note="")
    findings = (Finding(label="The articles", points=(_articles(tables, answer.about),)),)
    picture = answer.figure() if answer.draw is not None and not answer.empty else None
    return Summary(
        findings=findings + _sections(answer),
        picture=html.image(picture.png(), picture.alt) if picture else "",
        note=answer.note,
    )


def _sections(answer: Answer) -> tuple[Finding, ...]:
    behind = {str(key): found for key, found in answer.passages.groupby("key", sort=False)}
    return tuple(
        Finding(
            label=str(section),
            points=tuple(
                Point(sentence=point, evidence=html.passages(behind[point]) if point in behind else "")
                for point in rows["point"].head(POINTS)
            ),
        )
        for section, rows in answer.frame.groupby("section", sort=False)
    )


def _articles(tables: Mapping[str, pd.DataFrame], described: about.About) -> Point:
    """Say how many articles there are, from whom and from when; behind it stands how each begins."""
    few, others = described.sources[: about.SOURCES_NAMED], len(described.sources) - about.SOURCES_NAMED
    names = html.joined([*few, f"{others} more"] if others > 0 else list(few))
    said = f"{html.counted(described.articles, 'article')} from {names or 'no named source'}"
    span = dates.readable_span(described.begin, described.end)
    said += f", {span}." if span else ", none with a date."
    left = len(tables["articles"]) - described.articles
    said += f" {left:,} more read but not counted: copies, or not in English." if left else ""
    begun = passages.of_articles(select.counted(tables["articles"]).assign(key="articles"), tables)
    return Point(sentence=said, evidence=html.passages(begun, more="tables/articles.csv") if len(begun) else "")
