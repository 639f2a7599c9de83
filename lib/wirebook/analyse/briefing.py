"""One page for somebody with two minutes: who, in what tone, what happened, what is coming up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from wirebook.analyse import about, actors, agenda, judged, labelled, periods, sentiment, statements, timeline
from wirebook.analyse.answer import Answer
from wirebook.show import briefs, dates, html, time_axis
from wirebook.show.style import Picture

SECTIONS = ("Who it is about", "How it is told", "What happened", "What is coming up")
COLUMNS = {
    "section": "which question the point answers",
    "point": "the point, in a sentence",
    "number": "the number behind it: mentions, mean tone, or articles",
    "articles": "articles it rests on",
    "key": "name of the row in the answer it was taken from",
}
UNMOVED = (
    f"Whether the tone moved cannot be told: that takes two periods in a row of at least {about.FEW} articles each."
)
STEPS = (
    (-1.0, "clearly negative"),
    (-0.4, "negative"),
    (-0.15, "slightly negative"),
    (-0.05, "neutral"),
    (0.05, "slightly positive"),
    (0.15, "positive"),
    (0.4, "clearly positive"),
)
"""Words for a mean score, each from its lower bound. The middle band is what the authors of VADER call neutral."""


def briefing(tables: Mapping[str, pd.DataFrame], *, top: int = 5, asof: str = "") -> Answer:
    """Sum the articles up on one page: the main actors, the tone and its movement, what happened, what is coming up.

    `top` is how many points a section has; `asof` is the ISO day after which a plan is still to come (neutral: the day
    of the newest article). Returns one row a point; see COLUMNS.
    """
    now = sentiment.mean(tables, words=False)
    who = actors.frequency(tables, top=top)
    happened = _past(timeline.entries(tables, top=0), top)
    ahead = agenda.upcoming(tables, asof=asof, top=top)
    parts = [_who(who), _tone(tables), _dated(SECTIONS[2], happened), _dated(SECTIONS[3], ahead)]
    frame = pd.concat([frame for frame, _ in parts if len(frame)] or [parts[0][0]], ignore_index=True)
    frame = frame.drop_duplicates(["section", "point"], ignore_index=True)
    evidence = pd.concat([found for _, found in parts if len(found)] or [parts[0][1]], ignore_index=True)
    moved = frame["section"].eq(SECTIONS[1]).sum() > 1
    tones = tables["tones"]
    return Answer(
        title="Briefing",
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="point",
        passages=evidence,
        about=about.of(tables),
        shown={"point": "Point", "articles": "Articles"},
        cautions=(
            *judged.cautions(tones[tones["target"].isna()]),
            *labelled.said(tables),
            *(() if moved else (UNMOVED,)),
            agenda.PLANS,
        ),
        why_empty="Nothing is in this selection.",
        group="section",
        draw=partial(_draw, who=who.frame, tone=now.frame) if len(who.frame) else None,
    )


def _who(answer: Answer) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame = answer.frame.assign(
        section=SECTIONS[0], number=answer.frame["mentions"].astype(float), key=answer.frame["actor"]
    )
    whole = html.counted(answer.about.articles, "article")
    frame["point"] = [
        f"{name}: {html.counted(mentions, 'mention')}, in {articles:,} of {whole}"
        for name, mentions, articles in zip(frame["actor"], frame["mentions"], frame["articles"], strict=True)
    ]
    return frame, _rekeyed(answer, frame)


def _past(answer: Answer, top: int) -> Answer:
    """Return a timeline with what happened alone, the events that most articles tell."""
    frame = answer.frame
    kept = frame[frame["status"].isin(statements.PAST)].sort_values("rank", kind="stable")
    return replace(answer, frame=(kept.head(top) if top > 0 else kept).reset_index(drop=True))


def _dated(section: str, answer: Answer) -> tuple[pd.DataFrame, pd.DataFrame]:
    ordered = answer.frame.sort_values(["begin", "end_date"], kind="stable", ignore_index=True)
    frame = ordered.assign(section=section, number=ordered["articles"].astype(float))
    verbs = frame["status"].where(~frame["status"].isin(["happened", "ongoing"]), "")
    frame["point"] = [
        f"{date}{f' ({status})' if status else ''}: {text}"
        for date, status, text in zip(frame["date"], verbs, frame["text"], strict=True)
    ]
    return frame, _rekeyed(answer, frame)


def _tone(tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say the tone over the whole span, and its movement where that can be told."""
    overall, behind = sentiment.whole(tables)
    if overall.empty:
        return pd.DataFrame(columns=list(COLUMNS)), behind
    row = overall.iloc[0]
    points = [
        (f"The telling is {worded(row['mean'])} on the whole: {_score(row)}", row["mean"], row["articles"], "all")
    ]
    evidence = [behind.assign(key=points[0][0])]
    answer, place = _movement(tables)
    if place:
        before, after = answer.frame.iloc[place - 1], answer.frame.iloc[place]
        text = (
            f"From {dates.readable(before['period'])} ({html.signed(before['mean'])}) to "
            f"{dates.readable(after['period'])} ({html.signed(after['mean'])}) the tone moved by "
            f"{html.signed(after['mean'] - before['mean'])}: {_verdict(tables, before['begin'], _last_day(after))}"
        )
        points.append((text, after["mean"] - before["mean"], before["articles"] + after["articles"], after["key"]))
        both = answer.passages[answer.passages["key"].isin([before["key"], after["key"]])]
        evidence.append(both.assign(key=text))
    frame = pd.DataFrame(points, columns=["point", "number", "articles", "key"]).assign(section=SECTIONS[1])
    return frame, pd.concat(evidence, ignore_index=True)


