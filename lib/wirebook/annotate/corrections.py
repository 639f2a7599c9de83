"""Lay an analyst's corrections over what an article's mentions mean: merged, split and ignored actors.

What is added to the tables (actors, names, offices) has done its work by then: `knowledge` lays it over the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wirebook import knowledge
from wirebook.annotate.directory import as_actor
from wirebook.annotate.records import Actor, Mention
from wirebook.knowledge import own
from wirebook.knowledge.own import Correction, Own, slug


def apply(path: str, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> tuple[list[Mention], list[Actor]]:
    """Return the mentions of an article, and the actors mentioned, with the corrections in force.

    Args:
        path: the article's, relative to the corpus.
        mentions: its mentions, pronouns included.
        actors: the actors that they mean, by `actor_id`.
    """
    mine = own.current()
    ids = {mention.actor_id: mention.actor_id for mention in mentions}
    kept = dict(actors)
    if mine != own.NOTHING:
        for actor_id in ids:
            actor = _meant(actors[actor_id], mine, path)
            ids[actor_id] = actor.actor_id
            kept[actor.actor_id] = actor
        ignored = {row.name for row in mine.of("ignore")}
        mentions = [m for m in mentions if m.text not in ignored and actors[m.actor_id].name not in ignored]
    found = [m if ids[m.actor_id] == m.actor_id else replace(m, actor_id=ids[m.actor_id]) for m in mentions]
    return found, [kept[actor_id] for actor_id in dict.fromkeys(m.actor_id for m in found)]


def _meant(actor: Actor, mine: Own, path: str) -> Actor:
    """Return whom an actor of an article is: itself, the one it was merged into, or the one split off it here."""
    for row in mine.splits(path):
        if row.name in (actor.name, actor.actor_id) or knowledge.actor_of(row.name) == actor.actor_id:
            return _named(row, row.other[0], actor)
    into = knowledge.merged(mine).get(actor.actor_id)
    if into is None:
        return actor
    row = next(row for row in mine.of("merge") if knowledge.actor_of(row.name) == into)
    return _named(row, row.name, actor)


def _named(row: Correction, name: str, before: Actor) -> Actor:
    """Return the actor of a name in a correction: a known one, else of the type that the row or the mention says."""
    known = knowledge.actors().get(knowledge.actor_of(name))
    if known is not None:
        return as_actor(known)
    return Actor(
        actor_id=slug(name), name=name, type=row.type or before.type, country=row.country or before.country, known=False
    )
