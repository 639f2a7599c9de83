"""The tense around a position, which decides whether a bare weekday or month lies behind or ahead."""

from __future__ import annotations

import bisect
import re
from functools import lru_cache
from typing import Literal

from wirebook.annotate.times.lexicon import any_of
from wirebook.knowledge import calendar as knowledge

Direction = Literal[-1, 0, 1]
"""Behind the publication (-1), ahead of it (1), or nothing that tells (0)."""

WINDOW = 160
"""Characters read on either side of an expression: enough for a clause, bounded for hostile input."""

_CHAIN = r"(?: (?:not|also|be|then|only|now|soon|still|[a-z]{2,12}ly)){0,3} [a-z]{2,20}"
"""What follows an auxiliary: adverbs, and the verb, which is thereby not read as a past tense ("will be held")."""
_FUTURE = (
    rf"(?:will|shall|won['’]t|should|must|may|might|could|can){_CHAIN}|would(?! have\b){_CHAIN}"
    r"|to (?!(?:the|a|an|its|their|his|her|this|that|these|those|our|my|your|which|whom|what|have|\d)\b)"
    r"(?:[a-z]{2,12}ly )?(?:be )?[a-z]{2,20}"
    r"|going to|due|scheduled|slated|set (?:for|to)|upcoming|deadlines?|until|till|expect(?:s|ed)?"
    r"|plan(?:s|ned|ning)?|intends?|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|forecasts?|poised|invit(?:e|es|ed|ations?)"
    r"|vow(?:s|ed)?|promis(?:e|es|ed)|pledg(?:e|es|ed)|propos(?:es|ed|als?)|if|ahead of"
)
_PAST = any_of(form for form, tense in knowledge.verb_tenses().items() if tense == "past")
_SCHEDULED = any_of(form for form, tense in knowledge.verb_tenses().items() if tense == "scheduled")
_NOUN_AFTER = r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bof )"
"""After these words a form such as `visits` or `returns` is a noun."""
_ABLE = r"(?:un)?(?:able|free|glad|happy|proud|quick|ready|slow|willing|too [a-z]{2,12})"
_WAS_ABLE = rf"(?:was|were|had been) {_ABLE} to [a-z]{{2,20}}"
"""What tells of the past for all its infinitive."""
_VERB = re.compile(
    rf"\b(?:(?P<future>{_FUTURE}|{_NOUN_AFTER}(?:{_SCHEDULED}))|(?P<past>{_WAS_ABLE}|(?:{_PAST})|[a-z]{{2,20}}ed))\b|(?P<will>['’]ll)\b"
)
_NEXT = re.compile(rf"\s(?:[a-z]{{2,12}}ly )?(?:{_PAST}|[a-z]{{2,20}}ed)\b")
"""A past tense right after the expression is its verb: "the ministry on Sunday issued"."""
_PROMISED = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bwas )\b(?:vowed|promised|pledged|proposed) (?:late )?(?:on )?$"
)
"""A promise right before the expression is what happened then, not what was promised: "pledged on Sunday to"."""
_CLAUSE_END = re.compile(r"[;:.!?]\s|\n\s*\n|[\"“”]|\b(?:but|while|although|whereas|which|who)\b")


@lru_cache(maxsize=16)
def _marks(sentence: str) -> tuple[tuple[list[int], list[int], list[Direction]], list[int]]:
    """Return the starts, ends and directions of a sentence's verbs, and where its clauses begin."""
    verbs = [(match.start(), match.end(), -1 if match["past"] else 1) for match in _VERB.finditer(sentence)]
    starts, ends = [verb[0] for verb in verbs], [verb[1] for verb in verbs]
    directions: list[Direction] = [-1 if verb[2] < 0 else 1 for verb in verbs]
    return (starts, ends, directions), [match.end() for match in _CLAUSE_END.finditer(sentence)]


def direction(text: str, start: int, end: int, *, low: int, high: int) -> Direction:
    """Tell the direction of the clause around `text[start:end]` within the sentence `text[low:high]`.

    A past tense right after the expression, or `since` before it, decides; then the nearest verb before it ("will
    meet on Monday", "said on Monday it would"), then the first verb after it ("On Monday, he met"). Clauses end at
    punctuation and conjunctions.
    """
    before_it = text[max(low, start - 24) : start]
    if (
        before_it.lower().endswith("since ")
        or _PROMISED.search(before_it)
        or _NEXT.match(text, end, min(high, end + WINDOW))
    ):
        return -1
    (starts, ends, directions), clauses = _marks(text[low:high])
    here = bisect.bisect_right(clauses, start - low)
    clause = max(clauses[here - 1] if here else 0, start - low - WINDOW)
    before = bisect.bisect_right(ends, start - low) - 1
    if before >= 0 and starts[before] >= clause:
        return directions[before]
    after = bisect.bisect_left(starts, end - low)
    stop = min(clauses[here + 1] if here + 1 < len(clauses) else high - low, end - low + WINDOW)
    if after < len(starts) and starts[after] < stop:
        return directions[after]
    return 0
