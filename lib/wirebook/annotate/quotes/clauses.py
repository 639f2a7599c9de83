"""One sentence as the search for cues sees it: its words, with each quotation as a single item."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from wirebook.annotate.document import Document
from wirebook.annotate.quotes.marks import Quotation
from wirebook.knowledge import words as knowledge

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})
RELATIVES = frozenset({"who", "which"})
STOPS = frozenset(
    {
        "that",
        "as",
        "while",
        "when",
        "if",
        "because",
        "but",
        "although",
        "though",
        "after",
        "before",
        "since",
        "where",
        "whom",
        "what",
        "how",
        "why",
        "than",
        "so",
        "whether",
        "to",
        "until",
        "unless",
        "not",
        "never",
    }
)
"""Words that no name of a speaker goes over, to the left."""
INSIDE = frozenset({"of", "for", "from", "with", "'s", "’s"})
"""Words that a noun phrase goes over, to the right."""
PUNCTUATION = frozenset(",;:—–-()[].!?…")
LONGEST_PHRASE = 16
"""Words; a longer run is a clause."""
LONGEST_INSERTION = 60
"""Words between a subject and its verb."""


@dataclass(frozen=True, slots=True)
class Item:
    """One word, or one quotation as a whole."""

    start: int
    end: int
    text: str
    lower: str
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as a range of items, `last` included."""

    first: int
    last: int


def items_of(doc: Document, sentence: int, quotations: Sequence[Quotation]) -> list[Item]:
    """Return the items of a sentence in order."""
    found: list[Item] = []
    number = bisect.bisect_right(quotations, doc.sentences[sentence].start, key=lambda quotation: quotation.end)
    for word in doc.words[sentence]:
        while number < len(quotations) and quotations[number].end <= word.start:
            number += 1
        if number < len(quotations) and quotations[number].start <= word.start:
            if not found or found[-1].quotation != number:
                quoted = quotations[number]
                found.append(Item(quoted.start, quoted.end, "", "", number))
        else:
            text = doc.text[word.start : word.end]
            found.append(Item(word.start, word.end, text, text.replace("’", "'").casefold()))
    return found


def subject_before(items: Sequence[Item], last: int) -> Phrase | None:
    """Return the noun phrase that ends at `last` and is the subject of the verb after it.

    "X said"; "X, the minister, said" and "X, who left, said" (the phrase before the insertion); "X, who said".
    """
    if last < 0 or items[last].quotation is not None:
        return None
    item = items[last]
    if item.lower in PRONOUNS:
        return Phrase(last, last)
    if item.lower in RELATIVES:
        antecedent = last - 2 if last and items[last - 1].text == "," else last - 1
        return _phrase_to(items, antecedent, nearest=True)
    if item.text == ",":
        begin = _insertion(items, last)
        return subject_before(items, begin - 1) if begin is not None else None
    if item.text == ")":
        opening = next((k for k in range(last - 1, max(-1, last - 12), -1) if items[k].text == "("), None)
        return _phrase_to(items, opening - 1) if opening is not None else None
    return _phrase_to(items, last)


def _insertion(items: Sequence[Item], comma: int) -> int | None:
    """Return the comma that opens the insertion which `comma` closes."""
    commas: list[int] = []
    for k in range(comma - 1, max(-1, comma - LONGEST_INSERTION), -1):
        if items[k].quotation is not None:
            break
        if items[k].text == ",":
            commas.append(k)
    for k in commas:
        if k > 0 and (items[k - 1].text[:1].isupper() or items[k - 1].text == ")"):
            return k
    return commas[0] if commas and commas[0] > 0 else None


def _phrase_to(items: Sequence[Item], last: int, *, nearest: bool = False) -> Phrase | None:
    """Return the noun phrase that ends at `last`; with `nearest`, none that a preposition but "of" would add."""
    classes = knowledge.function_words()
    first = last + 1
    while first > 0 and last - first < LONGEST_PHRASE and _joins_left(items, first - 1):
        if nearest and classes.get(items[first - 1].lower) == "preposition" and items[first - 1].lower != "of":
            break
        first -= 1
    while first <= last and classes.get(items[first].lower) in ("preposition", "conjunction", "adverb"):
        first += 1
    return Phrase(first, last) if first <= last else None


def _joins_left(items: Sequence[Item], k: int) -> bool:
    item = items[k]
    if item.text == "-":
        return True
    if item.quotation is not None or item.text in PUNCTUATION or item.lower in STOPS or item.lower in RELATIVES:
        return False
    if item.lower in ("and", "or"):
        return k > 0 and items[k - 1].text[:1].isupper() and items[k + 1].text[:1].isupper()
    if item.lower in ("'s", "’s"):
        return True
    verb = knowledge.speech_verbs().get(item.text)
    if verb is not None and verb.form in ("past", "gerund"):
        return False
    return knowledge.function_words().get(item.lower) not in ("auxiliary", "conjunction")


def phrase_from(items: Sequence[Item], first: int) -> Phrase | None:
    """Return the noun phrase that begins at `first` ("said the minister of trade in Leeds": to "trade")."""
    classes = knowledge.function_words()
    last = first - 1
    while last + 1 < len(items) and last - first < LONGEST_PHRASE:
        item = items[last + 1]
        kind = classes.get(item.lower)
        if item.quotation is not None or item.lower in STOPS or (item.text in PUNCTUATION and item.text != "-"):
            break
        if last + 1 == first and item.lower in PRONOUNS:
            return Phrase(first, first)
        if kind in ("preposition", "conjunction", "auxiliary", "adverb", "pronoun") and item.lower not in INSIDE:
            break
        verb = knowledge.speech_verbs().get(item.text)
        if verb is not None and verb.form in ("past", "gerund"):
            break
        last += 1
    return Phrase(first, last) if last >= first else None
