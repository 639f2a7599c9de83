"""The ledger of promises: what articles announced, hoped or threatened for a day, and what came of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from wirebook.analyse import about, agenda, gathering, statements
from wirebook.analyse.answer import Answer
from wirebook.annotate.times import values
from wirebook.show import html
from wirebook.tables import select

OUTCOMES = ("not done", "reported", "silent", "open")
"""What came of a promise: a later article says that it was not to be, or tells it; none does; or it is not yet due."""
COLUMNS = {
    "key": "name of the row: the date, with its precision, and a number where several promises share it",
    "date": "when it falls due, as read",
    "begin": "first ISO day",
    "end_date": "last ISO day",
    "precision": "day, week, month, season, quarter, year, decade or century",
    "kind": "deadline, vote, hearing, meeting, plan, hope or condition",
    "speaker": "who says so",
    "text": "the sentence that says it best",
    "first": "publication of the first article that says so (ISO)",
    "articles": "articles that say so",
    "outcome": "not done, reported, silent or open",
    "report": "the later sentence that tells what came of it; null where there is none",
    "reported": "publication of its article (ISO)",
    "later": "counted articles published after it fell due: what silence weighs",
    "article_id": "article of the promise",
    "sentence": "its number in the article",
}
SHOWN = {
    "date": "Due",
    "text": "What was said",
    "speaker": "Who said so",
    "first": "Said on",
    "report": "What came of it",
    "later": "Later articles",
}
ALIKE, ALIKE_COARSE = 0.1, 0.25
"""Cosine of the words of a promise and a later statement of the same day that make the one the report of the other; and
where it is of some day within the time of the promise."""
BEFORE = re.compile(r"\b(?:before|ahead of|prior to)(?: (?:the|early|mid))* $", re.IGNORECASE)
"""Before a date that the time of a promise ends with, and does not hold."""
TO_TRAVEL = re.compile(
    r"\b(?:travel|visit|journey|trip|tour|go(?:es|ing)?|comes?|coming|fly|flies|flying|arrives?|arriving|due in"
    r"|expected in)\b"
)
TRAVELLED = re.compile(r"\b(?:arrived|landed|flew|visited|reached|travelled|traveled|came|went|touched down|toured)\b")
"""What promises a journey, and what tells one: that two sentences share hardly a word, and are of one journey, the
traveller and the country say."""
SILENCE = (
    "Silence is not failure: it says that no article of this selection tells what came of it, and weighs little where "
    "few are later."
)


def ledger(tables: Mapping[str, pd.DataFrame], *, asof: str = "", top: int = 40) -> Answer:
    """List what articles said was planned, hoped for or conditional before its day, with what came of it.

    `asof` is the ISO day that the ledger is closed on; neutral: the day of the newest article, never today. Only
    articles published by that day are read. A promise is *reported* where an article published on its first day or
    after tells the event as happened or ongoing, *not done* where one says that it was not to be, and *silent* else;
    one that has not fallen due is *open*. `top` keeps those that most articles tell (0: all). Returns one row a
    promise, by outcome and date; see COLUMNS. Raises InvalidValueError where `asof` is no ISO day.
    """
    day = agenda.today(tables, asof)
    said = statements.of(agenda.known_by(statements.dated(tables), tables, asof), tables)
    guessed = said["article_id"].isin(tables["articles"].query("published_from == 'inferred'")["article_id"])
    written = said["published_latest"].str.slice(0, 10).mask(guessed)
    promises = said[said["status"].isin(statements.AHEAD) & written.notna() & (written < said["begin"])]
    promises = promises.assign(kind=statements.kinds(promises), written=written.loc[promises.index])
    promises = _with_due(promises)
    gathered = _until(statements.gathered(promises), promises)
    frame = gathered.merge(_reports(promises, said.assign(written=written), tables["actors"]), on="event", how="left")
    due = frame["end_date"] <= (day or "")
    outcome = frame["outcome"].astype("object").fillna("silent").where(due, "open")
    published = sorted(select.counted(tables["articles"])["published_earliest"].dropna())
    frame = frame.assign(
        key=statements.keys(frame),
        outcome=outcome.astype("str"),
        report=frame["report"].where(due),
        reported=frame["reported"].where(due),
        speaker=frame["speaker"].fillna(agenda.ARTICLE),
        later=[len(published) - bisect.bisect_right(published, end) for end in frame["end_date"]],
    )
    kept = frame.sort_values(["articles", "begin", "key"], ascending=[False, True, True], kind="stable")
    kept = kept.head(top) if top > 0 else kept
    order = kept["outcome"].map({name: place for place, name in enumerate(OUTCOMES)})
    kept = kept.assign(order=order).sort_values(["order", "begin", "key"], kind="stable", ignore_index=True)
    left = len(frame) - len(kept)
    keys = kept.set_index("event")["key"]
    told = kept[kept["report"].notna()]
    reports = said.loc[told["place"].astype("int64")].assign(event=told["event"].to_list())
    behind = pd.concat([said[said["event"].isin(keys.index)], reports])
    return Answer(
        title="What was promised, and what came of it",
        frame=kept[list(COLUMNS)],
        columns=COLUMNS,
        key="key",
        passages=statements.evidence(behind, keys, tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=(
            SILENCE,
            *((f"Left out: {html.counted(left, 'promise')} that fewer articles tell.",) if left else ()),
        ),
        why_empty="No dated article of this selection speaks of something planned for a day after it.",
        group="outcome",
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement of what came to pass."""

    begin: str
    end: str
    written: str
    event: int
    place: int
    travelled: bool


