"""How far two methods agree on the same sentences."""

from __future__ import annotations

import pytest

from wirebook.analyse import agreement
from wirebook.annotate import judges, vader

SCORES = [(0.5, 0.4), (-0.5, 0.6), (0.0, 0.0), (0.2, -0.1)]


@pytest.fixture
def judged(make, story, said):
    """Return tables of the scores in one place of each pair, as often as asked for."""

    def of(place, *, how=judges.HOW, times=1):
        sentences = [
            said(f"Norland said {n} of {time}.", score=pair[place], judged=how)
            for time in range(times)
            for n, pair in enumerate(SCORES)
        ]
        return make([story(sentences)])

    return of


def test_the_sentences_on_which_they_differ_most_come_first(judged):
    answer = agreement.agreement(judged(0), judged(1, how=vader.HOW), top=2)
    assert answer.frame["difference"].tolist() == pytest.approx([-1.1, 0.3])
    assert answer.title == "Where the language model and VADER differ most"
    assert answer.shown["other_score"] == "VADER"
    assert len(answer.evidence()) == 2


def test_equal_and_contrary_labels_are_counted(judged):
    note = agreement.agreement(judged(0), judged(1, how=vader.HOW)).note
    assert "The language model and VADER give 2 of 4 sentences the same label (50 %) and 2 the contrary one." in note
    assert "kappa" not in note


def test_kappa_is_told_of_enough_sentences(judged):
    note = agreement.agreement(judged(0, times=10), judged(1, times=10, how=vader.HOW)).note
    # observed 1/2; by chance 1/2·1/2 + 1/4·1/4 + 1/4·1/4 = 3/8
    assert f"kappa {(1 / 2 - 3 / 8) / (1 - 3 / 8):.2f}" in note


def test_one_method_agrees_with_itself(judged):
    note = agreement.agreement(judged(0, times=10), judged(0, times=10)).note
    assert "40 of 40 sentences" in note and "kappa 1.00" in note and "r = 1.00" in note


def test_nothing_is_compared_of_no_articles(nothing):
    assert agreement.agreement(nothing, nothing).empty
