"""Find the names in an article: exact spans, without determiner, title or possessive, with what each may mean.

Names come from two sources: the surface forms of the knowledge tables, and runs of capitalised words that are not
known. A capital at the beginning of a sentence says little: there a word is taken for a name only where it is no common
word of English and does not stand in small letters elsewhere in the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wirebook import knowledge
from wirebook.annotate import lexicon
from wirebook.annotate.document import Document
from wirebook.annotate.lexicon import Entry, Token
from wirebook.annotate.pieces import Piece, known_is, pieces, title_at
from wirebook.annotate.recognised import TYPES, merge
from wirebook.annotate.records import ActorType, Form, Recognition, Sense
from wirebook.annotate.runs import common, initial, organization_head, runs
from wirebook.annotate.typing import type_of
from wirebook.knowledge import Alias, name_words, words

NO_NAME_AFTER = frozenset(("a", "an", "his", "her", "its", "their", "my", "our", "your", "this", "every", "another"))
"""Determiners after which a single unknown word with a capital is seldom a name ("a Jesuit")."""

QUOTES = frozenset("“”\"'‘’")

CONTRACTION = re.compile(r"n?['’]")

LABEL_MARKS = (":", "-")
"""Marks after a single word at the beginning of a sentence that make it a label ("Photo:") or a prefix ("Pre-war")."""

UNLIKELY_NAME_ENDS = ("ing", "ly", "ed", "tion", "ness", "ment")
"""Endings of a sentence's first word that make a name improbable."""


PLURALS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ers", ""), ("ers", "e"), ("ists", ""), ("ists", "y"), ("ists", "ic"),
    ("ists", "ics"),
)  # fmt: skip
"""Endings of plurals, and what stands in their place in the word they come from."""

SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One span that may name an actor."""

    sentence: int
    start: int
    end: int
    text: str
    type: ActorType
    form: Form
    aliases: tuple[Alias, ...] = ()
    """The rows of the knowledge tables that the span may mean; empty where it is unknown."""
    place: str | None = None
    """The name in the table of places, where it stands there."""
    title: str | None = None
    """The title before it, in lower case ("prime minister", "mr")."""
    before: tuple[str, ...] = ()
    """The two tokens before it, in lower case: what `capitals` decides by."""
    after: tuple[str, ...] = ()
    sense: Sense | None = None
    """What it stands for, should it be the name of a place."""
    surely_place: bool = False
    """Whether the model is sure that it is a place."""
    how: str
    probability: float | None = None
    """How sure the model is, where it decided."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the rest of the article says of its words: which stand in small letters, and which with a capital where
    no sentence begins."""

    small: frozenset[str]
    capital: frozenset[str]
    families: frozenset[str]
    """The words that follow a given name: "Brown" is a name where the article has "Gordon Brown"."""


def find(doc: Document, recognised: Sequence[Recognition] | None = None) -> list[Candidate]:
    """Find the names of a document, in the order of the text; spans do not overlap.

    `recognised` holds what a model found in each sentence; where it is None, the rules of this module and the
    knowledge tables find names by themselves.
    """
    cut = [lexicon.cut(sentence.text, start=sentence.start) for sentence in doc.sentences]
    evidence = _evidence(cut)
    found: list[Candidate] = []
    for number, tokens in enumerate(cut):
        if lexicon.is_upper(tokens):
            spans: Iterator[Piece] = _known(tokens)
        else:
            spans = _pieces(tokens, evidence, headline=lexicon.is_headline(tokens))
        if recognised is not None:
            known = (piece for piece in spans if piece.entry is not None)
            upper = lexicon.is_upper(tokens)
            spans = iter(merge(tokens, recognised[number], known, lexicon.entries(upper=upper)))
        found.extend(_candidate(doc, number, tokens, piece) for piece in spans)
    found = _one_sense(found)
    counts = Counter(candidate.text for candidate in found)
    return [candidate for candidate in found if not _unsure(candidate, counts[candidate.text])]


def _one_sense(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates; a word that is a known capital or country elsewhere in the article, and a person for the
    model once, is what it is elsewhere (Gale, Church and Yarowsky 1992, "One Sense Per Discourse")."""
    known = {c.text: c for c in found if (c.aliases and c.type == "country") or c.place}
    return [
        replace(c, type=other.type, form=other.form, aliases=other.aliases, place=other.place, probability=None)
        if (other := known.get(c.text)) and not c.aliases and not c.place and c.type == "person" and c.title is None
        else c
        for c in found
    ]


def _unsure(candidate: Candidate, count: int) -> bool:
    """Say whether an unknown name is more likely none: a single word with "the" before it, or a phrase with ordinary
    words in it that the article has only once ("Natural Language Processing").

    One in five of these was an actor of the type guessed; without them the count-weighted F1 of actors on the Wikinews
    articles rose by about one point.
    """
    if candidate.how == "determiner":
        return " " not in candidate.text
    return candidate.how == "common words" and count < 2


def _evidence(cut: Sequence[Sequence[Token]]) -> _Evidence:
    small: set[str] = set()
    capital: set[str] = set()
    families: set[str] = set()
    given = name_words.given_names()
    for tokens in cut:
        if lexicon.is_upper(tokens) or lexicon.is_headline(tokens):
            continue
        for position, token in enumerate(tokens):
            if not token.capitalised:
                small.add(token.text)
            elif not initial(tokens, position):
                capital.add(token.text)
                if tokens[position - 1].text in given:
                    families.add(token.text)
    return _Evidence(frozenset(small), frozenset(capital), frozenset(families))


