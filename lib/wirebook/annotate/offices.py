"""Office words that point at one person: "the Chinese leader", "Japan's prime minister", "the president".

With a country (an adjective, a possessive or "of" after it) the words mean whoever held the office there when the
article was published, by the knowledge tables. Alone, after "the", they mean the one person whom the article has given
that title, or who held that office then and is named in it. Words beside a name ("President Carter", "Carter, the
president,") belong to it and are no mention of their own; former holders, and sentences about another year, are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from wirebook import knowledge
from wirebook.annotate import lexicon
from wirebook.annotate.document import Document
from wirebook.annotate.lexicon import Token
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

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})

YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")

GOES_ON = frozenset({"of", "for", "-", "at"})
"""Words after a title that say of what: "the president of the union", "the mayor-elect"."""

CONFIDENCE = {BY_OFFICE: 0.8, BY_TITLE: 0.75}


@dataclass(frozen=True, slots=True)
class Spot:
    """One title of an office in a sentence: tokens `first` to `last`, with its country those from `begin` to `end`."""

    sentence: Sentence
    tokens: Sequence[Token]
    title: str
    first: int
    last: int
    begin: int
    end: int
    country: str | None
    named: Sequence[Mention]
    begins: Mapping[int, Mention]
    ends: Mapping[int, Mention]

    @property
    def span(self) -> tuple[int, int]:
        """The title alone, as positions in the article."""
        return self.tokens[self.first].start, self.tokens[self.last - 1].end

    def told_of(self, published: str | None) -> bool:
        """Say whether the sentence may be about the time of publication: it names no other year."""
        return published is not None and all(year == published[:4] for year in YEAR.findall(self.sentence.text))

    def quoted(self) -> bool:
        """Say whether the title stands inside quotation marks."""
        place = self.span[0] - self.sentence.start
        return any(q.start() <= place < q.end() for q in QUOTED.finditer(self.sentence.text))

    def alone(self) -> bool:
        """Say whether "the" stands before the title, and nothing after it that says of what."""
        before = self.begin > 0 and self.tokens[self.begin - 1].text.lower() == "the"
        return before and not (self.last < len(self.tokens) and self.tokens[self.last].text in GOES_ON)


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
    for spot in spots(doc, mentions, actors):
        start, stop = spot.span
        if named_after(spot, actors) or named_across(spot, actors):
            continue
        now = spot.told_of(published)
        if spot.country:
            named = {m.actor_id for m in mentions if m.sentence <= spot.sentence.sentence}
            chosen = _holder(spot.title, spot.country, str(published), named) if now else None
            how = BY_OFFICE
        elif spot.alone() and not spot.quoted():
            met = [m.actor_id for m in mentions if m.end <= start] + [m.actor_id for m, _ in found]
            chosen = _bearer(spot.title, met, actors, titles, published if now else None)
            how = BY_TITLE
        else:
            continue
        if chosen is None:
            continue
        mention = Mention(
            sentence=spot.sentence.sentence,
            start=start,
            end=stop,
            text=doc.text[start:stop],
            form="title",
            actor_id=chosen,
            confidence=CONFIDENCE[how],
            how=how,
        )
        found.append((mention, chosen if chosen not in actors else None))
    return found


def spots(doc: Document, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> Iterator[Spot]:
    """Yield the titles of a document that are no part of a name, and not of former or other holders."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in doc.sentences:
        named = by_sentence.get(sentence.sentence, [])
        begins = {mention.start: mention for mention in named}
        ends = {mention.end: mention for mention in named}
        tokens = lexicon.cut(sentence.text, start=sentence.start)
        position = 0
        while position < len(tokens):
            title, length = _title(tokens, position)
            first, last = position, position + length
            position += 1
            if not length or any(m.start < tokens[last - 1].end and tokens[first].start < m.end for m in named):
                continue
            position = last
            begin = first
            while begin > 0 and tokens[begin - 1].text.lower() in PRESENT:
                begin -= 1
            country, begin, end = _country(tokens, begin, last, begins, ends, actors)
            if begin == 0 or tokens[begin - 1].text.lower() not in OTHERS:
                yield Spot(sentence, tokens, title, first, last, begin, end, country, named, begins, ends)


