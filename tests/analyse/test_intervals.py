"""How sure a mean is, on corpora whose truth is known."""

import numpy as np
import pandas as pd
import pytest

from wirebook.analyse import intervals

RUNS = 1500


def _articles(count: int, chance: np.random.Generator, *, skewed: bool) -> np.ndarray:
    """Return the mean score of each of so many articles: of 1 to 24 sentences, alike within an article."""
    own = 0.2 - chance.exponential(0.25, count) if skewed else chance.normal(-0.05, 0.25, count)
    sizes = chance.integers(1, 25, count)
    return own + chance.normal(0, 0.35, count) / np.sqrt(sizes)


@pytest.mark.parametrize("skewed", [False, True])
@pytest.mark.parametrize("count", [5, 8, 20, 100, 500])
def test_of_a_hundred_intervals_about_95_hold_the_truth(count: int, skewed: bool) -> None:
    chance = np.random.default_rng(count + skewed)
    held = 0
    for _ in range(RUNS):
        low, high = intervals.bootstrap(_articles(count, chance, skewed=skewed))
        held += low <= -0.05 <= high
    assert 93 <= 100 * held / RUNS <= 97


def test_sentences_of_one_article_are_no_sample_of_their_own() -> None:
    frame = pd.DataFrame({"all": 1, "value": [0.1, 0.3, -0.2, 0.0, 0.2, 0.1]})
    (row,) = intervals.of_means(frame, by=["all"], value="value").to_dict("records")
    assert row["articles"] == 6
    assert row["low"] < row["mean"] < row["high"]


def test_few_articles_have_no_interval_and_articles_all_alike_one_without_width() -> None:
    assert np.isnan(intervals.bootstrap(np.array([0.1, 0.2, 0.3, 0.4]))).all()
    assert intervals.bootstrap(np.full(6, 0.25)) == (0.25, 0.25)


def test_an_interval_does_not_depend_on_what_was_asked_before() -> None:
    values = np.array([0.1, -0.4, 0.3, 0.2, 0.0, -0.1, 0.6])
    first = intervals.bootstrap(values)
    intervals.bootstrap(values[:5])
    assert intervals.bootstrap(values) == first
