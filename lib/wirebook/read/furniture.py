"""Wire furniture: the dateline before a text and the credits after it, taken off and kept.

Forms are those of the agencies' own style: `BEIJING, Nov 25 (Reuters) - `, `WASHINGTON (AP) — `, `NAIROBI, Kenya (AP)
_ `, `MOSCOW, November 25. /TASS/. `, `LONDON: `; and after the text `— Reuters`, `(Reporting by …; Editing by …)`,
`With inputs from agencies`, `© 2025 …`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wirebook.read import dates
from wirebook.read.wire_names import AGENCIES, NOBODY, NOT_PLACES

UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
CAPITALS = rf"{UPPER}(?:{UPPER}|[.'’\-])+"
PLACE = rf"{CAPITALS}(?:[ /]{CAPITALS}){{0,4}}"
MIXED = rf"{UPPER}[^\W\d_]+(?:[ /'’-]{UPPER}?[^\W\d_]+){{0,3}}"
REGION = rf"(?:,\s?{UPPER}[\w.’'-]{{1,20}}(?: {UPPER}[\w.’'-]{{1,20}}){{0,3}}|\s\[[A-Z][\w ]{{1,30}}\])"
NAMES_OF_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
MONTH = rf"(?:{NAMES_OF_MONTHS}|{NAMES_OF_MONTHS.upper()})[A-Za-z]{{0,6}}\.?"
WEEKDAY = r"(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)day"
DAY = rf"(?P<day>(?:{WEEKDAY},? )?(?:{MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {MONTH}(?:,? \d{{4}})?)|{WEEKDAY})"
CREDIT = r"(?:\((?P<credit>[^()\n]{2,60})\)|/(?P<slashed>[A-Z][^/\n]{1,30})/)"
STOP = r"(?:\s*(?:--|[-–—_:])\s|\s?--|\s?—)\s*"
OPENING = r"(?=[\"'“‘«(\[]*[A-ZÀ-ÖØ-Þ0-9$€£])"

DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?P<place>{PLACE}|{MIXED}){REGION}{{0,2}}(?:[,.]?\s?{DAY}[,.]?)?\s?)?{CREDIT}\.?{STOP}",
        rf"(?P<place>{PLACE}|{MIXED}){REGION}{{0,2}}[,.]?\s?{DAY}[,.]?\s?{CREDIT}[.:]?\s+{OPENING}",
        rf"{DAY}\s{CREDIT}{STOP}",
        rf"(?P<place>{PLACE}|{MIXED}){REGION}{{0,2}}[,.]?\s{DAY}{STOP}{OPENING}",
        rf"(?P<place>{PLACE}){REGION}{{0,2}}(?:\s*(?:--|[–—_])\s*|\s-\s|:\s){OPENING}",
    )
)
"""Forms of a dateline, most telling first; the last, a place alone, must be in capitals."""
SPEAKER = re.compile(rf"^{PLACE}:\s", re.MULTILINE)
"""Turns of a transcript look like a place in capitals with a colon; two of them are one."""

NAME = r"[A-Z][\w&.'’/ -]{1,50}"
SENTENCE_END = r"(?<=[.!?…”\"’')])"
WORK = r"(?:[Rr]eport(?:ing|ed)|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled|[Tt]ranslat(?:ed|ion))"
BY = rf"(?:Additional )?{WORK}(?: and (?:writing|editing|additional reporting))? (?:by|in) [A-Z]"
CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:ENDS?|###|#{2,}|-\s?30\s?-|\*{3,})\.?$",
        r"^(?:Our Standards:|Follow us on |Click here to |Sign up (?:for|to) |Read more at )[^\n]{0,200}$",
        rf"(?:^|{SENTENCE_END}\s)[(\[]?{BY}[^\n]{{0,800}}$",
        rf"(?:^|{SENTENCE_END}\s)[(\[]?With (?:additional )?(?:agency )?(?:inputs?|files|reporting|agencies)"
        r"(?: (?:from|by) [^\n.]{2,120})?[)\]]?\.?$",
        r"^[^\n.]{0,160} contributed to this (?:report|story|article)\.?\)?$",
        r"^(?:[^\n]{0,80}\s)?(?:©|\([cC]\)|Copyright)[^\n]{0,300}$",
        r"^[^\n]{0,80}All rights reserved[^\n]{0,200}$",
        rf"^(?:Source|SOURCE|Credit|Via)s?:\s?(?P<named>{NAME})\.?$",
        rf"^(?:--?|—|–)\s?(?P<signed>{NAME})\.?$",
        rf"{SENTENCE_END}\s?(?:--|—|–|\s-)\s?(?P<agency>{NAME})\.?$",
        rf"(?:^|{SENTENCE_END}\s)\((?P<bracketed>{NAME})\)\.?$",
    )
)
"""Forms of a closing credit, each at the end of the last line."""
HOLDER = re.compile(
    r"(?:©|\([cC]\)|Copyright)\s*(?:©\s*)?(?:\(c\)\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*"
    r"(?P<holder>[A-Z][\w&’' -]{1,60}?)(?=[.,;]|\s*$|\s+All rights)"
)
UPPER_NAME = re.compile(r"[A-Z]{2,6}(?:[/-][A-Z]{2,6})*")
OUTLET = re.compile(
    r".*\b(?:News|Agency|Press|Wire|Wires|Times|Post|Service|Media|Herald|Tribune|Journal|Guardian)\b.*"
)
ALONE = re.compile(r"[-–—_:]$")
"""How a dateline ends that has a line to itself."""
LONGEST_DATELINE = 160
MOST_CREDITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A text without its furniture, and what the furniture said."""

    text: str
    dateline: str | None = None
    credit: str | None = None
    source: str | None = None
    published: str | None = None
    """The dateline's day, where it is printed with its year."""


