"""The tone of each sentence, and towards each actor in it.

By the language model (`wirebook.language.model`), which reads the tone towards each actor from the sentence; or by the
VADER method, which sees no targets, so that every actor of a sentence gets the sentence's tone.
"""

from __future__ import annotations

from collections.abc import Sequence

from wirebook.annotate import vader
from wirebook.annotate.document import Document
from wirebook.annotate.records import Mention, Polarity, Quote, Sentence, Tone, ToneLabel
from wirebook.language import Span, model
from wirebook.language.model import Reading
from wirebook.language.verdicts import Verdict

HOW, UNSURE = "language model", "language model, unsure"
"""The `how` of a tone by the model: unsure where no tone is probable enough, and the label neutral for that reason."""

LABELS: tuple[ToneLabel, ...] = ("negative", "neutral", "positive")


def score(
    doc: Document, mentions: Sequence[Mention], quotes: Sequence[Quote], readings: Sequence[Reading] | None = None
) -> list[Tone]:
    """Judge each sentence of a document, and the tone towards each actor mentioned in it.

    `readings` are the sentences as the language model read them; None means the VADER method. `speaker` is set where
    the words are a quotation: where a direct quotation covers at least half of the sentence.
    """
    by_sentence: dict[int, dict[str, list[Mention]]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, {}).setdefault(mention.actor_id, []).append(mention)
    targets = {
        n: {actor: _spans(doc.sentences[n], own) for actor, own in found.items()} for n, found in by_sentence.items()
    }
    judged = _by_vader(doc, by_sentence) if readings is None else _by_model(readings, targets)
    rows: list[Tone] = []
    for sentence in doc.sentences:
        speaker = _speaker(sentence.start, sentence.end, quotes)
        for target in [None, *targets.get(sentence.sentence, {})]:
            polarity, how = judged[sentence.sentence, target]
            rows.append(
                Tone(
                    sentence=sentence.sentence,
                    target=target,
                    speaker=speaker,
                    negative=polarity.negative,
                    neutral=polarity.neutral,
                    positive=polarity.positive,
                    label=polarity.label,
                    score=polarity.score,
                    words=polarity.words,
                    how=how,
                )
            )
    return rows


def towards(reading: Reading, spans: Sequence[Span]) -> Polarity:
    """Return the tone of a sentence towards a target, by the language model; spans are the sentence's."""
    verdict = model.load().towards([(reading, spans)])[0]
    return polarity(verdict, reading.text, label(verdict))


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


Judged = dict[tuple[int, str | None], tuple[Polarity, str]]


def _by_model(readings: Sequence[Reading], targets: dict[int, dict[str, list[Span]]]) -> Judged:
    asked = [((n, actor), (readings[n], spans)) for n, found in targets.items() for actor, spans in found.items()]
    verdicts = model.load().towards([question for _, question in asked])
    judged: Judged = {
        (n, None): (polarity(reading.tone, reading.text, sentence_label(reading.tone)), _how(reading.tone))
        for n, reading in enumerate(readings)
    }
    for (key, (reading, _)), verdict in zip(asked, verdicts, strict=True):
        judged[key] = polarity(verdict, reading.text, label(verdict)), _how(verdict)
    return judged


def _how(verdict: Verdict) -> str:
    return HOW if sure(verdict) else UNSURE


def _by_vader(doc: Document, mentions: dict[int, dict[str, list[Mention]]]) -> Judged:
    judged: Judged = {}
    for sentence in doc.sentences:
        inside = mentions.get(sentence.sentence, {})
        names = [m for own in inside.values() for m in own if m.form != "pronoun"]
        found = vader.polarity(sentence.text, masked=_spans(sentence, names))
        for target in [None, *inside]:
            judged[sentence.sentence, target] = (found, vader.HOW)
    return judged


def _spans(sentence: Sentence, mentions: Sequence[Mention]) -> list[Span]:
    """Return where mentions stand in their sentence."""
    return [Span(m.start - sentence.start, min(m.end, sentence.end) - sentence.start) for m in mentions]


def _speaker(start: int, end: int, quotes: Sequence[Quote]) -> str | None:
    for quote in quotes:
        covered = min(end, quote.end) - max(start, quote.start)
        if quote.kind == "direct" and quote.speaker and covered * 2 >= end - start:
            return quote.speaker
    return None
