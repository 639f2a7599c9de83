"""Resolve third-person pronouns, and what the press calls persons instead, whose antecedent is safe; others stay.

After Hobbs (1978, "Resolving pronoun references") and Lappin and Leass (1994): subjects before other mentions, the
pronoun's own sentence before earlier ones, agreement in gender and number. Only `he` and `she` (persons) and `it` and
`its` (countries, organisations, groups) are tried; a pronoun inside a quotation is left alone, as it may mean somebody
of whom the article speaks elsewhere; `they` has too many antecedents that are no actors. Like a pronoun are "the
75-year-old" and "the Ohio Democrat", which journalists write so as not to repeat a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wirebook.annotate.document import QUOTED, Document
from wirebook.annotate.records import Actor, Mention
from wirebook.knowledge import calendar, name_words, words
from wirebook.knowledge.name_words import Gender

STYLES = r"(?! (?:Majesty|Highness|Excellency|Holiness|Eminence|Honou?r|Lordship|Ladyship|Grace)\b)"
"""What is no possessor before it: "His Majesty"."""

PRONOUN = re.compile(rf"\b(?:he|him|his|himself|she|her|hers|herself|it|its|itself)\b{STYLES}", re.IGNORECASE)
EPITHET = re.compile(
    r"(?<=\b[Tt]he )(?:\d{2}-year-old|(?P<place>[A-Z]\w*(?: [A-Z]\w*){0,2}) (?:Democrat|Republican))"
    r"(?= (?P<next>[a-z]+)\b| [(“\"]|[,.;:!?’'\n]|$)"
)
"""What a person is called instead of by name: by age, or by party and where from."""

INDEFINITE = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|said|says|that|as|because|when|while|where|if) )"
    r"(?:an?|one|another|some)(?: [\w-]+){1,6}",
    re.IGNORECASE,
)
"""What may be somebody without a name: "a senior official"."""

NAMELESS = frozenset(
    {
        "activist", "aide", "analyst", "assailant", "attacker", "boy", "candidate", "detainee", "diplomat",
        "doctor", "driver", "economist", "expert", "father", "girl", "gunman", "hostage", "journalist", "lawmaker",
        "lawyer", "man", "mother", "neighbor", "neighbour", "officer", "official", "patient", "prisoner",
        "protester", "reporter", "resident", "shooter", "soldier", "source", "spokesman", "spokesperson",
        "spokeswoman", "student", "suspect", "teacher", "teenager", "victim", "voter", "witness", "woman", "worker",
    }
)  # fmt: skip
"""Nouns for somebody whom the press does not name."""

KIN: Mapping[Gender, frozenset[str]] = {
    "m": frozenset({"boy", "boyfriend", "brother", "father", "husband", "man", "nephew", "son", "uncle"}),
    "f": frozenset({"aunt", "daughter", "girl", "girlfriend", "mother", "niece", "sister", "wife", "woman"}),
}
"""Nouns for somebody without a name whom a pronoun may mean: "his sister and her husband"."""

KIN_LINKED: Mapping[Gender, re.Pattern[str]] = {
    gender: re.compile(rf"\b(?:{'|'.join(sorted(nouns))}) (?:and|or) $", re.IGNORECASE) for gender, nouns in KIN.items()
}
"""Kin right before the pronoun that means them."""

FORMER = re.compile(r"\bthe (?:former|ex-|late|previous|other) ?[a-z]+")
"""Somebody without a name beside the one who is named: "the former president"."""

SUBJECT_NAMELESS = re.compile(r"\W*(?:an?|the|one|another) (?:[\w-]+ ){0,2}?(?P<noun>[a-z]+)\b", re.IGNORECASE)
"""Somebody without a name whom a sentence begins with: "The suspect told"."""

NEXT_NAMED = re.compile(r", (?=[A-Z])")

BY_PRONOUN, BY_EPITHET = "pronoun", "what a person of the article is called"

TOKEN = re.compile(r"[\w’']+|[^\w\s]")
GENDERS: Mapping[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
OBJECT = frozenset(("him",))
"""Pronouns that do not mean the subject of their clause."""

POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s))")

RELATIVE = frozenset(("that", "which", "who", "whom"))

NEUTER_TYPES = ("country", "organization", "group")
REACH = 2
"""Sentences before that of the pronoun in which a person is looked for."""

LONGEST = 3000
"""Characters of a sentence in which pronouns are looked for: a longer one is no sentence."""

LONGEST_ROLE = 8
"""Words of a subject that a name between commas follows."""

ONLY = 0.8
"""Confidence where one antecedent alone agrees."""

SUBJECT = 0.7
"""Confidence where several agree and the subject is taken."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention as an antecedent."""

    mention: Mention
    subject: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """An earlier sentence: whom it mentions, and whether it is about somebody without a name."""

    seen: Sequence[_Seen]
    nameless: bool


