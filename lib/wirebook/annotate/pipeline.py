"""The order of the annotation steps: one article in, all its rows out. A pure function of the article."""

from __future__ import annotations

from dataclasses import replace

from wirebook.annotate import (
    dating,
    document,
    events,
    mentions,
    methods,
    proposals,
    quoted,
    quotes,
    resolve,
    roles,
    times,
    tone,
)
from wirebook.annotate.methods import STANDARD, Methods
from wirebook.annotate.records import Annotation
from wirebook.knowledge import own
from wirebook.read.article import Article

ENGLISH = "en"
ESTIMATED = ", of an undated article"
"""What `how` adds where a date is reckoned from an estimated publication."""


def annotate(article: Article, chosen: Methods = STANDARD) -> Annotation:
    """Annotate one English article; an article in another language keeps only its dates of publication.

    The steps, each a module of its own: sentences and words (`document`), when it was written (`dating`), time
    expressions (`times`), names (`mentions`) and who they are (`resolve`), statements (`quotes`), tone (`tone`),
    dated statements (`events`). The language model passes once over each sentence, for names and tone.
    """
    with own.using(chosen.own):
        return _annotate(article, chosen)


def _annotate(article: Article, chosen: Methods) -> Annotation:
    if article.language not in (ENGLISH, None):
        begin, end = dating.bounds(article.published)
        return Annotation(article.article_id, article.published, article.published_from, begin, end)
    doc = document.parse(article)
    written = dating.date(doc)
    expressions = times.find(doc, published=written.best)
    if not article.published:
        expressions = [replace(t, how=t.how + ESTIMATED) if t.anchor == "publication" else t for t in expressions]
    readings = methods.read(doc, chosen)
    names = mentions.find(doc, methods.names(doc, chosen, readings))
    found, actors = resolve.link(doc, names, published=written.best)
    statements, stances = quotes.find(doc, found, actors)
    found = sorted([*found, *quoted.resolve(doc, found, actors, statements)], key=lambda m: (m.start, m.end))
    found = roles.assign(doc, found)
    named = {actor.actor_id: actor for actor in actors}
    by_model = readings if chosen.tone == methods.MODEL else None
    tones, voiced = tone.judge(doc, found, statements, by_model, chosen.lexicon)
    return Annotation(
        article_id=article.article_id,
        published=written.best,
        published_from=article.published_from if article.published else ("inferred" if written.best else None),
        published_earliest=written.earliest,
        published_latest=written.latest,
        published_confidence=written.confidence,
        published_candidates=written.candidates,
        words=sum(sum(doc.text[w.start].isalnum() for w in sentence) for sentence in doc.words),
        sentences=doc.sentences,
        actors=tuple(actors),
        mentions=tuple(found),
        times=tuple(expressions),
        quotes=tuple(statements),
        stances=tuple(stances),
        proposals=tuple(proposals.find(doc, found, named, published=written.best)),
        tones=tuple(tones),
        voices=tuple(voiced),
        events=tuple(events.find(doc, expressions, found, published=written.best)),
        clues=written.clues,
        date_checks=tuple(dating.check(doc, expressions)),
    )
