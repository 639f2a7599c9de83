"""Durations and sets: how long, and how often."""

from __future__ import annotations

import re

from wirebook.annotate.times.lexicon import DAYPARTS, FREQUENCIES, MONTHS, SEASONS, WEEKDAYS, number, ordinal
from wirebook.annotate.times.relative import unit_code
from wirebook.annotate.times.rule import Context, Read, Timex

_AGE = re.compile(r"[ -]olds?\b|[ -](?:of age)\b", re.IGNORECASE)
_BARE_LEADS = re.compile(
    r"\b(?:for|in|over|after|within|during|following|of|came|come|lasted?|takes?|took|past|spent|just|only|two|many|by|and"
    r"|or|the|last|next|first) $",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:\b(?:once|twice|times|hours|days|nights|percent|per cent|million|billion|trillion|barrels|tons|tonnes|people"
    r"|cents?|dollars|euros|pounds"
    r"|units|shares|cars|jobs|visitors|\d[\d,.]*) |[$€£]\S{1,12} )$",
    re.IGNORECASE,
)
_JOINED = {("TH", "TM"), ("TM", "TS"), ("D", "TH"), ("W", "D"), ("M", "D"), ("Y", "M"), ("Y", "D"), ("Y", "W")}
"""Units that are said together: hours and minutes, years and months."""
_SYMBOLS = {"TS": ("T", "S"), "TM": ("T", "M"), "TH": ("T", "H"), "N": ("", "D")}


def period(code: str, count: float | None) -> str:
    """Write a duration: `period("W", 3)` is P3W, `period("Y", None)` PXY, `period("Y", 2.5)` P2Y6M."""
    if code == "2W":
        code, count = "W", None if count is None else 2 * count
    if code in ("E", "C") and count is not None:
        code, count = "Y", count * (10 if code == "E" else 100)
    prefix, letter = _SYMBOLS.get(code, ("", code))
    if count is None:
        return f"P{prefix}X{letter}"
    whole, rest = int(count), count % 1
    finer = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "D": ("H", 24)}.get(code)
    if rest and finer:
        small = round(rest * finer[1])
        joint = "T" if code == "D" else ""
        return f"P{prefix}{f'{whole}{letter}' if whole else ''}{joint}{small}{finer[0]}"
    shown = f"{count:g}" if rest else str(whole)
    return f"P{prefix}{shown}{letter}"


def counted(match: re.Match[str], context: Context) -> Timex | None:
    """Read `three days`, `a two-year`, `2 1/2 years`, `the past two months`, `the next few weeks`."""
    code = unit_code(match["unit"])
    if not code or _AGE.match(context.after(match)):
        return None
    if match["vague"]:
        count = 2.0 if "couple" in match["vague"].lower() else None
        return Timex("DURATION", period(code, count))
    value = number(match["number"], half=bool(match["half"]))
    if value > 100_000 or re.match(r"[- ]old\b", context.after(match)):
        return None
    plural = match["unit_end"] or "-" in match[0]
    if value not in (1, 0.5) and not plural and not re.match(r" [a-z]", context.after(match)):
        return None
    if code == "Q" and "-" in match[0]:
        return None
    if 1900 <= value <= 2100 and len(match["number"]) == 4:
        return None
    if match["unit"].lower() == "second" and not match["unit_end"] and "-" not in match[0]:
        return None
    hyphen = match[0].lower().startswith("the ") and "-" in context.text[match.end("number") : match.start("unit")]
    return Timex("DURATION", period(code, value), start=match.start("number") if hyphen else None)


def one(match: re.Match[str], context: Context) -> Timex | None:
    """Read `a week` as a duration, and after a rate (`twice a week`, `$20,000 a year`) as a set."""
    code = unit_code(match["unit"])
    before = context.before(match)
    after = context.after(match)
    if not code or _AGE.match(after) or after.startswith("-") or match["unit"].lower() in ("second", "night"):
        return None
    if _RATE.search(before):
        return Timex("SET", period(code, 1))
    if match["unit"].lower() in ("quarter", "minute") and not re.search(
        r"\b(?:for|in|within|lasts?|lasted|over) $", before
    ):
        return None
    if match["unit"].lower() == "day" and not re.search(
        r"\b(?:for|in|within|after|only|just|than|lasts?|lasted|about|under|over) $", before
    ):
        return None
    return Timex("DURATION", period(code, 1))


