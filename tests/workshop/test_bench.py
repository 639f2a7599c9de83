"""Timings: every step is timed on the same texts, and peers beside it."""

from __future__ import annotations

import pytest

from wirebook import read
from wirebook.read.article import Article
from workshop import bench


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return bench.repeated(read.corpus(bench.SEEDS).articles[:3], words=800)


def test_articles_are_repeated_to_the_wanted_length_and_no_text_twice(articles: list[Article]) -> None:
    assert 800 <= sum(len(a.text.split()) for a in articles) < 1200
    assert len({a.text for a in articles}) == len(articles) > 3


def test_each_step_and_the_whole_are_timed_on_all_articles(articles: list[Article]) -> None:
    timings = bench.steps(articles)
    assert [t.step for t in timings][-1] == "the whole annotation"
    assert len({t.step for t in timings}) == 10
    assert {t.articles for t in timings} == {len(articles)}
    assert all(rate > 0 for t in timings for rate in t.rates)


def test_a_peer_is_compared_by_how_many_times_as_long_we_take(articles: list[Article]) -> None:
    ours = {"sentences and words": 10.0, bench.MODEL: 10.0, "times": 10.0}
    for peer in bench.peers(articles, ours):
        assert peer.ratio == pytest.approx(10.0 / peer.seconds)
