"""Offices that an article gives to persons of whom the knowledge tables do not know it: rows that they may lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wirebook import knowledge
from wirebook.annotate.document import Document
from wirebook.annotate.offices import NATIONAL, Spot, country_at, named_across, named_after, spots
from wirebook.annotate.records import Actor, Mention, Proposal


def find(
    doc: Document, mentions: Sequence[Mention], actors: Mapping[str, Actor], *, published: str | None
) -> list[Proposal]:
    """Return the offices of a country that the article gives to persons of whom the knowledge tables do not know it.

    "Japan's prime minister, Ada Marlowe", "Ada Marlowe, the Japanese prime minister", "Prime Minister Ada Marlowe of
    Japan": where another holds the office on the day of publication, or nobody does.
    """
    found: list[Proposal] = []
    for spot in spots(doc, [m for m in mentions if m.form != "title"], actors):
        person = named_after(spot, actors) or named_across(spot, actors)
        country = spot.country or (_behind(spot, person, actors) if person else None)
        office = knowledge.office(spot.title, country=country)
        if not (person and country and published and office in NATIONAL and spot.told_of(published)):
            continue
        if any(t.actor_id == person.actor_id for t in knowledge.holders(office, country=country, day=published[:10])):
            continue
        start = min(spot.line.tokens[spot.begin].start, person.start)
        stop = max(spot.line.tokens[spot.end - 1].end, person.end)
        found.append(
            Proposal(
                sentence=spot.line.sentence.sentence,
                start=start,
                end=stop,
                text=doc.text[start:stop],
                actor_id=person.actor_id,
                name=actors[person.actor_id].name,
                title=spot.title,
                office=office,
                country=country,
            )
        )
    return found


def _behind(spot: Spot, person: Mention, actors: Mapping[str, Actor]) -> str | None:
    """Return the country that follows a title and a name: "Prime Minister Ada Marlowe of Japan"."""
    line = spot.line
    after = line.token_at(person.end)
    if after >= len(line.tokens) or line.tokens[after].text != "of":
        return None
    mention = country_at(line, after + 1, actors)
    return actors[mention.actor_id].country if mention else None
