"""The table of what the press wrote about and when."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib import resources

from wirebook import knowledge
from wirebook.annotate.times import values

TABLE = resources.files("wirebook.knowledge").joinpath("stories.csv").read_text("utf-8")
SPELT = re.compile(r"\S(?:.*\S)?")


def test_each_row_is_told_once_and_has_a_source() -> None:
    rows = list(csv.DictReader(TABLE.splitlines()))
    assert all(row["source"] and None not in row for row in rows)
    assert not [name for name, count in Counter((row["kind"], row["name"]) for row in rows).items() if count > 1]


def test_each_time_can_be_read_and_ends_after_it_begins() -> None:
    for story in knowledge.stories():
        begin, end = values.point(story.begin), values.point(story.end)
        assert begin and end and begin.first <= end.last, story.name


def test_an_event_has_signs_that_one_sentence_can_hold_and_a_story_some_to_choose_from() -> None:
    for story in knowledge.stories():
        if story.kind == "event":
            assert 2 <= len(story.signs) <= 5, story.name
        else:
            assert len(story.signs) >= 4, story.name


def test_an_event_is_of_days() -> None:
    long = [s.name for s in knowledge.stories() if s.kind == "event" and len(s.begin) < 7]
    assert not long


def test_every_sign_can_be_found_in_a_text() -> None:
    signs = {written for story in knowledge.stories() for sign in story.signs for written in sign}
    assert not [sign for sign in signs if not SPELT.fullmatch(sign)]
