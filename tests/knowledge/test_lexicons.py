"""A lexicon of the analyst's own as a file: how it is read, and what is said of a faulty one."""

from __future__ import annotations

import pickle

import pytest

from wirebook.annotate import wordlist
from wirebook.errors import InvalidValueError
from wirebook.knowledge import lexicons
from wirebook.knowledge.lexicons import Lexicon


def written(folder, text, name="own.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_is_read_with_its_categories(tmp_path):
    path = written(
        tmp_path, "term,weight,category\nCalm,1.5,\ncorrupt*,-3,Moral\ncorrupt*,-1,risk\n\n,,\nlaw  code,1,\n"
    )
    found = lexicons.load(path)
    assert found.categories == {
        "tone": {"Calm": 1.5, "law code": 1.0},
        "moral": {"corrupt*": -3.0},
        "risk": {"corrupt*": -1.0},
    }
    assert found.path == str(path)
    assert wordlist.how(found) == "lexicon: own.csv"


@pytest.mark.parametrize(
    "text",
    [
        "term,weight\ncalm,2\n",
        b"\xef\xbb\xbfterm,weight\ncalm,2\n",
        "Weight , TERM\r\n2,calm\r\n",
        "category,term,note,weight\n,calm,mine,2",
        '\n"term","weight"\n"calm"," 2.0 "\n',
    ],
)
def test_the_byte_order_mark_the_order_of_columns_and_the_ends_of_lines_do_not_matter(tmp_path, text):
    assert lexicons.load(written(tmp_path, text)).categories == {"tone": {"calm": 2.0}}


def test_a_weight_may_be_any_finite_number_with_a_typographic_minus_too(tmp_path):
    found = lexicons.load(written(tmp_path, "term,weight\na,−1.5\nb,1e300\nc,0\nd,+4\n"))
    assert found.categories["tone"] == {"a": -1.5, "b": 1e300, "c": 0.0, "d": 4.0}


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ("", 1, "the file is empty", "write the header term,weight"),
        ("term,weight\n", 1, "there are no terms under the header", "write one term and its weight a line"),
        ("calm,2\n", 1, "has no column term and no column weight", "the header is term,weight"),
        ("term;weight\ncalm;2\n", 1, "has no column term and no column weight", "with commas between"),
        ("term,score\ncalm,2\n", 1, "has no column weight", "the header is term,weight"),
        ("term,weight,categroy\ncalm,2,\n", 1, "columns that are not known: 'categroy'", "a third column category"),
        ("term,weight,Term\ncalm,2,\n", 1, "a column stands twice in the header: term", "the header is"),
        ("term,weight\ncalm,2\nbad,nan\n", 3, "the weight 'nan' is not a finite number", "such as -2 or 1.5"),
        ("term,weight\ncalm,-inf\n", 2, "the weight '-inf' is not a finite number", "such as -2 or 1.5"),
        ("term,weight\ncalm,1e999\n", 2, "the weight '1e999' is not a finite number", "such as -2 or 1.5"),
        ('term,weight\ncalm,"1,5"\n', 2, "the weight '1,5' is not a finite number", "with a point"),
        ("term,weight\ncalm,1_0\n", 2, "the weight '1_0' is not a finite number", "such as -2 or 1.5"),
        ("term,weight\ncalm\n", 2, "the weight '' is not a finite number", "such as -2 or 1.5"),
        ("term,weight\n\n  ,2\n", 3, "the term is empty", "write a word or a phrase"),
        ("term,weight\n\u00ad,2\n", 2, "the term is empty", "write a word or a phrase"),
        ("term,weight\ncalm,2\nbad,-1\nCALM,3\n", 4, "'CALM' is in the category 'tone' already, at line 2", "keep one"),
        ("term,weight\nU.S.,2\nu. s.,2\n", 3, "'u. s.' is in the category 'tone' already, at line 2", "keep one"),
        ("term,weight,category\ncalm,2,Tone\ncalm,2,\n", 3, "in the category 'tone' already, at line 2", "keep one"),
        ("term,weight\nlaw,order,2\n", 2, "there are 3 cells, and the header has 2", "commas in quotes"),
        ('term,weight\n"two\nlines",1\nbad,x\n', 4, "the weight 'x'", "such as -2 or 1.5"),
        ('term,weight\n"calm,2\n', 2, "this is no CSV", "in quotes"),
        ("term,weight\n*,2\n", 2, "in the term '*' a star stands elsewhere", "as in corrupt*"),
        ("term,weight\ncor*pt,2\n", 2, "in the term 'cor*pt' a star stands elsewhere", "as in corrupt*"),
        ("term,weight\nf**k,2\n", 2, "in the term 'f**k' a star stands elsewhere", "as in corrupt*"),
        ("term,weight\ncorrupt *,2\n", 2, "in the term 'corrupt *' a star stands elsewhere", "as in corrupt*"),
        ("term,weight\nwomen's*,2\n", 2, "a star stands elsewhere", "as in corrupt*"),
        (b"term,weight\ncalm,2\ncaf\xe9,1\n", 3, "a character is not in UTF-8", "save the file as CSV in UTF-8"),
        ("term,weight\ncalm,2\n".encode("utf-16"), 1, "a character is not in UTF-8", "save the file as CSV in UTF-8"),
    ],
)
def test_a_faulty_file_is_refused_with_the_line_and_what_to_do(tmp_path, text, line, what, hint):
    path = written(tmp_path, text)
    with pytest.raises(InvalidValueError) as caught:
        lexicons.load(path)
    assert caught.value.message.startswith(f"the lexicon {path}, line {line}: ")
    assert what in caught.value.message
    assert hint in caught.value.hint


