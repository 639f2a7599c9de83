"""The knowledge tables, loaded: who is known, by which names, and who held which office when.

Each table is a CSV file beside this module, made to be read, corrected and extended by a person; `README.md` there
documents every column, its vocabulary and its sources. A cell that holds several values separates them with `|`.
The tables are read once and are not checked here: `tests/knowledge` does that. What an analyst corrects beside their
own articles (`own.py`) is laid over them while it is in force.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, cast

from wirebook.knowledge import own
from wirebook.knowledge.own import Own, slug

ActorType = Literal["person", "country", "organization", "group", "place"]
AliasForm = Literal["name", "alias", "capital", "demonym"]
Ambiguity = Literal["actor", "person", "place", "word"]
"""What else a surface form may mean: another actor, a person's name, another place, or an ordinary word."""
Office = Literal[
    "head_of_state",
    "head_of_government",
    "deputy_head_of_state",
    "deputy_head_of_government",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "interior_minister",
    "trade_minister",
    "security_adviser",
    "party_leader",
    "speaker",
    "ambassador",
    "head_of_organization",
]
Capacity = Literal["", "acting", "joint"]

ACTOR_TABLES: tuple[tuple[str, ActorType | None], ...] = (
    ("countries.csv", None),
    ("people.csv", "person"),
    ("organizations.csv", "organization"),
    ("groups.csv", "group"),
    ("companies.csv", "organization"),
)
"""Each table of actors with the type of its rows; None where a column of its own says it."""

