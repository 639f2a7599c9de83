"""The methods to choose from, for names and for tone, and the one pass of the language model that serves both."""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wirebook.annotate.document import Document
from wirebook.annotate.records import Recognised, Recognition
from wirebook.errors import MissingToolError, UnknownNameError
from wirebook.knowledge.lexicons import Lexicon
from wirebook.knowledge.own import NOTHING, Own
from wirebook.language import model
from wirebook.language.model import Reading

MODEL, RULES, VADER, SPACY, LEXICON = "model", "rules", "vader", "spacy:", "lexicon:"
"""`model` is the language model of this package; `rules` finds names by their capitals and the knowledge tables alone;
`spacy:PIPELINE` is a pipeline of the spaCy library that a person has installed; `vader` is a list of words with rules,
and `lexicon:FILE` one of the analyst's own (`wordlist`)."""

MODEL_HOW, SPACY_HOW = "language model", "spaCy pipeline"
"""The `how` of a name that the tables do not know."""

NAMES = (MODEL, RULES, SPACY + "PIPELINE")
TONES = (MODEL, VADER, LEXICON + "FILE")

SPACY_LABELS: Mapping[str, str] = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC", "MISC": "MISC",
}  # fmt: skip
"""spaCy's kinds of names (those of OntoNotes 5, or of CoNLL-2003) in ours; peoples (NORP) are none."""


@dataclass(frozen=True, slots=True)
class Methods:
    """How names are found, how tone is judged, and what an analyst corrects of the knowledge tables.

    Raises UnknownNameError for a method that does not exist.
    """

    names: str = MODEL
    tone: str = MODEL
    own: Own = NOTHING
    lexicon: Lexicon | None = None
    """What `lexicon:FILE` names, once it was read."""

    def __post_init__(self) -> None:
        if self.names not in (MODEL, RULES) and not (self.names.startswith(SPACY) and self.names != SPACY):
            raise UnknownNameError.of("method for names", self.names, NAMES)
        if self.tone not in (MODEL, VADER) and not (self.tone.startswith(LEXICON) and self.tone != LEXICON):
            raise UnknownNameError.of("method for tone", self.tone, TONES)

    def version(self) -> str:
        """Return the methods in words, with the versions of what is installed beside this package.

        Raises MissingToolError where a spaCy pipeline is wanted that is not there.
        """
        words = f"names={self.names} tone={self.lexicon.version() if self.lexicon else self.tone}"
        if self.own != NOTHING:
            words += f" own={self.own.version()}"
        if self.names.startswith(SPACY):
            meta: Mapping[str, Any] = _spacy(self.names.removeprefix(SPACY)).meta
            words += f" spacy={importlib.metadata.version('spacy')} pipeline={meta.get('version', '')}"
        return words


STANDARD = Methods()


def read(doc: Document, methods: Methods) -> list[Reading] | None:
    """Pass once over each sentence with the language model, where one of the methods needs it."""
    if MODEL not in (methods.names, methods.tone):
        return None
    return model.load().read([sentence.text for sentence in doc.sentences])


def names(doc: Document, methods: Methods, readings: Sequence[Reading] | None) -> list[Recognition] | None:
    """Return the names of each sentence, with the article's positions; None where the rules are to find them.

    Raises MissingToolError where a spaCy pipeline is wanted that is not there.
    """
    if methods.names.startswith(SPACY):
        return _spacy_names(doc, methods.names.removeprefix(SPACY))
    if methods.names == RULES or readings is None:
        return None
    return [
        Recognition(
            tuple(
                Recognised(sentence.start + n.start, sentence.start + n.end, n.label, n.probability)
                for n in reading.names
            ),
            tuple((sentence.start + start, sentence.start + end, p) for start, end, p in reading.named),
        )
        for sentence, reading in zip(doc.sentences, readings, strict=True)
    ]


def _spacy_names(doc: Document, pipeline: str) -> list[Recognition]:
    parsed = _spacy(pipeline).pipe([sentence.text for sentence in doc.sentences])
    return [
        Recognition(
            tuple(
                Recognised(
                    sentence.start + e.start_char, sentence.start + e.end_char, SPACY_LABELS[e.label_], 1.0, SPACY_HOW
                )
                for e in found.ents
                if e.label_ in SPACY_LABELS
            )
        )
        for sentence, found in zip(doc.sentences, parsed, strict=True)
    ]


@functools.cache
def _spacy(pipeline: str) -> Any:
    """Load a spaCy pipeline. Raises MissingToolError where it, or spaCy, is not installed."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise MissingToolError(
            f"names={SPACY + pipeline!r} needs spaCy, which is not installed",
            hint=f"pip install spacy && python -m spacy download {pipeline}",
        ) from error
    try:
        return spacy.load(pipeline)
    except OSError as error:
        raise MissingToolError(
            f"the spaCy pipeline {pipeline!r} is not installed", hint=f"python -m spacy download {pipeline}"
        ) from error
