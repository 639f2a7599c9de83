"""Tones by whose words they are of."""

from __future__ import annotations

import pandas as pd
import pytest

from wirebook.analyse import sentiment, voiced
from wirebook.errors import UnknownNameError

TWO = "Norland failed, and “Sudmark is a friend”, Mara Lind said."


@pytest.fixture
def parted(make, story, said):
    """One article of a sentence with two voices and one of narration alone."""
    tables = make([story([said(TWO, score=-0.2), said("Norland slept.", score=0.1)])])
    whole = tables["tones"].iloc[0]
    rows = [
        {**whole, "voice": voice, "attributed": who, "target": None, "score": score}
        for voice, who, score in (("article", None, -0.8), ("quoted", "mara-lind", 0.6))
    ]
    voices = pd.DataFrame(rows)[list(tables["voices"].columns)]
    return tables | {"voices": voices.astype({"attributed": "str", "target": "str"})}


def test_a_sentence_of_two_voices_stands_once_for_each_and_no_more_for_itself(parted):
    rows = voiced.rows(parted)
    whole = rows[rows["target"].isna()].sort_values(["sentence", "voice"])
    assert whole[["sentence", "voice", "score"]].values.tolist() == [
        [0, "article", -0.8], [0, "quoted", 0.6], [1, "article", 0.1],
    ]  # fmt: skip
    assert set(rows.loc[rows["target"].notna() & (rows["sentence"] == 0), "target"]) == {
        "norland", "sudmark", "mara-lind",
    }  # fmt: skip


def test_an_article_is_averaged_by_its_own_words_or_by_those_it_quotes(parted):
    own, quoted, all_ = (sentiment.mean(parted, by="source", voice=v).frame for v in ("article", "quoted", ""))
    assert own.loc[0, "mean"] == pytest.approx((-0.8 + 0.1) / 2)
    assert quoted.loc[0, "mean"] == pytest.approx(0.6)
    assert all_.loc[0, "mean"] == pytest.approx((-0.2 + 0.1) / 2)
    assert sentiment.mean(parted, by="speaker").frame.loc[0, "mean"] == pytest.approx(0.6)
    assert "in the articles' own words" in sentiment.mean(parted, by="source", voice="article").title


def test_another_voice_is_refused(parted):
    with pytest.raises(UnknownNameError, match="article"):
        sentiment.mean(parted, by="source", voice="narrator")
