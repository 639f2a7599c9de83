"""Pronouns inside quotations, once it is known who speaks."""

from __future__ import annotations

import pytest

from wirebook.annotate import document, mentions, quoted, quotes, resolve
from wirebook.read.article import Article


def meant(text: str) -> list[tuple[str, str]]:
    doc = document.parse(Article(article_id="a", path="a.txt", text=text))
    found, actors = resolve.link(doc, mentions.find(doc), published="2025-11-24")
    statements, _ = quotes.find(doc, found, actors)
    names = {actor.actor_id: actor.name for actor in actors}
    return [(m.text, names[m.actor_id]) for m in quoted.resolve(doc, found, actors, statements)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I know my job,” Sanae Takaichi said.", [("I", "Sanae Takaichi"), ("my", "Sanae Takaichi")]),
        ("Sanae Takaichi spoke. “It is mine,” she said.", [("mine", "Sanae Takaichi")]),
        ("“We know our job,” the United Nations said.", [("We", "United Nations"), ("our", "United Nations")]),
        # of whom somebody speaks: the one person of that gender
        ("Emmanuel Macron left. “He is late,” Angela Merkel said.", [("He", "Emmanuel Macron")]),
        ("“Emmanuel Macron left when he was late,” Angela Merkel said.", [("he", "Emmanuel Macron")]),
    ],
)
def test_a_pronoun_in_a_quotation_means_the_speaker_or_the_one_spoken_of(text, expected) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We know our job,” Sanae Takaichi said.",  # she and who else?
        "“I know my job,” somebody said.",
        "“World War I ended,” Sanae Takaichi said.",
        "Emmanuel Macron met Olaf Scholz. “He is late,” Angela Merkel said.",
        "Emmanuel Macron left. “She is late,” Angela Merkel said.",  # the speaker is no third person
        "Sanae Takaichi said that I was late.",
    ],
)
def test_a_pronoun_in_a_quotation_without_a_safe_antecedent_stays_unresolved(text) -> None:
    assert meant(text) == []
