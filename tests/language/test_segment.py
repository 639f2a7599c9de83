"""Sentences: the hard cases of news, as a table of texts with ` | ` where one sentence ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.language import sentences

CASES = [
    # plain
    "The talks ended. | Both sides left.",
    "Will it hold? | Nobody knows! | The bridge is shut.",
    # initials
    "J. P. Harlow spoke first. | He left early.",
    "The author J.R. Marsh signed it. | So did A. B. Quill.",
    "The rule is named after W.H.S. Carver of Leeds.",
    "They moved to plan B. | The first had failed.",
    "K.C. Lund, the finance chief, resigned.",
    "Mary T. Okafor won. | It was close.",
    # titles
    "Mr. Harlow met Mrs. Vance and Dr. Lee. | They agreed.",
    "Sen. Ada Marlowe and Rep. Joe Finn voted no.",
    "Gen. Okoro told Lt. Col. Banda to wait. | He did.",
    "Gov. Reyes and Lt. Gov. Pike will attend.",
    "Prof. Adler of St. Mary’s said so. | Others doubted it.",
    "Martin Vale Jr. was elected. | His father was not.",
    # places and states
    "He returned to the U.S. | The visit had lasted a week.",
    "The U.S. Senate voted on the bill.",
    "Tariffs hurt the U.S. economy.",
    "She left the U.K. in May. | It rained.",
    "The firm is in Springfield, Ill., near the river.",
    "They met in Washington, D.C. | The mayor was there.",
    "U.N. Secretary General Amara Diallo spoke.",
    "“We will leave the U.S.” | The minister did not say when.",
    "He praised the U.S. | “We are friends,” he said.",
    # companies
    "Shares of Borealis Inc. rose 4%. | The market fell.",
    "Dunmore Corp. and Hale & Co. will merge.",
    "He joined Acme Ltd. | He left within a year.",
    "Bros. Tarn Ltd. sold its mines.",
    # numbers, money, times
    "Growth was 3.5 percent. | Prices rose 0.2 percent.",
    "It paid $1.2 billion. | Nobody objected.",
    "The price fell to £3.50. | Buyers came back.",
    "The vote was at 5 p.m. | The count began at once.",
    "The vote was at 5 p.m. on Monday.",
    "They land at 6 a.m. Tuesday.",
    "It is ranked No. 3 in the world.",
    "He said no. | Talks broke off.",
    "See Fig. 2 and pp. 3 to 5. | They are clear.",
    "In 1999. | That was the year.",
    # months and days
    "The truce of Nov. 11 held. | Trade resumed.",
    "It opened on Mon. Oct. 4 in the capital.",
    "It closed in Dec. | The owners moved away.",
    # Latin
    "Many goods, e.g. The Times crossword book, sold out.",
    "Metals, i.e. copper and tin, fell. | Oil rose.",
    "Tin, zinc, etc. | The list is long.",
    "It was Leeds vs. Derby in the final.",
    # quotations
    "“It is late. | We must go,” she said. | They left.",
    "“Is it over?” he asked.",
    "“Is it over?” Marlowe asked. | Nobody answered.",
    "“It is over!” the minister said.",
    "“It is over.” | The minister sat down.",
    'He said: "We won." | The crowd cheered.',
    "“No,” she said. | “We stay.”",
    "‘It is late. | We must go,’ she said.",
    "‘Don’t wait,’ he said. | ‘It’s over.’",
    "He called it “a mess.” | She agreed.",
    "Readers of Wow! magazine were told. | Others were not.",
    # brackets and notes
    "(He was wrong.) | She was right.",
    "The treaty (signed in 1951) stands. | It is short.",
    "It was signed in May.[3] | It lapsed in June.",
    # ellipses
    "“We waited… | Then they came,” he said.",
    "“We waited ... and they came,” he said.",
    "We tried. | … It failed.",
    # several marks
    "Really?! | Yes.",
    "Stop!!! | Now.",
    # datelines, headlines, lines
    "BEIJING, Nov. 25 (Agency) - The ministry said no. | It gave no reason.",
    "LEEDS, England (AN) — Rain fell. | Rivers rose.",
    "Markets fall as talks stall\n | Shares fell on Monday.",
    "First line\n | second line",
    "One.\n\n | “Two,\n | “three,” he said.",
    # small letters, missing spaces
    "The al-Noor brigade left. | al-Noor was its founder.",
    "The dept. of works closed. | It reopens in May.",
    "The talks ended.|Then came the storm.",
    "visit example.com today. | It is free.",
    "we met. | it rained.",
]


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    expected = [part.strip() for part in case.split("|")]
    text = case.replace("\n | ", "\n").replace(" | ", " ").replace("|", "")
    assert cut(text) == expected


def test_a_line_break_ends_a_paragraph_and_blank_lines_count_for_nothing() -> None:
    assert [s.paragraph for s in sentences("Headline\n\nOne. Two.\n \nThree.")] == [0, 1, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "\t \r\n"])
def test_nothing_but_white_space_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


PIECES = st.sampled_from(
    [
        "U.S.",
        "Mr.",
        " ",
        "\n",
        "“",
        "”",
        '"',
        "'",
        "’",
        "...",
        "…",
        "The",
        "a",
        "!",
        "?",
        ".",
        "[3]",
        "\u2029",
        "\x1c",
        "é",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_sentences_are_in_order_and_hold_every_character_that_is_not_white_space(text: str) -> None:
    found = sentences(text)
    ends = [0, *(s.end for s in found)]
    assert all(before <= s.start < s.end for before, s in zip(ends, found, strict=False))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in found)
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())


@pytest.mark.parametrize("hostile", ["!", ".", "(", "“", "x", "a.", "A.", "a. ", ". ", "x.) ", "U.S. "])
def test_many_of_one_mark_take_seconds_at_most(hostile: str) -> None:
    text = hostile * (200_000 // len(hostile))
    began = time.process_time()
    assert "".join(text[s.start : s.end] for s in sentences(text)).replace(" ", "") == text.replace(" ", "")
    assert time.process_time() - began < 4
