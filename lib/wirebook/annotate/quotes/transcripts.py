"""Turns of a transcript: paragraphs that a speaker's name and a colon begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from wirebook.annotate.document import Document
from wirebook.language import Span

LABEL = re.compile(
    r"[\"“„‘'(\[]?"
    r"(?P<name>(?:[A-Z][\w.'’-]*)(?:[ \t]+(?:[A-Z][\w.'’-]*|\([A-Z][^()\n]{0,30}\))){0,4})"
    r"[ \t]*(?:\([^()\n]{1,30}\)[ \t]*)?:[ \t]+(?=\S)"
)
"""What may stand before a turn: up to five capitalised words and a colon."""
TURNS, SPEAKERS = 3, 2
"""Labelled paragraphs, and different labels, from which on an article has a transcript."""
NOBODY = frozenset(
    {
        "also", "analysis", "background", "correction", "editing", "exclusive", "explained", "more", "note", "opinion",
        "photo", "photos", "read", "related", "reporting", "see", "source", "sources", "update", "video", "watch",
    }
)  # fmt: skip
"""First words of labels that name no speaker."""


def turns(doc: Document) -> Mapping[int, tuple[Span, int]]:
    """Return the turns of a transcript by their paragraphs: the name, and where the words begin.

    An article has a transcript where three paragraphs begin with a label, one name twice and another: a dateline or a
    heading with a colon is none.
    """
    found: dict[int, tuple[Span, int]] = {}
    for number, group in groupby(doc.sentences, key=lambda sentence: sentence.paragraph):
        first = next(group)
        match = LABEL.match(doc.text, first.start)
        if match and match["name"].split()[0].casefold() not in NOBODY:
            found[number] = (Span(match.start("name"), match.end("name")), match.end())
    names = [doc.text[label.start : label.end] for label, _ in found.values()]
    if len(names) < TURNS or not SPEAKERS <= len(set(names)) < len(names):
        return {}
    return found
