"""Clues that names and words give: who held which office, what was in the news and when, what there was at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from wirebook import knowledge
from wirebook.annotate.dating import likelihood
from wirebook.annotate.dating.clue import Clue
from wirebook.annotate.dating.spotting import Spotter
from wirebook.annotate.document import Document
from wirebook.annotate.times import lexicon, values
from wirebook.knowledge import own

TOLD_WITHIN = 2
"""In how many sentences on end all signs of an event must stand: the second often leaves out what the first has said.
Chosen, with 1 and 3, on the same 492 articles as the figures of `likelihood`."""
ABOUT = 1.3
"""How much the signs of a story in a text must weigh together for the text to be about it: one name is not enough."""
COMMON = 0.3
"""What an ordinary word, a number or the name of a country or place weighs, beside a name: they are of many stories."""

_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_GIVEN = re.compile(r"(?:\b[A-Z][\w.’'-]*\s){1,3}$")
_NOT_NOW = re.compile(r"\b(?:former|ex|then|late|ousted|deposed)[ -]", re.IGNORECASE)
_DOW = re.compile(r"Dow(?: Jones)? [Ii]ndustrials?(?: [Aa]verage)?[^\n]{0,200}")
_POINTS = re.compile(r"(?<![\d$])\d{1,2},\d{3}(?:\.\d+)?")


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = lexicon.any_of(knowledge.titles())
    return re.compile(rf"\b(?P<title>{titles})\s(?:[A-Z][\w.’'-]*\s){{0,3}}$", re.IGNORECASE)


def find(doc: Document) -> Iterator[Clue]:
    """Return all clues that a document's names and words give."""
    yield from of_offices(doc)
    yield from of_eras(doc)
    yield from of_stories(doc)
    yield from of_cycles(doc)
    yield from of_indices(doc)


def of_offices(doc: Document) -> Iterator[Clue]:
    """Return the clues that known persons give: the terms of the office that a title names, held or left."""
    families, seen = knowledge.families(), set[str]()
    for match in _NAME.finditer(doc.text):
        name = re.sub(r"['’]s$", "", match[0])
        if name not in families or name in seen:
            continue
        before = doc.text[max(0, match.start() - 60) : match.start()]
        title = _title_pattern().search(before)
        given = _GIVEN.search(before[title.end("title") :] if title else before)
        full = f"{given[0].strip() if given else ''} {name}".strip()
        ids = {alias.actor_id for alias in knowledge.aliases().get(full, ()) if alias.form in ("name", "alias")}
        end = match.start() + len(name)
        if not title:
            terms = [*_terms(ids, None), *_prominent(full)] if given else []
            if terms:
                seen.add(name)
                start = match.start() - len(given[0]) if given else match.start()
                yield Clue(start, end, f"known for an office, {_spans(terms)}", likelihood.known_for(terms))
            continue
        terms = _terms(ids or set(families[name]), knowledge.office(title["title"].lower()))
        if terms:
            seen.add(name)
            start = max(0, match.start() - 60) + title.start()
            if _NOT_NOW.search(before[max(0, title.start() - 14) : title.start()] + " "):
                yield Clue(start, end, f"no longer in office, {_spans(terms)}", likelihood.left_office(terms))
            else:
                yield Clue(start, end, f"in office {_spans(terms)}", likelihood.in_office(terms))


@cache
def _era_terms() -> Spotter:
    return Spotter(knowledge.eras())


def of_eras(doc: Document) -> Iterator[Clue]:
    """Return the clues of names and words that have not always been there, or are no more, or were much written of."""
    seen: set[str] = set()
    reached = 0
    for start, end, term in _era_terms().find(doc.text):
        if start < reached:
            continue
        reached = end
        if term in seen or _NOT_NOW.search(doc.text[max(0, start - 14) : start]):
            continue
        seen.add(term)
        era = knowledge.eras()[term]
        span = _span(era.begin, era.end)
        if era.kind == "existence":
            yield Clue(start, end, f"there {span}", likelihood.in_era(*_ordinals(era.begin, era.end)))
        elif term not in knowledge.aliases():  # persons with offices: `of_offices` reads both together
            yield Clue(start, end, f"in the news {span}", likelihood.known_for(_prominent(term)))


@cache
def _signs() -> tuple[Spotter, Mapping[str, tuple[tuple[int, int], ...]]]:
    """Return what spots the signs of stories; for each way of writing one, the stories and the number of the sign."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, story in enumerate(knowledge.stories()):
        for place, sign in enumerate(story.signs):
            for written in sign:
                found[written].append((number, place))
    return Spotter(found), {written: tuple(places) for written, places in found.items()}


@cache
def _cycle_terms() -> tuple[Spotter, Mapping[str, tuple[int, ...]]]:
    """Return what spots the terms of what comes back, and the numbers of the rows of each term."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, cycle in enumerate(knowledge.cycles()):
        for term in cycle.terms:
            found[term].append(number)
    return Spotter(found), {term: tuple(numbers) for term, numbers in found.items()}


def of_cycles(doc: Document) -> Iterator[Clue]:
    """Return the clues of what comes back every year or every few years: each once, a term's several times as one."""
    spotter, rows = _cycle_terms()
    seen: set[tuple[int, ...]] = set()
    for start, end, term in spotter.find(doc.text):
        if rows[term] not in seen:
            seen.add(rows[term])
            listed = [knowledge.cycles()[number] for number in rows[term]]
            times = ", ".join(f"{c.begin[0]}/{c.begin[1]} to {c.end[0]}/{c.end[1]}" for c in listed)
            every = "every year" if listed[0].period == 1 else f"every {listed[0].period} years"
            yield Clue(start, end, f"written of {every}, {times}", likelihood.recurring(listed))


