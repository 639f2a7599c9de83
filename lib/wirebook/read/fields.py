"""The names by which files call the fields of an article, and the values they hold.

Names are compared without case, spaces and punctuation: `pubDate`, `pub_date` and `Pub Date` are one. Where several
of a field's names have a value, the first of the table wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "articletext", "fulltext", "maintext", "plaintext", "bodytext", "articlebody", "body", "bodyxhtml",
        "bodyhtml", "content", "contenttext", "contenthtml", "contentencoded", "article", "story", "rawtext",
        "description", "summary", "abstract", "snippet", "lead", "excerpt",
    ),
    "title": ("title", "headline", "webtitle", "ogtitle", "head", "heading", "subject"),
    "published": (
        "published", "publishedat", "publishedon", "publisheddate", "datepublished", "publicationdate", "publishdate",
        "datepublish", "publishtime", "publishedtime", "articlepublishedtime", "pubdate", "firstpublished",
        "firstpublishedat", "webpublicationdate", "date", "datetime", "dcdate", "dct", "timestamp",
        "issued", "created", "createdat", "versioncreated", "day", "time", "updated", "updatedat", "modified",
    ),
    "source": (
        "source", "sourcename", "publisher", "outlet", "newspaper", "publication", "agency", "newsagency", "provider",
        "sitename", "ogsitename", "site", "medium", "copyrightholder", "domain", "sourcedomain", "hostname",
    ),
    "author": ("author", "authors", "byline", "by", "creator", "dccreator", "writer", "reporter", "journalist"),
    "url": ("url", "link", "weburl", "articleurl", "canonicalurl", "permalink", "href", "uri", "sourceurl", "guid"),
    "language": ("language", "lang", "languagecode", "dclanguage", "inlanguage", "locale"),
}  # fmt: skip
"""Our field, and what others call it, best first."""

INSIDE = ("name", "title", "value", "text", "rendered", "main", "content", "label", "id", "url", "href")
"""Where the value of a nested field stands: `{"source": {"name": ...}}`, `{"title": {"rendered": ...}}`."""

WRAPPERS = ("_source", "fields", "attributes", "article", "metadata", "meta", "properties")
"""Objects within an article's object that hold some of its fields, as search engines and news interfaces write it."""

JOINED = {"text": "\n\n", "author": ", "}
LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})*", re.IGNORECASE)
LANGUAGE_NAMES = {"english": "en", "eng": "en", "french": "fr", "german": "de", "spanish": "es", "chinese": "zh",
                  "arabic": "ar", "russian": "ru", "portuguese": "pt", "italian": "it", "japanese": "ja"}  # fmt: skip
NOT_LETTERS = re.compile(r"[\W_]+")


def plain(name: object) -> str:
    """Return a field's name without case, spaces and punctuation."""
    return NOT_LETTERS.sub("", str(name)[:100]).casefold()


ORDER: Mapping[str, tuple[str, int]] = {
    plain(theirs): (ours, rank) for ours, names in NAMES.items() for rank, theirs in enumerate(names)
}


def recognised(name: object) -> str | None:
    """Return our name of a field, None where its name tells nothing."""
    found = ORDER.get(plain(name))
    return found[0] if found else None


def fields(mapping: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an article under our names, from an object or row with names of its own."""
    merged = dict(mapping)
    for wrapper in WRAPPERS:
        inner = mapping.get(wrapper)
        if isinstance(inner, Mapping):
            merged = {**inner, **{k: v for k, v in merged.items() if k != wrapper}}
    best: dict[str, tuple[int, object]] = {}
    for name, raw in merged.items():
        found = ORDER.get(plain(name))
        if found is None:
            continue
        ours, rank = found
        value = flat(raw, joined=JOINED.get(ours, ", "))
        if value is not None and (ours not in best or rank < best[ours][0]):
            best[ours] = (rank, value)
    return {ours: value for ours, (_, value) in best.items()}


def flat(value: object, *, joined: str, depth: int = 3) -> object:
    """Return the value (text, number, date) that a field holds, however it is wrapped, None where there is none."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None or depth == 0:
        return None
    if isinstance(value, int | date | datetime):
        return value
    if isinstance(value, float):
        return value if value == value else None  # NaN: how data frames write an absent value
    if isinstance(value, Mapping):
        by_name = {plain(k): v for k, v in value.items()}
        for name in INSIDE:
            if (found := flat(by_name.get(plain(name)), joined=joined, depth=depth - 1)) is not None:
                return found
        return None
    if isinstance(value, list | tuple):
        found_all = [flat(item, joined=joined, depth=depth - 1) for item in value]
        return joined.join(str(item) for item in found_all if item is not None) or None
    return None


def language(value: object) -> str | None:
    """Return the ISO 639-1 code of a language field: `en-GB`, `EN`, `English` are `en`."""
    if not isinstance(value, str):
        return None
    stripped = value.strip()
    if found := LANGUAGE_NAMES.get(stripped.casefold()):
        return found
    match = LANGUAGE.fullmatch(stripped[:20])
    return match[1].lower() if match else None
