"""The language model at run time: any text gives a result, exact places, the same every time, in bounded time.

Nothing here depends on how good the weights are.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.language import Span, model
from wirebook.language.encode import SHAPES
from wirebook.language.model import OVERLAP, WEIGHTS, WINDOW, Model
from wirebook.language.verdicts import Shares

ODD = "Aa \n'’-.[]éßİǅﬁ한北م🙂\x00\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\ud83d\udc00"
ANY_TEXT = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=()), max_size=80)
NAMES = ["Merkel ", "Angela ", "NATO ", "Paris", "the Élysée ", "U.S. ", "said ", "José Ortega "]
NEWS = st.lists(st.sampled_from(NAMES) | st.text(st.sampled_from(ODD), max_size=3), max_size=25).map("".join)
"""Names, with odd characters between and inside them."""

ODD_TEXTS = {
    "nothing": "",
    "white space": " \n\t\N{NO-BREAK SPACE}",
    "punctuation": "... — !?! “”",
    "emoji": "🙂🙂 👩‍👩‍👧 🇺🇸",
    "capitals": "PRESIDENT OBAMA MET ANGELA MERKEL IN BERLIN ON MONDAY.",
    "Arabic": "التقى الرئيس أوباما المستشارة ميركل في برلين.",
    "Chinese": "习近平主席在北京会见了默克尔。",
    "Hindi": "प्रधानमंत्री नरेंद्र मोदी ने बर्लिन में कहा।",
    "Korean": "문재인 대통령은 서울에서 말했다.",
    "Russian": "Владимир Путин прибыл в Берлин.",
    "Thai": "นายกรัฐมนตรีกล่าวที่กรุงเทพฯ",
    "combining marks": "José Ortega met Ángela Merkel in Zürich.",
    "a tower of marks": "Merkel" + "\N{COMBINING ACUTE ACCENT}" * 300 + " spoke.",
    "zero width": "Angela\N{ZERO WIDTH SPACE}Merkel and Barack\N{ZERO WIDTH JOINER} Obama met.",
    "right to left marks": "\N{RIGHT-TO-LEFT OVERRIDE}Angela Merkel\N{POP DIRECTIONAL FORMATTING} spoke.",
    "control characters": "Angela\x00 Merkel\x07 met\x1b[31m Obama\x7f.",
    "halves of characters": "Angela \ud83dMerkel met \udc00Obama.",
    "marks of the vocabulary": "[CLS] Merkel [SEP][SEP] Obama [MASK] [PAD]",
    "one long word": "a" * 5000,
    "no spaces": "Merkel,Obama;" * 300,
    "one letter": "I",
}


@pytest.fixture(scope="module")
def sharp() -> Model:
    """The model, with every part of a tone made ten thousand times as strong: whatever the weights, words move it."""
    own = Model()
    own.settings = replace(own.settings, tone_temperature=1e-4, towards_temperature=1e-4)
    return own


def check(reading, text):
    """Check all that holds of every reading of a text."""
    assert reading.text == text
    before = 0
    for name in reading.names:
        assert before <= name.start < name.end <= len(text)
        assert not text[name.start].isspace() and not text[name.end - 1].isspace()
        assert name.label in {"PER", "ORG", "LOC", "MISC"}
        assert 0 < name.probability <= 1
        before = name.end
    check_verdict(reading.tone, text)


def check_verdict(verdict, text):
    assert sum(verdict.shares) == pytest.approx(1, abs=1e-6)
    assert min(verdict.shares) >= 0
    assert len(verdict.words) <= 5
    strengths = [abs(weight) for _, weight in verdict.words]
    assert strengths == sorted(strengths, reverse=True)
    for (start, end), _ in verdict.words:
        assert 0 <= start < end <= len(text)
        assert any(c.isalnum() for c in text[start:end])


def strong(verdict):
    return np.array(verdict.shares)


# -- any text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_text_gives_a_result(sharp, text):
    [reading] = sharp.read([text])
    check(reading, text)
    [verdict] = sharp.towards([(reading, [Span(0, len(text))])])
    check_verdict(verdict, text)


@pytest.mark.parametrize("text", ["", " \n", "\N{ZERO WIDTH SPACE}", "\x00", "\ud800"])
def test_a_text_without_anything_to_read_is_neutral_and_has_no_names(loaded, text):
    [reading] = loaded.read([text])
    assert (reading.names, reading.tone.shares) == ((), Shares(0.0, 1.0, 0.0))


def test_no_texts_give_no_readings(loaded):
    assert loaded.read([]) == []
    assert loaded.towards([]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT | NEWS, max_size=4))
def test_any_texts_give_a_result_each_with_exact_places(sharp, texts):
    readings = sharp.read(texts)
    assert len(readings) == len(texts)
    for reading, text in zip(readings, texts, strict=True):
        check(reading, text)


@settings(max_examples=40, deadline=None)
@given(NEWS, st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=4))
def test_any_spans_give_a_tone(sharp, text, spans):
    [reading] = sharp.read([text])
    [verdict] = sharp.towards([(reading, [Span(*span) for span in spans])])
    check_verdict(verdict, text)


def test_a_name_keeps_the_marks_that_combine_with_its_last_letter(loaded):
    text = "The chancellor thanked Barack Obama\N{COMBINING ACUTE ACCENT} for his help."
    plain = text.replace("\N{COMBINING ACUTE ACCENT}", "")
    found = {plain[n.start : n.end] for n in loaded.read([plain])[0].names}
    marked = {text[n.start : n.end] for n in loaded.read([text])[0].names}
    assert found
    assert marked == {name.replace("Obama", "Obama\N{COMBINING ACUTE ACCENT}") for name in found}


# -- the same every time -------------------------------------------------------------------------------------------

SENTENCES = [
    "Angela Merkel praised Barack Obama in Berlin, and he thanked her.",
    "The ferry sank.",
    "Critics of the Kremlin said that the vote in Moscow had been a farce from beginning to end.",
    "",
    "TALKS IN GENEVA COLLAPSE",
    "“It is a disgrace,” said Ada Marlowe of the Harbour Union, which has 4,000 members in Rotterdam.",
] * 4


def told(readings, verdicts):
    """Return all that was found, to the last bit."""
    return repr([(r.names, r.named, r.tone) for r in readings] + list(verdicts))


def asked_of(readings):
    return [(r, [Span(n.start, n.end)]) for r in readings for n in r.names]


def test_two_passes_and_two_processes_give_the_same_bits(loaded):
    program = """
