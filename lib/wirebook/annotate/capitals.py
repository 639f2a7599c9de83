"""Tell a capital that stands for its government ("Beijing said") from the city ("flew to Beijing").

The press names governments by their seats. The words beside the name decide (`knowledge/capital_cues.csv`): after a
preposition of place or with a word of motion it is the city, before a verb or with a word of dealings the government.
"""

from __future__ import annotations

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
    if name.endswith(CITY_ENDS) or before in capital_cues("before_city"):
        return False
    if name.split()[-1] in capital_cues("seat"):
        return True
    if before in capital_cues("undecided"):
        if earlier in capital_cues("motion"):
            return False
        if earlier not in capital_cues("dealings") and (after in (",", "-") or before in ("to", "from")):
            return False
    return (beyond if after in POSSESSIVE else after) not in capital_cues("after_city")
