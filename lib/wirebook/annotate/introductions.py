"""Short names that an article introduces beside the full one: "the Union of Rationalists (UAAR)", "CEI (the Italian
Episcopal Conference)", "Ada Marlowe, known as Doc"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wirebook import knowledge
from wirebook.annotate.mentions import Candidate

BRACKETED = re.compile(r"\s?\((?:or |the )?[\"“‘']?(?P<short>[A-Z][\w&.-]{1,14})[\"”’']?(?:[;,][^()\n]{0,40})?\)")
"""A short name in brackets right after the full one."""

OPENED = re.compile(r"\s?\((?:the )?")
KNOWN_AS = re.compile(
    r",? (?:who is )?(?:also |better |commonly |popularly |widely |sometimes )?"
    r"(?:known as|nicknamed|abbreviated (?:as|to)|or simply|for short,) (?:the )?[\"“‘']?"
)
"""What stands between a full name and the one that it introduces."""

LETTERS = 2
"""Capital letters of the shortest acronym."""

LONGEST = 200
"""Characters between two candidates that are looked at."""


def introduced(text: str, candidates: Sequence[Candidate]) -> Mapping[str, Candidate]:
    """Return the short names that a text introduces, each with the candidate that it stands for.

    Args:
        text: the article.
        candidates: what names were found in it, in order.
    """
    found: dict[str, Candidate] = {}
    for number, full in enumerate(candidates):
        if full.form == "demonym":
            continue
        if " " in full.text and (match := BRACKETED.match(text, full.end)) and _is_acronym(match["short"], full):
            found.setdefault(match["short"], full)
        if number + 1 == len(candidates) or candidates[number + 1].start - full.end > LONGEST:
            continue
        after = candidates[number + 1]
        between = text[full.end : after.start]
        if OPENED.fullmatch(between) and " " in after.text and text[after.end : after.end + 1] == ")":
            if _is_acronym(full.text, after):
                found.setdefault(full.text, after)
        elif KNOWN_AS.fullmatch(between) and _is_free(after.text, full) and after.text not in full.text:
            found.setdefault(after.text, full)
    return found


def _is_acronym(short: str, full: Candidate) -> bool:
    """Say whether capitals may stand for a name: a person has its initials, and no other actor is called so."""
    if sum(letter.isupper() for letter in short) < LETTERS or " " in short:
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", full.text) if word[0].isupper())
    return (full.type != "person" or short == initials) and _is_free(short, full)


def _is_free(short: str, full: Candidate) -> bool:
    """Say whether the tables know nobody else by a short name."""
    known = {alias.actor_id for alias in knowledge.aliases().get(short, ())}
    return not known or bool(known & {alias.actor_id for alias in full.aliases})
