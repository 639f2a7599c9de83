"""Dates that are named: full dates, months, years, quarters, seasons, decades, centuries, holidays."""

from __future__ import annotations

import re
from datetime import date

from wirebook.annotate.times import values
from wirebook.annotate.times.lexicon import AMBIGUOUS_MONTHS, DECADES, SEASONS, month, ordinal
from wirebook.annotate.times.rule import MONTH_LEAN, Context, Read, Timex
from wirebook.knowledge import calendar as knowledge

_TAKES_DATE = re.compile(
    r"\b(?:in|of|since|by|until|till|from|to|through|thru|between|and|last|next|this|early|late|mid|during|for|before|after|every|each"
    r"|on|at|around|about|or|year|end|that|past|previous|following|coming|starting|beginning|ending|ended|fiscal|the)"
    r"[ \n(\-–—]+$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]+")
_MONEY_BEFORE = re.compile(
    r"(?:[$£€¥#]\s?$|(?<!\bmid)(?<!early)(?<!late)(?<!post)(?<!\bpre)[/.,:+*=\d-]$|\b(?:no|nos|number|flight|article|page|room|resolution|route|model|section|act|rs|about|some|nearly|almost"
    r"|over|under|than|area|version|channel|boeing|airbus|windows|top|least|most|roughly|approximately|only|just|all|these"
    r"|those))\.?[ ]?$",
    re.IGNORECASE,
)
_SEASON_LEADS = re.compile(
    r"\b(?:in|by|since|until|during|over|through|for|before|after|early|late|mid|(?:most|much) of|all)[ -](?:the )?$",
    re.IGNORECASE,
)
"""Before a season of the year: "over the summer", "for most of the autumn"."""
_TO_YEAR = re.compile(r" [-–] (?:1\d|20)\d\d\b")
_SIGN_BEFORE = re.compile(r"[$£€¥#/.,:+*=\d-]\s?$")
"""Before a number of which the other end of a range, a year in full, says what it is: "over 2000-2050"."""
_COUNTED = re.compile(
    rf"(?:[ -](?:{'|'.join(sorted(knowledge.words('count_noun')))}|million|billion|trillion|percent"
    r"|per cent|degrees?|times)\b|[%°:/]|-(?:foot|mile|strong|member|seat))",
    re.IGNORECASE,
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|through|between|and|during|for|before|after|of|early|late|mid|year|fiscal|circa|or|summer|spring"
    r"|fall|autumn|winter|the|this|as|than|at|around|on)[ \n-]+|[(,–—'\"‘’“]\s*|^\s*)$",
    re.IGNORECASE,
)


def _year_of(text: str | None) -> int | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else None


def _day(year: int | None, month_: int, day: int, match: re.Match[str], context: Context) -> Timex | None:
    if year is not None:
        found = values.safe_date(year, month_, day)
        return Timex("DATE", found.isoformat()) if found else None
    if not values.safe_date(2000, month_, day):
        return None
    if context.publication is None:
        return Timex("DATE", f"XXXX-{month_:02}-{day:02}")
    now = context.publication.first
    around = [values.safe_date(y, month_, day) for y in range(now.year - 1, now.year + 2)]
    known = [d for d in around if d]
    if not context.publication.knows("M"):
        here = [d for d in known if d.year == now.year]
        return Timex("DATE", here[0].isoformat(), "publication") if here else None
    earlier = [d for d in known if d <= context.publication.last]
    later = [d for d in known if d >= now]
    if not earlier or not later:
        return Timex("DATE", (earlier or later)[-1].isoformat(), "publication")
    chosen = context.nearest(earlier[-1], later[0], context.direction(match))
    return Timex("DATE", chosen.isoformat(), "publication")


def month_day(match: re.Match[str], context: Context) -> Timex | None:
    """Read `Nov. 24, 2025`, `Monday, Nov 24`, `24th of November`."""
    if not match["month"][0].isupper() or (match["month"].lower() in ("may", "march") and match["day"].isalpha()):
        return None
    return _day(_year_of(match["year"]), month(match["month"]), ordinal(match["day"]), match, context)


def second_day(match: re.Match[str], context: Context) -> Timex | None:
    """Read the second day of `April 24 and 25` as an expression of its own."""
    if not match["month"][0].isupper():
        return None
    read = _day(_year_of(match["year"]), month(match["month"]), ordinal(match["day2"]), match, context)
    return read._replace(start=match.start("day2")) if read else None


