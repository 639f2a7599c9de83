"""How it is told: means, intervals, and who they belong to."""

from __future__ import annotations

import pytest

from wirebook.analyse import sentiment
from wirebook.annotate import judges, vader
from wirebook.errors import UnknownNameError


def test_each_article_counts_once_however_long_it_is(tables):
    frame = sentiment.mean(tables, by="source").frame.set_index("name")
    assert frame.loc["Xinhua", "mean"] == pytest.approx((0.35 + -0.3) / 2)
    assert frame.loc["Reuters", "mean"] == pytest.approx(0.0)


def test_an_actor_gets_the_tone_of_the_sentences_that_name_it(tables):
    frame = sentiment.mean(tables, by="actor").frame.set_index("name")
    assert frame.loc["Mara Lind", "mean"] == pytest.approx((0.3 + 0.7) / 2)


def test_a_speaker_gets_the_tone_of_the_words_quoted(tables):
    frame = sentiment.mean(tables, by="speaker").frame
    assert frame[["name", "mean", "sentences"]].values.tolist() == [["Mara Lind", 0.5, 1]]


def test_few_articles_get_no_interval(tables):
    assert sentiment.mean(tables, by="source").frame["low"].isna().all()


def test_an_interval_holds_its_mean(many):
    frame = sentiment.mean(many(60), every="month").frame
    assert list(frame["period"]) == ["2024-01", "2024-02"]
    assert ((frame["low"] < frame["mean"]) & (frame["mean"] < frame["high"])).all()


def test_an_article_dated_to_the_month_belongs_to_no_day(tables):
    by_day, by_month = sentiment.mean(tables, every="day"), sentiment.mean(tables, every="month")
    assert list(by_day.frame["period"]) == ["2025-03-10", "2025-03-11"]
    assert list(by_month.frame["period"]) == ["2025-03", "2025-04"]
    assert "Left out: 2 articles undated or dated less precisely than a day" in by_day.note


def test_the_extremes_show_the_words_that_moved_them(tables):
    frame = sentiment.extremes(tables, top=1).frame
    assert list(frame["text"]) == [
        "Norland and Sudmark had quarrelled bitterly over water.",
        "Tomas Orr praised the talks that Mara Lind held with him on Monday in Norland.",
    ]
    worst, best = frame["words"]
    assert "bitterly −" in worst and best.startswith("praised +"), (worst, best)


def test_a_sentence_labelled_neutral_is_no_extreme(tables):
    tones = tables["tones"]
    label = tones["label"].where(tones["score"].abs() > 0.4, "neutral")
    scores = sentiment.extremes(dict(tables) | {"tones": tones.assign(label=label)}).frame["score"]
    assert list(scores) == [-0.6, -0.5, 0.7, 0.5]


@pytest.fixture
def judged(make, story, said):
    """Build tables of one article about Norland, a sentence for each word that says what judged its tone."""

    def by(*how: str):
        return make([story(sentences=[said(f"Norland rowed on day {i}.", judged=h) for i, h in enumerate(how)])])

    return by


def test_a_tone_towards_an_actor_says_so_where_the_method_sees_whom_it_is_towards(judged):
    answer = sentiment.mean(judged(judges.HOW, judges.HOW), by="actor")
    assert answer.title == "Tone towards each actor"
    assert "how a sentence makes the actor look" in answer.note
    assert "Judged by the language model, which was sure of all 2 tones." in answer.note


@pytest.mark.parametrize(
    ("unsure", "sure", "said_of_it"),
    [
        (1, 3, "unsure of 1 of 4 tones (25 %) and labels it neutral."),
        (2, 1, "unsure of 2 of 3 tones (67 %) and labels them neutral."),
        (1, 199, "unsure of 1 of 200 tones (under 1 %) and labels it neutral."),
    ],
)
def test_the_tones_that_the_model_is_unsure_of_are_counted(judged, unsure, sure, said_of_it):
    tables = judged(*[judges.UNSURE] * unsure, *[judges.HOW] * sure)
    assert all(said_of_it in answer.note for answer in (sentiment.mean(tables), sentiment.extremes(tables)))


def test_a_word_list_is_named_and_said_to_see_no_actors(judged):
    tables = judged(vader.HOW, vader.HOW)
    answer = sentiment.mean(tables, by="actor")
    assert answer.title == "Tone of the sentences that name each actor"
    assert "VADER" in answer.note and "does not see whom a judgement is about" in answer.note
    assert "VADER" in sentiment.mean(tables).note and "language model" not in sentiment.mean(tables).note
    assert "does not see" not in sentiment.mean(tables).note


@pytest.mark.parametrize("options", [{"by": "sauce"}, {"every": "fortnight"}])
def test_an_unknown_option_is_refused(tables, options):
    with pytest.raises(UnknownNameError):
        sentiment.mean(tables, **options)
