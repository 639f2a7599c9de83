"""Find the time expressions of a document: try the rules, settle overlaps, widen and join, resolve in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wirebook.annotate.document import QUOTED, Document
from wirebook.annotate.records import Sentence, Time
from wirebook.annotate.times import amounts, clock, explicit, lexicon, relative, values
from wirebook.annotate.times.rule import Context, Rule, Timex, build
from wirebook.annotate.times.values import Point
from wirebook.knowledge import calendar as knowledge

RULES = build(knowledge.time_rules(), explicit.READINGS + relative.READINGS + amounts.READINGS + clock.READINGS)
YEARS = range(1000, 9000)
"""Years of publication that dates are counted from: beyond them the calendar ends."""
DATE_LINES, NEAR = 3, 2
"""Sentences among which an article's own date may stand, and days by which it may differ from the metadata's."""
_DAYS = tuple(rule for rule in RULES if rule.name in ("month and day", "day and month"))
LONGEST = 120
"""Characters of the longest expression: what is longer is no time expression."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_MODIFIERS: tuple[tuple[re.Pattern[str], str | None, str], ...] = tuple(
    (re.compile(rf"(?<![\w])(?:{pattern})[ \n-]{{1,2}}$", re.IGNORECASE), mod, types)
    for pattern, mod, types in (
        (r"(?:the )?early(?: in)?|(?:the )?(?:beginning|start|outset|opening) of(?: the)?", "START", "DATE TIME"),
        (r"(?:the )?mid|(?:the )?middle of(?: the)?", "MID", "DATE TIME"),
        (r"(?:the )?late|(?:the )?(?:very )?(?:end|close) of(?: the)?", "END", "DATE TIME"),
        (r"(?:earlier|later)(?: (?:in|on))?|sometime", None, "DATE TIME"),
        (r"around|about|approximately|roughly|circa|some|nearly|almost", "APPROX", "DATE TIME DURATION"),
        (r"(?:slightly |just |well |far )?(?:more than|over)", "MORE_THAN", "DURATION DATE"),
        (r"(?:slightly |just )?(?:less|fewer) than|under", "LESS_THAN", "DURATION"),
        (r"at least|no less than|no fewer than", "EQUAL_OR_MORE", "DURATION"),
        (r"at most|no more than|up to", "EQUAL_OR_LESS", "DURATION"),
    )
)
_SPREAD = re.compile(r"(?:\d|\b(?:million|billion|trillion|percent|per cent)\b|%)[^.,;]{0,24}\bover $", re.IGNORECASE)
"""An amount that is spread over a time: "$9 million over five years"."""
_REPORTED = re.compile(
    r"\b(?:said|told(?: \w+){1,3}|announced|added|confirmed|declared|disclosed|reported|wrote)"
    r"(?: late| early)?(?: on)? $"
)
"""Before the day of a report."""
_JOINT = re.compile(r",? (?:on )?|,? (?:at|around|about) ", re.IGNORECASE)


def _classes() -> dict[str, frozenset[str]]:
    """Return for each word that a rule may need the classes it belongs to."""
    classes: dict[str, set[str]] = {}

    def put(name: str, *words: str) -> None:
        for word in words:
            classes.setdefault(word, set()).add(name)

    put("month", *lexicon.MONTHS)
    put("weekday", *lexicon.WEEKDAYS, *(f"{day}s" for day in knowledge.words("weekday")))
    put("unit", *lexicon.UNITS, *(f"{unit}s" for unit in lexicon.UNITS), "centuries")
    put("weekend", "weekend", "weekends")
    put("century", "century")
    put("quarter", "quarter")
    put("half", "half")
    put("fiscal", "fiscal", "fy")
    put("deictic", "today", "yesterday", "tomorrow", "tonight")
    put("daypart", *lexicon.DAYPARTS)
    put("season", *lexicon.SEASONS)
    put("decade", *lexicon.DECADES, "s")
    put("ago", "ago")
    put("shift", "earlier", "later", "previously", "afterward", "afterwards", "beforehand", "before", "after")
    put(
        "vague",
        "recently",
        "recent",
        "past",
        "now",
        "currently",
        "present",
        "nowadays",
        "presently",
        "soon",
        "future",
        "term",
    )
    put("vague", "coming", "moment", "these")
    put("long", "long", *(f"{unit}long" for unit in ("day", "week", "month", "year", "decade")))
    put("each", "every", "each", "per")
    put("frequency", *lexicon.FREQUENCIES)
    put("clock", "noon", "midday", "midnight", "overnight", "clock")
    put("number", "nineteen", "eighteen", "seventeen", "twenty")
    put("holiday", *(re.findall(r"[^\W\d_]+", name)[0] for name in knowledge.holidays()))
    put("quarter_code", "q")
    put("half_code", "h")
    return {word: frozenset(names) for word, names in classes.items()}


