"""Dated statements with all that an answer about them needs: sentence, source, speaker, and the event they tell of."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from wirebook.analyse import gathering, passages
from wirebook.knowledge import calendar as knowledge
from wirebook.show import dates

PAST = ("happened", "ongoing", "denied")
AHEAD = ("planned", "hoped", "conditional")
PRECISIONS = ("day", "week", "month", "season", "quarter", "year", "decade", "century", "unknown")
GOOD_LENGTH = 160
"""Characters of a sentence that reads well as an entry; much shorter or longer ones say it less well."""
CURRENT = 7
"""Days within which an article reports an event rather than recalls it."""
PRONOUN = re.compile(r"[\"'“‘]*(?:he|she|it|they|we|i|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)
"""A sentence that begins so needs the one before it."""


def dated(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the statements whose days are known."""
    events = tables["events"]
    return events[events["begin"].notna() & events["end_date"].notna() & (events["precision"] != "unknown")]


def newest(tables: Mapping[str, pd.DataFrame]) -> str | None:
    """Return the day of the newest article, the corpus's own "now"; an estimate serves only where no date is stated.

    Of an estimate the first day is taken, so that nothing that may be to come is left out.
    """
    articles = tables["articles"]
    told = articles[articles["published"].notna()]
    stated = told.loc[told["published_from"] != "inferred", "published_latest"].dropna()
    guessed = (told["published"].str.slice(0, 10) + "-01-01").str.slice(0, 10)
    known = guessed if stated.empty else stated
    return None if known.empty else str(known.max())


