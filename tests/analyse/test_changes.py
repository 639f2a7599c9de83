"""What changed between two states of a corpus, and why, on pairs whose change is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom  # type: ignore[import-untyped]

from wirebook.analyse import changes, differences, drifts, turnover
from wirebook.analyse.answer import Answer
from wirebook.tables.kept import Kept

Make = Callable[..., dict[str, pd.DataFrame]]
BEFORE: dict[str, Any] = {
    "corpus": "/articles",
    "name": "20251101T060000Z-aaaaaa",
    "began": "2025-11-01T06:00:00Z",
    "method": "m1",
    "pipeline": "p1",
    "reading": "r1",
}
NOW: dict[str, Any] = {"corpus": "/articles", "method": "m1", "pipeline": "p1", "reading": "r1"}


@pytest.fixture
def stories(story: Any, said: Any) -> list[Any]:
    """Three articles, by different sources, of three days."""
    return [
        story([said("Mara Lind met the River Council.", 0.2)], title="One", source="Reuters", published="2025-10-01"),
        story([said("Tomas Orr spoke in Norland.", -0.1)], title="Two", source="Xinhua", published="2025-10-02"),
        story([said("Mara Lind went to Norland.", 0.1)], title="Three", source="AFP", published="2025-10-03"),
    ]


@pytest.fixture
def compare(make: Make) -> Callable[..., Answer]:
    """Compare the articles of two states; `before` and `now` change what is noted of them."""

    def of(
        then: Sequence[Any], later: Sequence[Any], *, before: dict[str, Any] | None = None,
        now: dict[str, Any] | None = None, top: int = 20,
    ) -> Answer:  # fmt: skip
        first = Kept(**({"tables": make(then)} | BEFORE | (before or {})))
        second = Kept(**({"tables": make(later)} | NOW | (now or {})))
        return changes.changes(first, second, top=top)

    return of


def rows(answer: Answer, section: str) -> dict[str, dict[str, Any]]:
    found = answer.frame[answer.frame["section"] == section]
    return {str(row["what"]): row for row in found.to_dict("records")}  # type: ignore[misc]


def test_two_states_with_nothing_new_say_nothing(stories: list[Any], compare: Callable[..., Answer]) -> None:
    answer = compare(stories, stories)
    assert answer.empty
    assert "Nothing has changed since the run of 1 Nov 2025, 06:00 UTC." in answer._repr_html_()


def test_a_first_run_has_nothing_to_compare_with_and_says_so(stories: list[Any], make: Make) -> None:
    answer = changes.changes(None, Kept(tables=make(stories), **NOW))
    assert answer.empty
    assert "nothing to compare these articles with" in answer._repr_html_()


def test_an_added_article_brings_its_actors(stories: list[Any], compare: Callable[..., Answer]) -> None:
    answer = compare(stories[:1], stories)
    new = rows(answer, differences.NEWCOMERS)
    assert {name: row["cause"] for name, row in new.items()} == {
        "Norland": turnover.NEW,
        "Tomas Orr": turnover.NEW,
    }
    assert new["Norland"]["notable"] and not new["Tomas Orr"]["notable"]
    assert not rows(answer, differences.VANISHED)
    assert set(answer.evidence("Who is new: Norland")["text"]) == {
        stories[1].sentences[0].text,
        stories[2].sentences[0].text,
    }
    assert {row["now"] for row in rows(answer, differences.ARTICLES).values()} == {
        "new: story-1.txt",
        "new: story-2.txt",
    }
    assert not any(row["notable"] for row in rows(answer, differences.ARTICLES).values())


def test_an_actor_edited_out_of_its_article_is_gone_for_that_reason(
    stories: list[Any], said: Any, compare: Callable[..., Answer]
) -> None:
    edited = [stories[0], replace(stories[1], sentences=[said("Somebody spoke in Norland.", -0.1)]), stories[2]]
    answer = compare(stories, edited)
    [(name, row)] = rows(answer, differences.VANISHED).items()
    assert (name, row["cause"], row["notable"]) == ("Tomas Orr", turnover.EDITED, True)
    assert list(answer.evidence("Who is gone: Tomas Orr")["text"]) == ["Tomas Orr spoke in Norland."]
    [article] = rows(answer, differences.ARTICLES).values()
    assert article["now"].startswith("edited: text")
    assert article["cause"] == turnover.EDITED
    both = answer.passages[answer.passages["key"] == article["key"]]
    assert set(both["text"]) == {"Somebody spoke in Norland.", "Tomas Orr spoke in Norland."}


def test_an_edit_is_not_told_from_another_reading_where_that_may_be(
    stories: list[Any], said: Any, compare: Callable[..., Answer]
) -> None:
    edited = [stories[0], replace(stories[1], sentences=[said("Somebody spoke in Norland.", -0.1)]), stories[2]]
    for before in ({"reading": "r0"}, {"reading": None}):
        answer = compare(stories, edited, before=before)
        assert {r["cause"] for r in rows(answer, differences.VANISHED).values()} == {turnover.EDITED_OR_READ}


def test_an_article_that_is_gone_takes_its_actors_along(stories: list[Any], compare: Callable[..., Answer]) -> None:
    answer = compare(stories, stories[:1])
    assert {row["cause"] for row in rows(answer, differences.VANISHED).values()} == {turnover.GONE}
    assert {row["now"] for row in rows(answer, differences.ARTICLES).values()} == {"gone"}
    assert set(answer.evidence("Who is gone: Tomas Orr")["text"]) == {"Tomas Orr spoke in Norland."}


def merged(tables: dict[str, pd.DataFrame], old: str, new: str) -> dict[str, pd.DataFrame]:
    """Return tables in which one actor is counted as another, and a correction says so."""
    mentions, tones = (tables[name].copy() for name in ("mentions", "tones"))
    mentions["actor_id"] = mentions["actor_id"].replace(old, new)
    tones["target"] = tones["target"].replace(old, new)
    row = {"line": 2, "action": "merge", "name": new, "other": [old]}
    actors = tables["actors"][tables["actors"]["actor_id"] != old]
    return tables | {
        "mentions": mentions,
        "tones": tones,
        "actors": actors,
        "corrections": pd.DataFrame([row], columns=tables["corrections"].columns),
    }


def test_a_correction_is_the_cause_where_the_articles_are_the_same(stories: list[Any], make: Make) -> None:
    tables = make(stories)
    now = Kept(tables=merged(tables, "tomas-orr", "mara-lind"), **NOW | {"method": "m2"})
    answer = changes.changes(Kept(tables=tables, **BEFORE), now)
    assert {n: r["cause"] for n, r in rows(answer, differences.VANISHED).items()} == {"Tomas Orr": turnover.OWN}
    assert list(rows(answer, differences.METHOD)) == ["merge · mara-lind · tomas-orr"]
    assert not rows(answer, differences.ARTICLES)


def test_a_new_method_is_the_cause_where_nothing_was_corrected(stories: list[Any], make: Make) -> None:
    tables = make(stories)
    renamed = merged(tables, "tomas-orr", "mara-lind") | {"corrections": tables["corrections"]}
    answer = changes.changes(
        Kept(tables=tables, **BEFORE), Kept(tables=renamed, **NOW | {"method": "m2", "pipeline": "p2"})
    )
    assert {r["cause"] for r in rows(answer, differences.VANISHED).values()} == {turnover.METHOD}
    assert list(rows(answer, differences.METHOD)) == ["Version of the method"]


@pytest.mark.parametrize("pipeline", ["p0", None])
def test_a_correction_and_a_new_method_are_not_told_apart(stories: list[Any], make: Make, pipeline: str | None) -> None:
    tables = make(stories)
    before = Kept(tables=tables, **BEFORE | {"method": "m0", "pipeline": pipeline})
    answer = changes.changes(before, Kept(tables=merged(tables, "tomas-orr", "mara-lind"), **NOW))
    assert {r["cause"] for r in rows(answer, differences.VANISHED).values()} == {turnover.EITHER}
    assert "cannot be told" in answer.note


def test_a_version_alone_is_said_and_changes_nothing_else(stories: list[Any], compare: Callable[..., Answer]) -> None:
    answer = compare(stories, stories, now={"method": "m2", "pipeline": "p2"})
    assert list(answer.frame["section"]) == [differences.METHOD]


def test_an_actor_new_for_two_reasons_has_both(stories: list[Any], make: Make) -> None:
    then, later = make(stories[:2]), make(stories)
    then = then | {"mentions": then["mentions"][then["mentions"]["actor_id"] != "norland"]}
    answer = changes.changes(
        Kept(tables=then, **BEFORE | {"pipeline": "p0", "method": "m0"}), Kept(tables=later, **NOW)
    )
    cause = rows(answer, differences.NEWCOMERS)["Norland"]["cause"]
    assert cause == f"{turnover.METHOD} (1 of 2) and {turnover.NEW} (1 of 2)"


def test_a_new_date_to_come_is_listed_once_it_is_said(story: Any, said: Any, compare: Callable[..., Answer]) -> None:
    known = said("A summit is planned for June.", 0.0, ("June", "2025-06-01", "2025-06-30", "month", "planned"))
    fresh = said("A vote is planned on 5 July.", 0.0, ("5 July", "2025-07-05", "2025-07-05", "day", "planned"))
    first = story([known], title="One", published="2025-03-10")
    again = story([said("It rained."), known], title="Two", published="2025-03-11")
    answer = compare([first], [first, again, story([fresh], title="Three", published="2025-03-12")])
    [(what, row)] = rows(answer, differences.AHEAD).items()
    assert what.endswith("A vote is planned on 5 July.")
    assert row["cause"] == turnover.NEW
    assert list(answer.evidence(row["key"])["text"]) == ["A vote is planned on 5 July."]


def test_a_promise_falls_due_as_newer_articles_come(story: Any, said: Any, compare: Callable[..., Answer]) -> None:
    promise = said(
        "Norland will open the dam on 20 March.", 0.0, ("20 March", "2025-03-20", "2025-03-20", "day", "planned")
    )
    done = said("Norland opened the dam on 20 March.", 0.0, ("20 March", "2025-03-20", "2025-03-20", "day", "happened"))
    first = story([promise], title="One", published="2025-03-10")
    silent = story([said("It rained in Sudmark.")], title="Two", published="2025-03-25")
    told = story([done], title="Three", published="2025-03-21")
    [row] = rows(compare([first], [first, silent]), differences.DUE).values()
    assert (row["before"], row["cause"]) == ("open", "time has passed: the newest article is of 25 Mar 2025")
    assert row["now"].startswith("silent")
    [row] = rows(compare([first, silent], [first, silent, told]), differences.DUE).values()
    assert (row["before"], row["now"]) == ("silent", "reported: Norland opened the dam on 20 March.")
    assert row["cause"] == turnover.NEW


def test_a_new_problem_is_notable_and_one_put_right_is_not(stories: list[Any], make: Make) -> None:
    bad, worse = {"path": "a.json", "what": "no JSON"}, {"path": "b.pdf", "what": "no text"}
    before = Kept(tables=make(stories, problems=[bad]), **BEFORE)
    answer = changes.changes(before, Kept(tables=make(stories, problems=[worse]), **NOW))
    found = rows(answer, differences.PROBLEMS)
    assert {name: (row["now"], row["notable"]) for name, row in found.items()} == {
        "b.pdf": ("no text", True),
        "a.json": ("no longer a problem", False),
    }


def days(story: Any, said: Any, scores: Sequence[float], *, begin: str, word: str = "boats") -> list[Any]:
    """Return an article a day, each with one sentence about Norland of this tone."""
    first = pd.Timestamp(begin)
    return [
        story(
            [said(f"Norland counted its {word}, {place} of them.", float(score))],
            title=f"{word} {place}",
            published=str((first + pd.Timedelta(days=place)).date()),
        )
        for place, score in enumerate(scores)
    ]


def test_a_shift_of_tone_by_new_articles_is_found_and_theirs(
    story: Any, said: Any, compare: Callable[..., Answer]
) -> None:
    chance = np.random.default_rng(1)
    old = days(story, said, chance.normal(-0.2, 0.1, 30), begin="2025-01-01")
    new = days(story, said, chance.normal(0.5, 0.1, 20), begin="2025-02-01", word="ships")
    found = rows(compare(old, old + new), differences.TONE)
    assert set(found) == {"All articles", "Articles of Reuters", "Towards Norland"}
    assert {row["cause"] for row in found.values()} == {turnover.NEW}


def test_the_share_of_each_cause_of_a_shift_is_said(story: Any, said: Any, make: Make) -> None:
    chance = np.random.default_rng(1)
    old = days(story, said, chance.normal(-0.2, 0.1, 30), begin="2025-01-01")
    then, later = (
        make(old),
        make(old + days(story, said, chance.normal(0.5, 0.1, 20), begin="2025-02-01", word="ships")),
    )
    higher = later["tones"].assign(score=later["tones"]["score"] + 0.05)
    answer = changes.changes(
        Kept(tables=then, **BEFORE | {"pipeline": "p0"}), Kept(tables=later | {"tones": higher}, **NOW)
    )
    cause = rows(answer, differences.TONE)["All articles"]["cause"]
    assert cause.startswith(f"{turnover.NEW} (+0.") and f"{turnover.METHOD} (+0.0" in cause


def test_shares_add_up_to_the_whole() -> None:
    chance = np.random.default_rng(5)
    frame = pd.DataFrame({"before": chance.normal(0, 0.3, 40), "now": chance.normal(0.2, 0.3, 40)})
    frame["cause"] = [*["edited"] * 10, *["new"] * 10, *["gone"] * 10, *["method"] * 10]
    frame.loc[frame["cause"] == "new", "before"] = np.nan
    frame.loc[frame["cause"] == "gone", "now"] = np.nan
    shares = drifts.shares(frame)
    assert set(shares) == {"edited", "new", "gone", "method"}
    assert sum(shares.values()) == pytest.approx(frame["now"].mean() - frame["before"].mean())


RUNS = 200


def unchanged(kind: str, chance: np.random.Generator, series: str = "") -> pd.DataFrame:
    """Return a series whose articles are all drawn alike, those that are new, gone or read otherwise too."""
    count = 60
    sizes = chance.geometric(0.3, count)
    day = np.repeat(np.arange(count), sizes)[:count]
    own, of_day = chance.normal(0, 0.2, count), np.repeat(chance.normal(0, 0.2, count), sizes)[:count]
    frame = pd.DataFrame({"series": series, "day": [f"d{d:02}" for d in day], "before": own + of_day, "cause": "c"})
    frame["now"] = frame["before"]
    if kind == "read otherwise":
        again = np.repeat(chance.normal(0, 0.05, count), sizes)[:count]
        frame["now"] += chance.normal(0, 0.1, count) + again
    if kind in ("new", "new and gone"):
        frame.loc[count * 3 // 4 :, "before"] = np.nan
    if kind == "new and gone":
        frame.loc[: count // 5, "now"] = np.nan
    return frame


@pytest.mark.parametrize("kind", ["new", "new and gone", "read otherwise"])
def test_without_a_change_at_most_one_series_in_twenty_is_marked(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drifts, "RESAMPLES", 499)
    chance = np.random.default_rng(20251124)
    tested = [unchanged(kind, chance) for _ in range(RUNS)]
    assert all(drifts.tested(frame) for frame in tested)
    assert sum(bool(drifts.find(frame)) for frame in tested) <= binom.ppf(0.995, RUNS, 0.05)


def test_looking_at_many_series_marks_no_more_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drifts, "RESAMPLES", 499)
    chance = np.random.default_rng(7)
    marked = 0
    for _ in range(40):
        names = ["", *(f"a {place}" for place in range(9))]
        marked += bool(drifts.find(pd.concat([unchanged("new", chance, name) for name in names], ignore_index=True)))
    assert marked <= binom.ppf(0.995, 40, 0.05)


def test_an_old_run_without_a_table_is_compared_in_what_it_has(
    stories: list[Any], compare: Callable[..., Answer]
) -> None:
    answer = compare(stories[:1], stories, before={"missing": frozenset({"events", "tones.score", "voices"})})
    assert "Not compared: shifts of tone (it lacks tones.score); new dates to come (it lacks events)" in answer.note
    assert rows(answer, differences.NEWCOMERS)


def test_another_choice_of_articles_or_another_folder_is_said(
    stories: list[Any], compare: Callable[..., Answer]
) -> None:
    answer = compare(stories, stories[:1], before={"corpus": "/elsewhere"}, now={"selection": {"since": "2025-10"}})
    assert "The earlier run read another folder, /elsewhere." in answer.note
    assert {r["cause"] for r in rows(answer, differences.VANISHED).values()} == {turnover.CHOICE}


def test_of_each_kind_no_more_are_listed_than_asked_for(stories: list[Any], compare: Callable[..., Answer]) -> None:
    answer = compare(stories[:1], stories, top=1)
    assert list(answer.frame["section"]).count(differences.NEWCOMERS) == 1
    assert "Left out: 2 changes" in answer.note
