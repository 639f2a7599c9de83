"""Datelines and closing credits are taken off and kept."""

import time

import pytest

from wirebook.read import furniture

BODY = "Ministers met on Monday to end the strike."


@pytest.mark.parametrize(
    ("dateline", "source"),
    [
        ("OSLO, Nov 25 (Reuters) - ", "Reuters"),
        ("OSLO, Nov. 25 (UPI) -- ", "UPI"),
        ("WASHINGTON (AP) — ", "AP"),
        ("NAIROBI, Kenya (AP) _ ", "AP"),
        ("ST. LOUIS, Mo. (AP) -- ", "AP"),
        ("UNITED NATIONS, Dec 1 (Xinhua) -- ", "Xinhua"),
        ("BEIJING/WASHINGTON, Nov 25 (Reuters) - ", "Reuters"),
        ("Paris, 25 Nov 2025 (AFP) - ", "AFP"),
        ("Berlin (dpa) - ", "dpa"),
        ("New Delhi, Nov 25 (PTI) ", "PTI"),
        ("New Delhi [India], November 25 (ANI): ", "ANI"),
        ("MOSCOW, November 25. /TASS/. ", "TASS"),
        ("Nov 25 (Reuters) - ", "Reuters"),
        ("(Reuters) - ", "Reuters"),
        ("NAIROBI, Kenya (AP) _\n", "AP"),
        ("WASHINGTON _\n", None),
        ("LONDON: ", None),
        ("TEL AVIV — ", None),
        ("GENEVA, 3 March 2025 – ", None),
    ],
)
def test_a_dateline_is_taken_off(dateline, source):
    found = furniture.strip(dateline + BODY)
    assert (found.text, found.dateline, found.source) == (BODY, dateline.strip(), source)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "BREAKING: The bridge has been closed.",
        "FACTBOX - The dam in numbers.",
        "NATO (the alliance) - a history.",
        "MARLOWE: Good evening.\nTHORNE: Good evening to you.",
        "FBI: Two people were arrested.",
        "The minister (Labour) - once a miner - resigned.",
        "Prices rose 3% in May - the fastest since 1990.",
        "A treaty was signed. It was read by all (twice).",
        "“It is late,” she said. — and then she left.",
        "He spoke of 1990 — The Year of Change — and left.",
    ],
)
def test_other_text_is_left_alone(text):
    found = furniture.strip(text)
    assert (found.text, found.dateline, found.credit) == (text, None, None)


@pytest.mark.parametrize(
    ("credit", "source"),
    [
        (" — Reuters", "Reuters"),
        ("\n— Reuters", "Reuters"),
        ("\n-- AP", "AP"),
        (" (Reuters)", "Reuters"),
        ("\n(AFP)", "AFP"),
        (" - AFP", "AFP"),
        ("\n(Reporting by Ada Marlowe in Oslo; Editing by Ben Thorne)", None),
        ("\nReporting by Ada Marlowe; Additional reporting by Ben Thorne; Editing by Cy Lund", None),
        (" (Additional reporting by Ada Marlowe; Writing by Ben Thorne)", None),
        ("\nWith inputs from agencies", None),
        ("\n(With inputs from PTI)", None),
        ("\nAda Marlowe in Oslo contributed to this report.", None),
        ("\n© 2025 The Canadian Press", "The Canadian Press"),
        ("\nCopyright 2025 The Associated Press. All rights reserved.", "The Associated Press"),
        ("\nSource: Xinhua", "Xinhua"),
        ("\nReporting by Ada Marlowe; Editing by Ben Thorne\nOur Standards: The Trust Principles.", None),
        ("\nENDS", None),
    ],
)
def test_a_closing_credit_is_taken_off(credit, source):
    found = furniture.strip(BODY + credit)
    assert (found.text, found.credit, found.source) == (BODY, credit.strip(), source)


def test_the_day_of_a_dateline_dates_the_article_only_with_its_year():
    assert furniture.strip(f"Paris, Nov 25, 2025 (AFP) - {BODY}").published == "2025-11-25"
    assert furniture.strip(f"OSLO, Nov 25 (Reuters) - {BODY}").published is None


def test_furniture_alone_is_left_as_it_is():
    credit = "— Reuters"
    assert furniture.strip(credit).text == credit


@pytest.mark.parametrize(
    "piece",
    ["A", "A ", "A.", "OSLO ", "Oslo, ", "(", "—", " - ", "Reporting by A", "©", "Copyright 1", ". — A", "\n— A"],
)
def test_a_megabyte_made_to_be_slow_is_not(piece):
    started = time.perf_counter()
    text = piece * (1_000_000 // len(piece))
    assert furniture.strip(text)
    assert time.perf_counter() - started < 2
