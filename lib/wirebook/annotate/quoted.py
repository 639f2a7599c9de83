"""Resolve pronouns inside quotations, once it is known who speaks.

"I" is the speaker, and so is "we" where a body speaks. A person's "we" is a team, a government or mankind, and the
person in one of ten cases (Wikinews articles of GUM): it stays unresolved. "He" and "she" are the one person of that
gender, other than the speaker, of whom the quotation or the sentences before it speak.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from wirebook.annotate.document import Document
from wirebook.annotate.pronouns import GENDERS, STYLES
from wirebook.annotate.records import Actor, Mention, Quote
from wirebook.knowledge import name_words
from wirebook.knowledge.name_words import Gender

FIRST = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)(?![\w.])")
FIRST_PLURAL = re.compile(r"\b(?:[Ww]e|[Uu]s|[Oo]ur|[Oo]urs|[Oo]urselves)(?![\w.])")
THIRD = re.compile(rf"\b(?:he|him|his|himself|she|her|hers|herself)\b{STYLES}", re.IGNORECASE)

NUMBERED = re.compile(r"(?:[a-z,]|[A-Z]\w+) [A-Z]\w+ \Z")
"""What makes "I" a numeral: a name before it, as in "World War I"."""

REACH = 2
"""Sentences before that of a pronoun in which a person is looked for."""

SURE, OTHER = 0.9, 0.8
"""Confidence: of the speaker, and of a person of whom somebody speaks."""


def resolve(
    doc: Document, mentions: Sequence[Mention], actors: Sequence[Actor], quotes: Sequence[Quote]
) -> list[Mention]:
    """Return a mention for each pronoun inside a direct quotation that has a safe antecedent, in no order.

    Args:
        doc: the article.
        mentions: its mentions by name, and by pronouns outside quotations, in the order of the text.
        actors: the actors that they name.
        quotes: its statements with their speakers.
    """
    genders = _genders(mentions, actors)
    persons = {actor.actor_id for actor in actors if actor.type == "person"}
    found: list[Mention] = []
    for quote in quotes:
        if quote.kind != "direct" or quote.speaker is None:
            continue
        for start, end, actor_id, confidence in _of(quote, mentions, genders, persons):
            after = bisect.bisect_left(mentions, end, key=lambda m: m.start)  # mentions do not overlap one another
            if not after or mentions[after - 1].end <= start:
                found.append(
                    Mention(
                        sentence=doc.sentence_at(start),
                        start=start,
                        end=end,
                        text=doc.text[start:end],
                        form="pronoun",
                        actor_id=actor_id,
                        confidence=confidence,
                        how="pronoun in a quotation",
                    )
                )
    return found


def _of(
    quote: Quote, mentions: Sequence[Mention], genders: Mapping[str, Gender], persons: Set[str]
) -> Iterator[tuple[int, int, str, float]]:
    """Yield start and end of each pronoun with its actor, and how sure that is."""
    if quote.speaker is not None:
        for match in (FIRST if quote.speaker in persons else FIRST_PLURAL).finditer(quote.text):
            if NUMBERED.search(quote.text, 0, match.start()) and match.group() == "I":
                continue
            yield quote.start + match.start(), quote.start + match.end(), quote.speaker, SURE
    for match in THIRD.finditer(quote.text):
        start = quote.start + match.start()
        spoken_of = _spoken_of(start, quote, mentions, genders, GENDERS[match.group().lower()])
        if len(spoken_of) == 1:
            yield start, quote.start + match.end(), spoken_of.pop(), OTHER


def _spoken_of(
    at: int, quote: Quote, mentions: Sequence[Mention], genders: Mapping[str, Gender], wanted: Gender
) -> set[str]:
    """Return the persons of a gender that are named before a place in a quotation, the speaker apart: those inside it,
    or else those of the sentences before."""
    near = mentions[
        bisect.bisect_left(mentions, quote.sentence - REACH, key=lambda m: m.sentence) : bisect.bisect_left(
            mentions, at, key=lambda m: m.start
        )
    ]
    agreeing = [m for m in near if genders.get(m.actor_id) == wanted and m.actor_id != quote.speaker]
    return {m.actor_id for m in agreeing if m.start >= quote.start} or {m.actor_id for m in agreeing}


def _genders(mentions: Sequence[Mention], actors: Sequence[Actor]) -> Mapping[str, Gender]:
    """Return the gender of persons: by the pronouns that mean them, or by a given name."""
    found: dict[str, Gender] = {}
    for mention in mentions:
        if mention.form == "pronoun" and (gender := GENDERS.get(mention.text.lower())):
            found.setdefault(mention.actor_id, gender)
    for actor in actors:
        gender = name_words.given_names().get(actor.name.split()[0]) if actor.type == "person" else None
        if gender:
            found.setdefault(actor.actor_id, gender)
    return found
