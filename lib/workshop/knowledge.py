"""Make the tables of people and their terms of office from public lists, and keep the rows written by hand.

    python -m workshop.knowledge --data DIR

DIR holds `leaders_wikidata.csv` and `ministers_wikidata.csv` (statements of Wikidata, CC0), `us_executive.csv`
(congress-legislators, CC0) and `leaders_factbook.csv` (CIA World Factbook, public domain). `leaders_archigos.csv` and
`leaders_reign.csv`, where they are there, are only looked at: a term that one of them or the Factbook confirms counts
as checked, and nothing of theirs is kept.

`people.csv` and `terms.csv` are made anew from these lists and from their own rows whose source is by hand. Those win:
a person by hand replaces the listed one of the same name and country, and a term by hand replaces the listed
terms of the same office that it overlaps. So a correction is made in the table, and stays.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.press_names import UNMARKED, family, fold, slug
from workshop.tables import TABLES, rows, write

BY_HAND = "general knowledge"
WIKIDATA = "Wikidata"
CHECKED = "Wikidata; checked against a second list"
CONGRESS = "congress-legislators"

PEOPLE_COLUMNS = ["actor_id", "name", "family", "country", "aliases", "wikidata", "source"]
TERM_COLUMNS = ["country", "office", "of", "begin", "end", "actor_id", "capacity", "source"]

MINISTERS: dict[str, frozenset[str]] = {
    "head_of_government": frozenset(
        {"Prime Minister", "Premier", "Federal Chancellor", "Premier of the State Council"}
    ),
    "foreign_minister": frozenset(
        {
            "Federal Minister of Foreign Affairs",
            "Minister for Foreign Affairs",
            "Minister for Foreign Affairs and Trade",
            "Minister of Europe and Foreign Affairs",
            "Minister of External Affairs",
            "Minister of External Relations",
            "Minister of Foreign Affairs",
            "Minister of Foreign Affairs and Cooperation",
            "Minister of Foreign Affairs and Worship",
            "Minister of Foreign Affairs, European Union and Foreign Aid",
            "Minister of Foreign and European Affairs",
            "Secretary for Foreign Affairs",
            "Secretary of Foreign Affairs",
            "Secretary of State for Foreign and Commonwealth Affairs",
        }
    ),
    "defence_minister": frozenset(
        {
            "Federal Minister of Defence",
            "Federal Minister of National Defence",
            "Minister for Defence",
            "Minister for National Defence",
            "Minister of Defence",
            "Minister of Defence and Armed Forces Logistics",
            "Minister of National Defence",
            "Secretary of National Defence",
            "Secretary of National Defense",
            "Secretary of State for Defence",
        }
    ),
    "finance_minister": frozenset(
        {
            "Chancellor of the Exchequer",
            "Federal Minister of Finance",
            "Minister for Finance",
            "Minister of Economic Affairs and Finance",
            "Minister of Economy and Finance",
            "Minister of Finance",
            "Secretary for Finance",
            "Secretary of Finance",
            "Secretary of Finance and Public Credit",
        }
    ),
}
"""The titles in the list of ministers that name each office; a title left out (deputies, juniors) is left out."""

LARGER = frozenset(
    re.findall(
        r"\w+",
        "AE AO AR AT AU BD BE BR CA CH CL CN CO CZ DE DK DZ EG ES ET FI FR GB GR HK HU ID IE IL IN IQ IR IT JP KE KR "
        "KW KZ LK MA MX MY NG NL NO NZ PH PK PL PT RO RU SA SE SG SK SY TR TW UA UZ VN YE ZA",
    )
)
"""The largest economies, and states at war: their ministers are kept, and their leaders without a second list too."""
SINCE = "1990"
SMALLER_SINCE = "2005"
"""The terms kept are those that ended in this year or later, in all countries and in those not among the larger."""

NOT_ONE_HOLDER = frozenset({"AD", "BA", "CH", "MY", "SM"})
"""Heads of state that are several persons, take turns, or are a council whose members the list gives."""
MONARCHS_ELSEWHERE = frozenset({"Q9682", "Q43274"})
"""Elizabeth II and Charles III, listed for every realm; the table names them for the United Kingdom only."""
OTHERWISE_TITLED = frozenset({("AU", "finance_minister"), ("CA", "finance_minister"), ("IN", "foreign_minister")})
"""Offices whose listed title means others too: Australia's treasurer holds its finances, Canada's list has Quebec's
ministers, India's its foreign secretaries. These are by hand."""
PRESIDENT_LISTED = frozenset({"KR"})
"""Where the list of leaders gives the president as head of government, and the press means the prime minister."""

FOREIGN_LABEL = re.compile(r"\b(?:d[oa]s? \w+|Príncipe|Rei|Rainha|Imperador|Papa)\b|,")
"""Marks of a label in Portuguese, the language of one list's making ("Carlos III do Reino Unido")."""
REALM = re.compile(r"(?<=[IVX]) (?:of|de) .+$")
"""What a list adds to a monarch's name ("Harald V of Norway")."""
CLOSE = dt.timedelta(days=45)
"""How far apart two lists may put one inauguration (election, oath, first cabinet) and still mean the same."""
HANDOVER = dt.timedelta(days=7)
"""Terms of one person this near are one term; overlaps of two persons this short are a handover."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One term as a list gives it."""

    qid: str
    name: str
    office: str
    country: str
    begin: str
    end: str
    source: str
    current: bool = False


