"""Who acts and who is acted upon: the grammatical agent and patient of a verb, for each mention where that is plain.

The agent is the subject of a verb in the active voice, or follows "by" in the passive; the patient is the subject of a
verb in the passive, or the object that follows a verb. Possessors ("China's exports"), adjectives of nationality, what
a preposition governs and the subjects of "is" and "was" have neither role. Rules over the words beside the mention,
with the verbs of the knowledge tables; what they do not see plainly is left open.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from wirebook.annotate.document import Document
from wirebook.annotate.offices import POSSESSIVE
from wirebook.annotate.quotes.clauses import PRONOUNS, RELATIVES, Item, items_of
from wirebook.annotate.quotes.cues import BE, HAVE, MODALS
from wirebook.annotate.records import Mention, Role
from wirebook.annotate.times.lexicon import WEEKDAYS
from wirebook.knowledge import name_words
from wirebook.knowledge import words as knowledge

AUXILIARIES = BE | HAVE | MODALS | frozenset({"shall", "wo", "ca", "need", "dare", "'ll", "get", "gets", "got"})
PASSIVE = BE | frozenset({"get", "gets", "got"})
"""Words that make a participle after them passive."""
NEGATIONS = frozenset({"not", "n't", "never"})
ADVERBS = NEGATIONS | frozenset(
    {
        "also", "now", "yet", "still", "even", "then", "once", "again", "already", "always", "soon", "both", "all",
        "each", "himself", "herself", "itself", "themselves", "just", "only", "too", "often", "instead", "later",
        "twice",
    }
)  # fmt: skip
"""Words that may stand between a subject and its verb."""
OWNERS = frozenset({"his", "its", "their", "my", "our", "your"})
JOINS = frozenset({"and", "or", "&"})
PLURAL_PRONOUNS = frozenset({"they", "we", "i", "you"})
OBJECTS = frozenset({"him", "her", "them", "me", "us"})
CLOSING = frozenset({"”", '"', "''", "’", ","})
"""What stands before a verb of speech that its subject follows."""
OPENERS = frozenset({"the", "a", "an", "former", "then", "both"})
TIMES = frozenset({"last", "next", "this", "that", "yesterday", "today", "tomorrow", "earlier", "later", "on", "in"})
"""Words that begin a time after an object: "met Xi last week"."""
SPANS = frozenset({"week", "month", "year", "night", *WEEKDAYS})
INSERTION = 25
"""Most words of an apposition or a relative clause between a subject and its verb."""
TITLE = 5
"""Most words of what stands before the name of an object: "the Chinese foreign minister"."""
CHAIN = 6
"""Most names that a list joins before one verb."""
NO_PATIENT = frozenset(
    {
        "become", "remain", "appear", "mean", "cost", "live", "arrive", "go", "come", "happen", "stay", "say", "think",
        "believe", "add", "know", "hope",
    }
)  # fmt: skip
"""Verbs whose noun phrase after them is no patient: it is where, what or how much, or begins a clause."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The words of a mention: the first, and the one after the last."""

    first: int
    last: int


