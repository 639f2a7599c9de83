"""The actors of one article, by every form that the article names them with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import get_args

from wirebook import knowledge
from wirebook.annotate import lexicon
from wirebook.annotate.mentions import Candidate
from wirebook.annotate.records import Actor, ActorType
from wirebook.knowledge import KnownActor, name_words, own
from wirebook.knowledge.name_words import Gender
from wirebook.knowledge.own import Own, slug

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s?\b(?=\s)")
SMALL = frozenset(("of", "the", "for", "and", "on", "de", "la", "du", "des", "&"))
"""Words that an acronym may leave out."""

TOP_OFFICES = ("head_of_state", "head_of_government")

NAMESAKES = 100
"""Names of one article that are kept for one word: more only a hostile text has."""

US_NEIGHBOURS = 1
"""Names of states and cities of the United States in an article that make "Georgia" the state."""


def key(name: str) -> tuple[str, ...]:
    """Return the words of a name by which forms of it are compared: lower case, without article, points or the "s" of
    a possessive ("New People's Party" is also written "New People Party")."""
    words = tuple(WORD.findall(POSSESSIVE.sub("", name.casefold().replace(".", ""))))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def as_actor(known: KnownActor) -> Actor:
    """Return an actor of the knowledge tables as one of an article."""
    return Actor(
        actor_id=known.actor_id,
        name=known.name,
        type=known.type,
        country=known.country,
        wikidata=known.wikidata,
        known=True,
    )


def as_place(name: str) -> Actor:
    """Return a place of the table of places as an actor of an article."""
    place = name_words.place_names()[name]
    return Actor(actor_id=slug(name), name=name, type="place", country=place.country, known=True)


class Directory:
    """Whom the names of one article mean. It is filled from all candidates first, so that a surname in the headline
    finds the full name below it."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        *,
        published: str | None,
        introduced: Mapping[str, Candidate] = MappingProxyType({}),
    ) -> None:
        """Read the candidates of an article; `introduced` are the short names that it introduces."""
        self._published = published
        self._introduced = {short: full for short, full in introduced.items() if full.text not in introduced}
        self._actors: dict[str, Actor] = {}
        self._genders: dict[str, Gender] = {}
        self._families: dict[str, list[str]] = {}
        self._longer: dict[str, dict[tuple[str, ...], str]] = {}
        self._acronyms: dict[str, str] = {}
        self._places = {c.place for c in candidates if c.place}
        named = [knowledge.actors()[candidate.aliases[0].actor_id] for candidate in candidates if candidate.aliases]
        self._countries = {actor.country for actor in named if actor.type in ("country", "person")}
        self._votes: dict[str, Counter[ActorType]] = {}
        for candidate in candidates:
            if not candidate.aliases and not candidate.place:
                weight = 1 if candidate.how in WEAK_CUES else 3
                self._votes.setdefault(_unknown_id(candidate), Counter())[candidate.type] += weight
        for candidate in candidates:
            self._register(candidate)

    def actors(self) -> Mapping[str, Actor]:
        """Return the actors found so far, by `actor_id`."""
        return self._actors

    def genders(self) -> Mapping[str, Gender]:
        """Return the gender of those persons whose title or given name tells it, by `actor_id`."""
        return self._genders

    def actor(self, candidate: Candidate) -> tuple[Actor, str]:
        """Return the actor that a candidate means, and in words what decided."""
        full = self._introduced.get(candidate.text)
        if full is not None:
            return self.actor(full)[0], "acronym of a name in the article"
        relative = self._relative(candidate)
        if relative:
            return relative, "title before"
        if candidate.aliases:
            return self._known(candidate)
        if candidate.place:
            return self._place(candidate.place), "place name"
        words = key(candidate.text)
        if len(words) == 1:
            found = self._by_family(candidate)
            if found:
                return found, "surname of a name in the article"
            if candidate.text in self._acronyms:
                return self._actors[self._acronyms[candidate.text]], "acronym of a name in the article"
        part = self._by_part(words, candidate)
        if part:
            return part, "part of a name in the article"
        if len(words) == 1 and candidate.type == "person":
            holder = self._office_holder(candidate.text)
            if holder:
                return self.add_known(holder), "surname of an office holder"
        return self._unknown(candidate), candidate.how

    def city(self, candidate: Candidate, *, state: str = "") -> Actor:
        """Return the city that a capital names where it does not stand for the government, or the state of its name,
        by the name of that in the table of places ("Washington State"), where it stands there."""
        if state in name_words.place_names():
            return self._place(state)
        known = knowledge.actors()[candidate.aliases[0].actor_id]
        city = Actor(
            actor_id=slug(candidate.text), name=candidate.text, type="place", country=known.country, known=True
        )
        return self._actors.setdefault(city.actor_id, city)

    def _register(self, candidate: Candidate) -> None:
        words = key(candidate.text)
        if candidate.text in self._introduced or self._relative(candidate):
            return
        if candidate.aliases:
            actor, _ = self._known(candidate)
        elif candidate.place:
            actor = self._place(candidate.place)
        elif len(words) > 1:
            actor = self._unknown(candidate)
        else:
            return
        if actor.type == "person":
            self._register_person(actor, candidate)
        elif len(words) > 1 and candidate.form != "demonym":
            self._register_name(words, candidate.text, actor.actor_id)

    def _register_person(self, actor: Actor, candidate: Candidate) -> None:
        words = WORD.findall(candidate.text)
        known = knowledge.actors().get(actor.actor_id)
        families = [known.family] if known and known.family else candidate.text.split()[-1:]
        if not known and words[0] not in name_words.given_names():
            families.append(words[0])  # family name first, as in China, Korea and Hungary
        elif len(words) > 1:
            families.append(words[0])
        for family in families:
            ids = self._families.setdefault(family, [])
            if len(ids) < NAMESAKES and actor.actor_id not in ids:
                ids.append(actor.actor_id)
        self._note_gender(actor.actor_id, candidate)

    def _note_gender(self, actor_id: str, candidate: Candidate) -> None:
        title = name_words.person_titles().get(candidate.title or "")
        given = WORD.findall(candidate.text)
        gender = title.gender if title and title.gender else None
        if gender is None:
            gender = _told_gender(actor_id) or name_words.given_names().get(given[0])
        if gender is not None:
            self._genders.setdefault(actor_id, gender)

    def _register_name(self, words: tuple[str, ...], text: str, actor_id: str) -> None:
        for word in words:
            longer = self._longer.setdefault(word, {})
            if len(longer) < NAMESAKES:
                longer.setdefault(words, actor_id)
        capitals = [word for word in WORD.findall(text) if word[0].isupper() or word in SMALL]
        for letters in (capitals, [word for word in capitals if word not in SMALL]):
            acronym = "".join(word[0] for word in letters).upper()
            if len(acronym) > 1:
                self._acronyms.setdefault(acronym, actor_id)

    def _by_family(self, candidate: Candidate) -> Actor | None:
        ids = self._families.get(candidate.text, [])
        gender = _title_gender(candidate)
        if gender:
            ids = [i for i in ids if self._genders.get(i, gender) == gender]
        if not ids:
            return None
        if gender:
            self._genders.setdefault(ids[0], gender)
        return self._actors[ids[0]]

    def _relative(self, candidate: Candidate) -> Actor | None:
        """Return whom a surname with "Mrs" or "Mr" means where all of that name in the article, or the known person
        whom the name alone would mean, are of the other gender: the one known person of that name and gender, else an
        actor of its own ("Mrs Quint" beside David Quint)."""
        gender = _title_gender(candidate)
        if gender is None or " " in candidate.text:
            return None
        named = {alias.actor_id for alias in candidate.aliases}
        ids = set(self._families.get(candidate.text, ())) or named
        agreeing = sorted(i for i in ids if (self._genders.get(i) or _told_gender(i)) in (gender, None))
        if agreeing and (set(agreeing) & named or not named):
            return None
        known = agreeing or [
            i for i in knowledge.families().get(candidate.text, ()) if _told_gender(i) in (gender, None)
        ]
        if not ids:
            return None
        if len(known) == 1 and known[0] in self._actors:
            return self._actors[known[0]]
        if len(known) == 1 and known[0] in knowledge.actors():
            self._genders.setdefault(known[0], gender)
            return self.add_known(known[0])
        name = f"{(candidate.title or '').capitalize()} {candidate.text}"
        actor = Actor(actor_id=slug(name), name=name, type="person", known=False)
        self._genders.setdefault(actor.actor_id, gender)
        return self._actors.setdefault(actor.actor_id, actor)

    def _by_part(self, words: tuple[str, ...], candidate: Candidate) -> Actor | None:
        """Find the one longer name of an organisation or place that this one begins or, of several words, stands in;
        after "the" its last word is enough: "the Forum"."""
        called = len(words) == 1 and candidate.before[-1:] == ("the",) and candidate.type == "organization"
        found: dict[str, None] = {}
        for longer, actor_id in self._longer.get(words[0], {}).items():
            at = longer.index(words[0])
            if len(longer) <= len(words) or longer[at : at + len(words)] != words:
                continue
            if candidate.type == "place" and candidate.probability and self._actors[actor_id].type == "organization":
                continue  # the city that a university has its name from
            if len(words) > 1 and candidate.type == "person" and candidate.probability and _is_given(candidate.text):
                continue  # the person whose name a foundation bears
            if (
                at == 0
                or (len(words) > 1 and self._actors[actor_id].type != "place")
                or (called and longer[-1:] == words and self._actors[actor_id].type == "organization")
            ):
                found[actor_id] = None
        own = self._actors.get(slug(candidate.text))
        return self._actors[next(iter(found))] if len(found) == 1 and (own is None or len(words) > 1) else None

    def _known(self, candidate: Candidate) -> tuple[Actor, str]:
        aliases = candidate.aliases
        if any("person" in alias.ambiguous for alias in aliases):
            person = self._by_family(candidate)
            if person is not None:
                return person, "surname of a name in the article"
        if any("place" in alias.ambiguous for alias in aliases) and candidate.place and self._is_state(candidate):
            return self._place(candidate.place), "place name"
        if len(aliases) == 1 and self._is_elsewhere(candidate):
            longer = self._by_part(key(candidate.text), candidate)
            return longer or self._unknown(candidate), "known name, one of several"
        if len(aliases) == 1:
            several = bool(aliases[0].ambiguous)
            return self.add_known(aliases[0].actor_id), "known name, one of several" if several else "known name"
        ids = [alias.actor_id for alias in sorted(aliases, key=lambda alias: alias.form == "capital")]
        chosen = next((i for i in ids if i in self._actors), None) or self._in_office(ids) or ids[0]
        return self.add_known(chosen), "known name, one of several"

    def _is_elsewhere(self, candidate: Candidate) -> bool:
        """Say whether an organisation of which every country has one ("Supreme Court") may be another country's than
        the known one: where others alone are named."""
        alias = candidate.aliases[0]
        known = knowledge.actors()[alias.actor_id]
        if "actor" not in alias.ambiguous or known.type != "organization" or known.country is None:
            return False
        return bool(self._countries) and known.country not in self._countries

    def _is_state(self, candidate: Candidate) -> bool:
        others = (name_words.place_names()[name].country for name in self._places if name != candidate.place)
        return sum(country == "US" for country in others) >= US_NEIGHBOURS

    def _in_office(self, ids: Iterable[str]) -> str | None:
        """Return the one of several persons who held the highest office when the article was published."""
        if self._published is None:
            return None
        day = self._published[:10]
        return next((i for i in _holders(day) if i in set(ids)), None)

    def _office_holder(self, family: str) -> str | None:
        """Return the known person of this family name who was in office, where there is one such; heads of state and
        government before ministers."""
        ids = knowledge.families().get(family, ())
        if not ids or self._published is None:
            return None
        ranks = _holders(self._published[:10])
        holding = sorted((ranks[i], i) for i in ids if i in ranks)
        if not holding or (len(holding) > 1 and holding[0][0] == holding[1][0]):
            return None
        return holding[0][1]

    def add_known(self, actor_id: str) -> Actor:
        """Return an actor of the knowledge tables as one of this article."""
        return self._actors.setdefault(actor_id, as_actor(knowledge.actors()[actor_id]))

    def _place(self, name: str) -> Actor:
        actor = as_place(name)
        return self._actors.setdefault(actor.actor_id, actor)

    def _unknown(self, candidate: Candidate) -> Actor:
        actor_id = _unknown_id(candidate)
        if not candidate.aliases and actor_id in knowledge.actors():
            return self.add_known(actor_id)
        if candidate.type == "organization" and (own := _of_its_country(candidate.text)) is not None:
            return self.add_known(own)
        votes = self._votes.get(actor_id)
        kind = votes.most_common(1)[0][0] if votes else candidate.type
        if kind == "person":
            self._note_gender(actor_id, candidate)
        actor = Actor(actor_id=actor_id, name=candidate.text, type=kind, known=False)
        return self._actors.setdefault(actor_id, actor)


