"""Office words that point at one person: "the Chinese leader", "Japan's prime minister", "the president".

With a country (an adjective, a possessive or "of" after it) the words mean whoever held the office there when the
article was published, by the knowledge tables. Alone, after "the", they mean the one person whom the article has given
that title, or who held that office then and is named in it; so does what the article says somebody is before the name
("a suspect, Carter, … the suspect"). Words beside a name ("President Carter", "Carter, the
president,") belong to it and are no mention of their own; former holders, and sentences about another year, are left.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from wirebook import knowledge
from wirebook.annotate import lexicon
from wirebook.annotate.document import QUOTED, Document
from wirebook.annotate.lexicon import Token
from wirebook.annotate.pronouns import NAMELESS
from wirebook.annotate.records import Actor, Mention, Sentence
from wirebook.knowledge import name_words, own
from wirebook.knowledge.own import Own

BY_OFFICE, BY_TITLE = "holder of the office", "title of a name in the article"

NATIONAL: tuple[knowledge.Office, ...] = (
    "head_of_state", "head_of_government", "deputy_head_of_state", "deputy_head_of_government", "foreign_minister",
    "defence_minister", "finance_minister", "interior_minister", "trade_minister", "security_adviser", "party_leader",
)  # fmt: skip
"""Offices that a country has one holder of."""

PRESENT = frozenset({"acting", "current", "incumbent", "new", "outgoing", "sitting", "embattled", "own"})
"""Adjectives that may stand between a country, or "the", and the title: the holder stays the same."""

OTHERS = frozenset(
    {
        "a", "an", "another", "any", "assistant", "associate", "deputy", "each", "every", "ex", "first", "former",
        "future", "junior", "last", "late", "next", "no", "one", "previous", "shadow", "some", "then", "two", "vice",
        "-",
    }
)  # fmt: skip
"""Words before a title, or before the country with it, that make it another holder's or nobody's."""

SHORT = frozenset({"ambassador", "commissioner", "governor", "judge", "minister", "secretary", "senator"})
"""Titles that a longer one may be called by: "the minister" for a foreign minister."""

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})

YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")

GOES_ON = frozenset({"of", "for", "-", "at"})
"""Words after a title that say of what: "the president of the union", "the mayor-elect"."""

CONFIDENCE = {BY_OFFICE: 0.8, BY_TITLE: 0.75}


@dataclass(frozen=True)
class Line:
    """One sentence with its mentions, which do not overlap, by where they begin and end."""

    sentence: Sentence
    tokens: Sequence[Token]
    named: Sequence[Mention]
    begins: Mapping[int, Mention]
    ends: Mapping[int, Mention]

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return frozenset(YEAR.findall(self.sentence.text))

    @cached_property
    def quoted(self) -> Sequence[tuple[int, int]]:
        """What stands in quotation marks, as positions in the sentence."""
        return [match.span() for match in QUOTED.finditer(self.sentence.text)]

    def is_named(self, start: int, end: int) -> bool:
        """Say whether a mention has a character in common with a span of the article."""
        at = bisect.bisect_right(self.named, start, key=lambda mention: mention.end)
        return at < len(self.named) and self.named[at].start < end

    def token_at(self, position: int) -> int:
        """Return the number of the first token that begins at a position of the article, or after it."""
        return bisect.bisect_left(self.tokens, position, key=lambda token: token.start)


@dataclass(frozen=True, slots=True)
class Spot:
    """One title of an office in a sentence: tokens `first` to `last`, with its country those from `begin` to `end`."""

    line: Line
    title: str
    first: int
    last: int
    begin: int
    end: int
    country: str | None

    @property
    def span(self) -> tuple[int, int]:
        """The title alone, as positions in the article."""
        return self.line.tokens[self.first].start, self.line.tokens[self.last - 1].end

    def told_of(self, published: str | None) -> bool:
        """Say whether the sentence may be about the time of publication: it names no other year."""
        return published is not None and self.line.years <= {published[:4]}

    def is_quoted(self) -> bool:
        """Say whether the title stands inside quotation marks."""
        place = self.span[0] - self.line.sentence.start
        at = bisect.bisect_right(self.line.quoted, place, key=lambda span: span[1])
        return at < len(self.line.quoted) and self.line.quoted[at][0] <= place

    def is_alone(self) -> bool:
        """Say whether "the" stands before the title, and nothing after it that says of what."""
        tokens = self.line.tokens
        before = self.begin > 0 and tokens[self.begin - 1].text.lower() == "the"
        return before and not (self.last < len(tokens) and tokens[self.last].text in GOES_ON)


def resolve(
    doc: Document,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    titles: Mapping[str, frozenset[str]],
    *,
    published: str | None,
) -> list[tuple[Mention, str | None]]:
    """Return a mention for each office word that points at one person.

    Args:
        doc: the article.
        mentions: its named mentions, in the order of the text.
        actors: the actors by `actor_id`.
        titles: the titles, in lower case, that stand before each person's name in the article, by `actor_id`.
        published: the day of publication (ISO 8601, any precision), None where it is not known.

    Returns:
        Mentions of the form `title`, in the order of the text; with each the `actor_id` of a holder from the knowledge
        tables whom the article does not name otherwise, else None.
    """
    found: list[tuple[Mention, str | None]] = []
    met: dict[str, None] = {}
    ahead = iter(mentions)
    coming = next(ahead, None)
    for spot in spots(doc, mentions, actors):
        start, stop = spot.span
        while coming is not None and coming.end <= start:
            met[coming.actor_id] = None
            coming = next(ahead, None)
        if named_after(spot, actors) or named_across(spot, actors):
            continue
        day = published[:10] if published is not None and spot.told_of(published) else None
        if spot.country:
            chosen = _holder(spot, met, day=day) if day else None
            how = BY_OFFICE
        elif spot.is_alone() and not spot.is_quoted():
            chosen = _bearer(spot.title, met, actors, titles, day=day)
            how = BY_TITLE
        else:
            continue
        if chosen is None:
            continue
        mention = Mention(
            sentence=spot.line.sentence.sentence,
            start=start,
            end=stop,
            text=doc.text[start:stop],
            form="title",
            actor_id=chosen,
            confidence=CONFIDENCE[how],
            how=how,
        )
        found.append((mention, chosen if chosen not in actors else None))
        met[chosen] = None
    return found


def spots(doc: Document, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> Iterator[Spot]:
    """Yield the titles of a document that are no part of a name, and not of former or other holders."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in doc.sentences:
        line = _line(sentence, by_sentence.get(sentence.sentence, []))
        tokens, position = line.tokens, 0
        while position < len(tokens):
            title, length = _title(tokens, position)
            first, last = position, position + length
            position += 1
            if not length or line.is_named(tokens[first].start, tokens[last - 1].end):
                continue
            position = last
            begin = first
            while begin > 0 and tokens[begin - 1].text.lower() in PRESENT:
                begin -= 1
            country, begin, end = _country(line, begin, last, actors)
            if begin == 0 or tokens[begin - 1].text.lower() not in OTHERS:
                yield Spot(line, title, first, last, begin, end, country)