ALIAS_COLUMNS: tuple[tuple[str, AliasForm], ...] = (
    ("name", "name"),
    ("aliases", "alias"),
    ("demonyms", "demonym"),
    ("capital", "capital"),
    ("seats", "capital"),
)
"""The columns that hold surface forms, in the order of which form a surface has that stands in two of them."""


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One actor of the knowledge tables."""

    actor_id: str
    name: str
    type: ActorType
    country: str | None = None
    """ISO 3166-1 alpha-2; for states that are no more, the code that ISO 3166-3 withdrew (SU, YU, DD, CS)."""
    wikidata: str | None = None
    kind: str | None = None
    """What sort of country, organisation or group it is, in the words of its table."""
    family: str | None = None
    """A person's family name, as the press uses it alone on second mention ("Xi", "Takaichi")."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface form of an actor; `ambiguous` says what else it may mean, and is empty where that is nothing."""

    surface: str
    actor_id: str
    form: AliasForm
    ambiguous: tuple[Ambiguity, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; days are ISO at the precision known, `end` None where no end is known."""

    actor_id: str
    office: Office
    country: str | None
    begin: str | None
    end: str | None
    source: str
    capacity: Capacity = ""
    """`acting` for a stand-in, `joint` where several hold the office together."""
    of: str | None = None
    """`actor_id` of the organisation or party headed, or of the country that an ambassador is sent to."""


@dataclass(frozen=True, slots=True)
class Title:
    """One press title in lower case, the office it names, and the countries where it does (empty: anywhere)."""

    title: str
    office: Office
    countries: tuple[str, ...] = ()


@cache
def _rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table by column. A table that is not there has none."""
    source = resources.files(__package__).joinpath(table)
    if not source.is_file():
        return ()
    header, *lines = csv.reader(source.read_text(encoding="utf-8").splitlines())
    return tuple(dict(zip(header, line, strict=True)) for line in lines)


def _values(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def _actor_rows() -> tuple[tuple[ActorType, dict[str, str]], ...]:
    return tuple((kind or cast(ActorType, row["type"]), row) for table, kind in ACTOR_TABLES for row in _rows(table))


def actors() -> Mapping[str, KnownActor]:
    """Return every known actor by its `actor_id`."""
    return _actors(own.current())


@cache
def _actors(mine: Own) -> Mapping[str, KnownActor]:
    known = {
        row["actor_id"]: KnownActor(
            actor_id=row["actor_id"],
            name=row["name"],
            type=kind,
            country=row["country"] or None,
            wikidata=row.get("wikidata") or None,
            kind=row.get("status") or row.get("kind") or None,
            family=(_values(row.get("family")) or (None,))[0],
        )
        for kind, row in _actor_rows()
    }
    for row in mine.of("add"):
        words = row.name.split()
        known[slug(row.name)] = KnownActor(
            actor_id=slug(row.name),
            name=row.name,
            type=cast(ActorType, row.type),
            country=row.country,
            family=words[-1] if row.type == "person" and len(words) > 1 else None,
        )
    return MappingProxyType(known)


@cache
def ambiguities() -> Mapping[str, tuple[Ambiguity, ...]]:
    """Return, for each surface form that needs context, what else it may mean."""
    return MappingProxyType(
        {row["surface"]: cast(tuple[Ambiguity, ...], _values(row["kinds"])) for row in _rows("ambiguities.csv")}
    )


def aliases() -> Mapping[str, tuple[Alias, ...]]:
    """Return the actors that each surface form names, as the press writes it, case and diacritics included.

    A form that names several actors lists them in the order of the tables, and is marked ambiguous (`actor`).
    """
    return _aliases(own.current())


def actor_of(name: str) -> str:
    """Return the `actor_id` that an analyst means by a name, another name or an identifier; of an unknown actor its
    slug."""
    if name in _actors(own.NOTHING):
        return name
    found = _aliases(own.NOTHING).get(name, ())
    return found[0].actor_id if len(found) == 1 else slug(name)


@cache
def merged(mine: Own) -> Mapping[str, str]:
    """Return, for each `actor_id` that an analyst has merged into another, that other."""
    into = {actor_of(name): actor_of(row.name) for row in mine.of("merge") for name in row.other}
    for name in list(into):
        seen = {name}
        while into[name] in into and into[name] not in seen:
            seen.add(into[name])
            into[name] = into[into[name]]
    return MappingProxyType({one: other for one, other in into.items() if one != other})


@cache
def _aliases(mine: Own) -> Mapping[str, tuple[Alias, ...]]:
    if mine != own.NOTHING:
        return _corrected(mine)
    marks = ambiguities()
    found: dict[str, dict[str, Alias]] = {}
    for _, row in _actor_rows():
        actor_id = row["actor_id"]
        for column, form in ALIAS_COLUMNS:
            for surface in _values(row.get(column)):
                alias = Alias(surface, actor_id, form, marks.get(surface, ()))
                found.setdefault(surface, {}).setdefault(actor_id, alias)
    return MappingProxyType({surface: tuple(named.values()) for surface, named in found.items()})


def _corrected(mine: Own) -> Mapping[str, tuple[Alias, ...]]:
    """Return the surface forms with an analyst's corrections laid over them."""
    found = dict(_aliases(own.NOTHING))
    for row in mine.of("add"):
        actor_id = slug(row.name)
        for surface in (row.name, *row.other):
            found[surface] = (Alias(surface, actor_id, "name" if surface == row.name else "alias"),)
    for row in mine.of("alias"):
        for surface in row.other:
            if actor_of(row.name) in _actors(mine):
                found[surface] = (Alias(surface, actor_of(row.name), "alias"),)
    for row in mine.of("ignore"):
        found.pop(row.name, None)
    into = merged(mine)
    if into:
        for surface, named in found.items():
            ids = {alias.actor_id: alias for alias in reversed(named)}
            kept = {into.get(i, i): replace(alias, actor_id=into.get(i, i)) for i, alias in reversed(ids.items())}
            found[surface] = tuple(alias for alias in kept.values() if alias.actor_id in _actors(mine)) or named
    return MappingProxyType(found)


def families() -> Mapping[str, tuple[str, ...]]:
    """Return the `actor_id`s of the known persons whom the press calls by each family name, in any spelling."""
    return _families(own.current())


@cache
def _families(mine: Own) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in _rows("people.csv"):
        for family in _values(row["family"]):
            found.setdefault(family, []).append(row["actor_id"])
    for actor in (_actors(mine)[slug(row.name)] for row in mine.of("add") if row.type == "person"):
        if actor.family and actor.actor_id not in found.setdefault(actor.family, []):
            found[actor.family].append(actor.actor_id)
    return MappingProxyType({family: tuple(ids) for family, ids in found.items()})


def terms() -> tuple[Term, ...]:
    """Return every known term of office, sorted by country, office and first day; an analyst's own come last."""
    return _table_terms() + _own_terms(own.current())


@cache
def _own_terms(mine: Own) -> tuple[Term, ...]:
    return tuple(
        Term(
            actor_id=actor_of(row.name),
            office=named,
            country=row.country,
            begin=row.since,
            end=row.until,
            source=own.FILE,
        )
        for row in mine.of("office")
        for title in row.other
        if (named := office(title, country=row.country)) is not None
    )


@cache
def _table_terms() -> tuple[Term, ...]:
    return tuple(
        Term(
            actor_id=row["actor_id"],
            office=cast(Office, row["office"]),
            country=row["country"] or None,
            begin=row["begin"] or None,
            end=row["end"] or None,
            source=row["source"],
            capacity=cast(Capacity, row["capacity"]),
            of=row["of"] or None,
        )
        for row in _rows("terms.csv")
    )


def _covers(term: Term, day: str) -> bool:
    """Say whether the term and the day, each at its own precision, can have a day in common.

    ISO dates of one precision sort as text; a coarser one is compared over its own length.
    """
    begin, end = term.begin or "", term.end or "9999"
    return begin[: len(day)] <= day[: len(begin)] and day[: len(end)] <= end[: len(day)]


def holders(office: Office, *, country: str | None = None, day: str | None = None) -> tuple[Term, ...]:
    """Return the terms of those who held an office.

    Args:
        office: one of `Office`.
        country: ISO 3166-1 alpha-2; None for any.
        day: ISO day, month or year: only terms that have a day in common with it; None for any. On a day of
            change both the leaving and the entering holder are returned.

    Returns:
        Terms in the order of the table: by country, office and first day. Where an analyst names a holder for the
        day, those of the tables are left out.
    """
    found = terms() if day is None else _in_force(day, own.current()).get(office, ())
    return tuple(term for term in found if term.office == office and country in (None, term.country))


@lru_cache(maxsize=64)
def _in_force(day: str, mine: Own) -> Mapping[Office, tuple[Term, ...]]:
    """Return the terms that have a day in common with one, by office; an analyst's holders before those of the
    tables."""
    covering = [term for term in (*_table_terms(), *_own_terms(mine)) if _covers(term, day)]
    told = {(term.office, term.country) for term in covering if term.source == own.FILE}
    found: dict[Office, list[Term]] = {}
    for term in covering:
        if term.source == own.FILE or (term.office, term.country) not in told:
            found.setdefault(term.office, []).append(term)
    return {office: tuple(held) for office, held in found.items()}


@cache
def press_titles() -> tuple[Title, ...]:
    """Return every press title with its office and the countries where it names that office."""
    return tuple(
        Title(row["title"], cast(Office, row["office"]), _values(row["countries"])) for row in _rows("titles.csv")
    )


@cache
def titles() -> Mapping[str, Office]:
    """Return the office that each press title, in lower case, names; where it differs by country, the commonest.

    The general row of the table wins over those of single countries, and of these the first.
    """
    general = {title.title: title.office for title in press_titles() if not title.countries}
    local = {title.title: title.office for title in reversed(press_titles()) if title.countries}
    return MappingProxyType({**local, **general})


@cache
def office(title: str, *, country: str | None = None) -> Office | None:
    """Return the office that a press title names in a country ("president" in Iran is the head of government)."""
    wanted = title.casefold()
    for known in press_titles():
        if known.title == wanted and country in known.countries:
            return known.office
    return titles().get(wanted)
