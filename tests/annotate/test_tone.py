"""The tone of each sentence and towards each actor in it: which rows there are, and what each holds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirebook.annotate import document, judges, methods, tone, vader
from wirebook.annotate.methods import Methods
from wirebook.annotate.pipeline import annotate
from wirebook.annotate.records import Mention, Quote
from wirebook.language import Span, model
from wirebook.language.verdicts import Shares, Verdict
from wirebook.read.article import Article

TEXT = "Norway praised Chile on Monday. Chile was silent, and it stayed so. Nobody spoke."


def parsed(text=TEXT):
    return document.parse(Article(article_id="a", path="a.txt", text=text, language="en"))


def mention(doc, words, actor_id, *, after=0, form="name"):
    start = doc.text.index(words, after)
    return Mention(
        sentence=doc.sentence_at(start),
        start=start,
        end=start + len(words),
        text=words,
        form=form,
        actor_id=actor_id,
        confidence=1.0,
        how="test",
    )


def mentions(doc):
    return [
        mention(doc, "Norway", "norway"),
        mention(doc, "Chile", "chile"),
        mention(doc, "Chile", "chile", after=30),
        mention(doc, "it", "chile", after=50, form="pronoun"),
    ]


def readings(doc):
    return methods.read(doc, Methods())


def test_each_actor_gets_a_row_beside_the_sentence_once_however_often_it_is_named():
    doc = parsed()
    rows = tone.score(doc, mentions(doc), [], readings(doc))
    expected = [(0, None), (0, "norway"), (0, "chile"), (1, None), (1, "chile"), (2, None)]
    assert [(r.sentence, r.target) for r in rows] == expected
    by_vader = tone.score(doc, mentions(doc), [])
    assert [(r.sentence, r.target) for r in by_vader] == expected


def test_the_tone_towards_an_actor_is_the_model_s_towards_all_places_where_it_stands():
    doc = parsed()
    read = readings(doc)
    rows = {(r.sentence, r.target): r for r in tone.score(doc, mentions(doc), [], read)}
    second = doc.sentences[1].text
    it = second.index(" it ") + 1
    expected = [
        ((0, "norway"), read[0], [Span(0, 6)]),
        ((0, "chile"), read[0], [Span(15, 20)]),
        ((1, "chile"), read[1], [Span(0, 5), Span(it, it + 2)]),
    ]
    verdicts = model.load().towards([(reading, spans) for _, reading, spans in expected])
    for (key, _, _), verdict in zip(expected, verdicts, strict=True):
        shares = (rows[key].negative, rows[key].neutral, rows[key].positive)
        assert shares == pytest.approx(tuple(verdict.shares), abs=1e-3)
    assert rows[0, "norway"].score != rows[0, "chile"].score


def test_the_tone_of_a_sentence_is_the_model_s():
    doc = parsed()
    read = readings(doc)
    for row in tone.score(doc, [], [], read):
        assert (row.negative, row.neutral, row.positive) == pytest.approx(read[row.sentence].tone.shares, abs=1e-4)


def test_every_row_adds_up_and_its_words_stand_in_its_sentence():
    text = "The brave unions didn't like Marlowe’s cruel plan. “A disgrace!” they said in Oslo. 🙂 — …"
    made = annotate(Article(article_id="a", path="a.txt", text=text, language="en"))
    assert made.tones
    for row in made.tones:
        assert row.negative + row.neutral + row.positive == pytest.approx(1, abs=1e-9)
        assert min(row.negative, row.neutral, row.positive) >= 0
        assert row.score == pytest.approx(row.positive - row.negative, abs=1e-9)
        assert all(word in made.sentences[row.sentence].text for word, _ in row.words)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.8, 0.1, 0.1), "negative"),
        ((0.1, 0.8, 0.1), "neutral"),
        ((0.1, 0.1, 0.8), "positive"),
        ((0.34, 0.33, 0.33), "neutral"),
        ((0.33, 0.33, 0.34), "neutral"),
    ],
)
def test_the_label_is_the_likeliest_tone_and_neutral_where_none_is_likely(shares, expected):
    verdict = Verdict(Shares(*shares))
    assert judges.label(verdict) == expected
    assert judges.sure(verdict) == (max(shares) >= model.load().settings.unsure)


def test_a_sentence_is_labelled_by_its_score_though_most_of_it_is_neutral():
    mild = model.load().settings.mild
    assert mild < 0.5
    for sign, word in ((1, "positive"), (-1, "negative")):
        for score, expected in ((mild + 0.01, word), (mild - 0.01, "neutral")):
            shares = Shares(*((0.0, 1 - score, score)[::sign]))
            assert judges.sentence_label(Verdict(shares)) == expected
    assert judges.sentence_label(Verdict(Shares(0.4, 0.3, 0.3))) == "neutral"


def test_a_label_that_is_unsure_says_so():
    doc = parsed()
    for row in tone.score(doc, mentions(doc), [], readings(doc)):
        likeliest = max(row.negative, row.neutral, row.positive)
        if abs(likeliest - model.load().settings.unsure) > 1e-3:
            assert row.how == (judges.HOW if likeliest >= model.load().settings.unsure else judges.UNSURE)
        if row.how == judges.UNSURE:
            assert row.label == "neutral"


@given(st.integers(0, 10**6), st.integers(0, 10**6))
@example(500_050, 499_950)
@example(103_950, 896_050)
def test_rounding_keeps_the_sum(negative, positive):
    shares = tuple(n / 10**6 for n in (negative, max(0, 10**6 - negative - positive), min(positive, 10**6 - negative)))
    found = judges.polarity(Verdict(Shares(*shares)), "", "neutral")
    assert found.negative + found.neutral + found.positive == pytest.approx(1, abs=1e-9)
    assert (found.negative, found.neutral, found.positive) == pytest.approx(shares, abs=2e-4)
    assert min(found.negative, found.neutral, found.positive) >= 0


def test_words_are_spelt_as_in_the_sentence():
    verdict = Verdict(Shares(0.2, 0.2, 0.6), ((Span(4, 10), 1.5), (Span(0, 3), -0.2)))
    assert judges.polarity(verdict, "The unions won.", "positive").words == (("unions", 1.5), ("The", -0.2))


def test_the_tone_towards_spans_is_found_without_an_article():
    [reading] = model.load().read(["Norway praised Chile."])
    found = tone.towards(reading, [Span(15, 20)])
    verdict = model.load().towards([(reading, [Span(15, 20)])])[0]
    assert found == judges.polarity(verdict, reading.text, judges.label(verdict))


@pytest.mark.parametrize("chosen", [Methods(), Methods(tone="vader")])
def test_a_quotation_carries_its_speaker_and_narration_none(chosen):
    doc = parsed("“The plan is a disgrace,” Marlowe said. The vote is on Friday.")
    quote = Quote(sentence=0, start=0, end=25, text=doc.text[:25], kind="direct", speaker="ada-marlowe", how="test")
    read = readings(doc) if chosen.tone == "model" else None
    rows = tone.score(doc, [mention(doc, "Marlowe", "ada-marlowe")], [quote], read)
    assert [(r.target, r.speaker) for r in rows] == [
        (None, "ada-marlowe"),
        ("ada-marlowe", None),  # the article's words, which say who spoke
        (None, None),
    ]
    assert [(r.voice, r.attributed) for r in rows] == [
        ("quoted", "ada-marlowe"),
        ("article", None),
        ("article", None),
    ]


def test_an_article_without_sentences_has_no_tone():
    for text in ("", " \n "):
        doc = parsed(text)
        assert tone.score(doc, [], [], readings(doc)) == tone.score(doc, [], []) == []


def test_by_vader_each_actor_gets_the_row_of_the_sentence():
    doc = parsed("Norway praised Chile. Chile was silent.")
    rows = tone.score(doc, [mention(doc, "Norway", "norway"), mention(doc, "Chile", "chile")], [])
    assert [(r.sentence, r.target) for r in rows] == [(0, None), (0, "norway"), (0, "chile"), (1, None)]
    assert rows[0].label == rows[1].label == "positive"
    assert {r.how for r in rows} == {vader.HOW}


def test_by_vader_the_names_of_a_sentence_do_not_move_its_rows_and_a_pronoun_hides_no_word():
    doc = parsed("The Trust Party met, and that was good.")
    names = [mention(doc, "Trust Party", "trust-party"), mention(doc, "that", "x", form="pronoun")]
    [whole, *targets] = tone.score(doc, names, [])
    assert whole.words == (("good", pytest.approx(whole.score, abs=1e-4)),)
    assert [(t.score, t.words) for t in targets] == [(whole.score, whole.words)] * 2
