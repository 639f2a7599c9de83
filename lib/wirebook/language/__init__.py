"""Sentences and words with exact offsets, and the small explorations that NLTK offers over them."""

from __future__ import annotations

from wirebook.language.explore import Line, collocations, concordance, frequencies
from wirebook.language.segment import sentences
from wirebook.language.spans import SentenceSpan, Span
from wirebook.language.tokenize import tokens, words

__all__ = [
    "Line",
    "SentenceSpan",
    "Span",
    "collocations",
    "concordance",
    "frequencies",
    "sentences",
    "tokens",
    "words",
]
