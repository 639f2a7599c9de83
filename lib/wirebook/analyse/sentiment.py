"""How it is told: the tone of the telling, over time and by source, actor or speaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

import pandas as pd

from wirebook.analyse import (
    about,
    fragile,
    intervals,
    judged,
    labelled,
    leaving,
    naming,
    passages,
    periods,
    shifts,
    voiced,
)
from wirebook.analyse.answer import Answer
from wirebook.analyse.fragile import Fragility
from wirebook.analyse.shifts import Shift
from wirebook.annotate import voices
from wirebook.errors import UnknownNameError
from wirebook.show import figures, html
from wirebook.show.style import Picture
from wirebook.tables import select

By = Literal["source", "actor", "speaker"]

SUBJECTS = {
    "": "Tone of the articles",
    "source": "Tone of the articles of each source",
    "actor": "Tone towards each actor",
    "speaker": "Tone of the words each speaker is quoted with",
}
UNSEEN = "Tone of the sentences that name each actor"
"""The subject in place of `SUBJECTS["actor"]` where the method sees no targets."""
COLUMNS = {
    "mean": "mean score, from -1 (negative) to 1 (positive): the mean of the articles' means: each counts once",
    "low": "lower end of the 95 % bootstrap interval over articles; missing for fewer than 5 articles",
    "high": "upper end of the interval",
    "articles": "articles",
    "sentences": "sentences scored",
    "fragility": "what the mean rests on: one article, one word or a few sentences, without which it would be another",
}
INTERVAL = (
    "From and To: where the mean would lie in 95 of 100 samples like this one; not given for fewer than 5 articles."
)
UNIT = "mean tone, 95 % interval; hollow: under 5 articles"
LEVELS = "; dashed: mean between shifts"
NAMED = 6
"""Names that a caution spells out."""
ENDS = ("more negative", "more positive")


def mean(
    tables: Mapping[str, pd.DataFrame],
    *,
    by: str | None = None,
    every: str | None = None,
    voice: str = "",
    top: int = 15,
    words: bool = True,
) -> Answer:
    """Average the tone of articles: over time, or by source, actor or speaker, or both.

    `by` is source, actor or speaker (neutral: all articles together). `every` is auto, day, week, month or year; left
    neutral, the tone of all articles is shown over time (see `period`), and a `by` over the whole span. `top` keeps the
    sources, actors or speakers with the most articles (0: all). `voice` keeps the words of one kind: article (its own),
    quoted or reported (a speaker's); neutral, whole sentences are averaged, and speakers by what they are quoted with.
    `words` looks for the words that each mean rests on too, for which the language model reads sentences again.

    Returns one row a period, name, or both; see COLUMNS. The interval is a bootstrap-t over articles with a
    fixed seed. Raises UnknownNameError for another `by`, `every` or `voice`.
    """
    if by and by not in get_args(By):
        raise UnknownNameError.of("grouping", by, get_args(By))
    scored = _scored(tables, by, voiced.known(voice))
    chosen = list(_leading(scored)["name"])[: top if top > 0 else None] if by else []
    if by:
        scored = scored[scored["name"].isin(chosen)]
    timed = bool(every) or not by
    unit = "the whole span"
    left = 0
    if timed:
        unit = period(tables, every)
        whole = scored["article_id"].nunique()
        scored = periods.place(scored, earliest="published_earliest", latest="published_latest", every=unit)
        left = whole - scored["article_id"].nunique()
    keys = (["name"] if by else []) + (["period", "begin", "days"] if timed else [])
    frame = _means(scored, keys)
    frame["key"] = _keys(frame, by, timed)
    scored = scored.assign(key=_keys(scored, by, timed))
    looked = tables if words and not voice and by != "speaker" else None
    means = _fragility(scored, "key", looked)
    said = {key: fragile.said(found) for key, found in means.items()}
    frame = frame.join(pd.Series(said, name="fragility", dtype="str"), on="key")
    moves = _movement(scored, by) if timed else None
    if by:
        places = {name: place for place, name in enumerate(chosen)}
        frame["place"] = frame["name"].map(places)
        frame = frame.sort_values(["place", "begin"] if timed else ["mean", "name"], kind="stable", ignore_index=True)
    head = {"name": str(by)} if by else {}
    subject = UNSEEN if by == "actor" and not judged.by_model(tables["tones"]) else SUBJECTS[by or ""]
    title = subject + (f", {voiced.WORDS[voice]}" if voice else "") + (f", by {unit}" if timed else "")
    columns = {"key": "name of the row", **({"name": f"the {by}"} if by else {})}
    columns |= (
        {"period": f"{unit} of publication (ISO)", "begin": "its first day", "days": "its length"} if timed else {}
    )
    columns |= COLUMNS
    shown = {k: v.capitalize() for k, v in head.items()} | ({"period": unit.capitalize()} if timed else {})
    shown |= {"mean": "Mean tone", "low": "From", "high": "To", "articles": "Articles"}
    return Answer(
        title=title,
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.strongest_first(scored, frame["key"], tables),
        about=about.of(tables),
        shown=shown,
        cautions=(
            *judged.cautions(scored, towards=by == "actor"),
            *labelled.said(tables, towards=by == "actor"),
            INTERVAL,
            *(moves.said if moves else ()),
            *_rests(scored, means, by, looked, timed=timed),
            *(
                (f"Left out: {html.counted(left, 'article')} undated or dated less precisely than a {unit}.",)
                if left
                else ()
            ),
        ),
        why_empty="No article of this selection has a date, or none precise enough."
        if timed and len(tables["tones"])
        else "No sentence of this selection could be scored.",
        draw=partial(_draw_time, title=title, panel="name" if by else None, levels=_drawn(moves.levels, unit))
        if moves
        else partial(_draw_names, title=title),
    )


def period(tables: Mapping[str, pd.DataFrame], every: str | None = None) -> str:
    """Return the period to average by: `every`, or where that is neutral or auto, one with articles enough.

    That is the period which suits the span, or the next longer one at which half of the articles lie in periods of at
    least FEW: a mean of one or two articles moves by chance. Raises UnknownNameError for another `every`.
    """
    if every and every != "auto":
        return periods.choose(tables["articles"]["published_latest"], every)
    articles = select.counted(tables["articles"])
    unit = periods.suiting(articles)
    return periods.coarser(articles, unit, earliest="published_earliest", latest="published_latest", least=about.FEW)


def whole(tables: Mapping[str, pd.DataFrame], *, key: str = "all") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the mean tone of all articles together, dated or not, and the passages behind it.

    The first has one row of mean, low, high, articles and sentences; the passages carry `key`.
    """
    scored = _scored(tables, None).assign(key=key)
    return _means(scored, ["key"]), passages.strongest_first(scored, pd.Series([key], dtype="str"), tables)


def shifted(tables: Mapping[str, pd.DataFrame]) -> tuple[list[Shift], bool]:
    """Return the shifts of the tone of all articles together, and whether there are articles enough to look for any."""
    each = _by_day(_scored(tables, None), None)
    return shifts.find(each), shifts.tested(each) > 0


def each(tables: Mapping[str, pd.DataFrame], by: By | None = None) -> pd.DataFrame:
    """Return the mean tone of each article, towards or by each of what `by` names.

    Columns: name (empty where there is no `by`), article_id, score (-1 to 1) and sentences (scored).
    """
    grouped = sentences(tables, by).groupby(["name", "article_id"], as_index=False)
    return grouped.agg(score=("score", "mean"), sentences=("score", "size"))


def sentences(tables: Mapping[str, pd.DataFrame], by: By | None = None) -> pd.DataFrame:
    """Return the scored sentences: name (of what `by` groups them by, empty without), article_id, sentence, score."""
    scored = _scored(tables, by)
    named = scored if by else scored.assign(name="")
    return named[["name", "article_id", "sentence", "score"]]


def extremes(tables: Mapping[str, pd.DataFrame], *, top: int = 10) -> Answer:
    """List the most negative and most positive sentences, with the words that moved them.

    `top` is how many of each; a sentence labelled neutral is none of them. Returns one row a sentence: key, tone,
    score, words (with the change of score that each makes, see `leaving`), text, article_id, sentence.
    """
    scored = _scored(tables, None)
    ordered = scored.sort_values(["score", "article_id", "sentence"], kind="stable")
    ends = ordered[ordered["label"] == "negative"].head(top), ordered[ordered["label"] == "positive"].tail(top)[::-1]
    both = leaving.of_sentences(pd.concat(ends), tables).rename(columns={"label": "tone"})
    frame = both.merge(tables["sentences"][["article_id", "sentence", "text"]], on=["article_id", "sentence"])
    frame["key"] = [
        f"{tone} {place}" for tone, place in zip(frame["tone"], frame.groupby("tone").cumcount() + 1, strict=True)
    ]
    frame["words"] = [_worded(words) for words in frame["words"]]
    columns = {
        "key": "name of the row",
        "tone": "which end of the scale",
        "score": "the sentence's score, -1 to 1",
        "words": "the words that moved it most; each with the change of score that it makes",
        "text": "the sentence",
        "article_id": "its article",
        "sentence": "its number in the article",
    }
    return Answer(
        title="The most negative and the most positive sentences",
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.of_sentences(frame, tables),
        about=about.of(tables),
        shown={"text": "Sentence", "score": "Tone", "words": "Words that moved it"},
        cautions=(*judged.cautions(scored), *labelled.said(tables), judged.PULL),
        why_empty="No sentence of this selection has a tone other than neutral.",
        group="tone",
    )


def _scored(tables: Mapping[str, pd.DataFrame], by: str | None, voice: str = "") -> pd.DataFrame:
    """Return the scored sentences with their article's dates and, as `name`, what they are grouped by."""
    voice = voice or (voices.QUOTED if by == "speaker" else "")
    tones = voiced.of(tables, voice)
    articles = tables["articles"]
    counted = articles.loc[
        articles["duplicate_of"].isna(), ["article_id", "title", "source", "published_earliest", "published_latest"]
    ]
    kept = tones[tones["target"].notna() if by == "actor" else tones["target"].isna()]
    scored = kept[[c for c in voiced.COLUMNS if c != "voice"]].merge(
        counted.drop_duplicates("article_id"), on="article_id"
    )
    if not by:
        return scored
    names = naming.names(tables)
    name = {
        "source": scored["source"],
        "actor": scored["target"].map(names),
        "speaker": scored["attributed"].map(names),
    }[by]
    return scored.assign(name=name).dropna(subset=["name"])


def _leading(scored: pd.DataFrame) -> pd.DataFrame:
    counts = scored.groupby("name", as_index=False).agg(articles=("article_id", "nunique"), sentences=("score", "size"))
    return counts.sort_values(["articles", "sentences", "name"], ascending=[False, False, True], kind="stable")


def _means(scored: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Average sentences into articles, and articles into groups."""
    each = scored.groupby([*keys, "article_id"], as_index=False).agg(score=("score", "mean"))
    sentences = scored.groupby(keys, as_index=False).agg(sentences=("score", "size"))
    return intervals.of_means(each, by=keys, value="score").merge(sentences, on=keys)


@dataclass(frozen=True, slots=True, eq=False)
class _Movement:
    """The levels of tone between the shifts that a test finds, and what is said of them."""

    levels: pd.DataFrame
    said: tuple[str, ...]


def _movement(scored: pd.DataFrame, by: str | None) -> _Movement:
    """Look for shifts of the articles' tone, in each series by itself."""
    each = _by_day(scored, by)
    found = shifts.find(each)
    said = shifts.said(found, shifts.tested(each)) + (shifts.INDEPENDENT,) * bool(found)
    return _Movement(shifts.levels(each, found), said)


def _by_day(scored: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """Return the mean of each article and series as `shifts.find` takes it; of articles dated to the day alone."""
    dated = scored[scored["published_earliest"] == scored["published_latest"]]
    named = dated.assign(series=dated["name"] if by else "", day=dated["published_latest"])
    return named.groupby(["series", "day", "article_id"], as_index=False).agg(score=("score", "mean"))


def _drawn(levels: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the levels that a figure by this period can show: a year's dot says nothing of the days within it."""
    return levels if unit != "year" else levels.head(0)


def _fragility(scored: pd.DataFrame, by: str, tables: Mapping[str, pd.DataFrame] | None) -> dict[str, Fragility]:
    """Return what the mean of each group of a column rests on; words are looked at where there are `tables`."""
    return fragile.of_groups(_with_words(scored, by, tables), by)


def _with_words(scored: pd.DataFrame, by: str, tables: Mapping[str, pd.DataFrame] | None) -> pd.DataFrame:
    """Return scored sentences with the words that change their score; of one voice's parts the model cannot tell."""
    if tables is not None:
        return leaving.of_means(scored, tables, by=by)
    return scored.assign(words=None) if judged.by_model(scored) else scored


def _rests(
    scored: pd.DataFrame,
    means: Mapping[str, Fragility],
    by: str | None,
    tables: Mapping[str, pd.DataFrame] | None,
    *,
    timed: bool,
) -> tuple[str, ...]:
    """Say what the mean of all rests on; of names, which means would change their sign without one article.

    `means` are those of the rows.
    """
    if not by:
        together = scored.assign(key="all")
        whole = fragile.of(_with_words(together, "key", tables)) if len(means) > 1 else None
        return (f"All periods together: {fragile.said(whole)}",) if whole else ()
    named = _fragility(scored.assign(words=None), "name", None) if timed else means
    turned = [name for name, found in named.items() if found.flips]
    if not named:
        return ()
    if not turned:
        return ("No mean changes its sign when any one article is left out.",)
    more = f" and {len(turned) - NAMED} more" if len(turned) > NAMED else ""
    which = ", ".join(turned[:NAMED]) + more
    return (
        f"Without one of its articles the mean of {which} would have the other sign"
        f" ({len(turned)} of {html.counted(len(named), 'mean')}).",
    )


def _keys(frame: pd.DataFrame, by: str | None, timed: bool) -> pd.Series:
    if not by:
        return frame["period"]
    return frame["name"] + ", " + frame["period"] if timed else frame["name"]


def _worded(words: object) -> str:
    """Write the words of a tone with their weights: "talks +0.21, threat −0.34"."""
    pairs = [(w["word"], float(w["weight"])) for w in words] if hasattr(words, "__iter__") else []
    return ", ".join(f"{word} {weight:+.2f}".replace("-", "−") for word, weight in pairs)


def _draw_time(frame: pd.DataFrame, footer: str, *, title: str, panel: str | None, levels: pd.DataFrame) -> Picture:
    return figures.means_over_time(
        frame, begin="begin", days="days", value="mean", low="low", high="high", count="articles", few=about.FEW,
        title=title, unit=UNIT + LEVELS * (not levels.empty), footer=footer, panel=panel, levels=levels,
    )  # fmt: skip


def _draw_names(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.means(
        frame, name="name", value="mean", low="low", high="high", count="articles", few=about.FEW,
        title=title, unit=UNIT, footer=footer, ends=ENDS,
    )  # fmt: skip
