"""One page for two minutes."""

from __future__ import annotations

import pytest

from wirebook.analyse import briefing
from wirebook.annotate import judges, vader


def test_a_briefing_answers_four_questions(tables):
    assert list(briefing.briefing(tables).frame["section"].unique()) == list(briefing.SECTIONS)


def test_each_point_opens_into_sentences(tables):
    answer = briefing.briefing(tables)
    assert all(len(answer.evidence(point)) for point in answer.frame["point"])


@pytest.mark.parametrize(
    ("how", "named", "unnamed"), [(judges.UNSURE, "language model", "VADER"), (vader.HOW, "VADER", "language model")]
)
def test_a_briefing_names_the_method_that_judged_the_tone(make, story, said, how, named, unnamed):
    note = briefing.briefing(make([story(sentences=[said("Norland rowed.", judged=how)])])).note
    assert named in note and unnamed not in note


def test_a_movement_is_judged_against_chance(many):
    points = list(briefing.briefing(many(60)).frame["point"])
    assert any("their intervals overlap" in point for point in points)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (-0.6, "clearly negative"),
        (-0.2, "negative"),
        (-0.1, "slightly negative"),
        (0.0, "neutral"),
        (0.1, "slightly positive"),
        (0.9, "clearly positive"),
    ],
)
def test_a_score_has_words(score, words):
    assert briefing.worded(score) == words
