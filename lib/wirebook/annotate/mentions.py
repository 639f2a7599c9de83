"""Find the names in an article: exact spans, with what each may mean.

A first version: the surface forms of the knowledge tables, and runs of capitalised words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wirebook import knowledge
from wirebook.annotate.document import Document
from wirebook.annotate.records import ActorType, Form
from wirebook.knowledge import Alias

NAME = re.compile(r"[A-Z][\w&]*(?:[ -][A-Z][\w&]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One span that may name an actor."""

    sentence: int
    start: int
    end: int
    text: str
    type: ActorType
    form: Form
    aliases: tuple[Alias, ...] = ()
    """The rows of the knowledge tables that the span may mean; empty where it is unknown."""
    title: str | None = None
    """The title before it, in lower case ("prime minister", "mr")."""
    how: str


def find(doc: Document) -> list[Candidate]:
    """Find the names of a document, in the order of the text; spans do not overlap."""
    found: list[Candidate] = []
    for sentence in doc.sentences:
        for match in NAME.finditer(sentence.text):
            text = match.group()
            aliases = knowledge.aliases().get(text, ())
            if not aliases and match.start() == 0:
                continue
            start = sentence.start + match.start()
            found.append(
                Candidate(
                    sentence=sentence.sentence,
                    start=start,
                    end=start + len(text),
                    text=text,
                    type=knowledge.actors()[aliases[0].actor_id].type if aliases else "organization",
                    form=aliases[0].form if aliases else "name",
                    aliases=aliases,
                    how="alias" if aliases else "capitals",
                )
            )
    return found
