"""A document of paragraphs (Word, RTF, text) into records: the articles of an archive's export, or one article.

In a document that is no export, a heading among the first `OPENING` paragraphs is the title, else the first paragraph
where it is short and does not end like a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirebook.read import characters, exports, header
from wirebook.read.exports import proquest
from wirebook.read.record import Record

OPENING = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document."""

    text: str
    heading: bool = False
    """Is it set as a heading or title?"""


def records(paragraphs: Sequence[Paragraph]) -> Iterator[Record]:
    """Yield the records of a document; none where it has no text."""
    shown = [p for p in paragraphs if any(c.isalnum() for c in p.text) or proquest.is_rule(p.text)]
    articles = exports.articles([p.text for p in shown])
    if articles is not None:
        yield from (Record(number, fields, "extracted", exported=True) for number, fields in enumerate(articles))
    elif shown:
        yield _one(shown)


def _one(paragraphs: Sequence[Paragraph]) -> Record:
    at = next((i for i, p in enumerate(paragraphs[:OPENING]) if p.heading), None)
    if at is None and len(paragraphs) > 1 and header.is_headline(characters.line(paragraphs[0].text)):
        at = 0
    rest = [p.text for i, p in enumerate(paragraphs) if i != at]
    title = {"title": paragraphs[at].text} if at is not None and rest else {}
    return Record(0, {**title, "text": "\n".join(rest or [p.text for p in paragraphs])}, "titled")
