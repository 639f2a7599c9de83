"""How outlets differ: against the same weeks, and no more than can be told."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from wirebook.analyse import intervals, outlets
from wirebook.errors import UnknownNameError

ALTERNATING = (0.02, -0.02, 0.01, 0.03, -0.01, -0.03, 0.02, -0.02)


def day(week: int) -> str:
    return str(dt.date(2025, 1, 8) + dt.timedelta(weeks=week))


@pytest.fixture
def of(story, said):
    """Return an article of one sentence, by source, week and score."""

    def build(source, week, score, *, about="Norland", number=0, **more):
        text = f"{about} rowed in week {week} for the {number}th time."
        return story(source=source, published=day(week), sentences=[said(text, score)], **more)

    return build


@pytest.fixture
def apart(of):
    """Two outlets in the same eight weeks, of which Dawn is 0.3 more positive."""
    return [
        of(source, week, base + step * sign)
        for week, step in enumerate(ALTERNATING)
        for source, base, sign in (("Dawn", 0.1, 1), ("Echo", -0.2, -1))
    ]


def row(answer, key="Dawn and Echo"):
    return answer.frame.set_index("key").loc[key]


def test_outlets_that_differ_in_the_same_weeks_are_told_apart(make, apart):
    answer = outlets.outlets(make(apart))
    found = row(answer)
    assert found["difference"] == pytest.approx(0.3 + 2 * np.mean(ALTERNATING))
    assert 0 < found["low"] < found["difference"] < found["high"] < 0.6
    assert found[["periods", "articles", "other_articles"]].tolist() == [8, 8, 8]
    assert found["apart"]
    assert "The only pair that can be compared can be told apart: Dawn and Echo." in answer.note


def test_the_week_that_a_difference_hangs_on_is_named(make, of):
    stories = [of("Dawn", week, 0.9 if week == 2 else 0.0) for week in range(5)]
    found = row(outlets.outlets(make([*stories, *(of("Echo", week, 0.1) for week in range(5))])))
    assert found["difference"] == pytest.approx(0.08)
    assert found["fragility"] == "Without 2025-W04 it is −0.10 instead of +0.08: the sign changes."


def test_a_difference_that_no_week_turns_is_said_to_be_moved(make, apart):
    assert row(outlets.outlets(make(apart)))["fragility"].startswith(
        "No single period changes the sign; without 2025-W"
    )
    assert row(outlets.outlets(make(apart[:2])))["fragility"] == "The difference rests on 2025-W02 alone."


def test_outlets_that_wrote_in_other_weeks_are_given_no_difference(make, of):
    stories = [of("Dawn", week, 0.6) for week in range(6)] + [of("Echo", week, -0.6) for week in range(6, 12)]
    answer = outlets.outlets(make(stories))
    assert answer.empty
    assert answer.why_empty == "No two sources of this selection have articles in the same week."


def test_outlets_that_wrote_more_in_dark_or_bright_weeks_do_not_differ_in_the_same_weeks(make, of):
    stories = []
    for week, step in enumerate(ALTERNATING):
        bright = week % 2 == 0
        for source, busy in (("Dawn", bright), ("Echo", not bright)):
            tone = (0.5 if bright else -0.5) + (step if source == "Dawn" else 0)
            stories += [of(source, week, tone, number=number) for number in range(6 if busy else 1)]
    found = row(outlets.outlets(make(stories)))
    assert found["difference"] == pytest.approx(np.mean(ALTERNATING))
    assert found["low"] < 0 < found["high"] and not found["apart"]


def test_a_week_weighs_by_the_articles_of_both(make, of):
    stories = [of("Dawn", 0, 0.4), of("Dawn", 0, 0.2, number=1), of("Echo", 0, 0.0)]
    stories += [of("Dawn", 1, 0.0), of("Echo", 1, 0.5)]
    found = row(outlets.outlets(make(stories)))
    assert found["difference"] == pytest.approx((0.3 * 2 / 3 - 0.5 * 1 / 2) / (2 / 3 + 1 / 2))


def test_an_article_counts_once_however_many_sentences_it_has(make, of, story, said):
    long = story(source="Dawn", published=day(0), sentences=[said(f"Oars {i} were lost.", 0.6) for i in range(9)])
    found = row(outlets.outlets(make([long, of("Dawn", 0, 0.0), of("Echo", 0, 0.0)])))
    assert found["difference"] == pytest.approx(0.3)
    assert found[["articles", "other_articles"]].tolist() == [2, 1]


def test_too_few_common_weeks_have_no_interval_and_are_not_compared(make, apart):
    answer = outlets.outlets(make(apart[:8]))
    found = row(answer)
    assert found["periods"] == 4 and np.isnan(found["low"]) and np.isnan(found["high"]) and not found["apart"]
    assert "No two sources have 5 common weeks or more: none can be compared." in answer.note


def test_a_source_with_too_few_common_weeks_is_named_and_does_not_count_as_a_pair(make, apart, of):
    answer = outlets.outlets(make([*apart, of("Fern", 0, 0.9), of("Fern", 1, -0.9)]))
    assert answer.frame["key"].iloc[0] == "Dawn and Echo" and len(answer.frame) == 3
    assert "The only pair that can be compared can be told apart" in answer.note
    assert "fewer than 5 weeks in common with any other source: Fern." in answer.note


def test_a_pair_with_too_few_common_weeks_is_named(make, of):
    spans = {"Dawn": range(12), "Echo": range(6), "Fern": range(5, 12)}
    answer = outlets.outlets(make([of(source, week, 0.1) for source, weeks in spans.items() for week in weeks]))
    assert "Not comparable, with fewer than 5 weeks in common: Echo and Fern (1)." in answer.note
    assert "None of 2 pairs can be told apart" in answer.note


def test_of_three_outlets_the_one_that_differs_is_told_apart_from_both(make, apart, of):
    likes = [of("Fern", week, -0.2 + step / 2) for week, step in enumerate(reversed(ALTERNATING))]
    answer = outlets.outlets(make(apart + likes))
    assert set(answer.frame["key"][:2]) == {"Dawn and Echo", "Dawn and Fern"}
    assert list(answer.frame["apart"]) == [True, True, False]
    assert answer.frame["difference"].abs().is_monotonic_decreasing
    assert "Of 3 pairs, 2 can be told apart: " in answer.note
    assert "; the other differs by no more than chance would." in answer.note
    assert "an interval of 98.33 % (Bonferroni's correction)" in answer.note


def test_what_stands_out_by_itself_need_not_among_many_pairs(make, of):
    steps = np.random.default_rng(1).permutation(np.linspace(-0.19, 0.19, 12))
    stories = [of("Dawn", week, 0.1 + step) for week, step in enumerate(steps)]
    stories += [of("Echo", week, 0.0) for week in range(12)]
    others = [of(source, week, 0.0) for source in ("Fern", "Gull", "Hour") for week in range(12)]
    alone, among = outlets.outlets(make(stories)), outlets.outlets(make(stories + others))
    assert row(alone)["apart"] and not row(among)["apart"]
    assert row(alone)["low"] == row(among)["low"] > 0
    assert "None of 10 pairs can be told apart: they differ by no more than chance would." in among.note


def test_where_weeks_weigh_the_same_the_interval_is_that_of_a_mean():
    values = np.array([0.1, -0.4, 0.3, 0.2, 0.0, -0.1, 0.6])
    assert outlets._interval(values, np.full(7, 0.5)) == pytest.approx(intervals.bootstrap(values))


def test_an_interval_is_the_wider_the_more_pairs_are_compared():
    values, weights = np.linspace(-0.3, 0.5, 12), np.linspace(0.5, 3, 12)
    ends = [outlets._interval(values, weights, pairs=pairs) for pairs in (1, 3, 28)]
    widths = [high - low for low, high in ends]
    assert widths == sorted(widths) and len(set(widths)) == 3


def test_one_week_with_nearly_all_articles_does_not_tell_outlets_apart():
    low, high = outlets._interval(np.array([0.5, -0.5, -0.5, -0.5, -0.5]), np.array([25, 0.5, 0.5, 0.5, 0.5]))
    assert low < 0 < high


def test_resampling_some_at_a_time_changes_nothing(monkeypatch):
    values, weights = np.linspace(-0.3, 0.5, 12), np.linspace(0.5, 3, 12)
    whole = outlets._interval(values, weights)
    monkeypatch.setattr(outlets, "AT_ONCE", 12 * 300)
    assert outlets._interval(values, weights) == pytest.approx(whole)


def test_an_actor_takes_the_tone_towards_it_alone(make, apart, of):
    same = [
        of(source, week, 0.4 if source == "Dawn" else 0.4 + step, about="Mara Lind")
        for source in ("Dawn", "Echo")
        for week, step in enumerate(ALTERNATING)
    ]
    tables = make(apart + same)
    norland, lind = outlets.outlets(tables, actor="norland"), outlets.outlets(tables, actor="Mara Lind")
    assert row(norland)["difference"] == pytest.approx(0.3 + 2 * np.mean(ALTERNATING)) and row(norland)["apart"]
    assert row(lind)["difference"] == pytest.approx(-np.mean(ALTERNATING)) and not row(lind)["apart"]
    assert norland.title == "How sources differ in tone towards Norland, in the articles' own words, within weeks"
    assert "how a sentence makes the actor look" in norland.note
    assert norland.passages["text"].str.contains("Norland").all()


def test_what_speakers_say_is_not_the_outlets_own_tone(make, story, said):
    def of(source, week, tone):
        quoted = said(f'"Week {week} was grim," Mara Lind said.', tone, quote=("Mara Lind", f'"Week {week} was grim,"'))
        return story(source=source, published=day(week), sentences=[said(f"Boats rowed in week {week}.", 0.1), quoted])

    tables = make([of(source, week, tone) for source, tone in (("Dawn", 0.5), ("Echo", -0.5)) for week in range(6)])
    differences = {
        voice: row(outlets.outlets(tables, voice=voice))["difference"] for voice in ("article", "quoted", "")
    }
    assert differences == pytest.approx({"article": 0.0, "quoted": 1.0, "": 0.5})


def test_a_copy_is_no_article_of_its_own(make, apart, of):
    stories = [*apart, of("Echo", 0, 0.9, number=1, copy_of=0)]
    assert row(outlets.outlets(make(stories)))["other_articles"] == 8


def test_the_order_of_articles_is_irrelevant(make, apart, of):
    stories = apart + [of("Fern", week, 0.1 * week, number=number) for week in range(7) for number in range(2)]
    shuffled = [stories[place] for place in np.random.default_rng(3).permutation(len(stories))]
    one, other = outlets.outlets(make(stories)), outlets.outlets(make(shuffled))
    pd.testing.assert_frame_equal(one.frame, other.frame, check_exact=True)
    pd.testing.assert_frame_equal(one.passages, other.passages, check_exact=True)
    assert one.note == other.note


def test_behind_a_pair_stand_the_sentences_of_its_common_weeks_the_strongest_first(make, apart, of):
    stories = [*apart, of("Dawn", 9, 0.9), of("Fern", 0, 0.5)]
    found = outlets.outlets(make(stories)).evidence("Dawn and Echo")
    assert len(found) == 16 and set(found["source"]) == {"Dawn", "Echo"}
    assert found["score"].abs().is_monotonic_decreasing


def test_sources_without_a_name_and_articles_without_a_week_are_left_out_and_counted(make, apart, story, said):
    nameless = story(source=None, published=day(0), sentences=[said("Norland slept.", 0.1)])
    vague = story(source="Dawn", published="2025-01", sentences=[said("Norland woke.", 0.1)])
    note = outlets.outlets(make([*apart, nameless, vague])).note
    assert "Left out: 1 article whose source is not named." in note
    assert "Left out: 1 article undated or dated less precisely than a week." in note


def test_the_sources_with_the_most_articles_are_kept(make, apart, of):
    tables = make([*apart, of("Fern", 0, 0.5)])
    answer = outlets.outlets(tables, top=2)
    assert list(answer.frame["key"]) == ["Dawn and Echo"]
    assert "Left out: 1 source with fewer articles." in answer.note
    assert len(outlets.outlets(tables, top=0).frame) == 3


def test_pairs_whose_names_would_be_the_same_are_quoted(make, of):
    stories = [of(name, 0, 0.1) for name in ("Art", "Art and Book", "Book and Cook", "Cook")]
    keys = set(outlets.outlets(make(stories)).frame["key"])
    assert {"“Art” and “Book and Cook”", "“Art and Book” and “Cook”"} <= keys and len(keys) == 6


def test_one_source_has_none_to_be_compared_with(one):
    answer = outlets.outlets(one)
    assert answer.empty and answer.passages.empty
    assert (
        answer.why_empty == "All articles with such sentences are of one source: there is no other to compare it with."
    )


def test_no_article_is_an_empty_answer(nothing):
    answer = outlets.outlets(nothing)
    assert answer.empty and list(answer.frame.columns) == list(answer.columns)
    assert answer.why_empty == "No sentence of this selection could be scored."


def test_the_figure_names_the_pairs(make, apart):
    answer = outlets.outlets(make(apart))
    assert "Dawn and Echo: +0.30" in answer.figure().alt


@pytest.mark.parametrize("options", [{"actor": "Nobody"}, {"voice": "sung"}, {"every": "fortnight"}])
def test_what_is_not_there_is_refused(tables, options):
    with pytest.raises(UnknownNameError):
        outlets.outlets(tables, **options)
