"""The language of a text, identified offline.

Method: naive Bayes over byte n-grams (Lui and Baldwin 2012, "langid.py: An Off-the-shelf Language Identification
Tool", ACL), in the fork py3langid with the model it ships, which has the ISO 639-1 languages and some more.
"""

from __future__ import annotations

import functools
from typing import Any

SHORTEST = 60
"""Letters below which a text does not say its language: then the metadata does, or nobody."""
LOOKED_AT = 5_000
"""Characters looked at: the probability no longer changes beyond."""
SURE = 0.5
"""Probability from which the text's own language stands against what the metadata say."""


def identify(text: str, *, said: str | None = None) -> str | None:
    """Return the ISO 639-1 code of a text's language.

    `said` is the language that the metadata give: it stands where the text is too short, or the method unsure.
    """
    sample = text[:LOOKED_AT]
    letters = sum(c.isalpha() for c in sample)
    if letters < SHORTEST:
        return said
    if sum(c.isupper() for c in sample) > letters / 2:
        sample = sample.lower()
    code, probability = _model().classify(sample)
    return str(code) if probability >= SURE or said is None else said


@functools.cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in dict.fromkeys(model.labels) if len(code) == 2])
    return model
