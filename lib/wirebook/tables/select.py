"""Selecting: the tables of the articles that a reader asked for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from wirebook.annotate.pipeline import ENGLISH
from wirebook.errors import InvalidValueError
from wirebook.tables import schema

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def select(
    tables: Mapping[str, pd.DataFrame],
    *,
    since: str | int = "",
    until: str | int = "",
    sources: Sequence[str] = (),
    actors: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:
    """Return the tables of the articles published in a span, by some sources, that mention some actors.

    `since` and `until` are ISO days, months or years, both included; an article whose possible days reach into the
    span belongs to it, one without any date only where no span is asked for. `sources` are names, any case. `actors`
    are names, identifiers, or forms that the articles use ("Beijing"), any case; one of them is enough. A single name
    need not stand in a list. The neutral values select everything. `problems` always stay whole.

    Raises InvalidValueError for a day that is none.
    """
    since, until = day(since, "since"), day(until, "until")
    sources, actors = _names(sources), _names(actors)
    articles = tables["articles"]
    chosen = pd.Series(True, index=articles.index)
    if since:
        chosen &= articles["published_latest"].fillna("") >= since
    if until:
        chosen &= articles["published_earliest"].fillna("9999").str.slice(0, len(until)) <= until
    if sources:
        chosen &= articles["source"].str.casefold().isin([s.casefold() for s in sources])
    if actors:
        chosen &= articles["article_id"].isin(_mentioning(tables, actors))
    if chosen.all():
        return dict(tables)
    kept = articles[chosen].reset_index(drop=True)
    selected = dict(tables) | {"articles": kept}
    for name in schema.OF_ARTICLES:
        frame = tables[name]
        selected[name] = frame[frame["article_id"].isin(kept["article_id"])].reset_index(drop=True)
    used = tables["actors"]["actor_id"].isin(selected["mentions"]["actor_id"])
    selected["actors"] = tables["actors"][used].reset_index(drop=True)
    return selected


def find_actors(tables: Mapping[str, pd.DataFrame], words: str) -> list[str]:
    """Return the identifiers of the actors meant by a name, an identifier or a form that the articles use."""
    wanted = words.strip().casefold()
    actors = tables["actors"]
    named = actors[(actors["actor_id"].str.casefold() == wanted) | (actors["name"].str.casefold() == wanted)]
    if len(named):
        return sorted(named["actor_id"])
    mentions = tables["mentions"]
    called = mentions[(mentions["form"] != "pronoun") & (mentions["text"].str.casefold() == wanted)]
    return sorted(called["actor_id"].unique())


def _mentioning(tables: Mapping[str, pd.DataFrame], actors: Sequence[str]) -> set[str]:
    wanted = {actor_id for words in actors for actor_id in find_actors(tables, words)}
    mentions = tables["mentions"]
    return set(mentions.loc[mentions["actor_id"].isin(wanted), "article_id"])


def _names(value: Sequence[str]) -> list[str]:
    """Return names as a list; a single one may come as text, as papermill's `-p sources Reuters` gives it."""
    return ([value] if value.strip() else []) if isinstance(value, str) else list(value)


def day(value: str | int, name: str) -> str:
    """Return a day, month or year as text; a year may come as a number, as papermill's `-p since 2025` gives it.

    `name` is the parameter's. Raises InvalidValueError for a day that is none.
    """
    value = str(value)
    try:
        parsed = not value or (DAY.fullmatch(value) and dt.date.fromisoformat(value + "-01-01"[len(value) - 4 :]))
    except ValueError:
        parsed = None
    if not parsed:
        raise InvalidValueError(f"{name}={value!r} is no day", hint="write 2025, 2025-11 or 2025-11-24")
    return value


def counted(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles that analyses count: each story once, in English (or too short to tell)."""
    english = articles["language"].isna() | (articles["language"] == ENGLISH)
    return articles[articles["duplicate_of"].isna() & english].reset_index(drop=True)
