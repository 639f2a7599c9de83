"""What kind of thing an unknown name stands for, by the words in it and around it.

The cues, strongest first: a head word in the name ("Party", "River"), a title or role before it, letters all capital,
a given name, an age or a relative "who" after it, a place around it, an ordinary word in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook.annotate import lexicon
from wirebook.annotate.lexicon import Token
from wirebook.annotate.pieces import Piece, known_is
from wirebook.annotate.records import ActorType
from wirebook.annotate.runs import common
from wirebook.knowledge import name_words, words

PLACE_PREPOSITIONS = frozenset(("in", "near", "around", "outside", "throughout", "across"))
WEAK_PREPOSITIONS = frozenset(("of", "to", "from", "at"))
"""Prepositions after which a single unknown word is a place more often than not (187 of 260 names in training data)."""

INNER_CAPITAL = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bDi)(?<=[a-z])[A-Z]")

SPEECH_AFTER = 2
"""Tokens after a name among which a verb of speech makes it a speaker."""


def type_of(tokens: Sequence[Token], piece: Piece) -> tuple[ActorType, str]:
    """Return the type of an unknown name, and in words the cue that decided."""
    inside = tokens[piece.first : piece.last]
    first = inside[0].text
    if piece.head in ("organization", "place", "group"):
        return piece.head, "head word"
    if piece.title is not None:
        return "person", "title before"
    if len(inside) == 1 and first.isupper() and 1 < len(first) <= 6:
        return "organization", "acronym"
    if first in name_words.given_names() or (len(inside) > 2 and len(first) == 1 and inside[1].text == "."):
        return "person", "given name"
    before = tokens[piece.first - 1].text.lower() if piece.first else ""
    after = [t.text for t in tokens[piece.last : piece.last + 3]]
    if after[:1] == ["who"] or (after[:1] == [","] and len(after) > 1 and (after[1] == "who" or _is_age(after[1]))):
        return "person", "person after"
    if len(inside) > 1 and inside[-1].text.islower() and inside[-2].text == "-":
        return "person", "hyphenated given name"
    if len(inside) > 1 and _begins_with_place(tokens, piece):
        return "organization", "place in the name"
    if len(inside) == 1 and INNER_CAPITAL.search(first):
        return "organization", "capital inside"
    if before in PLACE_PREPOSITIONS or _in_place(tokens, piece.last):
        return "place", "place cue"
    if any(common(t.text) for t in inside if t.capitalised):
        return "organization", "common words"
    if len(inside) == 1 and before in WEAK_PREPOSITIONS:
        return "place", "weak place cue"
    if before == "the":
        return "organization", "determiner"
    if any(word.lower() in words.speech_verbs() for word in after[:SPEECH_AFTER]):
        return "person", "speaker"
    return "person", "capitals"


def _is_age(text: str) -> bool:
    return text.isdigit() and len(text) <= 2


def _in_place(tokens: Sequence[Token], position: int) -> bool:
    """Say whether ", Kenya" or ", Texas" follows."""
    if position + 1 >= len(tokens) or tokens[position].text != ",":
        return False
    entry = lexicon.match(tokens, position + 1, end=len(tokens), index=lexicon.entries())
    if entry is None or not known_is(entry, ("country", "place")) or entry.surface in name_words.given_names():
        return False
    after = position + 1 + len(entry.tokens)
    return after >= len(tokens) or not tokens[after].text[0].islower() or tokens[after].text in words.function_words()


def _begins_with_place(tokens: Sequence[Token], piece: Piece) -> bool:
    """Say whether a known country or place begins a longer name ("Tokyo Electron")."""
    entry = lexicon.match(tokens, piece.first, end=piece.last, index=lexicon.entries())
    return entry is not None and known_is(entry, ("country", "place"))
