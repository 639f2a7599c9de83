"""Offices that an article gives to persons of whom the tables do not know it."""

import pytest

from wirebook.annotate import document, mentions, proposals, resolve
from wirebook.read.article import Article


def proposed(text, published="2031-05-02"):
    doc = document.parse(Article(article_id="a", path="a.txt", text=text, language="en"))
    found, actors = resolve.link(doc, mentions.find(doc, None), published=published)
    rows = proposals.find(doc, found, {a.actor_id: a for a in actors}, published=published)
    for row in rows:
        assert text[row.start : row.end] == row.text
    return [(row.name, row.office, row.country) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan's prime minister, Ada Marlowe, flew home.", ("Ada Marlowe", "head_of_government", "JP")),
        ("Ada Marlowe, the Japanese prime minister, flew home.", ("Ada Marlowe", "head_of_government", "JP")),
        ("Japanese Prime Minister Ada Marlowe flew home.", ("Ada Marlowe", "head_of_government", "JP")),
        ("Prime Minister Ada Marlowe of Japan flew home.", ("Ada Marlowe", "head_of_government", "JP")),
        ("French foreign minister Ada Marlowe flew home.", ("Ada Marlowe", "foreign_minister", "FR")),
    ],
)
def test_an_office_with_country_and_person_is_proposed(text, expected):
    assert proposed(text) == [expected]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Japan's prime minister, Sanae Takaichi, flew home.", "2025-11-24"),
        ("Japan's former prime minister, Ada Marlowe, flew home.", "2031-05-02"),
        ("In 1972 Japan's prime minister, Ada Marlowe, flew home.", "2031-05-02"),
        ("Japan's prime minister met Ada Marlowe.", "2031-05-02"),
        ("Prime Minister Ada Marlowe flew home.", "2031-05-02"),
        ("Japan's prime minister, Ada Marlowe, flew home.", None),
        ("Japan's deputy foreign minister, Ada Marlowe, flew home.", "2031-05-02"),
    ],
)
def test_what_is_known_of_another_time_or_without_a_country_is_not(text, published):
    assert proposed(text, published) == []
