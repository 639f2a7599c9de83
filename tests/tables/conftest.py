"""A small corpus, annotated for real."""

import pytest

from wirebook.read.article import Article, Problem, Reading, article_id

TEXTS = {
    "one.txt": "Norway praised Chile on Monday. “The accord is excellent,” President Ada Marlowe of Chile said.",
    "two.txt": "Protests continued in Santiago. Ministers meet on 3 March 2025 to end the crisis.",
    "three.txt": "Le ministre a parlé mardi devant la presse à Paris, et il a promis une réponse.",
}


def article(path, text, **more):
    return Article(**{"article_id": article_id(text), "path": path, "text": text, "language": "en"} | more)


@pytest.fixture
def reading():
    return Reading(
        [
            article("one.txt", TEXTS["one.txt"], published="2025-02-25", published_from="metadata", source="Desk A"),
            article("two.txt", TEXTS["two.txt"], published="2025-03", published_from="metadata", source="Desk B"),
            article("copy.txt", TEXTS["two.txt"], published="2025-03", duplicate_of=article_id(TEXTS["two.txt"])),
            article("three.txt", TEXTS["three.txt"], language="fr", published="2025-03-04"),
        ],
        [Problem(path="bad.json", what="no JSON", hint="mend it")],
    )
