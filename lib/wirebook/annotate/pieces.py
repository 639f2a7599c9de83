"""A run of capitalised words taken apart: titles off, known names out, and what is left as one unknown name.

"US Treasury Secretary Scott Bessent" is a known organisation, a title, and a person; "Japanese Prime Minister Sanae
Takaichi" a demonym, a title and a person; "Greek Ministry of Culture" one organisation, demonym and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from wirebook import knowledge
from wirebook.annotate import lexicon
from wirebook.annotate.lexicon import Entry, Index, Token
from wirebook.annotate.records import Recognised, Sense
from wirebook.annotate.runs import common
from wirebook.knowledge import name_words, words
from wirebook.knowledge.name_words import HeadType

BREAKING = ("weekday", "month", "pronoun")

BREAKING_CLASSES = ("preposition", "conjunction", "pronoun", "determiner")

SHORT = 3
"""Letters of the short forms of days and months ("Sun", "Mar")."""

PREFIXES = ("pro", "anti")

MODIFIERS = frozenset(("vice", "deputy", "acting", "interim", "assistant", "associate", "former", "shadow", "chief"))
"""Words that make another title of the one they stand before ("Vice Foreign Minister")."""

SMALL = frozenset(("of", "for", "on", "the", "and", "&"))
"""Words that stand inside a name but do not end one."""

TITLE_WORDS = 4
"""Words of the longest title ("senate majority leader")."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run, as a range of tokens: a known surface form (`entry`) or an unknown name, and its title."""

    first: int
    last: int
    """The token after its last."""
    entry: Entry | None = None
    title: str | None = None
    head: HeadType | None = None
    """What its head word makes of it, for an unknown name."""
    found: Recognised | None = None
    """What a model made of it, for an unknown name that a model recognised."""
    sense: Sense | None = None
    """What it stands for by a model, should it be the name of a place."""
    surely_place: bool = False
    """Whether the model is sure that it is a place."""


def pieces(tokens: Sequence[Token], first: int, last: int, *, index: Index, headline: bool) -> Iterator[Piece]:
    """Take the run of tokens from `first` to `last` apart, from left to right."""
    position, title = first, _title_before(tokens, first)
    while position < last:
        known = lexicon.match(tokens, position, end=last, index=index)
        length = title_at(tokens, position, last)
        if length and not (known and len(known.tokens) > length):
            title = title_text(tokens, position, position + length)
            position += length
            continue
        word = tokens[position].text
        if known is None and (stands_before(tokens, position, last) or (headline and common(word))):
            position, title = position + 1, None
            continue
        end = _chunk_end(tokens, position, last, known, headline=headline)
        piece = _piece(tokens, position, end, known, title, index)
        if piece is not None:
            yield piece
        position, title = (piece.last if piece else end), None


def stands_before(tokens: Sequence[Token], position: int, last: int) -> bool:
    """Say whether a word is no part of the name that it stands before: it breaks names, or says where somebody is from
    ("the Californian Glenn Cowan"). Of the short forms of days and months some are names ("Sun Weidong")."""
    word = tokens[position].text
    after = tokens[position + 1] if position + 1 < last else None
    if after is not None and after.text in name_words.given_names() and name_words.not_actors().get(word) == "people":
        return True
    short = len(word) <= SHORT and name_words.not_actors().get(word) in ("weekday", "month")
    return _breaks(word) and not (short and after is not None and after.capitalised)


@lru_cache(maxsize=65536)
def _breaks(word: str) -> bool:
    """Say whether a word is never part of the name beside it: a weekday, a month, "I", or a small word with a capital
    ("The", "In") as it begins a line or stands in a headline."""
    if name_words.not_actors().get(word) in BREAKING:
        return True
    small = word.istitle() and words.function_words().get(word.lower()) in BREAKING_CLASSES
    return small and word not in name_words.given_names()


