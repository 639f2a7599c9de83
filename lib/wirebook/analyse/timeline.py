"""What happened when: dated statements gathered by the event they tell, and the days that articles speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, passages, periods, statements
from wirebook.analyse.answer import Answer
from wirebook.show import calendars, chronicle, figures, html
from wirebook.show.style import Picture
from wirebook.tables import select

COARSE = {"season": 0.5, "quarter": 0.5, "year": 0.5, "decade": 0.25, "century": 0.25}
"""What an article that names so imprecise a date counts for in the choice of entries: it is mostly background."""
MOST_ENTRIES = 500
"""Entries kept behind one timeline where `top` is neutral."""

COLUMNS = {
    "key": "name of the row: the date, with its precision, and a number where several events share it",
    "date": "the date at its own precision, as read",
    "begin": "first ISO day",
    "end_date": "last ISO day",
    "precision": "day, week, month, season, quarter, year, decade or century",
    "status": "happened where any statement says so; else that of the sentence shown: ongoing, planned, hoped, …",
    "text": "the sentence that says it best: it names what most statements of the event name",
    "speaker": "who says so, where that sentence quotes somebody",
    "statements": "sentences that tell the event",
    "articles": "articles with such a sentence",
    "sources": "sources with such a sentence",
    "rank": "its place among the events that most articles tell, imprecise dates counting less; 1 is the first",
    "first": "publication of the first article that tells it (ISO)",
    "article_id": "article of the sentence shown",
    "sentence": "its number in the article",
}
SHOWN = {"date": "When", "text": "What", "status": "Status", "articles": "Articles", "first": "First report"}
UNIT = "articles that tell each event; hollow: planned, hoped for, conditional or denied"
KINDS = ("articles published then", "articles that speak of that time")
"""What `attention` sets side by side."""


def entries(tables: Mapping[str, pd.DataFrame], *, top: int = 40) -> Answer:
    """List what the articles say happened, by date.

    Statements of several articles and days that tell one event are gathered into one entry. `top` keeps the events that
    most articles tell (0: at most MOST_ENTRIES). What is only planned for a day after the newest article is not listed
    here: see `agenda.upcoming`. Returns one row an event, in order of time; see COLUMNS.
    """
    events = statements.dated(tables)
    newest = statements.newest(tables)
    if newest is not None:
        events = events[~(events["status"].isin(statements.AHEAD) & (events["end_date"] > newest))]
    said = statements.of(events, tables)
    gathered = statements.gathered(said)
    kept = leading(gathered, top if top > 0 else MOST_ENTRIES)
    frame = kept.assign(key=statements.keys(gathered).reindex(kept.index))
    frame = frame.sort_values(["begin", "end_date", "key"], kind="stable", ignore_index=True)
    undatable = len(tables["events"]) - len(statements.dated(tables))
    cautions = []
    if len(gathered) > len(frame):
        cautions.append(f"The {len(frame):,} events that most articles tell, of {len(gathered):,}.")
    if undatable:
        cautions.append(f"Left out: {html.counted(undatable, 'statement')} whose date could not be told.")
    title = "What happened when"
    return Answer(
        title=title,
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="key",
        passages=statements.evidence(said, frame.set_index("event")["key"], tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=tuple(cautions),
        why_empty="No sentence of this selection speaks of a date.",
        chips=frozenset({"status"}),
        also={"json": calendars.timelinejs(frame, title=title)},
        draw=partial(draw, title=title),
    )


def attention(tables: Mapping[str, pd.DataFrame], *, every: str = "auto") -> Answer:
    """Compare when articles were published with the days that they speak of.

    `every` is auto, day, week, month or year; auto suits the span of publication. Returns one row a kind (KINDS) and
    period that either has: key, kind, period, begin, days and articles. Raises UnknownNameError for another `every`.
    """
    counted = select.counted(tables["articles"])
    events = statements.dated(tables)
    dated = counted["published_latest"].notna().any()
    unit = periods.suiting(counted, every) if dated else periods.choose(events["begin"], every)
    published = periods.place(counted, earliest="published_earliest", latest="published_latest", every=unit)
    spoken = periods.place(events, earliest="begin", latest="end_date", every=unit)
    kinds = dict(zip(KINDS, (published.assign(sentence=0), spoken), strict=True))
    rows = pd.concat(
        [part[["article_id", "sentence", "period", "begin", "days"]].assign(kind=kind) for kind, part in kinds.items()]
    )
    counts = rows.groupby(["kind", "period", "begin", "days"], as_index=False).agg(articles=("article_id", "nunique"))
    either = counts[["period", "begin", "days"]].drop_duplicates().sort_values("begin")
    grid = pd.DataFrame({"kind": pd.Series(KINDS, dtype="str")}).merge(either, how="cross")
    frame = grid.merge(counts[["kind", "period", "articles"]], on=["kind", "period"], how="left")
    frame = frame.assign(
        articles=frame["articles"].fillna(0).astype("int64"), key=frame["kind"] + ", " + frame["period"]
    )
    rows = rows.assign(key=rows["kind"] + ", " + rows["period"])
    title = f"When articles were published, and the days they speak of, by {unit}"
    return Answer(
        title=title,
        frame=frame[["key", "kind", "period", "begin", "days", "articles"]],
        columns={
            "key": "name of the row",
            "kind": "whether the articles were published then, or speak of then",
            "period": f"{unit} (ISO)",
            "begin": "its first day",
            "days": "its length",
            "articles": "articles",
        },
        key="key",
        passages=passages.of_sentences(rows.drop_duplicates(["key", "article_id"]), tables),
        about=about.of(tables),
        shown={"period": unit.capitalize(), "articles": "Articles"},
        cautions=(f"Left out: dates less precise than a {unit}.",),
        why_empty="No article of this selection has a date or speaks of one.",
        group="kind",
        counts="articles",
        draw=partial(_draw_attention, title=title),
    )


def leading(gathered: pd.DataFrame, top: int, *, nearest: bool = False) -> pd.DataFrame:
    """Keep the events that most articles tell, imprecise ones counting less; of equal ones the later or nearest."""
    weight = gathered["articles"] * gathered["precision"].map(COARSE).fillna(1.0)
    exact = gathered["precision"].map({name: place for place, name in enumerate(statements.PRECISIONS)})
    ordered = gathered.assign(weight=weight, exact=exact).sort_values(
        ["weight", "sources", "exact", "statements", "begin"],
        ascending=[False, False, True, False, nearest],
        kind="stable",
    )
    ranked = ordered.assign(rank=range(1, len(ordered) + 1))
    return ranked.head(top).drop(columns=["weight", "exact"])


def draw(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    """Draw events in order of time; hollow what has not happened."""
    unsure = ~frame["status"].isin(["happened", "ongoing"])
    ordered = frame.assign(unsure=unsure).sort_values(["begin", "end_date"], kind="stable")
    return chronicle.timeline(
        ordered, date="date", begin="begin", text="text", count="articles", unsure="unsure",
        title=title, unit=UNIT, footer=footer,
    )  # fmt: skip


def _draw_attention(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.counts_over_time(
        frame, begin="begin", days="days", value="articles", panel="kind", title=title, unit="articles", footer=footer
    )
