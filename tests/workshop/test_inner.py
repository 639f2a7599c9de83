"""Names that stand inside longer ones, as a corpus that annotates them counts."""

from __future__ import annotations

from wirebook.annotate import document, mentions, resolve
from wirebook.read.article import Article
from workshop.inner import inner


def within(text: str) -> list[tuple[str, str]]:
    doc = document.parse(Article(article_id="0", path="a.txt", text=text))
    found, actors = resolve.link(doc, mentions.find(doc), published="2025-11-24")
    return [(actor.name, words) for actor, words in inner(found, actors)]


def test_a_known_place_in_the_name_of_a_body_is_named_too() -> None:
    assert within("The University of Arkansas struck. He saw the U.S. Harbour Union.") == [
        ("Arkansas", "Arkansas"),
        ("United States", "U.S."),
    ]


def test_a_person_of_the_article_in_the_name_of_a_body_is_named_too() -> None:
    assert within("Orla Quint spoke. Quint left. He led the Quint Foundation.") == [("Orla Quint", "Quint")]


def test_nothing_is_named_inside_a_person_or_a_name_alone() -> None:
    assert within("Jack London spoke of Arkansas.") == []
