"""Names recognised by a model, brought together with the surface forms of the knowledge tables.

The model reads the sentence and so decides what is a name, where it ends and of what kind it is; the tables know who
it is. Where a known form covers a recognised name, or runs on beyond it, the form is the mention, unless the model is
sure that the word is of another kind here ("Jordan scored"). What only the tables know counts too where the model does
not rule it out, but not inside a name that it takes for something else ("the Treaty of Paris").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wirebook.annotate import lexicon
from wirebook.annotate.lexicon import Entry, Index, Token
from wirebook.annotate.pieces import Piece, head_type, known_is, stands_before, title_at, title_text
from wirebook.annotate.records import ActorType, Recognised, Recognition, Sense
from wirebook.knowledge import name_words, words

TYPES: Mapping[str, ActorType] = {"PER": "person", "ORG": "organization", "LOC": "place"}

SENSES: Mapping[str, Sense] = {"ORG": "polity", "LOC": "place"}
"""The model has learnt to call a country, region or city an organisation where it stands for its state or team."""

SURE = 0.7
"""Probability from which on the model's kind of a name outweighs what the tables know of the same word, and a capital
that it takes for a place is the city, whatever stands beside it."""

CERTAIN = 0.97
"""The same for a person by the name of a country or capital that is nothing else for the tables: unknown single words
are where the model errs ("Honiara agreed")."""

POSSIBLE, POSSIBLE_OF_SEVERAL = 0.3, 0.03
"""Probability of being an actor's name from which on a known form, of one word and of several, is a mention though the
model took it for none. Several words that are a known name are hardly anything else: on the dev half of CrossNER, 0.3
for them gives an F1 of 86.8, 0.03 one of 86.9, and no limit one of 85.5; the other sets do not change."""

LONGEST_TITLE = 5

LABELLED = frozenset(("Group", "Pool", "Section", "Category", "Class", "Figure", "Table", "Phase", "Level", "Type"))
"""Words that with a single letter or figure name no actor: "Group F"."""

HYPHENS = frozenset("-–")

PREFIXES = frozenset(("anti", "ex", "non", "post", "pre", "pro"))

GENERATIONS = frozenset(("Jr", "Sr"))
"""What tells a son of his father's name, after a comma in older newspapers: "King, Jr."."""

DAYS = frozenset(("today", "yesterday", "tomorrow", "tonight"))

NO_END = frozenset(("'s", "’s", "of", "and", "the", "for", "in", "at", "on", "to", "with"))
"""What no name ends with."""


def merge(tokens: Sequence[Token], found: Recognition, known: Iterable[Piece], index: Index) -> list[Piece]:
    """Bring the names that a model recognised in a sentence together with the known pieces of it, in order.

    Args:
        tokens: the sentence, as `lexicon.cut` cuts it.
        found: what a model found, with the article's positions; names do not overlap.
        known: pieces of the sentence that the knowledge tables know.
        index: the surface forms of the tables.
    """
    taken: list[tuple[int, int]] = []
    merged: list[Piece] = []
    known = list(known)
    lower = not any(token.capitalised for token in tokens)
    for name in _joined(tokens, found.names):
        first, last = _range(tokens, name)
        if first >= last or not (lower or any(_has_capital(token) for token in tokens[first:last])):
            continue
        if name.label not in TYPES:
            entry = lexicon.match(tokens, first, end=last, index=index)
            if entry is None or len(entry.tokens) < last - first:
                taken.append((first, last))
            continue
        if title_at(tokens, first, last) == last - first or _is_none(tokens[first:last], name):
            continue
        if _is_word(tokens, first, last, name, index):
            continue
        parts = _hyphened(tokens, first, last, index) or _prefixed(tokens, first, last, name, index)
        for piece in parts or [_covering(tokens, known, first, last, name) or _piece(tokens, first, last, name, index)]:
            if not any(piece.first < e and b < piece.last for b, e in taken):
                place = name.label == "LOC" and name.probability >= SURE
                merged.append(replace(piece, sense=SENSES.get(name.label), surely_place=place))
                taken.append((piece.first, piece.last))
    for piece in known:
        limit = POSSIBLE_OF_SEVERAL if piece.last - piece.first > 1 else POSSIBLE
        if not any(piece.first < e and b < piece.last for b, e in taken) and (
            _is_demonym(piece)
            or _is_initials(piece)
            or found.probability(tokens[piece.first].start, tokens[piece.last - 1].end) >= limit
        ):
            merged.append(piece)
    merged.sort(key=lambda piece: piece.first)
    return merged


