"""Whose words a quotation is: by its own cue, or by the quotation that it goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirebook.annotate.document import Document
from wirebook.annotate.quotes.clauses import (
    DASHES,
    LONGEST_PHRASE,
    PRONOUNS,
    PUNCTUATION,
    Item,
    Phrase,
    items_of,
    main_subject,
    name_to,
    subject_before,
)
from wirebook.annotate.quotes.cues import Cue, cues_of
from wirebook.annotate.quotes.marks import Quotation
from wirebook.language import Span

NEXT_TO = 2
"""Items between a quotation and the subject or verb of the cue that follows it: a comma at most."""
STATEMENT = 4
"""Words of a quotation that stands as a statement although no speaker was found."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence as items, with the cues in it."""

    items: list[Item]
    cues: list[Cue]
    places: dict[int, int]
    """The item of each quotation, by the quotation's number."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who spoke, by which cue, to whom and through whom: spans of the text."""

    speaker: Span | None
    cue: Span | None
    listener: Span | None
    medium: Span | None
    how: str


def clauses(doc: Document, quotations: Sequence[Quotation]) -> list[Clause]:
    """Return every sentence of a document as items with its cues."""
    found: list[Clause] = []
    for number in range(len(doc.sentences)):
        items = items_of(doc, number, quotations)
        places = {item.quotation: k for k, item in enumerate(items) if item.quotation is not None}
        found.append(Clause(items, cues_of(items), places))
    return found


def attributed(items: Sequence[Item], cue: Cue, how: str, *, guess: bool = True) -> Attribution:
    """Turn a cue into spans of the text; with `guess`, one without a subject takes that of its sentence."""

    def span(phrase: Phrase | None) -> Span | None:
        return _span(items, phrase) if phrase else None

    subject = cue.subject or (main_subject(items) if guess and not cue.passive else None)
    cue_span = Span(items[cue.first].start, items[cue.last].end)
    return Attribution(span(subject), cue_span, span(cue.listener), span(cue.medium), how)


def _span(items: Sequence[Item], phrase: Phrase) -> Span:
    return Span(items[phrase.first].start, items[phrase.last].end)


def attribute(doc: Document, quotations: Sequence[Quotation], sentences: Sequence[Clause]) -> list[Attribution | None]:
    """Attribute each quotation; None where nothing says whose words they are."""
    own = [_own(doc, number, quotation, sentences) for number, quotation in enumerate(quotations)]
    return _carried(doc, quotations, own, sentences)


def starts_sentence(doc: Document, quotation: Quotation) -> bool:
    """Say whether a quotation is sentences of its own, and no phrase within one."""
    return doc.sentences[doc.sentence_at(quotation.start)].start == quotation.start


def _own(doc: Document, number: int, quotation: Quotation, sentences: Sequence[Clause]) -> Attribution | None:
    if quotation.label:
        return Attribution(quotation.label, None, None, None, "name before the words, as in a transcript")
    first_sentence, last_sentence = doc.sentence_at(quotation.start), doc.sentence_at(quotation.end - 1)
    opening, closing = sentences[first_sentence], sentences[last_sentence]
    at_first, at_last = opening.places.get(number), closing.places.get(number)
    if at_first is None or at_last is None:
        return None
    colon = at_first > 0 and opening.items[at_first - 1].text == ":"
    if colon and (named := _name_alone(opening.items, at_first - 1)) is not None:
        return _given_the_word(opening.items, named, at_first - 1)
    after = _next_to(closing, at_last)
    before = _outer(opening, [cue for cue in opening.cues if cue.last < at_first])
    candidates = [
        (opening, before, "cue before the quotation"),
        (closing, after, "cue after the quotation"),
        (closing, next((cue for cue in closing.cues if cue.first > at_last), None), "cue in the sentence"),
    ]
    if after is not None and (starts_sentence(doc, quotation) or doc.text[quotation.end - 2] in ",?!"):
        candidates[0], candidates[1] = candidates[1], candidates[0]
    for clause, cue, how in candidates:
        if cue is not None:
            return attributed(clause.items, cue, how)
    if doc.text[quotation.end - 2] in ",?!" and (spoken := _any_verb(closing.items, at_last + 1)) is not None:
        return attributed(closing.items, spoken, "verb after the quotation")
    if colon:
        return _by_colon(opening.items, at_first - 1)
    if starts_sentence(doc, quotation) and first_sentence > 0:
        previous = sentences[first_sentence - 1]
        if previous.items and previous.items[-1].text == ":":
            if previous.cues:
                return attributed(previous.items, previous.cues[-1], "cue and colon before the quotation")
            return _by_colon(previous.items, len(previous.items) - 1)
    if at_last == len(closing.items) - 1 and last_sentence + 1 < len(sentences):
        following = sentences[last_sentence + 1]
        near = doc.sentences[last_sentence + 1].paragraph == quotation.paragraph
        if near and (cue := _nothing_but_cue(following)) is not None:
            return attributed(following.items, cue, "cue after the quotation")
    return None


