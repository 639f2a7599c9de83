"""What the workbook knows, as data files: actors, their names, offices and who held them when, and word lists.

Nothing here is code but the loader: each table is a CSV file that a person can read, correct and extend.
"""

from __future__ import annotations

from wirebook.knowledge.eras import Cycle, cycles, dow_jones, eras
from wirebook.knowledge.load import (
    Alias,
    KnownActor,
    Office,
    Term,
    Title,
    actor_of,
    actors,
    aliases,
    ambiguities,
    families,
    holders,
    merged,
    office,
    press_titles,
    terms,
    titles,
)
from wirebook.knowledge.stories import Story, stories
from wirebook.knowledge.words import abbreviations

__all__ = [
    "Alias",
    "Cycle",
    "KnownActor",
    "Office",
    "Story",
    "Term",
    "Title",
    "abbreviations",
    "actor_of",
    "actors",
    "aliases",
    "ambiguities",
    "cycles",
    "dow_jones",
    "eras",
    "families",
    "holders",
    "merged",
    "office",
    "press_titles",
    "stories",
    "terms",
    "titles",
]
