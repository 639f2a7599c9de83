"""The text export of ProQuest: documents between rows of underscores, each of lines `Name: value`.

    ____________________________________________________________
    Document 1 of 20
    Trade: talks resume
    Author: Marlowe, Ada
    Abstract: ...
    Full text: first paragraph
    further paragraphs
    Subject: ...
    Title: Trade: talks resume
    Publication title: Harbour Wire; London (UK)
    Publication date: Nov 24, 2025
    Language of publication: English
    Document URL: https://...
    Last updated: 2025-11-25
    Database: ...

with blank lines between them in the file. Paragraphs of the text may look like such lines: it ends where, read from
the end, the first block comes that is no field, or a field for the second time. The names are those that the
converters of the libraries of Minnesota (`pq_parser`) and of metaknowledge list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

NAMES = frozenset({
    "abstract", "author", "author affiliation", "column", "company / organization", "contributor", "copyright",
    "correspondence author", "country of publication", "credit", "database", "dateline", "document feature",
    "document type", "document url", "doi", "edition", "first page", "full text", "identifier / keyword",
    "identifiers (keywords)", "isbn", "issn", "issue", "language", "language of publication", "last page",
    "last updated", "links", "location", "number of pages", "pages", "people", "place of publication",
    "proquest document id", "publication date", "publication info", "publication subject", "publication title",
    "publication year", "publisher", "section", "source attribution", "source type", "subject", "sub-heading",
    "subtitle", "supplement", "title", "volume", "year",
})  # fmt: skip
FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z /()-]{2,40}): ?(?P<value>.*)", re.DOTALL)
TELLING = frozenset({"publication title", "publication date", "document url", "proquest document id", "last updated"})
FEWEST_TELLING = 2
RULE = re.compile(r"_{20,}")
NUMBERED = re.compile(r"Document \d+ of \d+")
EDITION = re.compile(r"[,:(]\s?[^,:(]{0,60}\b[Ee]dition\b.*")


def is_rule(line: str) -> bool:
    """Tell whether a line is a row of underscores, by which documents are parted."""
    return RULE.fullmatch(line.strip()) is not None


def recognised(lines: Sequence[str]) -> bool:
    """Tell whether lines are an export of ProQuest: a row of underscores, and fields that it alone has."""
    return any(map(is_rule, lines)) and any(_is_document(chunk) for chunk in _chunks(lines))


def articles(lines: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the fields of each document."""
    for chunk in _chunks(lines):
        if _is_document(chunk):
            yield _fields(_blocks(chunk))


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for line in lines:
        if is_rule(line):
            yield chunk
            chunk = []
        else:
            chunk.append(line)
    yield chunk


def _is_document(chunk: Sequence[str]) -> bool:
    names = {_field(line)[0] for line in chunk}
    return "full text" in names or len(names & TELLING) >= FEWEST_TELLING


def _blocks(chunk: Sequence[str]) -> list[str]:
    """Return what stands between blank lines, or each line where there are none."""
    if all(chunk):
        return list(chunk)
    blocks = "\n".join(chunk).split("\n\n")
    return [block.strip() for block in blocks if block.strip()]


def _field(block: str) -> tuple[str | None, str]:
    """Return the name of the field that a block is, in lower case, and its value."""
    match = FIELD.fullmatch(block)
    name = match["name"].casefold() if match else None
    return (name, match["value"].strip()) if match and name in NAMES else (None, block)


def _fields(blocks: Sequence[str]) -> dict[str, object]:
    text_at = next((i for i, block in enumerate(blocks) if _field(block)[0] == "full text"), None)
    tail = _tail(blocks, 0 if text_at is None else text_at + 1)
    head = blocks[: tail if text_at is None else text_at]
    named: dict[str, str] = {}
    for block in [*blocks[tail:], *head]:
        name, value = _field(block)
        if name is not None:
            named.setdefault(name, value)
    own = [block for block in head if _field(block)[0] is None and not NUMBERED.fullmatch(block)]
    text = [] if text_at is None else [_field(blocks[text_at])[1], *blocks[text_at + 1 : tail]]
    found: dict[str, object] = {
        "title": named.get("title") or (own[0] if own else None),
        "source": _source(named.get("publication title", "")),
        "published": named.get("publication date") or named.get("publication year"),
        "author": _names(named.get("author", "")),
        "url": named.get("document url"),
        "language": named.get("language of publication") or named.get("language"),
        "text": "\n\n".join(text).strip() or named.get("abstract"),
    }
    return {name: value for name, value in found.items() if value}


def _tail(blocks: Sequence[str], start: int) -> int:
    """Return where the fields after the text begin."""
    seen: set[str] = set()
    for i in range(len(blocks) - 1, start - 1, -1):
        name, _ = _field(blocks[i])
        if name is None or name in seen:
            return i + 1
        seen.add(name)
    return start


def _source(title: str) -> str:
    """Return the publication without its edition and place: `New York Times, Late Edition (East Coast); New York`."""
    return EDITION.sub("", title.split(";")[0]).strip()


def _names(authors: str) -> str:
    """Return authors with their surnames last: `Marlowe, Ada; Thorne, Ben` are `Ada Marlowe, Ben Thorne`."""
    names = [" ".join(reversed(name.split(", "))) if name.count(", ") == 1 else name for name in authors.split(";")]
    return ", ".join(name.strip(" .") for name in names if name.strip(" ."))
