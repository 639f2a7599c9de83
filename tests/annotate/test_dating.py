"""When an article was written: what its metadata says, or else what its text gives away."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from wirebook.annotate import dating, document, pipeline, times
from wirebook.annotate.dating import Estimate, expressions, likelihood
from wirebook.annotate.records import DateCheck, Dating
from wirebook.annotate.wording import Wording
from wirebook.read.article import Article


def estimate(text: str) -> Estimate:
    found = dating.estimate(document.parse(Article(article_id="a", path="a.txt", text=text)))
    assert found is not None
    return found


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
    assert any("Carter" in clue.text for clue in found.clues)


def test_a_former_holder_is_named_after_the_term() -> None:
    text = "Former President Jimmy Carter flew to Haiti to monitor the vote."
    found = estimate(text)
    assert found.range[0].year >= 1980


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
    found = estimate(text)
    assert first is None or f"{found.day:%Y}" >= first
    assert last is None or f"{found.day:%Y}" <= last


def test_what_is_no_more_is_no_clue_where_it_is_called_former() -> None:
    assert date("He grew up in the former Soviet Union.") == Dating()


def test_dates_weekdays_and_relative_dates_together_give_the_day() -> None:
    text = (
        "President Jimmy Carter told Prime Minister Menachem Begin on Wednesday that peace was near. The envoys, who "
        "signed the outline on Sunday, Sept. 17, were to return in October. “We agreed on it ten days ago,” he said."
    )
    found = estimate(text)
    assert found.day.isoformat() == "1978-09-27"


def test_the_best_estimate_is_no_more_precise_than_the_evidence() -> None:
    found = date("President Jimmy Carter told Prime Minister Menachem Begin in September 1978 that peace was near.")
    assert found.best is None or len(found.best) < len("1978-09-27")


def test_a_full_date_in_the_past_bounds_the_date_from_below() -> None:
    found = date("The dam broke on March 3, 2009. The inquiry opened on April 2, 2009, and heard two engineers.")
    assert found.earliest is not None
    assert "2009-02" <= found.earliest <= "2009-12"


def test_the_stated_range_holds_the_best_estimate() -> None:
    found = date("Prime Minister Margaret Thatcher will address the conference on Friday, October 12.")
    assert found.earliest is not None and found.latest is not None
    assert "1978" <= found.earliest <= "1984-10-12" <= found.latest <= "1992"


def test_saying_a_date_twice_makes_it_no_surer() -> None:
    once = "Prime Minister Margaret Thatcher opened the bridge on June 3."
    both = [estimate(text) for text in (once, f"{once} The crowd of June 3 was large. It had rained until June 3.")]
    assert np.array_equal(both[0].weights, both[1].weights)


def test_a_larger_number_of_days_ago_tells_more() -> None:
    days = np.arange(730_000, 730_100, dtype=np.int64)
    named = [lambda days: np.full(len(days), 730_010, dtype=np.int64)]
    weights = [likelihood.ago(count, "D", named)(days) for count in (1, 10)]
    assert int(weights[0].argmax()) == 11 and int(weights[1].argmax()) == 20
    assert weights[1].max() > weights[0].max()


def test_a_day_counted_from_a_holiday_is_that_day_and_the_holiday_to_come() -> None:
    text = "Prime Minister Margaret Thatcher, who met President Carter, said on Sunday, two days before Christmas, no."
    (christmas,) = (clue for clue in estimate(text).clues if text[clue.start : clue.end] == "Christmas")
    days = np.arange(dt.date(1979, 6, 1).toordinal(), dt.date(1980, 6, 1).toordinal(), dtype=np.int64)
    assert dt.date.fromordinal(int(days[christmas.likelihood(days).argmax()])) == dt.date(1979, 12, 23)


def test_the_first_weekday_is_that_of_the_article_more_often_than_later_ones() -> None:
    monday = np.array([20_000 * 7 + 1], dtype=np.int64)
    all_lags = (likelihood.AGENCY_WEEKDAY_BEHIND, likelihood.FIRST_WEEKDAY_BEHIND, likelihood.WEEKDAY_BEHIND)
    agency, first, later = (likelihood.weekday(1, -1, lags=lags)(monday)[0] for lags in all_lags)
    assert agency > first > later


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PARIS (AP) _ It rained on Monday.", True),
        ("PARIS (Reuters) - It rained on Monday.", True),
        ("It rained (a little) on Monday.", False),
    ],
)
def test_an_agency_s_report_is_told_by_its_dateline(text: str, agency: bool) -> None:
    doc = document.parse(Article(article_id="a", path="a.txt", text=text))
    assert expressions.is_agency_copy(doc) is agency


def test_candidates_are_listed_the_likeliest_first_and_the_best_is_stated_with_its_probability() -> None:
    text = (
        "President Jimmy Carter told Prime Minister Menachem Begin on Wednesday that peace was near. The envoys, who "
        "signed the outline on Sunday, Sept. 17, were to return in October. “We agreed on it ten days ago,” he said."
    )
    found = date(text)
    shares = [candidate.probability for candidate in found.candidates]
    assert shares == sorted(shares, reverse=True) and shares
    assert found.best is None or (found.confidence is not None and found.confidence >= 0.5)


def test_each_clue_stands_in_its_sentence_with_what_it_says() -> None:
    text = "It rained. President Jimmy Carter met Israeli Prime Minister Menachem Begin at the White House."
    clue = date(text).clues[0]
    assert (clue.sentence, text[clue.start : clue.end], clue.text) == (1, "President Jimmy Carter", clue.text)
    assert clue.says == "in office 1977-01-20 to 1981-01-20" and clue.bits > 0


def test_an_event_counts_where_all_its_signs_are_in_one_sentence() -> None:
    told = "The Bay Area still counts what the Loma Prieta earthquake broke in Oakland."
    apart = "Oakland is a city. An earthquake is a danger."
    assert any("Loma Prieta" in clue.says for clue in estimate(told).clues)
    assert not any("Loma Prieta" in clue.says for clue in estimate(apart + " President Jimmy Carter spoke.").clues)


def checks(text: str, published: str) -> list[DateCheck]:
    doc = document.parse(Article(article_id="a", path="a.txt", text=text, published=published))
    return dating.check(doc, times.find(doc, published=published))


@pytest.mark.parametrize(
    ("day", "verdict"), [("May 3", ["corroborates"]), ("February 3", ["contradicts"]), ("April 25", [])]
)
def test_two_dates_of_one_event_check_each_other(day: str, verdict: list[str]) -> None:
    text = (
        f"Dairy tariffs fell at the Geneva summit of {day}. The Geneva summit on dairy tariffs ended three weeks ago. "
        "It rained. Snow fell. Nobody sang. They slept."
    )
    assert [found.verdict for found in checks(text, "2021-05-24")] == verdict


@pytest.mark.parametrize(("weekday", "verdict"), [("Monday", "corroborates"), ("Friday", "contradicts")])
def test_a_weekday_checks_the_date_beside_it(weekday: str, verdict: str) -> None:
    (found,) = checks(f"The dam broke on {weekday}, May 24, 2021.", "2021-05-26")
    assert (found.verdict, found.says) == (verdict, "2021-05-24 is a Monday")


def test_a_text_that_speaks_for_another_time_contradicts_the_date_that_it_bears() -> None:
    text = "President Jimmy Carter told Prime Minister Menachem Begin and Foreign Minister Moshe Dayan of peace."
    assert checks(text, "1978-09-27") == []
    (found,) = checks(
        text + " Prime Minister James Callaghan agreed. Defense Secretary Harold Brown did.", "2021-05-26"
    )
    assert found.verdict == "contradicts" and "its date says 2021-05-26" in found.says


def test_sentences_that_share_rare_words_tell_of_one_event() -> None:
    text = "Ministers met in Lisbon in May. The Lisbon ministers met three weeks ago. Rain fell in May. A dog barked."
    doc = document.parse(Article(article_id="a", path="a.txt", text=text))
    assert Wording(doc).shared(0, 1) == {"minist", "lisbon", "meet"} and not Wording(doc).shared(0, 2)


UNDATED = (
    "President Jimmy Carter told Prime Minister Menachem Begin on Wednesday that peace was near. The envoys, who had "
    "signed the outline at Camp David on Sunday, Sept. 17, were to return in October."
)


def test_dates_of_an_undated_article_are_reckoned_from_the_estimate_and_say_so() -> None:
    article = Article(article_id="a", path="a.txt", text=UNDATED, language="en")
    found = pipeline.annotate(article)
    assert (found.published or "").startswith("1978") and found.published_from == "inferred"
    how = {time.text: (time.value, time.how) for time in found.times}
    assert how["Sunday, Sept. 17"] == ("1978-09-17", "rule: month and day" + pipeline.ESTIMATED)
    assert [event.status for event in found.events if event.begin == "1978-09-17"] == ["happened"]


def test_dates_of_a_dated_article_say_nothing_of_an_estimate() -> None:
    article = Article(article_id="a", path="a.txt", text=UNDATED, language="en", published="1978-09-27")
    assert not any(time.how.endswith(pipeline.ESTIMATED) for time in pipeline.annotate(article).times)


@pytest.mark.parametrize(
    ("term", "inside", "outside"),
    [
        ("running mate", dt.date(2004, 8, 1), dt.date(2005, 8, 1)),
        ("midterm elections", dt.date(2010, 10, 1), dt.date(2012, 10, 1)),
        ("fourth-quarter", dt.date(2003, 1, 20), dt.date(2003, 7, 20)),
        ("fourth-quarter", dt.date(2003, 12, 24), dt.date(2003, 11, 24)),
        ("president-elect", dt.date(2009, 1, 10), dt.date(2010, 1, 10)),
        ("president-elect", dt.date(2008, 11, 10), dt.date(2009, 11, 10)),
    ],
)
def test_what_comes_back_weighs_most_at_its_time(term: str, inside: dt.date, outside: dt.date) -> None:
    (clue,) = estimate(f"They spoke of the {term}.").clues
    days = np.array([inside.toordinal(), outside.toordinal()], dtype=np.int64)
    first, second = clue.likelihood(days)
    assert first > 2 * second


def test_of_two_days_told_as_past_the_later_is_the_news() -> None:
    both = estimate("The dam broke on March 3, 2009. A bridge had fallen on April 2, 2004.")
    later = estimate("The dam broke on March 3, 2009.")
    assert both.day.year == later.day.year == 2009


def test_an_event_whose_day_the_text_names_is_told_once() -> None:
    words = "The Bay Area shook on October 17, 1989, when the Loma Prieta earthquake struck Oakland."
    said = [clue.says for clue in estimate(words).clues]
    assert not any("Loma Prieta" in clue for clue in said) and "the latest year named" not in said


def test_two_holidays_are_two_clues() -> None:
    text = "President Jimmy Carter will speak before Thanksgiving, and again before Christmas."
    assert [text[c.start : c.end] for c in estimate(text).clues][1:] == ["Thanksgiving", "Christmas"]


def day_of_month(text: str) -> list[float]:
    """Return how probable the first and the last third of a month are."""
    found = estimate(text)
    days = [dt.date(2010, 1, 1) + dt.timedelta(number) for number in range(3652)]
    return [sum(found.probability(d, d) for d in days if lo <= d.day <= hi) for lo, hi in ((1, 10), (21, 30))]


def test_what_happened_this_month_is_told_late_in_a_month_and_last_month_early():
    early, late = day_of_month("Mara Lind said it was signed earlier this month.")
    assert late > 1.5 * early
    early, late = day_of_month("Mara Lind said it was signed last month.")
    assert early > 1.2 * late


def test_last_friday_is_not_the_friday_on_which_an_article_is_written():
    found = estimate("The bridge was opened last Friday.")
    days = [dt.date(2010, 1, 1) + dt.timedelta(number) for number in range(700)]
    shares = {number: sum(found.probability(d, d) for d in days if d.isoweekday() == number) for number in (2, 5)}
    assert shares[2] > 2 * shares[5]


def test_a_weekend_is_spoken_of_on_a_monday():
    found = estimate("The storm struck over the weekend.")
    days = [dt.date(2010, 1, 1) + dt.timedelta(number) for number in range(700)]
    shares = {number: sum(found.probability(d, d) for d in days if d.isoweekday() == number) for number in range(1, 8)}
    assert max(shares, key=lambda number: shares[number]) == 1


def test_a_title_outlives_its_term_by_days_and_not_by_years():
    term = (dt.date(2000, 1, 1).toordinal(), dt.date(2004, 12, 31).toordinal())
    days = np.array([term[1], term[1] + 3, term[1] + 1000], dtype=np.int64)
    within, soon, long_after = likelihood.in_office([term])(days)
    assert within > soon > 10 * long_after


def test_an_event_is_foretold_days_before_it_rather_than_years():
    day = dt.date(2016, 10, 4).toordinal()
    before, long_before, after = likelihood.event(day, day)(np.array([day - 2, day - 900, day + 2], dtype=np.int64))
    assert after > before > 5 * long_before


def test_an_event_is_told_in_two_sentences_on_end_and_not_over_a_whole_text():
    near = estimate("Tim Kaine will not forget it. He met Mike Pence for the vice presidential debate.")
    assert any("debate" in clue.says.lower() and clue.days for clue in near.clues)
    apart = estimate(
        "Tim Kaine will not forget it. It rained. It snowed. He met Mike Pence for a vice presidential debate."
    )
    assert not any("debate" in clue.says.lower() and clue.days for clue in apart.clues)
