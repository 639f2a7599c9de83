"""The differences between two states of a corpus, kind by kind: each with how it was, how it is, and its cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wirebook.analyse import actors, agenda, drifts, ledger, passages, sentiment, statements, turnover
from wirebook.analyse.turnover import Turnover
from wirebook.show import dates, html
from wirebook.tables import select
from wirebook.tables.kept import Kept

NEWCOMERS, VANISHED, TONE, AHEAD, DUE, ARTICLES, PROBLEMS, METHOD = SECTIONS = (
    "Who is new",
    "Who is gone",
    "Shifts of tone",
    "New dates to come",
    "Promises fallen due",
    "Articles",
    "Problems",
    "Corrections and method",
)
LEAST = 2
"""Articles in which an actor must be, for its coming or going with articles alone to be notable."""
LEADING = 15
"""Sources, and actors, whose tone is compared: those with the most articles."""
PASSING = "time has passed: "
FILES = "new or changed files"
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which section it stands, how it was and is, and why; `notable` is worth a message."""

    section: str
    what: str
    before: str
    now: str
    cause: str
    notable: bool = True
    evidence: pd.DataFrame | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The two states, and what they share."""

    before: Kept
    now: Kept
    turned: Turnover
    articles: pd.DataFrame
    """All counted articles of both, once each: the later version first."""


def pair(before: Kept, now: Kept) -> Pair:
    """Set two states beside each other."""
    counted = [select.counted(state.tables["articles"]) for state in (now, before)]
    articles = pd.concat(counted, ignore_index=True).drop_duplicates("article_id")
    return Pair(before, now, turnover.of(before, now), articles)


def _comings(both: Pair) -> list[Change]:
    """Return the actors that are in one state alone, with their mentions."""
    mentioned = {}
    for side, state in (("before", both.before), ("now", both.now)):
        mentions = actors.mentioned(state.tables, None)
        mentioned[side] = mentions[mentions["article_id"].isin(select.counted(state.tables["articles"])["article_id"])]
    found = []
    for section, side, other in ((NEWCOMERS, "now", "before"), (VANISHED, "before", "now")):
        there = mentioned[other]
        alone = mentioned[side]
        alone = alone[~alone["actor_id"].isin(there["actor_id"]) & ~alone["actor"].isin(there["actor"])]
        causes = both.turned.now if side == "now" else both.turned.before
        tables = (both.now if side == "now" else both.before).tables
        behind = {str(name): rows for name, rows in alone.groupby("actor")}
        sizes = {name: (rows["article_id"].nunique(), len(rows)) for name, rows in behind.items()}
        for name in sorted(sizes, key=lambda name: (-sizes[name][0], -sizes[name][1], name)):
            rows, (articles, count) = behind[name], sizes[name]
            ids = rows["article_id"].drop_duplicates()
            cause = [causes.get(i, turnover.OTHERWISE) for i in ids]
            found_in = f"{html.counted(count, 'mention')} in {html.counted(articles, 'article')}"
            found.append(
                Change(
                    section,
                    name,
                    NOTHING if side == "now" else found_in,
                    found_in if side == "now" else NOTHING,
                    turnover.worded(cause),
                    articles >= LEAST or not set(cause) <= {turnover.NEW, turnover.CHOICE},
                    passages.newest_first(rows.assign(key=name), pd.Series([name]), tables),
                )
            )
    return found


def _tone(both: Pair) -> list[Change]:
    """Return the shifts of tone that a test finds: of all articles, of each source and towards each actor."""
    if both.turned.nothing:
        return []
    frame = pd.concat([_scores(both, None), _scores(both, "source"), _scores(both, "actor")], ignore_index=True)
    found = []
    for drift in drifts.find(frame):
        rows = frame[frame["series"] == drift.series]
        what = {"": "All articles", "s": f"Articles of {drift.series[2:]}", "a": f"Towards {drift.series[2:]}"}
        found.append(
            Change(
                TONE,
                what[drift.series[:1]],
                f"{html.signed(drift.before)} in {html.counted(drift.articles_before, 'article')}",
                f"{html.signed(drift.now)} in {html.counted(drift.articles_now, 'article')} (p = {drift.p:.2g})",
                _divided(drift.shares) or turnover.worded(_differing(rows)["cause"]),
                True,
                _moving(both, _differing(rows), drift.series),
            )
        )
    return found


def _scores(both: Pair, by: sentiment.By | None) -> pd.DataFrame:
    """Return the articles' scores in both states as `drifts.find` takes them, of the sources or actors in most."""
    then, later = (sentiment.each(state.tables, by) for state in (both.before, both.now))
    versions = {old: new for new, old in both.turned.edited.items()}
    then = then.assign(article=[versions.get(i, i) for i in then["article_id"]])
    later = later.assign(article=later["article_id"])
    keys = {"name": "object", "article": "object"}  # pandas 3.1 cannot merge two text columns without rows
    merged = later.astype(keys).merge(then.astype(keys), on=[*keys], how="outer", suffixes=("_now", "_before"))
    leading = merged["name"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:LEADING]
    kept = merged[merged["name"].isin(leading)]
    days = both.articles.set_index("article_id")["published_latest"]
    causes = dict(both.turned.before) | dict(both.turned.now)
    return pd.DataFrame(
        {
            "series": kept["name"].map(lambda name: f"{by[0]} {name}" if by else drifts.WHOLE),
            "day": kept["article"].map(days),
            "before": kept["score_before"],
            "now": kept["score_now"],
            "cause": kept["article"].map(causes).fillna(turnover.OTHERWISE),
            "article": kept["article"],
            "old": kept["article_id_before"],
        }
    )


