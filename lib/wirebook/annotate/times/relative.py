"""Dates counted from another: from the publication (`yesterday`, `last week`) or from the date last named."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wirebook.annotate.times import values
from wirebook.annotate.times.lexicon import DAYPARTS, UNITS, WEEKDAYS, number
from wirebook.annotate.times.rule import Context, Read, Timex
from wirebook.annotate.times.values import Point

_BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
_AHEAD = frozenset({"next", "coming", "following", "subsequent", "ensuing"})
_TEXT_ANCHORED = frozenset({"previous", "preceding", "prior", "following", "subsequent", "ensuing", "before", "after"})
_LEADS_AHEAD = re.compile(r"\b(?:by|until|till|as (?:early|soon) as|starting|beginning) $", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:(?:stay|wait|remain|last)(?:ed|ing)|silent|kept|ran|(?:did|had|was|were) not|(?:did|had|was|were)n['’]t)\b"
    r"[^.,;]{0,40} (?:until|till) $"
)
"""What went on up to a day and so lies behind: "stayed silent until Saturday"; a game is "put off until Saturday"."""
_PAPER = re.compile(
    r" (?:Express|Herald|Independent|Mail|Mercury|Mirror|News|Post|Star|Sun|Telegraph|Times|Tribune|World)\b"
)
"""What makes a day of the week a newspaper's name: "the Sunday Times"."""
_WITHIN = re.compile(r"\b(?:in|during|into|for|throughout) $", re.IGNORECASE)
_DEICTIC_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_MULTIPLES = {"N": ("D", 1), "2W": ("W", 2)}


def unit_code(word: str) -> str:
    """Return the code of a unit word, singular or plural: `D`, `W`, …, `TH` for hours."""
    lower = word.lower()
    return UNITS.get(lower) or UNITS.get(lower.removesuffix("s")) or UNITS.get(lower.removesuffix("ies") + "y", "")


def _sign(way: str) -> int:
    word = way.lower().split()[-1]
    return -1 if word in _BACK else 1 if word in _AHEAD else 0


def day_word(match: re.Match[str], context: Context) -> Timex | None:
    """Read `today`, `yesterday morning`, `tomorrow`, `tonight`."""
    word = match["word"].lower()
    day = context.shift("D", _DEICTIC_DAYS[word])
    part = "NI" if word == "tonight" else DAYPARTS.get((match["daypart"] or "").lower())
    return Timex("TIME" if part else "DATE", f"{day}T{part}" if part else day, "publication")


