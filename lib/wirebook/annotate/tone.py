"""The tone of each sentence, and towards each actor in it, and whose words it is the tone of.

By the language model (`wirebook.language.model`), which reads the tone towards each actor from the sentence; or by a
list of words, VADER's or the analyst's own, which sees no targets: every actor of a sentence gets its tone (`judges`).
Of a sentence in which the article and a speaker are both heard (`voices`), each part is judged by itself too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from wirebook.annotate import vader, voices, wordlist
from wirebook.annotate.document import Document
from wirebook.annotate.judges import ByModel, ByWords, Judge, Judged, label, polarity
from wirebook.annotate.records import Mention, Polarity, Quote, Tone, Voiced
from wirebook.annotate.voices import Heard, Part
from wirebook.knowledge.lexicons import Lexicon
from wirebook.language import Span, model
from wirebook.language.model import Reading

Named = list[tuple[int, str, list[Mention]]]
"""Of each sentence, by its number, the actors with their mentions."""


def score(
    doc: Document, mentions: Sequence[Mention], quotes: Sequence[Quote], readings: Sequence[Reading] | None = None
) -> list[Tone]:
    """Judge each sentence of a document, and the tone towards each actor mentioned in it; see `judge`."""
    return judge(doc, mentions, quotes, readings)[0]


def judge(
    doc: Document,
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    readings: Sequence[Reading] | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[list[Tone], list[Voiced]]:
    """Judge each sentence, the tone towards each actor mentioned in it, and each voice where a sentence has several.

    `readings` are the sentences as the language model read them; None means `lexicon`, or the VADER method. A tone is
    of a speaker's words where these are at least half of the sentence; towards an actor, where they name it.
    """
    by: Judge
    if readings is not None:
        by = ByModel(doc, readings)
    elif lexicon is not None:
        by = ByWords(doc, mentions, functools.partial(wordlist.polarity, lexicon=lexicon), wordlist.how(lexicon))
    else:
        by = ByWords(doc, mentions, vader.polarity, vader.HOW)
    heard = voices.heard(doc, quotes)
    named = _named(doc, mentions)
    whole = [
        _tone(number, None, _voice(doc, number, heard[number]), judged) for number, judged in enumerate(by.sentences())
    ]
    towards = [
        _tone(number, actor, _first(heard[number], own), judged)
        for (number, actor, own), judged in zip(named, by.towards([(n, own) for n, _, own in named]), strict=True)
    ]
    rows = sorted([*whole, *towards], key=lambda row: row.sentence)  # a sentence before its actors: sorting is stable
    return rows, sorted(_voiced(by, heard, named), key=lambda row: row.sentence)


def towards(reading: Reading, spans: Sequence[Span]) -> Polarity:
    """Return the tone of a sentence towards a target, by the language model; spans are the sentence's."""
    verdict = model.load().towards([(reading, spans)])[0]
    return polarity(verdict, reading.text, label(verdict))


def _named(doc: Document, mentions: Sequence[Mention]) -> Named:
    found: list[dict[str, list[Mention]]] = [{} for _ in doc.sentences]
    for mention in mentions:
        found[mention.sentence].setdefault(mention.actor_id, []).append(mention)
    return [(number, actor, own) for number, inside in enumerate(found) for actor, own in inside.items()]


def _voice(doc: Document, number: int, heard: Heard) -> Part:
    """Return whose words a sentence is: a speaker's where they are half of it, the article's otherwise."""
    sentence, main = doc.sentences[number], heard.main
    if not heard.mixed or main.length * 2 >= sentence.end - sentence.start:
        return main
    return Part(voices.ARTICLE, None, ())


def _first(heard: Heard, mentions: Sequence[Mention]) -> Part:
    """Return whose words name an actor: the article's, if it names it too."""
    return min((heard.of(mention) for mention in mentions), key=lambda part: voices.VOICES.index(part.voice))


def _voiced(by: Judge, heard: Sequence[Heard], named: Named) -> Iterator[Voiced]:
    """Judge the parts of sentences of several voices, and the tone towards an actor by each voice that names it."""
    parts = [(number, part) for number, own in enumerate(heard) if own.mixed for part in own.parts]
    judged = by.parts([(number, part.spans) for number, part in parts])
    for (number, part), one in zip(parts, judged, strict=True):
        yield Voiced(**_columns(number, None, part, one))
    split = [
        (number, actor, part, own)
        for number, actor, mentions in named
        for said in (_by_voice(heard[number], mentions),)
        if len(said) > 1
        for part, own in said
    ]
    judged = by.towards([(number, own) for number, _, _, own in split])
    for (number, actor, part, _), one in zip(split, judged, strict=True):
        yield Voiced(**_columns(number, actor, part, one))


def _by_voice(heard: Heard, mentions: Sequence[Mention]) -> list[tuple[Part, list[Mention]]]:
    """Return the mentions of an actor in a sentence by the voice that names it."""
    found: dict[tuple[str, str | None], tuple[Part, list[Mention]]] = {}
    for mention in mentions:
        part = heard.of(mention)
        found.setdefault((part.voice, part.speaker), (part, []))[1].append(mention)
    return list(found.values())


def _tone(number: int, target: str | None, part: Part, judged: Judged) -> Tone:
    return Tone(**_columns(number, target, part, judged), speaker=part.speaker if part.voice == voices.QUOTED else None)


def _columns(number: int, target: str | None, part: Part, judged: Judged) -> dict[str, Any]:
    found = {column.name: getattr(judged.polarity, column.name) for column in fields(judged.polarity)}
    return found | {
        "sentence": number, "target": target, "voice": part.voice, "attributed": part.speaker, "how": judged.how,
    }  # fmt: skip