def and_a_half(match: re.Match[str], context: Context) -> Timex | None:
    """Read `a year and a half`."""
    code = unit_code(match["unit"])
    return Timex("DURATION", period(code, 1.5)) if code else None


def joint(match: re.Match[str], context: Context) -> Timex | None:
    """Read `an hour and forty minutes`, `two years and three months` as one duration."""
    coarse, fine = unit_code(match["unit"]), unit_code(match["unit2"])
    count, more = (
        number(words) if words.lower() not in ("a", "an") else 1 for words in (match["count"], match["count2"])
    )
    if (coarse, fine) not in _JOINED or not count or not more or count % 1 or more % 1:
        return None
    first, second = period(coarse, count), period(fine, more)
    return Timex("DURATION", first + second.removeprefix("PT" if coarse == "TH" else "P"))


def half_of_one(match: re.Match[str], context: Context) -> Timex | None:
    """Read `half an hour`, `half a year`."""
    code = unit_code(match["unit"])
    return Timex("DURATION", period(code, 0.5)) if code else None


def bare(match: re.Match[str], context: Context) -> Timex | None:
    """Read `weeks`, `months` and `years` without a number: `weeks after`, `for years`, `months of talks`."""
    before, after = context.before(match), context.after(match)
    code = unit_code(match["unit"])
    if not code or _AGE.match(after):
        return None
    led = _BARE_LEADS.search(before) is not None
    followed = re.match(r" (?:of|after|before|later|earlier|to come|ahead|on end)\b|[.,;]", after) is not None
    strong = re.search(
        r"\b(?:for|in|over|within|during|following|after|lasted?|takes?|took|spent|came|just|only) $",
        before,
        re.IGNORECASE,
    )
    if not (strong or (followed and not before.rstrip().endswith(tuple("0123456789")))) or (
        led and not strong and not followed
    ):
        return None
    return Timex("DURATION", period(code, None))


def long_unit(match: re.Match[str], context: Context) -> Timex | None:
    """Read `decades-long`, `day-long`, `yearlong`."""
    code = unit_code(match["unit"])
    return Timex("DURATION", period(code, None if match["plural"] else 1)) if code else None


def each_unit(match: re.Match[str], context: Context) -> Timex | None:
    """Read `every day`, `each year`, `every two weeks`, `every other month`, `per year`."""
    code = unit_code(match["unit"])
    if not code or match["unit"].lower() == "second":
        return None
    if match["other"]:
        return Timex("SET", period(code, 2))
    count = number(match["number"]) if match["number"] else ordinal(match["ordinal"]) if match["ordinal"] else 1
    return Timex("SET", period(code, count))


def each_name(match: re.Match[str], context: Context) -> Timex | None:
    """Read `every Monday`, `each July`, `every summer`, `every morning`, `Mondays`, `Tuesday nights`."""
    name = match["name"].lower()
    part = DAYPARTS.get((match["part"] or "").lower().removesuffix("s")) if "part" in match.re.groupindex else None
    suffix = f"T{part}" if part else ""
    if name in WEEKDAYS:
        return Timex("SET", f"XXXX-WXX-{WEEKDAYS[name]}{suffix}")
    if name in MONTHS:
        return Timex("SET", f"XXXX-{MONTHS[name]:02}") if match["name"][0].isupper() else None
    if name in SEASONS:
        return Timex("SET", f"XXXX-{SEASONS[name]}")
    return Timex("SET", f"XXXX-XX-XXT{DAYPARTS[name]}")


def frequency(match: re.Match[str], context: Context) -> Timex | None:
    """Read `daily`, `weekly`, `annually`; a newspaper's name (`the Daily News`) stays out."""
    word = match["frequency"]
    before = context.before(match)
    if word[0].isupper() and before.strip():
        return None
    if word.lower() in ("quarterly", "monthly") and re.search(
        r"\b(?:its|a|an|the|their|regular|of) $", before, re.IGNORECASE
    ):
        return None
    return Timex("SET", FREQUENCIES[word.lower()])


READINGS: tuple[Read, ...] = (
    counted,
    one,
    and_a_half,
    joint,
    half_of_one,
    bare,
    long_unit,
    each_unit,
    each_name,
    frequency,
)
