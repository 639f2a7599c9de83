"""What is told of articles that bear no date."""

from __future__ import annotations

import pandas as pd
import pytest

from wirebook.analyse import undated


@pytest.fixture
def guessed(story, said, make):
    tables = make(
        [story([said("Mara Lind met Tomas Orr."), said("It rained.")], published=None), story([said("Snow.")])]
    )
    articles = tables["articles"]
    bare = articles["published"].isna()
    first = articles.loc[bare, "article_id"].iloc[0]
    articles["published_candidates"] = [
        [{"value": "2011-02", "probability": 0.6}, {"value": "2011-05", "probability": 0.2}] if own else []
        for own in bare
    ]
    spoiled = {"published": "2011-02", "published_from": "inferred", "published_confidence": 0.6}
    span = {"published_earliest": "2011-01-04", "published_latest": "2011-06-30"}
    for column, value in (spoiled | span).items():
        articles.loc[bare, column] = value
    row = {"article_id": first, "sentence": 0}
    tables["clues"] = pd.DataFrame(
        [
            row | {"start": 0, "end": 9, "text": "Mara Lind", "says": "in office", "bits": 3.5},
            row | {"start": 14, "end": 23, "text": "Tomas Orr", "says": "no longer in office", "bits": -1.5},
        ]
    )
    return tables


def test_an_undated_article_is_listed_with_its_estimate_range_and_candidates(guessed):
    (row,) = undated.undated(guessed).frame.to_dict("records")
    assert row["estimate"] == "Feb 2011 (60%)"
    assert row["range"] == "4 Jan 2011 to 30 Jun 2011"
    assert row["candidates"] == "Feb 2011 (60%), May 2011 (20%)"
    assert row["strongest"] == "“Mara Lind”: in office"
    assert row["against"] == "“Tomas Orr”: no longer in office"


def test_it_opens_into_the_sentences_of_its_clues(guessed):
    answer = undated.undated(guessed)
    assert list(answer.evidence()["start"]) == [0, 14]


def test_an_article_without_a_clue_is_listed_all_the_same(story, said, make):
    (row,) = undated.undated(make([story([said("It rained.")], published=None)])).frame.to_dict("records")
    assert (row["estimate"], row["range"], row["clues"]) == ("not told", "not told", 0)
