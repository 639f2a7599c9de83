"""The word lists that tell names from other words hold what their documentation says."""

from __future__ import annotations

from typing import get_args

import pytest

from wirebook.knowledge import name_words


def test_every_head_word_has_a_known_type() -> None:
    assert set(name_words.head_words().values()) == set(get_args(name_words.HeadType))


def test_every_title_is_in_lower_case_and_of_a_known_kind() -> None:
    titles = name_words.person_titles()
    assert all(title == title.lower() for title in titles)
    assert {title.kind for title in titles.values()} == set(get_args(name_words.TitleKind))


@pytest.mark.parametrize("rule", get_args(name_words.JoinRule))
def test_every_rule_for_small_words_has_words(rule: name_words.JoinRule) -> None:
    assert name_words.joiners(rule)


@pytest.mark.parametrize("rule", get_args(name_words.CapitalRule))
def test_every_rule_for_capitals_has_words(rule: name_words.CapitalRule) -> None:
    assert name_words.capital_cues(rule)


@pytest.mark.parametrize(("name", "gender"), [("Maria", "f"), ("David", "m"), ("Kim", None), ("Andrea", None)])
def test_a_given_name_has_the_gender_that_it_nearly_always_has(name: str, gender: str | None) -> None:
    assert name_words.given_names()[name] == gender


@pytest.mark.parametrize(("name", "country"), [("Chicago", "US"), ("Shanghai", "CN"), ("Europe", None)])
def test_a_place_has_its_country(name: str, country: str | None) -> None:
    assert name_words.place_names()[name].country == country


def test_common_words_are_in_lower_case_and_no_names() -> None:
    words = name_words.common_words()
    assert all(word == word.lower() for word in words)
    assert {"police", "officials"} <= words
    assert not {"china", "trump"} & words
