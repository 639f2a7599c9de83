"""The clause that a date belongs to: the smallest stretch of its sentence that tells what happened then.

A relative clause ("the treaty, which began in March") is told with its antecedent, an apposition ("the first since
2019") with what it stands beside, and a date that a noun carries ("the law of 2015") with that noun alone: none of them
dates the main clause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wirebook.annotate.records import Sentence
from wirebook.annotate.times import lexicon
from wirebook.knowledge import calendar as knowledge

SHORT = 20
"""Characters under which a stretch tells nothing by itself: the sentence stands for it."""
SAYING = 60
"""Characters under which a clause with a verb of saying holds no more than who spoke: what was said belongs to it."""
WINDOW = 160
"""Characters that are searched for an antecedent."""

_SUBJECT = r"(?:he|she|it|they|we|the|a|an|its|his|her|their|no|both|[A-Z][\w’'-]*)"
_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|could|may|might|must|can|did|does)"
_RELATIVE = r"(?:(?:(?:from|of|in|to|at|for|by|on) )?(?:which|whom|whose)|who|where|when|that)"
_MARGIN = r"(?:(?:(?:[a-z]+ |\d{1,3} )?(?:minute|hour|day|night|week|month|year)s? )?(?:after|before))"
"""`after`, or `four days after`: both open a clause or phrase of their own."""
_BOUNDARY = re.compile(
    r"[;:]\s|\s[-–—]{1,2}\s|(?<=[,.!?])[\"”]\s|,?\s[\"“](?=[A-Z])"
    rf"|,\s(?=(?:and|but|or|so|although|though|while|whereas|because|as|with|{_RELATIVE}|{_MARGIN}|{_SUBJECT})\s)"
    r"|,\s(?=(?:[a-z]{3,}ing|following|since)\s)"
    rf"|,?\s(?=(?:but|while|whereas|although|though|because|following|since|as {_SUBJECT}|{_MARGIN}|{_RELATIVE})\s)"
    rf"|\sand\s(?={_AUXILIARY}\s)"
)
_SAID_IT = re.compile(
    r"\b(?:said|says|told|announced|added|reported|stated|confirmed)\b(?:\son\s\w+)?\s(?=(?:he|she|it|they|the|a|an)\s)"
)
_RESUMES = re.compile(rf",\s(?={_AUXILIARY}\s)")
"""Where an apposition ends and its sentence goes on; no clause begins here."""
_HARD = re.compile(r"[;:\"“”–—]\s?$")
"""Marks after which a clause begins in any case."""
_LEADS = re.compile(r"\S+\s?(?:(?:dawn|dusk|midnight|noon|nightfall|about|around|the) ){0,2}(?:on |in )?")
"""What stands between a boundary and the date where the boundary is only the date's preposition ("since 1949")."""
_SAID = re.compile(r"\b(?:said|says|told|added|announced|stated|wrote|complained|reported)\b")
_THAT = re.compile(r"\s?that\s")
_FINITE = re.compile(rf"\b(?:{_AUXILIARY}|{lexicon.any_of(knowledge.verb_tenses())}|[a-z]{{2,20}}ed)\b")
_OPENS_RELATIVE = re.compile(rf"{_RELATIVE}\s")
_VERBS = rf"(?:{lexicon.any_of(knowledge.verb_tenses())}|[A-Za-z]{{2,20}}ed)"
_JOINED = re.compile(
    rf"\b{_VERBS}\s$|\b(?:said|told|announced)\b[^,;]{{0,60}} (?:{lexicon.any_of(lexicon.WEEKDAYS)})\s$", re.IGNORECASE
)
"""Before a `that` which joins what is said, and is no relative: "announced that", "said on Tuesday that"."""
_NAMED = re.compile(r"(?:[A-Z]|(?:he|she|it|they|and|but|or|so|as)\s)")
"""How a clause begins that needs a verb of its own."""
_DEPENDS = re.compile(rf"(?:{_MARGIN}|since|following|[a-z]{{3,}}ing)\s")
_ANTECEDENT = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their|The|A|An|His|Her|Its)\s(?:[\w’'-]+\s){0,2}[\w’'-]+"
    r"(?:\s(?:of|for|on|with|in)\s(?:[\w’'-]+\s){0,2}[\w’'-]+)?"
    r"|(?:\b[A-Z][\w’'-]*\s){0,3}\b[A-Z][\w’'-]*|\b(?:those|people|all)),?\s$"
)
_NOUN_OF = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w’'-]+\s){0,3}"
    r"(?!(?:end|start|beginning|middle|night|morning|evening|afternoon|days?|weeks?|months?|hours|summer|winter|spring"
    r"|autumn|fall|half|quarter|year)\s)[a-z]{3,}\sof\s$"
)
_PHRASE_START = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s")
_EDGE = re.compile(r"(?:[\s,;:—–“”\"-]|(?:and|but|or|so|while|although|though|whereas|because)\s){1,9}")
_TAIL = ' ,;:—–“”"-\n'


