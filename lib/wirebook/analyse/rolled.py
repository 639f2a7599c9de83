"""Roll persons and offices of a state up into its country: who speaks or acts for a government counts as its country.

A person counts as the country whose national office the knowledge tables give them on the day of the article, or as the
organisation that they head; a ministry, an agency and the armed forces of a country always count as the country.
Leaders of parties stay persons, and parliaments, courts and central banks themselves: none is its country's government.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from wirebook import knowledge
from wirebook.annotate.offices import NATIONAL
from wirebook.knowledge import Office, own
from wirebook.knowledge.own import Own

OF_STATE: tuple[Office, ...] = (*(office for office in NATIONAL if office != "party_leader"), "ambassador")
"""The offices that speak for a country."""

EXECUTIVE = frozenset({"ministry", "agency", "military"})
"""The kinds of organisations that are part of a country's government."""

PART = "part"
"""The kind of a country that is part of another ("Scotland"): not it, but the whole has the code."""


def up(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return mentions with the actors that they count as.

    `mentions` has the columns actor_id, actor, type and published_latest (ISO day; null: nobody is known to be in
    office). The same columns are returned, with those of the country or organisation in their place.
    """
    pairs = mentions[["actor_id", "published_latest"]].drop_duplicates()
    into = {
        (actor_id, day): country_or_body
        for actor_id, day in zip(pairs["actor_id"], pairs["published_latest"].fillna(""), strict=True)
        if (country_or_body := _counts_as(actor_id, day, own.current())) is not None
    }
    if not into:
        return mentions
    keys = zip(mentions["actor_id"], mentions["published_latest"].fillna(""), strict=True)
    whom = pd.Series([into.get(key) for key in keys], index=mentions.index, dtype="str")
    known = knowledge.actors()
    moved = whom.notna()
    rolled = mentions.copy()
    rolled.loc[moved, "actor_id"] = whom[moved]
    rolled.loc[moved, "actor"] = whom[moved].map(lambda i: known[i].name)
    rolled.loc[moved, "type"] = whom[moved].map(lambda i: known[i].type)
    return rolled


@lru_cache(maxsize=65536)
def _counts_as(actor_id: str, day: str, mine: Own) -> str | None:
    """Return the country or organisation that an actor counts as on a day, None where it counts as itself."""
    actor = knowledge.actors().get(actor_id)
    if actor is None:
        return None
    if actor.type == "organization" and actor.kind in EXECUTIVE and actor.country:
        return countries().get(actor.country)
    if actor.type == "person" and day:
        return _served(day[:10], mine).get(actor_id)
    return None


@lru_cache(maxsize=1024)
def _served(day: str, _: Own) -> Mapping[str, str]:
    """Return the country or organisation that each person in office on a day speaks for; of two offices, the
    country's."""
    headed = {term.actor_id: term.of for term in knowledge.holders("head_of_organization", day=day) if term.of}
    ruled = {
        term.actor_id: country
        for office in OF_STATE
        for term in knowledge.holders(office, day=day)
        if term.country and (country := countries().get(term.country))
    }
    return {i: of for i, of in {**headed, **ruled}.items() if of in knowledge.actors()}


def countries() -> Mapping[str, str]:
    """Return the `actor_id` of each country by its ISO 3166-1 alpha-2 code."""
    return _countries(own.current())


@lru_cache(maxsize=4)
def _countries(_: Own) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for actor in knowledge.actors().values():
        if actor.type == "country" and actor.country and actor.kind != PART:
            found.setdefault(actor.country, actor.actor_id)
    return found
