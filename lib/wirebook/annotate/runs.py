"""Runs of capitalised words: where a name may begin, and which small words may stand inside it.

The rules for small words (`knowledge/name_joiners.csv` holds the words):

- `of` joins after a head word or a common word ("Bank of England", "House of Representatives"), and inside a title
  ("Secretary of State"), not after one;
- `for` and `on` join after the head word of an organisation ("Institute for Policy Studies"), not after the whole name
  of a known one ("the Senate on Monday");
- `the` joins after one of these; `and` joins two common words ("Food and Drug Administration");
- particles join between two capitalised words ("Ursula von der Leyen"), prefixes before a hyphen ("al-Assad");
- a hyphen without spaces joins, but not two known names ("China-US"), unless an organisation is named for both
  ("China-US Business Council"), and not a participle ("Beijing-backed");
- a possessive joins only after a common word that organisations are named for ("People's Bank").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from wirebook.annotate import lexicon
from wirebook.annotate.lexicon import Index, Token
from wirebook.knowledge import name_words

JOINED_PLURALS = frozenset(("People", "Women", "Men", "Children", "Workers", "Farmers", "Veterans", "Writers"))
"""Words whose possessive stands inside the names of organisations."""

TOPIC_HEADS = frozenset(
    ("Board", "Center", "Centre", "Commission", "Committee", "Conference", "Council", "Forum", "Foundation", "Group",
     "Institute", "Office", "Panel", "Subcommittee", "Union")
)  # fmt: skip
"""Heads that "on" and a topic may follow; after others it is the preposition of a day or a subject."""

SYLLABLE = 6
"""Letters of the longest small syllable after a hyphen in a name ("Leung Che-cheung")."""

LONGEST = 20
"""Tokens of a run after which it is cut: no name is longer, and text without end must not cost time without end."""

INITIAL_POINT = frozenset(("St", "Mt", "Ft", "Jr", "Sr", "Dr", "Mr", "Mrs", "Ms", "Gen", "Sen", "Rep", "Gov", "Lt"))
"""Abbreviations whose full stop stands inside a run."""

ORDINARY_ENDS = ("ies", "ces", "ics", "ture", "tion", "ment", "ness", "ing", "ity")
"""Endings of abstract words, which organisations are named for ("Sciences", "Agriculture")."""

OPENING = frozenset("“\"'‘«([:;•*–—")
"""Marks after which a capital may be due to the position alone."""


def initial(tokens: Sequence[Token], position: int) -> bool:
    """Say whether a token begins its sentence or a quotation in it, where a capital tells little."""
    return position == 0 or tokens[position - 1].text in OPENING


@cache
def common(word: str) -> bool:
    """Say whether a word is usually written with a small letter."""
    lower = word.lower()
    return lower in name_words.common_words()


def organization_head(word: str) -> bool:
    return name_words.head_words().get(word) in ("organization", "group")


def runs(tokens: Sequence[Token], index: Index) -> list[tuple[int, int]]:
    """Return the runs of a sentence as ranges of tokens; each begins and ends with a capitalised word or a number."""
    found: list[tuple[int, int]] = []
    position, count = 0, len(tokens)
    while position < count:
        if not _begins(tokens, position):
            position += 1
            continue
        known = lexicon.match(tokens, position, end=count, index=index)
        end = position + (len(known.tokens) if known else 1)  # "American Institute in Taiwan"
        if not tokens[position].capitalised:  # al-Assad: the prefix, the hyphen and the name
            end = position + 3
        while end < count and end - position < LONGEST:
            further = _join(tokens, position, end, index)
            if further == end:
                break
            end = further
        found.append((position, end))
        position = end
    return found


def _begins(tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    if token.capitalised:
        return True
    return (
        token.text in name_words.joiners("prefix")
        and position + 2 < len(tokens)
        and _glued(tokens, position + 1)
        and tokens[position + 2].capitalised
    )


def _glued(tokens: Sequence[Token], position: int) -> bool:
    """Say whether the token is a hyphen with no space on either side."""
    return (
        tokens[position].text == "-"
        and tokens[position - 1].end == tokens[position].start
        and position + 1 < len(tokens)
        and tokens[position].end == tokens[position + 1].start
    )


def _join(tokens: Sequence[Token], start: int, end: int, index: Index) -> int:
    """Return where the run from `start` ends when it is carried on past `end`; `end` itself where it stops there."""
    token, left, count = tokens[end], tokens[end - 1], len(tokens)
    after = tokens[end + 1] if end + 1 < count else None
    if token.capitalised:
        return end + 1
    if token.text == "." and left.end == token.start and after is not None and after.capitalised:
        initial = len(left.text) == 1 and left.text.isupper() and left.text != "I"
        return end + 2 if initial or left.text in INITIAL_POINT else end
    if token.text == "-" and after is not None and _glued(tokens, end):
        return _join_hyphen(tokens, start, end, index)
    if after is None:
        return end
    if token.text in ("'s", "’s") and after.capitalised and left.text in JOINED_PLURALS:
        return end + 2
    return _join_word(tokens, start, end, index)


def _join_hyphen(tokens: Sequence[Token], start: int, end: int, index: Index) -> int:
    left, after = tokens[end - 1], tokens[end + 1]
    if after.capitalised:
        both_known = _alone(left.text, index) and _alone(after.text, index)
        return end if both_known and not _heads_organization(tokens, end + 2) else end + 2
    within_name = end - start > 1
    part = after.text.isalpha() and len(after.text) <= SYLLABLE
    if part and within_name and after.text not in name_words.joiners("hyphen_tail"):
        return end + 2
    prefix = after.text in name_words.joiners("prefix") and end + 3 < len(tokens) and _glued(tokens, end + 2)
    return end + 4 if prefix and tokens[end + 3].capitalised else end


def _alone(word: str, index: Index) -> bool:
    """Say whether a word is a known name by itself."""
    return any(len(entry.tokens) == 1 for entry in index.get(word, ()))


def _join_word(tokens: Sequence[Token], start: int, end: int, index: Index) -> int:
    word, left, after = tokens[end].text, tokens[end - 1], tokens[end + 1]
    last = end + 1
    if word in name_words.joiners("particle"):
        while last < len(tokens) and tokens[last].text in name_words.joiners("particle") and last - end < 3:
            last += 1
        return last + 1 if last < len(tokens) and tokens[last].capitalised else end
    if word in name_words.joiners("prefix") and _glued(tokens, last) and tokens[last + 1].capitalised:
        return last + 2
    if word in name_words.joiners("between_names") and after.capitalised:
        return end + 2
    if word in name_words.joiners("between_common") and after.capitalised:
        return end + 2 if _joins_and(tokens, start, end) else end
    if word in name_words.joiners("after_organization"):
        known = lexicon.match(tokens, start, end=end, index=index)
        headed = left.text in TOPIC_HEADS if word == "on" else organization_head(left.text)
        joins = headed and (known is None or len(known.tokens) < end - start)
    elif word in name_words.joiners("after_head"):
        if f"{left.text} of {after.text}".lower() in name_words.person_titles():
            return end + 2
        titled = left.text.lower() in name_words.person_titles()
        ordinary = not initial(tokens, start) and all(common(t.text) or not t.capitalised for t in tokens[start:end])
        joins = not titled and (left.text in name_words.head_words() or ordinary)
    else:
        return end
    if joins and after.text in name_words.joiners("after_joiner") and last + 1 < len(tokens):
        last += 1
    return last + 1 if joins and tokens[last].capitalised else end


def _joins_and(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether "and" stands inside the name of an organisation: two ordinary words, one with a head word near."""
    left, after = tokens[end - 1].text, tokens[end + 1].text
    headed = any(organization_head(t.text) and i + 1 < end for i, t in enumerate(tokens[start:end], start))
    ordinary = common(left) or (headed and left not in name_words.given_names())
    after_ordinary = common(after) or after.endswith(ORDINARY_ENDS)
    return ordinary and after_ordinary and (headed or (common(left) and _ends_in_head(tokens, end + 1)))


def _heads_organization(tokens: Sequence[Token], position: int) -> bool:
    """Say whether more capitalised words follow at `position` and end in the head word of an organisation."""
    return position < len(tokens) and tokens[position].capitalised and _ends_in_head(tokens, position)


def _ends_in_head(tokens: Sequence[Token], position: int) -> bool:
    """Say whether the capitalised words from `position` end in the head word of an organisation."""
    last = position
    while last + 1 < len(tokens) and tokens[last + 1].capitalised and last - position < 4:
        last += 1
    return organization_head(tokens[last].text)
