"""Who is quoted, and with what words."""

from __future__ import annotations

import pytest

from wirebook.analyse import quotes
from wirebook.errors import UnknownNameError


def test_speakers_are_counted_with_their_words(tables):
    frame = quotes.speakers(tables).frame
    assert frame[["speaker", "actor_id", "quotes", "direct", "indirect", "words"]].values.tolist() == [
        ["Mara Lind", "mara-lind", 1, 1, 0, 5]
    ]


def test_a_speaker_who_is_no_known_actor_keeps_the_words_that_name_them(tables):
    tables["quotes"] = tables["quotes"].assign(speaker=None, speaker_text="a spokesman")
    assert list(quotes.speakers(tables).frame["speaker"]) == ["“a spokesman”"]


def test_a_pronoun_names_nobody(tables):
    tables["quotes"] = tables["quotes"].assign(speaker=None, speaker_text="He")
    answer = quotes.speakers(tables)
    assert answer.empty
    assert "Left out: 1 statement without a speaker" in answer.note


def test_the_words_of_one_speaker_can_be_asked_for(tables):
    answer = quotes.statements(tables, speaker="mara lind")
    assert list(answer.frame["text"]) == ['"We want a fair deal,"']
    assert answer.title == "What Mara Lind said"


def test_a_speaker_who_is_never_quoted_is_refused(tables):
    with pytest.raises(UnknownNameError, match="Mara Lind"):
        quotes.statements(tables, speaker="Mara Lund")


def test_the_stances_of_one_actor_can_be_asked_for(tables):
    answer = quotes.stances(tables, holder="MARA LIND")
    assert set(answer.frame["holder"]) == {"Mara Lind"}
    assert answer.title == "What Mara Lind wants and rejects"
    assert list(answer.evidence()["text"]) == list(answer.frame["text"])


def test_an_actor_without_a_stance_is_refused(tables):
    with pytest.raises(UnknownNameError, match="Mara Lind"):
        quotes.stances(tables, holder="Mara Lund")
