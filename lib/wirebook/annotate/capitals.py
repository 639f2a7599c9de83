"""Tell a capital that stands for its government ("Beijing said") from the city ("flew to Beijing").

The press names governments by their seats. The words beside the name decide (`knowledge/capital_cues.csv`): after a
preposition of place or with a word of motion it is the city, before a verb or with a word of dealings the government.
"""

from __future__ import annotations

from wirebook import knowledge
from wirebook.annotate.mentions import Candidate
from wirebook.knowledge.name_words import capital_cues

POSSESSIVE = ("'s", "’s", "-")
"""What may stand between the name and the noun that decides."""

CITY_ENDS = (" dc", "d.c.", "d.c")


def is_government(candidate: Candidate) -> bool:
    """Say whether a capital or seat of government stands for the government."""
    earlier, before = ("", "", *candidate.before)[-2:]
    if before == "the":
        before, earlier = earlier, ""
    after, beyond = (*candidate.after, "", "")[:2]
    name = candidate.text.lower()
    if name.endswith(CITY_ENDS) or before in capital_cues("before_city") or _is_located(candidate):
        return False
    if name.split()[-1] in capital_cues("seat"):
        return True
    if before in capital_cues("undecided"):
        if earlier in capital_cues("motion"):
            return False
        if earlier not in capital_cues("dealings") and (after in (",", "-") or before in ("to", "from")):
            return False
    return (beyond if after in POSSESSIVE else after) not in capital_cues("after_city")


def _is_located(candidate: Candidate) -> bool:
    """Say whether the country follows the name ("Taipei, Taiwan"), or it is called a capital ("its capital, Bern")."""
    country = knowledge.actors()[candidate.aliases[0].actor_id].name.casefold().split()
    follows = candidate.after[:1] == (",",) and list(candidate.after[1 : 1 + len(country)]) == country
    return follows or candidate.before == ("capital", ",")
