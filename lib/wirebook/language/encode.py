"""Cut a text into the pieces that the model reads: numbers of word pieces, with what the vocabulary throws away.

The vocabulary is uncased (BERT's 30,522 word pieces; Devlin and others 2019, "BERT", NAACL), and case is half of what
makes a name. Each piece therefore carries its shape too: how its word is written, whether it begins the word, and
whether it touches the character before it; and of a word with a capital, what kinds of name the gazetteer lists it in.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wirebook.language import gazetteer

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

CLS, SEP, PAD = 101, 102, 0
"""The numbers of BERT's marks of a beginning, an end, and nothing."""


class Case(enum.IntEnum):
    """How a word is written."""

    LOWER = 0
    UPPER = 1
    LETTER = 2
    """One capital alone: an initial, or "I"."""
    TITLE = 3
    MIXED = 4
    DIGIT = 5
    OTHER = 6


NAMED = frozenset({Case.UPPER, Case.TITLE, Case.MIXED})
"""How a word may be written that the gazetteer is asked for."""

SPECIAL = 0
"""The shape of a mark that stands for no text."""

SHAPES = 1 + 4 * len(Case)
"""How many shapes there are. To the shape of a listed word its kinds are added, times so many."""

SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which no encoding of a text can hold, and the library refuses."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands in for one: the vocabulary leaves it out, as it does control characters."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text, without marks of beginning and end; all columns have the same length.

    `shapes` hold the shape and the kinds of the word (`shape + SHAPES * kinds`); `starts` and `ends` are positions in
    the text; `first` says of each piece whether it begins a word.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    first: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.ids)


def tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer that neither cuts nor pads. Raises an exception of the library where the file is none."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(path))
    loaded.no_truncation()
    loaded.no_padding()
    loaded.encode_special_tokens = True  # "[SEP]" in an article is text like any other
    return loaded


def encode(cutter: Tokenizer, texts: Sequence[str], *, listed: bool = True) -> list[Pieces]:
    """Cut texts into pieces, one text after the other: many at once would take every core.

    `listed` says whether shapes tell what the gazetteer lists; without it the list is not even loaded.
    """
    kinds = gazetteer.load() if listed else {}
    return [_pieces(text, cutter.encode(_whole(text), add_special_tokens=False), kinds) for text in texts]


def _whole(text: str) -> str:
    """Replace halves of characters; positions stay."""
    return text if text.isascii() else SURROGATES.sub(REPLACEMENT, text)


def _pieces(text: str, encoding: Encoding, kinds: Mapping[str, int]) -> Pieces:
    ids, offsets, words = encoding.ids, encoding.offsets, encoding.word_ids  # each made anew when asked for
    ends = [end for _, end in offsets]
    shapes: list[int] = []
    first: list[bool] = []
    begin, count = 0, len(ids)
    while begin < count:
        end = begin + 1
        while end < count and words[end] == words[begin]:
            end += 1
        start = offsets[begin][0]
        glued = start > 0 and not text[start - 1].isspace()
        word = text[start : offsets[end - 1][1]]
        how = case(word)
        written = 4 * how + 1
        if kinds and how in NAMED:
            written += SHAPES * kinds.get(gazetteer.fold(word), 0)
        shapes.append(written + glued)
        first.append(True)
        shapes.extend([written + 3] * (end - begin - 1))
        first.extend([False] * (end - begin - 1))
        ends[end - 1] = _with_marks(text, ends[end - 1], offsets[end][0] if end < count else len(text))
        begin = end
    return Pieces(tuple(ids), tuple(shapes), tuple(start for start, _ in offsets), tuple(ends), tuple(first))


def _with_marks(text: str, end: int, limit: int) -> int:
    """Return where a word ends with the marks that combine with its last letter, which the vocabulary leaves out.

    The next piece begins at `limit`: marks that are newer than the vocabulary's rules are pieces of their own.
    """
    while end < limit and not text[end].isascii() and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end


def case(word: str) -> Case:
    """Say how a word is written, its accents as characters of their own or not."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
    if word.islower():
        return Case.LOWER
    if word.isupper():
        return Case.UPPER if len(word) > 1 else Case.LETTER
    if word.istitle():
        return Case.TITLE
    if word.isdigit():
        return Case.DIGIT
    return Case.MIXED if any(c.isupper() for c in word) else Case.OTHER
