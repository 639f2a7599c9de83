"""What is to come: deadlines, votes, hearings, meetings, plans, hopes and conditions, each with who says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, statements, timeline
from wirebook.analyse.answer import Answer
from wirebook.errors import InvalidValueError
from wirebook.show import calendars, dates, html

COLUMNS = timeline.COLUMNS | {"kind": "deadline, vote, hearing, meeting, plan, hope or condition"}
SHOWN = {"date": "When", "text": "What", "speaker": "Who says so", "articles": "Articles", "first": "First report"}
PLANS = "A plan is what an article said was planned: it may have changed since."
ARTICLE = "the article"
"""Who says what nobody is quoted with."""


def upcoming(tables: Mapping[str, pd.DataFrame], *, asof: str = "", top: int = 20) -> Answer:
    """List what the articles say is planned, hoped for or conditional after a day, by kind, the nearest first.

    `asof` is an ISO day; neutral: the day of the newest article, never today. Only articles published by that day are
    read. A month or year that has begun is to come while at least half of it is. `top` keeps the events that most
    articles tell (0: all), the nearer of equal ones. Returns one row an event; see COLUMNS. It is saved as a calendar
    too (iCalendar, RFC 5545). Raises InvalidValueError where `asof` is no ISO day.
    """
    day = today(tables, asof)
    events = known_by(statements.dated(tables), tables, asof)
    events = events[events["status"].isin(statements.AHEAD)]
    if day is not None:
        events = events[_ahead(events, day)]
    said = statements.of(events, tables)
    said = said.assign(kind=statements.kinds(said))
    gathered = statements.gathered(said)
    kept = timeline.leading(gathered, top if top > 0 else len(gathered), nearest=True)
    frame = kept.assign(
        key=statements.keys(gathered).reindex(kept.index),
        speaker=kept["speaker"].fillna(ARTICLE),
        rank=kept["kind"].map({kind: place for place, kind in enumerate(statements.KINDS)}),
    )
    frame = frame.sort_values(["rank", "begin", "end_date", "key"], kind="stable", ignore_index=True)
    since = f"after {dates.readable(day)}" if day is not None else "at any time (no article is dated)"
    title = f"What is to come {since}"
    left = len(gathered) - len(frame)
    return Answer(
        title=title,
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="key",
        passages=statements.evidence(said, frame.set_index("event")["key"], tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=(PLANS, *((f"Left out: {html.counted(left, 'event')} that fewer articles tell.",) if left else ())),
        why_empty=f"No sentence of this selection speaks of something planned {since}.",
        group="kind",
        also={"ics": calendars.ics(frame, day=day)},
        draw=partial(timeline.draw, title=title),
    )


def today(tables: Mapping[str, pd.DataFrame], asof: str) -> str | None:
    """Return the day that a calendar is seen from. Raises InvalidValueError where `asof` is no ISO day."""
    if asof and pd.isna(pd.to_datetime(asof, format="%Y-%m-%d", errors="coerce")):
        raise InvalidValueError(f"asof={asof!r} is no day", hint="write it as 2025-11-24")
    return asof or statements.newest(tables)


def known_by(events: pd.DataFrame, tables: Mapping[str, pd.DataFrame], asof: str) -> pd.DataFrame:
    """Return the statements of articles that were, or may have been, published by a day; all where none is given."""
    if not asof:
        return events
    articles = tables["articles"].drop_duplicates("article_id").set_index("article_id")
    earliest = events["article_id"].map(articles["published_earliest"])
    return events[earliest.isna() | (earliest <= asof)]


def _ahead(events: pd.DataFrame, day: str) -> pd.Series:
    """Say which intervals are to come after an ISO day: those that begin after it, or of which half is left."""
    begin, end = pd.to_datetime(events["begin"]), pd.to_datetime(events["end_date"])
    return (end - pd.Timestamp(day)) * 2 >= end - begin + pd.Timedelta(days=1)
