"""Who a phrase names: the actor among the mentions in it that stands at its head."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence

from wirebook.annotate.records import Actor, Mention
from wirebook.knowledge import name_words

LINKS = (" of ", " for ", " from ", " at ", " with ", " in ", " on ", ",")
OFFICE = re.compile(
    r"\b(?:archbishop|chancellor|chief|director|governor|head|leader|mayor|minister|president|secretary|speaker)"
    r" (?:of|for) (?P<what>\w.*)",
    re.IGNORECASE,
)
"""An office with what it is of, which a name may follow: "Secretary of State William Rogers"."""
OWN_OFFICE: Mapping[str, re.Pattern[str]] = {
    "person": re.compile(r"(?:['’]s?)? office", re.IGNORECASE),
    "country": re.compile(r"(?:['’]s?)? (?:cabinet|delegation|embassy|government|presidency)", re.IGNORECASE),
}
"""What speaks for somebody whose it is, by the type of the actor: "Marlowe’s office", "Peru’s embassy"."""
LONGEST_BEFORE = 30
"""Characters of a title before the name of somebody whose office speaks."""
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
SPEAKS_FOR = ("spokesman", "spokeswoman", "spokesperson", "statement", "spokespeople")


class Speakers:
    """The mentions of a document, to be asked whom a span of text names."""

    def __init__(self, text: str, mentions: Sequence[Mention], actors: Sequence[Actor]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._types: Mapping[str, str] = {actor.actor_id: actor.type for actor in actors}

    def of(self, start: int, end: int) -> str | None:
        """Return the `actor_id` of the head of a noun phrase, or None.

        The head is the last name before "of", "for" or a comma, persons before others, no possessor ("Xi’s envoy"). A
        spokesman "for X" speaks for the organisation X.
        """
        phrase = self._text[start:end]
        inside = self._within(start, end)
        cuts = [start + at for link in LINKS if (at := phrase.find(link)) > 0]
        head = min((at for at in cuts if not any(m.start < at < m.end for m in inside)), default=end)
        heads = [m for m in inside if m.end <= head and not self._possessor(m, end)]
        if (whose := self._office_of(start, end, inside)) is not None:
            return whose
        persons = [m for m in heads if self._types.get(m.actor_id, "person") == "person"]
        for found in (persons, [m for m in heads if m.form != "demonym"]):
            if found:
                return found[-1].actor_id
        if inside and self._is_titled(phrase[: inside[-1].start - start]) and inside[-1].end == end:
            return inside[-1].actor_id
        if any(word in phrase.casefold() for word in SPEAKS_FOR):
            for mention in inside:
                if self._types.get(mention.actor_id) in ("organization", "country", "group"):
                    return mention.actor_id
        return None

    def first(self, start: int, end: int) -> str | None:
        """Return the `actor_id` of the first mention in a span, or None."""
        return next((m.actor_id for m in self._within(start, end)), None)

    def _within(self, start: int, end: int) -> list[Mention]:
        at = bisect.bisect_left(self._starts, start)
        found: list[Mention] = []
        while at < len(self._mentions) and self._mentions[at].start < end:
            if self._mentions[at].end <= end:
                found.append(self._mentions[at])
            at += 1
        return found

    def _office_of(self, start: int, end: int, inside: Sequence[Mention]) -> str | None:
        """Return whose office or government a phrase is, which it speaks for: "Marlowe’s office", "her office"."""
        own = OWN_OFFICE.get(self._types.get(inside[0].actor_id, "")) if inside else None
        if own is None or not own.fullmatch(self._text, inside[0].end, end):
            return None
        return inside[0].actor_id if inside[0].start - start <= LONGEST_BEFORE else None

    @staticmethod
    def _is_titled(before: str) -> bool:
        """Say whether the words before a name are its title, and the name is not what that is of."""
        office = OFFICE.search(before)
        return office is not None and office["what"].strip().casefold() not in name_words.person_titles()

    def _possessor(self, mention: Mention, end: int) -> bool:
        if mention.form == "pronoun" and mention.end < end and mention.text.lower() in POSSESSIVES:
            return True
        return mention.end < end and self._text[mention.end : mention.end + 2] in ("’s", "'s", "’ ", "' ")
