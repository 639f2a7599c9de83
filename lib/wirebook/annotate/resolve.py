"""Decide whom each mention means: within the article first, then against the knowledge tables.

Within the article the fullest form of a name is the actor, and shorter forms (surname, title and surname, acronym, the
beginning of an organisation's name) are mentions of it. Known actors are found by their names; where a form may mean
several, it is the one that the article names in full, else the one in office when the article was published. Unknown
names are actors of their own, `known` False, under the slug of the fullest form.

`how` says what decided, and `CONFIDENCE` what share of such mentions is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from wirebook.annotate import corrections, ministries, offices, pronouns
from wirebook.annotate.capitals import is_government
from wirebook.annotate.directory import Directory
from wirebook.annotate.document import Document
from wirebook.annotate.introductions import introduced
from wirebook.annotate.mentions import Candidate
from wirebook.annotate.records import Actor, Form, Mention
from wirebook.knowledge import words
from wirebook.knowledge.name_words import capital_cues

PLACES = ("country", "place")

LINKS = (" and ", " or ", ", and ", ", or ")
"""What joins capitals that are all cities or all governments ("talks in Paris and London")."""

SPOKEN = frozenset(("in", "into", "speak", "speaks", "spoke", "speaking", "learn", "learning", "taught", "fluent"))
"""Words that a language follows."""

NO_NOUN = frozenset(
    (",", ".", ";", ":", ")", "?", "!", "and", "or", "but", "that", "to", "on", "at", "for", "with", "as")
)
"""What follows an adjective that stands alone."""

LONGEST_NOUN = 24
"""Characters of what somebody is, before the name."""

ABOUT = 3
"""How often an article names a city that it is about."""

CREDIT = re.compile(
    r"\b(?:(?:Image|(?:File|Handout) photo|Photo|Photograph|Picture|Illustration|Graphic|Video|Map|Chart)s?"
    r"(?: credit| courtesy)?|Credit)(?: ?:| by:?| courtesy of| from) ?[^\n.]{1,80}"
)
"""Who is credited with a picture: no actor of the article."""

CONFIDENCE = {
    "known name": 0.8,
    "known name, one of several": 0.6,
    "place name": 0.9,
    "capital as government": 0.8,
    "capital as city": 0.9,
    "surname of a name in the article": 0.7,
    "part of a name in the article": 0.35,
    "acronym of a name in the article": 0.75,
    "surname of an office holder": 0.75,
    "head word": 0.7,
    "title before": 0.8,
    "given name": 0.85,
    "person after": 0.55,
    "hyphenated given name": 0.9,
    "place in the name": 0.45,
    "speaker": 0.75,
    "place cue": 0.7,
    "weak place cue": 0.45,
    "capital inside": 0.35,
    "acronym": 0.4,
    "determiner": 0.2,
    "common words": 0.3,
    "capitals": 0.45,
}
"""The share of mentions, by what decided, that were right in span and type on public data (`name_words.md`)."""


def link(doc: Document, candidates: Sequence[Candidate], *, published: str | None) -> tuple[list[Mention], list[Actor]]:
    """Resolve the candidates of a document to actors.

    Args:
        doc: the article, cut into sentences.
        candidates: what `mentions.find` found in it.
        published: the day of publication (ISO 8601, any precision), None where it is not known: surnames alone are
            then not taken for those in office.

    Returns:
        The mentions in the order of the text, pronouns with a safe antecedent among them, and the actors mentioned.
    """
    credited = [match.span() for match in CREDIT.finditer(doc.text)]
    passed = [*credited, *pronouns.epithets(doc.text)]
    candidates = [c for c in candidates if not any(start <= c.start < end for start, end in passed)]
    candidates = _without_languages(doc.text, candidates)
    directory = Directory(candidates, published=published, introduced=introduced(doc.text, candidates))
    cities = _cities(candidates)
    mentions: list[Mention] = []
    listed: Candidate | None = None
    previous: Candidate | None = None
    government, inside = False, False
    for candidate in candidates:
        actor, how = directory.actor(candidate)
        form: Form = candidate.form
        sense = candidate.sense if actor.type in PLACES else None
        if form == "capital":
            if listed is None or doc.text[listed.end : candidate.start] not in LINKS:
                inside = previous is not None and _is_within(doc.text, previous, candidate)
                city = _is_city(candidate, cities)
                government = is_government(candidate) and not city and not inside
            listed = candidate
            how = "capital as government" if government else "capital as city"
            sense = "polity" if government else "place"
            if not government:
                state = f"{candidate.text} State" if inside else ""
                actor, form = directory.city(candidate, state=state), "name"
        elif actor.actor_id not in {alias.actor_id for alias in candidate.aliases}:
            form = "name"
        previous = candidate
        mentions.append(
            Mention(
                sentence=candidate.sentence,
                start=candidate.start,
                end=candidate.end,
                text=candidate.text,
                form=form,
                actor_id=actor.actor_id,
                sense=sense,
                confidence=_confidence(candidate, how),
                how=how,
            )
        )
    titles = _titles(doc.text, candidates, mentions)
    mentions += ministries.resolve(doc, mentions, directory.actors())
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    for mention, holder in offices.resolve(doc, mentions, directory.actors(), titles, published=published):
        if holder:
            directory.add_known(holder)
        mentions.append(mention)
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    mentions += pronouns.resolve(doc, mentions, directory.actors(), genders=directory.genders())
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return corrections.apply(doc.article.path, mentions, directory.actors())


def _is_city(candidate: Candidate, cities: Set[str]) -> bool:
    """Say whether the model tells a capital to be the city: no government for it, unless it speaks or is dealt with."""
    speaks = candidate.after[:1] and candidate.after[0] in words.speech_verbs()
    dealt_with = candidate.before[:1] and candidate.before[0] in capital_cues("dealings")
    sure = candidate.surely_place and not speaks and not dealt_with
    return sure or (candidate.sense == "place" and candidate.text in cities)


def _without_languages(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without adjectives of nationality that name a language: "in Spanish and then English"."""
    kept: list[Candidate] = []
    language = 0
    for candidate in candidates:
        if candidate.form == "demonym" and (not candidate.after or candidate.after[0] in NO_NOUN):
            linked = language and text[language : candidate.start] in (*LINKS, " and then ", " and in ", ", ")
            if linked or (candidate.before[-1:] and candidate.before[-1] in SPOKEN):
                language = candidate.end
                continue
        kept.append(candidate)
    return kept


