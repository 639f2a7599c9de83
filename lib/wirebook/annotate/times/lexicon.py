"""The words of time expressions as fragments of patterns, and the values they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wirebook.knowledge import calendar as knowledge

MONTHS = {word: int(value) for kind in ("month", "month_short") for word, value in knowledge.words(kind).items()}
WEEKDAYS = {word: int(value) for kind in ("weekday", "weekday_short") for word, value in knowledge.words(kind).items()}
ORDINALS = {word: int(value) for word, value in knowledge.words("ordinal").items()}
NUMBERS = {word: int(value) for word, value in knowledge.words("number").items()}
MULTIPLIERS = {word: int(value) for word, value in knowledge.words("multiplier").items()}
UNITS = knowledge.words("unit")
SEASONS = knowledge.words("season")
DAYPARTS = knowledge.words("daypart")
DECADES = knowledge.words("decade")
FREQUENCIES = knowledge.words("frequency")

AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august"})
"""Months that are also verbs, adjectives or given names: bare, they need a word before them that takes a date."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, longest first, with either apostrophe."""
    return "|".join(
        re.escape(word).replace(r"\ ", " ").replace("'", "['’]")
        for word in sorted(words, key=lambda word: (-len(word), word))
    )


_SMALL = any_of(NUMBERS)
_TENS = any_of(word for word, value in NUMBERS.items() if value >= 20)
_ONES = any_of(word for word, value in NUMBERS.items() if 0 < value < 10)
_NUMBER_WORD = (
    rf"(?:(?:(?:{_ONES}|a) hundred(?: and)? )?(?:(?:{_TENS})[- ](?:{_ONES})|(?:{_SMALL}))"
    rf"|(?:(?:{_SMALL}|an?) )?(?:hundred|thousand|dozen))"
)

FRAGMENTS = {
    "month": rf"(?P<month>{any_of(knowledge.words('month'))}|(?:{any_of(knowledge.words('month_short'))})\b\.?)",
    "month_name": rf"(?P<month>{any_of(knowledge.words('month'))})",
    "month2": rf"(?P<month2>{any_of(knowledge.words('month'))}|(?:{any_of(knowledge.words('month_short'))})\b\.?)",
    "weekday": rf"(?P<weekday>{any_of(knowledge.words('weekday'))})",
    "weekday_any": rf"(?:(?P<weekday>{any_of(WEEKDAYS)})\b\.?,? )",
    "day": rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])|{any_of(ORDINALS)})",
    "day2": r"(?P<day2>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d))",
    "year": r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d%])(?!,\d)(?!\.\d)",
    "number": r"(?P<number>\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,2})?(?: (?:\d/\d))?|\d{4}"
    rf"|{_NUMBER_WORD})(?P<half> and a half)?",
    "plain_number": rf"(?:\d{{1,3}}|{_NUMBER_WORD})",
    "vague": r"(?P<vague>(?:a )?couple(?: of)?|(?:a )?few|several|many|some|a number of|a handful of)",
    "unit": rf"(?P<unit>{any_of(UNITS)})",
    "ordinal": rf"(?P<ordinal>{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))",
    "quarter_ordinal": r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)",
    "season": rf"(?P<season>{any_of(SEASONS)})",
    "daypart": rf"(?P<daypart>{any_of(DAYPARTS)})",
    "zone": rf"(?:{any_of(knowledge.words('zone'))})\b",
    "holiday": rf"(?P<holiday>{any_of(knowledge.holidays())})",
    "frequency": rf"(?P<frequency>{any_of(FREQUENCIES)})",
    "weekdays": any_of(knowledge.words("weekday")),
    "months": any_of(knowledge.words("month")),
    "seasons": any_of(SEASONS),
    "dayparts": any_of(DAYPARTS),
    "decade": rf"(?P<decade>\d{{3}}0[’']?s|[’']\d0s|{any_of(DECADES)})",
}
_FIELD = re.compile(r"\{([a-z]\w*)\}")
_BLANK = r"(?:[ \t\u00a0]{1,3}|[ \t]{0,2}\n[ \t]{0,2})"
"""White space inside an expression: a line break may wrap it, an empty line ends it."""


def compile_template(template: str) -> re.Pattern[str]:
    """Compile a pattern in which `{name}` stands for a fragment above and a blank for white space in running text."""
    expanded = _FIELD.sub(lambda match: FRAGMENTS[match[1]], template)
    parts = re.split(r"(\[[^\]]*\])", expanded)
    spaced = "".join(part if part.startswith("[") else part.replace(" ", _BLANK) for part in parts)
    return re.compile(rf"(?<![\w$£€#])(?:{spaced})(?!\w)", re.IGNORECASE)


def number(text: str, *, half: bool = False) -> float:
    """Return the value of a number in digits or words: `2 1/2`, `twenty-four`, `a hundred`, `three`."""
    total, current = 0.0, 0.0
    for token in re.findall(r"\d+/\d+|\d[\d,]*(?:\.\d+)?|[a-z]+", text.lower()):
        if "/" in token:
            upper, lower = token.split("/")
            current += int(upper) / max(1, int(lower))
        elif token[0].isdigit():
            current += float(token.replace(",", ""))
        elif token in NUMBERS:
            current += NUMBERS[token]
        elif token in MULTIPLIERS:
            total, current = total + max(current, 1) * MULTIPLIERS[token], 0.0
        elif token in ("a", "an"):
            current += 0
    value = total + current
    return value + 0.5 if half else value


def ordinal(text: str) -> int:
    """Return the value of `third`, `twenty-first`, `3rd` or `3`."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS[text.lower()]


def month(text: str) -> int:
    """Return the number of a month, full or abbreviated."""
    return MONTHS[text.lower().rstrip(".")]
