"""Names: the product, the model alone, the rules alone, and peers, by exact spans of PER, ORG and LOC."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wirebook.annotate import document, mentions, methods, resolve
from wirebook.annotate.document import Document
from wirebook.annotate.methods import RULES, SPACY_LABELS, STANDARD, Methods
from wirebook.language import model
from wirebook.read.article import Article, article_id
from workshop import predict
from workshop.halves import HALVED
from workshop.measure import sets
from workshop.measure.figures import Figure, Floats, f1, figure
from workshop.measure.sets import Row
from workshop.measure.table import Table

Entity = tuple[int, int, str]
"""Start and end of a name, code points of its text, and its label."""

Finder = Callable[[Sequence[str]], list[list[Entity]]]
"""Finds the names of texts."""

SCORED = frozenset({"PER", "ORG", "LOC"})

NLTK_LABELS: Mapping[str, str] = {
    "PERSON": "PER", "ORGANIZATION": "ORG", "GPE": "LOC", "GSP": "LOC", "LOCATION": "LOC", "FACILITY": "LOC",
}  # fmt: skip
"""The labels of NLTK's chunker (those of ACE) in ours."""

ABSENT = "not installed here"


def table(data: Path) -> Table:
    """Measure every way to find names on every set."""
    rows: list[tuple[str | int | Figure | None, ...]] = []
    for name in sets.NAMES:
        found = sets.rows(data, name)
        for system, finder in systems().items():
            if finder is None:
                rows.append((name, f"{system}: {ABSENT}", len(found), None, None, None))
            else:
                predicted = finder([row["text"] for row in found])
                wanted, typed, plain = scores(found, predicted)
                rows.append((name, system, len(found), wanted, typed, plain))
    return Table(
        "Names: F1 of exact spans of PER, ORG and LOC",
        {"set": "", "names by": "", "sentences": "d", "names": "d", "typed F1": ".1f", "span F1": ".1f"},
        rows,
        note="In brackets: 95 % bootstrap intervals over sentences. Span F1 leaves the kind of name aside. Of "
        f"{', '.join(sorted(HALVED))} every other document, as the model has learnt from the rest.",
    )


def systems() -> dict[str, Finder | None]:
    """Return the ways to find names, by what they are called; None for one that is not installed."""
    found: dict[str, Finder | None] = {
        "model and knowledge tables": functools.partial(by_methods, chosen=STANDARD),
        "model alone": by_model,
        "rules and knowledge tables, no model": functools.partial(by_methods, chosen=Methods(names=RULES)),
        "NLTK, tagger and chunker": by_nltk if nltk_is_there() else None,
    }
    pipelines = spacy_pipelines()
    if not pipelines:
        found["spaCy"] = None
    for pipeline in pipelines:
        found[f"spaCy, {pipeline}"] = functools.partial(by_spacy, pipeline=pipeline)
    return found


def scores(rows: Sequence[Row], predicted: Sequence[Iterable[Entity]]) -> tuple[int, Figure, Figure]:
    """Return the number of names wanted, and the micro-averaged F1 of spans with their labels and without.

    `predicted` holds the names of each row; other labels than PER, ORG and LOC are left out on both sides.
    """
    typed, plain = [], []
    for row, entities in zip(rows, predicted, strict=True):
        wanted = {(e["start"], e["end"], e["label"]) for e in row["entities"] if e["label"] in SCORED}
        found = {entity for entity in entities if entity[2] in SCORED}
        typed.append((len(wanted & found), len(found), len(wanted)))
        spans = [{entity[:2] for entity in side} for side in (wanted, found)]
        plain.append((len(spans[0] & spans[1]), len(spans[1]), len(spans[0])))
    return sum(wanted for _, _, wanted in typed), _f1(typed), _f1(plain)


def _f1(counts: Sequence[tuple[int, int, int]]) -> Figure:
    right, found, wanted = np.array(counts, dtype=np.float64).T

    def measure(weights: Floats) -> float:
        return f1(right, found, wanted, weights)

    return figure(measure, range(len(counts)))


# -- ours ----------------------------------------------------------------------------------------------------------


def by_methods(texts: Sequence[str], *, chosen: Methods) -> list[list[Entity]]:
    """Find names as a run of the workbook with these methods does, in the classes of `workshop.predict`."""
    return [_linked(text, chosen) for text in texts]


def _linked(text: str, chosen: Methods) -> list[Entity]:
    doc = parsed(text)
    readings = methods.read(doc, chosen) if chosen.names != RULES else None
    found, actors = resolve.link(doc, mentions.find(doc, methods.names(doc, chosen, readings)), published=None)
    return predict.entities(found, actors)


def by_model(texts: Sequence[str]) -> list[list[Entity]]:
    """Find names with the language model alone."""
    network = model.load()
    found: list[list[Entity]] = []
    for text in texts:
        sentences = parsed(text).sentences
        readings = network.read([sentence.text for sentence in sentences])
        found.append(
            [
                (sentence.start + name.start, sentence.start + name.end, name.label)
                for sentence, reading in zip(sentences, readings, strict=True)
                for name in reading.names
            ]
        )
    return found


def parsed(text: str) -> Document:
    """Parse a text exactly as given, so that offsets refer to it."""
    return document.parse(
        Article(article_id=article_id(text), path="", title=None, text=text, language="en", published=None)
    )


# -- peers ---------------------------------------------------------------------------------------------------------


def nltk_is_there() -> bool:
    """Say whether the data of NLTK's tagger and chunker are installed."""
    try:
        by_nltk(["Paris"])
    except LookupError:
        return False
    return True


def by_nltk(texts: Sequence[str]) -> list[list[Entity]]:
    """Find names with NLTK's tagger and chunker. Raises LookupError where their data are not installed."""
    import nltk

    cutter = nltk.tokenize.NLTKWordTokenizer()
    found = []
    for text in texts:
        spans = list(cutter.span_tokenize(text))
        tree = nltk.ne_chunk(nltk.pos_tag([text[start:end] for start, end in spans]))
        found.append(chunks(tree, spans))
    return found


def chunks(tree: Any, spans: Sequence[tuple[int, int]]) -> list[Entity]:
    """Return the names that a tree of NLTK's chunker marks over words that stand at `spans`."""
    found: list[Entity] = []
    position = 0
    for node in tree:
        words = len(node) if hasattr(node, "label") else 1
        if hasattr(node, "label") and node.label() in NLTK_LABELS:
            found.append((spans[position][0], spans[position + words - 1][1], NLTK_LABELS[node.label()]))
        position += words
    return found


def spacy_pipelines() -> list[str]:
    """Return the English pipelines of spaCy that are installed, and that find names."""
    if importlib.util.find_spec("spacy") is None:
        return []
    spacy = importlib.import_module("spacy")
    installed = sorted(name for name in spacy.util.get_installed_models() if name.startswith("en_"))
    return [name for name in installed if "ner" in spacy.load(name).pipe_names]


def by_spacy(texts: Sequence[str], *, pipeline: str) -> list[list[Entity]]:
    """Find names with a pipeline of spaCy, its kinds of names in ours."""
    load = importlib.import_module("spacy").load(pipeline)
    return [
        [(e.start_char, e.end_char, SPACY_LABELS[e.label_]) for e in doc.ents if e.label_ in SPACY_LABELS]
        for doc in load.pipe(texts)
    ]
