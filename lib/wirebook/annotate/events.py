"""Dated statements: what an article says happened, or will happen, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook.annotate.document import Document
from wirebook.annotate.records import Event, Mention, Precision, Sentence, Status, Time
from wirebook.annotate.times import lexicon, tense, values
from wirebook.knowledge import calendar as knowledge

SHORT = 40
"""A clause of fewer characters ("he said on Monday") does not tell what happened: the sentence stands for it."""
PRECEDENCE: tuple[Status, ...] = ("conditional", "denied", "hoped", "planned", "ongoing")
"""Which status a clause with cues of several has: "hoped a deal would be done" is a hope, not a plan."""

_CUES = {
    status: re.compile(rf"(?<!\w)(?:{lexicon.any_of(words)})(?!\w)", re.IGNORECASE)
    for status in PRECEDENCE
    if (words := [cue for cue, its in knowledge.event_cues().items() if its == status])
}
_BOUNDARY = re.compile(
    r"[;:]\s|\s[-–—]{1,2}\s|[\"“”]"
    r"|,\s(?=(?:and|but|while|which|who|where|whereas|although|though|as|after|before|when|with|he|she|it|they|the|a|an|its|his|their"
    r"|[A-Z][\w’'-]+)\s)"
    r"|\s(?=(?:but|while|whereas|although|though|because)\s)|\s(?:that)\s|\sand\s(?=(?:has|had|have|will|would|was|were|is|are|said)\s)"
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|added|reported|stated|confirmed)\b(?:\son\s\w+)?\s(?=(?:he|she|it|they|the|a|an)\s)"
)
_PRECISIONS: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-W"), "week"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-Q"), "quarter"),
    (re.compile(r"\d{4}-(?:SP|SU|FA|WI)"), "season"),
    (re.compile(r"\d{4}"), "year"),
    (re.compile(r"\d{3}X"), "decade"),
    (re.compile(r"\d{2}XX"), "century"),
)


def precision(value: str) -> Precision:
    """Return the precision of a TIMEX3 value: `2025-11` is a month; a half-year counts as a year."""
    return next((name for pattern, name in _PRECISIONS if pattern.match(value)), "unknown")


def clause(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause around `start` to `end` (positions in the article's text) of a sentence."""
    low, high = start - sentence.start, end - sentence.start
    marks = [*_BOUNDARY.finditer(sentence.text), *_SAID.finditer(sentence.text)]
    before = max((mark.end() for mark in marks if mark.end() <= low), default=0)
    after = min((mark.start() for mark in marks if mark.start() >= high), default=len(sentence.text))
    text = sentence.text[before:after]
    left, right = len(text) - len(text.lstrip(' ,;:—–-“”"\n')), len(text.rstrip(' ,;:—–-“”"\n'))
    return sentence.start + before + left, sentence.start + before + right


def status(text: str, direction: tense.Direction, *, ahead: bool) -> Status:
    """Tell the status of a clause by its cues, its tense, and whether its date lies ahead of the publication."""
    found: set[Status] = {name for name, pattern in _CUES.items() if pattern.search(text)}
    if "ongoing" in found and (direction > 0 or ahead):
        found.discard("ongoing")
    if "planned" in found and direction < 0 and not ahead:
        found.discard("planned")
    for name in PRECEDENCE:
        if name in found:
            return name
    return "planned" if ahead or direction > 0 else "happened"


def find(doc: Document, times: Sequence[Time], mentions: Sequence[Mention]) -> list[Event]:
    """Find the dated statements of a document: one for each date or time of day whose days are known.

    Each has its interval and precision, its status (from cues, tense, and the publication where it is known), the
    actors that its clause names (those of the sentence where the clause names none), and the clause's text.
    """
    published = values.point(doc.article.published)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    rows: list[Event] = []
    for time in times:
        if time.type not in ("DATE", "TIME") or time.begin is None or time.end_date is None:
            continue
        sentence = doc.sentences[time.sentence]
        begin, end = clause(sentence, time.start, time.end)
        direction = tense.direction(doc.text, time.start, time.end, low=sentence.start, high=sentence.end)
        ahead = published is not None and time.begin > published.last.isoformat()
        said = doc.text[begin:end]
        here = by_sentence.get(time.sentence, [])
        inside = [mention for mention in here if begin <= mention.start and mention.end <= end] or here
        rows.append(
            Event(
                sentence=time.sentence,
                begin=time.begin,
                end_date=time.end_date,
                precision=precision(time.value),
                status=status(said, direction, ahead=ahead),
                actors=tuple(dict.fromkeys(mention.actor_id for mention in sorted(inside, key=lambda m: m.start))),
                text=sentence.text.strip() if end - begin < SHORT else said,
                start=time.start,
                end=time.end,
            )
        )
    return rows
