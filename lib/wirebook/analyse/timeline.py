"""What happened when, and what is to come: dated statements gathered by the date they speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from wirebook.analyse import about, passages, periods
from wirebook.analyse.answer import Answer
from wirebook.errors import InvalidValueError
from wirebook.show import chronicle, dates, figures, html
from wirebook.show.style import Picture
from wirebook.tables import select

PAST = ("happened", "ongoing", "denied")
AHEAD = ("planned", "hoped", "conditional")
PRECISIONS = ("day", "week", "month", "season", "quarter", "year", "decade", "century", "unknown")
GOOD_LENGTH = 160
"""Characters of a sentence that reads well as an entry; much shorter or longer ones say it less well."""
COARSE = {"season": 0.5, "quarter": 0.5, "year": 0.5, "decade": 0.25, "century": 0.25}
"""What an article that names so imprecise a date counts for in the choice of entries: it is mostly background."""
CURRENT = 7
"""Days within which an article reports an event rather than recalls it."""
PRONOUN = re.compile(r"[\"'“‘]*(?:he|she|it|they|we|i|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)
"""A sentence that begins so needs the one before it."""
MOST_ENTRIES = 500
"""Entries kept behind one timeline where `top` is neutral."""

COLUMNS = {
    "key": "name of the row: the date, and its precision where two share the days",
    "date": "the date at its own precision, as read",
    "begin": "first ISO day",
    "end_date": "last ISO day",
    "precision": "day, week, month, season, quarter, year, decade or century",
    "status": "happened where any statement says so; else that of the sentence shown: ongoing, planned, hoped, …",
    "text": "the sentence that says it best: it names what most statements of that date name",
    "statements": "sentences that speak of the date",
    "articles": "articles with such a sentence",
    "sources": "sources with such a sentence",
    "article_id": "article of the sentence shown",
    "sentence": "its number in the article",
}
SHOWN = {"date": "When", "text": "What", "status": "Status", "articles": "Articles"}
UNIT = "articles that speak of each date; hollow: planned, hoped for, conditional or denied"
KINDS = ("articles published then", "articles that speak of that time")
"""What `attention` sets side by side."""
PLANS = "A plan is what an article said was planned: it may have changed since."


def entries(tables: Mapping[str, pd.DataFrame], *, top: int = 40) -> Answer:
    """List what the articles say happened, by date.

    Statements are gathered by the days they speak of and the precision of that date. `top` keeps the dates that most
    articles speak of (0: at most MOST_ENTRIES). What is only planned for a day after the newest article is not listed
    here: see `upcoming`. Returns one row a date, in order of time; see COLUMNS.
    """
    events = _dated(tables)
    newest = _newest(tables)
    if newest is not None:
        events = events[~(events["status"].isin(AHEAD) & (events["end_date"] > newest))]
    gathered = _gather(events, tables)
    kept = _leading(gathered, top if top > 0 else MOST_ENTRIES)
    frame = kept.sort_values(["begin", "end_date", "key"], kind="stable", ignore_index=True)
    undatable = len(tables["events"]) - len(_dated(tables))
    cautions = []
    if len(gathered) > len(frame):
        cautions.append(f"The {len(frame):,} dates that most articles speak of, of {len(gathered):,}.")
    if undatable:
        cautions.append(f"Left out: {html.counted(undatable, 'statement')} whose date could not be told.")
    return _answer(
        "What happened when", frame, events, tables, tuple(cautions), "No sentence of this selection speaks of a date."
    )


def upcoming(tables: Mapping[str, pd.DataFrame], *, asof: str = "", top: int = 20) -> Answer:
    """List what the articles say is planned, hoped for or conditional after a day, the nearest first.

    `asof` is an ISO day; neutral: the day of the newest article, never today. A month or year that has begun is to come
    while at least half of it is. `top` keeps the dates that most articles speak of (0: all), the nearer of equal ones.
    Returns one row a date, in order of time; see COLUMNS. Raises InvalidValueError where `asof` is no ISO day.
    """
    if asof and pd.isna(pd.to_datetime(asof, format="%Y-%m-%d", errors="coerce")):
        raise InvalidValueError(f"asof={asof!r} is no day", hint="write it as 2025-11-24")
    day = asof or _newest(tables)
    events = _dated(tables)
    ahead = events["status"].isin(AHEAD)
    ahead &= _ahead(events, day) if day is not None else ahead
    events = events[ahead]
    gathered = _gather(events, tables)
    kept = _leading(gathered, top if top > 0 else len(gathered), nearest=True)
    frame = kept.sort_values(["begin", "end_date", "key"], kind="stable", ignore_index=True)
    since = f"after {dates.readable(day)}" if day is not None else "at any time (no article is dated)"
    left = len(gathered) - len(frame)
    return _answer(
        f"What is to come {since}",
        frame,
        events,
        tables,
        (PLANS, *((f"Left out: {html.counted(left, 'date')} that fewer articles speak of.",) if left else ())),
        f"No sentence of this selection speaks of something planned {since}.",
    )


def attention(tables: Mapping[str, pd.DataFrame], *, every: str = "auto") -> Answer:
    """Compare when articles were published with the days that they speak of.

    `every` is auto, day, week, month or year; auto suits the span of publication. Returns one row a kind (KINDS) and
    period that either has: key, kind, period, begin, days and articles. Raises UnknownNameError for another `every`.
    """
    counted = select.counted(tables["articles"])
    events = _dated(tables)
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


def _dated(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    events = tables["events"]
    return events[events["begin"].notna() & events["end_date"].notna() & (events["precision"] != "unknown")]


def _newest(tables: Mapping[str, pd.DataFrame]) -> str | None:
    """Return the day of the newest article, the corpus's own "now"; an estimate serves only where no date is stated.

    Of an estimate the first day is taken, so that nothing that may be to come is left out.
    """
    articles = tables["articles"]
    dated = articles[articles["published"].notna()]
    stated = dated.loc[dated["published_from"] != "inferred", "published_latest"].dropna()
    guessed = (dated["published"].str.slice(0, 10) + "-01-01").str.slice(0, 10)
    known = guessed if stated.empty else stated
    return None if known.empty else str(known.max())


def _gather(events: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row a date: counts, and the sentence that says it best."""
    articles = tables["articles"]
    wanted = ["article_id", "source", "published_latest"]
    source = articles.loc[articles["duplicate_of"].isna(), wanted].drop_duplicates("article_id")
    said = events.merge(source, on="article_id").merge(
        tables["sentences"][["article_id", "sentence", "text"]].rename(columns={"text": "said"}),
        on=["article_id", "sentence"],
    )
    said = said.assign(key=_keys(said))
    said = said.assign(worth=_worth(said))
    counts = (
        said.drop_duplicates(["key", "article_id", "sentence"])
        .groupby("key", as_index=False)
        .agg(statements=("sentence", "size"), articles=("article_id", "nunique"), sources=("source", "nunique"))
    )
    best = said.sort_values(
        ["worth", "article_id", "sentence", "start"], ascending=[False, True, True, True], kind="stable"
    )
    best = best.drop_duplicates("key")
    sure = said.loc[said["status"] == "happened", "key"]
    best = best.assign(status=best["status"].where(~best["key"].isin(sure), "happened"))
    frame = best.drop(columns=["text", "source"]).rename(columns={"said": "text"}).merge(counts, on="key")
    frame["date"] = [
        dates.at_precision(b, e, p)
        for b, e, p in zip(frame["begin"], frame["end_date"], frame["precision"], strict=True)
    ]
    return frame[list(COLUMNS)]