def epithets(text: str) -> list[tuple[int, int]]:
    """Return the spans of what persons are called instead of by name: "75-year-old", "Ohio Democrat"."""
    places, kinds = name_words.place_names(), words.function_words()
    return [
        match.span()
        for match in EPITHET.finditer(text)
        if (match["place"] is None or match["place"] in places)
        and (match["next"] is None or match["next"] in kinds or _is_verb(match["next"]))
    ]


def resolve(
    doc: Document, mentions: Sequence[Mention], actors: Mapping[str, Actor], *, genders: Mapping[str, Gender]
) -> list[Mention]:
    """Return a mention for each pronoun of a document whose antecedent is safe.

    Args:
        doc: the article.
        mentions: its named mentions, in the order of the text.
        actors: the actors by `actor_id`.
        genders: the gender of persons where it is known; others agree with `he` as with `she`.
    """
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: list[Mention] = []
    history: list[_Told] = []
    for sentence in doc.sentences:
        text = sentence.text[:LONGEST]
        here = [
            _Seen(m, _is_subject(doc.text, sentence.start, m))
            for m in by_sentence.get(sentence.sentence, [])
            if m.end <= sentence.start + LONGEST
        ]
        quoted = [(sentence.start + q.start(), sentence.start + q.end()) for q in QUOTED.finditer(text)]
        called = dict(epithets(text))
        for first, last in sorted([*(match.span() for match in PRONOUN.finditer(text)), *called.items()]):
            start, end = sentence.start + first, sentence.start + last
            if any(opening <= start < closing for opening, closing in quoted) or any(
                seen.mention.start <= start < seen.mention.end for seen in here
            ):
                continue  # of somebody who speaks, or part of a name ("He Lifeng")
            before = [seen for seen in here if seen.mention.end <= start]
            word = text[first:last].lower()
            if first in called:
                choice = _called(doc.text, start, end, before, history, actors)
            elif word in GENDERS:
                choice = _person(word, text[:first], start, before, history, actors, genders)
            else:
                choice = _neuter(doc.text, word, start, sentence.start, before, history, actors)
            if choice is None:
                continue
            actor_id, confidence = choice
            mention = Mention(
                sentence=sentence.sentence,
                start=start,
                end=end,
                text=text[first:last],
                form="title" if first in called else "pronoun",
                actor_id=actor_id,
                confidence=confidence,
                how=BY_EPITHET if first in called else BY_PRONOUN,
            )
            found.append(mention)
            subject = word in ("he", "she", "it") or (
                first in called and _is_subject(doc.text, sentence.start, mention)
            )
            seen = _Seen(mention, subject)
            here = sorted([*here, seen], key=lambda s: s.mention.start)
        history = [*history[-(REACH - 1) :], _Told(here, _begins_nameless(text, sentence.start, here))]
    return found


