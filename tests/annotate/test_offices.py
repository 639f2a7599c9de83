"""Office words that point at one person, and those that do not."""

from time import process_time

import pytest

from wirebook.annotate import document, mentions, resolve
from wirebook.read.article import Article


def titles(text, published="2025-11-24"):
    doc = document.parse(Article(article_id="a", path="a.txt", text=text, language="en"))
    found, actors = resolve.link(doc, mentions.find(doc, None), published=published)
    assert {m.actor_id for m in found} <= {a.actor_id for a in actors}
    return [(m.text, m.actor_id) for m in found if m.form == "title"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The Chinese leader spoke by telephone.", "2025-11-24", [("leader", "xi-jinping")]),
        ("Japan's prime minister flew home.", "2025-11-24", [("prime minister", "sanae-takaichi")]),
        ("Japan’s prime minister flew home.", "2024-05-01", [("prime minister", "fumio-kishida")]),
        ("The president of France was there.", "2024-05-01", [("president", "emmanuel-macron")]),
        ("The US president was tired.", "1972-02-21", [("president", "richard-nixon")]),
        ("The current German chancellor was tired.", "2024-05-01", [("chancellor", "olaf-scholz")]),
    ],
)
def test_an_office_with_its_country_is_the_holder_on_the_day(text, published, expected):
    assert titles(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ada Marlowe resigned. The mayor had been ill.", [("mayor", "ada-marlowe")]),
        ("Donald Trump met reporters. The president was tired.", [("president", "donald-trump")]),
        (
            "Sanae Takaichi, Japan's prime minister, spoke. The prime minister left.",
            [("prime minister", "sanae-takaichi")],
        ),
    ],
)
def test_an_office_alone_is_the_one_person_of_the_article_who_bears_it(text, expected):
    assert titles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The president resigned.",
        "The former US president spoke.",
        "A US president can be removed.",
        "In 1972 the US president flew to Beijing.",
        "President Donald Trump spoke.",
        "Sanae Takaichi, Japan's prime minister, spoke.",
        "A deputy foreign minister of China spoke.",
        "Donald Trump met Ada Marlowe, the president of the harbour union.",
        "Mayor Ada Marlowe met Mayor Bo Hollis. The mayor was tired.",
        "Donald Trump spoke. “The president of the club was late,” she said.",
        "",
    ],
)
def test_what_points_at_nobody_or_stands_beside_a_name_is_no_mention(text):
    assert titles(text) == []


def test_without_a_day_of_publication_no_holder_is_looked_up():
    assert titles("The Chinese leader spoke.", None) == []


def test_a_pronoun_may_mean_the_person_of_the_office_before_it():
    doc = document.parse(
        Article(article_id="a", path="a.txt", text="The Chinese leader said that he would travel.", language="en")
    )
    found, _ = resolve.link(doc, mentions.find(doc, None), published="2025-11-24")
    assert [(m.text, m.actor_id) for m in found if m.form == "pronoun"] == [("he", "xi-jinping")]


@pytest.mark.parametrize("words", ["China president ", "Xi of China, the president of China, "])
def test_a_sentence_without_end_of_titles_takes_seconds(words):
    began = process_time()
    titles(words * (160_000 // len(words)))
    assert process_time() - began < 8
