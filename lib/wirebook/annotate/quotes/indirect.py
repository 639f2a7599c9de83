"""Indirect statements: what a cue reports in other words, as the span of the clause."""

from __future__ import annotations

from collections.abc import Sequence

from wirebook.annotate.quotes.clauses import PRONOUNS, STOPS, Item
from wirebook.annotate.quotes.cues import BE, HAVE, MODALS, Cue
from wirebook.knowledge import words as knowledge

SHORTEST = 3
"""Words of the shortest clause that is a statement."""
NEAR = 8
"""Words after a cue within which "that", or the subject of a clause, may stand: "said in Leeds on Monday that"."""
NO_CLAUSE = BE | HAVE | MODALS | STOPS
VERB_WITHIN = 40
"""Words of a clause among which its verb stands."""
LONGEST_CLAUSE = 200
"""Words."""
FULL_STOPS = frozenset(".!?…")


def clause_of(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """Return the first and last item of the clause that a cue reports, or None where it reports none."""
    if cue.group not in ("say", "tell"):
        return None
    found = _after(items, cue) if not cue.inverted else _with_according(items, cue)
    found = found or _before(items, cue)
    if found is None:
        return None
    first, last = _trimmed(items, *found)
    if last - first + 1 < SHORTEST or any(item.quotation is not None for item in items[first : last + 1]):
        return None
    return first, last


def _after(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    start = (cue.listener.last if cue.listener else cue.last) + 1
    end = _end(items, start)
    for k in range(start, min(start + NEAR, end + 1)):
        if items[k].lower == "that":
            return k + 1, end
        if items[k].quotation is not None or items[k].text in ",:;":
            return None
    if cue.group == "tell":
        start = cue.last + 1  # "warned the deal was dead": what looked like a listener is the subject
    kinds = knowledge.function_words()
    first = cue.subject.first if cue.subject else cue.first
    if start < end and first > 0 and items[start].text == items[first - 1].text == ",":  # "In May, X said, it fell"
        start += 1
    if start > end or items[start].lower in NO_CLAUSE or kinds.get(items[start].lower) == "conjunction":
        return None
    if kinds.get(items[start].lower) == "preposition":  # "said on Monday it was over"
        start = next((k for k in range(start + 1, min(start + NEAR, end + 1)) if items[k].lower in PRONOUNS), end + 1)
    told_of_itself = items[start].lower in PRONOUNS if start <= end else False  # "said she plans"
    return (start, end) if told_of_itself or _has_verb(items, start, end) else None


def _before(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """Return the clause before a cue at the end of its sentence: "The deal is dead, the minister said on Monday." """
    first = min(cue.first, cue.subject.first) if cue.subject else cue.first
    if first < 2 or items[first - 1].text != "," or len(items) - cue.last > NEAR:
        return None
    if any(item.text == "," for item in items[cue.last :]):
        return None
    start = 0
    for k in range(first - 1):
        if items[k].quotation is not None:
            start = k + 1
    return (start, first - 2) if _has_verb(items, start, first - 2) else None


def _with_according(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """Return the clause of "according to X": what follows its comma at the start, what precedes it elsewhere."""
    if items[cue.first].lower != "according" or cue.subject is None:
        return None
    if cue.first > SHORTEST:
        last = cue.first - 1
        return 0, last - 1 if items[last].text == "," else last
    comma = next((k for k in range(cue.subject.last + 1, len(items)) if items[k].text == ","), None)
    return (comma + 1, _end(items, comma + 1)) if comma is not None else None


def _end(items: Sequence[Item], start: int) -> int:
    """Return the last item of a clause from `start`: the sentence's, or the one before ", adding"."""
    verbs = knowledge.speech_verbs()
    stop = min(len(items), start + LONGEST_CLAUSE)
    for k in range(start + 1, stop):
        if items[k].quotation is not None:
            return k - 1
        verb = verbs.get(items[k].text)
        if verb is not None and verb.form == "gerund" and items[k - 1].text == ",":
            return k - 2
    return stop - 1


def _has_verb(items: Sequence[Item], start: int, end: int) -> bool:
    """Say whether a stretch looks like a clause: an auxiliary or a past tense after its first word."""
    return any(
        item.lower in BE | HAVE | MODALS or item.lower == "n't" or (item.text.islower() and item.lower.endswith("ed"))
        for item in items[start + 1 : min(end, start + VERB_WITHIN) + 1]
    )


def _trimmed(items: Sequence[Item], first: int, last: int) -> tuple[int, int]:
    while last > first and (items[last].text in FULL_STOPS or items[last].text in ",;:—–-"):
        last -= 1
    while first < last and items[first].text in ",;:":
        first += 1
    return first, last
