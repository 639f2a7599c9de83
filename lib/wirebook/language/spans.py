"""Spans of a text: positions count Unicode code points, `end` exclusive, so that `text[start:end]` is the span."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """One span of a text."""

    start: int
    end: int


class SentenceSpan(NamedTuple):
    """One sentence, with the number of its paragraph from 0."""

    start: int
    end: int
    paragraph: int
