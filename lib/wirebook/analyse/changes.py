"""What changed between two states of a corpus, and why: who came and went, tone, dates, promises, articles, problems.

Both states are counted by the same code, from the tables that each has, so that no difference comes from the counting.
Each change is traced to what is at work in the articles behind it (`turnover`); where several causes are, it is said in
how many of the articles, or by how much (`drifts`). What an earlier run did not keep is not compared, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from wirebook.analyse import about, differences, passages, turnover
from wirebook.analyse.answer import Answer
from wirebook.analyse.differences import AHEAD, DUE, NEWCOMERS, PROBLEMS, TONE, VANISHED, Change, Pair
from wirebook.show import dates, html
from wirebook.tables.kept import Kept

TITLE = "What changed, and why"
COLUMNS = {
    "key": "name of the row",
    "section": "what kind of change it is",
    "what": "what changed",
    "before": "how it was",
    "now": "how it is",
    "cause": "why: new, edited or gone articles, the analyst's corrections, or another version of the method",
    "notable": "whether it is worth a message",
}
SHOWN = {"what": "What", "before": "Before", "now": "Now", "cause": "Why"}
NEEDS = {
    NEWCOMERS: ("mentions", "actors"),
    VANISHED: ("mentions", "actors"),
    TONE: ("tones", "mentions", "actors"),
    AHEAD: ("events", "quotes", "sentences"),
    DUE: ("events", "quotes", "sentences"),
    PROBLEMS: ("problems",),
}
"""The tables that a comparison reads of both states, besides `articles`."""
ESSENTIAL = frozenset(
    {
        "mentions.actor_id", "mentions.article_id", "actors.actor_id", "actors.name", "tones.score", "tones.target",
        "tones.article_id", "events.begin", "events.end_date", "events.status", "sentences.text", "problems.path",
    }
)  # fmt: skip
"""The columns without which a comparison is not made; others are only shown, or fill a detail."""


def changes(before: Kept | None, now: Kept, *, top: int = 20) -> Answer:
    """List what changed between an earlier state of a corpus and a later one, each change with its cause.

    `top` keeps that many changes of each kind (0: all), those in the most articles first. Returns one row a change;
    see COLUMNS. Behind each stand the sentences, of the later state where they are in both. With no earlier state there
    is nothing to compare with, and the answer says so.
    """
    described = about.of(now.tables)
    if before is None:
        return _answer(now, [], 0, (), "No earlier run was different: there is nothing to compare these articles with.")
    both = differences.pair(before, now)
    found: list[Change] = []
    left, lacking = 0, []
    for sections, look in differences.LOOKS.items():
        if gap := _lacking(before, now, sections):
            lacking.append(f"{html.joined([s.lower() for s in sections])} (it lacks {gap})")
            continue
        for section in sections:
            rows = [change for change in look(both) if change.section == section]
            listed = rows[:top] if top > 0 else rows
            found += listed
            left += len(rows) - len(listed)
    since = (
        f"since the run of {when(before)}" if not now.name else f"between the runs of {when(before)} and {when(now)}"
    )
    notes = (*_notes(both), *((f"Not compared: {'; '.join(lacking)}.",) if lacking else ()))
    empty = " ".join([f"Nothing has changed {since}.", *notes[1:]])
    return _answer(now, found, left, notes, empty, since=f", {since}" if described.articles or found else "")


def when(state: Kept) -> str:
    """Write when a run began, for readers."""
    return f"{dates.readable(state.began)}, {state.began[11:16]} UTC" if state.began else "an unknown day"


def _answer(
    now: Kept, found: Sequence[Change], left: int, notes: Sequence[str], empty: str, *, since: str = ""
) -> Answer:
    keys = [f"{change.section}: {change.what}" for change in found]
    numbered = pd.Series(keys, dtype="str")
    again = numbered.groupby(numbered).cumcount()
    named = numbered.where(again == 0, numbered + " no. " + (again + 1).astype("str")).to_list()
    frame = pd.DataFrame(
        {
            "key": named,
            **{c: [getattr(change, c) for change in found] for c in ("section", "what", "before", "now", "cause")},
            "notable": [change.notable for change in found],
        }
    ).astype({c: "bool" if c == "notable" else "str" for c in COLUMNS})
    behind = [
        change.evidence.assign(key=key)
        for key, change in zip(named, found, strict=True)
        if change.evidence is not None and len(change.evidence)
    ]
    return Answer(
        title=TITLE + since,
        frame=frame[list(COLUMNS)],
        columns=COLUMNS,
        key="key",
        passages=pd.concat(behind, ignore_index=True) if behind else passages.none(),
        about=about.of(now.tables),
        shown=SHOWN,
        cautions=(*notes, *((f"Left out: {html.counted(left, 'change')} in fewer articles.",) if left else ())),
        why_empty=empty,
        group="section",
    )


def _lacking(before: Kept, now: Kept, sections: Iterable[str]) -> str:
    needed = {table for section in sections for table in NEEDS.get(section, ())}
    missing = (before.missing | now.missing) & (needed | {c for c in ESSENTIAL if c.partition(".")[0] in needed})
    return ", ".join(sorted(missing))


def _notes(both: Pair) -> tuple[str, ...]:
    """Say how many articles both states share, and what makes them hard to compare."""
    turned, before, now = both.turned, both.before, both.now
    counts = (
        f"Articles: {len(turned.new):,} new, {len(turned.edited):,} edited, {len(turned.gone):,} gone, "
        f"{len(turned.shared):,} the same in both."
    )
    said = [counts]
    if before.corpus != now.corpus:
        said.append(f"The earlier run read another folder, {before.corpus or 'which it does not name'}.")
    if before.selection != now.selection:
        said.append(
            f"The earlier run chose other articles ({_chosen(before)}; now {_chosen(now)}): what is new or gone may be "
            "so by the choice."
        )
    if turnover.another_method(before, now) is None:
        said.append("Whether the method is another version cannot be told: the earlier run did not note it.")
    if turned.same == turnover.EITHER and turnover.another_method(before, now):
        said.append("Corrections and method have both changed: what each does to the same articles cannot be told.")
    return tuple(said)


def _chosen(state: Kept) -> str:
    return ", ".join(f"{name} {value}" for name, value in state.selection.items()) or "all"