def day_range(match: re.Match[str], context: Context) -> Timex | None:
    """Read `Nov 3-5` or `3-5 November 2025` as one interval."""
    if not match["month"][0].isupper():
        return None
    first, last = ordinal(match["day"]), ordinal(match["day2"])
    month_, year = month(match["month"]), _year_of(match["year"])
    begin = _day(year, month_, first, match, context)
    if not begin or first >= last:
        return None
    end = f"{begin.value[:7]}-{last:02}"
    if values.interval(end) is None and not end.startswith("X"):
        return None
    return begin._replace(value=f"{begin.value}/{end}")


def iso_day(match: re.Match[str], context: Context) -> Timex | None:
    """Read `2025-11-24`, with or without a time of day."""
    day = values.safe_date(int(match["year"]), int(match["m"]), int(match["d"]))
    if not day:
        return None
    return Timex("TIME", f"{day.isoformat()}T{match['time']}") if match["time"] else Timex("DATE", day.isoformat())


def numeric_day(match: re.Match[str], context: Context) -> Timex | None:
    """Read `11/24/2025` month first, as American agencies write, and `24/11/2025` or `24.11.2025` day first."""
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"]) + (0 if len(match["y"]) == 4 else 2000 if int(match["y"]) < 50 else 1900)
    month_, day = (first, second) if match["sep"] == "/" and first <= 12 else (second, first)
    found = values.safe_date(year, month_, day)
    return Timex("DATE", found.isoformat()) if found else None


def month_year(match: re.Match[str], context: Context) -> Timex | None:
    """Read `November 2025`, `Nov. 2025`."""
    if not match["month"][0].isupper():
        return None
    return Timex("DATE", f"{match['year']}-{month(match['month']):02}")


def month_range(match: re.Match[str], context: Context) -> Timex | None:
    """Read `July-September 2024` as one interval."""
    if not match["month"][0].isupper() or not match["month2"][0].isupper():
        return None
    first, last, year = month(match["month"]), month(match["month2"]), _year_of(match["year"])
    if first >= last:
        return None
    if year is None:
        found = _month(first, context, match)
        year = int(found.value[:4]) if found and found.value[:4].isdigit() else None
    stem = f"{year:04}" if year is not None else "XXXX"
    return Timex("DATE", f"{stem}-{first:02}/{stem}-{last:02}", "explicit" if match["year"] else "publication")


def _month(number: int, context: Context, match: re.Match[str]) -> Timex | None:
    if context.publication is None:
        return Timex("DATE", f"XXXX-{number:02}")
    now = context.publication.first
    if not context.publication.knows("M"):
        return Timex("DATE", f"{now.year:04}-{number:02}", "publication")
    if number == now.month:
        return Timex("DATE", f"{now.year:04}-{number:02}", "publication")
    earlier = date(now.year - (number > now.month), number, 15)
    later = date(earlier.year + 1, number, 15)
    chosen = context.nearest(earlier, later, context.direction(match), strength=MONTH_LEAN)
    return Timex("DATE", f"{chosen.year:04}-{number:02}", "publication")


def bare_month(match: re.Match[str], context: Context) -> Timex | None:
    """Read `April`: behind or ahead by the tense; the verbs, names and adjectives that look like months stay out."""
    word = match["month"]
    before, after = context.before(match), context.after(match)
    if not word[0].isupper() or (word.isupper() and len(word) > 1 and before[-2:-1].islower()):
        return None
    led = bool(_TAKES_DATE.search(before))
    short = word.lower() not in knowledge.words("month")
    if (word.lower() in AMBIGUOUS_MONTHS and not led) or (short and not (led and word[-1] in ".t")):
        return None
    if word.lower().rstrip(".") in ("may", "june", "april", "august") and _NAME_AFTER.match(after):
        return None
    if not led and _NAME_BEFORE.search(before) and not before.rstrip().endswith((",", ".")):
        return None
    return _month(month(word), context, match)


