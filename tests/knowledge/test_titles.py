"""A press title names an office."""

from __future__ import annotations

from typing import get_args

import pytest

from wirebook import knowledge
from wirebook.knowledge import Office


@pytest.mark.parametrize(
    ("title", "country", "office"),
    [
        ("president", None, "head_of_state"),
        ("President", "FR", "head_of_state"),
        ("president", "IR", "head_of_government"),
        ("prime minister", None, "head_of_government"),
        ("chancellor", None, "head_of_government"),
        ("Chancellor", "DE", "head_of_government"),
        ("chancellor", "GB", "finance_minister"),
        ("treasury secretary", "US", "finance_minister"),
        ("Secretary of State", "US", "foreign_minister"),
        ("external affairs minister", "IN", "foreign_minister"),
        ("defense secretary", "US", "defence_minister"),
        ("secretary-general", None, "head_of_organization"),
        ("vice premier", "CN", "deputy_head_of_government"),
        ("gardener", None, None),
    ],
)
def test_the_office_that_a_title_names(title: str, country: str | None, office: Office | None) -> None:
    assert knowledge.office(title, country=country) == office


def test_titles_are_lower_case_and_name_known_offices() -> None:
    titles = knowledge.titles()
    assert [title for title in titles if title != title.lower()] == []
    assert set(titles.values()) <= set(get_args(Office))
    assert titles["chancellor"] == "head_of_government"


def test_a_title_names_one_office_in_a_country() -> None:
    named = [(row.title, country) for row in knowledge.press_titles() for country in row.countries or ("",)]
    assert len(named) == len(set(named))
