"""Whose words a sentence is: the article's, or a speaker's, quoted or reported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from wirebook.annotate import document, mentions, methods, quotes, resolve, voices
from wirebook.annotate.methods import STANDARD
from wirebook.annotate.records import Mention, Quote
from wirebook.read.article import Article

GOLD = Path(__file__).with_name("voices.csv")
"""Sentences of ours in which an article and a speaker say different things: text, a name in it, whose words name it."""


def parsed(text):
    return document.parse(Article(article_id="a", path="a.txt", text=text, language="en"))


def quote(doc, words, speaker, *, kind="direct", naming=None, cue="said"):
    start = doc.text.index(words)
    named = None if naming is None else doc.text.index(naming)
    return Quote(
        sentence=doc.sentence_at(start), start=start, end=start + len(words), text=words, kind=kind, speaker=speaker,
        speaker_start=named, speaker_end=None if named is None else named + len(naming), cue=cue, how="test",
    )  # fmt: skip


def mention(doc, words):
    start = doc.text.index(words)
    return Mention(
        sentence=doc.sentence_at(start), start=start, end=start + len(words), text=words, form="name", actor_id="x",
        confidence=1.0, how="test",
    )  # fmt: skip


def test_what_attributes_the_words_is_no_voice_and_names_whom_they_are_about():
    doc = parsed("“They are thieves,” Orr said of the ministry.")
    [heard] = voices.heard(doc, [quote(doc, "“They are thieves,”", "orr", naming="Orr")])
    assert [(part.voice, part.speaker) for part in heard.parts] == [("quoted", "orr")]
    assert heard.of(mention(doc, "ministry")).voice == "quoted"
    assert heard.of(mention(doc, "Orr")).voice == "article"


def test_an_article_is_heard_beside_the_words_that_it_quotes():
    doc = parsed("The ruinous plan of the ministry was “a triumph for Norland”, said Orr.")
    [heard] = voices.heard(doc, [quote(doc, "“a triumph for Norland”", "orr", naming="Orr")])
    assert heard.mixed
    assert {part.voice for part in heard.parts} == {"article", "quoted"}
    assert heard.of(mention(doc, "ministry")).voice == "article"
    assert heard.of(mention(doc, "Norland")) in heard.parts


def test_a_quotation_within_reported_speech_is_quoted():
    doc = parsed("Orr said that Norland was for all he knew “a den of thieves”.")
    both = [
        quote(doc, "that Norland was for all he knew “a den of thieves”", "orr", kind="indirect", naming="Orr"),
        quote(doc, "“a den of thieves”", "orr", naming="Orr"),
    ]
    [heard] = voices.heard(doc, both)
    assert {part.voice for part in heard.parts} == {"quoted", "reported"}
    assert heard.of(mention(doc, "Norland")).voice == "reported"


def test_what_leads_to_a_quotation_is_reported_too():
    doc = parsed("Orr told the court that Norland had been “a den of thieves”.")
    [heard] = voices.heard(doc, [quote(doc, "“a den of thieves”", "orr", naming="Orr", cue="told")])
    assert [part.voice for part in heard.parts] == ["quoted"]
    assert heard.of(mention(doc, "Norland")) == voices.Part("reported", "orr", (heard.short[0].spans[0],))
    assert heard.of(mention(doc, "court")).voice == "article"


def test_two_speakers_of_one_sentence_are_two_voices():
    doc = parsed("“Norland lied to us all,” said Orr, and “Sudmark lied far worse,” said Lind.")
    both = [
        quote(doc, "“Norland lied to us all,”", "orr", naming="Orr"),
        quote(doc, "“Sudmark lied far worse,”", "lind", naming="Lind"),
    ]
    [heard] = voices.heard(doc, both)
    assert {(part.voice, part.speaker) for part in heard.parts} >= {("quoted", "orr"), ("quoted", "lind")}
    assert heard.of(mention(doc, "Sudmark")).speaker == "lind"


def test_one_word_in_quotation_marks_is_no_voice():
    doc = parsed("Norland calls its prisons “schools” in all of its letters to the court.")
    [heard] = voices.heard(doc, [quote(doc, "“schools”", "norland", naming="Norland", cue="calls")])
    assert [part.voice for part in heard.parts] == ["article"]


def test_a_quotation_over_two_sentences_is_heard_in_both():
    doc = parsed("“Norland lied to us. It will lie again,” said Orr.")
    heard = voices.heard(doc, [quote(doc, "“Norland lied to us. It will lie again,”", "orr", naming="Orr")])
    assert [own.main.voice for own in heard] == ["quoted"] * len(doc.sentences)


def rows():
    with GOLD.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def judged():
    """Return each row of the gold with the voice and the speaker's name that the annotation gives."""
    found = []
    for row in rows():
        doc = parsed(row["text"])
        named = mentions.find(doc, methods.names(doc, STANDARD, methods.read(doc, STANDARD)))
        linked, actors = resolve.link(doc, named, published=None)
        statements, _ = quotes.find(doc, linked, actors)
        target = mention(doc, row["target"])
        part = voices.heard(doc, statements)[target.sentence].of(target)
        names = {actor.actor_id: actor.name for actor in actors}
        found.append((row, part.voice, names.get(part.speaker or "", "")))
    return found


def test_the_voice_is_right_in_95_of_100_names(judged):
    assert len({row["text"] for row, _, _ in judged}) >= 120
    right = sum(row["voice"] == voice for row, voice, _ in judged)
    assert right / len(judged) >= 0.95
