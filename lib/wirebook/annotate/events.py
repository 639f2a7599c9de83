"""Dated statements: what an article says happened, or will happen, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from wirebook.annotate import clauses
from wirebook.annotate.document import Document
from wirebook.annotate.records import Event, Mention, Precision, Status, Time
from wirebook.annotate.times import lexicon, tense, values
from wirebook.knowledge import calendar as knowledge

PRECEDENCE: tuple[Status, ...] = ("conditional", "denied", "hoped", "planned", "ongoing")
"""Which status a clause with cues of several has: "hoped a deal would be done" is a hope, not a plan."""

_CUES = {
    status: re.compile(rf"(?<!\w)(?:{lexicon.any_of(words)})(?!\w)")
    for status in PRECEDENCE
    if (words := [cue for cue, its in knowledge.event_cues().items() if its == status])
}
_DENIED = _CUES["denied"]
_NOT_ONLY = re.compile(r"\bnot (?:to|only|just|yet|least)\b")
"""Where `not` denies no event: "told them not to go"."""
DAYS = {"day": 1, "week": 7}
_COUNTED = re.compile(
    rf"\b(?P<count>a|\d+|{lexicon.any_of(lexicon.NUMBERS)}) (?P<unit>day|week|month|year)s? (?P<way>before|after) "
    r"(?:the |this year's |last )?$",
    re.IGNORECASE,
)
_GOVERNS = re.compile(r"\b[a-z]+ $")
"""The word before a clause that begins with "that"."""
_SINCE = re.compile(r"\b[Ss]ince (?:about |around |early |late |at least )?$")
_LASTS = re.compile(r"\b(?:has|have|is|are|remains?|continues?)\b")
_FIRST = re.compile(r"\bfirst (?!vice|deputy)|\b(?:last|only)\b")
"""What was the first since a day happened once, and does not last."""
_DONE = re.compile(r"\b[a-z]{2,20}ed (?:(?:late|early|again) )?(?:on )?$")
"""A past tense right before the date: the pledging is what happened then, not what was pledged."""
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween) $")
_TO = re.compile(r" (?:to|until|till|through|and) ")
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


def status(text: str, direction: tense.Direction, *, ahead: bool, behind: bool = False) -> Status:
    """Tell the status of a clause by its cues, its tense, and whether its date lies ahead of the publication or behind.

    What lies behind has happened, whatever its words promised then ("pledged on Sunday"), unless denied or ongoing.
    """
    plain = text[:1].lower() + text[1:]
    found: set[Status] = {name for name, pattern in _CUES.items() if pattern.search(plain)}
    if behind:
        found &= {"denied", "ongoing"}
    if "ongoing" in found and (direction > 0 or ahead):
        found.discard("ongoing")
    if "planned" in found and direction < 0 and not ahead:
        found.discard("planned")
    for name in PRECEDENCE:
        if name in found:
            return name
    return "planned" if ahead or (direction > 0 and not behind) else "happened"


def _joined(doc: Document, times: Sequence[Time]) -> list[Time]:
    """Join the two ends of `from July 9 to July 11` into one interval, at the precision of its first end."""
    rows: list[Time] = []
    for time in times:
        last = rows[-1] if rows else None
        if (
            last is not None
            and last.sentence == time.sentence
            and last.begin is not None
            and time.end_date is not None
            and last.begin <= time.end_date
            and _TO.fullmatch(doc.text[last.end : time.start])
            and _FROM.search(doc.text[max(0, last.start - 10) : last.start])
        ):
            text = doc.text[last.start : time.end]
            rows[-1] = replace(last, end=time.end, end_date=time.end_date, text=text)
        else:
            rows.append(time)
    return rows


def _moved(doc: Document, times: Sequence[Time]) -> Iterator[Time]:
    """Move a date that another is counted from: what happened "two days before Christmas" did not happen on that day.

    One that is counted in months or years, or from an imprecise date, dates nothing.
    """
    for time in times:
        low = max(0, time.start - 40)
        match = _COUNTED.search(doc.text[low : time.start])
        if not match or time.begin is None:
            yield time
        elif match["unit"].lower() in DAYS and time.begin == time.end_date:
            words = match["count"].lower()
            count = 1 if words in ("a", "one") else int(lexicon.number(words))
            days = count * DAYS[match["unit"].lower()] * (-1 if match["way"].lower() == "before" else 1)
            day = values.add_days(date.fromisoformat(time.begin), days).isoformat()
            start = low + match.start()
            text = doc.text[start : time.end]
            yield replace(time, start=start, text=text, begin=day, end_date=day, value=day)


def _governed(text: str, low: int, start: int) -> int:
    """Return where a clause begins with the verb that it hangs on: "hopes that the deal will be done"."""
    verb = _GOVERNS.search(text[max(low, start - 25) : start]) if text.startswith("that ", start) else None
    return start - len(verb[0]) if verb else start


def find(
    doc: Document, times: Sequence[Time], mentions: Sequence[Mention], *, published: str | None = None
) -> list[Event]:
    """Find the dated statements of a document: one for each date or time of day whose days are known.

    Each has its interval and precision, its status (from cues, tense, and the publication where it is known), the
    actors that its clause names (those of the sentence where the clause names none), and the clause's text. `published`
    is the article's publication, stated or estimated (ISO, any precision), or None.
    """
    written = values.point(published)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    rows: list[Event] = []
    for time in _moved(doc, _joined(doc, times)):
        if time.type not in ("DATE", "TIME") or time.begin is None or time.end_date is None:
            continue
        sentence = doc.sentences[time.sentence]
        ahead = written is not None and time.begin > written.last.isoformat()
        behind = written is not None and time.end_date < written.first.isoformat()
        noun = clauses.noun_with_date(sentence, time.start, time.end)
        found = noun or clauses.clause(sentence, time.start, time.end)
        core = _NOT_ONLY.sub("", doc.text[_governed(doc.text, sentence.start, found.core_start) : found.core_end])
        before = doc.text[max(sentence.start, time.start - 32) : time.start]
        direction = tense.direction(doc.text, time.start, time.end, low=sentence.start, high=sentence.end)
        if noun:
            its_status: Status = "planned" if ahead else "happened"
        elif behind and _SINCE.search(before):
            lasts = _LASTS.search(core) is not None and not _FIRST.search(core)
            its_status = "denied" if _DENIED.search(core) else "ongoing" if lasts else "happened"
        else:
            done = behind or (not ahead and _DONE.search(before) is not None)
            its_status = status(core, direction, ahead=ahead, behind=done)
        here = by_sentence.get(time.sentence, [])
        inside = [m for m in here if found.start <= m.start and m.end <= found.end] or here
        rows.append(
            Event(
                sentence=time.sentence,
                begin=time.begin,
                end_date=time.end_date,
                precision=precision(time.value),
                status=its_status,
                actors=tuple(dict.fromkeys(mention.actor_id for mention in sorted(inside, key=lambda m: m.start))),
                text=doc.text[found.start : found.end],
                start=time.start,
                end=time.end,
            )
        )
    return rows
