"""What was read, and what is wrong with it."""

from __future__ import annotations

from wirebook.analyse import corpus
from wirebook.annotate import judges, vader


def test_what_was_read_is_counted(tables):
    numbers = corpus.overview(tables).frame.set_index("what")["number"]
    wanted = {"articles read": 6, "articles counted": 4, "copies": 1, "not in English": 1, "undated": 1, "sources": 2}
    assert {what: numbers[what] for what in wanted} == wanted


def test_sentences_of_unsure_tone_are_counted_and_open(make, story, said):
    sentences = [said("Norland rowed.", judged=judges.UNSURE), said("Sudmark sang of Norland.")]
    answer = corpus.overview(make([story(sentences=sentences)]))
    assert answer.frame.set_index("what")["number"][corpus.UNSURE] == 1
    assert list(answer.evidence(corpus.UNSURE)["text"]) == ["Norland rowed."]


def test_a_word_list_is_never_said_to_be_sure_or_unsure(make, story, said):
    answer = corpus.overview(make([story(sentences=[said("Norland rowed.", judged=vader.HOW)])]))
    assert corpus.UNSURE not in set(answer.frame["what"])


def test_sources_are_counted_and_a_missing_one_is_named(tables):
    frame = corpus.sources(tables).frame
    assert dict(zip(frame["source"], frame["articles"], strict=True)) == {
        "Xinhua": 2,
        "Reuters": 1,
        "source not stated": 1,
    }


def test_periods_between_articles_are_shown_empty(many):
    tables = many(40)
    tables["articles"] = tables["articles"].iloc[[0, 39]]
    assert list(corpus.coverage(tables, every="week").frame["articles"]) == [1, 0, 0, 0, 0, 1]


def test_every_fault_is_listed_with_its_file(tables):
    frame = corpus.faults(tables).frame
    assert dict(zip(frame["kind"], frame["path"], strict=True)) == {
        "could not be used": "broken.json",
        "not in English": "story-4.txt",
        "undated": "story-5.txt",
        "copy": "story-3.txt",
    }


def test_a_corpus_without_faults_says_so(one):
    assert "Every input could be read" in corpus.faults(one)._repr_html_()