import json, sys
sys.path.insert(0, sys.argv[1])
from wirebook.language import Span, model
readings = model.load().read(json.loads(sys.stdin.read()))
verdicts = model.load().towards([(r, [Span(n.start, n.end)]) for r in readings for n in r.names])
print(repr([(r.names, r.named, r.tone) for r in readings] + list(verdicts)))
"""
    readings = loaded.read(SENTENCES)
    first = told(readings, loaded.towards(asked_of(readings)))
    again = loaded.read(SENTENCES)
    assert told(again, loaded.towards(asked_of(again))) == first
    done = subprocess.run(
        [sys.executable, "-c", program, str(WEIGHTS.parents[2])],
        input=json.dumps(SENTENCES),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert done.stdout.strip() == first
    assert done.stderr == ""


def test_a_sentence_reads_nearly_the_same_alone_and_beside_others(loaded):
    """Int8 arithmetic rounds by the largest number of a batch, so that results depend on the company; the card says how
    far, on average and at most."""
    beside = loaded.read(SENTENCES)
    apart = [
        abs(loaded.read([reading.text])[0].tone.shares.score - reading.tone.shares.score) for reading in beside[:6]
    ]
    assert sum(apart) / len(apart) < 0.05 and max(apart) < 0.25


def test_more_threads_change_nothing_but_the_last_digits(loaded):
    other = Model(threads=2)
    for one, two in zip(loaded.read(SENTENCES[:6]), other.read(SENTENCES[:6]), strict=True):
        assert strong(two.tone) == pytest.approx(strong(one.tone), abs=1e-3)


# -- long sentences ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 199, 200, 201, 260, 339, 340, 341, 1000])
def test_the_windows_of_a_sentence_own_each_piece_once_and_far_from_an_edge(loaded, count):
    [reading] = loaded.read(["the " * count])
    owned = [i for w in reading.windows for i in range(w.first + w.own[0], w.first + w.own[1])]
    assert owned == list(range(count))
    assert len(reading.windows) == 1 or count > WINDOW
    for w in reading.windows:
        assert w.last - w.first <= WINDOW
        for i in (w.first + w.own[0], w.first + w.own[1] - 1):
            assert i in (0, count - 1) or min(i - w.first, w.last - 1 - i) >= OVERLAP // 2 - 1


CLAUSES = (
    "Angela Merkel met Barack Obama in Berlin",
    "the talks went on through the night",
    "the United Nations sent observers to Kenya",
    "Microsoft and Toyota signed a contract",
    "Emmanuel Macron flew home to Paris",
    "nobody had expected a result",
)


def test_names_at_every_place_of_a_long_sentence_are_found_as_in_short_ones(loaded):
    short = {clause: [clause[n.start : n.end] for n in loaded.read([clause + "."])[0].names] for clause in CLAUSES}
    assert sum(map(len, short.values())) >= 6
    joined = [CLAUSES[(i * i + i // 7) % len(CLAUSES)] for i in range(150)]
    long = ", and ".join(joined) + "."
    [reading] = loaded.read([long])
    assert len(reading.windows) > 5
    starts = {n.start for n in reading.names}
    expected, found, position = 0, 0, 0
    for clause in joined:
        position = long.index(clause, position)
        for name in short[clause]:
            expected += 1
            found += position + clause.index(name) in starts
        position += len(clause)
    assert found >= 0.95 * expected


def test_the_tone_of_a_long_sentence_is_between_those_of_its_windows(loaded):
    good, bad = "The wonderful, brave and generous team was praised by all. ", "A terrible, cruel and corrupt war. "
    [one] = loaded.read([(good * 60 + bad * 60).strip()])
    parts = loaded.read([one.text[one.pieces.starts[w.first] : one.pieces.ends[w.last - 1]] for w in one.windows])
    scores = [part.tone.shares.score for part in parts]
    assert len(scores) > 3
    assert min(scores) - 0.02 <= one.tone.shares.score <= max(scores) + 0.02


def test_a_target_in_a_long_sentence_is_judged_by_what_stands_around_it(loaded):
    near = "The cruel and corrupt tyrant Marlowe was condemned for his crimes. "
    far = "The ferry sails at noon and calls at the usual ports on its way to the islands. " * 60
    text = far + near + far
    [whole], [alone] = loaded.read([text]), loaded.read([far[: len(far) // 12] + near + far[: len(far) // 12]])
    verdicts = [
        loaded.towards([(reading, [Span(start, start + len("Marlowe"))])])[0]
        for reading in (whole, alone)
        for start in [reading.text.index("Marlowe")]
    ]
    assert strong(verdicts[0]) == pytest.approx(strong(verdicts[1]), abs=0.15)
    for (start, end), _ in verdicts[0].words:
        assert abs(start - text.index("Marlowe")) < 2000 and not text[start:end].isspace()


def test_words_that_a_window_cuts_are_named_whole(sharp):
    [reading] = sharp.read([" ".join(["antidisestablishmentarianism"] * 120)])
    assert len(reading.windows) > 2
    verdicts = [reading.tone, *sharp.towards([(reading, [Span(0, 28)]), (reading, [Span(29 * 60, 29 * 60 + 28)])])]
    assert all(verdict.words for verdict in verdicts)
    for (start, end), _ in (word for verdict in verdicts for word in verdict.words):
        assert reading.text[start:end] == "antidisestablishmentarianism"


# -- time and memory -----------------------------------------------------------------------------------------------


def seconds(loaded, texts):
    began = time.process_time()
    readings = loaded.read(texts)
    loaded.towards([(r, [Span(0, 6)]) for r in readings])
    return time.process_time() - began


def test_time_grows_with_the_length_of_a_sentence_and_not_faster(loaded):
    part = "Merkel said that the ferry would sail at noon, and "
    seconds(loaded, [part])
    short, long = seconds(loaded, [part * 60]), seconds(loaded, [part * 600])
    assert long < 25 * short


def test_thousands_of_tiny_sentences_take_seconds(loaded):
    assert seconds(loaded, ["No.", "Paris!", "", "Go on"] * 1000) < 20


def test_the_vectors_of_many_sentences_do_not_pile_up(loaded, monkeypatch):
    """Those of the first are kept for the tone towards targets; those of the others are made again."""
    monkeypatch.setattr(model, "KEPT", 2000)
    texts = ["Merkel said that the ferry would sail at noon. " * 10] * 120
    loaded.read(texts[:1])
    tracemalloc.start()
    readings = loaded.read(texts)
    kept = sum(array.nbytes for reading in readings if reading.vectors for array in reading.vectors)
    loaded.towards([(r, [Span(0, 6)]) for r in readings])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    width = next(r.vectors[0].shape[1] for r in readings if r.vectors)
    everything = 4 * width * sum(len(r.pieces) for r in readings)
    assert 0 < kept <= 4 * width * 2200
    assert peak < everything


# -- the words that moved a tone ------------------------------------------------------------------------------------


def test_the_words_that_moved_a_tone_are_words_of_the_sentence_the_strongest_first(sharp):
    text = "The unions didn't like Marlowe’s plan, and the U.N. called antidisestablishmentarianism “a disgrace”."
    words = set(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text))
    [reading] = sharp.read([text])
    asked = [(reading, [Span(start, start + 3)]) for start in range(0, len(text) - 3, 3)]
    seen = set()
    for verdict in (reading.tone, *sharp.towards(asked)):
        assert len(verdict.words) == 5
        seen |= {text[start:end] for (start, end), _ in verdict.words}
    assert seen <= words
    assert len(seen) > 4
    assert not seen & {"The", "and", "the"}


def test_a_word_that_denies_is_among_those_that_moved_a_tone(sharp):
    text = "Never was the plan a success, and not only there."
    [reading] = sharp.read([text])
    assert {text[start:end].lower() for (start, end), _ in reading.tone.words} <= {
        *("never", "plan", "success", "not", "only"),
    }


def test_a_tone_that_no_word_moved_names_none(loaded):
    calm = Model()
    calm.settings = replace(calm.settings, tone_temperature=1e6, towards_temperature=1e6)
    [reading] = calm.read([SENTENCES[0]])
    assert reading.tone.words == () == calm.towards([(reading, [Span(0, 6)])])[0].words


# -- towards targets -----------------------------------------------------------------------------------------------


def test_vectors_that_were_not_kept_give_the_same_tone(loaded, monkeypatch):
    texts = [*SENTENCES, ", and ".join(CLAUSES * 15)]
    kept = loaded.read(texts)
    monkeypatch.setattr(model, "KEPT", 40)
    dropped = loaded.read(texts)
    assert any(r.vectors is None for r in dropped) and not any(r.vectors is None for r in kept)
    for one, two in zip(loaded.towards(asked_of(kept)), loaded.towards(asked_of(dropped)), strict=True):
        assert strong(two) == pytest.approx(strong(one), abs=1e-3)


def test_a_target_of_several_spans_has_one_tone_in_any_order(loaded):
    [reading] = loaded.read([SENTENCES[0]])
    obama, he = (Span(reading.text.index(w), reading.text.index(w) + len(w)) for w in ("Barack Obama", "he thanked"))
    he = Span(he.start, he.start + 2)
    one, other, alone = loaded.towards([(reading, [obama, he]), (reading, [he, obama]), (reading, [he])])
    assert one == other
    assert one != alone


def test_a_target_that_is_not_in_the_sentence_gets_the_tone_of_the_sentence(loaded):
    [reading] = loaded.read([SENTENCES[0]])
    for spans in ([], [Span(1000, 1010)], [Span(-9, 0)], [Span(3, 3)], [Span(10, 5)], [Span(6, 7)]):
        assert loaded.towards([(reading, spans)]) == [reading.tone], spans


def test_the_answers_come_in_the_order_of_the_questions(loaded):
    readings = loaded.read(SENTENCES[:6])
    asked = asked_of(readings)
    together = loaded.towards(asked)
    for question, verdict in zip(asked, together, strict=True):
        assert strong(loaded.towards([question])[0]) == pytest.approx(strong(verdict), abs=0.05)


@pytest.mark.parametrize("listed", [True, False])
def test_only_weights_that_learnt_to_read_the_gazetteer_are_shown_it(loaded, monkeypatch, listed):
    seen = []
    encoder = loaded._encoder

    class Spy:
        def run(self, outputs, given):
            seen.append(given["shapes"].copy())
            return encoder.run(outputs, given | {"shapes": given["shapes"] % SHAPES})

    monkeypatch.setattr(loaded, "_encoder", Spy())
    monkeypatch.setattr(loaded, "settings", replace(loaded.settings, gazetteer=listed))
    loaded.read(["The envoy left Ouagadougou for Zaporizhzhia."])
    assert (seen[0].max() >= SHAPES) == listed
