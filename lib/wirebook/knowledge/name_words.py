"""The word lists that tell names from other capitalised words, and say what kind of thing a name is, loaded.

Each is a CSV file beside this module, made to be read, corrected and extended by a person; `name_words.md` there says
what each column means and where the rows come from.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, cast

Gender = Literal["f", "m"]
HeadType = Literal["organization", "place", "group", "none"]
"""What a head word makes of the name it ends ("Party", "River", "Brigades"); `none`: an event, law, prize or work."""
TitleKind = Literal["honorific", "office", "role"]
CapitalRule = Literal["before_city", "undecided", "motion", "dealings", "after_city", "seat"]
JoinRule = Literal[
    "after_head", "after_organization", "after_joiner", "between_common", "between_names", "particle", "prefix",
    "hyphen_tail",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonTitle:
    """A word or words that stand before a person's name."""

    title: str
    kind: TitleKind
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place that news names often and that is no country: a city, state, region, sea."""

    name: str
    country: str | None
    """ISO 3166-1 alpha-2; None where it belongs to none or to several."""
    kind: Literal["city", "state", "region"]


def _rows(table: str) -> list[dict[str, str]]:
    source = resources.files(__package__).joinpath(table)
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


def _gender(cell: str) -> Gender | None:
    return cast(Gender, cell) if cell else None


@cache
def capital_cues(rule: CapitalRule) -> frozenset[str]:
    """Return the words, in lower case, that tell a capital as government from the city, by one rule."""
    return frozenset(row["word"] for row in _rows("capital_cues.csv") if row["rule"] == rule)


@cache
def common_words() -> frozenset[str]:
    """Return the words, in lower case, that English writes with a small letter more often than with a capital."""
    return frozenset(row["word"] for row in _rows("common_words.csv"))


@cache
def given_names() -> Mapping[str, Gender | None]:
    """Return the given names with the gender that they nearly always have, None where that varies or is not known."""
    return MappingProxyType({row["name"]: _gender(row["gender"]) for row in _rows("given_names.csv")})


@cache
def head_words() -> Mapping[str, HeadType]:
    """Return the words, as written in names, that say what a longer name stands for."""
    return MappingProxyType({row["word"]: cast(HeadType, row["type"]) for row in _rows("name_heads.csv")})


@cache
def joiners(rule: JoinRule) -> frozenset[str]:
    """Return the small words that may stand inside a name by one rule."""
    return frozenset(row["word"] for row in _rows("name_joiners.csv") if row["rule"] == rule)


@cache
def not_actors() -> Mapping[str, str]:
    """Return the capitalised words and phrases that name no actor, each with the reason (`weekday`, `event`, ...)."""
    return MappingProxyType({row["word"]: row["why"] for row in _rows("not_actors.csv")})


@cache
def person_titles() -> Mapping[str, PersonTitle]:
    """Return, by the title in lower case, the titles and role words that stand before the names of persons."""
    return MappingProxyType(
        {
            row["title"]: PersonTitle(row["title"], cast(TitleKind, row["kind"]), _gender(row["gender"]))
            for row in _rows("person_titles.csv")
        }
    )


@cache
def place_names() -> Mapping[str, PlaceName]:
    """Return the places that are no countries, by name."""
    return MappingProxyType(
        {
            row["name"]: PlaceName(row["name"], row["country"] or None, cast(Literal["city"], row["kind"]))
            for row in _rows("place_names.csv")
        }
    )
