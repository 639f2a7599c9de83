"""What two states of a corpus share: which articles are the same, edited, new or gone, and what else has changed.

Every change between two states comes from one of these: articles that are new, edited or gone; or, where an article is
the same in both, the analyst's corrections or another version of the method, as an article's annotation depends on
nothing else. A difference over the articles that both share is therefore theirs alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wirebook.show import html
from wirebook.tables import select
from wirebook.tables.kept import Kept

NEW, EDITED, GONE = "new articles", "edited articles", "articles that are gone"
OWN, METHOD = "corrections by the analyst", "another version of the method"
EITHER = "corrections by the analyst or another version of the method, which cannot be told apart"
OTHERWISE = "another reading of the same articles"
EDITED_OR_READ = "articles edited, or read otherwise by the new version, which cannot be told apart"
CHOICE = "another choice of articles"
STATED = ("metadata", "filename")
"""Where a date of publication comes from that is the article's own rather than the method's."""
ALIKE = 0.5
"""Share of their words that two texts at one place of a file of many articles have in common, to be one article."""
FIELDS = {"title": "headline", "source": "source", "stated": "date"}
"""What of an article may be edited besides its text."""


@dataclass(frozen=True, slots=True, eq=False)
class Turnover:
    """Which counted articles two states share, and the cause of a difference in each of the others."""

    now: Mapping[str, str]
    """The cause of what is new in an article of the later state, by its `article_id`."""
    before: Mapping[str, str]
    """The cause of what is missing of an article of the earlier one."""
    edited: Mapping[str, str]
    """Edited articles: the `article_id` of the earlier version by that of the later."""
    fields: Mapping[str, tuple[str, ...]]
    """What was edited, by the `article_id` of the later version: text, headline, source, date."""
    new: tuple[str, ...]
    gone: tuple[str, ...]
    shared: frozenset[str]
    same: str | None
    """The cause of differences in articles that are the same; None where there can be none."""

    @property
    def nothing(self) -> bool:
        """Whether the articles and all that is read of them are the same."""
        return not (self.edited or self.new or self.gone or self.same)


def of(before: Kept, now: Kept) -> Turnover:
    """Compare the counted articles of two states."""
    then, later = (_articles(state) for state in (before, now))
    both = then.index.intersection(later.index)
    old_facts, new_facts = then[[*FIELDS]].to_dict("index"), later[[*FIELDS]].to_dict("index")
    fields = {i: found for i in both if (found := _changed(old_facts[i], new_facts[i]))}
    moved = _moved(then.drop(both), later.drop(both))
    fields |= {i: ("text", *_changed(old_facts[old], new_facts[i])) for i, old in moved.items()}
    edited = {i: i for i in both if i in fields} | moved
    new = tuple(i for i in later.index if i not in both and i not in moved)
    gone = tuple(i for i in then.index if i not in both and i not in set(moved.values()))
    another_choice = before.selection != now.selection
    text = EDITED if another_reading(before, now) is False else EDITED_OR_READ
    same = _same(before, now)
    shared = frozenset(both) - set(edited)
    rest = dict.fromkeys(shared, same or OTHERWISE)
    return Turnover(
        now=rest | dict.fromkeys(edited, text) | dict.fromkeys(new, CHOICE if another_choice else NEW),
        before=rest | dict.fromkeys(edited.values(), text) | dict.fromkeys(gone, CHOICE if another_choice else GONE),
        edited=edited,
        fields=fields,
        new=new,
        gone=gone,
        shared=shared,
        same=same,
    )


def worded(causes: Iterable[str]) -> str:
    """Say which causes are at work, given one an article: with several, in how many articles each is."""
    counts = pd.Series(list(causes), dtype="str").value_counts(sort=False)
    if len(counts) < 2:
        return "".join(counts.index)
    ordered = counts.sort_values(ascending=False, kind="stable")
    return html.joined([f"{cause} ({number:,} of {counts.sum():,})" for cause, number in ordered.items()])


def corrections(before: Kept, now: Kept) -> tuple[list[str], list[str]]:
    """Return the corrections that are made now and were not before, and those taken back, each in words."""
    then, later = (_corrections(state) for state in (before, now))
    return [row for row in later if row not in then], [row for row in then if row not in later]


def another_method(before: Kept, now: Kept) -> bool | None:
    """Whether the method is another version, corrections apart; None where that cannot be told."""
    if before.pipeline and now.pipeline:
        return before.pipeline != now.pipeline
    if before.method == now.method:
        return False
    if before.package and before.package == now.package:
        return False
    corrected = any(corrections(before, now)) or "corrections" in before.missing
    return None if corrected else True


def another_reading(before: Kept, now: Kept) -> bool | None:
    """Whether files are read by another version; None where that cannot be told."""
    if before.reading and now.reading:
        return before.reading != now.reading
    return False if before.package and before.package == now.package else None


def _same(before: Kept, now: Kept) -> str | None:
    method, corrected = another_method(before, now), any(corrections(before, now))
    if method is None or (method and corrected):
        return EITHER
    if method:
        return METHOD
    return OWN if corrected else None


def _articles(state: Kept) -> pd.DataFrame:
    """Return the counted articles of a state by their identifier."""
    articles = select.counted(state.tables["articles"]).drop_duplicates("article_id").set_index("article_id")
    return articles.assign(stated=articles["published"].where(articles["published_from"].isin(STATED)))


def _changed(then: Mapping[Any, Any], later: Mapping[Any, Any]) -> tuple[str, ...]:
    return tuple(
        word
        for field, word in FIELDS.items()
        if not (then[field] == later[field] or (pd.isna(then[field]) and pd.isna(later[field])))
    )


def _moved(then: pd.DataFrame, later: pd.DataFrame) -> dict[str, str]:
    """Return, of articles without their like, those that stand where another stood: by address, or by place."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    articles = later["path"].value_counts()
    for place in (["url"], ["path", "record"]):
        pairs = (
            later.reset_index()
            .dropna(subset=place)
            .merge(then.reset_index().dropna(subset=place), on=place, suffixes=("", "_then"))
        )
        for row in pairs.to_dict("records"):
            one, other = str(row["article_id"]), str(row["article_id_then"])
            if one in found or other in taken:
                continue
            single = place == ["url"] or (articles[row["path"]] == 1 and not row["record"])
            if single or _alike(str(row["text"]), str(row["text_then"])):
                found[one] = other
                taken.add(other)
    return found


def _alike(one: str, other: str) -> bool:
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return bool(first | second) and len(first & second) / len(first | second) >= ALIKE


def _corrections(state: Kept) -> list[str]:
    """Return what the analyst has corrected, a line a row; notes and places in the file apart."""
    rows = state.tables["corrections"].drop(columns=["line", "note"], errors="ignore")
    said = []
    for row in rows.to_dict("records"):
        values = [", ".join(v) if hasattr(v, "__iter__") and not isinstance(v, str) else v for v in row.values()]
        said.append(" · ".join(str(v) for v in values if isinstance(v, str) and v))
    return said
