"""Statements and who made them: direct quotations, and what is reported in other words.

Rules over quotation marks and reporting verbs, after the syntactic patterns of Krestel, R., Bergler, S. and Witte, R.
(2008), "Minding the Source: Automatic Tagging of Reported Speech in Newspaper Articles", LREC. The verbs stand in
`knowledge/speech_verbs.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence

from wirebook import knowledge
from wirebook.annotate.document import Document
from wirebook.annotate.quotes.attribution import STATEMENT, Attribution, attribute, attributed, clauses, starts_sentence
from wirebook.annotate.quotes.indirect import reported
from wirebook.annotate.quotes.marks import Quotation, quotations
from wirebook.annotate.quotes.speakers import Speakers
from wirebook.annotate.quotes.stances import stances_of
from wirebook.annotate.records import Actor, Mention, Quote, QuoteKind, Stance
from wirebook.language import Span, words

MEDIA = frozenset({"news"})
"""Kinds of known actors that pass on what they are told."""
UNKNOWN = Attribution(None, None, None, None, "quotation marks, no speaker found")


def find(doc: Document, mentions: Sequence[Mention], actors: Sequence[Actor]) -> tuple[list[Quote], list[Stance]]:
    """Find the statements of a document, and what it reports in phrases.

    A quotation over several paragraphs gives one row for each, the pieces of one that its cue interrupts one row for
    each. Words in quotation marks that nothing attributes (a title, a nickname) give none, whole sentences do. Of a
    clause that is quoted in part, the quoted words are the statement.

    Args:
        doc: the document.
        mentions: its mentions, to resolve who spoke; without any, the words of the text remain (`speaker_text`).
        actors: the actors that the mentions name.

    Returns:
        Statements and stances, each in the order of the text; no two of them overlap.
    """
    marked = quotations(doc)
    sentences = clauses(doc, marked)
    speakers = Speakers(doc.text, mentions, actors)
    found: list[Quote] = []
    cues: set[Span | None] = set()
    for quotation, attribution in zip(marked, attribute(doc, marked, sentences), strict=True):
        cues.add(attribution.cue if attribution else None)
        span = Span(quotation.start, quotation.end)
        if attribution is None:
            if _is_statement(doc, quotation):
                found.append(_row(doc, span, "direct", UNKNOWN, speakers))
        elif not _is_title(doc, span):
            found.append(_row(doc, span, "direct", attribution, speakers))
    stances: list[Stance] = []
    for clause in sentences:
        told = reported(clause)
        for cue, (first, last) in told:
            span = Span(clause.items[first].start, clause.items[last].end)
            attribution = attributed(clause.items, cue, "reporting clause")
            cues.add(attribution.cue)
            found.append(_row(doc, span, "indirect", attribution, speakers))
        for cue, (first, last), how in stances_of(clause.items, [piece for _, piece in told]):
            attribution = attributed(clause.items, cue, how, guess=cue.finite)
            if attribution.cue not in cues:
                span = Span(clause.items[first].start, clause.items[last].end)
                stances.append(_stance(doc, span, attribution, speakers))
    return sorted(found, key=lambda quote: (quote.start, quote.end)), stances


def _is_statement(doc: Document, quotation: Quotation) -> bool:
    return (
        starts_sentence(doc, quotation) and len(words(doc.text, start=quotation.start, end=quotation.end)) > STATEMENT
    )


def _is_title(doc: Document, span: Span) -> bool:
    """Say whether the words in quotation marks are a name, of a book or a programme: capitals throughout."""
    inside = [doc.text[w.start : w.end] for w in words(doc.text, start=span.start, end=span.end)]
    content = [w for w in inside if w[0].isalpha() and w.casefold() not in knowledge.words.function_words()]
    return len(content) > 1 and not any(w in ".!?" for w in inside) and all(w[0].isupper() for w in content)


def _row(doc: Document, span: Span, kind: QuoteKind, attribution: Attribution, speakers: Speakers) -> Quote:
    speaker, cue = attribution.speaker, attribution.cue
    listener = speakers.of(*attribution.listener) if attribution.listener else None
    medium = speakers.of(*attribution.medium) if attribution.medium else None
    if medium is None and listener is not None and _is_medium(listener):  # "told Reuters"
        listener, medium = None, listener
    return Quote(
        sentence=doc.sentence_at(span.start),
        start=span.start,
        end=span.end,
        text=doc.text[span.start : span.end],
        kind=kind,
        speaker=speakers.of(*speaker) if speaker else None,
        speaker_text=doc.text[speaker.start : speaker.end] if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        cue=doc.text[cue.start : cue.end] if cue else None,
        via=medium,
        addressee=listener,
        how=attribution.how,
    )


def _stance(doc: Document, span: Span, attribution: Attribution, speakers: Speakers) -> Stance:
    holder, cue = attribution.speaker, attribution.cue
    return Stance(
        sentence=doc.sentence_at(span.start),
        start=span.start,
        end=span.end,
        text=doc.text[span.start : span.end],
        holder=speakers.of(*holder) if holder else None,
        holder_text=doc.text[holder.start : holder.end] if holder else None,
        holder_start=holder.start if holder else None,
        holder_end=holder.end if holder else None,
        cue=doc.text[cue.start : cue.end] if cue else "",
        how=attribution.how,
    )


def _is_medium(actor_id: str) -> bool:
    known = knowledge.actors().get(actor_id)
    return known is not None and known.kind in MEDIA