def _outer(clause: Clause, cues: Sequence[Cue]) -> Cue | None:
    """Return the last of some cues, or the one that its clause stands in: "the union said it hoped"."""
    if len(cues) > 1:
        outer, inner = cues[-2:]
        subject = inner.subject
        if subject and clause.items[subject.first].lower in PRONOUNS and outer.last == subject.first - 1:
            return outer
    return cues[-1] if cues else None


def _nothing_but_cue(clause: Clause) -> Cue | None:
    """Return the cue of a sentence that holds nothing else: "Marlowe said." after a quotation that ends in a stop."""
    for cue in clause.cues[:1]:
        if cue.subject is not None and cue.finite and not clause.places:
            begin, end = min(cue.first, cue.subject.first), max(cue.last, cue.subject.last)
            return cue if begin == 0 and len(clause.items) - end <= NEXT_TO else None
    return None


def _next_to(clause: Clause, at: int) -> Cue | None:
    """Return the cue whose clause follows the item at `at` directly: ", X said", "said X", "according to X"."""
    for cue in clause.cues:
        if cue.first <= at or cue.subject is None:
            continue
        begin = cue.first if cue.inverted else cue.subject.first
        return cue if begin - at <= NEXT_TO else None
    return None


def _any_verb(items: Sequence[Item], first: int) -> Cue | None:
    """Return a verb that is no known cue as one, by its place: "“Go home,” Marlowe sang to them." """
    last = first
    if first >= len(items) or not (items[first].text[:1].isupper() or items[first].lower in PRONOUNS):
        return None
    while last + 1 < len(items) and last - first < LONGEST_PHRASE and items[last + 1].text[:1].isupper():
        last += 1
    verb = last + 1
    if verb < len(items) and items[verb].text.isalpha() and items[verb].text.islower():
        return Cue(verb, verb, "say", Phrase(first, last))
    return None


def _by_colon(items: Sequence[Item], colon: int) -> Attribution | None:
    """Return whom a colon before a quotation gives the word: a name that stands alone, or the sentence's subject."""
    phrase = _name_alone(items, colon) or main_subject(items) or subject_before(items, colon - 1)
    return _given_the_word(items, phrase, colon) if phrase is not None and phrase.last < colon else None


def _name_alone(items: Sequence[Item], colon: int) -> Phrase | None:
    """Return the name before a colon that nothing goes before in its clause: "The polls agree - Ada Marlowe:"."""
    name = name_to(items, colon - 1)
    alone = name is not None and (name.first == 0 or items[name.first - 1].text in PUNCTUATION | DASHES)
    return name if alone else None


def _given_the_word(items: Sequence[Item], phrase: Phrase, colon: int) -> Attribution:
    speaker = _span(items, phrase)
    return Attribution(speaker, Span(items[colon].start, items[colon].end), None, None, "colon before the quotation")


def _subject_before(doc: Document, quotation: Quotation, sentences: Sequence[Clause]) -> Attribution | None:
    """Return the subject of the sentence before, of the same paragraph: "Marlowe agreed. “It is late.”" """
    number = doc.sentence_at(quotation.start) - 1
    if number < 0 or doc.sentences[number].paragraph != quotation.paragraph or sentences[number].places:
        return None
    items = sentences[number].items
    phrase = main_subject(items)
    if phrase is None or not items[phrase.last].text[:1].isupper():
        return None
    return Attribution(_span(items, phrase), None, None, None, "subject of the sentence before")


def _carried(
    doc: Document,
    quotations: Sequence[Quotation],
    own: Sequence[Attribution | None],
    sentences: Sequence[Clause],
) -> list[Attribution | None]:
    """Carry attributions over to the quotations that go on from one another, the nearest first."""
    found = list(own)
    for n in range(len(found) - 2, -1, -1):  # an open paragraph is the next one's speaker's
        if found[n] is None and quotations[n + 1].continues:
            found[n] = _as(found[n + 1], "goes on in the next paragraph")
    for n in range(1, len(found)):
        if found[n] is not None or not starts_sentence(doc, quotations[n]):
            continue
        if quotations[n].continues or quotations[n].paragraph == quotations[n - 1].paragraph:
            found[n] = _as(found[n - 1], "goes on from the quotation before")
    for n in range(len(found) - 2, -1, -1):
        near = quotations[n + 1].paragraph == quotations[n].paragraph
        if found[n] is None and near and starts_sentence(doc, quotations[n]):
            found[n] = _as(found[n + 1], "goes on in the next quotation")
    for n, quotation in enumerate(quotations):
        if found[n] is None and starts_sentence(doc, quotation):
            found[n] = _subject_before(doc, quotation, sentences)
    for n in range(1, len(found)):
        near = quotations[n].paragraph == quotations[n - 1].paragraph + 1
        if found[n] is None and near and starts_sentence(doc, quotations[n]):
            found[n] = _as(found[n - 1], "goes on from the paragraph before")
    return found


def _as(other: Attribution | None, how: str) -> Attribution | None:
    return replace(other, how=how) if other is not None else None
