"""The exports of Factiva as lines (RTF, and text or Word made of it), in both of its layouts.

With index terms, each part stands beside its code; `TD` goes on from `LP`:

    HD   Trade: talks resume
    BY   By Ada Marlowe
    WC   812 words
    PD   24 November 2025
    ET   07:30
    SN   Harbour Wire
    ED   Late Edition - Final
    LA   English
    CY   (c) 2025 Harbour Wire
    LP   first paragraphs
    TD   the others
    CO, IN, NS, RE, PUB   index terms
    AN   Document HARBW00020251124elbo00001

Without, the same parts stand in this order without codes: section and headline, byline, `812 words`, date, time,
source, its code in capitals, edition, page, language, copyright, the text, and `Document HARBW…`. The codes are those
of Factiva's guide to search; the layouts those that the R packages tm.plugin.factiva and newspapers describe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wirebook.read import dates
from wirebook.read.fields import LANGUAGE_NAMES

CODES = frozenset((
    "AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DLN", "ED", "ET", "HD", "HL", "IN", "IPC", "IPD", "LA",
    "LP", "NS", "PD", "PG", "PUB", "RE", "RF", "RST", "SC", "SE", "SN", "TD", "VOL", "WC",
))  # fmt: skip
CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?: ?\t| {2,}|$)(?P<value>.*)", re.DOTALL)
"""A code has a cell of its own, or some space after it, or the line to itself: `IN BRIEF` is none."""
DOCUMENT = re.compile(r"(?:AN\s+)?(?:Document|Dokument|Documento|Документ) [A-Z]{2,12}[0-9][0-9A-Za-z]{12,24}")
WORDS = re.compile(r"(?:about )?\d[\d., ]{0,9} (?:words|mots|Wörter|palabras|parole|palavras|woorden|слов)")
TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?")
SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
COPYRIGHT = re.compile(r"(?:©|\(c\)|Copyright\b)", re.IGNORECASE)
BYLINE = re.compile(r"by \S.{0,150}", re.IGNORECASE)
MONTHS: Mapping[str, str] = {
    "januar": "January", "februar": "February", "märz": "March", "mai": "May", "juni": "June", "juli": "July",
    "oktober": "October", "dezember": "December", "janvier": "January", "février": "February", "mars": "March",
    "avril": "April", "juin": "June", "juillet": "July", "août": "August", "septembre": "September",
    "octobre": "October", "novembre": "November", "décembre": "December", "enero": "January", "febrero": "February",
    "marzo": "March", "abril": "April", "mayo": "May", "junio": "June", "julio": "July", "agosto": "August",
    "septiembre": "September", "octubre": "October", "noviembre": "November", "diciembre": "December",
}  # fmt: skip
"""Factiva writes dates in the language in which it is used; those of its German, French and Spanish pages."""
SECTION_WORDS = 4
MOST_BEFORE = 10
MOST_AFTER = 10


def recognised(lines: Sequence[str]) -> bool:
    """Tell whether lines are an export of Factiva: an article's number, and a headline's code or a count of words."""
    numbered = any(DOCUMENT.fullmatch(line) for line in lines)
    return numbered and any(WORDS.fullmatch(line) or _code(line)[0] in ("HD", "WC") for line in lines)


def articles(lines: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the fields of each article; what stands after the last, such as the search's summary, is none."""
    article: list[str] = []
    for line in lines:
        if not DOCUMENT.fullmatch(line):
            article.append(line)
            continue
        yield _fields(article)
        article = []
    if _is_article(article):
        yield _fields(article)


