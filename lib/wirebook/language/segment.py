"""Sentences: NLTK's Punkt with our abbreviations as its parameters, then corrections for the hard cases of news.

Kiss, T. and Strunk, J. (2006), "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics
32(4). Punkt is usually trained on a corpus; here its parameters come from the word lists of `knowledge`, so that a
person can read and extend them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from wirebook.knowledge import words as knowledge
from wirebook.language.spans import SentenceSpan, pieces

LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
MARK = re.compile(r"[.!?](?![\w.!?])")
FEWEST_MARKS, SPACING = 5_000, 16
"""A text with more marks than this, and fewer code points to each than that, is no prose: prose has one in sixty or
more. Punkt weighs each mark for itself, a megabyte of "a. a. a." for half a minute."""

OPENING = "\"“‘'(\\["
CLOSING = "\"”’')\\]"

# Where Punkt breaks and a sentence goes on.
LOWER = re.compile(r"[a-z]+(?![\w-])")
"""A word in small letters: not `iPhone`, not `al-Shabab`, which may begin a sentence."""
MORE_MARKS = re.compile(rf"[.!?…{CLOSING}]")
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ -]?){1,4}$")
ENDS_IN_QUESTION = re.compile(r"[!?][\"”’']$")
CAPITAL = re.compile(r"[A-Z]\w*")
NEXT_WORDS = re.compile(r"(?:[A-Z][\w.’'-]{0,40}\s){1,4}(\w{1,20})")


class _Marks(PunktLanguageVars):  # type: ignore[misc]
    """Punkt's punctuation, with the number of a note ("[3]") kept in the sentence that it follows."""

    re_boundary_realignment = re.compile(
        r"(?:[\"')\]}‘’“”«»]+?|\[\d{1,3}\])(?:\s+|(?=--)|$)",
        re.MULTILINE,
    )


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = {abbreviation.casefold() for abbreviation in knowledge.abbreviations()}
    parameters.sent_starters = set(knowledge.sentence_starters())
    return PunktSentenceTokenizer(parameters, lang_vars=_Marks())


@cache
def _never_last() -> tuple[str, ...]:
    """Return the abbreviations that no sentence ends with ("e.g."), as they end a stretch of text."""
    return tuple(f"{lead}{a}." for a in sorted(knowledge.abbreviations_of("introducing")) for lead in " (")


@cache
def _missed() -> re.Pattern[str]:
    """Return the pattern of places where a sentence ends and Punkt sees none; group 1 is the space after it."""

    def one_of(words: frozenset[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words))

    starter = one_of(frozenset(word.capitalize() for word in knowledge.sentence_starters()))
    counted = one_of(frozenset(a for a in knowledge.abbreviations_of("number") if len(a) > 1))
    return re.compile(
        rf"""
          [a-z]{{2}}[.!?][{CLOSING}]?()(?=[A-Z][a-z]{{0,30}}[ ,’'][^-])    # no space: "ended.Then"
        | \.[{CLOSING}]{{1,3}}(\s+)(?=[{OPENING}]?(?:{starter})\b)          # in the U.S.” The
        | \b[A-Z]\.[A-Z]\.(\s+)(?=[“"‘][A-Z])                               # in the U.S. “We
        | \w(?:\.{{3,4}}|…)[{CLOSING}]?(\s+)(?=[{OPENING}]?[A-Z][\w’'])     # so they left… Then
        | \b(?i:{counted})\.(\s+)(?=[{OPENING}]?[A-Z])                      # said no. Talks
        | \b[a-z]+\ [A-Z]\.(\s+)(?=[{OPENING}]?(?:{starter})\b)             # plan B. The
        """,
        re.VERBOSE,
    )


def sentences(text: str) -> list[SentenceSpan]:
    """Cut a text into sentences.

    A line break ends a sentence and a paragraph, so that a headline without a full stop stands alone; within a
    paragraph each sentence of a quotation is one. Sentences are never empty, begin and end without white space, and
    hold between them every other character of the text. A line that runs on for tens of thousands of characters is cut
    at a space first, and text that is no prose (thousands of full stops, a few characters apart) only there.

    Args:
        text: any text; line breaks part its paragraphs.

    Returns:
        The sentences in order, with the number of their paragraph from 0.
    """
    found: list[SentenceSpan] = []
    paragraph = 0
    cut = _cut if _is_prose(text) else _whole
    for line in LINE.finditer(text):
        if line.group().isspace():
            continue
        for start, end in pieces(text, line.start(), line.end()):
            found += [SentenceSpan(start + left, start + right, paragraph) for left, right in cut(text[start:end])]
        paragraph += 1
    return found


def _is_prose(text: str) -> bool:
    if len(text) < FEWEST_MARKS:
        return True
    marks = sum(1 for _ in MARK.finditer(text))
    return marks <= FEWEST_MARKS or marks * SPACING <= len(text)


def _cut(line: str) -> Iterator[tuple[int, int]]:
    """Cut one line: Punkt's sentences, those joined that belong together, then cut where Punkt saw no end."""
    joined: list[tuple[int, int]] = []
    for start, end in _punkt().span_tokenize(line):
        if joined and _goes_on(line, *joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        begin = start
        for ending in _missed().finditer(line, start, end):
            cut = ending.end(ending.lastindex or 0)
            yield from _stripped(line, begin, cut)
            begin = cut
        yield from _stripped(line, begin, end)


def _whole(line: str) -> Iterator[tuple[int, int]]:
    return _stripped(line, 0, len(line))


def _goes_on(line: str, begin: int, end: int, start: int) -> bool:
    """Say whether the sentence from `begin`, which Punkt ended at `end`, goes on at `start`."""
    before, after = line[max(begin, end - 40) : end], line[start : start + 120]
    if end == start and MORE_MARKS.match(after):
        return True
    if LOWER.match(after) and not line[begin].islower():  # in text that has no capitals at all, each stands alone
        return True
    if before.endswith(_never_last()):
        return True
    if INITIALS.search(before) and (word := CAPITAL.match(after)):
        return word.group().casefold() not in knowledge.sentence_starters()
    if ENDS_IN_QUESTION.search(before) and (named := NEXT_WORDS.match(after)):
        return named.group(1) in knowledge.speech_verbs()
    return False


def _stripped(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
