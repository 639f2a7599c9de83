"""Times of day, alone or joined to their day: `9 a.m. Tuesday`, `22:30 GMT`, `noon`, `midnight Friday`."""

from __future__ import annotations

import re

from wirebook.annotate.times import values
from wirebook.annotate.times.lexicon import number
from wirebook.annotate.times.rule import Context, Read, Timex

_EVENING = re.compile(r"\b(?:evening|tonight|(?:last|that|at|[A-Z][a-z]+day) night)\b")
"""What makes an hour of its sentence one of the evening."""


def _on(day: str | None, clock: str, context: Context) -> Timex:
    """Write a time of day on the day last named in the sentence, or else on that of the publication."""
    if day:
        return Timex("TIME", f"{day}T{clock}", "text")
    named = context.reference if context.reference_here else None
    chosen = named if named and named.unit == "D" else context.publication
    known = chosen is not None and chosen.unit == "D"
    return Timex(
        "TIME",
        f"{chosen.first.isoformat() if chosen and known else values.UNKNOWN['D']}T{clock}",
        "text" if named else "publication",
    )


def clock(match: re.Match[str], context: Context) -> Timex | None:
    """Read `10:35 a.m.`, `5 p.m. EST`, `22:30 GMT`, `0900 GMT`, `8 o'clock`."""
    hour = int(number(match["hour"]))
    minute = int(match["minute"] or 0)
    half = (match["half_day"] or "").lower().replace(".", "").replace(" ", "")
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half.startswith("p") or half == "intheafternoon" or half == "intheevening":
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    elif "clock" in match[0].lower() and hour < 12 and _EVENING.search(context.text, context.low, context.high):
        hour += 12
    return _on(None, f"{hour:02}:{minute:02}", context)


def named(match: re.Match[str], context: Context) -> Timex | None:
    """Read `noon`, `midday`, `midnight`, `overnight`; what midnight saw is told on the next day at the earliest."""
    word = match["word"].lower()
    if word == "overnight":
        return (
            _on(None, "NI", context)
            if re.match(r"[.,;]| (?:on|in|by|and|after|as|the)\b", context.after(match))
            else None
        )
    behind = word == "midnight" and not context.reference_here and context.direction(match) < 0
    day = context.shift("D", -1) if behind and context.publication and context.publication.unit == "D" else None
    return _on(day, {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[word], context)


READINGS: tuple[Read, ...] = (
    clock,
    named,
)
