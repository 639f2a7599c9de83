"""Spans of a text: positions count Unicode code points, `end` exclusive, so that `text[start:end]` is the span."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LONGEST_PIECE = 20_000
"""Code points that are looked at in one go: the running time of NLTK's classes grows faster than a text without breaks,
and they give up on one that takes them five seconds."""


class Span(NamedTuple):
    """One span of a text."""

    start: int
    end: int


class SentenceSpan(NamedTuple):
    """One sentence, with the number of its paragraph from 0."""

    start: int
    end: int
    paragraph: int


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a text from `start` to `end` into pieces of bounded length: after a full stop, or else at a space."""
    while end - start > LONGEST_PIECE:
        stop = text.rfind(". ", start + 1, start + LONGEST_PIECE) + 1
        space = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        cut = stop or (space if space > start else start + LONGEST_PIECE)
        yield Span(start, cut)
        start = cut
    yield Span(start, end)
