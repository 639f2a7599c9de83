"""Quotations by their marks: double, curly and British single ones, over several sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from wirebook.annotate.document import Document
from wirebook.annotate.quotes.transcripts import turns
from wirebook.language import Span

MARK = re.compile(r"''|``|[“”„\"‘’']")
DOUBLE = {"''": '"', "``": "“"}
"""Marks typed as two, and the one that they stand for."""
ELIDED = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
"""What an apostrophe at the beginning of a word may stand before: ’80s, ’em."""
OPENING, CLOSING = "“„\"‘'", "”\"’'"
ENDS_SPEECH = frozenset('.,!?…;”"')


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation with its marks; over several paragraphs there is one for each."""

    start: int
    end: int
    paragraph: int
    closed: bool
    """Whether it ends with a mark; one that goes on in the next paragraph has none."""
    continues: bool = False
    """Whether it goes on from the paragraph before."""
    label: Span | None = None
    """The name before the words, in a transcript."""


def quotations(doc: Document) -> list[Quotation]:
    """Find the outermost quotations of a document, in order; they do not overlap and do not leave their paragraph.

    A quotation whose closing mark is missing ends with its sentence, unless the next paragraph opens with a mark, by
    which it goes on.
    """
    found: list[Quotation] = []
    labels = turns(doc)
    for number, group in groupby(doc.sentences, key=lambda sentence: sentence.paragraph):
        inside = tuple(group)
        start, end = inside[0].start, inside[-1].end
        if turn := labels.get(number):
            label, start = turn
            marked = doc.text[label.start - 1 : label.start] in tuple(OPENING)
            found.append(Quotation(start, end, number, closed=not marked or doc.text[end - 1] in CLOSING, label=label))
            continue
        spans = _spans(doc.text, start, end)
        for position, (left, right) in enumerate(spans):
            continues = (
                position == 0
                and left == start
                and bool(found)
                and not found[-1].closed
                and found[-1].paragraph == number - 1
            )
            found.append(
                Quotation(left, end if right is None else right, number, closed=right is not None, continues=continues)
            )
    return [_ended(doc, quotation, found[n] if n < len(found) else None) for n, quotation in enumerate(found, start=1)]


def _ended(doc: Document, quotation: Quotation, following: Quotation | None) -> Quotation:
    if quotation.closed or quotation.label or (following is not None and following.continues):
        return quotation
    end = doc.sentences[doc.sentence_at(quotation.start)].end
    return Quotation(quotation.start, min(end, quotation.end), quotation.paragraph, False, quotation.continues)


def _spans(text: str, start: int, end: int) -> list[tuple[int, int | None]]:
    """Return the outermost quotations of one paragraph; the end is None where the closing mark is missing."""
    found: list[tuple[int, int | None]] = []
    opened: int | None = None
    single = False
    for match in MARK.finditer(text, start, end):
        at, stop, mark = match.start(), match.end(), DOUBLE.get(match.group(), match.group())
        is_single = mark in "‘’'"
        if opened is not None and is_single != single:
            continue
        before = text[at - 1] if at > start else " "
        after = text[stop] if stop < end else " "
        if opened is None:
            if _opens(mark, before, after, text[stop : min(stop + 8, end)]):
                opened, single = at, is_single
        elif mark in "“„" and before in ENDS_SPEECH and after.isspace():  # an opening mark typed for a closing one
            found.append((opened, stop))
            opened = None
        elif mark in "“„":
            found.append((opened, len(text[opened:at].rstrip()) + opened))
            opened = at
        elif mark != "‘" and _closes(mark, before, after) and not _possessive(text, at, end, single):
            found.append((opened, stop))
            opened = None
    if opened is not None and not single:  # a single mark that is never closed was an apostrophe
        found.append((opened, None))
    return found


def _opens(mark: str, before: str, after: str, following: str) -> bool:
    if mark in "“„":
        return True
    if mark in "”’" or after.isspace() or before.isalnum():
        return False
    return mark != "'" or not ELIDED.match(following)


def _closes(mark: str, before: str, after: str) -> bool:
    if mark == "”":
        return True
    if mark == '"':
        return not before.isspace() or after.isspace()
    return not before.isspace() and not after.isalnum()


def _possessive(text: str, at: int, end: int, single: bool) -> bool:
    """Say whether a single mark after a plural ("the workers’ plan") is its own, as a surer end follows."""
    if not single or text[at - 1] not in "sS":
        return False
    for match in MARK.finditer(text, at + 1, min(end, at + 600)):
        mark, before = match.group(), text[match.start() - 1]
        if mark == "‘":
            return False
        if mark in "’'" and before in ENDS_SPEECH:
            return True
    return False
