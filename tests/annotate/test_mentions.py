"""Which spans of an article may name an actor, and what kind of thing each stands for."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest

from wirebook import knowledge
from wirebook.annotate import document, mentions
from wirebook.annotate.document import Document
from wirebook.annotate.records import Sentence
from wirebook.read.article import Article


def found(text: str) -> list[mentions.Candidate]:
    return mentions.find(document.parse(Article(article_id="0", path="a.txt", text=text)))


def names(text: str) -> list[str]:
    return [candidate.text for candidate in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks between China and Japan failed.", ["China", "Japan"]),
        ("Exports to the U.S. fell.", ["U.S."]),
        ("Relations of the China-US kind are rare.", ["China", "US"]),
        ("The Beijing-backed plan failed.", ["Beijing"]),
        ("A Japanese minister met Chinese officials.", ["Japanese", "Chinese"]),
        ("They flew to South Korea.", ["South Korea"]),
        ("It was the People's Republic of China that signed.", ["People's Republic of China"]),
    ],
)
def test_countries_are_found_by_every_press_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor met President Orla Quint.", ["Orla Quint"]),
        ("A letter from Mr. Quint arrived.", ["Quint"]),
        ("The speech by Prime Minister Orla Quint was short.", ["Orla Quint"]),
        ("We saw Quint’s house.", ["Quint"]),
        ("They praised the Valdoria Party's plan.", ["Valdoria Party"]),
        ("The French Foreign Minister Orla Quint agreed.", ["French", "Orla Quint"]),
        ("Secretary of State Orla Quint agreed.", ["Orla Quint"]),
        ("The Vice Foreign Minister Sun Quintang agreed.", ["Sun Quintang"]),
        ("He saw the Californian Glenn Quint.", ["Glenn Quint"]),
        ("It was said in the Senate on Monday.", ["Senate"]),
    ],
)
def test_a_name_has_no_title_determiner_or_possessive(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Rural Affairs closed.", ["Ministry of Rural Affairs"]),
        ("It was the Institute for Harbour Studies.", ["Institute for Harbour Studies"]),
        ("He joined the Food and Water Administration.", ["Food and Water Administration"]),
        ("She met Maria van der Quint.", ["Maria van der Quint"]),
        ("He met Farid al-Quint.", ["Farid al-Quint"]),
        ("He met Robert K. Quint.", ["Robert K. Quint"]),
        ("He met Jean-Paul Quint.", ["Jean-Paul Quint"]),
        ("He met Orla Quint of the Reform Party.", ["Orla Quint", "Reform Party"]),
        ("He saw Orla Quint and Brian Quell.", ["Orla Quint", "Brian Quell"]),
        ("The Workers' union met the Women's League.", ["Women's League"]),
    ],
)
def test_small_words_join_only_where_they_belong_to_the_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "However, prices rose.",
        "Prices rose on Monday.",
        "The treaty was signed in October, before Christmas.",
        "They fought in the Crimson War.",
        "He won the Harbour Prize.",
        "The Fisheries Act passed.",
        "I said I'd come.",
        "Photo: harbour at dawn.",
        "Officials said so. The officials left.",
        "The GDP fell.",
        "The President spoke.",
        "Growers agreed.",
        "Embassies will open.",
    ],
)
def test_what_is_no_actor_is_left_out(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She saw David Quell.", "person"),
        ("He asked the actress Vira Quell.", "person"),
        ("He asked Vira Quell, 45, for help.", "person"),
        ("She chairs the Quell Foundation.", "organization"),
        ("The report was made by QRST.", "organization"),
        ("They crossed the Quell River.", "place"),
        ("They live in Quellmouth.", "place"),
        ("They met at Quellmouth, Kenya.", "place"),
    ],
)
def test_an_unknown_name_is_typed_by_its_cues(text: str, kind: str) -> None:
    assert found(text)[0].type == kind


def test_a_first_word_is_a_name_when_it_has_a_capital_elsewhere() -> None:
    assert names("Rose voted. Later Rose left.") == ["Rose", "Rose"]


def test_a_first_word_is_no_name_when_it_stands_in_small_letters_elsewhere() -> None:
    assert names("Quellers fish here. The quellers rest.") == []


def test_a_sentence_in_capitals_gives_only_known_names() -> None:
    assert names("CHINA AND SOUTH KOREA AGREE TO NEW RULES") == ["CHINA", "SOUTH KOREA"]


def test_a_headline_is_not_one_long_name() -> None:
    assert "China" in names("China Says Trade Talks With Japan Will Resume Next Month")


def test_spans_are_exact_and_do_not_overlap() -> None:
    text = "Xi Jinping met the Ministry of Trade’s envoy in São Paulo. “Fine,” Xi said."
    candidates = found(text)
    assert all(text[c.start : c.end] == c.text for c in candidates)
    assert all(a.end <= b.start for a, b in pairwise(candidates))
    assert len(candidates) > 3


@pytest.mark.parametrize("piece", ["A.a.", "Of the ", "Al-", "A & ", "\"'“", "St. ", "Xi Jinping ", "Xi Jinping and "])
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    whole = Sentence(sentence=0, paragraph=0, start=0, end=len(text), text=text)
    begin = process_time()
    mentions.find(Document(Article(article_id="0", path="a.txt", text=text), (whole,), ((),), (0,)))
    assert process_time() - begin < 10


def test_every_known_form_that_ends_in_a_full_stop_may_end_the_text() -> None:
    forms = [surface for surface in knowledge.aliases() if surface.endswith(".")]
    assert len(forms) > 20
    for surface in forms:
        assert any(surface.startswith(name) for name in names(f"They named the hall after {surface}")), surface
