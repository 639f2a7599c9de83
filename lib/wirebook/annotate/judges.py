"""Who judges the tone: the language model, which sees whom a sentence is about, or a list of words, which does not."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from wirebook.annotate.document import Document
from wirebook.annotate.records import Mention, Polarity, Sentence, ToneLabel
from wirebook.language import Span, model
from wirebook.language.model import Reading
from wirebook.language.verdicts import Verdict

HOW, UNSURE = "language model", "language model, unsure"
"""The `how` of a tone by the model: unsure where no tone is probable enough, and the label neutral for that reason."""

LABELS: tuple[ToneLabel, ...] = ("negative", "neutral", "positive")

ELLIPSIS = " … "
"""Stands between the words of one voice where another interrupts it."""


class Judged(NamedTuple):
    """A tone, and by what it was judged."""

    polarity: Polarity
    how: str


Spans = Sequence[tuple[int, int]]
"""Spans of the document's text."""


class Judge(Protocol):
    """Judges the tone of the sentences of one document."""

    def sentences(self) -> list[Judged]:
        """Return the tone of each sentence."""
        ...

    def towards(self, asked: Sequence[tuple[int, Sequence[Mention]]]) -> list[Judged]:
        """Return, for each number of a sentence with mentions in it, its tone towards who is mentioned."""
        ...

    def parts(self, asked: Sequence[tuple[int, Spans]]) -> list[Judged]:
        """Return the tone of parts of sentences, each read by itself: the spans of a sentence, by its number."""
        ...


class ByModel:
    """The language model as a judge; `readings` are the sentences as it read them."""

    def __init__(self, doc: Document, readings: Sequence[Reading]) -> None:
        self.doc, self.readings = doc, readings

    def sentences(self) -> list[Judged]:
        return [_whole(reading) for reading in self.readings]

    def towards(self, asked: Sequence[tuple[int, Sequence[Mention]]]) -> list[Judged]:
        questions = [(self.readings[n], _spans(self.doc.sentences[n], mentions)) for n, mentions in asked]
        return [
            Judged(polarity(verdict, reading.text, label(verdict)), _how(verdict))
            for (reading, _), verdict in zip(questions, model.load().towards(questions), strict=True)
        ]

    def parts(self, asked: Sequence[tuple[int, Spans]]) -> list[Judged]:
        texts = [ELLIPSIS.join(self.doc.text[start:end].strip() for start, end in spans) for _, spans in asked]
        return [_whole(reading) for reading in model.load().read(texts)]


class Score(Protocol):
    """Scores a text by its words."""

    def __call__(self, text: str, *, masked: Sequence[Span] = ()) -> Polarity:
        """Return the polarity of a text whose masked spans, the names in it, move nothing."""
        ...


class ByWords:
    """A list of words as a judge: towards an actor a sentence has the tone of its words. `how` names the list."""

    def __init__(self, doc: Document, mentions: Sequence[Mention], score: Score, how: str) -> None:
        self.doc, self.score, self.how = doc, score, how
        self.names: list[list[Mention]] = [[] for _ in doc.sentences]
        for mention in mentions:
            if mention.form != "pronoun":
                self.names[mention.sentence].append(mention)
        self._sentences = [
            self._of(number, sentence.start, sentence.end) for number, sentence in enumerate(doc.sentences)
        ]

    def sentences(self) -> list[Judged]:
        return self._sentences

    def towards(self, asked: Sequence[tuple[int, Sequence[Mention]]]) -> list[Judged]:
        return [self._sentences[number] for number, _ in asked]

    def parts(self, asked: Sequence[tuple[int, Spans]]) -> list[Judged]:
        return [self._of(number, spans[0][0], spans[-1][1], spans) for number, spans in asked]

    def _of(self, number: int, start: int, end: int, spans: Spans | None = None) -> Judged:
        """Score a stretch of a sentence; of `spans` within it, what lies between them is masked as the names are."""
        gaps = [] if spans is None else [(a[1], b[0]) for a, b in itertools.pairwise(spans)]
        hidden = [*gaps, *((m.start, m.end) for m in self.names[number])]
        inside = [Span(max(b, start) - start, min(e, end) - start) for b, e in hidden if b < end and e > start]
        return Judged(self.score(self.doc.text[start:end], masked=inside), self.how)


def _whole(reading: Reading) -> Judged:
    return Judged(polarity(reading.tone, reading.text, sentence_label(reading.tone)), _how(reading.tone))


def polarity(verdict: Verdict, text: str, labelled: ToneLabel) -> Polarity:
    """Put what the language model says of a text in the form of a tone: rounded, with its words spelt out."""
    negative = round(verdict.shares.negative, 4)
    positive = min(round(verdict.shares.positive, 4), round(1 - negative, 4))  # two that are rounded up may pass 1
    return Polarity(
        negative=negative,
        neutral=round(max(0.0, 1 - negative - positive), 4),
        positive=positive,
        score=round(positive - negative, 4),
        label=labelled,
        words=tuple((text[start:end], weight) for (start, end), weight in verdict.words),
    )


def label(verdict: Verdict) -> ToneLabel:
    """Return the likeliest tone towards a target; neutral where none is probable enough."""
    if not sure(verdict):
        return "neutral"
    return LABELS[max(range(3), key=lambda i: verdict.shares[i])]


def sentence_label(verdict: Verdict) -> ToneLabel:
    """Return the tone of a sentence as a whole by its score; neutral where no tone is probable enough."""
    if not sure(verdict) or abs(verdict.shares.score) < model.load().settings.mild:
        return "neutral"
    return "positive" if verdict.shares.score > 0 else "negative"


def sure(verdict: Verdict) -> bool:
    """Say whether the likeliest tone is probable enough to be stated."""
    return max(verdict.shares) >= model.load().settings.unsure


def _how(verdict: Verdict) -> str:
    return HOW if sure(verdict) else UNSURE


def _spans(sentence: Sentence, mentions: Sequence[Mention]) -> list[Span]:
    """Return where mentions stand in their sentence."""
    return [Span(m.start - sentence.start, min(m.end, sentence.end) - sentence.start) for m in mentions]
