"""Time expressions: what a reader marks in a sentence, and which days it means to them."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebook.annotate import document, times
from wirebook.annotate.records import Time
from wirebook.annotate.times import finder, values
from wirebook.knowledge import calendar
from wirebook.read.article import Article

PUBLISHED = "2024-06-12"  # a Wednesday


def find(text: str, published: str | None = PUBLISHED) -> list[Time]:
    doc = document.parse(Article(article_id="a", path="a.txt", text=text))
    return times.find(doc, published=published)


DATES = [
    # named days, in the forms of newspapers
    ("The bridge opened on Nov. 24, 2023.", "Nov. 24, 2023", "2023-11-24"),
    ("The bridge opened on November 24, 2023.", "November 24, 2023", "2023-11-24"),
    ("The bridge opened on 24 November 2023.", "24 November 2023", "2023-11-24"),
    ("The bridge opened on the 24th of November 2023.", "the 24th of November 2023", "2023-11-24"),
    ("The bridge opened on 2023-11-24.", "2023-11-24", "2023-11-24"),
    ("The bridge opened on 11/24/2023.", "11/24/2023", "2023-11-24"),
    ("The bridge opened on 24/11/2023.", "24/11/2023", "2023-11-24"),
    ("The bridge opened on 24.11.2023.", "24.11.2023", "2023-11-24"),
    ("The bridge opened on Friday, Nov 24, 2023.", "Friday, Nov 24, 2023", "2023-11-24"),
    ("The ferry sank on June 3.", "June 3", "2024-06-03"),
    ("The ferry sank on 3 June.", "3 June", "2024-06-03"),
    ("The ferry sank on Dec 30.", "Dec 30", "2023-12-30"),
    ("The fair will open on July 9.", "July 9", "2024-07-09"),
    ("The court will rule on Jan. 8.", "Jan. 8", "2025-01-08"),
    ("The talks ran from Nov 3-5, 2023.", "Nov 3-5, 2023", "2023-11-03/2023-11-05"),
    ("The talks ran from 3-5 November 2023.", "3-5 November 2023", "2023-11-03/2023-11-05"),
    # months
    ("Exports fell in November 2023.", "November 2023", "2023-11"),
    ("Exports fell in Nov. 2023.", "Nov. 2023", "2023-11"),
    ("Exports fell in April.", "April", "2024-04"),
    ("Exports fell in October.", "October", "2023-10"),
    ("The minister will visit Lima in September.", "September", "2024-09"),
    ("The minister will visit Lima in March.", "March", "2025-03"),
    ("He accepted an invitation to visit Lima in February.", "February", "2025-02"),
    ("Exports fell last October.", "last October", "2023-10"),
    ("The port opens next April.", "next April", "2025-04"),
    ("Exports fell in July last year.", "July last year", "2023-07"),
    ("Rain fell from May to June in the hills.", "June", "2024-06"),
    ("They cut ties in 2021, in August of that year.", "August of that year", "2021-08"),
    ("They met in 2021 and parted on May 5 the same year.", "May 5 the same year", "2021-05-05"),
    ("The game was put off until Saturday.", "Saturday", "2024-06-15"),
    ("He wrote in the Sunday Times on Monday.", "Monday", "2024-06-10"),
    ("They will meet on June 24. The day before, he will announce it.", "The day before", "2024-06-23"),
    ("They will meet on June 24. The day before, he had announced it.", "The day before", "2024-06-11"),
    ("The survey covers July-September 2023.", "July-September 2023", "2023-07/2023-09"),
    # years, decades, centuries, seasons, quarters
    ("The dam was built in 1987.", "1987", "1987"),
    ("The treaty expires in 2031.", "2031", "2031"),
    ("The budget for 2019-20 was cut.", "2019-20", "2019/2020"),
    ("The budget for 2019-2021 was cut.", "2019-2021", "2019/2021"),
    ("Wages rose in the 1990s.", "the 1990s", "199X"),
    ("Wages rose in the '80s.", "the '80s", "198X"),
    ("Wages rose in the sixties.", "the sixties", "196X"),
    ("It is a temple of the 12th century.", "the 12th century", "11XX"),
    ("Sales fell in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3"),
    ("Sales fell in the first quarter.", "the first quarter", "2024-Q1"),
    ("Sales fell in Q3 2023.", "Q3 2023", "2023-Q3"),
    ("Sales fell in the second half of 2023.", "the second half of 2023", "2023-H2"),
    ("Sales fell in fiscal 2023.", "fiscal 2023", "2023"),
    ("Fires spread in the summer of 2022.", "the summer of 2022", "2022-SU"),
    ("Fires spread last summer.", "last summer", "2023-SU"),
    ("The harvest begins this autumn.", "this autumn", "2024-FA"),
    # counted from the publication
    ("The vote is today.", "today", "2024-06-12"),
    ("The vote was yesterday.", "yesterday", "2024-06-11"),
    ("The vote is tomorrow.", "tomorrow", "2024-06-13"),
    ("The vote was the day before yesterday.", "the day before yesterday", "2024-06-10"),
    ("The strike began this week.", "this week", "2024-W24"),
    ("The strike began last week.", "last week", "2024-W23"),
    ("The strike begins next week.", "next week", "2024-W25"),
    ("Prices fell this month.", "This month".lower(), "2024-06"),
    ("Prices fell last month.", "last month", "2024-05"),
    ("Prices fall next month.", "next month", "2024-07"),
    ("Prices fell last year.", "last year", "2023"),
    ("Prices fall next year.", "next year", "2025"),
    ("The strike ended over the weekend.", "the weekend", "2024-W23-WE"),
    ("The strike resumes next weekend.", "next weekend", "2024-W25-WE"),
    ("They met three weeks ago.", "three weeks ago", "2024-W21"),
    ("They met ten days ago.", "ten days ago", "2024-06-02"),
    ("They met two months ago.", "two months ago", "2024-04"),
    ("They met 14 years ago.", "14 years ago", "2010"),
    ("They met a year ago.", "a year ago", "2023"),
    ("They will meet two weeks from now.", "two weeks from now", "2024-W26"),
    # weekdays: the tense tells behind from ahead
    ("She said on Monday that it was over.", "Monday", "2024-06-10"),
    ("She said on Thursday that it was over.", "Thursday", "2024-06-06"),
    ("She said on Wednesday that it was over.", "Wednesday", "2024-06-12"),
    ("She will meet him on Monday.", "Monday", "2024-06-17"),
    ("She is due to meet him on Thursday.", "Thursday", "2024-06-13"),
    ("On Friday, she met him.", "Friday", "2024-06-07"),
    ("The ministry on Tuesday rejected the plan.", "Tuesday", "2024-06-11"),
    ("The rebels have until Friday.", "Friday", "2024-06-14"),
    ("She met him last Friday.", "last Friday", "2024-06-07"),
    ("The court sits next Tuesday.", "next Tuesday", "2024-06-18"),
    # counted from the date last named
    ("The siege began on May 3, 2022. Two days later the town fell.", "Two days later", "2022-05-05"),
    ("The siege began on May 3, 2022. The following day the town fell.", "The following day", "2022-05-04"),
    ("The king died in 1936. The previous year he had fallen ill.", "The previous year", "1935"),
    ("The king died in 1936. A year later his son left.", "A year later", "1937"),
    ("The king died in 1936. That year saw three kings.", "That year", "1936"),
    ("Profit in the third quarter of 2023 was double that of a year earlier.", "a year earlier", "2022-Q3"),
    ("He will visit Lima in March and Quito later in the year.", "later in the year", "2025"),
    ("Prices rose later in the year.", "later in the year", "2024"),
    # holidays
    ("He hopes for a deal by Thanksgiving.", "Thanksgiving", "2024-11-28"),
    ("The shops will close at Christmas.", "Christmas", "2024-12-25"),
    ("The march was held on Good Friday.", "Good Friday", "2024-03-29"),
    ("The shops closed on Easter Monday 2023.", "Easter Monday 2023", "2023-04-10"),
    ("Flights were full last Lunar New Year.", "last Lunar New Year", "2024-02-10"),
    ("The fleet will sail after Labor Day.", "Labor Day", "2024-09-02"),
    ("The mills will close by New Year.", "New Year", "2025-01-01"),
    ("The mills stood still for most of the autumn.", "the autumn", "2023-FA"),
    ("Yields fell over 2000 - 2050 in the model.", "2050", "2050"),
    ("She was willing to skip class on Monday.", "Monday", "2024-06-10"),
    # inside a quotation, from the day it was spoken
    ("“We leave tomorrow,” he said on Monday.", "tomorrow", "2024-06-11"),
    ("“We left yesterday,” he told reporters on Monday, “and it rained.”", "yesterday", "2024-06-09"),
    ("“We leave tomorrow,” he said.", "tomorrow", "2024-06-13"),
    # the day last spoken of, not that of a report
    ("The ties begin on July 1, he said on Monday, and the treaty ends on the same day.", "the same day", "2024-07-01"),
    ("The ferry sank on June 3. On the same day a second one burned.", "the same day", "2024-06-03"),
    ("They met on June 3. Rain fell. It was cold. She chose the same day to resign.", "the same day", "2024-06-12"),
    # no day at all, yet a date
    ("The firm now owns six mills.", "now", "PRESENT_REF"),
    ("The firm recently bought six mills.", "recently", "PAST_REF"),
    ("The mills matter for the future.", "the future", "FUTURE_REF"),
    ("The mills closed years ago.", "years ago", "PAST_REF"),
]


@pytest.mark.parametrize(("text", "span", "value"), DATES)
def test_a_date_has_its_span_and_value(text: str, span: str, value: str) -> None:
    assert (span, "DATE", value) in [(row.text, row.type, row.value) for row in find(text)]


def test_words_count_from_the_day_that_an_article_prints_on_a_line_of_its_own() -> None:
    (day, yesterday) = find("Thursday, June 13, 2024\n\nYesterday the ferry sank.")
    assert (day.value, yesterday.value) == ("2024-06-13", "2024-06-12")


def test_a_day_far_from_that_of_the_metadata_is_another() -> None:
    (_, yesterday) = find("Monday, June 3, 2024\n\nYesterday the ferry sank.")
    assert yesterday.value == "2024-06-11"


OTHERS = [
    ("They talked for three days.", "three days", "DURATION", "P3D"),
    ("The talks lasted for 90 minutes.", "90 minutes", "DURATION", "PT90M"),
    ("They talked for weeks.", "weeks", "DURATION", "PXW"),
    ("The fall came weeks after the vote.", "weeks", "DURATION", "PXW"),
    ("It ended months of talks.", "months", "DURATION", "PXM"),
    ("It was the worst storm for years.", "years", "DURATION", "PXY"),
    ("Rents doubled in the past two months.", "the past two months", "DURATION", "P2M"),
    ("Rents may double in the next few years.", "the next few years", "DURATION", "PXY"),
    ("He served a two-year term.", "two-year", "DURATION", "P2Y"),
    ("He waited half an hour.", "half an hour", "DURATION", "PT30M"),
    ("He waited 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
    ("He waited at least 30 days.", "at least 30 days", "DURATION", "P30D"),
    ("He waited a couple of years.", "a couple of years", "DURATION", "P2Y"),
    ("The panel meets every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("The panel meets every two weeks.", "every two weeks", "SET", "P2W"),
    ("The panel meets twice a week.", "a week", "SET", "P1W"),
    ("The report appears annually.", "annually", "SET", "P1Y"),
    ("The trains run daily.", "daily", "SET", "P1D"),
    ("The fair is held each July.", "each July", "SET", "XXXX-07"),
    ("The shop opens on Saturdays.", "Saturdays", "SET", "XXXX-WXX-6"),
    ("Polls close at 9 p.m. Tuesday, officials said.", "9 p.m. Tuesday", "TIME", "2024-06-11T21:00"),
    ("The blast came at 10:35 a.m. on June 3.", "10:35 a.m. on June 3", "TIME", "2024-06-03T10:35"),
    ("The quake struck at 22:30 GMT.", "22:30 GMT", "TIME", "2024-06-12T22:30"),
    ("The quake struck at 0915 GMT.", "0915 GMT", "TIME", "2024-06-12T09:15"),
    ("The guns fell silent at noon.", "noon", "TIME", "2024-06-12T12:00"),
    ("The deadline passed at midnight.", "midnight", "TIME", "2024-06-11T24:00"),
    ("By midnight, the police had held one person.", "midnight", "TIME", "2024-06-11T24:00"),
    ("The truce ends at midnight.", "midnight", "TIME", "2024-06-12T24:00"),
    ("He had been mocked for staying silent until Saturday night.", "Saturday night", "TIME", "2024-06-08TNI"),
    ("It pays $90 million over five years for schools.", "five years", "DURATION", "P5Y"),
    ("It lasted over five years.", "over five years", "DURATION", "P5Y"),
    ("Shelling began last night.", "last night", "TIME", "2024-06-11TNI"),
    ("She landed on June 3. That evening she spoke.", "That evening", "TIME", "2024-06-03TEV"),
    ("Talks open in the last week of August.", "August", "DATE", "2024-08"),
    ("The rates agreed on May 12, 30% for steel, stay.", "May 12", "DATE", "2024-05-12"),
    ("He flies to Lima on Monday.", "Monday", "DATE", "2024-06-17"),
    ("The visits of Monday went well.", "Monday", "DATE", "2024-06-10"),
    ("She spoke on Monday evening.", "Monday evening", "TIME", "2024-06-10TEV"),
    ("She spoke yesterday morning.", "yesterday morning", "TIME", "2024-06-11TMO"),
    ("The crowd danced into the night.", "the night", "TIME", "2024-06-12TNI"),
    ("He landed earlier in the evening.", "earlier in the evening", "TIME", "2024-06-12TEV"),
    ("The envoy spoke on Friday night at nine o'clock.", "nine o'clock", "TIME", "2024-06-07T21:00"),
    ("They talked for about an hour and forty minutes.", "about an hour and forty minutes", "DURATION", "PT1H40M"),
    ("He served two years and three months.", "two years and three months", "DURATION", "P2Y3M"),
    ("She was up at 4 in the morning.", "4 in the morning", "TIME", "2024-06-12T04:00"),
]


@pytest.mark.parametrize(("text", "span", "kind", "value"), OTHERS)
def test_a_duration_set_or_time_of_day_has_its_span_and_value(text: str, span: str, kind: str, value: str) -> None:
    assert (span, kind, value) in [(row.text, row.type, row.value) for row in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers may march with the crowd.",
        "Theresa May spoke to reporters.",
        "An august body of scholars sat in the sun.",
        "The well gave 2,025 barrels.",
        "The fund paid $1990 for it.",
        "Some 1990 dollars were missing.",
        "The home side won 3-2.",
        "Flight 2025 was late.",
        "She is a 34-year-old nurse.",
        "He was 12 years old.",
        "A second man was held.",
        "The court heard article 1945 read aloud.",
        "April Jones won the race.",
        "Janos and Jan Novak signed.",
        "You should now work together.",
        "The spring in the clock broke.",
        "In a new year of plenty nobody starved.",
        "The evening is for reading.",
    ],
)
def test_what_only_looks_like_a_date_stays_out(text: str) -> None:
    assert [row.text for row in find(text)] == []


@pytest.mark.parametrize(
    ("text", "span", "mod"),
    [
        ("Prices fell in early 2023.", "early 2023", "START"),
        ("Prices fell in mid-2023.", "mid-2023", "MID"),
        ("Prices fell in the mid-1990s.", "the mid-1990s", "MID"),
        ("Prices fell in late September 2023.", "late September 2023", "END"),
        ("Prices fell by the end of the month.", "the end of the month", "END"),
        ("Prices fell at the beginning of October 2023.", "the beginning of October 2023", "START"),
        ("Prices fell for nearly two years.", "nearly two years", "APPROX"),
        ("Prices fell for more than two years.", "more than two years", "MORE_THAN"),
        ("Prices fell for less than two years.", "less than two years", "LESS_THAN"),
        ("Prices fell for up to two years.", "up to two years", "EQUAL_OR_LESS"),
    ],
)
def test_a_modifier_belongs_to_its_expression(text: str, span: str, mod: str) -> None:
    assert (span, mod) in [(row.text, row.mod) for row in find(text)]


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2020-W53-WE", "2021-01-02", "2021-01-03"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2019/2020", "2019-01-01", "2020-12-31"),
        ("2024-06-10TEV", "2024-06-10", "2024-06-10"),
    ],
)
def test_a_value_covers_its_days(value: str, begin: str, end: str) -> None:
    covered = values.interval(value)
    assert covered is not None
    assert tuple(day.isoformat() for day in covered) == (begin, end)


@pytest.mark.parametrize("value", ["PAST_REF", "XXXX-WXX-1", "XXXX-10-30", "2023-02-30", "2024-W60", "P3D", "0000", ""])
def test_a_value_without_known_days_covers_none(value: str) -> None:
    assert values.interval(value) is None


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("She said on Monday it was over.", "2024-06", "XXXX-WXX-1"),
        ("She said yesterday it was over.", "2024-06", "XXXX-XX-XX"),
        ("It fell last month.", "2024-06", "2024-05"),
        ("It fell three weeks ago.", "2024-06", "XXXX-WXX"),
        ("It fell last year.", "2024", "2023"),
        ("It fell last month.", "2024", "XXXX-XX"),
        ("It fell on Oct 30.", None, "XXXX-10-30"),
        ("It fell last year.", None, "XXXX"),
        ("It fell in April.", None, "XXXX-04"),
    ],
)
def test_no_day_is_invented_where_the_publication_is_coarse_or_unknown(
    text: str, published: str | None, value: str
) -> None:
    (row,) = find(text, published)
    assert row.value == value
    assert (row.begin is None) == value.startswith("X")


def test_a_day_named_in_the_text_anchors_what_follows_even_without_a_publication() -> None:
    rows = find("The siege began on May 3, 2022. The next morning was quiet; two days later the town fell.", None)
    assert [(row.value, row.anchor) for row in rows][-1] == ("2022-05-05", "text")


def test_every_rule_of_the_grammar_reads_its_own_example() -> None:
    for row, rule in zip(calendar.time_rules(), finder.RULES, strict=True):
        assert rule.pattern.fullmatch(row.example), row.example
        assert rule.needs <= finder._present(row.example), row.example


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("thanksgiving", 2025, "2025-11-27"),
        ("easter", 2025, "2025-04-20"),
        ("orthodox easter", 2024, "2024-05-05"),
        ("memorial day", 2024, "2024-05-27"),
        ("election day", 2024, "2024-11-05"),
        ("eid al-fitr", 2024, "2024-04-10"),
        ("mid-autumn festival", 2024, "2024-09-17"),
        ("yom kippur", 2025, "2025-10-02"),
        ("diwali", 2025, "2025-10-20"),
    ],
)
def test_a_holiday_falls_on_its_day(name: str, year: int, day: str) -> None:
    found = calendar.day_of(name, year)
    assert found is not None
    assert found.isoformat() == day


def test_every_holiday_has_a_day_in_a_common_year() -> None:
    assert [name for name in calendar.holidays() if calendar.day_of(name, 2024) is None] == []


PIECES = st.sampled_from(
    [
        *("Monday", "next", "last", "the", "a", "May", "Nov.", "24", "30", "2025", "1990s", "ago", "later", "in", "of"),
        *("weeks", "year", "second", "-", ",", ".", "’", "\n", "\n\n", "Q3", "99/99/99", "noon", "25:99", "thousand"),
        *(
            "hundred",
            "Easter",
            "early",
            "0000",
            "9999",
            "31",
            "Feb.",
            "every",
            "daily",
            "\u00a0",
            "“",
            "”",
            "\U0001f4c5",
        ),
    ]
)
DAYS = st.sampled_from([PUBLISHED, "2024-06", "2024", "0001-01-01", "9999-12-31", "x", None])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, day=DAYS)
def test_spans_are_exact_and_no_text_breaks_the_finder(text: str, day: str | None) -> None:
    rows = find(text, day)
    assert all(text[row.start : row.end] == row.text and row.text.strip() for row in rows)
    assert all(a.end <= b.start for a, b in itertools.pairwise(rows))
    assert all((row.begin is None) == (row.end_date is None) for row in rows)


@pytest.mark.parametrize(
    "piece", ["Nov ", "the last ", "two hundred and ", "9 a.m. ", "1 1/2 ", "every ", "\n", "2025-", "of the year "]
)
def test_long_hostile_text_is_read_in_seconds(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    find(text)
    assert time.perf_counter() - began < 20
