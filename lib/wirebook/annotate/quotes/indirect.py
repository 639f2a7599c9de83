"""Indirect statements: what a cue reports in other words, as the span of the clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wirebook.annotate.quotes.attribution import Clause
from wirebook.annotate.quotes.clauses import PRONOUNS, STOPS, VERBLIKE, Item
from wirebook.annotate.quotes.cues import BE, HAVE, MODALS, SAY, Cue
from wirebook.knowledge import words as knowledge

SHORTEST = 3
"""Words of the shortest clause that is a statement."""
NEAR = 8
"""Words after a cue within which "that", or the subject of a clause, may stand: "said in Leeds on Monday that"."""
COMMISSIVE = frozenset({"promise", "pledge", "vow", "threaten", "offer", "propose"})
"""Verbs whose infinitive is what was said: "promised to leave"."""
LISTENED = frozenset({"assure", "convince", "notify", "persuade", "promise", "remind", "reassure", "warn"})
"""Verbs that may have a listener before "that": "promised voters that"."""
OPINION = frozenset({"think", "believe", "hope", "fear", "doubt", "feel"})
"""Verbs of thought that take a clause without "that"."""
HEARERS = frozenset({"me", "us", "him", "her", "them"})
"""Pronouns that a listener is named by."""
AMOUNTS = frozenset({"anything", "as", "enough", "less", "little", "more", "much", "nothing", "something"})
"""Words of how much was said, which begin no clause: "said little in her support"."""
APPOSED = frozenset({"a", "an", "who", "which"})
"""Words that begin what is said of a source: "according to Marlowe, a lawyer, the deal"."""
LONGEST_JOINED = 7
"""Words of the first of two who say something together."""
LONGEST_APPOSED = 12
"""Words of what is said of a source."""
EFFECTS = frozenset(
    {
        "angering", "contradicting", "dashing", "defying", "drawing", "echoing", "ignoring", "prompting", "reversing",
        "shocking", "sparking", "startling", "stunning", "surprising", "triggering",
    }
)  # fmt: skip
"""What a statement does, by the article: "said that it would leave, startling its friends"."""
REMARKS = frozenset(
    {
        "accusation", "admission", "allegation", "announcement", "charge", "claim", "comment", "decision", "message",
        "move", "position", "promise", "remark", "statement", "step", "suggestion", "threat", "view", "warning",
    }
)  # fmt: skip
"""What an article may call a statement, or the deed that it announces."""
LONGEST_CALLED = 4
"""Words from "a" to what a statement is called: "a rare public admission that"."""
NO_CLAUSE = BE | HAVE | MODALS | STOPS | AMOUNTS
VERB_WITHIN = 40
"""Words of a clause among which its verb stands."""
LONGEST_CLAUSE = 200
"""Words."""
FULL_STOPS = frozenset(".!?…")


def reported(clause: Clause) -> list[tuple[Cue, tuple[int, int]]]:
    """Return what the cues of a sentence report, in order: of clauses within one another the outermost."""
    pieces = [(cue, piece) for cue in clause.cues for piece in clauses_of(clause.items, cue)]
    found: list[tuple[Cue, tuple[int, int]]] = []
    for cue, piece in sorted(pieces, key=lambda found: (found[1][0], -found[1][1])):
        if not found or piece[0] > found[-1][1][1]:
            found.append((cue, piece))
    return found


def clauses_of(items: Sequence[Item], cue: Cue) -> list[tuple[int, int]]:
    """Return the first and last item of each piece that a cue reports: two where it stands inside, none for a phrase.

    A clause that is quoted in part gives none: its quotation is the statement.
    """
    if cue.group == "praise":
        return []
    found = _after(items, cue) if not cue.inverted else _with_according(items, cue)
    if found and not cue.inverted:
        found = _without_deed(items, *found)
    pieces = [_trimmed(items, *piece) for piece in ([found] if found else _around(items, cue))]
    if len(pieces) == 1 and pieces[0][1] - pieces[0][0] + 1 < SHORTEST:
        return []
    return [piece for piece in pieces if not _is_quoted(items, *piece)]


def _is_quoted(items: Sequence[Item], first: int, last: int) -> bool:
    """Say whether a piece holds a quotation, or is one clause that a quotation completes: "it was “too slow”"."""
    inside = items[first : last + 1]
    if any(item.quotation is not None for item in inside):
        return True
    completed = last + 1 < len(items) and items[last + 1].quotation is not None
    return completed and not any(item.text in ",;:" or item.lower in ("and", "but", "or") for item in inside)


def _after(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    start = (cue.listener.last if cue.listener else cue.last) + 1
    end = _end(items, start)
    if cue.finite and cue.lemma in COMMISSIVE and start < end and items[start].lower == "to":
        return start, end
    kinds = knowledge.function_words()
    asides = start <= end and (_is_aside(items[start]) or cue.lemma in LISTENED)
    near = NEAR if asides and cue.group != "think" else 1
    for k in range(start, min(start + NEAR, end + 1)):
        if items[k].lower == "that":
            if k < end and items[k + 1].lower in BE | HAVE | MODALS:  # "said in a statement that was withdrawn"
                break
            if k > start and _is_inner(items, start, k):  # "said it feared that", "said it was late and that"
                break
            return (k + 1, end) if k < start + near else None
        if items[k].quotation is not None:
            return None
        if items[k].text in ",:;":
            break
    if cue.group == "tell":
        start = cue.last + 1  # "warned the deal was dead": what looked like a listener is the subject
        if cue.listener and cue.listener.last < end and items[cue.listener.last + 1].text == ",":
            return None
    first = cue.subject.first if cue.subject else cue.first
    if start < end and first > 0 and items[start].text == items[first - 1].text == ",":  # "In May, X said, it fell"
        start += 1
    if start < end and items[start].lower.endswith("ly") and items[start].text.islower():  # "said curtly, leaving"
        start += 1
    if (
        start > end
        or items[start].text in ",:;"
        or items[start].lower in NO_CLAUSE
        or kinds.get(items[start].lower) == "conjunction"
    ):
        return None
    if kinds.get(items[start].lower) == "preposition":  # "said on Monday it was over"
        start = next((k for k in range(start + 1, min(start + NEAR, end + 1)) if items[k].lower in PRONOUNS), end + 1)
    if start > end or (cue.group == "think" and cue.lemma not in OPINION):
        return None
    if items[start].lower in PRONOUNS and start < end and items[start + 1].text in ",;":  # "believed it, but"
        return None
    told_of_itself = items[start].lower in PRONOUNS  # "said she plans"
    spoken = cue.lemma == SAY and end - start >= SHORTEST and kinds.get(items[start].lower) != "pronoun"
    if items[start].text.islower() and items[start].lower.endswith("ed"):  # "which he said covered"
        return None
    return (start, end) if told_of_itself or spoken or _has_verb(items, start, end) else None


def _is_inner(items: Sequence[Item], start: int, that: int) -> bool:
    """Say whether "that" belongs to a clause which begins before it, without one: to a verb in it, or a conjunction."""
    spoken = any(items[k].text in knowledge.speech_verbs() for k in range(start + 1, that))
    return spoken or knowledge.function_words().get(items[that - 1].lower) == "conjunction"


def _is_aside(item: Item) -> bool:
    """Say whether a word after a verb is when, where or to whom, and no object: "said on Monday that"."""
    kind = knowledge.function_words().get(item.lower)
    return item.text[:1].isupper() or kind in ("preposition", "adverb") or (kind == "pronoun" and item.lower in HEARERS)


def _around(items: Sequence[Item], cue: Cue) -> list[tuple[int, int]]:
    """Return the clause before a cue, and what goes on after one that stands inside.

    "The deal is dead, the minister said on Monday"; "The deal, the minister said, is dead". What a conjunction adds
    ("…, the minister said, and the markets fell") may be the article's own words.
    """
    first, last = cue.first, cue.last
    for phrase in (cue.subject, cue.listener):
        if phrase is not None:
            first, last = min(first, phrase.first), max(last, phrase.last)
    if first > 2 and items[first - 1].lower == "and" and (joined := _joined(items, first - 1)) is not None:
        first = joined
    if first < 1 or items[first - 1].text != ",":
        return []
    start = next((k + 1 for k in range(first - 2, -1, -1) if items[k].quotation is not None or items[k].text == ";"), 0)
    before = (start, first - 2)
    stop = next(
        (k for k in range(last + 1, len(items)) if items[k].text in ",;" or items[k].quotation is not None), None
    )
    if stop is None:
        near = len(items) - last <= NEAR
        spoken = cue.lemma == SAY and before[1] - before[0] >= SHORTEST
        return [before] if near and (spoken or _has_verb(items, *before)) else []
    if stop - last > NEAR or before[1] < before[0]:
        return []
    after = (stop + 1, _end(items, stop + 1))
    goes_on = (
        stop == last + 1
        and items[stop].text == ","
        and after[1] > after[0]
        and knowledge.function_words().get(items[after[0]].lower) != "conjunction"
        and items[after[0]].lower not in ("and", "but", "or", "who", "which")
    )
    if _has_verb(items, *before):
        return [before, after] if goes_on and _has_verb(items, *after) else [before]
    return [before, after] if goes_on else []


def _joined(items: Sequence[Item], link: int) -> int | None:
    """Return where the first of two subjects begins, after a comma: "…, the LDP and its main rival said"."""
    for k in range(link - 1, max(0, link - LONGEST_JOINED), -1):
        if items[k].text == ",":
            begins = items[k + 1].text[:1].isupper() or knowledge.function_words().get(items[k + 1].lower) in (
                "determiner",
                "possessive",
            )
            return k + 1 if begins else None
        if items[k].quotation is not None or items[k].text in knowledge.speech_verbs():
            return None
    return None


def _with_according(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """Return the clause of "according to X": what follows its comma at the start, what precedes it elsewhere."""
    if items[cue.first].lower != "according" or cue.subject is None:
        return None
    if cue.first > SHORTEST:
        last = cue.first - 1
        return 0, last - 1 if items[last].text == "," else last
    commas = [k for k in range(cue.subject.last + 1, len(items) - 1) if items[k].text == ","][:2]
    if len(commas) > 1 and items[commas[0] + 1].lower in APPOSED and commas[1] - commas[0] <= LONGEST_APPOSED:
        del commas[0]
    return (commas[0] + 1, _end(items, commas[0] + 1)) if commas else None


def _end(items: Sequence[Item], start: int) -> int:
    """Return the last item of a clause from `start`: the sentence's, or the one before ", adding"."""
    verbs = knowledge.speech_verbs()
    stop = min(len(items), start + LONGEST_CLAUSE)
    for k in range(start + 1, stop):
        if items[k].quotation is not None or items[k].text == ";":
            return k - 1
        verb = verbs.get(items[k].text)
        if verb is not None and verb.form == "gerund" and items[k - 1].text == ",":
            return k - 2
    return stop - 1