def _verdict(tables: Mapping[str, pd.DataFrame], begin: str, end: str) -> str:
    """Say whether a test finds a shift of tone between two days, both included."""
    found, tested = sentiment.shifted(tables)
    if not tested:
        return "too few days with articles to test whether more than chance moved it"
    within = [shift for shift in found if begin <= shift.day <= end]
    if not within:
        return "no shift in it stands out from chance"
    return f"a shift on {html.joined([dates.readable(shift.day) for shift in within])} stands out from chance"


def _last_day(row: pd.Series) -> str:
    return str((pd.Timestamp(row["begin"]) + pd.Timedelta(days=int(row["days"]) - 1)).date())


def _movement(tables: Mapping[str, pd.DataFrame]) -> tuple[Answer, int]:
    """Return the tone over time, and the place in it of the period to compare with the one before it (0: none).

    Both have enough articles, follow one another, and belong to the last stretch that articles come from; they are the
    last such pair, by the period of the tone over time or, where there is none, by a shorter one.
    """
    units = list(periods.CODES)
    shorter = reversed(units[: units.index(sentiment.period(tables)) + 1])
    for unit in shorter:
        answer = sentiment.mean(tables, every=unit, words=False)
        frame = answer.frame
        enough = frame["articles"] >= about.FEW
        told = enough & enough.shift(fill_value=False) & periods.adjacent(frame)
        if len(frame):
            told &= time_axis.stretches(frame["begin"], frame["days"])[-1].holds(time_axis.day_numbers(frame["begin"]))
        if told.any():
            return answer, int(told.to_numpy().nonzero()[0][-1])
    return answer, 0


def worded(score: float) -> str:
    """Return the words for a mean score, from "clearly negative" to "clearly positive"."""
    return [words for bound, words in STEPS if score >= bound][-1]


def _rekeyed(answer: Answer, frame: pd.DataFrame) -> pd.DataFrame:
    points = dict(zip(frame["key"], frame["point"], strict=True))
    return answer.passages.assign(key=answer.passages["key"].map(points)).dropna(subset=["key"])


def _score(row: pd.Series) -> str:
    interval = (
        "" if pd.isna(row["low"]) else f" (95 % interval {html.signed(row['low'])} to {html.signed(row['high'])})"
    )
    return f"mean {html.signed(row['mean'])}{interval} over {html.counted(int(row['articles']), 'article')}"


def _draw(_frame: pd.DataFrame, footer: str, *, who: pd.DataFrame, tone: pd.DataFrame) -> Picture:
    return briefs.briefing(
        who, tone, few=about.FEW, title="Most mentioned actors, and the tone over time", footer=footer
    )
