"""The exports of Nexis Uni and Lexis+ (Word, RTF): articles one after the other, each with labelled parts.

    Trade: talks resume                          headline
    Harbour Wire (London)                        publication
    November 24, 2025 Monday, Late Edition       date, often with weekday, time and edition
    Copyright 2025 Harbour Wire                  and lines with a label: Section, Length, Byline, Highlight, Dateline
    Body
    ...
    Graphic, Classification                      captions and index terms, where the search asked for them
    Load-Date: November 25, 2025
    End of Document

A cover page may stand before the first: who searched what, and a numbered list of the headlines. The layout is that
which the R packages LexisNexisTools and tm.plugin.lexisnexis describe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wirebook.read import dates

END = "end of document"
BODY = "Body"
LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z]+(?:[ -][A-Z][A-Za-z]+)?): ?(?P<value>.*)", re.DOTALL)
HEAD_LABELS = frozenset({
    "section", "length", "byline", "highlight", "dateline", "series", "column", "distribution", "contact", "language",
    "publication-type", "load-date", "url", "correction", "correction-date", "type", "country", "issn",
})  # fmt: skip
TAIL_LABELS = HEAD_LABELS | {
    "subject", "industry", "geographic", "company", "organization", "person", "ticker", "journal code", "document-type",
    "publisher", "city", "state", "region", "show", "graphic", "notes", "acc-no", "file-name",
}  # fmt: skip
COPYRIGHT = re.compile(r"(?:©|\(c\)|Copyright\b)", re.IGNORECASE)
EDITION = re.compile(r".{0,60}\b(?:Edition|Final)\b.{0,30}|\d+")
EDITION_AFTER = re.compile(r"\s?[,;(–—-]\s?[^,;(]{0,60}\b(?:Edition|Final)\b.{0,30}")
COVER = re.compile(r"(?:User Name|Date and Time|Job Number): .*|Documents? \(\d+\)")
LISTED = re.compile(r"(?P<number>\d+)\. ?(?P<title>\S.*)")
NO_HEADLINE = re.compile(r"no headline (?:in original|available)", re.IGNORECASE)
MOST_HEADER = 40
MOST_CAPTIONS = 12


def recognised(lines: Sequence[str]) -> bool:
    """Tell whether lines are an export of Nexis: a line that is `Body`, and the labels or the end that go with it."""
    if BODY not in lines:
        return False
    return any(line.casefold() == END for line in lines) or {"length", "load-date"} <= {_label(line) for line in lines}


def articles(lines: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the fields of each article."""
    article: list[str] = []
    for line in _without_cover([line for line in lines if line]):
        if line.casefold() != END:
            article.append(line)
        else:
            yield _fields(article)
            article = []
    if BODY in article:
        yield _fields(article)


def _label(line: str) -> str | None:
    match = LABEL.match(line)
    return match["label"].casefold() if match else None


def _without_cover(lines: Sequence[str]) -> Sequence[str]:
    """Leave out the page that says who searched what, which ends where the first headline of its list comes again."""
    head = lines[: lines.index(BODY)] if BODY in lines else lines
    if not any(COVER.fullmatch(line) for line in head[:MOST_HEADER]):
        return lines
    listed = next((match for line in head if (match := LISTED.fullmatch(line)) and match["number"] == "1"), None)
    if listed is not None:
        for i in range(len(head) - 1, -1, -1):
            if head[i] == listed["title"]:
                return lines[i:]
    day = next((i for i in range(len(head) - 1, -1, -1) if dates.opening(head[i])[0]), 0)
    return lines[max(day - 2, 0) :]


def _fields(lines: Sequence[str]) -> dict[str, object]:
    at = lines.index(BODY) if BODY in lines else _header_end(lines)
    head = lines[:at]
    tail_start = _tail(lines, at + 1)
    labelled = {
        match["label"].casefold(): match["value"]
        for line in [*lines[tail_start:], *head]
        if (match := LABEL.fullmatch(line)) and match["label"].casefold() in TAIL_LABELS
    }
    own = [line for i, line in enumerate(head) if i == 0 or not (_is_head_label(line) or COPYRIGHT.match(line))]
    day = next((i for i, line in enumerate(own) if i and dates.opening(line)[0]), None)
    found: dict[str, object] = {
        "title": own[0] if own and not NO_HEADLINE.fullmatch(own[0]) else None,
        "source": _source(own[1:day]),
        "published": dates.opening(own[day])[0] if day is not None else None,
        "author": labelled.get("byline"),
        "language": labelled.get("language", "").split(";")[0],
        "text": "\n".join(line for line in lines[at + 1 : tail_start] if line != "Link to Image"),
    }
    return {name: value for name, value in found.items() if value}


def _header_end(lines: Sequence[str]) -> int:
    """Return the last labelled line of the header of an article that has no line `Body`."""
    return max((i for i, line in enumerate(lines[:MOST_HEADER]) if _is_head_label(line)), default=len(lines))


def _is_head_label(line: str) -> bool:
    return _label(line) in HEAD_LABELS


def _source(between: Sequence[str]) -> str | None:
    """Return the publication, which stands between headline and date, below a line of the headline or above one of
    the edition.
    """
    bare = [EDITION_AFTER.sub("", line, count=1) for line in between]
    named = [line for line in bare if not EDITION.fullmatch(line)] or bare
    return named[-1] if named else None


def _tail(lines: Sequence[str], body: int) -> int:
    """Return where the text ends: before captions, index terms and the other labelled lines."""
    end = len(lines)
    while end > body and (_label(lines[end - 1]) in TAIL_LABELS or lines[end - 1] == "Classification"):
        end -= 1
    for i in range(end - 1, max(body, end - MOST_CAPTIONS) - 1, -1):
        if lines[i] == "Graphic":
            return i
    return end
