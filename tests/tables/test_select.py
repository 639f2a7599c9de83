"""Selecting articles by day, source and actor."""

import pytest

from wirebook.errors import InvalidValueError
from wirebook.tables import engine, frames, select
from wirebook.tables.store import Store


@pytest.fixture
def tables(reading, tmp_path):
    return frames.to_pandas(engine.build(reading, Store(tmp_path)).arrow)


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ({}, ["one.txt", "two.txt", "copy.txt", "three.txt"]),
        ({"since": "2025-03"}, ["two.txt", "copy.txt", "three.txt"]),
        ({"since": "2025-03-05"}, ["two.txt", "copy.txt"]),
        ({"until": "2025-02"}, ["one.txt"]),
        ({"until": "2025"}, ["one.txt", "two.txt", "copy.txt", "three.txt"]),
        ({"since": "2026"}, []),
        ({"since": 2026}, []),
        ({"until": 2025, "since": 2025}, ["one.txt", "two.txt", "copy.txt", "three.txt"]),
        ({"sources": ["desk a"]}, ["one.txt"]),
        ({"actors": ["Norway"]}, ["one.txt"]),
        ({"sources": "Desk A"}, ["one.txt"]),
        ({"actors": "Norway", "sources": ""}, ["one.txt"]),
        ({"actors": ["nobody at all"]}, []),
    ],
)
def test_articles_are_chosen_by(tables, asked, paths):
    assert select.select(tables, **asked)["articles"]["path"].tolist() == paths


def test_the_other_tables_follow_the_articles(tables):
    chosen = select.select(tables, sources=["Desk A"])
    kept = set(chosen["articles"]["article_id"])
    assert set(chosen["mentions"]["article_id"]) == kept
    assert set(chosen["actors"]["actor_id"]) == set(chosen["mentions"]["actor_id"])
    assert len(chosen["problems"]) == 1


@pytest.mark.parametrize("day", ["yesterday", "2025-13", "2025-02-30", "25-01-01", "2025-1"])
def test_what_is_no_day_is_refused(tables, day):
    with pytest.raises(InvalidValueError, match="2025-11-24"):
        select.select(tables, since=day)


def test_an_actor_is_found_by_name_identifier_or_a_form_in_the_text(tables):
    assert select.find_actors(tables, "norway") == select.find_actors(tables, "Norway")


def test_only_first_copies_in_english_are_counted(tables):
    assert select.counted(tables["articles"])["path"].tolist() == ["one.txt", "two.txt"]