def _known(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield the known names of a sentence in capitals."""
    index, position = lexicon.entries(upper=True), 0
    while position < len(tokens):
        entry = lexicon.match(tokens, position, end=len(tokens), index=index)
        if entry is not None:
            yield Piece(position, position + len(entry.tokens), entry)
        position += len(entry.tokens) if entry else 1


def _pieces(tokens: Sequence[Token], evidence: _Evidence, *, headline: bool) -> Iterator[Piece]:
    index = lexicon.entries()
    for first, last in runs(tokens, index):
        begin = first
        if initial(tokens, first):
            begin = _name_begins(tokens, first, last, evidence)
        if begin >= last:
            continue
        for piece in pieces(tokens, begin, last, index=index, headline=headline):
            if _is_actor(tokens, piece, evidence):
                yield piece


def _name_begins(tokens: Sequence[Token], first: int, last: int, evidence: _Evidence) -> int:
    """Return where the name in a sentence's first run begins: past a word that has its capital from its place."""
    word = tokens[first].text
    entry = lexicon.match(tokens, first, end=last, index=lexicon.entries())
    if entry is not None and (len(entry.tokens) > 1 or word in evidence.capital or not _doubtful(entry)):
        return first
    if word in evidence.families:
        return first
    if title_at(tokens, first, last) or (len(word) == 1 and first + 1 < last and tokens[first + 1].text == "."):
        return first
    if word.lower() in words.function_words():
        return first + 1
    seen_small = word.lower() in evidence.small and word not in evidence.capital
    if last - first > 1:
        if not (seen_small or common(word)) or word in name_words.head_words():
            return first
        rest_named = any(organization_head(t.text) for t in tokens[first + 1 : last])
        return first if rest_named or tokens[first + 1].text in ("of", "for", "&") else first + 1
    if word in evidence.capital:
        return first
    if word in name_words.head_words() or (last < len(tokens) and tokens[last].text in LABEL_MARKS):
        return first + 1
    if seen_small or common(word) or _derived(word) or word.endswith(UNLIKELY_NAME_ENDS):
        return first + 1
    return first


def _derived(word: str) -> bool:
    """Say whether a word is the plural of an ordinary one, or of those who do what one says ("Growers")."""
    lower = word.lower()
    return any(
        lower.endswith(end) and len(lower) - len(end) >= SHORTEST_STEM and common(lower.removesuffix(end) + stem_end)
        for end, stem_end in PLURALS
    )


def _doubtful(entry: Entry) -> bool:
    return (common(entry.surface) and not entry.surface.isupper()) or any(
        "word" in alias.ambiguous for alias in entry.aliases
    )


def _is_actor(tokens: Sequence[Token], piece: Piece, evidence: _Evidence) -> bool:
    """Say whether a piece may name an actor: no weekday, event, title alone, or common word with a capital."""
    if piece.entry is not None:
        return True
    text = " ".join(t.text for t in tokens[piece.first : piece.last])
    if not tokens[piece.first].text[0].isalnum() or not tokens[piece.last - 1].text[-1].isalnum():
        return text[-1] == "." and text[0].isalnum()
    if piece.head == "none" or text in name_words.not_actors():
        return False
    first = tokens[piece.first].text
    if first[0].isdigit():
        return False
    if piece.last - piece.first == 1:
        return piece.title is not None or first in evidence.families or _is_name(first, tokens, piece.first)
    initials = len(first) == 1 and tokens[piece.first + 1].text == "."
    return first not in name_words.not_actors() or piece.head is not None or piece.title is not None or initials


def _is_name(word: str, tokens: Sequence[Token], position: int) -> bool:
    """Say whether a single word with a capital is a name: no ordinary word, contraction, or people ("the Romans")."""
    if word.isupper() and len(word) > 1:
        return True
    before = tokens[position - 1].text.lower() if position else ""
    after = tokens[position + 1].text if position + 1 < len(tokens) else ""
    if before in NO_NAME_AFTER or (before in QUOTES and after in QUOTES):
        return False
    if before == "the" and word.endswith("s"):
        return False
    if CONTRACTION.split(word.lower())[0] in words.function_words():
        return False
    given = word in name_words.given_names() and words.function_words().get(before) != "determiner"
    return given or not common(word)


def _candidate(doc: Document, sentence: int, tokens: Sequence[Token], piece: Piece) -> Candidate:
    start, end = tokens[piece.first].start, tokens[piece.last - 1].end
    kind, how = _kind(tokens, piece)
    return Candidate(
        sentence=sentence,
        start=start,
        end=end,
        text=doc.text[start:end],
        type=kind,
        form=piece.entry.aliases[0].form if piece.entry and piece.entry.aliases else "name",
        aliases=piece.entry.aliases if piece.entry else (),
        place=piece.entry.place if piece.entry else None,
        title=piece.title,
        before=tuple(t.text.lower() for t in tokens[max(0, piece.first - 2) : piece.first]),
        after=tuple(t.text.lower() for t in tokens[piece.last : piece.last + 3]),
        sense=piece.sense,
        surely_place=piece.surely_place,
        how=how,
        probability=piece.found.probability if piece.found else None,
    )


def _kind(tokens: Sequence[Token], piece: Piece) -> tuple[ActorType, str]:
    if piece.found is not None:
        return ("group" if piece.head == "group" else TYPES[piece.found.label]), piece.found.how
    if piece.entry is not None and piece.entry.aliases:
        return knowledge.actors()[piece.entry.aliases[0].actor_id].type, "known name"
    if piece.entry is not None and known_is(piece.entry, ("place",)):
        return "place", "place name"
    return type_of(tokens, piece)
