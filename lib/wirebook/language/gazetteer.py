"""The words that names are made of: a list that the model reads beside the text.

Most names are in no vocabulary of word pieces, and to a small model "Rafferty" and "Zaporizhzhia" are strings of
syllables. The list says of two hundred thousand words what kinds of name they stand in, and the model weighs that
against the sentence (Lin and others 2019, "Gazetteer-Enhanced Attentive Neural Networks for Named Entity Recognition",
EMNLP). `workshop.gazetteer` makes it; `weights/README.md` names its sources.
"""

from __future__ import annotations

import enum
import gzip
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "weights" / "gazetteer.txt.gz"


class Kind(enum.IntFlag):
    """What a word is or may be part of."""

    GIVEN = 1
    FAMILY = 2
    PLACE = 4
    ORGANIZATION = 8


KINDS = 16
"""How many combinations of kinds there are."""


def fold(word: str) -> str:
    """Return a word as the list has it: in small letters without marks on them."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFD", lower) if unicodedata.category(c) != "Mn")


@cache
def load() -> Mapping[str, int]:
    """Return the kinds of each listed word, as a sum of `Kind`. Raises OSError or ValueError where the list is broken.

    The file has a line for each combination of kinds: its number, a tab, and the words, separated by blanks.
    """
    found: dict[str, int] = {}
    for line in gzip.decompress(PATH.read_bytes()).decode("ascii").splitlines():
        number, _, words = line.partition("\t")
        found.update(dict.fromkeys(words.split(" "), int(number)))
    return found