def _line(sentence: Sentence, named: Sequence[Mention]) -> Line:
    return Line(
        sentence,
        lexicon.cut(sentence.text, start=sentence.start),
        named,
        {mention.start: mention for mention in named},
        {mention.end: mention for mention in named},
    )


def named_after(spot: Spot, actors: Mapping[str, Actor]) -> Mention | None:
    """Return the person whose name follows a title directly: "President Carter"."""
    tokens = spot.line.tokens
    mention = spot.line.begins.get(tokens[spot.last].start) if spot.last < len(tokens) else None
    return mention if mention and actors[mention.actor_id].type == "person" else None


def named_across(spot: Spot, actors: Mapping[str, Actor]) -> Mention | None:
    """Return the person named across a comma from a title: "the president, Carter", "Carter, the president"."""
    line, tokens, end, begin = spot.line, spot.line.tokens, spot.end, spot.begin
    if begin > 0 and tokens[begin - 1].text.lower() == "the":
        begin -= 1
    after = line.begins.get(tokens[end + 1].start) if end + 1 < len(tokens) and tokens[end].text == "," else None
    before = line.ends.get(tokens[begin - 2].end) if begin > 1 and tokens[begin - 1].text == "," else None
    return next((m for m in (after, before) if m and actors[m.actor_id].type == "person"), None)