_CLASSES = _classes()
_DIGITS, _DIGITS4 = frozenset({"digits"}), frozenset({"digits", "digits4"})


def _present(text: str) -> frozenset[str]:
    """Return the classes of the words of a sentence."""
    found: set[str] = set()
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            found |= _DIGITS4 if len(token) == 4 else _DIGITS
        else:
            found |= _CLASSES.get(token.lower(), frozenset())
    return frozenset(found)


def _candidates(text: str, sentence: Sentence) -> list[tuple[int, int, int, re.Match[str], Rule]]:
    """Return the matches of all rules in a sentence, leftmost and longest first."""
    present = _present(sentence.text)
    found = [
        (match.start("day2") if rule.name == "second day" else match.start(), -match.end(), number, match, rule)
        for number, rule in enumerate(RULES)
        if rule.needs <= present
        for match in rule.pattern.finditer(text, sentence.start, sentence.end)
        if match.end() - match.start() <= LONGEST
    ]
    found.sort(key=lambda item: item[:3])
    return found


def _widen(text: str, low: int, start: int, timex: Timex, rule: str) -> tuple[int, Timex]:
    """Take a modifier before an expression into its span: `early`, `the end of`, `at least`, `nearly`."""
    before = text[max(low, start - 24) : start]
    if timex.value.endswith("_REF") or timex.type == "SET":
        return start, timex
    for pattern, mod, types in _MODIFIERS:
        numeric = mod in ("APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")
        if numeric and (text[start : start + 4].lower() in ("the ", "past", "last", "this") or rule == "weekday"):
            continue
        if timex.type in types.split() and (match := pattern.search(before)):
            if mod == "MORE_THAN" and _SPREAD.search(text, max(low, start - 40), start):
                continue
            return start - len(before) + match.start(), timex._replace(mod=mod or timex.mod)
    return start, timex


class _Reference:
    """The date last named: where it stands, and what it is."""

    def __init__(self) -> None:
        self.point: Point | None = None
        self.sentence = -1

    def see(self, timex: Timex, sentence: int, *, comparison: bool, reported: bool) -> None:
        """Take note of a date; one that is only compared with (`a year earlier`) is not spoken of any further, nor,
        beside another of its sentence, that of the report (`on May 3, he said on Friday`).
        """
        if comparison or (reported and self.sentence == sentence):
            return
        if timex.type in ("DATE", "TIME") and (point := values.point(timex.value.split("/")[0])):
            self.point, self.sentence = point, sentence


Found = tuple[int, int, Timex, str]
"""The span of an expression, its reading, and the name of its rule."""


def _read_sentence(text: str, sentence: Sentence, publication: Point | None, reference: _Reference) -> list[Found]:
    """Return the expressions of a sentence. What is quoted counts from the day on which it was said, where that is
    told: “We leave tomorrow,” he said on Monday.
    """
    before = reference.point, reference.sentence
    found = list(_read(text, sentence, publication, reference))
    quoted = [match.span() for match in QUOTED.finditer(text, sentence.start, sentence.end)]
    if not quoted:
        return found
    spoken = next(
        (
            point
            for start, end, timex, _ in found
            if not any(low <= start < high for low, high in quoted)
            and _REPORTED.search(text, max(sentence.start, start - 30), start)
            and (point := values.point(timex.value))
            and point.unit == "D"
        ),
        None,
    )
    if spoken is None or (publication and spoken.first == publication.first):
        return found
    reference.point, reference.sentence = before
    return list(_read(text, sentence, publication, reference, quoted=quoted, spoken=spoken))