def test_a_missing_file_or_a_folder_is_refused_by_its_path(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InvalidValueError) as caught:
            lexicons.load(path)
        assert caught.value.message == f"there is no lexicon {path}"
        assert "a CSV file with the columns term and weight" in caught.value.hint


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused(tmp_path, monkeypatch):
    assert lexicons.MOST_ROWS == 100_000
    monkeypatch.setattr(lexicons, "MOST_ROWS", 1_000)
    rows = "term,weight\n" + "".join(f"term{number},1\n" for number in range(1_000))
    assert len(lexicons.load(written(tmp_path, rows)).categories["tone"]) == 1_000
    path = written(tmp_path, rows + "more,1\n")
    with pytest.raises(
        InvalidValueError, match="line 1002: there are more than 1,000 rows\nHint: keep the 1,000 terms"
    ):
        lexicons.load(path)


def test_a_file_that_is_far_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(lexicons.LARGEST + 1)
    with pytest.raises(InvalidValueError, match="is larger than 32 MiB\nHint: keep to 100,000 rows"):
        lexicons.load(path)


def test_the_version_depends_on_the_content_alone(tmp_path):
    first = lexicons.load(written(tmp_path, "term,weight\ncalm,2\nbad,-1\n"))
    same = lexicons.load(written(tmp_path, "weight,term,note\n-1,bad,mine\n2.0,calm,\n", "other.csv"))
    assert first.version() == same.version()
    assert len(first.version()) == 12
    changed = ["term,weight\ncalm,2\nbad,-2\n", "term,weight\ncalm,2\nbaddy,-1\n"]
    changed.append("term,weight,category\ncalm,2,\nbad,-1,risk\n")
    versions = {lexicons.load(written(tmp_path, text)).version() for text in changed}
    assert len(versions | {first.version()}) == 4


def test_a_lexicon_goes_to_another_process_and_stays_the_same(tmp_path):
    first = lexicons.load(written(tmp_path, "term,weight\ncalm,2\n"))
    for _ in range(2):
        copy = pickle.loads(pickle.dumps(first))
        assert copy == first
        assert hash(copy) == hash(first)
        assert wordlist.polarity("calm", copy) == wordlist.polarity("calm", first)
    assert first != Lexicon("own.csv", {"tone": {"calm": 2.0}})
    assert first != "own.csv"