def _differing(rows: pd.DataFrame) -> pd.DataFrame:
    same = (rows["before"] - rows["now"]).abs() < 1e-9
    return rows[~same]


def _divided(shares: Mapping[str, float]) -> str:
    """Say by how much each cause moved a mean; a single one needs no number."""
    if len(shares) < 2:
        return "".join(shares)
    ordered = sorted(shares.items(), key=lambda share: -abs(share[1]))
    return html.joined([f"{cause} ({html.signed(moved)})" for cause, moved in ordered])


def _moving(both: Pair, rows: pd.DataFrame, series: str) -> pd.DataFrame:
    """Return the sentences whose scores moved a mean: of the articles that differ, the strongest first."""
    found = []
    for state, ids in (
        (both.now, rows.loc[rows["now"].notna(), "article"]),
        (both.before, rows.loc[rows["now"].isna(), "old"]),
    ):
        scored = sentiment.sentences(state.tables, {"a": "actor", "s": "source"}.get(series[:1]))  # type: ignore[arg-type]
        kept = scored[scored["article_id"].isin(ids) & (scored["name"] == series[2:])].assign(key="tone")
        found.append(passages.strongest_first(kept, pd.Series(["tone"]), state.tables))
    return pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)


def _ahead(both: Pair) -> list[Change]:
    """Return what is to come, and no sentence of the earlier state said."""
    answer = agenda.upcoming(both.now.tables, top=0)
    known = _said(both.before)
    found = []
    ordered = answer.frame.sort_values(["articles", "begin"], ascending=[False, True], kind="stable")
    for row in ordered.to_dict("records"):
        behind = answer.passages[answer.passages["key"] == row["key"]]
        if any((text, row["begin"], row["end_date"]) in known for text in behind["text"]):
            continue
        cause = [both.turned.now.get(i, turnover.OTHERWISE) for i in behind["article_id"].drop_duplicates()]
        what = f"{row['date']}, {row['kind']}: {row['text']}"
        first = f"first said on {dates.readable(row['first'])}" if row["first"] else "said in an undated article"
        found.append(Change(AHEAD, what, NOTHING, first, turnover.worded(cause), True, behind))
    return found


def _said(state: Kept) -> set[tuple[str, str, str]]:
    """Return the sentences of a state that speak of something ahead, each with its days."""
    dated = statements.dated(state.tables)
    texts = state.tables["sentences"][["article_id", "sentence", "text"]].rename(columns={"text": "said"})
    rows = dated[dated["status"].isin(statements.AHEAD)].merge(texts, on=["article_id", "sentence"])
    return set(zip(rows["said"], rows["begin"], rows["end_date"], strict=True))


def _due(both: Pair) -> list[Change]:
    """Return the promises that fell due between the two states, and those of which it is told now what came."""
    day, today = statements.newest(both.before.tables), statements.newest(both.now.tables)
    answer = ledger.ledger(both.now.tables, top=0)
    then = ledger.ledger(both.before.tables, top=0).frame
    outcomes = {(r["begin"], r["end_date"], r["text"]): str(r["outcome"]) for r in then.to_dict("records")}
    found = []
    due = answer.frame[answer.frame["outcome"] != "open"]
    for row in due.sort_values(["articles", "begin"], ascending=[False, True], kind="stable").to_dict("records"):
        was = outcomes.get((row["begin"], row["end_date"], row["text"]))
        fell = str(row["end_date"]) > (day or "")
        told = was in ("silent", "open") and row["outcome"] in ("reported", "not done")
        if not fell and not told:
            continue
        behind = answer.passages[answer.passages["key"] == row["key"]]
        causes = [
            c
            for i in behind["article_id"].drop_duplicates()
            if (c := both.turned.now.get(i)) not in (None, both.turned.same, turnover.OTHERWISE)
        ]
        passing = f"{PASSING}the newest article is of {dates.readable(today)}" if fell else ""
        cause = "; ".join(filter(None, [passing, turnover.worded(str(c) for c in causes)])) or str(
            both.turned.same or turnover.OTHERWISE
        )
        what = f"{row['date']}: {row['text']}"
        found.append(Change(DUE, what, was or "not announced", _outcome(row), cause, True, behind))
    return found


