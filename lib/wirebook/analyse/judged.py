"""How tone was judged and names were found in the tables at hand, said in words: the `how` of their rows tells."""

from __future__ import annotations

import pandas as pd

from wirebook.annotate import judges, methods, offices, vader
from wirebook.show import html

READ = "how negative or positive a sentence makes things look"
TOWARDS = "how a sentence makes the actor look"
"""What the language model judges: a whole sentence, and an actor in it."""

TELLING = (
    "Tone is that of the telling: {seen}, by the writer's words or by the words and acts of others that it reports; "
    "not whether the news is good, nor what the outlet thinks."
)
WORDING = (
    "Tone is that of the wording: how negative or positive the words of a sentence are; "
    "not whether the news is good, nor what the outlet thinks."
)
LISTED = "Judged by VADER, a list of words with rules, names left out."
OWN = "Judged by the words of the analyst's own {name}, names left out."
LIST = "lexicon: "
"""How the `how` of a tone begins that a list of words judged."""
BLIND = "The method does not see whom a judgement is about: an actor gets the tone of its sentences."
PULL = "The number after a word says how strongly it pulls, to negative (−) or to positive (+)."

MISSING = "A name that was overlooked is missing, and two people may share one."

MEANS = {methods.MODEL_HOW: "a language model", methods.SPACY_HOW: "a spaCy pipeline"}
"""What finds names by these words of `how`."""

ANY_METHOD = frozenset(
    (
        "known name", "known name, one of several", "place name", "capital as government", "capital as city",
        "surname of a name in the article", "part of a name in the article", "acronym of a name in the article",
        "surname of an office holder", "title before", "pronoun", offices.BY_OFFICE, offices.BY_TITLE,
    )
)  # fmt: skip
"""The `how` of mentions that occur by whatever method names are found."""


def finding(mentions: pd.DataFrame) -> str:
    """Say how the names of these mentions were found, where they tell, and what to be careful about."""
    telling = set(mentions["how"]) - ANY_METHOD
    if not telling:
        return MISSING
    means = next((words for how, words in MEANS.items() if how in telling), "rules")
    return f"Names are found by {means} and lists of known names. {MISSING}"


def by_model(tones: pd.DataFrame) -> bool:
    """Say whether the language model judged these tones, which sees whom a judgement is about, and no list of words."""
    return not tones["how"].str.startswith(LIST).any()


def named(tones: pd.DataFrame) -> str:
    """Return what judged these tones, in a word or two."""
    if tones.empty or by_model(tones):
        return "the language model"
    return str(tones["how"].iloc[0]).removeprefix(LIST)


def cautions(tones: pd.DataFrame, *, towards: bool = False) -> tuple[str, ...]:
    """Say what tone means here, and how it was judged: by what, and of how many tones the judge was unsure.

    `tones` are the rows that an answer rests on, `towards` whether they are tones towards actors. Nothing is said of
    no rows.
    """
    if tones.empty:
        return ()
    if not by_model(tones):
        how = str(tones["how"].iloc[0])
        listed = LISTED if how == vader.HOW else OWN.format(name=how.removeprefix(LIST))
        return (WORDING, f"{listed} {BLIND}" if towards else listed)
    unsure = int(tones["how"].eq(judges.UNSURE).sum())
    return (
        TELLING.format(seen=TOWARDS if towards else READ),
        f"Judged by the language model, which was sure of all {html.counted(len(tones), 'tone')}."
        if not unsure
        else f"Judged by the language model, which was unsure of {unsure:,} of {html.counted(len(tones), 'tone')} "
        f"({_percent(unsure, len(tones))}) and labels {'it' if unsure == 1 else 'them'} neutral.",
    )


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return f"{share:.0f} %" if share >= 1 else "under 1 %"
