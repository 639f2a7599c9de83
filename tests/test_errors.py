"""Errors: what is wrong, and what to do about it."""

import pytest

from wirebook.errors import CorpusNotFoundError, InvalidValueError, UnknownNameError, WirebookError


def test_a_name_that_is_nearly_right_gets_the_nearest():
    error = UnknownNameError.of("notebook", "20_timelin", ["10_sentiment", "20_timeline"])
    assert "unknown notebook '20_timelin'" in str(error)
    assert "20_timeline" in str(error).splitlines()[1]


def test_a_name_that_is_far_off_gets_the_list():
    assert str(UnknownNameError.of("format", "zzz", ["csv", "parquet"])).endswith("Hint: there is csv, parquet")


def test_a_long_list_is_cut():
    hint = str(UnknownNameError.of("article", "zzz", [f"title {n:04}" for n in range(2000)]))
    assert len(hint) < 500
    assert hint.endswith("…")


def test_where_nothing_is_allowed_the_hint_says_so():
    assert str(UnknownNameError.of("article", "zzz", [])).endswith("there is none")


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [(UnknownNameError, ValueError), (InvalidValueError, ValueError), (CorpusNotFoundError, FileNotFoundError)],
)
def test_an_error_is_the_builtin_that_a_caller_would_catch(kind, builtin):
    error = kind("no", hint="do that")
    assert isinstance(error, builtin)
    assert isinstance(error, WirebookError)
    assert str(error) == "no\nHint: do that"
