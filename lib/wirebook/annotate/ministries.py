"""A ministry or a body like it that an article has named with its country, and then without: "the foreign ministry"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence

from wirebook.annotate.document import Document
from wirebook.annotate.records import Actor, Mention

NAMED = re.compile(r"(?:\w['’]s?|\w) (?P<body>[\w-]+ (?:ministry|bank|department|parliament))\Z", re.IGNORECASE)
"""A country's body with what it is: "China’s foreign ministry", "Turkish central bank"."""

HOW = "part of a name in the article"
CONFIDENCE = 0.75


def resolve(doc: Document, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[Mention]:
    """Return a mention for each body that stands without its country, where the article names one such body alone.

    Args:
        doc: the article.
        mentions: its named mentions, which do not overlap, in the order of the text.
        actors: the actors by `actor_id`.
    """
    bodies: dict[str, dict[str, int]] = {}
    for mention in mentions:
        named = NAMED.search(mention.text)
        if named and actors[mention.actor_id].type == "organization":
            bodies.setdefault(named["body"].lower(), {}).setdefault(mention.actor_id, mention.end)
    found: list[Mention] = []
    for body, named_by in bodies.items():
        if len(named_by) > 1:
            continue
        [(actor_id, first)] = named_by.items()
        for match in re.compile(rf"\bthe ({re.escape(body)})\b(?! of\b)", re.IGNORECASE).finditer(doc.text, first):
            start, end = match.span(1)
            at = bisect.bisect_right(mentions, start, key=lambda mention: mention.end)
            if at < len(mentions) and mentions[at].start < end:
                continue
            found.append(
                Mention(
                    sentence=doc.sentence_at(start),
                    start=start,
                    end=end,
                    text=doc.text[start:end],
                    form="name",
                    actor_id=actor_id,
                    confidence=CONFIDENCE,
                    how=HOW,
                )
            )
    return found
