"""Cues of attribution: the verb or phrase that says who spoke, with its subject, listener and medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirebook.annotate.quotes.clauses import PRONOUNS, RELATIVES, Item, Phrase, phrase_from, subject_before
from wirebook.knowledge import words as knowledge

HAVE = frozenset({"has", "have", "had", "'ve", "'d"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
MODALS = frozenset({"will", "would", "could", "might", "may", "can", "did", "does", "do", "should", "must"})
CONTRACTED = frozenset({"'s", "'re", "'m"})
"""What "is", "has" and "are" are after a pronoun or a name."""
GO_ON = frozenset({"continue", "continues", "continued", "begin", "begins", "began", "start", "started", "go", "went"})
"""Verbs whose infinitive is what is done: "continued to call for"."""
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


def cues_of(items: Sequence[Item]) -> list[Cue]:
    """Find the cues of a sentence in order."""
    found: list[Cue] = []
    for k in range(len(items)):
        if found and k <= found[-1].last:
            continue
        cue = _according(items, k) or _quoted_as_saying(items, k) or _verb(items, k)
        if cue is None:
            continue
        if found and _by_way_of(items, found[-1], cue):
            cue = replace(cue, medium=found.pop().subject)
        if cue.subject is None and found:  # ", adding that": the one who spoke before
            cue = replace(cue, subject=found[-1].subject, medium=cue.medium or found[-1].medium)
        found.append(cue)
    return found


def _according(items: Sequence[Item], k: int) -> Cue | None:
    if items[k].lower == "according" and k + 1 < len(items) and items[k + 1].lower == "to":
        subject = phrase_from(items, k + 2)
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


def _verb(items: Sequence[Item], k: int) -> Cue | None:
    verb = knowledge.speech_verbs().get(items[k].text)
    return verb_cue(items, k, verb) if verb else None


def verb_cue(items: Sequence[Item], k: int, verb: knowledge.SpeechVerb) -> Cue | None:
    """Return the cue of a verb at an item, where it has a subject and is no noun."""
    listener = phrase_from(items, k + 1) if verb.group == "tell" else None
    before = k - 1
    if verb.form == "gerund":
        if k > 0 and (items[k - 1].text == "," or items[k - 1].quotation is not None):
            return Cue(k, k, verb.group, None, listener, lemma=verb.lemma, finite=False)
        while before >= 0 and (items[before].lower in BE | CONTRACTED or _is_adverb(items[before])):
            before -= 1
        if before < 0 or not any(item.lower in BE | CONTRACTED for item in items[before + 1 : k]):
            return None
    elif verb.form == "base" and k > 1 and items[k - 1].lower == "to" and items[k - 2].lower in GO_ON:
        before = k - 3
    while before >= 0 and (items[before].lower in HAVE | MODALS or _is_adverb(items[before])):
        before -= 1
    if before > 0 and items[before].lower in CONTRACTED and verb.form in ("past", "participle"):  # "he's called for"
        before -= 1
    if before >= 0 and items[before].lower in BE | {"to", "'s"}:
        return None
    first = k
    while first > before + 1 and (items[first - 1].lower in HAVE | MODALS | BE | CONTRACTED | GO_ON | {"to"}):
        first -= 1
    helped = first < k
    subject = subject_before(items, before)
    if subject is None and before > 0 and items[before].lower == "and":  # "X met Y and told him that"
        subject = _opening_name(items)
    if _follows_speech(items, before) and not helped:
        after = phrase_from(items, k + 1)
        if after is not None and _may_be_name(items, after) and (subject is None or _speech_before(items, before)):
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


def _is_adverb(item: Item) -> bool:
    return item.lower in ("also", "then", "later", "once", "again", "often", "reportedly", "not", "n't") or (
        item.lower.endswith("ly") and item.text.islower() and len(item.text) > 4
    )


def _follows_speech(items: Sequence[Item], before: int) -> bool:
    return before >= 0 and (items[before].quotation is not None or items[before].text == ",")


def _speech_before(items: Sequence[Item], before: int) -> bool:
    """Say whether a quotation stands right before the verb, a comma allowed."""
    if items[before].text == "," and before > 0:
        before -= 1
    return items[before].quotation is not None


def _may_be_name(items: Sequence[Item], phrase: Phrase) -> bool:
    first = items[phrase.first]
    return (
        first.text[:1].isupper()
        or first.lower in PRONOUNS
        or knowledge.function_words().get(first.lower) in ("determiner", "possessive")
    )


def _agrees(items: Sequence[Item], form: str, subject: Phrase, before: int, helped: bool) -> bool:
    """Say whether a form of a verb may be the predicate of a subject, and is no noun ("the reports")."""
    if form in ("past", "participle"):
        return True
    if form == "base" and not helped:
        return items[before].lower in {"they", "we", "i", "you"} | RELATIVES or items[before].lower.endswith("s")
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
