"""Where tone shifts, on series whose truth is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom  # type: ignore[import-untyped]

from wirebook.analyse import shifts

RUNS = 200
BEGIN = date(2025, 1, 1)
Sizes = Callable[[np.random.Generator], np.ndarray]


def _day(place: int) -> str:
    return (BEGIN + timedelta(days=place)).isoformat()


def _series(scores: list[float] | np.ndarray, *, name: str = "all", sizes: np.ndarray | None = None) -> pd.DataFrame:
    """Return a series of these scores, an article each: one a day, or as many a day as `sizes` says."""
    days = np.arange(len(scores)) if sizes is None else np.repeat(np.arange(len(sizes)), sizes)
    return pd.DataFrame(
        {
            "series": name,
            "day": [_day(place) for place in days.tolist()],
            "article_id": [f"{name} {number}" for number in range(len(scores))],
            "score": np.asarray(scores, dtype=float),
        }
    )


def _stepping(*steps: tuple[int, float], seed: int = 1, spread: float = 0.1, name: str = "all") -> pd.DataFrame:
    """Return a series of an article a day that lies so many days on each level."""
    level = np.concatenate([np.full(days, mean) for days, mean in steps])
    return _series(level + np.random.default_rng(seed).normal(0, spread, len(level)), name=name)


def _flat(seed: int, *, days: int = 12, name: str = "all") -> pd.DataFrame:
    return _stepping((days, 0.0), seed=seed, name=name)


def _unmoved(sizes: np.ndarray, chance: np.random.Generator, *, of_days: float, skewed: bool) -> pd.DataFrame:
    """Return a series without a shift; `of_days` is how far days differ, where articles of one day differ by 1."""

    def off(count: int) -> np.ndarray:
        return 1 - chance.exponential(1, count) if skewed else chance.normal(0, 1, count)

    own, of_day = off(int(sizes.sum())), np.repeat(off(len(sizes)), sizes)
    return _series(np.clip(0.25 * (own + of_days * of_day), -1, 1), sizes=sizes)


def _burst(chance: np.random.Generator) -> np.ndarray:
    """Return the articles of 30 days: a story breaks on one of them with 20, and fades."""
    return np.maximum(1, 20 * np.exp(-np.abs(np.arange(30) - chance.integers(30)) / 3)).astype(int)


@pytest.mark.parametrize(
    ("sizes", "of_days", "skewed"),
    [
        pytest.param(lambda chance: np.ones(12, int), 0, False, id="few independent articles"),
        pytest.param(lambda chance: np.ones(30, int), 0, True, id="independent and skewed"),
        pytest.param(lambda chance: chance.geometric(0.3, 30), 1, False, id="days alike"),
        pytest.param(lambda chance: chance.geometric(0.3, 90), 1, True, id="300 articles, days alike, skewed"),
        pytest.param(_burst, 0, False, id="independent, in bursts"),
        pytest.param(_burst, 1, False, id="days alike, in bursts"),
    ],
)
def test_without_a_shift_at_most_one_series_in_twenty_is_marked(
    sizes: Sizes, of_days: float, skewed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifts, "RESAMPLES", 399)  # as valid as more, and quicker
    chance = np.random.default_rng(20251124)
    marked = sum(
        bool(shifts.find(_unmoved(sizes(chance), chance, of_days=of_days, skewed=skewed))) for _ in range(RUNS)
    )
    assert marked <= binom.ppf(0.995, RUNS, shifts.LEVEL)


def test_a_clear_shift_is_found_on_its_first_day() -> None:
    (shift,) = shifts.find(_stepping((18, -0.2), (14, 0.3)))
    assert shift.day == _day(18)
    assert (shift.articles_before, shift.articles_after) == (18, 14)
    assert (shift.before, shift.after) == (pytest.approx(-0.2, abs=0.06), pytest.approx(0.3, abs=0.06))
    assert shift.p < 0.01


def test_a_shift_there_and_one_back_are_both_found() -> None:
    frame = _stepping((20, 0.0), (20, 0.5), (20, -0.1))
    there, back = shifts.find(frame)
    assert (there.day, back.day) == (_day(20), _day(40))
    assert there.after == back.before == pytest.approx(0.5, abs=0.06)
    assert there.articles_after == back.articles_before == 20


def test_the_days_between_a_shift_and_its_first_guess_are_no_level() -> None:
    frame = _stepping((20, 0.0), (20, 0.5), (20, 0.0), seed=103, spread=0.25)
    assert [shift.day for shift in shifts.find(frame)] == [_day(20), _day(41)]


def test_many_articles_of_a_day_are_not_as_many_observations() -> None:
    means = np.random.default_rng(2).permutation(np.r_[np.full(6, 0.4), np.full(6, -0.4)])
    sizes = np.full(12, 40)
    assert not shifts.find(_series(np.repeat(means, sizes), sizes=sizes))


def test_a_single_day_is_no_level_however_many_its_articles() -> None:
    steady = np.random.default_rng(1).normal(0, 0.05, 40)
    frame = _series(np.r_[steady, np.full(20, 0.9)], sizes=np.r_[np.ones(40, int), 20])
    assert not shifts.find(frame)


def test_a_shift_that_the_mean_of_the_articles_does_not_show_is_not_marked() -> None:
    before, after = (np.random.default_rng(seed).normal(mean, 0.02, 19) for seed, mean in ((1, -0.5), (2, -0.15)))
    crowded = np.full(14, 0.5)
    frame = _series(np.r_[before[:9], crowded, before[9:], after], sizes=np.r_[np.ones(9, int), 14, np.ones(29, int)])
    assert not shifts.find(frame)
    assert shifts.find(frame[frame["score"] < 0.4])


def _alone(low: float, high: float) -> int:
    """Return a seed whose slight shift has a p in these limits where it is looked at alone."""
    for seed in range(200):
        found = shifts.find(_slight(seed))
        if found and low < found[0].p < high:
            return seed
    raise AssertionError("no such series")


def _slight(seed: int, name: str = "slight") -> pd.DataFrame:
    return _stepping((6, 0.0), (6, 0.12), seed=seed, name=name)


def test_a_slight_shift_of_one_series_may_be_chance_among_many() -> None:
    seed = _alone(0.01, 0.05)
    many = pd.concat([_slight(seed), *(_flat(number, name=f"flat {number}") for number in range(20))])
    assert shifts.tested(many) == 21
    assert not shifts.find(many)


def test_a_clear_shift_stands_out_among_hundreds_of_series() -> None:
    clear = _stepping((15, -0.3), (15, 0.3), name="clear")
    found = shifts.find(pd.concat([clear, *(_flat(number, name=f"flat {number:03}") for number in range(300))]))
    assert [(shift.series, shift.day) for shift in found] == [("clear", _day(15))]
    assert found[0].p == pytest.approx(0.01, rel=0.1)  # no order of 30,000 is as far apart, and 301 series share


def test_a_shift_leaves_its_share_of_the_level_to_the_others() -> None:
    seed = _alone(0.03, 0.045)
    both = pd.concat([_slight(seed), _stepping((6, -0.6), (6, 0.6), name="clear")])
    assert [shift.series for shift in shifts.find(both)] == ["clear", "slight"]
    flat = pd.concat([_slight(seed), _flat(3, name="flat")])
    assert not shifts.find(flat)


def test_the_parts_of_a_series_share_its_level() -> None:
    frame = _stepping((20, 0.0), (20, 0.5), (20, -0.1))
    first, second = sorted(shift.p for shift in shifts.find(frame))
    assert second == pytest.approx(2 * first)


def test_the_order_of_the_rows_does_not_matter() -> None:
    frame = pd.concat([_stepping((15, -0.3), (15, 0.3), name="b"), _stepping((15, 0.3), (15, -0.3), name="a")])
    found = shifts.find(frame)
    assert [shift.series for shift in found] == ["a", "b"]
    mixed = frame.sample(frac=1, random_state=1)
    assert shifts.find(mixed) == found == shifts.find(frame)
    pd.testing.assert_frame_equal(shifts.levels(mixed, found), shifts.levels(frame, found))


def test_articles_without_a_whole_day_or_a_score_are_left_out() -> None:
    frame = _stepping((15, -0.3), (15, 0.3))
    vague = frame.head(4).assign(day=[None, "", "2025-01", "2025"], score=-1.0)
    unscored = frame.head(2).assign(score=float("nan"))
    both = pd.concat([vague, frame, unscored])
    assert shifts.find(both) == shifts.find(frame)
    assert shifts.levels(both, [])["articles"].tolist() == [30]


@pytest.mark.parametrize(
    "frame",
    [
        _stepping((4, -0.5), (5, 0.5)),
        _series([-0.5] * 21 + [0.5] * 21, sizes=np.full(7, 6)),
        _series([]),
        _series([None] * 20).assign(day=None),
    ],
    ids=["nine articles", "seven days", "none", "undated"],
)
def test_too_few_articles_or_days_give_no_shift_and_say_so(frame: pd.DataFrame) -> None:
    assert shifts.find(frame) == []
    assert shifts.tested(frame) == 0
    assert shifts.said([], 0) == ("Too few articles to look for a shift: that takes at least 10, on at least 8 days.",)


def test_scores_all_alike_have_no_shift() -> None:
    frame = _series([0.1] * 30)
    assert shifts.tested(frame) == 1
    assert shifts.find(frame) == []


def test_a_series_without_a_shift_is_one_stretch() -> None:
    (row,) = shifts.levels(_series([0.1, 0.2, 0.6]), []).to_dict("records")
    assert row == {"series": "all", "begin": _day(0), "end": _day(2), "mean": pytest.approx(0.3), "articles": 3}


def test_the_mean_changes_at_shifts_alone() -> None:
    frame = pd.concat([_stepping((15, -0.3), (15, 0.3), name="b"), _flat(1, name="a")])
    found = shifts.find(frame)
    stretches = shifts.levels(frame, found)
    assert stretches[["series", "begin", "end", "articles"]].to_numpy().tolist() == [
        ["a", _day(0), _day(11), 12],
        ["b", _day(0), _day(14), 15],
        ["b", _day(15), _day(29), 15],
    ]
    assert stretches["mean"].tolist()[1:] == [found[0].before, found[0].after]


def test_two_thousand_articles_keep_their_shift() -> None:
    (shift,) = shifts.find(_stepping((1200, 0.0), (800, 0.2), spread=0.3))
    assert abs((date.fromisoformat(shift.day) - BEGIN).days - 1200) <= 10


ONE = shifts.Shift("Reuters", "2025-10-12", -0.1, 0.12, 14, 11, 0.0123)
NEXT = shifts.Shift("Reuters", "2025-12-01", 0.12, -0.001, 11, 1, 0.0004)
OTHER = shifts.Shift("Xinhua", "2025-12-01", 0.3, 0.2, 1200, 11, 0.02)


def test_a_shift_is_said_with_both_means_and_its_chance() -> None:
    assert shifts.said([ONE], 1) == (
        "Shift on 12 Oct 2025: the mean was −0.10 before (14 articles) and is +0.12 from then on (11 articles); "
        "p = 0.012 by permutation, corrected for looking at every day.",
    )


def test_of_several_shifts_each_is_said_with_its_series_and_its_neighbours() -> None:
    assert shifts.said([ONE, NEXT, OTHER], 3) == (
        "Shift for Reuters on 12 Oct 2025: the mean was −0.10 before (14 articles) and was +0.12 from then until the "
        "next (11 articles); p = 0.012 by permutation, corrected for looking at 3 series and every day.",
        "Shift for Reuters on 1 Dec 2025: the mean was +0.12 since the shift before (11 articles) and is 0.00 from "
        "then on (1 article); p < 0.001 by permutation, corrected for looking at 3 series and every day.",
        "Shift for Xinhua on 1 Dec 2025: the mean was +0.30 before (1,200 articles) and is +0.20 from then on "
        "(11 articles); p = 0.02 by permutation, corrected for looking at 3 series and every day.",
    )


def test_no_shift_is_said_with_the_test_and_its_level() -> None:
    assert shifts.said([], 1) == ("No shift stands out from chance (permutation test, level 4 %).",)
    assert shifts.said([], 4, level=0.01) == (
        "No shift stands out from chance in any of 4 series (permutation test, level 1 %).",
    )
