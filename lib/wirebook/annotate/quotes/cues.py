"""Cues of attribution: the verb or phrase that says who spoke, with its subject, listener and medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirebook.annotate.quotes.clauses import (
    COUNTS,
    PRONOUNS,
    RELATIVES,
    Item,
    Phrase,
    main_subject,
    name_to,
    phrase_from,
    subject_before,
)
from wirebook.knowledge import words as knowledge

HAVE = frozenset({"has", "have", "had", "'ve", "'d"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
MODALS = frozenset({"will", "would", "could", "might", "may", "can", "did", "does", "do", "should", "must"})
CONTRACTED = frozenset({"'s", "'re", "'m"})
"""What "is", "has" and "are" are after a pronoun or a name."""
GO_ON = frozenset({"continue", "continues", "continued", "begin", "begins", "began", "start", "started", "go", "went"})
"""Verbs whose infinitive is what is done: "continued to call for"."""
BY = frozenset({"after", "before", "by", "upon", "when", "while"})
"""Words that a gerund of the sentence's subject follows: "by saying"."""
WITH = frozenset({"of", "with"})
"""Words that a name with a gerund of its own follows: "with Hollis saying"."""
ADVERBS = frozenset(
    {
        "again", "also", "ever", "first", "further", "later", "n't", "never", "not", "now", "often", "once",
        "reportedly", "soon", "still", "then",
    }
)  # fmt: skip
"""Adverbs that may stand between a subject and its verb, beside those in "-ly"."""
PLURALS = frozenset({"both", "men", "others", "people", "police", "three", "two", "women", "children"})
"""Subjects in the plural that do not end in "s"."""
NO_SPEAKERS = frozenset({"last", "next", "so", "today", "tomorrow", "tonight", "yesterday"})
"""Words that a phrase of time begins with, and no speaker."""
PUT = frozenset({"put", "puts"})
BACK = frozenset({"bit", "fired", "fires", "hit", "hits", "shot", "shoots", "snapped", "snaps", "struck", "strikes"})
"""Verbs that report an answer with "back" after them."""
SAY = "say"
SAID_OF = frozenset({"quoted", "cited", "reported"})
"""Participles of "X was quoted as saying"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in a sentence; positions are numbers of its items."""

    first: int
    last: int
    group: str
    subject: Phrase | None
    listener: Phrase | None = None
    medium: Phrase | None = None
    inverted: bool = False
    """Whether the subject follows: "said X", "according to X"."""
    lemma: str = SAY
    finite: bool = True
    """Whether the verb has a tense: "said", not ", saying"."""
    passive: bool = False
    """Whether it is those who hear that the sentence is about: "was asked"."""


def cues_of(items: Sequence[Item]) -> list[Cue]:
    """Find the cues of a sentence in order."""
    found: list[Cue] = []
    for k in range(len(items)):
        if found and k <= found[-1].last:
            continue
        cue = (
            _according(items, k)
            or _quoted_as_saying(items, k)
            or _was_asked(items, k)
            or _of_two_words(items, k)
            or _verb(items, k)
        )
        if cue is None:
            continue
        if found and _by_way_of(items, found[-1], cue):
            cue = replace(cue, medium=found.pop().subject)
        if cue.subject is None and found and not cue.passive:  # ", adding that": the one who spoke before
            other = _governing(items, found, cue)
            cue = replace(cue, subject=other.subject if other else None, medium=cue.medium or found[-1].medium)
        found.append(cue)
    return found


def _governing(items: Sequence[Item], found: Sequence[Cue], cue: Cue) -> Cue | None:
    """Return the cue whose subject is that of a gerund: the sentence's own, where one clause stands in another."""
    main, last = found[0], found[-1]
    if last.first and items[last.first - 1].lower in RELATIVES and not last.inverted:
        opening = main_subject(items)
        own = [other for other in found if opening is not None and other.subject == opening]
        return own[-1] if own else (None if opening is not None else last)
    between = range(main.last + 1, cue.first - 1)
    parted = any(
        items[k].text == ";" or (items[k].text == "," and items[k + 1].lower in ("and", "but", "while"))
        for k in between
    )
    leads = main.finite and main.group in (SAY, "tell") and main.subject is not None and not main.inverted
    return main if leads and not parted and main.subject == main_subject(items) else last


def _according(items: Sequence[Item], k: int) -> Cue | None:
    if items[k].lower == "according" and k + 1 < len(items) and items[k + 1].lower == "to":
        subject = phrase_from(items, k + 2, closed=True)
        return Cue(k, k + 1, "say", subject, inverted=True) if subject else None
    return None


