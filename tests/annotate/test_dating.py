"""When an article was written: what its metadata says, or else what its text gives away."""

from __future__ import annotations

import numpy as np
import pytest

from wirebook.annotate import dating, document, likelihood
from wirebook.annotate.records import Dating
from wirebook.read.article import Article


def date(text: str, published: str | None = None) -> Dating:
    return dating.date(document.parse(Article(article_id="a", path="a.txt", text=text, published=published)))


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-05", "2024-02-05", "2024-02-05"),
        ("2024-02-05T07:30:00Z", "2024-02-05", "2024-02-05"),
        (None, None, None),
        ("soon", None, None),
        ("2024-13", None, None),
    ],
)
def test_a_published_value_covers_the_days_of_its_own_precision(
    published: str | None, first: str | None, last: str | None
) -> None:
    assert dating.bounds(published) == (first, last)


def test_a_dated_article_keeps_its_date() -> None:
    found = date("The ferry sank on June 3, 2011.", published="2024-02")
    assert (found.best, found.earliest, found.latest) == ("2024-02", "2024-02-01", "2024-02-29")


@pytest.mark.parametrize("text", ["The cat slept. Nobody came.", "He arrived on Tuesday.", "Snow fell in January."])
def test_a_text_without_a_clue_to_the_year_is_not_dated(text: str) -> None:
    assert date(text) == Dating()


def test_the_offices_that_people_hold_bound_the_date() -> None:
    found = date("President Jimmy Carter met Israeli Prime Minister Menachem Begin at the White House.")
    assert found.earliest is not None and found.latest is not None
    assert found.earliest[:4] >= "1977"
    assert found.latest[:4] <= "1981"
    assert any("Carter" in clue for clue in found.evidence)


def test_a_former_holder_is_named_after_the_term() -> None:
    text = "Former President Jimmy Carter flew to Haiti to monitor the vote."
    found = dating.estimate(document.parse(Article(article_id="a", path="a.txt", text=text)))
    assert found is not None
    assert found.earliest.year >= 1980


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The eurozone quarrelled with the deutsche mark's last friends over the euro zone.", "1998", None),
        ("Smartphones filmed it, and hashtags spread it.", "2007", None),
        ("Deutsche mark notes went to East Germany by fax.", None, "2001"),
        ("Bernie Sanders, Ted Cruz and Jeb Bush spoke on super PACs.", "2013", "2021"),
        ("Monica Lewinsky and Kenneth Starr were heard.", "1998", "2003"),
        ("The Dow Jones Industrial Average closed at 2,645.08, down 12 points.", "1987", "1990"),
    ],
)
def test_what_is_named_bounds_the_date(text: str, first: str | None, last: str | None) -> None:
    found = dating.estimate(document.parse(Article(article_id="a", path="a.txt", text=text)))
    assert found is not None
    assert first is None or f"{found.day:%Y}" >= first
    assert last is None or f"{found.day:%Y}" <= last


def test_what_is_no_more_is_no_clue_where_it_is_called_former() -> None:
    assert date("He grew up in the former Soviet Union.") == Dating()


def test_dates_weekdays_and_relative_dates_together_give_the_day() -> None:
    text = (
        "President Jimmy Carter told Prime Minister Menachem Begin on Wednesday that peace was near. The envoys, who "
        "signed the outline on Sunday, Sept. 17, were to return in October. “We agreed on it ten days ago,” he said."
    )
    found = dating.estimate(document.parse(Article(article_id="a", path="a.txt", text=text)))
    assert found is not None
    assert found.day.isoformat() == "1978-09-27"


def test_the_best_estimate_is_no_more_precise_than_the_evidence() -> None:
    found = date("President Jimmy Carter told Prime Minister Menachem Begin in September 1978 that peace was near.")
    assert found.best is None or len(found.best) < len("1978-09-27")


def test_a_full_date_in_the_past_bounds_the_date_from_below() -> None:
    found = date("The dam broke on March 3, 2009. The inquiry opened on April 2, 2009, and heard two engineers.")
    assert found.earliest is not None
    assert "2009-03" <= found.earliest <= "2009-12"


def test_the_stated_range_holds_the_best_estimate() -> None:
    found = date("Prime Minister Margaret Thatcher will address the conference on Friday, October 12.")
    assert found.earliest is not None and found.latest is not None
    assert "1978" <= found.earliest <= "1984-10-12" <= found.latest <= "1992"


def test_saying_a_date_twice_makes_it_no_surer() -> None:
    once = "Prime Minister Margaret Thatcher opened the bridge on June 3."
    both = [
        dating.estimate(document.parse(Article(article_id="a", path="a.txt", text=text)))
        for text in (once, f"{once} The crowd of June 3 was large. It had rained until June 3.")
    ]
    assert both[0] is not None and both[1] is not None
    assert (both[0].near, both[0].month) == (both[1].near, both[1].month)


def test_a_larger_number_of_days_ago_tells_more() -> None:
    days = np.arange(730_000, 730_100, dtype=np.int64)
    named = [lambda days: np.full(len(days), 730_010, dtype=np.int64)]
    weights = [likelihood.ago(count, "D", named)(days) for count in (1, 10)]
    assert int(weights[0].argmax()) == 11 and int(weights[1].argmax()) == 20
    assert weights[1].max() > weights[0].max()
