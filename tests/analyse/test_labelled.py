"""What an analyst's own labels say of the methods: shares, intervals, the draw, and the line in every report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from wirebook.analyse import briefing, intervals, labelled, outlets, sentiment, speaking
from wirebook.annotate import vader

from .conftest import Said, Story, Tables, build


def corpus(scores: Sequence[float], *, each: int = 4, judged: str | None = None) -> Tables:
    """Articles of `each` sentences with these scores, in turn of two sources."""
    how = {"judged": judged} if judged else {}
    stories = [
        Story(
            [Said(f"Norland spoke of matter {n} again.", score, **how) for n, score in enumerate(scores)][i : i + each],
            source=("Reuters", "Harbour Wire")[i // each % 2],
            published=f"2025-03-{1 + i // each % 28:02}",
        )
        for i in range(0, len(scores), each)
    ]
    return build(stories)


def with_labels(tables: Tables, wanted: Sequence[str], *, drawn: bool = True, target: str | None = None) -> Tables:
    """The tables with labels of the first sentences, in order."""
    sentences = tables["sentences"].head(len(wanted))
    said = sentences[["article_id", "start", "end", "text"]].assign(
        target=pd.Series([target] * len(sentences), index=sentences.index, dtype="str"), label=list(wanted), drawn=drawn
    )
    return {**tables, "labels": said.reset_index(drop=True)}


def test_the_line_under_every_report_is_that_of_the_issue() -> None:
    tables = with_labels(corpus([-0.8] * 40), ["negative"] * 21 + ["neutral"] * 9)
    line = "On your own sample of 30 sentences, the language model was right in 21 of 30 (95 % 52 to 83 %)."
    assert labelled.said(tables) == (line,)
    answers = [
        sentiment.mean(tables),
        sentiment.mean(tables, by="source"),
        sentiment.mean(tables, by="actor"),
        sentiment.extremes(tables),
        outlets.outlets(tables),
        speaking.speaking(tables),
        briefing.briefing(tables),
    ]
    assert [line in answer.note for answer in answers] == [True] * len(answers)


def test_nothing_is_said_without_labels() -> None:
    tables = corpus([-0.8] * 8)
    assert labelled.said(tables) == ()
    answer = labelled.accuracy(tables)
    assert answer.empty and "labels some in JupyterLab" in answer.why_empty
    assert "own sample" not in sentiment.mean(tables).note


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(21, 30, 0.521, 0.833), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1)]
)
def test_intervals_of_shares_are_those_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    assert intervals.of_share(part, whole) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_accuracy_and_macro_f1_are_those_counted_by_hand() -> None:
    scores = [-0.8] * 10 + [0.0] * 10 + [0.8] * 10
    wanted = ["negative"] * 8 + ["neutral"] * 2 + ["neutral"] * 9 + ["positive"] + ["positive"] * 6 + ["negative"] * 4
    answer = labelled.accuracy(with_labels(corpus(scores), wanted))
    row = answer.frame.set_index("method").loc["the language model"]
    assert (row["right"], row["labelled"]) == (23, 30)
    f1 = [2 * 8 / (10 + 12), 2 * 9 / (10 + 11), 2 * 6 / (10 + 7)]
    assert row["macro_f1"] == pytest.approx(sum(f1) / 3)
    assert row["f1_low"] < row["macro_f1"] < row["f1_high"]
    assert len(answer.evidence("the language model, whole sentences")) == 7
    commonest = answer.frame.set_index("method").loc[labelled.COMMONEST]
    assert (commonest["right"], commonest["macro_f1"]) == (12, pytest.approx(2 * 12 / (30 + 12) / 3))


def test_of_few_sentences_macro_f1_has_no_interval() -> None:
    frame = labelled.accuracy(with_labels(corpus([-0.8] * 8), ["negative"] * 8)).frame
    assert math.isnan(frame["f1_low"].iloc[0]) and frame["high"].iloc[0] == 1


def test_methods_are_compared_on_the_same_sentences() -> None:
    scores = [-0.8, 0.0, 0.8, 0.8] * 6
    mine = with_labels(corpus(scores), ["negative", "neutral", "positive", "positive"] * 6)
    other = corpus([0.8] * 24, judged=vader.HOW)
    other["articles"]["article_id"] = mine["articles"]["article_id"]
    frame = labelled.accuracy(mine, [other]).frame.set_index("method")
    assert list(frame.index) == ["the language model", vader.HOW.removeprefix("lexicon: "), labelled.COMMONEST]
    assert list(frame["right"]) == [24, 12, 12]


def test_what_chance_did_not_choose_counts_for_nothing_but_is_said() -> None:
    tables = with_labels(corpus([-0.8] * 8), ["negative", "negative", "positive", "unclear"])
    tables["labels"].loc[0, "drawn"] = False
    answer = labelled.accuracy(tables)
    assert answer.frame["labelled"].tolist() == [2, 2]
    assert "Not counted: 1 label that chance did not choose and 1 label that you found unclear." in answer.note
    tables["labels"]["end"] += 1
    assert labelled.accuracy(tables).empty


def test_tones_towards_actors_are_a_sample_of_their_own() -> None:
    tables = with_labels(corpus([-0.8] * 8), ["negative", "positive"], target="norland")
    frame = labelled.accuracy(tables).frame
    assert frame["of"].tolist() == [labelled.TOWARDS] * 2
    assert "sample of 2 tones towards actors" in labelled.said(tables, towards=True)[0]
    assert labelled.said(tables) == ()


def test_mistakes_stand_in_the_order_of_how_sure_the_method_was() -> None:
    tables = with_labels(corpus([-0.2, -0.9, 0.7, 0.0]), ["positive", "positive", "positive", "unclear"], drawn=False)
    frame = labelled.mistakes(tables).frame
    assert frame["score"].tolist() == [-0.9, -0.2]
    assert set(frame["label"]) == {"positive"} and set(frame["tone"]) == {"negative"}
    assert len(labelled.mistakes(tables).passages) == 2


def test_the_draw_is_without_repeats_stratified_and_the_same_twice() -> None:
    tables = corpus([-0.8] * 40 + [0.0] * 120 + [0.8] * 40)
    first = labelled.draw(tables, 50)
    pd.testing.assert_frame_equal(first, labelled.draw(tables, 50))
    assert not first.duplicated(["article_id", "sentence"]).any()
    scores = first.merge(tables["tones"][tables["tones"]["target"].isna()], on=["article_id", "sentence"])["label"]
    assert Counter(scores) == {"negative": 10, "neutral": 30, "positive": 10}
    assert set(labelled.draw(tables, 50, seed=5)["text"]) != set(first["text"])


def test_what_is_labelled_is_not_drawn_again() -> None:
    tables = with_labels(corpus([-0.8] * 8), ["negative"] * 5)
    rest = labelled.draw(tables, 20)
    assert len(rest) == 3
    assert not set(rest["text"]) & set(tables["labels"]["text"])
    assert len(labelled.draw(tables, 20, towards=True)) == 8
    assert labelled.draw(with_labels(tables, ["neutral"] * 8), 20).empty


def test_each_sentence_is_as_likely_to_be_drawn_as_any_other() -> None:
    """Over many draws the share of right labels is, on the mean, that of the corpus; unequal chances would move it."""
    generator = np.random.default_rng(7)
    scores = generator.choice([-0.8, 0.0, 0.8], size=90, p=[0.5, 0.4, 0.1])
    tables = corpus(list(scores), each=3)
    times = Counter(text for seed in range(400) for text in labelled.draw(tables, 20, seed=seed)["text"])
    expected = 400 * 20 / 90
    assert len(times) == 90
    assert max(abs(n - expected) for n in times.values()) < 5 * math.sqrt(expected)


def test_a_person_sees_the_sentence_its_neighbours_and_its_actor() -> None:
    tables = corpus([-0.8] * 3)
    chosen = labelled.draw(tables, 9, towards=True).sort_values("sentence")
    items = labelled.shown(tables, chosen)
    assert [item["actor"] for item in items] == ["Norland"] * 3
    assert (items[0]["before"], items[0]["after"]) == ("", items[1]["text"])
    assert [items[1]["text"][start:end] for start, end in items[1]["spans"]] == ["Norland"]
    assert items[0]["about"] == "A story · Reuters · 1 Mar 2025"
