"""Decide whom each mention means: within the article, and against the knowledge tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook import knowledge
from wirebook.annotate.document import Document
from wirebook.annotate.mentions import Candidate
from wirebook.annotate.records import Actor, Mention


def slug(name: str) -> str:
    """Return a stable identifier of a name: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"\w+", name.casefold()))


def link(doc: Document, candidates: Sequence[Candidate], *, published: str | None) -> tuple[list[Mention], list[Actor]]:
    """Resolve the candidates of a document to actors."""
    mentions: list[Mention] = []
    actors: dict[str, Actor] = {}
    for candidate in candidates:
        actor_id = candidate.aliases[0].actor_id if candidate.aliases else slug(candidate.text)
        row = knowledge.actors().get(actor_id)
        actors.setdefault(
            actor_id,
            Actor(
                actor_id=actor_id,
                name=row.name if row else candidate.text,
                type=row.type if row else candidate.type,
                country=row.country if row else None,
                wikidata=row.wikidata if row else None,
                known=row is not None,
            ),
        )
        mentions.append(
            Mention(
                sentence=candidate.sentence,
                start=candidate.start,
                end=candidate.end,
                text=candidate.text,
                form=candidate.form,
                actor_id=actor_id,
                confidence=0.9 if row else 0.5,
                how=candidate.how,
            )
        )
    return mentions, list(actors.values())