def _joined(tokens: Sequence[Token], names: Sequence[Recognised]) -> list[Recognised]:
    """Return the names, each that the model began twice as one: "Tokugawa Ieyasu", "King, Jr."."""
    joined: list[Recognised] = []
    for name in names:
        if joined and joined[-1].label == name.label and _goes_on(tokens, joined[-1], name):
            before = joined[-1]
            joined[-1] = replace(before, end=name.end, probability=min(before.probability, name.probability))
        else:
            joined.append(name)
    return joined


def _goes_on(tokens: Sequence[Token], name: Recognised, other: Recognised) -> bool:
    """Say whether a name and the next of its kind are one."""
    between = [token.text for token in tokens if name.end <= token.start < other.start]
    last, following = ([t.text for t in tokens if n.start <= t.start < n.end] for n in (name, other))
    if name.label == "PER":
        return not between or (between == [","] and bool(following) and following[0] in GENERATIONS)
    return not between and last[-1:] == ["of"]


def _is_demonym(piece: Piece) -> bool:
    """Say whether a piece is an adjective of nationality, which the model takes for no name."""
    return piece.entry is not None and any(alias.form == "demonym" for alias in piece.entry.aliases)


def _is_initials(piece: Piece) -> bool:
    """Say whether a piece is a country's initials ("US ally"), which mean nothing else beside small letters."""
    entry = piece.entry
    return entry is not None and entry.surface.isupper() and bool(entry.aliases) and known_is(entry, ("country",))


def _range(tokens: Sequence[Token], name: Recognised) -> tuple[int, int]:
    """Return a name as a range of tokens, without an article, a title or a possessive at its ends."""
    first = next((i for i, t in enumerate(tokens) if t.end > name.start), len(tokens))
    last = next((i for i in range(len(tokens), first, -1) if tokens[i - 1].start < name.end), first)
    while last > first and (tokens[last - 1].text in NO_END or _mark(tokens[last - 1].text)):
        if tokens[last - 1].text == "." and last - first > 1 and _shortened(tokens[last - 2].text):
            break
        last -= 1
    while last - first > 1 and _stray(tokens[last - 1], name):
        last -= 1
    while first < last and (tokens[first].text in ("the", "a", "an") or _mark(tokens[first].text)):
        first += 1
    if name.label == "PER" and first < last:
        title = title_at(tokens, first, last)
        while title and first + title < last and tokens[first + title].text != "of":  # "Duke of Sussex" is a name
            first += title
            title = title_at(tokens, first, last)
        while last - first > 1 and stands_before(tokens, first, last):
            first += 1
    return first, last


def _is_none(inside: Sequence[Token], name: Recognised) -> bool:
    """Say whether the words of a name are known to be none: "the Hajj", "The", "Group F"."""
    text = " ".join(token.text for token in inside)
    if all(token.text.lower() in words.function_words() for token in inside):
        return True
    if len(inside) == 2 and inside[0].text in LABELLED and len(inside[1].text) == 1:
        return True
    return text in name_words.not_actors() and not (name.label == "PER" and name.probability >= SURE)


def _is_word(tokens: Sequence[Token], first: int, last: int, name: Recognised, index: Index) -> bool:
    """Say whether a known name that is a word too ("Solidarity") may have its capital from its place alone."""
    if last - first > 1 or name.probability >= SURE or any(not _mark(token.text) for token in tokens[:first]):
        return False
    entry = lexicon.match(tokens, first, end=last, index=index)
    return entry is not None and any("word" in alias.ambiguous for alias in entry.aliases)


def _has_capital(token: Token) -> bool:
    """Say whether a token can be part of a name in a sentence that has capitals: a common word in small letters can
    not, for all that the model makes of it ("ytterbium")."""
    return not token.text.islower()