def day_but_one(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the day before yesterday` and `the day after tomorrow`."""
    return Timex("DATE", context.shift("D", -2 if match["word"] else 2), "publication")


def daypart(match: re.Match[str], context: Context) -> Timex | None:
    """Read `this morning`, `last night`, `later this afternoon`."""
    back = -1 if match["way"].lower() == "last" else 0
    return Timex("TIME", f"{context.shift('D', back)}T{DAYPARTS[match['daypart'].lower()]}", "publication")


def that_daypart(match: re.Match[str], context: Context) -> Timex | None:
    """Read `that evening`, `the same night`: a part of the day last named."""
    if context.reference is None or context.reference.unit != "D":
        return None
    return Timex("TIME", f"{context.reference.first.isoformat()}T{DAYPARTS[match['daypart'].lower()]}", "text")


def the_daypart(match: re.Match[str], context: Context) -> Timex | None:
    """Read `in the evening`, `earlier in the afternoon` of what happened: on the day spoken of there, or else now."""
    if not _WITHIN.search(context.before(match)) or context.direction(match) >= 0:
        return None
    named = context.reference if context.reference_near else None
    point = named if named and named.unit == "D" else context.publication
    if point is None or point.unit != "D":
        return None
    return Timex(
        "TIME", f"{point.first.isoformat()}T{DAYPARTS[match['daypart'].lower()]}", "text" if named else "publication"
    )


def weekday(match: re.Match[str], context: Context) -> Timex | None:
    """Read `Monday`, `last Friday`, `next Tuesday night`: bare ones behind or ahead by the tense."""
    if not match["weekday"][0].isupper() or _PAPER.match(context.after(match)):
        return None
    number_, way = WEEKDAYS[match["weekday"].lower()], (match["way"] or "").lower()
    part = DAYPARTS.get((match["daypart"] or "").lower())
    kind = "TIME" if part else "DATE"
    suffix = f"T{part}" if part else ""
    publication = context.publication
    if publication is None or publication.unit != "D":
        return Timex("TIME" if part else "DATE", f"XXXX-WXX-{number_}{suffix}")
    now = publication.first
    earlier = now - timedelta(days=(now.isoweekday() - number_) % 7)
    later = now + timedelta(days=(number_ - now.isoweekday()) % 7)
    if way in ("last", "past", "this past"):
        day = earlier if earlier < now else now - timedelta(days=7)
    elif way == "previous":
        start = context.reference.first if context.reference and context.reference.unit == "D" else now
        day = start - timedelta(days=(start.isoweekday() - number_ - 1) % 7 + 1)
    elif way == "following":
        start = context.reference.first if context.reference and context.reference.unit == "D" else now
        day = start + timedelta(days=(number_ - start.isoweekday() - 1) % 7 + 1)
    elif way in ("next", "coming", "this coming"):
        day = later if later > now else now + timedelta(days=7)
    elif re.match(r"['’]s\b", context.after(match)):
        day = earlier
    else:
        ahead = _LEADS_AHEAD.search(context.before(match)) or context.direction(match) > 0
        day = later if ahead and not _LASTED.search(context.before(match, 80)) else earlier
    return Timex("TIME" if kind == "TIME" else "DATE", f"{day.isoformat()}{suffix}", "publication")


def unit_word(match: re.Match[str], context: Context) -> Timex | None:
    """Read `last week`, `this year`, `the coming month`, `the previous year`, `the following day`."""
    way = match["way"].lower()
    code, multiple = _MULTIPLES.get(unit_code(match["unit"]), (unit_code(match["unit"]), 1))
    if code not in values.ORDER:
        return None
    if way in ("past", "the past", "last") and re.match(r"the ", match[0], re.IGNORECASE) and code in ("E", "C"):
        return Timex("DURATION", "P10Y" if code == "E" else "P100Y", "publication")
    sign = -1 if way == "latest" else _sign(way) * multiple
    if way == "latest" and code != "Q":
        return None
    last = way.split()[-1]
    if last in _TEXT_ANCHORED:
        anchor = context.reference
        if anchor is None:
            return (
                Timex("DATE", context.shift(code, sign), "publication")
                if code not in ("D",)
                else Timex("DATE", values.UNKNOWN["D"], "text")
            )
        return Timex("DATE", anchor.shift(code, sign), "text")
    if code == "D" and last in ("last", "past", "next", "coming"):
        return (
            None
            if last == "last"
            else Timex(
                "DATE",
                (context.reference or context.publication or Point(date(1, 1, 1), "C")).shift("D", sign),
                "text",
            )
        )
    if code == "D" and last == "this":
        return Timex("DATE", context.shift("D", 0), "publication")
    return Timex("DATE", context.shift(code, sign), "publication")


def that_unit(match: re.Match[str], context: Context) -> Timex | None:
    """Read `that day`, `the same year`: the date last named; `the same day` as the report where none is near."""
    code = unit_code(match["unit"])
    if code not in values.ORDER or context.reference is None:
        return None
    far = not context.reference_near and match["way"].lower() == "the same" and code == "D"
    point = (
        context.publication if far and context.publication and context.publication.unit == "D" else context.reference
    )
    value = point.shift(code, 0)
    return None if value.startswith("X") else Timex("DATE", value, "text")


def the_unit(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the year`, `the week`, `the month`, `the quarter`: that of a date in the sentence, or the current one."""
    code = unit_code(match["unit"])
    if code not in values.ORDER:
        return None
    if code == "D" and not re.search(r"\b(?:later|earlier) in $", context.before(match), re.IGNORECASE):
        return None
    if re.match(r"-", context.after(match)):
        return None
    if context.reference_here and context.reference and context.reference.knows(code):
        return Timex("DATE", context.reference.shift(code, 0), "text")
    if code == "Q" and context.publication and context.publication.knows("M"):
        behind = -1 if context.direction(match) <= 0 else 0
        return Timex("DATE", context.shift("Q", behind), "publication")
    return Timex("DATE", context.shift(code, 0), "publication")


def weekend(match: re.Match[str], context: Context) -> Timex | None:
    """Read `this weekend`, `last weekend`, `over the weekend`."""
    way = (match["way"] or "").lower().split()[-1:]
    publication = context.publication
    if publication is None or not publication.knows("W"):
        return Timex("DATE", "XXXX-WXX-WE")
    saturday = publication.first + timedelta(days=6 - publication.first.isoweekday())
    if way and way[0] in _BACK:
        shift = -1
    elif way and way[0] in _AHEAD:
        shift = 1 if way[0] == "next" else 0
    else:
        shift = -1 if publication.first < saturday - timedelta(days=1) and context.direction(match) < 0 else 0
    return Timex("DATE", f"{publication.shift('W', shift)}-WE", "publication")


def _counted(match: re.Match[str]) -> tuple[str, int] | None:
    """Return the unit and the whole number of an amount; halves go to the finer unit (`a year and a half`)."""
    code, multiple = _MULTIPLES.get(unit_code(match["unit"]), (unit_code(match["unit"]), 1))
    words = match["number"] if "number" in match.re.groupindex and match["number"] else "1"
    count = number(words) if words.lower() not in ("a", "an") else 1.0
    count = (count + (0.5 if "half" in match.re.groupindex and match["half"] else 0)) * multiple
    if code == "Y" and count % 1:
        return "M", round(count * 12)
    if code == "E":
        return "Y", round(count * 10)
    if code == "C":
        return "Y", round(count * 100)
    return (code, round(count)) if code and count <= 10_000 else None


def ago(match: re.Match[str], context: Context) -> Timex | None:
    """Read `three weeks ago` at the precision of its unit; `years ago` and the like are PAST_REF."""
    if match["vague"] or not (match["number"] or match["article"]):
        if match["vague"] and "couple" in match["vague"].lower():
            code = unit_code(match["unit"])
            return Timex("DATE", context.shift(code, -2), "publication", "APPROX") if code in values.ORDER else None
        return Timex("DATE", "PAST_REF", "publication")
    counted = _counted(match)
    if not counted:
        return None
    code, count = counted
    if code.startswith("T"):
        day = (
            context.publication.first.isoformat()
            if context.publication and context.publication.unit == "D"
            else values.UNKNOWN["D"]
        )
        return Timex("TIME", day, "publication")
    if code == "Y" and count == 1 and context.reference_here and context.reference and context.reference.unit == "Q":
        return Timex("DATE", context.reference.shift("Q", -4), "text")
    return Timex(
        "DATE", context.shift(code, -count), "publication", "APPROX" if unit_code(match["unit"]) in ("E", "C") else None
    )


def ahead(match: re.Match[str], context: Context) -> Timex | None:
    """Read `two weeks from now`, `three days hence`, `in two weeks' time`."""
    counted = _counted(match)
    if not counted or counted[0].startswith("T"):
        return None
    return Timex("DATE", context.shift(*counted), "publication")


def earlier_later(match: re.Match[str], context: Context) -> Timex | None:
    """Read `a year earlier`, `two days later`, `the day before`: counted from the date last named."""
    counted = _counted(match)
    if not counted or counted[0].startswith("T"):
        return None
    code, count = counted
    sign = -1 if match["way"].lower() in ("earlier", "before", "previously") else 1
    if context.reference is None:
        if sign < 0 and code != "D":
            return Timex("DATE", context.shift(code, -count), "publication")
        return Timex("DATE", values.UNKNOWN[code], "text")
    anchor = context.reference
    told = context.publication
    if sign < 0 and told and told.unit == code == anchor.unit == "D":
        ahead = anchor.first > told.first + timedelta(days=count)
        if ahead and context.direction(match) < 0:  # what lies behind is no day ahead
            return Timex("DATE", context.shift(code, -count), "publication")
    if code == "Y" and anchor.unit == "Q":
        return Timex("DATE", anchor.shift("Q", sign * count * 4), "text")
    return Timex("DATE", anchor.shift(code, sign * count), "text")


def year_ago(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the year-ago quarter`, `year-earlier profit`: the quarter or year before the one spoken of."""
    reference = context.reference
    quarter = (
        "quarter" in match[0].lower()
        or "period" in match[0].lower()
        or (context.reference_here and reference and reference.unit == "Q")
    )
    if quarter and reference and reference.knows("Q"):
        return Timex("DATE", reference.shift("Q", -4), "text")
    return Timex("DATE", context.shift("Y", -1), "publication")


def week_of(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the week of March 6` as the week that holds the day."""
    from wirebook.annotate.times.explicit import month_day

    day = month_day(match, context)
    found = values.point(day.value) if day else None
    return Timex("DATE", found.shift("W", 0), day.anchor) if day and found and found.unit == "D" else None


def year_end(match: re.Match[str], context: Context) -> Timex | None:
    """Read `year-end`, `the year's end`, `month-end`."""
    code = unit_code(match["unit"])
    value = context.shift(code, 0)
    if code == "Y" and value.isdigit() and "s" not in match[0][4:]:
        return Timex("DATE", f"{value}-12-31", "publication")
    return Timex("DATE", value, "publication", "END")


def vague_past(match: re.Match[str], context: Context) -> Timex | None:
    """Read `recently`, `recent years`, `the past` as PAST_REF."""
    return Timex("DATE", "PAST_REF", "publication")


def vague_present(match: re.Match[str], context: Context) -> Timex | None:
    """Read `now`, `currently`, `at present` as PRESENT_REF; the particle of `should now` stays out."""
    if match[0].lower() == "now" and (
        re.search(r"\b(?:should|ought to|must|just|can|could|let us|let's) $", context.before(match), re.IGNORECASE)
        or re.match(r"-", context.after(match), re.IGNORECASE)
    ):
        return None
    return Timex("DATE", "PRESENT_REF", "publication")


def vague_future(match: re.Match[str], context: Context) -> Timex | None:
    """Read `soon`, `the future`, `the coming months` as FUTURE_REF."""
    return Timex("DATE", "FUTURE_REF", "publication")


READINGS: tuple[Read, ...] = (
    day_word,
    day_but_one,
    daypart,
    that_daypart,
    the_daypart,
    weekday,
    unit_word,
    that_unit,
    the_unit,
    weekend,
    ago,
    ahead,
    earlier_later,
    year_ago,
    week_of,
    year_end,
    vague_past,
    vague_present,
    vague_future,
)