def _keys(events: pd.DataFrame) -> pd.Series:
    """Name each date: the ISO day, or the span; with the precision, as a month and its first week may share days."""
    same = events["begin"] == events["end_date"]
    span = events["begin"].where(same, events["begin"] + "/" + events["end_date"])
    return span.where(events["precision"] == "day", span + " (" + events["precision"] + ")")


def _worth(said: pd.DataFrame) -> pd.Series:
    """Say how well each sentence stands for its date.

    A statement of fact before a plan, then the actors that most articles name for that date (a sentence that names
    what others name is central, as in centroid summarisation: Radev et al. 2004); then a report of the day itself
    before a recollection, a lead, a sentence of one date, one that stands by itself, and a length that reads well.
    """
    listed = said[["key", "article_id", "actors"]].explode("actors").dropna(subset=["actors"])
    shared = listed.groupby(["key", "actors"])["article_id"].nunique().rename("naming").reset_index()
    weights = listed.reset_index(names="row").merge(shared, on=["key", "actors"]).groupby("row")["naming"].sum()
    central = np.sqrt(weights.reindex(said.index).fillna(0).astype(float))
    fact = said["status"].isin(PAST).astype(float) * 2
    length = -np.abs(np.log(said["said"].str.len().clip(lower=1) / GOOD_LENGTH))
    written = pd.to_datetime(said["published_latest"], errors="coerce")
    late = (written - pd.to_datetime(said["end_date"], errors="coerce")).dt.days
    current = late.between(0, CURRENT).astype(float)
    lead = (said["sentence"] == 0).astype(float) / 2
    others = said.groupby(["article_id", "sentence"])["key"].transform("nunique") - 1
    leaning = said["said"].str.match(PRONOUN).astype(float)
    return fact + central + length + current + lead - others / 2 - 2 * leaning