def _outcome(row: Mapping[Any, Any]) -> str:
    """Say what came of a promise, with the sentence that tells it."""
    if row["outcome"] == "silent":
        return f"silent: none of {html.counted(int(str(row['later'])), 'later article')} tells what came of it"
    return f"{row['outcome']}: {row['report']}"


def _turned(both: Pair) -> list[Change]:
    """Return the articles that are edited, gone or new."""
    turned = both.turned
    rows = both.articles.set_index("article_id", drop=False)
    facts = rows.to_dict("index")
    texts = both.before.tables["articles"].drop_duplicates("article_id").set_index("article_id")["text"].str.len()
    found = []
    for now, old in turned.edited.items():
        what = html.joined(list(turned.fields[now]))
        found.append(
            Change(
                ARTICLES,
                _named(facts[now]),
                f"{texts[old]:,} characters",
                f"edited: {what}; {len(str(facts[now]['text'])):,} characters",
                turned.now[now],
                True,
                _edits(both, now, old),
            )
        )
    for side, state, ids, causes in (
        ("gone", both.before, turned.gone, turned.before),
        ("new", both.now, turned.new, turned.now),
    ):
        listed = rows.loc[list(ids)].sort_values(["published_latest", "path"], ascending=[False, True], kind="stable")
        for row in listed.to_dict("records"):
            one = str(row["article_id"])
            behind = passages.of_articles(pd.DataFrame({"key": [""], "article_id": [one]}), state.tables)
            there = str(row["path"])
            was, is_ = (there, "gone") if side == "gone" else (NOTHING, f"new: {there}")
            found.append(Change(ARTICLES, _named(row), was, is_, causes[one], side == "gone", behind))
    return found


def _named(row: Mapping[Any, Any]) -> str:
    """Name an article: its headline, source and day."""
    parts = [
        row["title"] if isinstance(row["title"], str) else row["path"],
        row["source"],
        dates.readable(row["published"]),
    ]
    return " · ".join(str(part) for part in parts if isinstance(part, str) and part)


def _edits(both: Pair, now: str, old: str) -> pd.DataFrame:
    """Return the sentences that one version of an article has and the other has not."""
    found = []
    for state, one, other, others in ((both.now, now, both.before, old), (both.before, old, both.now, now)):
        mine, theirs = (s.tables["sentences"] for s in (state, other))
        known = set(theirs.loc[theirs["article_id"] == others, "text"])
        rows = mine[(mine["article_id"] == one) & ~mine["text"].isin(known)]
        found.append(passages.of_sentences(rows.assign(key="edit")[["key", "article_id", "sentence"]], state.tables))
    edits = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
    begins = pd.DataFrame({"key": ["edit"], "article_id": [now]})
    return edits if len(edits) else passages.of_articles(begins, both.now.tables)


def _problems(both: Pair) -> list[Change]:
    """Return the inputs that cannot be used now and could, or were not there, before; and those that are put right."""
    then, later = (
        {(str(r["path"]), str(r["record"])): str(r["what"]) for r in state.tables["problems"].to_dict("records")}
        for state in (both.before, both.now)
    )
    cause = (
        FILES
        if turnover.another_reading(both.before, both.now) is False
        else f"{FILES}, or another version of the method"
    )
    new = [Change(PROBLEMS, _place(place), NOTHING, what, cause) for place, what in later.items() if place not in then]
    solved = [
        Change(PROBLEMS, _place(place), what, "no longer a problem", cause, False)
        for place, what in then.items()
        if place not in later
    ]
    return new + solved


def _place(place: tuple[str, str]) -> str:
    path, record = place
    return path if record in ("0", "<NA>", "None", "nan") else f"{path}, no. {record}"


def _method(both: Pair) -> list[Change]:
    """Return the corrections that were made or taken back, and another version of the method."""
    made, withdrawn = (
        turnover.corrections(both.before, both.now) if "corrections" not in both.before.missing else ([], [])
    )
    found = [Change(METHOD, row, NOTHING, "correction made", turnover.OWN) for row in made]
    found += [Change(METHOD, row, "in force", "correction taken back", turnover.OWN) for row in withdrawn]
    if turnover.another_method(both.before, both.now):
        was, is_ = (state.pipeline or state.method or "not noted" for state in (both.before, both.now))
        found.append(Change(METHOD, "Version of the method", was, is_, turnover.METHOD))
    return found


LOOKS: Mapping[tuple[str, ...], Callable[[Pair], list[Change]]] = {
    (NEWCOMERS, VANISHED): _comings,
    (TONE,): _tone,
    (AHEAD,): _ahead,
    (DUE,): _due,
    (ARTICLES,): _turned,
    (PROBLEMS,): _problems,
    (METHOD,): _method,
}
"""What is looked for, by the sections that it fills."""
