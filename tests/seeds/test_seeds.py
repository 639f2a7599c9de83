"""The articles that come with the project: they are read as their README says, and their facts hang together."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

import wirebook.read
from wirebook.read.article import Article, Reading

SEEDS = Path(__file__).parents[2] / "seeds"

MONTHS = list(calendar.month_name)[1:]  # the tests run in the C locale or an English one
WEEKDAYS = list(calendar.day_name)
WEEKDAY_AND_DAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}),? (?:the )?({'|'.join(MONTHS)}) (\d{{1,2}})\b")
FULL_DATE = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return wirebook.read.corpus(SEEDS)


@pytest.fixture(scope="module")
def counted(reading: Reading) -> list[Article]:
    return [a for a in reading.articles if a.duplicate_of is None]


def test_at_least_thirty_articles_are_counted(counted: list[Article]) -> None:
    assert len(counted) >= 30


def test_every_format_that_the_readme_names_for_text_is_there() -> None:
    suffixes = {"".join(p.suffixes[-2:]) if p.suffix == ".gz" else p.suffix for p in SEEDS.rglob("*") if p.is_file()}
    assert {".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".txt.gz", ".jsonl.gz"} <= suffixes


def test_a_dispatch_in_utf_16_and_one_in_windows_1252_read_as_text(counted: list[Article]) -> None:
    by_path = {a.path: a.text for a in counted}
    assert "President Jimmy Carter welcomed" in by_path["1971-1979/deng-in-washington_1979-01-29.txt"]
    assert "go back to Trump’s first term" in by_path["2025/exemptions_2025-11-26.txt"]


def test_one_dispatch_carries_no_date(reading: Reading) -> None:
    assert [a.path for a in reading.articles if a.published is None] == ["2025/soybeans.txt"]


def test_the_story_in_two_versions_is_counted_once(reading: Reading) -> None:
    busan = [a for a in reading.articles if a.path.startswith("2025/busan")]
    assert len(busan) == 2
    (copy,) = [a for a in reading.articles if a.duplicate_of is not None]
    assert copy in busan
    assert copy.duplicate_of in {a.article_id for a in busan}


def test_the_file_that_breaks_off_is_the_only_problem(reading: Reading) -> None:
    assert [p.path for p in reading.problems] == ["2025/port-fees.json"]


def test_the_dispatch_in_french_is_known_as_french(reading: Reading) -> None:
    foreign = {a.path: a.language for a in reading.articles if a.language != "en"}
    assert foreign == {"2025/taiwan-budget.md": "fr"}


def test_every_article_has_a_source_and_each_desk_tells_several_stories(counted: list[Article]) -> None:
    desks = Counter(a.source for a in counted)
    assert set(desks) == {"Harbour Wire", "Meridian Press", "Northline News"}
    assert min(desks.values()) >= 10


def test_dispatches_are_short(counted: list[Article]) -> None:
    lengths = {f"{a.path}#{a.record}": len(a.text.split()) for a in counted}
    assert {name: n for name, n in lengths.items() if not 110 <= n <= 270} == {}


def test_weekdays_named_next_to_dates_agree_with_the_calendar(counted: list[Article]) -> None:
    checked = 0
    for article in counted:
        for weekday, month, day in WEEKDAY_AND_DAY.findall(article.text):
            year = int((article.published or "2025")[:4])
            named = dt.date(year, MONTHS.index(month) + 1, int(day))
            assert WEEKDAYS[named.weekday()] == weekday, f"{article.path}#{article.record}: {weekday}, {month} {day}"
            checked += 1
    assert checked >= 8


def test_a_dispatch_that_opens_on_a_weekday_is_published_that_day_or_soon_after(counted: list[Article]) -> None:
    checked = 0
    for article in counted:
        first = re.search(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", article.text.split("\n\n")[0])
        if first and article.published:
            behind = dt.date.fromisoformat(article.published[:10]).weekday() - WEEKDAYS.index(first[1])
            assert behind % 7 <= 2, f"{article.path}#{article.record}: {first[0]}, published {article.published}"
            checked += 1
    assert checked >= 30


def test_every_date_that_is_spelled_out_exists(counted: list[Article]) -> None:
    checked = 0
    for article in counted:
        for month, day, year in FULL_DATE.findall(article.text):
            dt.date(int(year or (article.published or "2025")[:4]), MONTHS.index(month) + 1, int(day))
            checked += 1
    assert checked >= 80