def first_day(date: str) -> dt.date:
    """Return the first day of an ISO date of any precision."""
    year, month, day = [*map(int, date.split("-")), 1, 1][:3]
    return dt.date(year, month, day)


def last_day(date: str) -> dt.date:
    """Return the last day of an ISO date of any precision; the end of time for none."""
    if not date:
        return dt.date.max
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    if day:
        return dt.date(year, month, day)
    following = dt.date(year + (month in (0, 12)), month % 12 + 1, 1) if month else dt.date(year + 1, 1, 1)
    return following - dt.timedelta(days=1)


def listed(data: Path, countries: frozenset[str]) -> Iterator[Listed]:
    """Yield the terms of the lists that name an office of ours in a country of ours."""
    for row in rows(data / "us_executive.csv"):
        offices = {"President": ("head_of_state", "head_of_government"), "Vice President": ("deputy_head_of_state",)}
        for office in offices[row["office"]]:
            running = row["end"] > "2026"
            end = "" if running else row["end"]
            yield Listed(row["wikidata"], row["person"], office, "US", row["start"], end, CONGRESS, running)
    english = {row["wikidata"]: row["person"] for row in rows(data / "ministers_wikidata.csv")}
    for row in rows(data / "leaders_wikidata.csv"):
        office, country, qid = row["office"].replace(" ", "_"), row["iso2"], row["wikidata"]
        if country not in countries or country == "US" or (office == "head_of_state" and country in NOT_ONE_HOLDER):
            continue
        if (qid in MONARCHS_ELSEWHERE and country != "GB") or (
            office == "head_of_government" and country in PRESIDENT_LISTED
        ):
            continue
        name = english.get(qid, row["person"]) if FOREIGN_LABEL.search(row["person"]) else row["person"]
        yield Listed(qid, name, office, country, row["start"], row["end"], WIKIDATA, row["in_current_file"] == "1")
    for row in rows(data / "ministers_wikidata.csv"):
        for office, titles in MINISTERS.items():
            country = row["iso2"]
            if row["office"] in titles and country in LARGER and (country, office) not in OTHERWISE_TITLED:
                yield Listed(row["wikidata"], row["person"], office, country, row["start"], row["end"], WIKIDATA)


def usable(term: Listed) -> bool:
    """Say whether a listed term can be kept: named in Latin letters, with a first day, ended or said to be running."""
    latin = bool(fold(term.name)) and len(fold(term.name)) >= len(term.name) and not FOREIGN_LABEL.search(term.name)
    return (
        latin
        and term.qid.startswith("Q")
        and bool(term.begin)
        and (bool(term.end) or term.current)
        and first_day(term.begin) <= last_day(term.end)
        and (term.end or "9999") >= SINCE
    )


def merged(terms: Iterable[Listed]) -> list[Listed]:
    """Join the terms of one person in one office that touch or overlap (re-elections, reshuffles, two lists)."""
    held: dict[tuple[str, str, str], list[Listed]] = defaultdict(list)
    for term in sorted(terms, key=lambda t: (t.begin, t.end or "9999", t.name)):
        before = held[term.country, term.office, term.qid]
        if before and (
            last_day(before[-1].end) >= first_day(term.begin)
            or first_day(term.begin) - last_day(before[-1].end) <= HANDOVER
        ):
            last = before[-1]
            later = max(last, term, key=lambda t: last_day(t.end))
            begin = (
                term.begin if len(last.begin) < len(term.begin) and term.begin.startswith(last.begin) else last.begin
            )
            before[-1] = replace(last, begin=begin, end=later.end, current=last.current or term.current)
        else:
            before.append(term)
    return [term for terms in held.values() for term in terms]


def witnesses(data: Path) -> dict[str, list[tuple[str, dt.date]]]:
    """Return, for each country, the names and first days of leaders that the other lists give."""
    found: dict[str, list[tuple[str, dt.date]]] = defaultdict(list)
    for table, column in (
        ("leaders_factbook.csv", "family_name"),
        ("leaders_archigos.csv", "person"),
        ("leaders_reign.csv", "person"),
    ):
        for row in rows(data / table):
            if row["start"] and row[column]:
                found[row["iso2"]].append((slug(row[column]), first_day(row["start"])))
    return found


def checked(term: Listed, others: dict[str, list[tuple[str, dt.date]]]) -> bool:
    """Say whether another list names this leader with (nearly) the same first day."""
    own, begin = set(slug(term.name).split("-")), first_day(term.begin)
    return any(
        abs(day - begin) <= (CLOSE if len(term.begin) == 10 else dt.timedelta(days=366)) and own & set(name.split("-"))
        for name, day in others[term.country]
    )


