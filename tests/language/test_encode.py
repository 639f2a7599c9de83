"""Texts cut into the pieces that the model reads: exact places, and how each word is written."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirebook.language import encode, model
from wirebook.language.encode import CLS, SEP, SHAPES, SPECIAL, Case
from wirebook.language.gazetteer import KINDS

ODD = "Aa \n'’-.[]éßİǅﬁ한北م🙂\x00\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\ud83d\udc00"
ANY_TEXT = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=()), max_size=200)
"""Every code point, halves of characters included, and often those that are cut in a way of their own."""


@pytest.fixture(scope="module")
def cutter():
    return encode.tokenizer(model.WEIGHTS / "tokenizer.json")


def cut(cutter, text):
    return encode.encode(cutter, [text])[0]


def spans(pieces):
    return list(zip(pieces.starts, pieces.ends, strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Merkel met Obama.", ["Merkel", "met", "Obama", "."]),
        ("the U.S.-led force", ["the", "U", ".", "S", ".", "-", "led", "force"]),
        ("Zürich’s", ["Zürich", "’", "s"]),
        ("北京 said", ["北", "京", "said"]),
        ("  Oslo\n\tParis ", ["Oslo", "Paris"]),
        ("[SEP] [MASK]", ["[", "SEP", "]", "[", "MASK", "]"]),
    ],
)
def test_the_first_pieces_begin_the_words(cutter, text, words):
    pieces = cut(cutter, text)
    begins = [i for i, first in enumerate(pieces.first) if first]
    ends = [*begins[1:], len(pieces)]
    assert [text[pieces.starts[b] : pieces.ends[e - 1]] for b, e in zip(begins, ends, strict=True)] == words


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("talks", Case.LOWER),
        ("élysée", Case.LOWER),
        ("NATO", Case.UPPER),
        ("ÉLYSÉE", Case.UPPER),
        ("G20", Case.UPPER),
        ("I", Case.LETTER),
        ("Merkel", Case.TITLE),
        ("McDonald", Case.MIXED),
        ("iPhone", Case.MIXED),
        ("1979", Case.DIGIT),
        ("²", Case.DIGIT),
        ("—", Case.OTHER),
        ("北京", Case.OTHER),
        ("", Case.OTHER),
    ],
)
def test_a_word_is_written(word, case):
    assert encode.case(word) is case


def test_the_shape_tells_case_place_in_the_word_and_what_it_touches(cutter):
    upper, lower, spaced, glued = (cut(cutter, text).shapes for text in ("MERKEL", "merkel", "up merkel", "(merkel"))
    assert upper != lower
    assert spaced[1] == lower[0] != glued[1]
    assert len(lower) > 1
    assert len(set(lower)) == 2, "the first piece of a word, and the others"


def test_a_text_of_only_white_space_or_marks_that_print_nothing_has_no_pieces(cutter):
    for text in (
        "",
        " \n\t\r ",
        "\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}",
        "\N{ZERO WIDTH SPACE}",
        "\x00\x07",
        "\ud800",
    ):
        assert len(cut(cutter, text)) == 0, repr(text)


def test_the_marks_of_the_vocabulary_are_text_like_any_other_in_an_article(cutter):
    pieces = cut(cutter, "[CLS] and [SEP][SEP] and [PAD]")
    assert not {CLS, SEP, 0} & set(pieces.ids)


def test_half_a_character_moves_no_position(cutter):
    text = "\ud83dMerkel \udc00met Obama"
    assert [text[start:end] for start, end in spans(cut(cutter, text)) if text[start:end] == "Obama"] == ["Obama"]


def test_a_word_ends_with_the_marks_that_combine_with_its_last_letter(cutter):
    text = "Jose\N{COMBINING ACUTE ACCENT}, E\N{COMBINING ACUTE ACCENT}lyse\N{COMBINING ACUTE ACCENT}e"
    pieces = cut(cutter, text)
    assert text[pieces.starts[0] : pieces.ends[0]] == "Jose\N{COMBINING ACUTE ACCENT}"
    assert text[pieces.starts[2] : pieces.ends[-1]] == "E\N{COMBINING ACUTE ACCENT}lyse\N{COMBINING ACUTE ACCENT}e"
    assert (pieces.ids, pieces.shapes) == (cut(cutter, "José, Élysée").ids, cut(cutter, "José, Élysée").shapes)


def test_a_text_is_cut_alike_alone_and_beside_others(cutter):
    texts = ["Merkel met Obama.", "", "NATO", "a" * 1000]
    assert encode.encode(cutter, texts) == [cut(cutter, text) for text in texts]


@given(ANY_TEXT)
def test_every_piece_stands_in_its_text_in_order(cutter, text):
    pieces = cut(cutter, text)
    columns = (pieces.ids, pieces.shapes, pieces.starts, pieces.ends, pieces.first)
    assert {len(column) for column in columns} == {len(pieces)}
    assert all(0 <= start < end <= len(text) for start, end in spans(pieces))
    assert list(pieces.starts) == sorted(pieces.starts)
    assert all(not text[start:end].isspace() for start, end in spans(pieces))
    assert all(SPECIAL < shape % SHAPES < SHAPES and shape // SHAPES < KINDS for shape in pieces.shapes)
    assert not pieces.first or pieces.first[0]


@given(ANY_TEXT)
@example(":\U0001e000")
def test_words_do_not_overlap(cutter, text):
    pieces = cut(cutter, text)
    begins = [i for i, first in enumerate(pieces.first) if first]
    for after in begins[1:]:
        assert pieces.ends[after - 1] <= pieces.starts[after]


@pytest.mark.parametrize("text", ["Merkel met Obama. ", "a", "\N{COMBINING ACUTE ACCENT}", "北", ". ", "\ud800"])
def test_a_megabyte_of_anything_is_cut_in_seconds(cutter, text):
    began = time.process_time()
    cut(cutter, text * (1_000_000 // len(text)))
    assert time.process_time() - began < 20