def _by_way_of(items: Sequence[Item], before: Cue, cue: Cue) -> bool:
    """Say whether one cue names the medium of the next: "X, according to Y, said"."""
    if items[before.first].lower != "according" or before.subject is None or cue.subject is None:
        return False
    closing = before.subject.last + 1
    return cue.subject.last < before.first and cue.first == closing + 1 and items[closing].text == ","


def _quoted_as_saying(items: Sequence[Item], k: int) -> Cue | None:
    if items[k].lower not in SAID_OF or k == 0 or items[k - 1].lower not in BE:
        return None
    if [item.lower for item in items[k + 1 : k + 3]] not in (["as", "saying"], ["as", "telling"]):
        return None
    first = k - 1
    while first > 0 and items[first - 1].lower in HAVE | BE:
        first -= 1
    medium = None
    if k + 3 < len(items) and items[k + 3].lower == "by":
        medium = phrase_from(items, k + 4)
    return Cue(first, k + 2, "say", subject_before(items, first - 1), medium=medium)


def _was_asked(items: Sequence[Item], k: int) -> Cue | None:
    """Return the cue of "X was asked by Y" before a quotation."""
    if items[k].lower != "asked" or k + 1 >= len(items):
        return None
    before = k - 1
    while before >= 0 and _is_adverb(items[before]):
        before -= 1
    following = items[k + 1]
    if before < 1 or items[before].lower not in BE:
        return None
    if following.lower == "by":
        subject = phrase_from(items, k + 2)
        return Cue(before, k, SAY, subject, passive=True) if subject else None
    return Cue(before, k, SAY, None, passive=True) if _speech_after(items, k) else None


def _of_two_words(items: Sequence[Item], k: int) -> Cue | None:
    """Return the cue of "put it" and "shot back"."""
    if k + 1 >= len(items) or k == 0:
        return None
    before = k - 1
    while before > 0 and _is_adverb(items[before]):
        before -= 1
    pair = items[k].lower, items[k + 1].lower
    put, back = pair[0] in PUT and pair[1] == "it", pair[0] in BACK and pair[1] == "back"
    subject = subject_before(items, before) if put or back else None
    if subject is None:
        return None
    as_said = put and subject.first > 0 and items[subject.first - 1].lower == "as"
    spoken = _speech_after(items, k + 1) or items[subject.first - 1].quotation is not None
    return Cue(k, k + 1, SAY, subject) if as_said or spoken else None


def _speech_after(items: Sequence[Item], k: int) -> bool:
    """Say whether a quotation, or the colon or comma before one, follows an item."""
    following = items[k + 1 : k + 3]
    if following and (following[0].quotation is not None or following[0].text == ":"):
        return True
    return len(following) > 1 and following[0].text == "," and following[1].quotation is not None


def _verb(items: Sequence[Item], k: int) -> Cue | None:
    word = items[k].text
    if k == 0 and word == "Said":
        subject = phrase_from(items, 1)
        return Cue(0, 0, SAY, subject, inverted=True) if subject and items[1].text[:1].isupper() else None
    if k > 0 and items[k - 1].text == "-" and items[k - 1].end == items[k].start:  # "the long-promised inquiry"
        return None
    verb = knowledge.speech_verbs().get(word)
    if verb is None or (word == "known" and k + 1 < len(items) and items[k + 1].lower in ("as", "for")):
        return None
    return verb_cue(items, k, verb)


