"""Sentences: NLTK's Punkt with our abbreviations as its parameters, then corrections for the hard cases of news.

Kiss, T. and Strunk, J. (2006), "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4).
Punkt is usually trained on a corpus; here its parameters come from the word lists of `knowledge`, so that a person can
read and extend them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from wirebook.knowledge import words as knowledge
from wirebook.language.spans import SentenceSpan

LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = {abbreviation.casefold() for abbreviation in knowledge.abbreviations()}
    parameters.sent_starters = set(knowledge.sentence_starters())
    return PunktSentenceTokenizer(parameters)


def sentences(text: str) -> list[SentenceSpan]:
    """Cut a text into sentences.

    A line break ends a sentence and a paragraph, so that a headline without a full stop stands alone; within a
    paragraph each sentence of a quotation is one. Sentences are never empty, begin and end without white space, and
    hold between them every other character of the text.

    Args:
        text: any text; line breaks part its paragraphs.

    Returns:
        The sentences in order, with the number of their paragraph from 0.
    """
    found: list[SentenceSpan] = []
    paragraph = 0
    for line in LINE.finditer(text):
        if line.group().isspace():
            continue
        found += [SentenceSpan(start, end, paragraph) for start, end in _of_line(text, line.start(), line.end())]
        paragraph += 1
    return found


def _of_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = text[start:end]
    for left, right in _punkt().span_tokenize(line):
        sentence = line[left:right]
        stripped = sentence.strip()
        if stripped:
            begin = start + left + len(sentence) - len(sentence.lstrip())
            yield begin, begin + len(stripped)