def assign(doc: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the `role` and the `verb` of each where they are plain; the order stays."""
    found = list(mentions)
    numbers: dict[int, list[int]] = {}
    for number, mention in enumerate(mentions):
        numbers.setdefault(mention.sentence, []).append(number)
    for sentence, here in numbers.items():
        words = items_of(doc, sentence, ())
        places = {number: _place(words, mentions[number]) for number in here}
        begins = {place.first: place for place in places.values()}
        ends = {place.last: number for number, place in places.items()}
        for number in here:
            if mentions[number].form == "demonym":
                continue
            told = _role(words, places[number], begins)
            if told is None and ends.get(places[number].first - 1) is not None and _joined(words, places[number]):
                before = found[ends[places[number].first - 1]]
                told = ("patient", before.verb) if before.role == "patient" and before.verb else None
            if told is not None:
                found[number] = replace(mentions[number], role=told[0], verb=told[1])
    return found


def _place(words: Sequence[Item], mention: Mention) -> _Place:
    first = bisect.bisect_right(words, mention.start, key=lambda word: word.end)
    last = bisect.bisect_left(words, mention.end, lo=first, key=lambda word: word.start)
    return _Place(first, last)


def _joined(words: Sequence[Item], place: _Place) -> bool:
    return place.first > 0 and words[place.first - 1].lower in JOINS


def _role(words: Sequence[Item], place: _Place, begins: dict[int, _Place]) -> tuple[Role, str] | None:
    """Return the role of a mention and the word that is its verb."""
    after = words[place.last].lower if place.last < len(words) else ""
    if after in POSSESSIVE or (place.last - place.first == 1 and words[place.first].lower in OWNERS):
        return None
    pronoun = words[place.first].lower if place.last - place.first == 1 else ""
    if pronoun not in OBJECTS and not _governed(words, place):
        told = _subject(words, place, begins, plural=pronoun in PLURAL_PRONOUNS or _joined(words, place))
        if told is not None:
            return told
    if pronoun in PRONOUNS and pronoun not in ("it", "you"):
        return _inverted(words, place)
    if _compound(words, place.last):
        return None
    return _inverted(words, place) or _object(words, place)


def _governed(words: Sequence[Item], place: _Place) -> bool:
    """Say whether a preposition, or a name before a preposition's, governs the mention: "in China", "of Xi"."""
    first = _before_titles(words, place.first)
    before = words[first - 1].lower if first > 0 else ""
    return knowledge.function_words().get(before) == "preposition" and before not in (
        "before",
        "after",
        "since",
        "until",
    )


def _before_titles(words: Sequence[Item], first: int) -> int:
    """Return where the noun phrase of a name begins: with the titles, adjectives and determiners before it."""
    position = first
    while position > 0 and first - position < TITLE and _leads(words[position - 1]):
        position -= 1
    return position


def _leads(word: Item) -> bool:
    if word.lower in OPENERS or (word.text[:1].isupper() and word.lower not in knowledge.function_words()):
        return True
    return word.lower in _title_words()


@cache
def _title_words() -> frozenset[str]:
    """Return the words of titles: "foreign minister"."""
    found = {part for title in name_words.person_titles() for part in title.split() if part.isalpha()}
    return frozenset(found - {"of", "the", "for", "and", "to"})


def _subject(
    words: Sequence[Item], place: _Place, begins: dict[int, _Place], *, plural: bool
) -> tuple[Role, str] | None:
    """Return the role of a mention as the subject of the verb after it."""
    position, plural = _over_list(words, place.last, begins, plural=plural)
    starts = [position, _over_insertion(words, position)]
    if _is_apposition(words, place):
        starts.append(place.last + 1)
    relative = position + (position < len(words) and words[position].text == ",")
    if relative < len(words) and words[relative].lower in RELATIVES:
        starts.append(relative + 1)
    for begin in dict.fromkeys(starts):
        told = _verb(words, begin, plural=plural)
        if told is not None:
            return told
    return None


def _is_apposition(words: Sequence[Item], place: _Place) -> bool:
    """Say whether a name stands between commas, after the words that it names: "the minister, Ada Orr, met"."""
    first, last = place.first, place.last
    return first > 1 and words[first - 1].text == "," and last < len(words) and words[last].text == ","


def _over_list(words: Sequence[Item], position: int, begins: dict[int, _Place], *, plural: bool) -> tuple[int, bool]:
    """Return where a list of names that begins before `position` ends: "China and Japan | agreed"."""
    for _ in range(CHAIN):
        step = position
        if step < len(words) and words[step].lower == ",":
            step += 1
        joined = step < len(words) and words[step].lower in JOINS
        step += joined
        while step < len(words) and words[step].lower in OPENERS:
            step += 1
        if step == position or step not in begins:
            break
        position = begins[step].last
        plural = plural or joined
    return position, plural


def _over_insertion(words: Sequence[Item], position: int) -> int:
    """Return the word after an insertion in commas or brackets that begins at `position`, else `position`."""
    if position >= len(words) or words[position].text not in (",", "("):
        return position
    closing = "," if words[position].text == "," else ")"
    for k in range(position + 1, min(len(words), position + INSERTION)):
        if words[k].text in (";", ":", "“", "”", '"'):
            break
        if words[k].text == closing and _verb(words, k + 1, plural=False) is not None:
            return k + 1
    return position


def _verb(words: Sequence[Item], position: int, *, plural: bool) -> tuple[Role, str] | None:
    """Return the role of the subject of the finite verb at `position`, adverbs before it passed over."""
    position = _over_time(words, _over_adverbs(words, position))
    last = ""
    while position < len(words) and (words[position].lower in AUXILIARIES or _contracted(words, position, last)):
        last = words[position].lower
        position = _over_adverbs(words, position + 1)
    if position >= len(words):
        return None
    word = words[position]
    form = _form(word)
    if form is None:
        return None
    if not last and form in ("present", "base") and _is_finite(words, position + 1):
        return None  # a noun: "the Norway talks failed"
    if last in PASSIVE and form != "gerund":
        return ("patient", word.text) if form in ("past", "participle") else None
    if last in HAVE:
        fits = form in ("past", "participle")
    elif last and last not in PASSIVE:
        fits = _is_base(word)
    else:
        fits = form in (("gerund",) if last else ("past", "present", "base") if plural else ("past", "present"))
    return ("agent", word.text) if fits else None


def _is_finite(words: Sequence[Item], position: int) -> bool:
    position = _over_adverbs(words, position)
    if position >= len(words):
        return False
    return words[position].lower in AUXILIARIES or _form(words[position]) in ("past", "present")


def _contracted(words: Sequence[Item], position: int, last: str) -> bool:
    return not last and words[position].lower in ("'re", "'ve", "'d", "'m")


def _over_adverbs(words: Sequence[Item], position: int) -> int:
    while position < len(words) and (
        words[position].lower in ADVERBS or (words[position].lower.endswith("ly") and words[position].text.islower())
    ):
        position += 1
    return position


def _over_time(words: Sequence[Item], position: int) -> int:
    """Return the word after a day between a subject and its verb: "Orr on Thursday ended", "Orr last week ended"."""
    if position + 1 < len(words):
        first, second = words[position].lower, words[position + 1].lower
        if (first == "on" and second in WEEKDAYS) or (first in ("last", "this") and second in SPANS):
            return position + 2
    return position


def _form(word: Item) -> str | None:
    """Return the form of a verb, None for a word that is none."""
    if not word.text.islower():
        return None
    known = knowledge.verbs().get(word.lower)
    if known is not None:
        return known.form
    return "past" if word.lower.endswith("ed") and len(word.lower) > 4 else None


def _is_base(word: Item) -> bool:
    known = knowledge.verbs().get(word.lower)
    return known is not None and known.lemma == word.lower


def _inverted(words: Sequence[Item], place: _Place) -> tuple[Role, str] | None:
    """Return the role of a speaker after the verb: “…,” said Orr."""
    first = _before_titles(words, place.first)
    if first < 2 or words[first - 2].text not in CLOSING:
        return None
    verb = knowledge.speech_verbs().get(words[first - 1].lower)
    return ("agent", words[first - 1].text) if verb and verb.form in ("past", "present", "participle") else None


def _compound(words: Sequence[Item], position: int) -> bool:
    """Say whether a noun follows a name that it belongs to: "the Trump administration", "Taiwan policy"."""
    if position >= len(words):
        return False
    word = words[position]
    if not word.text.isalpha() or not word.text.islower() or word.lower.endswith("ly") or word.lower in TIMES:
        return word.text == "-"
    return word.lower not in knowledge.function_words() and _form(word) not in ("participle", "gerund", "past")


def _object(words: Sequence[Item], place: _Place) -> tuple[Role, str] | None:
    """Return the role of a mention after its verb, or after "by" in the passive."""
    first = _before_titles(words, place.first)
    if first == 0:
        return None
    before = words[first - 1]
    if before.lower == "by" and first > 1:
        told = _form(words[first - 2])
        return ("agent", words[first - 2].text) if told in ("past", "participle") else None
    form = _form(before)
    if form is None or before.lower in AUXILIARIES:
        return None
    known = knowledge.verbs().get(before.lower)
    if known is None or known.lemma in NO_PATIENT:
        return None
    passive = any(w.lower in PASSIVE for w in words[max(0, first - 3) : first - 1])
    if passive and form in ("past", "participle"):
        return None
    return ("patient", before.text)
