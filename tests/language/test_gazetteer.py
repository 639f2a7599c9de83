"""The list of words that names are made of, and what the model is shown of it."""

from __future__ import annotations

import time

import pytest

from wirebook.language import encode, gazetteer, model
from wirebook.language.encode import SHAPES
from wirebook.language.gazetteer import KINDS, Kind


@pytest.fixture(scope="module")
def cutter():
    return encode.tokenizer(model.WEIGHTS / "tokenizer.json")


def kinds(cutter, text):
    """Return what the pieces of a text are listed as, of each word once."""
    pieces = encode.encode(cutter, [text])[0]
    return [Kind(shape // SHAPES) for shape, first in zip(pieces.shapes, pieces.first, strict=True) if first]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ekaterina", Kind.GIVEN),
        ("rafferty", Kind.FAMILY),
        ("takaichi", Kind.FAMILY),
        ("krasnoyarsk", Kind.PLACE),
        ("huawei", Kind.ORGANIZATION),
    ],
)
def test_a_word_is_listed_as_what_it_stands_in(word, kind):
    assert kind in Kind(gazetteer.load()[word])


@pytest.mark.parametrize("word", ["said", "the", "press", "monday", "may"])
def test_the_frequent_words_of_the_language_are_not_listed(word):
    assert word not in gazetteer.load()


def test_every_listed_word_is_plain_and_has_a_kind():
    listed = gazetteer.load()
    assert len(listed) > 100_000
    assert all(word == gazetteer.fold(word) and word.isalpha() for word in listed)
    assert all(0 < kinds < KINDS for kinds in listed.values())
    assert 2 ** len(Kind) == KINDS


def test_the_list_is_read_in_a_moment():
    gazetteer.load.cache_clear()
    began = time.process_time()
    gazetteer.load()
    assert time.process_time() - began < 1


def test_marks_on_letters_make_no_difference():
    assert gazetteer.fold("Škoda") == gazetteer.fold("S\N{COMBINING CARON}koda") == "skoda"


def test_a_word_with_a_capital_is_looked_up_and_one_in_small_letters_is_not(cutter):
    assert kinds(cutter, "Krasnoyarsk KRASNOYARSK krasnoyarsk") == [Kind.PLACE, Kind.PLACE, Kind(0)]


def test_all_pieces_of_a_word_have_its_kinds(cutter):
    pieces = encode.encode(cutter, ["Krasnoyarsk"])[0]
    assert len(pieces) > 1
    assert {shape // SHAPES for shape in pieces.shapes} == {Kind.PLACE}