class Clause(NamedTuple):
    """A clause as told, and the narrower stretch whose verb gives its status; positions in the article's text."""

    start: int
    end: int
    core_start: int
    core_end: int


def noun_with_date(sentence: Sentence, start: int, end: int) -> Clause | None:
    """Return the noun that carries a date ("the law of 2015"), from its determiner to the date's end, or None."""
    low = start - sentence.start
    before = sentence.text[max(0, low - SAYING) : low]
    match = _NOUN_OF.search(before)
    if not match:
        return None
    openings = [opening.start() for opening in _PHRASE_START.finditer(match[0])]
    first = start - len(match[0]) + openings[-1]
    return Clause(first, end, first, end)


def clause(sentence: Sentence, start: int, end: int) -> Clause:
    """Return the clause around `start` to `end` (positions in the article's text) of a sentence."""
    text, low, high = sentence.text, start - sentence.start, end - sentence.start
    begins: dict[int, bool] = {0: True}
    stops = {len(text), *(mark.start() for mark in _RESUMES.finditer(text) if mark.start() >= high)}
    for mark in (*_BOUNDARY.finditer(text), *_SAID_IT.finditer(text)):
        hard = _HARD.search(mark[0]) is not None
        if mark.start() >= high:
            stops.add(mark.start())
        elif mark.end() < low and (hard or not _LEADS.fullmatch(text, mark.end(), low)):
            begins[mark.end()] = hard
    after = min(stops)
    before = next(begin for begin in sorted(begins, reverse=True) if begins[begin] or _stands(text, begin, low, after))
    comma = text.find(",", high, after)
    if before and comma > 0 and _DEPENDS.match(text, before) and not _FINITE.search(text, before, comma):
        after = comma
    elif before == 0 or begins[before] or _NAMED.match(text, before):
        after = next((stop for stop in sorted(stops) if _FINITE.search(text, before, stop)), after)
    first = _with_antecedent(text, before, after)
    edge = _EDGE.match(text, first)
    first = edge.end() if edge else first
    last = first + len(text[first:after].rstrip(_TAIL))
    if last < high:
        last = high
    core = (sentence.start + first, sentence.start + last)
    whole = (sentence.start + len(text) - len(text.lstrip()), sentence.start + len(text.rstrip()))
    if _SAID.search(text, first, last) and (last - first < SAYING or _THAT.match(text, after)):
        return Clause(*whole, *core)
    if last - first < SHORT:
        return Clause(*whole, *whole)
    return Clause(*core, *core)


def _with_antecedent(text: str, begin: int, after: int) -> int:
    """Return where a clause begins with what it is about; a `that` after a verb only joins, and is left out."""
    relative = _OPENS_RELATIVE.match(text, begin)
    if begin == 0 or not (relative or _apposition(text, begin, after)):
        return begin
    found = _ANTECEDENT.search(text, max(0, begin - WINDOW), begin)
    joins = relative and relative[0] == "that " and _JOINED.search(text, max(0, begin - WINDOW), begin)
    if relative and joins:
        return relative.end()
    return found.start() if found and not _FINITE.search(found[0]) else begin


def _apposition(text: str, begin: int, after: int) -> bool:
    """Whether a stretch stands beside a noun: without a finite verb, and with no word that makes it a clause."""
    return not (_FINITE.search(text, begin, after) or _NAMED.match(text, begin) or _DEPENDS.match(text, begin))


def _stands(text: str, begin: int, low: int, after: int) -> bool:
    """Whether a clause may begin here: not at a name beside a noun, whose verb, if any, follows only after a comma."""
    if _NAMED.match(text, begin) and not _FINITE.search(text, begin, after):
        return False
    comma = text.find(",", begin, low)
    return comma < 0 or bool(_FINITE.search(text, begin, comma)) or not _FINITE.search(text, comma, after)