def title_text(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the words of a title in lower case."""
    return " ".join(t.text.lower() for t in tokens[first:last] if t.text != ".")


def title_at(tokens: Sequence[Token], position: int, last: int) -> int:
    """Return the length in tokens of the longest office or honorific that stands at `position`, 0 for none."""
    word = tokens[position].text.lower()
    if word in MODIFIERS and position + 1 < last and tokens[position + 1].text.lower() not in MODIFIERS:
        length = title_at(tokens, position + 1, last)
        if length:
            return length + 1
    if word not in _title_starts():
        return 0
    for end in range(min(last, position + TITLE_WORDS), position, -1):
        if tokens[end - 1].text in ("of", "-"):
            continue
        known = name_words.person_titles().get(
            " ".join(t.text.lower() for t in tokens[position:end]).replace(" - ", "-")
        )
        if known is not None and known.kind != "role":
            after = end + 1 if end < last and tokens[end].text == "." else end
            return after - position
    return 0


@cache
def _title_starts() -> frozenset[str]:
    return frozenset(title.replace("-", " ").split()[0] for title in name_words.person_titles())


def _title_before(tokens: Sequence[Token], first: int) -> str | None:
    """Return the title or role in small letters just before a run ("the actor Ada Marlowe")."""
    for length in (3, 2, 1):
        start = first - length
        if start < 0 or not all(t.text[0].isalpha() or t.text == "-" for t in tokens[start:first]):
            continue
        title = " ".join(t.text.lower() for t in tokens[start:first])
        if title.replace(" - ", "-") in name_words.person_titles():
            return title
    return None


def _chunk_end(tokens: Sequence[Token], position: int, last: int, known: Entry | None, *, headline: bool) -> int:
    """Return where the name that begins at `position` ends: before the next title, or where the run ends."""
    end = position + (len(known.tokens) if known else 1)
    while end < last:
        length = title_at(tokens, end, last)
        if length and end + length < last and tokens[end - 1].text not in (*SMALL, "-"):
            break
        if _breaks(tokens[end].text) or (headline and common(tokens[end].text) and tokens[end].capitalised):
            break
        end += 1
    while end - 1 > position and (not tokens[end - 1].text[0].isalnum() or tokens[end - 1].text in SMALL):
        end -= 1
    return end


def _piece(
    tokens: Sequence[Token], first: int, last: int, known: Entry | None, title: str | None, index: Index
) -> Piece | None:
    head = head_type(tokens, first, last)
    if known is None:
        return Piece(first, last, title=title, head=head)
    end = first + len(known.tokens)
    if end >= last or _after_prefix(tokens, first):
        return Piece(first, end, known, title)
    forms = {alias.form for alias in known.aliases}
    if head in ("organization", "group", "place") and known_is(known, ("country", "place")):
        return Piece(first, last, title=title, head=head)
    if head == "none":
        event = known_is(known, ("country", "place"))
        return None if event and "demonym" not in forms else Piece(first, end, known, title)
    if "demonym" in forms and last - end > 1 and all(common(t.text) for t in tokens[end:last] if t.capitalised):
        return Piece(first, last, title=title, head=head)
    if tokens[end].text == "-" and known_is(known, ("person",)):
        return Piece(first, last, title=title, head=head)
    if "demonym" in forms or known_is(known, ("person",)) or tokens[end].text == "-":
        return Piece(first, end, known, title)
    following = lexicon.match(tokens, end, end=last, index=index)
    if following is not None or tokens[end].text in name_words.given_names():
        ambiguous = (
            any("person" in alias.ambiguous for alias in known.aliases) or known.surface in name_words.given_names()
        )
        if not ambiguous:
            return Piece(first, end, known, title)
    return Piece(first, last, title=title, head=head)


def _after_prefix(tokens: Sequence[Token], position: int) -> bool:
    """Say whether "pro-" or "anti-" stands before: it belongs to the next name alone ("pro-Beijing New Party")."""
    return position > 1 and tokens[position - 1].text == "-" and tokens[position - 2].text.lower() in PREFIXES


def known_is(entry: Entry, types: Sequence[str]) -> bool:
    """Say whether a surface form means an actor of one of the types (a name in the table of places: a place)."""
    if entry.place is not None and "place" in types:
        return True
    return any(knowledge.actors()[alias.actor_id].type in types for alias in entry.aliases)


def head_type(tokens: Sequence[Token], first: int, last: int) -> HeadType | None:
    """Return what the head word of a name makes of it.

    The head is the last word before "of", "for" or "on", else the last word, else the first one that is a head word
    ("Lake Victoria", "Mount Etna"). A single head word is no name.
    """
    heads = name_words.head_words()
    end = next((i for i in range(first + 1, last) if tokens[i].text in ("of", "for", "on")), last)
    if last - first < 2:
        return heads.get(tokens[first].text) if tokens[first].text in heads and not common(tokens[first].text) else None
    found = heads.get(tokens[end - 1].text)
    if found is None and tokens[last - 1].text[0].isdigit() and last - first > 2:
        found = heads.get(tokens[last - 2].text)
    return found if found is not None else (heads.get(tokens[first].text) if last - first == 2 else None)
