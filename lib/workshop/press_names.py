"""Names of people as the press writes them: in ASCII, as an id, and what is used alone on second mention."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from workshop.tables import TABLES, rows

FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "SG", "TW"})
GIVEN_ALONE = frozenset({"ER", "ET", "MY", "TH"})
"""Countries whose people the press calls by their first name."""
GIVEN_LAST = frozenset({"VN"})
"""... and by their last word, which is the given name."""
TWO_FAMILIES = frozenset({
    "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GQ", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV", "UY",
    "VE",
})  # fmt: skip
"""Countries whose people bear their father's family name before their mother's."""
WHOLE_NAME = frozenset({"KH", "MM"})
UNMARKED = frozenset({"JP", "VN"})
"""Countries whose names the press writes without the marks that the lists give."""
PARTICLES = frozenset(
    {"da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le", "ter", "van", "von"}
)
NUMERAL = re.compile(r"(?:[IVX]+|Jr\.?|Sr\.?)$")
ARTICLE = re.compile(r"(?:al|el|Al|El)-(?=\w)")
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE"}
)


def fold(text: str) -> str:
    """Return the text in ASCII, letter for letter as the wires write it."""
    return unicodedata.normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """Return the `actor_id` of a name."""
    bare = re.sub(r"['’.]", "", fold(name).lower())
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


@cache
def given_names() -> frozenset[str]:
    """Return the given names that the knowledge tables list."""
    return frozenset(row["name"] for row in rows(TABLES / "given_names.csv"))


def family(name: str, country: str) -> str:
    """Return what the press calls a person on second mention, alternatives separated by `|`; empty where unsure."""
    words = [word for word in name.split() if not NUMERAL.match(word)]
    if len(words) < 2 or {"bin", "Al", "bint", "of"} & set(words) or country in WHOLE_NAME or words[-1].isupper():
        return ""
    if country in GIVEN_ALONE:
        found = words[0]
    elif country in GIVEN_LAST:
        found = words[-1]
    elif country in FAMILY_FIRST and (country in {"CN", "KP", "KR"} or "-" in words[-1]) and len(words) <= 3:
        found = words[0]
    elif country in TWO_FAMILIES and len(words) == 3 and words[1] not in given_names() | PARTICLES:
        found = f"{words[1]}|{words[1]} {words[2]}"
    else:
        start = len(words) - 1
        while start > 1 and words[start - 1].lower() in PARTICLES:
            start -= 1
        last = " ".join(words[start:])
        found = f"{ARTICLE.sub('', last)}|{last}"
    spellings = found.split("|")
    return "|".join(dict.fromkeys([*spellings, *map(fold, spellings)]))