def _called(
    text: str,
    start: int,
    end: int,
    before: Sequence[_Seen],
    history: Sequence[_Told],
    actors: Mapping[str, Actor],
) -> tuple[str, float] | None:
    """Return who is called by an epithet: a person of the sentences before. Beside a name it is no mention."""
    beside = any(s.mention.end == start - len(", the ") for s in before if actors[s.mention.actor_id].type == "person")
    if beside or NEXT_NAMED.match(text, end):
        return None
    named = {s.mention.actor_id for s in before}
    for earlier in reversed(history):
        persons = [s for s in earlier.seen if actors[s.mention.actor_id].type == "person"]
        if earlier.nameless:
            return None
        if persons:
            return _choose([s for s in persons if s.mention.actor_id not in named])
    return None


def _nameless_subject(text: str) -> re.Match[str] | None:
    """Return somebody without a name whom a sentence begins with, by a noun of `NAMELESS`."""
    match = SUBJECT_NAMELESS.match(text)
    return match if match and match["noun"].lower() in NAMELESS else None


def _begins_nameless(text: str, start: int, seen: Sequence[_Seen]) -> bool:
    """Say whether a sentence begins with somebody without a name: "The suspect told"."""
    match = _nameless_subject(text)
    if match is None:
        return False
    return not any(s.mention.start < start + match.end() + len(", ") for s in seen if s.mention.form != "demonym")


def _is_nameless(before: str) -> bool:
    """Say whether a sentence speaks of somebody without a name before a pronoun: "A senior official said he"."""
    return _nameless_subject(before) is not None or any(
        NAMELESS.intersection(match.group().lower().split()) for match in INDEFINITE.finditer(before)
    )


def _person(
    word: str,
    told: str,
    at: int,
    before: Sequence[_Seen],
    history: Sequence[_Told],
    actors: Mapping[str, Actor],
    genders: Mapping[str, Gender],
) -> tuple[str, float] | None:
    wanted = GENDERS[word]

    def agree(seen: Sequence[_Seen]) -> list[_Seen]:
        return [
            s
            for s in seen
            if actors[s.mention.actor_id].type == "person"
            and genders.get(s.mention.actor_id, _likely(actors[s.mention.actor_id], wanted)) == wanted
        ]

    others = [at + match.start() - len(told) for match in FORMER.finditer(told)]
    if others and before and max(others) > before[-1].mention.start:
        return None
    if KIN_LINKED[wanted].search(told):
        return None
    persons = agree(before)
    subject = next((s.mention.actor_id for s in reversed(persons) if s.subject), None)
    if word in OBJECT and subject is not None:
        persons = [s for s in persons if s.mention.actor_id != subject]
    if persons:
        return _choose(persons)
    if _is_nameless(told) or KIN[wanted].intersection(TOKEN.findall(told.lower())):
        return None
    for earlier in reversed(history):
        persons = agree(earlier.seen)
        if earlier.nameless and not any(s.subject for s in persons):
            return None
        if word in OBJECT and subject is not None:
            persons = [s for s in persons if s.mention.actor_id != subject]
        if persons:
            return _choose(persons)
    return None


def _likely(actor: Actor, wanted: Gender) -> Gender:
    """Return the gender to take where no name or title tells it: of those in the tables, nine in ten are men."""
    return "m" if actor.known else wanted


def _choose(persons: Sequence[_Seen]) -> tuple[str, float] | None:
    """Take the only person, else the last one that is a subject."""
    if not persons:
        return None
    ids = {s.mention.actor_id for s in persons}
    if len(ids) == 1:
        return persons[0].mention.actor_id, ONLY
    subjects = [s for s in persons if s.subject]
    return (subjects[-1].mention.actor_id, SUBJECT) if subjects else None