def _has_verb(items: Sequence[Item], start: int, end: int) -> bool:
    """Say whether a stretch looks like a clause: an auxiliary or a past tense after its first word."""
    kinds = knowledge.function_words()
    return any(
        items[k].lower in BE | HAVE | MODALS
        or items[k].lower == "n't"
        or (items[k].text.islower() and items[k].lower.endswith("ed") and kinds.get(items[k - 1].lower) != "determiner")
        for k in range(start + 1, min(end, start + VERB_WITHIN) + 1)
    )


def _without_deed(items: Sequence[Item], first: int, last: int) -> tuple[int, int]:
    """Return a piece without what the speaker did besides ("that it would take no part, and led it out") and without
    what the article says of it ("that it would test weapons, a message that startled friends")."""
    for k in range(first + SHORTEST, last):
        called = [item.lower for item in items[k + 1 : k + 2 + LONGEST_CALLED]] if items[k].text == "," else []
        if called[:1] in (["a"], ["an"]) and any(
            noun in REMARKS and after in ("that", "which") for noun, after in pairwise(called)
        ):
            return first, k - 1
        if items[k].text == "," and items[k + 1].lower in EFFECTS:
            return first, k - 1
        if items[k].text == "," and items[k + 1].lower in ("and", "but") and k + 2 <= last:
            verb = items[k + 2]
            speaks = k + 3 <= last and items[k + 3].text in knowledge.speech_verbs()
            if speaks and (verb.lower in PRONOUNS or verb.text[:1].isupper()):  # ", and he promised her that"
                return first, k - 1
            if verb.text.islower() and (verb.lower.endswith("ed") or verb.lower in VERBLIKE):
                return first, k - 1
    return first, last


def _trimmed(items: Sequence[Item], first: int, last: int) -> tuple[int, int]:
    while last > first and (items[last].text in FULL_STOPS or items[last].text in ",;:—–-"):
        last -= 1
    while first < last and (items[first].text in ",;:" or items[first].lower in ("and", "but", "or")):
        first += 1
    return first, last
