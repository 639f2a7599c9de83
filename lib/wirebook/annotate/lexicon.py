"""Text cut for names, and the surface forms of the knowledge tables found in it: the longest match from each token.

Names need a cut of their own: hyphens part ("China-US"), points inside abbreviations do not ("U.S."), and the
possessive is a token by itself ("Xi|'s").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from wirebook import knowledge
from wirebook.knowledge import Alias, name_words, own
from wirebook.knowledge.own import Own

TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,6}(?![^\W_])                        # U.S., J.K.
    | [^\W_]+(?:&[^\W_]+){0,2}(?:['’](?!s\b)[^\W\d_]+){0,3}  # words; AT&T, O'Neill, d'Ivoire
    | ['’]s\b
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)

HEADLINE_SHARE = 0.8
"""A sentence without a full stop is in headline case where more of its longer words begin with a capital."""

HEADLINE_WORDS = 5
"""... and it has at least so many of them: fewer may well be a list of names."""

LONGER = 4
"""Letters from which a word counts for headline case: headlines leave "of", "and", "to" small."""


class Token(NamedTuple):
    """One token with its place in the article."""

    text: str
    start: int
    end: int

    @property
    def capitalised(self) -> bool:
        return self.text[0].isupper()


def cut(text: str, *, start: int = 0) -> list[Token]:
    """Cut a sentence that begins at `start` into tokens with the article's positions."""
    return [Token(m.group(), start + m.start(), start + m.end()) for m in TOKEN.finditer(text)]


def is_upper(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence is written in capitals throughout."""
    letters = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 1]
    return len(letters) > 2 and all(word.isupper() for word in letters)


def is_headline(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence is written in headline case, where capitals tell little."""
    longer = [t.text for t in tokens if len(t.text) >= LONGER and t.text.isalpha()]
    if len(longer) < HEADLINE_WORDS or tokens[-1].text == ".":
        return False
    return sum(w[0].isupper() for w in longer) > HEADLINE_SHARE * len(longer)


@dataclass(frozen=True, slots=True)
class Entry:
    """One surface form: its tokens, and the rows of the tables that it may mean."""

    surface: str
    tokens: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()
    place: str | None = None
    """The name in the table of places, where it stands there."""


Index = Mapping[str, tuple[Entry, ...]]


def entries(*, upper: bool = False) -> Index:
    """Return every surface form of the knowledge tables by its first token, the longest first.

    With `upper` they are as a text in capitals writes them, without forms of up to three letters, which there may be
    ordinary words ("US", "IT").
    """
    return _entries(upper, own.current())


@cache
def _entries(upper: bool, mine: Own) -> Index:
    surfaces: dict[str, tuple[tuple[Alias, ...], str | None]] = {
        surface: (aliases, None) for surface, aliases in knowledge.aliases().items()
    }
    ignored = {row.name for row in mine.of("ignore")}
    for name in name_words.place_names().keys() - ignored:
        surfaces[name] = (surfaces.get(name, ((), None))[0], name)
    found: dict[str, list[Entry]] = {}
    for surface, (aliases, place) in surfaces.items():
        tokens = tuple(TOKEN.findall(surface.upper() if upper else surface.replace("’", "'")))
        if not tokens or (upper and len(surface) < LONGER):
            continue
        found.setdefault(tokens[0], []).append(Entry(surface, tokens, aliases, place))
    return {first: tuple(sorted(group, key=lambda e: -len(e.tokens))) for first, group in found.items()}


def match(tokens: Sequence[Token], position: int, *, end: int, index: Index) -> Entry | None:
    """Return the longest surface form that stands at `position`, or None."""
    for entry in index.get(tokens[position].text, ()):
        length = len(entry.tokens)
        if position + length <= end and all(
            tokens[position + i].text.replace("’", "'") == entry.tokens[i] for i in range(1, length)
        ):
            return entry
    return None