WEAK_CUES = frozenset(("capitals", "common words", "determiner", "weak place cue", "place cue", "place in the name"))
"""Cues that count for less where the mentions of one name disagree on its type."""


def _unknown_id(candidate: Candidate) -> str:
    return slug(" ".join(key(candidate.text)))


@lru_cache(maxsize=4096)
def _own_of(text: str, _: Own) -> str | None:
    tokens = lexicon.cut(text)
    entry = lexicon.match(tokens, 0, end=len(tokens), index=lexicon.entries()) if tokens else None
    if entry is None or not entry.aliases or len(entry.tokens) == len(tokens):
        return None
    country = knowledge.actors()[entry.aliases[0].actor_id]
    rest = knowledge.aliases().get(text[tokens[len(entry.tokens)].start :], ())
    bodies = [knowledge.actors()[alias.actor_id] for alias in rest]
    found = [b.actor_id for b in bodies if b.type == "organization" and b.country == country.country]
    return found[0] if country.type == "country" and len(found) == 1 else None


def _of_its_country(text: str) -> str | None:
    """Return the known body that a name with its country's before it means: "the United Kingdom Home Office"."""
    return _own_of(text, own.current())


def _title_gender(candidate: Candidate) -> Gender | None:
    title = name_words.person_titles().get(candidate.title or "")
    return title.gender if title else None


def _is_given(name: str) -> bool:
    """Return whether a name begins with a given name."""
    return name.split()[0] in name_words.given_names()


def _told_gender(actor_id: str) -> Gender | None:
    """Return the gender that the given name of a known person tells; a family name may stand first."""
    return _told(actor_id, own.current())


@lru_cache(maxsize=4096)
def _told(actor_id: str, _: Own) -> Gender | None:
    known = knowledge.actors().get(actor_id)
    if known is None or known.type != "person":
        return None
    given = [word for word in known.name.split() if word != known.family]
    return name_words.given_names().get(given[0]) if given else None


def _holders(day: str) -> Mapping[str, int]:
    """Return those in office on a day, heads of state and government first (rank 0), others after (rank 1)."""
    return _in_office(day, own.current())


@lru_cache(maxsize=1024)
def _in_office(day: str, _: Own) -> Mapping[str, int]:
    held: dict[str, int] = {}
    for office in get_args(knowledge.Office):
        rank = 0 if office in TOP_OFFICES else 1
        for term in knowledge.holders(office, day=day):
            held[term.actor_id] = min(rank, held.get(term.actor_id, rank))
    return dict(sorted(held.items(), key=lambda item: item[1]))
