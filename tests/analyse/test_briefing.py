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


def test_a_movement_that_no_test_finds_is_said_to_be_none(many):
    points = list(briefing.briefing(many(60)).frame["point"])
    assert any("no shift in it stands out from chance" in point for point in points)


def test_a_shift_that_a_test_finds_is_named_by_its_day(make, story, said):
    """Ten days in a level, and ten in another that begins on 1 March, the first of the months that are compared."""
    days = [f"2025-{month:02}-{day:02}" for month, first in ((2, 19), (3, 1)) for day in range(first, first + 10)]
    stories = [
        story(
            sentences=[said(f"Norland rowed, on day {place}.", (0.5 if day > "2025-03" else -0.5) + place % 3 / 10)],
            published=day,
        )
        for place, day in enumerate(days)
    ]
    points = list(briefing.briefing(make(stories)).frame["point"])
    assert any("a shift on 1 Mar 2025 stands out from chance" in point for point in points), points


def test_of_few_days_it_is_said_that_nothing_can_be_tested(make, story, said):
    stories = [
        story(sentences=[said(f"Norland rowed {place} boats.", 0.1 * (place % 3))], published=f"2025-03-{day:02}")
        for day in (3, 4)
        for place in range(10 * day, 10 * day + 6)
    ]
    points = list(briefing.briefing(make(stories)).frame["point"])
    assert any("too few days with articles to test" in point for point in points), points


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
