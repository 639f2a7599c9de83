"""What is reported in a phrase and no clause: "called for talks", "denied the charges", "his refusal to leave".

Verbs and nouns of speech and stance stand in `knowledge/stance_verbs.csv` and `stance_nouns.csv`, each with what it
takes: a noun phrase, an infinitive, or certain words that open what was said. The span is the verb or noun with what
follows it, as what follows says nothing alone ("talks").
"""

from __future__ import annotations

from collections.abc import Sequence

from wirebook.annotate.quotes.clauses import PUNCTUATION, Item, Phrase, subject_before
from wirebook.annotate.quotes.cues import BE, HAVE, MODALS, Cue, verb_cue
from wirebook.knowledge import words as knowledge

LONGEST = 60
"""Words of a phrase."""
ENDS = frozenset(
    {
        "who", "which", "while", "when", "because", "although", "though", "after", "before", "since", "where", "until",
        "unless",
    }
)  # fmt: skip
"""Words that a phrase does not go over."""
JOINS = frozenset({"and", "but", "or"})
AFTER_COMMA = JOINS | {"so", "as", "with"}
"""Words that end a phrase after a comma."""
SUBJECT = 6
"""Words of the subject of a clause that a conjunction adds."""
AFTERTHOUGHT = 7
"""Words after a comma that may belong to the clause that follows: ", two days before"."""
LOOSE = JOINS | {"that"}
"""Words that no phrase ends with."""
NO_OBJECT = BE | HAVE | MODALS | frozenset({"that", "to", "by", "as", "not", "n't"})
"""Words that no noun phrase begins with."""
NO_OBJECT_CLASSES = frozenset({"preposition", "conjunction", "adverb", "auxiliary"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our"})
POSSESSORS = frozenset({"'s", "’s", "'", "’"})
ARTICLES = frozenset({"the", "a", "an", "no", "any", "some"})
MODIFIERS = 2
"""Words that may stand between a possessor and the noun that it has: "their growing fear that"."""
VERB, NOUN = "verb and phrase", "noun and phrase"


def stances_of(items: Sequence[Item], taken: Sequence[tuple[int, int]]) -> list[tuple[Cue, tuple[int, int], str]]:
    """Return the cues of speech and stance in a sentence, each with the first and last item of its phrase, and how.

    Args:
        items: the sentence.
        taken: ranges of items that are statements already: no phrase begins in one, or runs into one.
    """
    found: list[tuple[Cue, tuple[int, int], str]] = []
    over = -1
    for k in range(len(items)):
        if k <= over or any(first <= k <= last for first, last in taken):
            continue
        cue, begin, how = _verb(items, k) or _noun(items, k) or (None, 0, "")
        if cue is None:
            continue
        end = _trimmed(items, begin, min([_end(items, begin), *(first - 1 for first, _ in taken if first > k)]))
        if end >= begin:
            found.append((cue, (cue.first, end), how))
            over = end
    return found


def _verb(items: Sequence[Item], k: int) -> tuple[Cue, int, str] | None:
    """Return the cue of a verb, and where what it takes begins."""
    verb = knowledge.stance_verbs().get(items[k].text)
    cue = verb_cue(items, k, verb) if verb else None
    if verb is None or cue is None or cue.inverted:
        return None
    before = items[k - 1].lower if k else ""
    if before in POSSESSIVES or knowledge.function_words().get(before) in ("determiner", "possessive"):
        return None  # "the promised sum", "its order to leave"
    start = k + 1
    while start < len(items) and items[start].text.islower() and items[start].lower.endswith("ly"):
        start += 1
    if start >= len(items) or items[start].quotation is not None:
        return None
    item = items[start]
    kind = knowledge.function_words().get(item.lower)
    object_ = item.text[0].isalnum() and item.lower not in NO_OBJECT and kind not in NO_OBJECT_CLASSES
    return (cue, start, VERB) if item.lower in verb.takes or ("np" in verb.takes and object_) else None


def _noun(items: Sequence[Item], k: int) -> tuple[Cue, int, str] | None:
    """Return the cue of a noun with its possessor ("Hollis's call for talks", "his view that"), or of one that tells a
    clause ("the claim that"), and where what it tells begins."""
    takes = knowledge.stance_nouns().get(items[k].lower)
    if takes is None or k == 0 or k + 2 >= len(items) or items[k + 1].lower not in takes:
        return None
    for before in range(k - 1, max(-1, k - 2 - MODIFIERS), -1):
        item = items[before]
        if item.lower in POSSESSIVES:
            return Cue(k, k, "stance", Phrase(before, before), finite=False), k + 2, NOUN
        if item.lower in POSSESSORS:
            subject = subject_before(items, before - 1)
            return (Cue(k, k, "stance", subject, finite=False), k + 2, NOUN) if subject else None
        if not item.text.islower() or knowledge.function_words().get(item.lower):
            break
    if items[k + 1].lower == "that" and items[k - 1].lower in ARTICLES:
        return Cue(k, k, "stance", None, finite=False), k + 2, NOUN
    return None


def _end(items: Sequence[Item], start: int) -> int:
    """Return the last item of a phrase from `start`: before a clause of its own, a pause, or a quotation."""
    stop = min(len(items), start + LONGEST)
    for k in range(start, stop):
        item = items[k]
        if item.quotation is not None or item.text in ";:—–()[]" or (k > start and item.lower in ENDS):
            return k - 1
        if item.text == "," and k + 1 < len(items):
            after = items[k + 1].lower
            if after in AFTER_COMMA or after in ENDS or after.endswith("ing") or after in BE | HAVE | MODALS:
                return k - 1
        if item.lower in JOINS and k > start and _clause_begins(items, k + 1):
            return k - 1
    return stop - 1


def _trimmed(items: Sequence[Item], start: int, end: int) -> int:
    """Return the last item of a phrase without what belongs to the words after it: ", two days | before", "by"."""
    comma = next((k for k in range(end, max(start, end - AFTERTHOUGHT), -1) if items[k].text == ","), None)
    if comma is not None and end + 1 < len(items) and items[end + 1].lower in ENDS:
        end = comma - 1
    classes = knowledge.function_words()
    while end >= start and (
        items[end].text in PUNCTUATION or items[end].lower in LOOSE or classes.get(items[end].lower) == "preposition"
    ):
        end -= 1
    return end


def _clause_begins(items: Sequence[Item], first: int) -> bool:
    """Say whether another clause follows a conjunction: a verb of stance or speech, or a subject and then a verb."""
    if first >= len(items):
        return False
    if _is_finite(items[first]):
        return True
    kind = knowledge.function_words().get(items[first].lower)
    if not (items[first].text[:1].isupper() or kind in ("pronoun", "determiner", "possessive")):
        return False
    near = items[first + 1 : first + SUBJECT]
    return any(_is_finite(item) or item.lower in BE | HAVE | MODALS for item in near)


def _is_finite(item: Item) -> bool:
    verb = knowledge.stance_verbs().get(item.text) or knowledge.speech_verbs().get(item.text)
    return verb is not None and verb.form in ("past", "present")