def coded(parts: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return the fields of an article from its parts by code, each with its paragraphs."""
    found: dict[str, object] = {
        "title": " ".join(parts.get("HD", ())),
        "source": " ".join(parts.get("SN", ())),
        "published": _english(" ".join([*parts.get("PD", ())[:1], *parts.get("ET", ())[:1]])),
        "author": " ".join(parts.get("BY", ())),
        "language": " ".join(parts.get("LA", ())),
        "text": "\n".join([*parts.get("LP", ()), *parts.get("TD", ())]),
    }
    return {name: value for name, value in found.items() if value}


def headed(before: Sequence[str], after: Sequence[str], text: Sequence[str]) -> dict[str, object]:
    """Return the fields of an article from the lines before and after its count of words, and its paragraphs."""
    title, author = _title(before)
    day = next((i for i, line in enumerate(after) if _is_day(line)), None)
    rest = list(after if day is None else after[day + 1 :])
    time = rest.pop(0) if rest and TIME.fullmatch(rest[0]) else ""
    found: dict[str, object] = {
        "title": title,
        "author": author,
        "published": _english(f"{after[day]} {time}".strip()) if day is not None else None,
        "source": _source(rest),
        "language": next((line for line in rest if line.casefold() in LANGUAGE_NAMES), None),
        "text": "\n".join(text),
    }
    return {name: value for name, value in found.items() if value}


def _code(line: str) -> tuple[str | None, str]:
    """Return the code that a line begins with, and what stands beside it."""
    match = CODE.fullmatch(line)
    return (match["code"], match["value"].strip()) if match and match["code"] in CODES else (None, line)


def _is_article(lines: Sequence[str]) -> bool:
    return any(_code(line)[0] == "HD" or WORDS.fullmatch(line) for line in lines)


def _fields(lines: Sequence[str]) -> dict[str, object]:
    if any(_code(line)[0] in ("HD", "LP", "TD") for line in lines):
        return coded(_parts(lines))
    bare = [line for line in lines if line]
    at = next((i for i, line in enumerate(bare[:MOST_BEFORE]) if WORDS.fullmatch(line)), None)
    if at is None:
        return {"text": "\n".join(bare)}
    start = _text_start(bare, at + 1)
    return headed(bare[:at], bare[at + 1 : start], bare[start:])


def _parts(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the paragraphs beside each code; a code that comes twice is a word of the text."""
    parts: dict[str, list[str]] = {}
    paragraphs: list[str] = []
    for line in lines:
        code, value = _code(line)
        if code is None or code in parts:
            paragraphs.append(line)
        else:
            paragraphs = parts[code] = [value]
    return {code: [p for p in paragraphs if p] for code, paragraphs in parts.items()}


def _title(before: Sequence[str]) -> tuple[str | None, str | None]:
    """Return headline and byline; a section may stand above the headline, and the byline's second line below it."""
    byline = next((i for i, line in enumerate(before) if i and BYLINE.fullmatch(line)), None)
    head = before[:byline]
    section = len(head) > 1 and (";" in head[0] or len(head[0].split()) <= SECTION_WORDS)
    return (head[section] if head else None), (before[byline] if byline is not None else None)


def _source(after: Sequence[str]) -> str | None:
    """Return the first line after the date, unless it is the code that stands below the source's name."""
    if not after or (SOURCE_CODE.fullmatch(after[0]) and not any(SOURCE_CODE.fullmatch(line) for line in after[1:2])):
        return None
    return after[0]


def _text_start(lines: Sequence[str], at: int) -> int:
    """Return where the text begins: after the copyright, else the language, else the code of the source."""
    window = lines[at : at + MOST_AFTER]
    for ends in (COPYRIGHT.match, _is_language, SOURCE_CODE.fullmatch, _is_day):
        found = next((i for i, line in enumerate(window) if ends(line)), None)
        if found is not None:
            return at + found + 1
    return at


def _is_language(line: str) -> bool:
    return line.casefold() in LANGUAGE_NAMES


def _is_day(line: str) -> bool:
    return dates.opening(_english(line))[0] is not None


def _english(day: str) -> str:
    """Return a date with its month in English: `24 décembre 2025` is `24 December 2025`."""
    return " ".join(MONTHS.get(word.casefold(), word) for word in day.replace(" de ", " ").split())
