"""Names that stand inside longer ones: "Indiana" in "University of Southern Indiana", "Warhol" in "Warhol Museum".

Corpora that annotate names within names, as GUM does, count them for the place or person too. The product does not: who
reads of the U.S. Department of Agriculture has read of one actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wirebook import knowledge
from wirebook.annotate import lexicon
from wirebook.annotate.directory import as_actor, as_place
from wirebook.annotate.records import Actor, Mention

NAMED = ("name", "alias", "capital")
"""Forms that are names by the CoNLL-2003 convention. Adjectives of nationality are not: they are its class MISC."""


def inner(found: Sequence[Mention], actors: Sequence[Actor]) -> Iterator[tuple[Actor, str]]:
    """Yield whom names name inside longer ones: known places, and persons and places that the article has elsewhere."""
    by_id = {actor.actor_id: actor for actor in actors}
    named = _named(found, by_id)
    for mention in found:
        tokens = lexicon.cut(mention.text)
        if mention.form not in NAMED or len(tokens) < 2 or by_id[mention.actor_id].type in ("person", "country"):
            continue
        position = 0
        while position < len(tokens):
            actor, length = _at(tokens, position, named, by_id)
            if actor is not None and actor.actor_id != mention.actor_id and length < len(tokens):
                yield actor, mention.text[tokens[position].start : tokens[position + length - 1].end]
            position += length


def _named(found: Sequence[Mention], by_id: Mapping[str, Actor]) -> Mapping[tuple[str, ...], Actor]:
    return {
        tuple(token.text for token in lexicon.cut(mention.text)): by_id[mention.actor_id]
        for mention in found
        if mention.form in NAMED and by_id[mention.actor_id].type in ("person", "country", "place")
    }


def _at(
    tokens: Sequence[lexicon.Token],
    position: int,
    named: Mapping[tuple[str, ...], Actor],
    by_id: Mapping[str, Actor],
) -> tuple[Actor | None, int]:
    """Return whom the words at a position name, and how many tokens they take."""
    for length in range(min(len(tokens) - position, len(tokens) - 1), 0, -1):
        actor = named.get(tuple(token.text for token in tokens[position : position + length]))
        if actor is not None:
            return actor, length
    entry = lexicon.match(tokens, position, end=len(tokens), index=lexicon.entries())
    if entry is None:
        return None, 1
    known = [knowledge.actors()[alias.actor_id] for alias in entry.aliases if alias.form in NAMED]
    country = next((actor for actor in known if actor.type == "country"), None)
    if country is not None:
        return by_id.get(country.actor_id) or as_actor(country), len(entry.tokens)
    if entry.place is None:
        return None, len(entry.tokens)
    made = as_place(entry.place)
    return by_id.get(made.actor_id, made), len(entry.tokens)