def overlap(a: Listed, b: Listed) -> bool:
    """Say whether two terms surely share more than a handover, however their coarse dates are read."""
    end = min(first_day(term.end) if term.end else dt.date.max for term in (a, b))
    return end - max(last_day(term.begin) for term in (a, b)) > HANDOVER


def namesake(a: Listed, b: Listed) -> bool:
    """Say whether two names share a word of more than two letters, however they are spelt out."""
    shared = set(slug(a.name).split("-")) & set(slug(b.name).split("-"))
    return any(len(word) > 2 for word in shared)


def settled(terms: list[Listed]) -> tuple[list[Listed], list[Listed]]:
    """Return the terms that contradict no other, and those left out because they do.

    Of two that overlap, a checked one stays; where neither or both are, both go: a wrong holder is worse than none.
    """
    groups: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for term in terms:
        groups[term.country, term.office].append(term)
    doubtful: set[Listed] = set()
    for group in groups.values():
        sure = [term for term in group if term.source != WIKIDATA]
        for term in group:
            rivals = [other for other in (group if term.source == WIKIDATA else sure) if other is not term]
            if any(overlap(term, other) for other in rivals):
                doubtful.add(term)
    return [term for term in terms if term not in doubtful], sorted(
        doubtful, key=lambda t: (t.country, t.office, t.begin)
    )


def make(data: Path) -> tuple[list[dict[str, str]], list[dict[str, str]], list[Listed]]:
    """Return the tables of people and terms, and the listed terms that were left out as doubtful."""
    world = rows(TABLES / "countries.csv")
    countries = frozenset(
        r["country"] for r in world if r["status"] in {"member", "observer", "disputed"} and r["country"]
    )
    people = {row["actor_id"]: row for row in rows(TABLES / "people.csv") if row["source"].startswith(BY_HAND)}
    terms = [row for row in rows(TABLES / "terms.csv") if row["source"].startswith(BY_HAND)]

    others = witnesses(data)
    found = merged(term for term in listed(data, countries) if usable(term))
    found = [replace(t, source=CHECKED) if t.source == WIKIDATA and checked(t, others) else t for t in found]
    by_hand = [
        Listed("", row["actor_id"], row["office"], row["country"], row["begin"], row["end"], BY_HAND) for row in terms
    ]
    settled_by_hand: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for term in by_hand:
        settled_by_hand[term.country, term.office].append(term)
    by_qid: dict[str, str] = {}
    for term in found:
        for hand in settled_by_hand[term.country, term.office]:
            if overlap(term, hand) and namesake(term, hand):
                by_qid.setdefault(term.qid, hand.name)
    found = [t for t in found if not any(overlap(t, hand) for hand in settled_by_hand[t.country, t.office])]
    found, doubtful = settled(found)
    found = [t for t in found if t.country in LARGER or (t.source != WIKIDATA and (t.end or "9999") >= SMALLER_SINCE)]

    known: dict[tuple[str, str], str] = {}
    for qid, actor_id in by_qid.items():
        people[actor_id]["wikidata"] = people[actor_id]["wikidata"] or qid
    for actor_id, row in people.items():
        by_qid[row["wikidata"]] = actor_id
        for name in [row["name"], *row["aliases"].split("|")]:
            known[slug(name), row["country"]] = actor_id
    for term in sorted(found, key=lambda t: (t.qid, t.source != CONGRESS, t.begin)):
        name = REALM.sub("", fold(term.name) if term.country in UNMARKED else term.name)
        actor_id = by_qid.get(term.qid) or known.get((slug(name), term.country), "")
        if not actor_id:
            actor_id = slug(name) if slug(name) not in people else f"{slug(name)}-{term.country.lower()}"
            if actor_id in people:
                continue
            aliases = "" if fold(name) == name else fold(name)
            values = [actor_id, name, family(name, term.country), term.country, aliases, term.qid, WIKIDATA]
            people[actor_id] = dict(zip(PEOPLE_COLUMNS, values, strict=True))
        by_qid[term.qid] = actor_id
        people[actor_id]["wikidata"] = people[actor_id]["wikidata"] or term.qid
        values = [term.country, term.office, "", term.begin, term.end, actor_id, "", term.source]
        terms.append(dict(zip(TERM_COLUMNS, values, strict=True)))
    terms.sort(key=lambda t: [t[column] for column in TERM_COLUMNS])
    return sorted(people.values(), key=lambda p: p["actor_id"]), terms, doubtful


def main() -> None:
    """Write the two tables and say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public lists")
    parser.add_argument("--doubtful", action="store_true", help="print each term that was left out")
    options = parser.parse_args()
    people, terms, doubtful = make(options.data)
    write(TABLES / "people.csv", PEOPLE_COLUMNS, people)
    write(TABLES / "terms.csv", TERM_COLUMNS, terms)
    print(f"{len(people)} people, {len(terms)} terms; {len(doubtful)} doubtful terms left out")
    for term in doubtful if options.doubtful else ():
        print(f"  {term.country} {term.office} {term.name} {term.begin}/{term.end or '..'} ({term.source})")


if __name__ == "__main__":
    main()
