"""How fragile a mean of tone is, against means that are really computed anew."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirebook.analyse import fragile, sentiment
from wirebook.analyse.fragile import Fragility

Listed = Sequence[tuple[str, float]] | None
Told = tuple[float, Listed]
"""A sentence: its score, and its words with their weights."""


def frame_of(*articles: Sequence[Told | float]) -> pd.DataFrame:
    """Build scored sentences of articles a, b, ..., titled "Title a", ...; a number is a sentence without words."""
    rows = []
    for name, sentences in zip("abcdefghijklmnopqrstuvwxyz", articles, strict=False):
        for number, sentence in enumerate(sentences):
            score, words = sentence if isinstance(sentence, tuple) else (sentence, ())
            listed = None if words is None else np.array([{"word": word, "weight": weight} for word, weight in words])
            shares = {"negative": (0.9 - score) / 2, "neutral": 0.1, "positive": (0.9 + score) / 2}
            base = {"article_id": name, "title": f"Title {name}", "sentence": number}
            rows.append({**base, "score": score, "words": listed, **shares})
    columns = ["article_id", "title", "sentence", "score", "words", "negative", "neutral", "positive"]
    return pd.DataFrame(rows, columns=columns)


def mean_of(frame: pd.DataFrame) -> float:
    return float(frame.groupby("article_id")["score"].mean().mean())


def turns(mean: float, without: float) -> bool:
    return (mean > 1e-9 and without <= 1e-9) or (mean < -1e-9 and without >= -1e-9)


def most_telling(mean: float, without: dict[str, float]) -> str:
    return min(without, key=lambda name: (not turns(mean, without[name]), -round(abs(without[name] - mean), 12), name))


def without_word(row: pd.Series, word: str) -> float:
    own = [item["weight"] for item in (() if row["words"] is None else row["words"]) if item["word"].casefold() == word]
    return max(-1.0, min(1.0, float(row["score"]) - sum(own)))


TENTHS = st.integers(-9, 9).map(lambda tenths: tenths / 10)
WORDS = st.lists(st.tuples(st.sampled_from(["crisis", "Crisis", "hope", "threat", "US"]), TENTHS), max_size=4)
SENTENCES = st.lists(st.tuples(TENTHS, st.none() | WORDS), min_size=1, max_size=5)
FRAMES = st.lists(SENTENCES, min_size=1, max_size=6).map(lambda articles: frame_of(*articles))


def found_in(frame: pd.DataFrame) -> Fragility:
    found = fragile.of(frame)
    assert found is not None
    return found


@given(FRAMES)
def test_each_article_counts_once_in_the_mean(frame: pd.DataFrame) -> None:
    found = found_in(frame)
    assert found.mean == pytest.approx(mean_of(frame), abs=1e-12)
    assert (found.articles, found.sentences) == (frame["article_id"].nunique(), len(frame))


@given(FRAMES)
@example(frame_of([0.3], [-0.2]))
@example(frame_of([0.2], [0.0]))
@example(frame_of([0.3], [-0.5], [0.25], [0.25]))
def test_the_article_named_is_the_one_whose_absence_tells_most(frame: pd.DataFrame) -> None:
    found = found_in(frame)
    names = sorted(set(frame["article_id"]))
    if len(names) == 1:
        assert (found.article_id, found.without_article, found.flips) == ("a", None, False)
        return
    without = {name: mean_of(frame[frame["article_id"] != name]) for name in names}
    assert found.article_id == most_telling(mean_of(frame), without)
    assert found.article == f"Title {found.article_id}"
    assert found.without_article == pytest.approx(without[found.article_id], abs=1e-12)
    assert found.flips == any(turns(mean_of(frame), mean) for mean in without.values())


@given(frame=FRAMES)
def test_the_word_named_is_the_one_whose_absence_tells_most(frame: pd.DataFrame) -> None:
    found = found_in(frame)
    names = {item["word"].casefold() for words in frame["words"].dropna() for item in words}
    scores = {name: frame.apply(without_word, axis=1, word=name).astype(float) for name in sorted(names)}
    without = {name: mean_of(frame.assign(score=score)) for name, score in scores.items()}
    named = most_telling(mean_of(frame), without) if without else None
    if named is None or abs(without[named] - mean_of(frame)) <= 1e-9:
        assert (found.word, found.without_word, found.word_share) == (None, None, None)
        return
    assert found.word is not None and found.word.casefold() == named
    assert found.without_word == pytest.approx(without[named], abs=1e-12)
    side = np.sign(without[named] - mean_of(frame))
    each = frame.groupby("article_id")["score"].transform("size") * frame["article_id"].nunique()
    pull = float((-side * frame["score"] / each).clip(lower=0).sum())
    share = min(1.0, abs(without[named] - mean_of(frame)) / pull) if pull > 1e-9 else 1.0
    assert found.word_share == pytest.approx(share, abs=1e-9)


@given(FRAMES)
@example(frame_of([-0.5, 0.1], [0.3], [-0.4]))
@example(frame_of([0.5, 0.5], [0.0]))
def test_without_the_deciding_sentences_the_sign_changes_and_not_before(frame: pd.DataFrame) -> None:
    found = found_in(frame)
    mean = mean_of(frame)
    size = frame.groupby("article_id")["score"].transform("size")
    pull = (np.sign(mean if abs(mean) > 1e-9 else 0) * frame["score"] / size).round(12)
    order = frame.assign(pull=-pull)[pull > 0].sort_values(["pull", "article_id", "sentence"])
    deciding = None
    for number in range(1, min(len(order), len(frame) - 1) + 1):
        if turns(mean, mean_of(frame.drop(order.index[:number]))):
            deciding = number
            break
    assert found.deciding == deciding
    left_out = order.head(deciding or 0)
    assert list(found.deciding_sentences) == list(zip(left_out["article_id"], left_out["sentence"], strict=True))


@given(FRAMES)
def test_only_where_all_sentences_are_on_one_side_or_the_mean_is_zero_none_decide(frame: pd.DataFrame) -> None:
    found = found_in(frame)
    alike = (frame["score"] > 0).all() or (frame["score"] < 0).all()
    assert (found.deciding is None) == (alike or abs(found.mean) <= 1e-9)


@given(frame=FRAMES, seed=st.integers(0, 9))
def test_the_order_of_the_rows_does_not_matter(frame: pd.DataFrame, seed: int) -> None:
    one, other = (found_in(f) for f in (frame, frame.sample(frac=1, random_state=seed)))
    figures = ["mean", "without_article", "without_word", "word_share"]
    assert replace(one, **dict.fromkeys(figures)) == replace(other, **dict.fromkeys(figures))
    assert [getattr(one, f) for f in figures] == [
        None if value is None else pytest.approx(value, abs=1e-9) for value in (getattr(other, f) for f in figures)
    ]


def test_an_article_that_moves_the_mean_less_but_changes_the_sign_is_the_one_named() -> None:
    found = found_in(frame_of([0.3], [0.0], [0.1], [-0.35]))
    assert (found.article_id, found.flips) == ("a", True)
    assert abs(mean_of(frame_of([0.3], [0.0], [0.1])) - found.mean) > abs(found.without_article - found.mean)


def test_of_articles_words_and_sentences_that_pull_alike_the_first_by_name_is_taken() -> None:
    grim, dire = [("Grim", -0.4)], [("dire", -0.4)]
    found = found_in(frame_of([(-0.4, grim), (0.2, ())], [(-0.4, dire), (0.2, ())], [(-0.1, ())]))
    assert (found.article_id, found.word, found.word_share) == ("a", "dire", pytest.approx(0.4))
    assert found.deciding_sentences == (("a", 0),)


def test_a_word_is_one_however_it_is_spelt_and_named_as_it_is_spelt_most() -> None:
    us = [[("US", -0.2)], [("us", -0.2)], [("US", -0.2)]]
    found = found_in(frame_of([(-0.3, words) for words in us]))
    assert (found.word, found.without_word, found.word_share) == ("US", pytest.approx(-0.1), pytest.approx(2 / 3))
    found = found_in(frame_of([(-0.3, [("Crisis", -0.2)]), (-0.3, [("crisis", -0.2)])]))
    assert found.word == "crisis"


def test_a_score_without_a_word_stays_within_its_bounds() -> None:
    assert found_in(frame_of([(0.8, [("grim", -0.7)])])).without_word == pytest.approx(1.0)


@pytest.mark.parametrize("weight", [2000.0, -2000.0])
def test_a_weight_beyond_all_bounds_does_no_harm(weight: float) -> None:
    found = found_in(frame_of([(0.1, [("odd", weight)])]))
    assert found.without_word == pytest.approx(-np.sign(weight))


def test_no_rows_have_no_fragility() -> None:
    assert fragile.of(frame_of()) is None
    assert fragile.of(frame_of([math.nan])) is None


def test_rows_without_a_score_do_not_count() -> None:
    assert fragile.of(frame_of([0.1, math.nan], [math.nan], [-0.3])) == replace(
        found_in(frame_of([0.1], [-0.3])),
        deciding_sentences=(("c", 0),),
        article_id="c",
        article="Title c",
    )


def test_words_and_titles_may_be_missing() -> None:
    frame = frame_of([(0.1, None), (-0.4, [])], [(0.2, None)])
    bare = frame.drop(columns=["words", "title", "negative", "neutral", "positive"])
    assert found_in(bare.assign(words=None, negative=0, neutral=0, positive=0)).word is None
    assert found_in(bare).article is None
    assert "one article without a title" in fragile.said(found_in(frame.assign(title=None)))


def test_a_word_without_a_weight_moves_nothing() -> None:
    found = found_in(frame_of([(-0.4, [("grim", math.nan), ("dire", -0.1)])]))
    assert (found.word, found.without_word, found.word_share) == ("dire", pytest.approx(-0.3), pytest.approx(0.25))


def test_the_mean_is_that_of_the_answer_it_belongs_to(tables: dict[str, pd.DataFrame]) -> None:
    tones = tables["tones"]
    found = found_in(tones[tones["target"].isna()])
    (row,) = sentiment.whole(tables)[0].to_dict("records")
    assert found.mean == pytest.approx(row["mean"], abs=1e-12)
    assert (found.articles, found.sentences, found.word) == (row["articles"], row["sentences"], "grim")


@pytest.mark.parametrize("articles", [4_000, 100_000])
def test_a_hundred_thousand_sentences_take_less_than_a_second(articles: int) -> None:
    chance = np.random.default_rng(1)
    rows = 100_000
    score = np.clip(chance.normal(-0.1, 0.4, rows), -0.9, 0.9)
    words = chance.zipf(1.3, (rows, 5)) % 20_000
    weights = chance.normal(0, 0.3, (rows, 5)).tolist()
    frame = pd.DataFrame(
        {
            "article_id": np.array([f"{name:08x}" for name in range(articles)])[chance.permutation(rows) % articles],
            "title": "A title",
            "sentence": np.arange(rows),
            "score": score,
            "words": [
                [{"word": f"word{word}", "weight": weight} for word, weight in zip(own, pulls, strict=True)]
                for own, pulls in zip(words.tolist(), weights, strict=True)
            ],
            "negative": (0.9 - score) / 2,
            "neutral": 0.1,
            "positive": (0.9 + score) / 2,
        }
    )
    taken = []
    for _ in range(3):
        begun = time.process_time()
        found_in(frame)
        taken.append(time.process_time() - begun)
    assert min(taken) < 1


def test_a_sign_that_hangs_on_one_article_is_said_first() -> None:
    frame = frame_of([-0.9] * 5, [0.1] * 5, [0.1] * 5, [0.1] * 5)
    assert fragile.said(found_in(frame)) == (
        "Without “Title a” the mean is +0.10 instead of −0.15: the sign changes. "
        "Without the 5 of 20 sentences that pull hardest to negative the sign changes."
    )


def test_a_mean_of_which_nothing_is_left_is_not_said_to_change_its_sign() -> None:
    assert fragile.said(found_in(frame_of([0.6], [0.0], [0.0]))) == (
        "Without “Title a” the mean is 0.00 instead of +0.20: nothing is left of it. "
        "Without the one of 3 sentences that pulls hardest to positive the sign changes."
    )


def test_a_sign_that_hangs_on_one_word_is_said_before_the_articles() -> None:
    grim = (-0.6, [("crisis", -0.7), ("threat", -0.3)])
    assert fragile.said(found_in(frame_of(*[[grim, 0.2, 0.2]] * 5))) == (
        "Without the word “crisis” the mean is +0.17 instead of −0.07: the sign changes. "
        "No single article changes the sign or moves the mean by as much as 0.01. "
        "Without the 2 of 15 sentences that pull hardest to negative the sign changes."
    )


def test_a_mean_that_nothing_turns_is_said_to_move_little() -> None:
    one, other = [("threat", -0.1), ("war", -0.3)], [("talks", -0.1)]
    frame = frame_of(*[[(-0.3, one), (-0.2, other), 0.1]] * 7, [-0.5, -0.4, 0.1])
    assert fragile.said(found_in(frame)) == (
        "No single article changes the sign; leaving out “Title h” moves the mean most, from −0.15 to −0.13. "
        "The word “war” alone carries 48 % of the negative pull. "
        "Even without the quarter of its sentences that pull hardest to negative the mean stays negative."
    )


@pytest.mark.parametrize(
    ("deciding", "sentences", "end"),
    [
        (1, 2, "Without the one of 2 sentences that pulls hardest to negative the sign changes."),
        (5, 9, "Without the 5 of 9 sentences that pull hardest to negative the sign changes."),
        (300, 1200, "Without the 300 of 1,200 sentences that pull hardest to negative the sign changes."),
        (301, 1200, "Even without the quarter of its sentences that pull hardest to negative the mean stays negative."),
        (6, 9, "Even without the quarter of its sentences that pull hardest to negative the mean stays negative."),
    ],
)
def test_sentences_are_counted_where_they_are_few(deciding: int, sentences: int, end: str) -> None:
    found = replace(found_in(frame_of([-0.4], [-0.3])), deciding=deciding, sentences=sentences)
    assert fragile.said(found).endswith(f". {end}")


def test_sentences_all_on_one_side_are_said_to_be() -> None:
    found = found_in(frame_of([0.2, 0.3], [0.4, 0.1]))
    assert fragile.said(found).endswith(" All 4 sentences are on the positive side.")


def test_a_mean_of_one_article_is_said_to_rest_on_it() -> None:
    assert fragile.said(found_in(frame_of([-0.5, 0.1]))) == (
        "The mean rests on one article, “Title a”. "
        "Without the one of 2 sentences that pulls hardest to negative the sign changes."
    )
    assert fragile.said(found_in(frame_of([-0.5]))) == (
        "The mean rests on one article, “Title a”, and on one sentence of it."
    )
    assert fragile.said(found_in(frame_of([-0.5, -0.1]).drop(columns="title"))).startswith(
        "The mean rests on one article without a title. All 2"
    )


def test_the_sign_of_a_mean_all_but_zero_is_not_spoken_of() -> None:
    assert fragile.said(found_in(frame_of([0.302], [-0.3]))) == (
        "The mean is all but zero, so that its sign says nothing: without “Title a” it is −0.30."
    )


def test_of_a_word_that_pulls_to_the_other_side_what_is_left_is_said_and_no_share() -> None:
    said = fragile.said(found_in(frame_of(*[[(-0.3, [("peace", 0.3)]), -0.4]] * 5)))
    assert "No word moves it more than “peace”: without it the mean is −0.50 instead of −0.35." in said
    assert "pull." not in said


def test_a_word_of_little_weight_is_left_unsaid() -> None:
    words = [(f"word{number}", -0.01) for number in range(25)]
    assert "word" not in fragile.said(found_in(frame_of([(-0.4, words), 0.1], [-0.3, 0.1])))


def test_a_long_title_is_cut_at_sixty_characters() -> None:
    said = fragile.said(found_in(frame_of([-0.5, 0.1]).assign(title="  Talks\n" + "x" * 80)))
    (title,) = [part.split("”")[0] for part in said.split("“")[1:]]
    assert title == "Talks " + "x" * 53 + "…" and len(title) == 60
