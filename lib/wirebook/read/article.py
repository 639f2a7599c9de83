"""The records that reading produces: an article, and an input that could not be used."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

PublishedFrom = Literal["metadata", "filename", "text", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read: main text and metadata, wire furniture taken off.

    `published` keeps the precision of its source: `2025`, `2025-11`, `2025-11-24` or `2025-11-24T07:30:00Z`.
    Absent values are None, never empty strings.
    """

    article_id: str
    """Hex hash of the normalised text (see `article_id`)."""
    path: str
    """Relative to the corpus, with `/` between folders."""
    record: int = 0
    """Position in a file of many articles, from 0."""
    title: str | None = None
    text: str
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1, or None where the text is too short to tell."""
    published: str | None = None
    published_from: PublishedFrom | None = None
    dateline: str | None = None
    """The dateline that was taken off, as printed: `BEIJING, Nov 25 (Reuters) -`."""
    credit: str | None = None
    """Closing credits that were taken off, as printed: `— Reuters`, `Reporting by … Editing by …`."""
    duplicate_of: str | None = None
    """The `article_id` of the copy that is counted, where this article is a copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One input that could not be used, in whole or part."""

    path: str
    record: int | None = None
    what: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a corpus held: its articles (copies marked) in reading order, and its problems."""

    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def article_id(text: str) -> str:
    """Return the identity of an article: 16 hex digits of SHA-256 over its text, white space and NFC normalised."""
    normal = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:16]
