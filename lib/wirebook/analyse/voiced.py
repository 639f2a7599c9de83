"""The tones by whose words they are of: the article's own, or a speaker's, quoted or reported."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wirebook.annotate.voices import ARTICLE, QUOTED, REPORTED, VOICES
from wirebook.errors import UnknownNameError

WORDS: dict[str, str] = {
    ARTICLE: "in the articles' own words",
    QUOTED: "in the words that speakers are quoted with",
    REPORTED: "in what speakers are reported to have said",
}
PLACE = ["article_id", "sentence", "target"]
COLUMNS = [*PLACE, "voice", "attributed", "negative", "neutral", "positive", "label", "score", "words", "how"]


def rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the tone of each sentence and towards each actor by voice.

    A row is a sentence's (target null), or towards an actor; where several voices are heard there is one for each.
    Columns: article_id, sentence, target, voice, attributed (whose words, null for the article's and for a speaker who
    is unknown), negative, neutral, positive, label, score, words, how.
    """
    tones, parted = tables["tones"], tables["voices"]
    if parted.empty:
        return tones[COLUMNS]
    twice = parted[PLACE].drop_duplicates().assign(parted=True)
    single = tones.merge(twice, on=PLACE, how="left")
    return pd.concat([single.loc[single["parted"].isna(), COLUMNS], parted[COLUMNS]], ignore_index=True)


def of(tables: Mapping[str, pd.DataFrame], voice: str) -> pd.DataFrame:
    """Return the tones of one voice; for none, of sentences whosever words they are (`tables["tones"]`)."""
    if not voice:
        return tables["tones"]
    found = rows(tables)
    return found[found["voice"] == voice]


def known(voice: str) -> str:
    """Return a voice by its name, or nothing for every voice. Raises UnknownNameError for another name."""
    if voice and voice not in VOICES:
        raise UnknownNameError.of("voice", voice, VOICES)
    return voice