def relative_month(match: re.Match[str], context: Context) -> Timex | None:
    """Read `last April`, `next April`, `April last year`, `June of this year`."""
    if not match["month"][0].isupper():
        return None
    number, publication = month(match["month"]), context.publication
    if publication is None or not publication.knows("M"):
        return Timex("DATE", f"XXXX-{number:02}")
    now, way = publication.first, match["way"].lower()
    if match["year_word"]:
        year = now.year + (-1 if way in ("last", "previous") else 1 if way in ("next", "following") else 0)
    elif way in ("last", "past"):
        year = now.year - (number >= now.month)
    elif way in ("next", "coming"):
        year = now.year + (number <= now.month)
    else:
        year = now.year
    return Timex("DATE", f"{year:04}-{number:02}", "publication")


def month_of_that_year(match: re.Match[str], context: Context) -> Timex | None:
    """Read `August of that year`, `May 5 the same year`: in the year last named."""
    if not match["month"][0].isupper() or context.reference is None or not context.reference.knows("Y"):
        return None
    value = f"{context.reference.first.year:04}-{month(match['month']):02}"
    if match["day"]:
        value = f"{value}-{ordinal(match['day']):02}"
    return Timex("DATE", value, "text") if values.point(value) else None


def bare_year(match: re.Match[str], context: Context) -> Timex | None:
    """Read `2025`; counts, prices, flights and article numbers stay out."""
    before, after = context.before(match), context.after(match)
    amount = _SIGN_BEFORE if _TO_YEAR.match(after) else _MONEY_BEFORE
    if amount.search(before) or _COUNTED.match(after) or re.match(r"[-–]\d|[a-z]", after):
        return None
    if not _YEAR_CUE.search(before) and (int(match["year"]) < 1900 or re.match(r" [a-z]+s\b", after) is not None):
        return None
    return Timex("DATE", match["year"])