def verb_cue(items: Sequence[Item], k: int, verb: knowledge.SpeechVerb) -> Cue | None:
    """Return the cue of a verb at an item, where it has a subject and is no noun."""
    listener = phrase_from(items, k + 1) if verb.group == "tell" else None
    before = k - 1
    if verb.form == "gerund":
        while before >= 0 and _is_adverb(items[before]):
            before -= 1
        if before >= 0 and (
            items[before].text == "," or items[before].quotation is not None or items[before].lower in BY
        ):
            return Cue(k, k, verb.group, None, listener, lemma=verb.lemma, finite=False)
        if (own := name_to(items, before)) is not None and own.first and items[own.first - 1].lower in WITH:
            return Cue(k, k, verb.group, own, listener, lemma=verb.lemma, finite=False)
        if before >= 0 and items[before].text.isalpha() and items[before].lower not in BE and _speech_after(items, k):
            return Cue(k, k, verb.group, None, listener, lemma=verb.lemma, finite=False)
        while before >= 0 and (items[before].lower in BE | CONTRACTED or _is_adverb(items[before])):
            before -= 1
        if before < 0 or not any(item.lower in BE | CONTRACTED for item in items[before + 1 : k]):
            return None
    elif verb.form == "base" and (begun := _begun(items, k)) is not None:
        before = begun - 1
    while before >= 0 and (items[before].lower in HAVE | MODALS or _is_adverb(items[before])):
        before -= 1
    if before > 0 and items[before].lower in CONTRACTED and verb.form in ("past", "participle"):  # "he's called for"
        before -= 1
    if before >= 0 and items[before].lower in BE | {"to", "'s"}:
        return None
    first = next((j for j in range(before + 1, k) if items[j].lower in HAVE | MODALS | BE | CONTRACTED | GO_ON), k)
    helped = first < k
    subject = subject_before(items, before)
    if subject is None and before > 0 and items[before].lower == "and":  # "X met Y and told him that"
        subject = main_subject(items) if items[0].lower == "the" else _opening_name(items)
    if _follows_speech(items, before) and not helped:
        quoted = _speech_before(items, before)
        after = phrase_from(items, k + 1, closed=True)
        if after is not None and _may_speak(items, after, quoted=quoted) and (subject is None or quoted):
            return Cue(k, k, verb.group, after, inverted=True, lemma=verb.lemma)
    is_noun = verb.form in ("base", "present") and k + 1 < len(items) and items[k + 1].lower in BE | HAVE | MODALS
    if subject is None or is_noun:  # "the reports have"
        return None
    if verb.lemma != SAY and not _agrees(items, verb.form, subject, before, helped):
        return None
    return Cue(first, k, verb.group, subject, listener, lemma=verb.lemma)


def _opening_name(items: Sequence[Item]) -> Phrase | None:
    """Return the name or pronoun that begins a sentence."""
    if items[0].lower in PRONOUNS:
        return Phrase(0, 0)
    last = -1
    while last + 1 < len(items) and items[last + 1].text[:1].isupper():
        last += 1
    common = last == 0 and items[0].lower in knowledge.function_words()
    return Phrase(0, last) if last >= 0 and not common else None


def _begun(items: Sequence[Item], k: int) -> int | None:
    """Return the verb before an infinitive that is what is done: "went on to say", "continued to call for"."""
    if k < 2 or items[k - 1].lower != "to":
        return None
    at = k - 3 if items[k - 2].lower == "on" else k - 2
    return at if at >= 0 and items[at].lower in GO_ON else None


def _is_adverb(item: Item) -> bool:
    return item.lower in ADVERBS or (item.lower.endswith("ly") and item.text.islower() and len(item.text) > 4)


def _follows_speech(items: Sequence[Item], before: int) -> bool:
    return before >= 0 and (items[before].quotation is not None or items[before].text == ",")


def _speech_before(items: Sequence[Item], before: int) -> bool:
    """Say whether a quotation stands right before the verb, a comma allowed."""
    if items[before].text == "," and before > 0:
        before -= 1
    return items[before].quotation is not None


def _may_speak(items: Sequence[Item], phrase: Phrase, *, quoted: bool) -> bool:
    """Say whether a phrase after a verb is its subject; right after a quotation, all but times are."""
    first = items[phrase.first]
    kind = knowledge.function_words().get(first.lower)
    return kind != "preposition" and (
        any(item.text[:1].isupper() for item in items[phrase.first : phrase.last + 1])
        or first.lower in PRONOUNS | COUNTS
        or kind in ("determiner", "possessive")
        or (quoted and first.lower not in NO_SPEAKERS)
    )


def _agrees(items: Sequence[Item], form: str, subject: Phrase, before: int, helped: bool) -> bool:
    """Say whether a form of a verb may be the predicate of a subject, and is no noun ("the reports")."""
    if form in ("past", "participle"):
        return True
    if form == "base" and not helped:
        return items[before].lower in {"they", "we", "i", "you"} | RELATIVES | PLURALS or items[before].lower.endswith(
            "s"
        )
    if form == "present":
        return (
            items[before].text[:1].isupper()
            or items[before].lower in PRONOUNS | RELATIVES
            or items[before].text == ","
            or (
                knowledge.function_words().get(items[subject.first].lower) == "determiner"
                and subject.last > subject.first
            )
        )
    return helped