def _read(
    text: str,
    sentence: Sentence,
    publication: Point | None,
    reference: _Reference,
    *,
    quoted: Sequence[tuple[int, int]] = (),
    spoken: Point | None = None,
) -> Iterator[Found]:
    taken = sentence.start
    for start, _, _, match, rule in _candidates(text, sentence):
        if start < taken:
            continue
        distance = sentence.sentence - reference.sentence
        told = spoken if any(low <= start < high for low, high in quoted) else publication
        near = distance <= 1
        context = Context(text, sentence.start, sentence.end, told, reference.point, distance == 0, near)
        timex = rule.read(match, context)
        if timex is None:
            continue
        begin, end = timex.start or start, match.end()
        begin, timex = _widen(text, taken, begin, timex, rule.name)
        taken = end
        reference.see(
            timex,
            sentence.sentence,
            comparison=rule.name == "year ago" or match[0].lower().endswith(("ago", "earlier")),
            reported=_REPORTED.search(text, max(sentence.start, start - 30), start) is not None,
        )
        yield begin, end, timex, rule.name


def _join(text: str, found: list[tuple[int, int, Timex, str]]) -> list[tuple[int, int, Timex, str]]:
    """Join a time of day to the day beside it: `9 a.m. Tuesday`, `Monday at noon`."""
    joined: list[tuple[int, int, Timex, str]] = []
    for item in found:
        if joined:
            start, end, last, name = joined[-1]
            clocks = name in ("clock", "clock word"), item[3] in ("clock", "clock word")
            gap = text[end : item[0]]
            if clocks[0] != clocks[1] and len(gap) < 10 and _JOINT.fullmatch(gap):
                day, time = (item[2], last) if clocks[0] else (last, item[2])
                bare = day.type == "DATE" and (len(day.value) == 10 or day.value.startswith("XXXX-WXX-"))
                if bare and "T" in time.value and (clocks[0] or "at" in gap or "around" in gap):
                    value = f"{day.value}T{time.value.split('T')[1]}"
                    joined[-1] = (start, item[1], day._replace(type="TIME", value=value, start=None), "clock and day")
                    continue
        joined.append(item)
    return joined


def _own_line(doc: Document, publication: Point | None) -> Point | None:
    """Return the day that an article prints on a line of its own, where it is a day or two from that of its metadata.

    The words count from what is printed: metadata may tell the day of another time zone, or of the last change.
    """
    if publication is None or publication.unit != "D":
        return publication
    for sentence in doc.sentences[:DATE_LINES]:
        for rule in _DAYS:
            match = rule.pattern.fullmatch(sentence.text.strip(" .\n"))
            timex = (
                rule.read(match, Context(sentence.text, 0, len(sentence.text), None, None, False)) if match else None
            )
            printed = values.point(timex.value) if timex and timex.anchor == "explicit" else None
            if printed and printed.unit == "D" and abs((printed.first - publication.first).days) <= NEAR:
                return printed
    return publication


def find(doc: Document, *, published: str | None) -> list[Time]:
    """Find and normalise the time expressions of a document (ISO-TimeML, TIMEX3).

    `published` is the document creation time, ISO at any precision, or None. What cannot be known from it stays
    unknown in the value (`XXXX-WXX-1` for a Monday), with `begin` and `end_date` None: no day is invented. Dates
    without a year and bare weekdays lie behind or ahead by the tense of their clause. The value of a compact range
    (`Nov 3-5`) is an ISO 8601 interval.
    """
    publication = values.point(published)
    if publication and publication.first.year not in YEARS:
        publication = None
    publication = _own_line(doc, publication)
    reference = _Reference()
    rows: list[Time] = []
    for sentence in doc.sentences:
        for start, end, timex, name in _join(doc.text, _read_sentence(doc.text, sentence, publication, reference)):
            dated = timex.type in ("DATE", "TIME") and "fiscal" not in name
            covered = values.interval(timex.value) if dated else None
            rows.append(
                Time(
                    sentence=sentence.sentence,
                    start=start,
                    end=end,
                    text=doc.text[start:end],
                    type=timex.type,
                    value=timex.value,
                    begin=covered[0].isoformat() if covered else None,
                    end_date=covered[1].isoformat() if covered else None,
                    mod=timex.mod,
                    anchor=timex.anchor,
                    how=f"rule: {name}",
                )
            )
    return rows