def country_at(line: Line, position: int, actors: Mapping[str, Actor]) -> Mention | None:
    """Return the country that a mention beginning at a token means."""
    mention = line.begins.get(line.tokens[position].start) if position < len(line.tokens) else None
    return mention if mention and actors[mention.actor_id].type == "country" else None


@cache
def _titles() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the tokens of each title of an office by the first of them, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    offices = [known.title for known in knowledge.press_titles()]
    offices += [title for title, known in name_words.person_titles().items() if known.kind == "office"]
    offices += sorted(NAMELESS)
    for title in offices:
        words = tuple(token.text.lower() for token in lexicon.cut(title))
        found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(group, key=lambda words: (-len(words), words))) for first, group in found.items()}


def _title(tokens: Sequence[Token], position: int) -> tuple[str, int]:
    """Return the longest title at a position and its length in tokens, 0 for none."""
    for words in _titles().get(tokens[position].text.lower(), ()):
        here = tokens[position : position + len(words)]
        if tuple(token.text.lower() for token in here) == words:
            return " ".join(words).replace(" - ", "-"), len(words)
    return "", 0


def _country(line: Line, begin: int, last: int, actors: Mapping[str, Actor]) -> tuple[str | None, int, int]:
    """Return the code of the country that stands with a title, and the range of tokens of both."""
    tokens, before = line.tokens, begin - 1
    if before > 0 and tokens[before].text in POSSESSIVE:
        before -= 1
    mention = line.ends.get(tokens[before].end) if before >= 0 else None
    if mention is not None and actors[mention.actor_id].type == "country":
        return actors[mention.actor_id].country, line.token_at(mention.start), last
    if last < len(tokens) and tokens[last].text == "of":
        after = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].text == "the")
        mention = country_at(line, after, actors)
        if mention is not None:
            return actors[mention.actor_id].country, begin, line.token_at(mention.end)
    return None, begin, last


def _holder(spot: Spot, met: Mapping[str, None], *, day: str) -> str | None:
    """Return who held an office of a country on a day; of two, on a day of change, the one whom the article names."""
    office = knowledge.office(spot.title, country=spot.country)
    if office not in NATIONAL:
        return None
    holding = {term.actor_id for term in knowledge.holders(office, country=spot.country, day=day)}
    if len(holding) > 1:
        holding &= met.keys() | {mention.actor_id for mention in spot.line.named}
    return next(iter(holding)) if len(holding) == 1 else None


def _bearer(
    title: str,
    met: Mapping[str, None],
    actors: Mapping[str, Actor],
    titles: Mapping[str, frozenset[str]],
    *,
    day: str | None,
) -> str | None:
    """Return the one person met so far who bears a title in the article, or held its office on the day."""
    persons = [actor_id for actor_id in met if actor_id in actors and actors[actor_id].type == "person"]
    bearers = [actor_id for actor_id in persons if title in titles.get(actor_id, ())]
    if not bearers and title in SHORT:
        bearers = [i for i in persons if any(longer.endswith(f" {title}") for longer in titles.get(i, ()))]
    if not bearers and day is not None:
        terms = _terms(day, own.current())
        bearers = [i for i in persons if any(_names(title, term) for term in terms.get(i, ()))]
    return bearers[0] if len(bearers) == 1 else None


def _names(title: str, term: knowledge.Term) -> bool:
    """Say whether a title names the office of a term in its country."""
    return knowledge.office(title, country=term.country) == term.office


@lru_cache(maxsize=64)
def _terms(day: str, _: Own) -> Mapping[str, list[knowledge.Term]]:
    """Return the terms of national offices that have a day in common with one, by who held them."""
    found: dict[str, list[knowledge.Term]] = {}
    for office in NATIONAL:
        for term in knowledge.holders(office, day=day):
            found.setdefault(term.actor_id, []).append(term)
    return found