Spans = dict[int, tuple[int, int]]
"""The first span of each sign of a story."""


@dataclass(slots=True)
class _Seen:
    """What a text has of one event or story: the first span of each sign, with its weightiest spelling."""

    spans: Spans = field(default_factory=dict)
    spellings: dict[int, str] = field(default_factory=dict)
    told: Spans | None = None
    """The spans of the signs in the first sentences that have them all."""


def of_stories(doc: Document) -> Iterator[Clue]:
    """Return the clues of what the press wrote about.

    An event is told where all its signs stand in one sentence or two on end; a story where enough of its signs stand in
    the text.
    """
    for number, seen in _seen(doc).items():
        story = knowledge.stories()[number]
        first, last = _ordinals(story.begin, story.end)
        if first is None or last is None:
            continue
        what = f"{story.name}, {_span(story.begin, story.end)}"
        if story.kind == "event" and seen.told:
            start, end = min(seen.told.values())[0], max(end for _, end in seen.told.values())
            yield Clue(start, end, what, likelihood.event(first, last), (first, last))
        elif story.kind == "story" and (weight := sum(map(_weight, seen.spellings.values()))) >= ABOUT:
            start, end = min(seen.spans.values())
            found = ", ".join(f"“{doc.text[s:e]}”" for s, e in sorted(seen.spans.values()))
            shape = likelihood.story(first, last, weight=weight)
            yield Clue(start, end, f"{what}: {found}", shape)


def _seen(doc: Document) -> Mapping[int, _Seen]:
    """Return what the text has of each event and story, by their numbers."""
    spotter, places = _signs()
    found: defaultdict[int, _Seen] = defaultdict(_Seen)
    latest: defaultdict[int, dict[int, tuple[int, int, int]]] = defaultdict(dict)
    sentence = 0
    for start, end, written in spotter.find(doc.text):
        while sentence + 1 < len(doc.sentences) and start >= doc.sentences[sentence + 1].start:
            sentence += 1
        for number, place in places[written]:
            seen = found[number]
            seen.spans.setdefault(place, (start, end))
            seen.spellings[place] = max(seen.spellings.get(place, written), written, key=_weight)
            latest[number][place] = start, end, sentence
            if seen.told is None and len(latest[number]) == len(knowledge.stories()[number].signs):
                signs = latest[number].items()
                if all(sentence - told_in < TOLD_WITHIN for _, (_, _, told_in) in signs):
                    seen.told = {sign: span[:2] for sign, span in signs}
    return found


@cache
def _weight(sign: str) -> float:
    known = {knowledge.actors()[alias.actor_id].type for alias in knowledge.aliases().get(sign, ())}
    common = sign.islower() or not sign[0].isalpha() or (known and known <= {"country", "place"})
    return COMMON if common else 1.0


def _prominent(term: str) -> list[likelihood.Term]:
    """Return the time in which the press wrote of a person, none where the tables do not say."""
    era = knowledge.eras().get(term)
    begin, end = _ordinals(era.begin, era.end) if era else (None, None)
    return [(begin, end)] if begin is not None else []


def _ordinals(begin: str | None, end: str | None) -> tuple[int | None, int | None]:
    """Return the first day that a value covers, and the last that another does, as ordinals; None where unknown."""
    first, last = values.point(begin), values.point(end)
    return first.first.toordinal() if first else None, last.last.toordinal() if last else None


def _spans(terms: Sequence[likelihood.Term]) -> str:
    """Write terms of office in their order, those that meet as one."""
    joined: list[likelihood.Term] = []
    for begin, end in sorted(terms, key=lambda term: term[0]):
        last = joined[-1][1] if joined else None
        if joined and (last is None or begin <= last + 1):
            joined[-1] = joined[-1][0], None if last is None or end is None else max(last, end)
        else:
            joined.append((begin, end))
    days = ((str(date.fromordinal(b)), str(date.fromordinal(e)) if e is not None else "") for b, e in joined)
    return ", ".join(_span(*pair) for pair in days)


def _span(begin: str, end: str) -> str:
    """Write a time of which the beginning or the end may be unknown."""
    if begin == end:
        return begin
    return f"from {begin}" if not end else f"until {end}" if not begin else f"{begin} to {end}"


def of_indices(doc: Document) -> Iterator[Clue]:
    """Return the clue that the level of the Dow Jones Industrial Average gives."""
    for match in _DOW.finditer(doc.text):
        levels = [float(number.replace(",", "")) for number in _POINTS.findall(match[0])]
        if levels:
            years = [y for y, (low, high) in knowledge.dow_jones().items() if low * 0.99 <= max(levels) <= high * 1.01]
            spans = [(date(y, 1, 1).toordinal(), date(y, 12, 31).toordinal()) for y in years]
            if spans:
                yield Clue(*match.span(), f"the Dow Jones at {max(levels):,.0f}", likelihood.in_years(spans))
            return


def _terms(actor_ids: set[str], office: str | None) -> list[likelihood.Term]:
    terms: list[likelihood.Term] = []
    for term in knowledge.terms():
        if term.actor_id in actor_ids and (term.office == office or office is None):
            begin, end = _ordinals(term.begin, term.end)
            if begin is not None:
                terms.append((begin, end))
    return terms


@cache
def horizon() -> date:
    """Return the last day that the knowledge tables tell of: of later days they would know nothing."""
    tables = (term for term in knowledge.terms() if term.source != own.FILE)
    known = [point.last for term in tables if (point := values.point(term.begin))]
    return max(known, default=date(2030, 12, 31))
