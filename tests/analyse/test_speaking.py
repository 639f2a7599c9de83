"""Who speaks how of whom."""

from __future__ import annotations

import pytest

from wirebook.analyse import speaking
from wirebook.errors import UnknownNameError


@pytest.fixture
def spoken(make, story, said):
    def by(speaker, words, score):
        return said(f"“{words}” said {speaker}.", score=score, quote=(speaker, f"“{words}”"))

    return make(
        [
            story([by("Mara Lind", "Norland is brave,", 0.6), said("Norland was late.", score=-0.3)]),
            story([by("Mara Lind", "Norland is slow,", -0.2), by("Tomas Orr", "Sudmark and Norland lie,", -0.9)]),
        ]
    )


def test_each_speaker_and_target_is_averaged_over_articles_with_its_counts(spoken):
    frame = speaking.speaking(spoken).frame.set_index("key")
    row = frame.loc["Mara Lind on Norland"]
    assert row["mean"] == pytest.approx((0.6 - 0.2) / 2)
    assert (row["statements"], row["negative"], row["neutral"], row["positive"], row["articles"]) == (2, 1, 0, 1, 2)
    assert frame.loc["Tomas Orr on Sudmark", "mean"] == pytest.approx(-0.9)


def test_the_articles_own_words_stand_first(spoken):
    frame = speaking.speaking(spoken).frame
    assert frame.loc[0, "key"] == "The articles themselves on Norland"
    assert frame.loc[0, "mean"] == pytest.approx(-0.3)


def test_what_each_mean_rests_on_is_said(spoken):
    frame = speaking.speaking(spoken).frame.set_index("key")
    assert frame.loc["Mara Lind on Norland", "fragility"].startswith(
        "Without “A story” the mean is −0.20 instead of +0.20"
    )
    assert frame.loc["Tomas Orr on Sudmark", "fragility"].startswith("The mean rests on one article")


def test_what_somebody_says_of_themselves_is_left_out(spoken):
    assert not (speaking.speaking(spoken).frame["speaker"] == speaking.speaking(spoken).frame["target"]).any()


def test_every_cell_opens_into_its_sentences(spoken):
    answer = speaking.speaking(spoken)
    assert set(answer.evidence("Mara Lind on Norland")["text"]) == {
        "“Norland is brave,” said Mara Lind.", "“Norland is slow,” said Mara Lind.",
    }  # fmt: skip
    assert sum(answer.frame["statements"]) == len(answer.passages)


def test_one_speaker_or_target_can_be_asked_for(spoken):
    assert set(speaking.speaking(spoken, speaker="Tomas Orr").frame["speaker"]) == {"Tomas Orr"}
    assert set(speaking.speaking(spoken, target="sudmark").frame["target"]) == {"Sudmark"}
    with pytest.raises(UnknownNameError, match="Nobody"):
        speaking.speaking(spoken, speaker="Nobody")


def test_what_was_said_to_one_actor_can_be_asked_for(spoken):
    quotes = spoken["quotes"]
    told = quotes.assign(addressee=quotes["addressee"].mask(quotes["speaker"] == "tomas-orr", "mara-lind"))
    answer = speaking.speaking(spoken | {"quotes": told}, to="Mara Lind")
    assert set(answer.frame["key"]) == {"Tomas Orr on Sudmark", "Tomas Orr on Norland"}
    assert answer.title == "Who speaks how of whom, to Mara Lind"
    assert speaking.speaking(spoken, to="Mara Lind").empty


def test_the_figure_writes_the_sign_of_every_mean(spoken):
    picture = speaking.speaking(spoken).figure()
    written = {text.get_text() for axes in picture.axes for text in axes.texts}
    assert {"−0.90\n(1)", "+0.20\n(2)"} <= written


def test_nobody_speaks_in_no_articles(nothing):
    assert speaking.speaking(nothing).empty
