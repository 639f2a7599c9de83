"""Words and tokens: the hard cases of news, as tables of text and the words in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.language import tokens, words

WORDS = [
    ("The talks ended.", "The talks ended ."),
    ("They don't know.", "They do n't know ."),
    ("They don’t know.", "They do n’t know ."),
    ("It’s over, isn’t it?", "It ’s over , is n’t it ?"),
    ("China’s plan", "China ’s plan"),
    ("the workers’ plan", "the workers ’ plan"),
    ("We'll see; they've gone.", "We 'll see ; they 've gone ."),
    ("I'm sure he'd go", "I 'm sure he 'd go"),
    ("You're late", "You 're late"),
    ("They cannot stay", "They can not stay"),
    ("They're gonna go", "They 're gon na go"),
    ("the O’Brien report", "the O’Brien report"),
    ("Côte d’Ivoire", "Côte d’Ivoire"),
    ("ISN'T IT", "IS N'T IT"),
    # abbreviations and initials
    ("Mr. Harlow left.", "Mr. Harlow left ."),
    ("the U.S. economy", "the U.S. economy"),
    ("back to the U.S.", "back to the U.S."),
    ("at 5 p.m. on Monday", "at 5 p.m. on Monday"),
    ("J. P. Harlow", "J. P. Harlow"),
    ("J.P. Harlow", "J.P. Harlow"),
    ("Borealis Inc.", "Borealis Inc."),
    ("on Nov. 11.", "on Nov. 11 ."),
    ("ranked No. 3", "ranked No. 3"),
    ("He said no.", "He said no ."),
    ("a Ph.D. student", "a Ph.D. student"),
    ("plan B.", "plan B ."),
    # numbers and money
    ("$3.5 billion", "$ 3.5 billion"),
    ("£10,000.50", "£ 10,000.50"),
    ("100% tariffs", "100 % tariffs"),
    ("3.5 percent.", "3.5 percent ."),
    ("1,000,000 people,", "1,000,000 people ,"),
    ("at 10:30", "at 10:30"),
    ("on 24/11/2025", "on 24/11/2025"),
    ("the 21st century", "the 21st century"),
    ("the 1990s", "the 1990s"),
    ("the ’80s", "the ’80s"),
    ("the 2015-16 season", "the 2015 - 16 season"),
    ("€5bn", "€ 5 bn"),
    ("+5 and -5", "+ 5 and - 5"),
    # hyphens and dashes
    ("China-US ties", "China - US ties"),
    ("state-run media", "state - run media"),
    ("pro-Beijing camp", "pro-Beijing camp"),
    ("the mid-1980s", "the mid-1980s"),
    ("re-elected twice", "re-elected twice"),
    ("a co-operative", "a co-operative"),
    ("rain — and wind", "rain — and wind"),
    ("rain—and wind", "rain — and wind"),
    ("rain -- and wind", "rain -- and wind"),
    ("two to three (2–3)", "two to three ( 2 – 3 )"),
    ("and/or", "and / or"),
    # quotation marks and ellipses
    ("“It is late,” she said.", "“ It is late , ” she said ."),
    ('"It is late," she said.', '" It is late , " she said .'),
    ("‘It’s late,’ she said.", "‘ It ’s late , ’ she said ."),
    ("``late''", "` ` late ' '"),
    ("We waited... then left.", "We waited ... then left ."),
    ("We waited…", "We waited …"),
    ("[...] later", "[ ... ] later"),
    ("Really?!", "Really ?!"),
    ("“Stop!!!”", "“ Stop !!! ”"),
    # addresses
    ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
    ("see www.example.org, please", "see www.example.org , please"),
    ("write to ada@example.org.", "write to ada@example.org ."),
    ("bought example.com", "bought example.com"),
    ("@ada and #rain", "@ada and #rain"),
    # other scripts and signs
    ("Recep Tayyip Erdoğan’s", "Recep Tayyip Erdoğan ’s"),
    ("São Paulo’s mayor", "São Paulo ’s mayor"),
    ("习近平 said", "习近平 said"),
    ("AT&T shares", "AT & T shares"),
    ("5°C", "5 ° C"),
]

TOKENS = [
    ("They don't know China’s plan.", "They don't know China’s plan ."),
    ("It’s over", "It’s over"),
    ("They cannot stay", "They cannot stay"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: str) -> None:
    assert [text[w.start : w.end] for w in words(text)] == expected.split()


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens_leave_contractions_whole(text: str, expected: str) -> None:
    assert [text[t.start : t.end] for t in tokens(text)] == expected.split()


def test_words_of_a_part_are_placed_in_the_whole_text() -> None:
    text = "One day. They don’t know. The end."
    assert [text[w.start : w.end] for w in words(text, start=9, end=25)] == ["They", "do", "n’t", "know", "."]


PIECES = st.sampled_from(
    [
        "don't",
        "U.S.",
        "cannot",
        " ",
        "\n",
        "“",
        "''",
        "``",
        '"',
        "'",
        "’",
        "...",
        "…",
        "$5",
        "-",
        "https://a",
        "@",
        "é",
        "\x1c",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join)))
def test_words_are_in_order_and_hold_every_character_that_is_not_white_space(text: str) -> None:
    for found in (words(text), tokens(text)):
        ends = [0, *(w.end for w in found)]
        assert all(before <= w.start < w.end for before, w in zip(ends, found, strict=False))
        assert "".join(text[w.start : w.end] for w in found) == "".join(text.split())


@pytest.mark.parametrize("hostile", ["@", "a-", "a.b", "\"'", "a@", "“a” ", "www.", "No. "])
def test_many_of_one_mark_take_seconds_at_most(hostile: str) -> None:
    text = hostile * (100_000 // len(hostile))
    began = time.process_time()
    assert "".join(text[w.start : w.end] for w in words(text)) == text.replace(" ", "")
    assert time.process_time() - began < 6
