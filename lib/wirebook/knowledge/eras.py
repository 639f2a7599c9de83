"""What dates a text: terms with their times, what comes back, and the level of a share index by year."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, cast

Kind = Literal["existence", "prominence"]
"""Whether there was nothing of the name outside its time, or the press only seldom wrote it."""


@dataclass(frozen=True, slots=True)
class Era:
    """When there was what a term names, or when the press wrote of it: ISO days of any precision, empty where open."""

    kind: Kind
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """What the press writes of at a time of the year, every so many years: of years with the remainder `phase`.

    `begin` and `end` are (month, day); a time that runs over the end of a year begins in such a year.
    """

    terms: tuple[str, ...]
    period: int
    phase: int
    begin: tuple[int, int]
    end: tuple[int, int]


@cache
def cycles() -> tuple[Cycle, ...]:
    """Return what comes back: words of elections, championships, ceremonies, quarters and seasons."""
    return tuple(
        Cycle(
            tuple(row["terms"].split("|")),
            int(row["period"]),
            int(row["phase"]),
            _month_day(row["begin"]),
            _month_day(row["end"]),
        )
        for row in _rows("cycles.csv")
    )


def _month_day(value: str) -> tuple[int, int]:
    month, day = value.split("-")
    return int(month), int(day)


@cache
def eras() -> Mapping[str, Era]:
    """Return names and words that date a text. A term is in the news after its end too, but less."""
    return MappingProxyType(
        {row["term"]: Era(cast(Kind, row["kind"]), row["begin"], row["end"]) for row in _rows("eras.csv")}
    )


@cache
def dow_jones() -> Mapping[int, tuple[int, int]]:
    """Return the lowest and highest close of the Dow Jones Industrial Average by year."""
    return MappingProxyType({int(r["year"]): (int(r["low"]), int(r["high"])) for r in _rows("dow_jones.csv")})


def _rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(resources.files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()))