def of(events: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return statements, each with its sentence and article, its speaker, and the event it tells of.

    Columns beside those of `events`, whose `text` is here called `clause`: text (the sentence), sentence_start, source,
    published, published_latest, title, speaker (name of who is quoted with it, null where the article says it itself),
    event (a number) and worth (how well the sentence stands for the event).
    """
    articles = tables["articles"]
    wanted = ["article_id", "source", "published", "published_latest", "title"]
    counted = articles.loc[articles["duplicate_of"].isna(), wanted].drop_duplicates("article_id")
    sentences = tables["sentences"][["article_id", "sentence", "text", "start"]].rename(
        columns={"start": "sentence_start"}
    )
    said = (
        events.rename(columns={"text": "clause"})
        .merge(counted, on="article_id")
        .merge(sentences, on=["article_id", "sentence"])
    )
    said = said.assign(speaker=_speakers(said, tables), event=gathering.gather(said))
    return said.assign(worth=_worth(said))


def _speakers(said: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return the name of the speaker in whose words each statement stands, null where the article says it itself."""
    names = tables["actors"].drop_duplicates("actor_id").set_index("actor_id")["name"]
    quotes = tables["quotes"]
    called = quotes["speaker_text"].where(~quotes["speaker_text"].fillna("").str.fullmatch(PRONOUN))
    named = quotes["speaker"].map(names).fillna(called)
    spoken = quotes[["article_id", "start", "end"]].assign(speaker=named).rename(columns={"start": "from", "end": "to"})
    both = said[["article_id", "start", "end"]].reset_index().merge(spoken[named.notna()], on="article_id")
    within = both[(both["from"] <= both["start"]) & (both["end"] <= both["to"])]
    shortest = within.assign(length=within["to"] - within["from"]).sort_values("length", kind="stable")
    return said.index.to_series().map(shortest.drop_duplicates("index").set_index("index")["speaker"]).astype("object")


def _worth(said: pd.DataFrame) -> pd.Series:
    """Say how well each sentence stands for its event.

    A statement of fact before a plan, then the actors that most articles name for that event (a sentence that names
    what others name is central, as in centroid summarisation: Radev et al. 2004); then a report of the day itself
    before a recollection, a lead, a sentence of one date, one that stands by itself, and a length that reads well.
    """
    listed = said[["event", "article_id", "actors"]].explode("actors").dropna(subset=["actors"])
    shared = listed.groupby(["event", "actors"])["article_id"].nunique().rename("naming").reset_index()
    weights = listed.reset_index(names="row").merge(shared, on=["event", "actors"]).groupby("row")["naming"].sum()
    central = np.sqrt(weights.reindex(said.index).fillna(0).astype(float))
    fact = said["status"].isin(PAST).astype(float) * 2
    length = -np.abs(np.log(said["text"].str.len().clip(lower=1) / GOOD_LENGTH))
    written = pd.to_datetime(said["published_latest"], errors="coerce")
    late = (written - pd.to_datetime(said["end_date"], errors="coerce")).dt.days
    current = late.between(0, CURRENT).astype(float)
    lead = (said["sentence"] == 0).astype(float) / 2
    others = said.groupby(["article_id", "sentence"])["begin"].transform("nunique") - 1
    leaning = said["text"].str.match(PRONOUN).astype(float)
    return fact + central + length + current + lead - others / 2 - 2 * leaning


def gathered(said: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event, by its number: its date, counts, first report, and the sentence that says it best.

    Columns: event, date (to read), begin, end_date, precision (of the most precise statements), status, text, clause,
    speaker, statements, articles, sources, first (ISO publication of the first report), article_id, sentence, start and
    worth.
    """
    exact = said["precision"].map({name: place for place, name in enumerate(PRECISIONS)})
    order = ["exact", "worth", "article_id", "sentence", "start"]
    ranked = said.assign(exact=exact).sort_values(order, ascending=[True, False, True, True, True], kind="stable")
    best = ranked.drop_duplicates("event")
    sure = set(said.loc[said["status"] == "happened", "event"])
    best = best.assign(status=best["status"].where(~best["event"].isin(sure), "happened"))
    counts = (
        said.drop_duplicates(["event", "article_id", "sentence"])
        .groupby("event", as_index=False)
        .agg(
            statements=("sentence", "size"),
            articles=("article_id", "nunique"),
            sources=("source", "nunique"),
            first=("published", "min"),
        )
    )
    frame = best.drop(columns=["exact", "source", "published", "published_latest", "title"]).merge(counts, on="event")
    spans = zip(frame["begin"], frame["end_date"], frame["precision"], strict=True)
    return frame.assign(date=[dates.at_precision(*span) for span in spans])


def keys(frame: pd.DataFrame) -> pd.Series:
    """Name each event: its ISO day, or span and precision; numbered where several share it, the largest first."""
    same = frame["begin"] == frame["end_date"]
    span = frame["begin"].where(same, frame["begin"] + "/" + frame["end_date"])
    name = span.where(frame["precision"] == "day", span + " (" + frame["precision"] + ")")
    place = (
        frame.assign(name=name)
        .sort_values(["articles", "statements", "worth", "event"], ascending=[False, False, False, True], kind="stable")
        .groupby("name")
        .cumcount()
    )
    place = place.reindex(frame.index)
    return name.where(place == 0, name + " no. " + (place + 1).astype("str"))


def evidence(said: pd.DataFrame, named: pd.Series, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the passages behind events: `named` has their keys, by their numbers, in the order wanted."""
    places = pd.Series(range(len(named)), index=named.index)
    spans = said[said["event"].isin(named.index)]
    ordered = spans.assign(key=spans["event"].map(named), place=spans["event"].map(places)).sort_values(
        ["place", "published_latest", "article_id", "start"], kind="stable"
    )
    return passages.of(ordered.drop_duplicates(["key", "article_id", "sentence"]), tables)


KINDS = ("deadline", "vote", "hearing", "meeting", "plan", "hope", "condition")
"""What a statement about days to come is, in the order in which they are listed."""
BY = re.compile(
    r"\b(?:by|until|till|before|no later than)(?: (?:the|around|about|early|late|mid|end of|the end of))* $"
)
"""Before a date that something is to be done by."""


def kinds(said: pd.DataFrame) -> pd.Series:
    """Say which of KINDS each statement about days to come is: by its status, the words before its date, its clause."""
    offsets = said["start"] - said["sentence_start"]
    found = [_kind(*row) for row in zip(said["status"], said["clause"], said["text"], offsets, strict=True)]
    return pd.Series(found, index=said.index, dtype="str")


def _kind(status: str, clause: str, text: str, offset: int) -> str:
    if status in ("hoped", "conditional"):
        return {"hoped": "hope", "conditional": "condition"}[status]
    if BY.search(text[: max(0, offset)]):
        return "deadline"
    for kind, pattern in knowledge.appointments().items():
        if pattern.search(clause):
            return kind
    return "plan"