def named_after(spot: Spot, actors: Mapping[str, Actor]) -> Mention | None:
    """Return the person whose name follows a title directly: "President Carter"."""
    if spot.last >= len(spot.tokens):
        return None
    mention = spot.begins.get(spot.tokens[spot.last].start)
    return mention if mention and actors[mention.actor_id].type == "person" else None


def named_across(spot: Spot, actors: Mapping[str, Actor]) -> Mention | None:
    """Return the person named across a comma from a title: "the president, Carter", "Carter, the president"."""
    tokens, end, begin = spot.tokens, spot.end, spot.begin
    if begin > 0 and tokens[begin - 1].text.lower() == "the":
        begin -= 1
    after = spot.begins.get(tokens[end + 1].start) if end + 1 < len(tokens) and tokens[end].text == "," else None
    before = spot.ends.get(tokens[begin - 2].end) if begin > 1 and tokens[begin - 1].text == "," else None
    return next((m for m in (after, before) if m and actors[m.actor_id].type == "person"), None)


@cache
def _titles() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the tokens of each title of an office by the first of them, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    offices = [known.title for known in knowledge.press_titles()]
    offices += [title for title, known in name_words.person_titles().items() if known.kind == "office"]
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


def _country(
    tokens: Sequence[Token],
    begin: int,
    last: int,
    begins: Mapping[int, Mention],
    ends: Mapping[int, Mention],
    actors: Mapping[str, Actor],
) -> tuple[str | None, int, int]:
    """Return the code of the country that stands with a title, and the range of tokens of both."""
    before = begin - 1
    if before > 0 and tokens[before].text in POSSESSIVE:
        before -= 1
    if before >= 0:
        actor = actors.get(ends[tokens[before].end].actor_id) if tokens[before].end in ends else None
        if actor is not None and actor.type == "country":
            start = next(i for i, t in enumerate(tokens) if t.end > ends[tokens[before].end].start)
            return actor.country, start, last
    after = last
    if after < len(tokens) and tokens[after].text == "of":
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].text == "the")
        mention = begins.get(tokens[after].start) if after < len(tokens) else None
        if mention is not None and actors[mention.actor_id].type == "country":
            end = next((i for i, t in enumerate(tokens) if t.start >= mention.end), len(tokens))
            return actors[mention.actor_id].country, begin, end
    return None, begin, last


def _holder(title: str, country: str, published: str, named: set[str]) -> str | None:
    """Return who held an office of a country on the day; of two on a day of change the one whom the article names."""
    office = knowledge.office(title, country=country)
    if office not in NATIONAL:
        return None
    holding = {term.actor_id for term in knowledge.holders(office, country=country, day=published[:10])}
    if len(holding) > 1:
        holding &= named
    return next(iter(holding)) if len(holding) == 1 else None


def _bearer(
    title: str,
    met: Sequence[str],
    actors: Mapping[str, Actor],
    titles: Mapping[str, frozenset[str]],
    published: str | None,
) -> str | None:
    """Return the one person met so far who bears a title in the article, or held its office on the day."""
    persons = [actor_id for actor_id in dict.fromkeys(met) if actor_id in actors and actors[actor_id].type == "person"]
    bearers = [actor_id for actor_id in persons if title in titles.get(actor_id, ())]
    if not bearers and published is not None:
        bearers = [actor_id for actor_id in persons if _held(title, actor_id, published[:10])]
    return bearers[0] if len(bearers) == 1 else None


def _held(title: str, actor_id: str, day: str) -> bool:
    """Say whether a person held, on a day, the office that a title names in the person's country."""
    terms = _terms(day, own.current()).get(actor_id, ())
    return any(knowledge.office(title, country=term.country) == term.office for term in terms)


@lru_cache(maxsize=1024)
def _terms(day: str, _: Own) -> Mapping[str, list[knowledge.Term]]:
    found: dict[str, list[knowledge.Term]] = {}
    for office in NATIONAL:
        for term in knowledge.holders(office, day=day):
            found.setdefault(term.actor_id, []).append(term)
    return found