def _covering(tokens: Sequence[Token], known: Sequence[Piece], first: int, last: int, name: Recognised) -> Piece | None:
    """Return the known piece that a name is a part of ("Lifeng" of "He Lifeng"), without a title ("Pope Paul VI")."""
    for piece in known:
        if piece.first <= first and last <= piece.last and piece.entry is not None and not _denied(piece.entry, name):
            titled = name.label == "PER" and title_at(tokens, piece.first, last) == first - piece.first > 0
            return replace(piece, first=first, title=_title(tokens, first)) if titled else piece
    return None


def _hyphened(tokens: Sequence[Token], first: int, last: int, index: Index) -> list[Piece]:
    """Return the known names that a hyphen joins and nothing else: both in "China-US", none in "China-US Council"."""
    if not any(token.text in HYPHENS for token in tokens[first + 1 : last - 1]):
        return []
    pieces, position = [], first
    while position < last:
        entry = lexicon.match(tokens, position, end=last, index=index)
        if entry is None:
            return []
        pieces.append(Piece(position, position + len(entry.tokens), entry))
        position += len(entry.tokens)
        if position < last and tokens[position].text not in HYPHENS:
            return []
        position += 1
    return pieces if len(pieces) > 1 else []


def _prefixed(tokens: Sequence[Token], first: int, last: int, name: Recognised, index: Index) -> list[Piece]:
    """Return the two names of "pro-Beijing New People Party", which a prefix parts; none where there is one."""
    if first < 2 or tokens[first - 1].text not in HYPHENS or tokens[first - 2].text.lower() not in PREFIXES:
        return []
    entry = lexicon.match(tokens, first, end=last, index=index)
    after = first + len(entry.tokens) if entry else last
    return [Piece(first, after, entry), _piece(tokens, after, last, name, index)] if after < last else []


def _shortened(text: str) -> bool:
    """Say whether a full stop belongs to what stands before it."""
    return (len(text) == 1 and text.isupper()) or text in GENERATIONS


def _stray(token: Token, name: Recognised) -> bool:
    """Say whether a last word belongs to what follows a name: "the Home Office today", "Panama 3, Belgium 0"."""
    if token.text.isdigit() and name.label in ("LOC", "PER"):
        return True
    return words.function_words().get(token.text) == "adverb" or token.text in DAYS


def _mark(text: str) -> bool:
    return not text[0].isalnum() and len(text) == 1


def _piece(tokens: Sequence[Token], first: int, last: int, name: Recognised, index: Index) -> Piece:
    entry = lexicon.match(tokens, first, end=len(tokens), index=index)
    if entry is not None and first + len(entry.tokens) >= last and not _denied(entry, name):
        return Piece(first, first + len(entry.tokens), entry, _title(tokens, first))
    person = name.label == "PER"
    return Piece(
        first,
        last,
        title=_title(tokens, first) if person else None,
        head=None if person else head_type(tokens, first, last),
        found=name,
    )


def _denied(entry: Entry, name: Recognised) -> bool:
    """Say whether the model is sure that a known form means something of another kind here."""
    if name.probability < SURE:
        return False
    if name.label == "PER":
        sure = name.probability >= CERTAIN or _may_be_person(entry)
        return sure and not known_is(entry, ("person",))
    return not known_is(entry, ("country", "organization", "group", "place"))


def _may_be_person(entry: Entry) -> bool:
    """Say whether a known form is a given name too, or more than one thing, so that it may be a person's: "Jordan"."""
    several = any(alias.ambiguous for alias in entry.aliases)
    return several or len(entry.tokens) > 1 or entry.surface in name_words.given_names() or not entry.aliases


def _title(tokens: Sequence[Token], first: int) -> str | None:
    """Return the title that ends just before a name, in lower case."""
    for length in range(LONGEST_TITLE, 0, -1):
        start = first - length
        if start < 0:
            continue
        if title_at(tokens, start, first) == length:
            return title_text(tokens, start, first)
        words = " ".join(t.text.lower() for t in tokens[start:first]).replace(" - ", "-")
        if words in name_words.person_titles():
            return words
    return None
