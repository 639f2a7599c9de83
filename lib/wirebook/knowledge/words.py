"""The word lists, loaded: abbreviations, function words and the verbs that report speech.

Each is a CSV file beside this module, made to be read, corrected and extended by a person.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """One form of a verb that reports speech."""

    lemma: str
    form: str
    """`present` (says, say), `past` (said), `participle` (said), `gerund` (saying)."""
    group: str
    """`say` takes a quotation or a clause, `tell` a listener first, `praise` a phrase after "as", `think` a clause,
    `stance` what `takes` names."""
    takes: frozenset[str] = frozenset()
    """`np` for a noun phrase, `to` for an infinitive, else the words that what it says begins with."""


def _rows(table: str) -> list[dict[str, str]]:
    source = resources.files(__package__).joinpath(table)
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


@cache
def abbreviations() -> frozenset[str]:
    """Return every abbreviation that is written with a full stop, without its last one ("Mr", "U.S", "Inc")."""
    return frozenset(row["abbreviation"] for row in _rows("abbreviations.csv"))


@cache
def abbreviations_of(group: str) -> frozenset[str]:
    """Return the abbreviations of one group: `title`, `company`, `month`, `place`, `number` (before one), ..."""
    return frozenset(row["abbreviation"] for row in _rows("abbreviations.csv") if row["group"] == group)


@cache
def function_words() -> Mapping[str, str]:
    """Return the function words of English in lower case with their class (`pronoun`, `preposition`, ...)."""
    return MappingProxyType({row["word"]: row["class"] for row in _rows("function_words.csv")})


@cache
def sentence_starters() -> frozenset[str]:
    """Return the function words that, with a capital after an abbreviation, begin a new sentence."""
    return frozenset(row["word"] for row in _rows("function_words.csv") if row["starter"] == "yes")


@cache
def speech_verbs() -> Mapping[str, SpeechVerb]:
    """Return the verbs that report speech by each of their forms, in lower case."""
    found: dict[str, SpeechVerb] = {}
    for row in _rows("speech_verbs.csv"):
        for form in ("base", "present", "past", "participle", "gerund"):
            found.setdefault(row[form], SpeechVerb(row["lemma"], form, row["group"]))
    return MappingProxyType(found)


@cache
def stance_verbs() -> Mapping[str, SpeechVerb]:
    """Return the verbs that report speech or a stance in a phrase, by each of their forms, in lower case."""
    found: dict[str, SpeechVerb] = {}
    for row in _rows("stance_verbs.csv"):
        for form in ("base", "present", "past", "participle", "gerund"):
            takes = frozenset(row["takes"].split("|"))
            found.setdefault(row[form], SpeechVerb(row["lemma"], form, "stance", takes))
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb."""

    lemma: str
    form: str
    """`past`, `present` (third person), `participle`, `gerund` or `base`; of forms that are alike the first."""


@cache
def verbs() -> Mapping[str, Verb]:
    """Return the verbs of news, those of speech and stance among them, by each of their forms, in lower case."""
    found: dict[str, Verb] = {}
    for table in ("speech_verbs.csv", "stance_verbs.csv", "action_verbs.csv"):
        for row in _rows(table):
            for form in ("past", "present", "participle", "gerund", "base"):
                found.setdefault(row[form], Verb(row["lemma"], form))
    return MappingProxyType(found)


@cache
def stance_nouns() -> Mapping[str, frozenset[str]]:
    """Return the nouns of speech and stance, each with the words that what was said may begin with."""
    return MappingProxyType({row["noun"]: frozenset(row["takes"].split("|")) for row in _rows("stance_nouns.csv")})
