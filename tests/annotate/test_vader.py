"""The tone of a sentence by the VADER method: by its words, never by its names."""

import time

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from wirebook.annotate import vader
from wirebook.language import Span


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The talks were a great success.", "positive"),
        ("The flood killed forty people and destroyed the harbour.", "negative"),
        ("The committee meets at noon.", "neutral"),
        ("The minister was not happy with the deal.", "negative"),
        ("She called the accord “excellent”.", "positive"),
        ("“Terrible,” he said.", "negative"),
        ("", "neutral"),
        ("... — …", "neutral"),
    ],
)
def test_a_sentence_is_labelled_by_its_words(text, label):
    assert vader.polarity(text).label == label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Trust Party meets at noon.", "Trust Party"),
        ("Officials of the United Nations Security Council met.", "United Nations Security Council"),
        ("They met in Hope, Arkansas.", "Hope, Arkansas"),
        ("Pretty Good Privacy was published in 1991.", "Pretty Good Privacy"),
    ],
)
def test_a_masked_name_moves_nothing(text, name):
    start = text.index(name)
    assert vader.polarity(text).score != 0
    assert vader.polarity(text, masked=[Span(start, start + len(name))]).score == 0


def test_the_three_shares_add_to_one():
    for text in ("A brilliant, wonderful, terrible day!", "War. War. War.", "good", "plain words", ""):
        t = vader.polarity(text)
        assert t.negative + t.neutral + t.positive == pytest.approx(1, abs=1e-9)
        assert min(t.negative, t.neutral, t.positive) >= 0


def test_the_words_that_moved_the_score_are_named_with_the_change_they_make():
    t = vader.polarity("The accord was a triumph after a bitter quarrel.")
    weights = dict(t.words)
    assert weights["triumph"] > 0 > weights["bitter"]
    without = vader.polarity("The accord was a after a bitter quarrel.").score
    assert weights["triumph"] == pytest.approx(t.score - without, abs=1e-4)


def test_typographic_marks_do_not_hide_a_word():
    assert vader.polarity("a “disaster”—truly").score == vader.polarity('a "disaster" truly').score


def test_a_text_of_twenty_thousand_words_is_scored_in_reasonable_time():
    t = vader.polarity("good but bad " * 7_000)
    assert -1 <= t.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The committee meets at noon.",
        "The talks were a great success!",
        "It was not good, but it could have been worse?",
        "WAR and peace :) 😀 at the least",
        "no doubt, no hope, kind of sad",
        "plain words, and nothing else — naïve",
    ],
)
def test_the_scores_are_those_of_the_package(text):
    expected = SentimentIntensityAnalyzer().polarity_scores(text.replace("—", " "))
    found = vader.polarity(text)
    assert (found.negative, found.positive, found.score) == (expected["neg"], expected["pos"], expected["compound"])


def test_a_sentence_of_a_megabyte_takes_seconds():
    began = time.process_time()
    vader.polarity("bad and good, " * (1_000_000 // 14))
    assert time.process_time() - began < 60