def strip(text: str) -> Furniture:
    """Take the dateline and the closing credits off a text; a text of furniture alone stays whole."""
    body, dateline, first_source, day = _dateline(text)
    body, credit, last_source = _credits(body)
    if not any(c.isalnum() for c in body):
        return Furniture(text=text)
    return Furniture(
        text=body,
        dateline=dateline,
        credit=credit,
        source=first_source or last_source,
        published=dates.published(day) if day and re.search(r"\d{4}", day) else None,
    )


def opens(line: str) -> bool:
    """Tell whether a line begins with a dateline."""
    return _dateline(line)[1] is not None


def _dateline(text: str) -> tuple[str, str | None, str | None, str | None]:
    head = text[: LONGEST_DATELINE * 2].split("\n", 1)[0]
    if ALONE.search(head):
        head += " X"  # the text begins on the next line; the forms look at how it begins
    for pattern in DATELINES:
        match = pattern.match(head)
        if match is None or match.end() > LONGEST_DATELINE:
            continue
        parts = match.groupdict()
        credit = parts.get("credit") or parts.get("slashed")
        if credit and not _outlet(credit):
            continue
        place = parts.get("place")
        if place and place.casefold() in NOT_PLACES:
            continue
        if credit is None and not parts.get("day"):
            letters = sum(c.isalpha() for c in place or "")
            if (
                letters < 4
                or len(SPEAKER.findall(text[:20_000])) > 1
                or (place or "").split()[0].casefold() in NOT_PLACES
            ):
                continue
        printed = match[0].strip()
        return text[match.end() :].lstrip(), printed, _source(credit), parts.get("day")
    return text, None, None, None


def _credits(text: str) -> tuple[str, str | None, str | None]:
    taken: list[str] = []
    source = None
    for _ in range(MOST_CREDITS):
        text = text.rstrip()
        start = text.rfind("\n") + 1
        start = max(start, len(text) - 1500)
        last = text[start:]
        for pattern in CREDITS:
            match = pattern.search(last)
            if match is None:
                continue
            parts = {k: v for k, v in match.groupdict().items() if v}
            name = next(iter(parts.values()), None)
            if ("agency" in parts or "bracketed" in parts) and not _outlet(name or ""):
                continue
            if "signed" in parts and len((name or "").split()) > 5:
                continue
            if match.start() == 0 and start == 0:
                continue  # the whole text: then it is no credit
            holder = HOLDER.search(match[0])
            if holder and holder["holder"].casefold() in AGENCIES:
                name = holder["holder"]
            if name and ("signed" not in parts or _outlet(name)):
                source = _source(name) or source
            taken.append(match[0].strip())
            text = text[: start + match.start()]
            break
        else:
            break
    return text.rstrip(), "\n".join(reversed(taken)) or None, source


def _outlet(name: str) -> bool:
    """Tell whether a credit names an agency or an outlet, and not a speaker or a thing in brackets."""
    bare = name.strip(" .")
    first = re.split(r"[/,;&]| and ", bare)[0].strip()
    return (
        bare.casefold() in AGENCIES
        or first.casefold() in AGENCIES
        or UPPER_NAME.fullmatch(bare) is not None
        or OUTLET.fullmatch(bare) is not None
    )


def _source(name: str | None) -> str | None:
    bare = (name or "").strip(" .")
    return bare if bare and bare.casefold() not in NOBODY else None
