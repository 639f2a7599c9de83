"""One page for somebody with two minutes: who, in what tone, what happened, what is coming up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, actors, sentiment, timeline
from wirebook.analyse.answer import Answer
from wirebook.show import briefs, dates, html
from wirebook.show.style import Picture

SECTIONS = ("Who it is about", "How it is told", "What happened", "What is coming up")
COLUMNS = {
    "section": "which question the point answers",
    "point": "the point, in a sentence",
    "number": "the number behind it: mentions, mean tone, or articles",
    "articles": "articles it rests on",
    "key": "name of the row in the answer it was taken from",
}
STEPS = (
    (-1.0, "clearly negative"),
    (-0.4, "negative"),
    (-0.15, "slightly negative"),
    (-0.05, "neutral"),
    (0.05, "slightly positive"),
    (0.15, "positive"),
    (0.4, "clearly positive"),
)
"""Words for a mean score, each from its lower bound; the middle band is the lexicon's own for "neutral"."""


def briefing(tables: Mapping[str, pd.DataFrame], *, top: int = 5, asof: str = "") -> Answer:
    """Sum the articles up on one page: the main actors, the tone and its movement, what happened, what is coming up.

    `top` is how many points a section has; `asof` is the ISO day after which a plan is still to come (neutral: the day
    of the newest article). Returns one row a point; see COLUMNS.
    """
    who = actors.frequency(tables, top=top)
    tone = sentiment.mean(tables)
    happened = timeline.entries(tables, top=top)
    ahead = timeline.upcoming(tables, asof=asof, top=top)
    parts = [_who(who), _tone(tone, tables), _dated(SECTIONS[2], happened), _dated(SECTIONS[3], ahead)]
    frame = pd.concat([frame for frame, _ in parts if len(frame)] or [parts[0][0]], ignore_index=True)
    frame = frame.drop_duplicates(["section", "point"], ignore_index=True)
    evidence = pd.concat([found for _, found in parts if len(found)] or [parts[0][1]], ignore_index=True)
    described = about.of(tables)
    return Answer(
        title="Briefing",
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="point",
        passages=evidence,
        about=described,
        shown={"point": "Point", "articles": "Articles"},
        cautions=(sentiment.EXPLAINED, timeline.PLANS),
        why_empty="Nothing is in this selection.",
        group="section",
        draw=partial(_draw, who=who.frame, tone=tone.frame) if len(who.frame) else None,
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


def _dated(section: str, answer: Answer) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame = answer.frame.assign(section=section, number=answer.frame["articles"].astype(float))
    verbs = frame["status"].where(~frame["status"].isin(["happened", "ongoing"]), "")
    frame["point"] = [
        f"{date}{f' ({status})' if status else ''}: {text}"
        for date, status, text in zip(frame["date"], verbs, frame["text"], strict=True)
    ]
    return frame, _rekeyed(answer, frame)


def _tone(answer: Answer, tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say the tone over the whole span, and its movement between the last two periods that have enough articles."""
    ends = sentiment.extremes(tables, top=3)
    overall = sentiment.whole(tables)
    if overall.empty:
        return pd.DataFrame(columns=list(COLUMNS)), ends.passages.head(0)
    row = overall.iloc[0]
    points = [
        (f"The wording is {worded(row['mean'])} on the whole: {_score(row)}", row["mean"], row["articles"], "all")
    ]
    enough = answer.frame[answer.frame["articles"] >= about.FEW]
    evidence = [ends.passages.assign(key=points[0][0])]
    if len(enough) >= 2:
        before, after = enough.iloc[-2], enough.iloc[-1]
        apart = after["low"] > before["high"] or after["high"] < before["low"]
        verdict = "more than chance would give" if apart else "no more than chance would give"
        text = (
            f"From {dates.readable(before['period'])} ({_signed(before['mean'])}) to {dates.readable(after['period'])} "
            f"({_signed(after['mean'])}) the tone moved by {_signed(after['mean'] - before['mean'])}: {verdict}"
        )
        points.append((text, after["mean"] - before["mean"], before["articles"] + after["articles"], after["key"]))
        both = answer.passages[answer.passages["key"].isin([before["key"], after["key"]])]
        evidence.append(both.assign(key=text))
    frame = pd.DataFrame(points, columns=["point", "number", "articles", "key"]).assign(section=SECTIONS[1])
    return frame, pd.concat(evidence, ignore_index=True)


def worded(score: float) -> str:
    """Return the words for a mean score, from "clearly negative" to "clearly positive"."""
    return [words for bound, words in STEPS if score >= bound][-1]


def _rekeyed(answer: Answer, frame: pd.DataFrame) -> pd.DataFrame:
    points = dict(zip(frame["key"], frame["point"], strict=True))
    return answer.passages.assign(key=answer.passages["key"].map(points)).dropna(subset=["key"])


def _score(row: pd.Series) -> str:
    interval = "" if pd.isna(row["low"]) else f" (95 % interval {_signed(row['low'])} to {_signed(row['high'])})"
    return f"mean {_signed(row['mean'])}{interval} over {html.counted(int(row['articles']), 'article')}"


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


def _draw(_frame: pd.DataFrame, footer: str, *, who: pd.DataFrame, tone: pd.DataFrame) -> Picture:
    return briefs.briefing(
        who, tone, few=about.FEW, title="At a glance: most mentioned actors, and the tone over time", footer=footer
    )
