"""The list of words that names are made of is made of names."""

from __future__ import annotations

from wirebook.language import gazetteer
from wirebook.language.gazetteer import Kind
from workshop.gazetteer import frequent, gather, write


def test_a_word_of_several_names_has_the_kinds_of_all():
    named = [(Kind.PLACE, "Port Sidney"), (Kind.GIVEN, "Sidney"), (Kind.FAMILY, "Orr")]
    assert gather(named) == {"orr": Kind.FAMILY, "port": Kind.PLACE, "sidney": Kind.PLACE | Kind.GIVEN}


def test_marks_short_words_and_frequent_words_are_left_out():
    named = [(Kind.PLACE, "Bank of Škofja Lo"), (Kind.FAMILY, "Łuczak"), (Kind.FAMILY, "北京")]
    assert gather(named, leave_out=frozenset({"bank"})) == {"skofja": Kind.PLACE}


def test_the_frequent_words_are_those_of_the_language():
    assert {"the", "said", "government"} <= frequent()
    assert "rafferty" not in frequent()


def test_a_list_that_is_written_is_read(tmp_path, monkeypatch):
    listed = gather([(Kind.PLACE, "Kezmarok"), (Kind.GIVEN, "Ada"), (Kind.FAMILY, "Ada"), (Kind.PLACE, "Leeds")])
    write(listed, tmp_path / "list.txt.gz")
    monkeypatch.setattr(gazetteer, "PATH", tmp_path / "list.txt.gz")
    gazetteer.load.cache_clear()
    try:
        assert gazetteer.load() == {word: int(kinds) for word, kinds in listed.items()}
    finally:
        gazetteer.load.cache_clear()