def year_range(match: re.Match[str], context: Context) -> Timex | None:
    """Read `2019-20`, `2019-2021` or `2019/20` as one interval of years."""
    first, tail = int(match["year"]), match["last"] or match["short"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if (
        not first < last <= first + 200
        or (_SIGN_BEFORE if match["last"] else _MONEY_BEFORE).search(context.before(match))
        or _COUNTED.match(context.after(match))
    ):
        return None
    return Timex("DATE", f"{first:04}/{last:04}")


def spelled_year(match: re.Match[str], context: Context) -> Timex | None:
    """Read `nineteen ninety-six`."""
    from wirebook.annotate.times.lexicon import number

    rest = number(match["rest"])
    return Timex("DATE", f"{int(number(match['century']) * 100 + rest):04}") if 10 <= rest <= 99 else None


def decade(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the 1990s`, `the '80s`, `the sixties`."""
    word = match["decade"].lower()
    if word in DECADES:
        if not re.search(
            r"\b(?:the|early|late|mid)[ -]$",
            context.before(match) + match[0][: match.start("decade") - match.start()],
            re.IGNORECASE,
        ):
            return None
        return Timex("DATE", f"{DECADES[word]}X")
    digits = re.sub(r"\D", "", word)
    stem = digits[:3] if len(digits) == 4 else ("19" if int(digits[0]) > 2 else "20") + digits[0]
    return Timex("DATE", f"{stem}X")


def century(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the 20th century` as the hundred years from 1900."""
    number = ordinal(match["ordinal"])
    return Timex("DATE", f"{number - 1:02}XX") if 1 <= number <= 30 else None


def quarter(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the third quarter of 2025`, `the 1988 third quarter`, `Q3 2025`, `the third quarter`."""
    number = (
        int(match["q"]) if "q" in match.re.groupindex else {"f": 1, "s": 2, "t": 3}.get(match["ordinal"][0].lower(), 0)
    )
    if "ordinal" in match.re.groupindex:
        number = ordinal(match["ordinal"])
    if not 1 <= number <= 4:
        return None
    return _part(match, context, "Q", number, 3)


def half(match: re.Match[str], context: Context) -> Timex | None:
    """Read `the first half of 2025`, `H1 2025`, `the second half of the year`."""
    digit = "q" in match.re.groupindex
    number = int(match["q"]) if digit else 1 if match["ordinal"].lower() == "first" else 2
    return _part(match, context, "H", number, 6)


def _part(match: re.Match[str], context: Context, letter: str, number: int, months: int) -> Timex | None:
    """Write a part of a year; without a year, the last one that had begun when the article was written."""
    year = next((match[name] for name in ("year", "year_b") if name in match.re.groupindex and match[name]), None)
    way = (match["way"] or "").lower() if "way" in match.re.groupindex else ""
    if year:
        return Timex("DATE", f"{year}-{letter}{number}")
    if context.publication is None or not context.publication.knows("Y"):
        return Timex("DATE", f"XXXX-{letter}{number}")
    now = context.publication.first
    if way:
        chosen = now.year + {"last": -1, "previous": -1, "next": 1}.get(way, 0)
    else:
        chosen = now.year
        begun = not context.publication.knows("M") or now.month > months * (number - 1)
        if not begun and context.direction(match) < 0:
            chosen -= 1
        elif begun and now.month > months * number + 3 and context.direction(match) > 0:
            chosen += 1
    return Timex("DATE", f"{chosen:04}-{letter}{number}", "publication")


def fiscal_year(match: re.Match[str], context: Context) -> Timex | None:
    """Read `fiscal 2025` and `FY2025`: the value is the year; which days it has depends on the company."""
    text = match["year"]
    return Timex("DATE", text if len(text) == 4 else f"20{text}")


def season(match: re.Match[str], context: Context) -> Timex | None:
    """Read `summer 2025`, `the winter of 1994`, `last fall`, `this summer`, `the spring`."""
    code = SEASONS[match["season"].lower()]
    if match["year"]:
        return Timex("DATE", f"{match['year']}-{code}")
    way = (match["way"] or "").lower()
    if not way and not _SEASON_LEADS.search(context.before(match)):
        return None
    if (
        code in ("SP", "FA")
        and not way
        and not re.search(r"\bthe $", context.text[match.start() : match.start("season")], re.IGNORECASE)
    ):
        return None
    if re.match(r" (?:of|in|to|from|olympic|games|school|camp)\b", context.after(match), re.IGNORECASE):
        return None
    publication = context.publication
    if publication is None or not publication.knows("M"):
        return Timex("DATE", f"XXXX-{code}")
    now = publication.first
    begin = values.SEASON_MONTHS[code]
    current = values.add_months(date(now.year, begin, 1), 0)
    year = now.year
    if way in ("last", "past") and values.add_months(current, 2) >= date(now.year, now.month, 1):
        year -= 1
    elif way == "next" and current <= now:
        year += 1
    elif not way and current > now and context.direction(match) < 0:
        year -= 1
    elif not way and values.add_months(current, 3) <= now and context.direction(match) > 0:
        year += 1
    return Timex("DATE", f"{year:04}-{code}", "publication")


def holiday(match: re.Match[str], context: Context) -> Timex | None:
    """Read `Thanksgiving`, `last Easter`, `Christmas 2024` by the calendar of holidays."""
    name = re.sub(r"\s+", " ", match["holiday"].lower().replace("’", "'"))
    if name not in knowledge.holidays() or not match["holiday"][0].isupper():
        return None
    stated = match["year"]
    if stated:
        day = knowledge.day_of(name, int(stated))
        return Timex("DATE", day.isoformat()) if day else None
    publication = context.publication
    if publication is None or not publication.knows("M"):
        years = publication.first.year if publication else None
        only = knowledge.day_of(name, years) if years else None
        return Timex("DATE", only.isoformat() if only else "XXXX-XX-XX", "publication" if only else "explicit")
    now = publication.first
    around = sorted(day for year in (now.year - 1, now.year, now.year + 1) if (day := knowledge.day_of(name, year)))
    earlier = [day for day in around if day <= publication.last]
    later = [day for day in around if day >= now]
    if not earlier or not later:
        return None
    way = (match["way"] or "").lower()
    if way == "last":
        chosen = earlier[-1] if earlier[-1] < now or len(earlier) < 2 else earlier[-2]
    elif way == "next":
        chosen = later[0] if later[0] > now or len(later) < 2 else later[1]
    elif way == "this":
        chosen = next(day for day in around if day.year == now.year)
    else:
        chosen = context.nearest(earlier[-1], later[0], context.direction(match))
    return Timex("DATE", chosen.isoformat(), "publication")


READINGS: tuple[Read, ...] = (
    iso_day,
    numeric_day,
    month_day,
    second_day,
    day_range,
    month_year,
    month_range,
    bare_month,
    relative_month,
    month_of_that_year,
    year_range,
    bare_year,
    spelled_year,
    decade,
    century,
    quarter,
    half,
    fiscal_year,
    season,
    holiday,
)