Journey = tuple[frozenset[str], frozenset[str]]
"""Who travels, by `actor_id`, and the countries where, by their codes; a place of no country is one of its own."""


def _journeys(said: pd.DataFrame, actors: pd.DataFrame) -> dict[int, Journey]:
    """Return the persons among the actors of each statement, and the countries of the places among them."""
    persons = set(actors.loc[actors["type"] == "person", "actor_id"])
    places = actors[actors["type"].isin(("country", "place"))]
    countries = dict(zip(places["actor_id"], places["country"].fillna(places["actor_id"]), strict=True))
    return {
        place: (frozenset(persons & set(found)), frozenset(countries[a] for a in found if a in countries))
        for place, found in zip(said.index, said["actors"], strict=True)
    }


def _meet(one: Journey, other: Journey) -> bool:
    """Return whether two journeys share a traveller and a country."""
    return all(ours & theirs for ours, theirs in zip(one, other, strict=True))


def _with_due(promises: pd.DataFrame) -> pd.DataFrame:
    """Add whether each promise is for the time before its date, and the last day on which it can be kept (`due`): what
    is to be "before May" falls due with the end of April.
    """
    offsets = (promises["start"] - promises["sentence_start"]).clip(lower=0)
    before = [bool(BEFORE.search(text[:at])) for text, at in zip(promises["text"], offsets, strict=True)]
    rows = zip(before, promises["begin"], promises["end_date"], strict=True)
    due = [values.add_days(date.fromisoformat(begin), -1).isoformat() if early else end for early, begin, end in rows]
    return promises.assign(
        before=pd.Series(before, index=promises.index, dtype="bool"),
        due=pd.Series(due, index=promises.index, dtype="object"),
    )


def _until(gathered: pd.DataFrame, promises: pd.DataFrame) -> pd.DataFrame:
    """Write what all promises of an event say is to be done before a date so, with the last day for it."""
    before = gathered["event"].map(promises.groupby("event")["before"].all()).astype("bool")
    due = gathered["event"].map(promises.groupby("event")["due"].max())
    return gathered.assign(
        date=gathered["date"].mask(before, "before " + gathered["date"].astype("str")),
        begin=gathered["begin"].mask(before, due),
        end_date=gathered["end_date"].mask(before, due),
    )


def _reports(promises: pd.DataFrame, said: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return for each promised event what later articles say of it: outcome, report (the sentence), reported (when) and
    place (of the statement in `said`).

    A report is of the days of the promise, and of the same event or of one that shares an actor and some words with it,
    or tells that the same person reached the same country; what was to be done by a day, or within a month or year, may
    have been done on any day of that time.
    """
    told = said[said["status"].isin(statements.PAST) & said["written"].notna() & (said["written"] >= said["begin"])]
    by_mark = _by_mark(told.sort_values("begin", kind="stable"))
    words = gathering.directions(said)
    journeys = _journeys(said, actors)
    found = []
    for event, rows in promises.sort_values("written", kind="stable").groupby("event"):
        first = rows.iloc[0]
        said_on, due, deadline = str(first["written"]), str(first["due"]), first["kind"] == "deadline"
        low = said_on if deadline else str(first["begin"])
        least = ALIKE if first["precision"] == "day" and not deadline else ALIKE_COARSE
        own = [words[place] for place in rows.index]
        clauses = zip(rows.index, rows["clause"], strict=True)
        trips = [journeys[place] for place, clause in clauses if TO_TRAVEL.search(clause)]
        marks = {f"#{event}", *(word for place in rows.index for word in words[place] if word.startswith("@"))}
        fit: dict[int, float] = {}
        for mark in marks:
            begins, listed = by_mark.get(mark, ([], []))
            within = listed[bisect.bisect_left(begins, low) : bisect.bisect_right(begins, due)]
            for one in within:
                if one.end <= due and one.written > said_on and one.place not in fit:
                    like = max(gathering.cosine(words[one.place], promise) for promise in own)
                    arrived = one.travelled and any(_meet(trip, journeys[one.place]) for trip in trips)
                    if like >= least or one.event == event or arrived:
                        fit[one.place] = 1 + like if arrived else like
        if fit:
            found.append((event, max(fit, key=lambda place: (fit[place], -place))))
    reports = said.loc[[place for _, place in found], ["status", "text", "published"]]
    return pd.DataFrame(
        {
            "event": pd.Series([event for event, _ in found], dtype="int64"),
            "outcome": ["not done" if status == "denied" else "reported" for status in reports["status"]],
            "report": reports["text"].to_list(),
            "reported": reports["published"].to_list(),
            "place": [place for _, place in found],
        }
    )


def _by_mark(told: pd.DataFrame) -> dict[str, tuple[list[str], list[_Told]]]:
    """Return statements, in the order of their days, by each actor (`@`) that they name and their event (`#`); before
    them the days on which they begin.
    """
    found: dict[str, tuple[list[str], list[_Told]]] = {}
    columns = (told[name] for name in ("begin", "end_date", "written", "event", "clause", "actors"))
    for place, begin, end, written, event, clause, actors in zip(told.index, *columns, strict=True):
        one = _Told(begin, end, written, int(event), int(place), TRAVELLED.search(clause) is not None)
        for mark in {f"#{event}", *(f"@{actor}" for actor in actors)}:
            begins, listed = found.setdefault(mark, ([], []))
            begins.append(begin)
            listed.append(one)
    return found
