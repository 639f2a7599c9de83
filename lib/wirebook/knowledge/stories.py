"""What the press wrote about and when: single events, and stories of weeks to years, with the words that tell them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

Kind = Literal["event", "story"]


@dataclass(frozen=True, slots=True)
class Story:
    """An event or a story: ISO days of any precision, and its signs, each with the ways in which it is written."""

    kind: Kind
    name: str
    begin: str
    end: str
    signs: tuple[tuple[str, ...], ...]


@cache
def stories() -> tuple[Story, ...]:
    """Return what the press wrote about. All signs of an event stand in one or two sentences on end; two of a story in
    an article.
    """
    table = resources.files(__package__).joinpath("stories.csv").read_text(encoding="utf-8")
    return tuple(
        Story(
            cast(Kind, row["kind"]),
            row["name"],
            row["begin"],
            row["end"],
            tuple(tuple(sign.split("|")) for sign in row["signs"].split(";")),
        )
        for row in csv.DictReader(table.splitlines())
    )
