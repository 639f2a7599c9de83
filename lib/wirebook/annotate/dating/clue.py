"""A clue to when a text was written."""

from __future__ import annotations

from dataclasses import dataclass

from wirebook.annotate.dating.likelihood import Likelihood


@dataclass(frozen=True, slots=True)
class Clue:
    """The span of the words that give a clue, what it says, and how likely it is to be printed on each day."""

    start: int
    end: int
    says: str
    likelihood: Likelihood
    days: tuple[int, int] | None = None
    """First and last day (ordinals) of what is told as past, where it is known: two clues of one day are one."""
    firm: bool = False
    """Whether it binds two things said of one event, and so depends on no other clue."""
    yearly: tuple[int, int] | None = None
    """Month and day of a day that is named without its year."""
