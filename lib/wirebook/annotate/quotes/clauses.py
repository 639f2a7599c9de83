"""One sentence as the search for cues sees it: its words, with each quotation as a single item."""

from __future__ import annotations

import bisect
import re
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
OUTSIDE = frozenset({"preposition", "conjunction", "auxiliary", "adverb", "pronoun"})
"""Classes of words that end a noun phrase to the right, but for those INSIDE."""
PUNCTUATION = frozenset(",;:—–-()[].!?…")
ADJECTIVES = frozenset({"close", "critical", "familiar", "involved", "known", "loyal", "present", "privy"})
"""Adjectives after a noun, which a preposition follows: "an aide familiar with the talks"."""
COUNTS = frozenset(
    {"another", "both", "dozens", "few", "many", "most", "one", "others", "several", "some", "two", "three"}
)
"""Words of number that a speaker without an article may begin with."""
DASHES = frozenset("-–—")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
VERBLIKE = frozenset(
    {
        "began", "came", "found", "gave", "got", "held", "kept", "knew", "left", "lost", "made", "met", "put",
        "ran", "saw", "sent", "stood", "thought", "took", "told", "turned", "went", "won", "wrote",
    }
)  # fmt: skip
"""Past tenses without "-ed" that most sentences have."""
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
        if last and items[last - 1].text == ")" and (named := _before_brackets(items, last - 1)):
            return named
        if role := _role_before(items, last):
            return role
        begin = _insertion(items, last)
        return subject_before(items, begin - 1) if begin is not None else None
    if item.text == ")":
        return _phrase_to(items, opening - 1) if (opening := _opening(items, last)) is not None else None
    return _phrase_to(items, last)


def _opening(items: Sequence[Item], closing: int) -> int | None:
    """Return the bracket that a bracket closes."""
    return next((k for k in range(closing - 1, max(-1, closing - 12), -1) if items[k].text == "("), None)


def _before_brackets(items: Sequence[Item], closing: int) -> Phrase | None:
    """Return the name before brackets that a comma follows: "Gov. Ada Marlowe (Ind.), said"."""
    opening = _opening(items, closing)
    phrase = _phrase_to(items, opening - 1) if opening else None
    if phrase is None or not items[phrase.first].text[:1].isupper():
        return None
    governed = phrase.first and knowledge.function_words().get(items[phrase.first - 1].lower) == "preposition"
    return None if governed else phrase


def _role_before(items: Sequence[Item], comma: int) -> Phrase | None:
    """Return the name between commas after a role: "her policy adviser, Rolf Hollis, said"."""
    name = name_to(items, comma - 1)
    if name is None or name.first < 2 or items[name.first - 1].text != ",":
        return None
    role = items[name.first - 2]
    return name if role.text.isalpha() and role.text.islower() and role.lower not in STOPS else None


def name_to(items: Sequence[Item], last: int) -> Phrase | None:
    """Return the capitalised words that end at `last`, those with a hyphen too ("Kim Dae-jung"); None for none."""
    first = last + 1
    while first > 0 and last - first < LONGEST_PHRASE:
        if items[first - 1].text[:1].isupper():
            first -= 1
        elif first > 2 and items[first - 2].text == "-" and items[first - 3].text[:1].isupper():
            first -= 3
        else:
            break
    return Phrase(first, last) if first <= last else None


def main_subject(items: Sequence[Item]) -> Phrase | None:
    """Return the noun phrase that a sentence begins with, after what opens it ("In May, the miners").

    None where a quotation opens the sentence, or where it is not plain where the phrase begins.
    """
    classes = knowledge.function_words()
    first = 0
    for _ in range(3):
        while first < len(items) and items[first].text in DASHES:
            first += 1
        if first >= len(items) or items[first].quotation is not None:
            return None
        opening = items[first]
        kind = classes.get(opening.lower)
        opens = kind in ("preposition", "conjunction", "adverb") or opening.lower in STOPS
        if not opens and not (opening.lower.endswith(("ing", "ed")) and kind is None and first + 1 < len(items)):
            break
        if not opens and items[first + 1].text[:1].isupper():  # "Ed Marlowe"
            break
        after = next(
            (k for k in range(first + 1, len(items)) if items[k].text == "," or _ends_in_comma(items, k)), None
        )
        if after is None:
            return None
        first = after + 1
    phrase = phrase_from(items, first)
    if phrase is None:
        return None
    last = next((k - 1 for k in range(first + 1, phrase.last + 1) if _verb_like(items[k])), phrase.last)
    return Phrase(first, last)


def _ends_in_comma(items: Sequence[Item], k: int) -> bool:
    """Say whether an item is a quotation that a subject follows: "Holding up “No more,” the miners"."""
    following = items[k + 1] if k + 1 < len(items) else None
    return (
        items[k].quotation is not None
        and following is not None
        and knowledge.function_words().get(following.lower) in ("determiner", "possessive")
    )


def _verb_like(item: Item) -> bool:
    verb = knowledge.speech_verbs().get(item.text)
    return item.text.islower() and (
        item.lower.endswith("ed") or item.lower in VERBLIKE or (verb is not None and verb.form != "base")
    )


def _insertion(items: Sequence[Item], comma: int) -> int | None:
    """Return the comma that opens the insertion which `comma` closes."""
    commas: list[int] = []
    quoted = False
    for k in range(comma - 1, max(-1, comma - LONGEST_INSERTION), -1):
        quoted = quoted or items[k].quotation is not None
        if items[k].text == ",":
            if quoted and items[k + 1].lower not in ("who", "whose", "which"):  # "X, whose cry is “No”, said"
                break
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
    dated = next((k for k in range(first, last) if YEAR.fullmatch(items[k].text) and items[k + 1].text.istitle()), None)
    if dated is not None and classes.get(items[dated - 1].lower) == "preposition":  # "In parliament in 2017 Marlowe"
        first = dated + 1
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


def phrase_from(items: Sequence[Item], first: int, *, closed: bool = False) -> Phrase | None:
    """Return the noun phrase that begins at `first` ("said the minister of trade in Leeds": to "trade").

    With `closed`, no verb of its own can follow the phrase, and what looks like one is its participle: "said the envoy
    known as Bob".
    """
    classes = knowledge.function_words()
    last = first - 1
    while last + 1 < len(items) and last - first < LONGEST_PHRASE:
        item = items[last + 1]
        kind = classes.get(item.lower)
        if item.quotation is not None or (item.text in PUNCTUATION and item.text != "-"):
            break
        if closed and last > first and _is_attached(items, last + 1):
            last += 1
            continue
        if item.lower in STOPS:
            break
        if last + 1 == first and item.lower in PRONOUNS:
            return Phrase(first, first)
        counts = last + 1 == first and item.lower in COUNTS
        if kind in OUTSIDE and item.lower not in INSIDE and not counts:
            break
        verb = knowledge.speech_verbs().get(item.text)
        if verb is not None and verb.form in ("past", "gerund") and not (closed and _is_participle(items, last + 1)):
            break
        last += 1
    return Phrase(first, last) if last >= first else None


def _is_attached(items: Sequence[Item], k: int) -> bool:
    """Say whether a preposition belongs to the participle or adjective before it: "briefed on", "familiar with"."""
    before = items[k - 1].lower
    preposition = items[k].lower == "as" or knowledge.function_words().get(items[k].lower) == "preposition"
    return preposition and (before in ADJECTIVES or (items[k - 1].text.islower() and before.endswith("ed")))


def _is_participle(items: Sequence[Item], k: int) -> bool:
    return k + 2 < len(items) and _is_attached(items, k + 1)
