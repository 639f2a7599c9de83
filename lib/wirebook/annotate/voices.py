"""Whose words: the article's own, or those of a speaker, quoted or reported.

A sentence is parted by its quotations: what stands in a direct one is the speaker's in wording and sense, what stands
in an indirect one is the speaker's in sense, the rest is the article's. What attributes the words ("Orr said")
is no voice of its own, and what it names beside the speaker ("said of the ministry") is what the speaker speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from wirebook.annotate.document import Document
from wirebook.annotate.records import Mention, Quote, Sentence, Voice

VOICES: tuple[Voice, ...] = get_args(Voice)
ARTICLE, QUOTED, REPORTED = VOICES

OWN_WORDS = 4
"""Words that the article must have of its own in a sentence, beside who spoke and the verb, to be heard in it."""
THAT = re.compile(r"\bthat\b(?!\s+(?:is|are|was|were|has|had|will|would)\b)")
ABOUT = re.compile(
    r"\b(?:of|about|regarding|concerning)\s+((?:the\s+|its\s+|his\s+|her\s+)?[\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
)
"""What an attribution says that the words are about: "said of the ministry"."""
LEAST_WORDS = {QUOTED: 2, REPORTED: 4}
"""Words of a speaker that are heard: one alone, in quotation marks, is one that the article keeps its distance from."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice says in a sentence: the spans of its words in the text, in order."""

    voice: Voice
    speaker: str | None
    """`actor_id` of whose words they are; None for the article's, and for a speaker who could not be resolved."""
    spans: tuple[tuple[int, int], ...]

    def holds(self, start: int) -> bool:
        """Whether a position of the text stands in the part."""
        return _among(self.spans, start)

    @property
    def length(self) -> int:
        """Characters."""
        return sum(end - begin for begin, end in self.spans)


@dataclass(frozen=True, slots=True)
class Heard:
    """The voices of one sentence, the one with the most words first."""

    parts: tuple[Part, ...]
    short: tuple[Part, ...] = ()
    """What has too few words to be heard by itself, and yet may name somebody."""
    subjects: tuple[tuple[int, int], ...] = ()
    """What the article names as that which the words are about, of one voice: "said of the ministry"."""

    @property
    def mixed(self) -> bool:
        """Whether there is more than one voice."""
        return len(self.parts) > 1

    @property
    def main(self) -> Part:
        """The voice with the most words."""
        return self.parts[0]

    def of(self, mention: Mention) -> Part:
        """Return the part that a mention stands in; who spoke, to whom and where is named by the article."""
        for part in (*self.parts, *self.short):
            if part.holds(mention.start) and part.voice != ARTICLE:
                return part
        if _among(self.subjects, mention.start):
            return self.main
        return Part(ARTICLE, None, ((mention.start, mention.end),))


def heard(doc: Document, quotes: Sequence[Quote]) -> list[Heard]:
    """Return the voices of each sentence of a document."""
    within: list[list[Quote]] = [[] for _ in doc.sentences]
    for quote in quotes:
        last = doc.sentence_at(max(quote.start, quote.end - 1))
        for number in range(doc.sentence_at(quote.start), last + 1):
            within[number].append(quote)
    return [_heard(doc, sentence, own) for sentence, own in zip(doc.sentences, within, strict=True)]


def _heard(doc: Document, sentence: Sentence, quotes: Sequence[Quote]) -> Heard:
    whole = (sentence.start, sentence.end)
    if not quotes:
        return Heard((Part(ARTICLE, None, (whole,)),))
    said = [(QUOTED if q.kind == "direct" else REPORTED, q.speaker, (q.start, q.end)) for q in quotes]
    said += [(REPORTED, q.speaker, lead) for q in quotes for lead in _leading(doc, sentence, q)]
    left, parts = [whole], list[Part]()
    for voice, speaker, span in sorted(said, key=lambda one: (one[0] != QUOTED, one[2])):  # quoted within reported
        inside, left = _parted(left, *span)
        parts += [Part(voice, speaker, inside)] * bool(inside)
    naming = [
        (q.speaker_start, q.speaker_end)
        for q in quotes
        if q.speaker_start is not None and q.speaker_end is not None and _among(left, q.speaker_start)
    ]
    words = [w for w in doc.words[sentence.sentence] if doc.text[w.start].isalnum()]
    joined = list(_joined(parts))
    spoken = [part for part in joined if _count(words, part.spans) >= LEAST_WORDS[part.voice]]
    held = sum(_count(words, [span]) for span in naming) + sum(len((q.cue or "").split()) for q in quotes)
    if not spoken or _count(words, left) - held >= OWN_WORDS:
        spoken.append(Part(ARTICLE, None, tuple(span for span in left if _count(words, [span])) or (whole,)))
    subjects = [found.span(1) for b, e in left for found in ABOUT.finditer(doc.text, b, e)]
    return Heard(
        tuple(sorted(spoken, key=lambda part: -part.length)),
        short=tuple(part for part in joined if part not in spoken),
        subjects=tuple(s for s in subjects if not _among(naming, s[0])) if len(spoken) == 1 else (),
    )


def _leading(doc: Document, sentence: Sentence, quote: Quote) -> Iterator[tuple[int, int]]:
    """Return what is reported before a quotation that completes it: "said that Norland had “failed its people”"."""
    if quote.kind == "direct" and quote.speaker_end is not None and sentence.start <= quote.speaker_end < quote.start:
        between = doc.text[quote.speaker_end : quote.start]
        found = THAT.search(between)
        if found and not any(mark in between for mark in '“”"'):
            yield quote.speaker_end + found.end(), quote.start


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Join the parts of one voice and speaker."""
    spans: dict[tuple[Voice, str | None], list[tuple[int, int]]] = {}
    for part in parts:
        spans.setdefault((part.voice, part.speaker), []).extend(part.spans)
    for (voice, speaker), found in spans.items():
        yield Part(voice, speaker, tuple(sorted(found)))


def _parted(
    spans: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[tuple[tuple[int, int], ...], list[tuple[int, int]]]:
    """Return what of some spans lies from `start` to `end`, and what does not."""
    inside = tuple((max(b, start), min(e, end)) for b, e in spans if max(b, start) < min(e, end))
    outside = [(b, min(e, start)) for b, e in spans] + [(max(b, end), e) for b, e in spans]
    return inside, sorted({(b, e) for b, e in outside if b < e})


def _among(spans: Sequence[tuple[int, int]], position: int) -> bool:
    return any(begin <= position < end for begin, end in spans)


def _count(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> int:
    return sum(_among(spans, start) for start, _ in words)