def _ahead(events: pd.DataFrame, day: str) -> pd.Series:
    """Say which intervals are to come after an ISO day: those that begin after it, or of which half is left."""
    begin, end = pd.to_datetime(events["begin"]), pd.to_datetime(events["end_date"])
    return (end - pd.Timestamp(day)) * 2 >= end - begin + pd.Timedelta(days=1)


def _leading(gathered: pd.DataFrame, top: int, *, nearest: bool = False) -> pd.DataFrame:
    """Keep the dates that most articles speak of, imprecise ones counting less; of equal ones the later or nearest."""
    weight = gathered["articles"] * gathered["precision"].map(COARSE).fillna(1.0)
    exact = gathered["precision"].map({name: place for place, name in enumerate(PRECISIONS)})
    ordered = gathered.assign(weight=weight, exact=exact).sort_values(
        ["weight", "sources", "exact", "statements", "begin"],
        ascending=[False, False, True, False, nearest],
        kind="stable",
    )
    return ordered.head(top).drop(columns=["weight", "exact"])


def _answer(
    title: str,
    frame: pd.DataFrame,
    events: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    cautions: tuple[str, ...],
    why_empty: str,
) -> Answer:
    spans = events.assign(key=_keys(events)) if len(events) else events.assign(key=pd.Series(dtype="str"))
    places = pd.Series(range(len(frame)), index=frame["key"].to_list(), dtype="int64")
    spans = spans[spans["key"].isin(frame["key"])]
    ordered = spans.assign(place=spans["key"].map(places)).sort_values(["place", "article_id", "start"], kind="stable")
    return Answer(
        title=title,
        frame=frame,
        columns=COLUMNS,
        key="key",
        passages=passages.of(ordered.drop_duplicates(["key", "article_id", "sentence"]), tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=cautions,
        why_empty=why_empty,
        chips=frozenset({"status"}),
        draw=partial(_draw, title=title),
    )


def _draw(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    unsure = ~frame["status"].isin(["happened", "ongoing"])
    return chronicle.timeline(
        frame.assign(unsure=unsure), date="date", begin="begin", text="text", count="articles", unsure="unsure",
        title=title, unit=UNIT, footer=footer,
    )  # fmt: skip


def _draw_attention(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.counts_over_time(
        frame, begin="begin", days="days", value="articles", panel="kind", title=title, unit="articles", footer=footer
    )