def _is_within(text: str, place: Candidate, candidate: Candidate) -> bool:
    """Say whether a capital's name says where a place lies: "Renton, Washington, is"."""
    beside = place.type == "place" and place.form == "name" and text[place.end : candidate.start] == ", "
    return beside and (not candidate.after or candidate.after[0] in (",", "."))


def _cities(candidates: Sequence[Candidate]) -> Set[str]:
    """Return the capitals that an article is about as cities, by the model: most often the place, and several times."""
    senses = Counter((c.text, c.sense) for c in candidates if c.form == "capital")
    return {
        text
        for (text, sense), times in senses.items()
        if sense == "place" and times >= ABOUT and times > senses[text, "polity"]
    }


def _titles(text: str, candidates: Sequence[Candidate], mentions: Sequence[Mention]) -> Mapping[str, frozenset[str]]:
    """Return what stands before each actor's names, in lower case: titles, and what one is ("a suspect, Carter")."""
    found: dict[str, frozenset[str]] = {}
    for candidate, mention in zip(candidates, mentions, strict=True):
        *_, noun = ("", *text[max(0, candidate.start - LONGEST_NOUN) : candidate.start].split())
        introduced = {noun[:-1]} & pronouns.NAMELESS if noun.endswith(",") and candidate.type == "person" else set()
        called = {candidate.title} if candidate.title else introduced
        if called:
            found[mention.actor_id] = found.get(mention.actor_id, frozenset()) | called
    return found


def _confidence(candidate: Candidate, how: str) -> float:
    """Return the share of mentions like this that are right; the model's own probability where it decided."""
    if candidate.probability is not None and how == candidate.how:
        return candidate.probability
    return CONFIDENCE[how]