def _neuter(
    text: str,
    word: str,
    start: int,
    sentence_start: int,
    before: Sequence[_Seen],
    history: Sequence[_Told],
    actors: Mapping[str, Actor],
) -> tuple[str, float] | None:
    subjects = [s.mention for s in before if s.subject]
    if word != "it":  # "China, the president said, will end its ties"
        subjects = [m for m in subjects if actors[m.actor_id].type in NEUTER_TYPES]
    if word == "it":
        previous = TOKEN.findall(text[max(sentence_start, start - 30) : start].lower())[-1:]
        following = TOKEN.findall(text[start + 2 : start + 30].lower())[:1]
        if not previous and history and following and following[0] in words.speech_verbs():
            subjects = [s.mention for s in history[-1].seen if s.subject]
        elif not following or not _is_verb(following[0]) or not (_reports(previous) or _is_noun(previous)):
            return None
    elif not before and word == "its" and start == sentence_start and history:
        subjects = [s.mention for s in history[-1].seen if s.subject]
    elif word == "its" and not subjects:
        subjects = _only(text, sentence_start, before, actors)
    if not subjects or actors[subjects[-1].actor_id].type not in NEUTER_TYPES:
        return None
    return subjects[-1].actor_id, SUBJECT


def _reports(previous: Sequence[str]) -> bool:
    """Say whether the word before begins what is reported: "said", "that"."""
    return bool(previous) and (previous[0] in words.speech_verbs() or previous[0] == "that")


def _is_noun(previous: Sequence[str]) -> bool:
    """Say whether the word before ends an object whose relative clause begins: "the tariff it imposed"."""
    word = previous[0] if previous else ""
    return (
        word.isalpha()
        and word not in words.function_words()
        and not _is_verb(word)
        and not word.endswith(("ing", "ly"))
    )


def _only(text: str, sentence_start: int, before: Sequence[_Seen], actors: Mapping[str, Actor]) -> list[Mention]:
    """Return the mentions of the one country or organisation that the sentence names by then; none where there are
    several, or where it is the subject of a relative clause alone ("the plan that China opposes has its merits")."""
    neuter = [s.mention for s in before if actors[s.mention.actor_id].type in NEUTER_TYPES]
    if any(_word_before(text, sentence_start, mention) in RELATIVE for mention in neuter):
        return []
    return neuter if len({mention.actor_id for mention in neuter}) == 1 else []


def _is_subject(text: str, sentence_start: int, mention: Mention) -> bool:
    """Say whether a mention is the subject of a clause: a verb follows it, and no preposition stands before it."""
    if mention.form == "demonym" or POSSESSIVE.match(text, mention.end):
        return False
    if mention.start == sentence_start and text.startswith(",", mention.end):
        return True
    if _is_apposed(text, sentence_start, mention):
        return True
    if words.function_words().get(_word_before(text, sentence_start, mention)) == "preposition":
        return False
    after = TOKEN.findall(text[mention.end : mention.end + 40].lower())[:2]
    if not after:
        return False
    return _is_verb(after[0]) or (after[0].endswith("ly") and len(after) > 1 and _is_verb(after[1]))


def _is_apposed(text: str, sentence_start: int, mention: Mention) -> bool:
    """Say whether a name stands between commas after the subject that it names: "Her deputy, Ada Marlowe, said"."""
    if not text.startswith(",", mention.end) or not text.endswith(", ", sentence_start, mention.start):
        return False
    role = TOKEN.findall(text[sentence_start : mention.start - 2])
    return (
        0 < len(role) <= LONGEST_ROLE
        and role[-1].islower()
        and not any(_is_verb(word) or words.function_words().get(word) == "conjunction" for word in role)
    )


def _word_before(text: str, sentence_start: int, mention: Mention) -> str:
    before = TOKEN.findall(text[max(sentence_start, mention.start - 30) : mention.start].lower())
    return before[-1] if before else ""


def _is_verb(word: str) -> bool:
    return (
        words.function_words().get(word) == "auxiliary"
        or word in words.speech_verbs()
        or word in calendar.verb_tenses()
        or word.endswith("ed")
    )
