"""What cannot be read is one clear problem, and the rest goes on."""

import gzip
import json
import os
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebook import read
from wirebook.read.formats import MODULES

TEXT = (
    "The ministers of Norway and Chile met in Oslo on Monday to sign an accord on fisheries after two years of talks."
)
OTHER = "A storm closed the harbour of Valdivia for three days, and the ferries to the islands stayed in port."
SMALL = read.Limits(
    file=20_000, unpacked=40_000, document=12_000, page=10_000, feed=10_000, json_values=2_000, json_depth=8,
    line=5_000, article=3_000, front_matter=200, records=5, problems=3,
)  # fmt: skip
BOMB = gzip.compress(b"a" * 30_000_000, mtime=0)
ENTITIES = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa"> <!ENTITY b "&a;">]>' + "<rss>&b;</rss>"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n \n", "no text in it"),
        ("a.txt", bytes(range(256)) * 4, "not a text"),
        ("a.txt", b"word " * 1_000, "a text of 5,000 characters"),
        ("a.txt", b"word " * 3_000, "larger than"),
        ("a.txt", b"word " * 5_000, "25 kB large"),
        ("a.doc", b"words", "not a format that is read"),
        ("a.txt.gz", b"not gzipped", "named .gz, but not gzipped"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-10], "its gzip compression is broken or cut off"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b"[" * 1_500, "JSON nested deeper"),
        ("a.json", b"[" * 20 + b"]" * 20, "JSON nested deeper"),
        ("a.json", b"[" + b"1," * 2_500 + b"1]", "JSON of more than 2,000 values"),
        ("a.json", b"[1" + b"0" * 5_000 + b"]", "not valid JSON"),
        ("a.json", b'{"name": "no text"}', "no article in it"),
        ("a.json", b'["a text"]', "not an article but a text without a name"),
        ("a.json", b'[{"title": "An accord"}]', "no text in it"),
        ("a.jsonl", b'{"text": "' + b"a" * 6_000 + b'"}', "a line of more than 5,000 characters"),
        ("a.csv", b"name,place\nAda,Oslo\n", "no column that holds an article's text"),
        ("a.csv", b"title,text\nx," + b"a" * 6_000, "a line of more than 5,000 characters"),
        ("a.parquet", b"PAR1 and no more PAR1", "not a Parquet file"),
        ("a.html", b"<html><body></body></html>", "no main text found"),
        ("a.html", b"<p>" * 4_000, "larger than"),
        ("a.xml", ENTITIES.encode(), "XML that declares entities"),
        ("a.xml", b"<note>words</note>", "XML without an entry of RSS or Atom"),
        ("a.xml", b"<rss><channel>", "not well-formed XML"),
        ("a.xml", b"<a>" * 500, "XML nested deeper"),
        ("a.md", b"---\ntitle: [\n---\n", "its front matter is no YAML"),
    ],
)
def test_an_input_that_cannot_be_read_is_one_problem(tmp_path, name, content, what):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(TEXT)
    reading = read.corpus(tmp_path, limits=SMALL)
    assert [a.path for a in reading.articles] == ["z.txt"]
    assert {p.path for p in reading.problems} == {name}
    assert reading.problems[0].what.startswith(what)
    assert reading.problems[0].hint


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(BOMB)
    (problem,) = read.corpus(tmp_path).problems
    assert problem.what == "unpacks to more than 200 times its size, as no news text does"


def test_front_matter_with_aliases_is_refused_and_the_text_is_read(tmp_path):
    (tmp_path / "a.md").write_text(f"---\na: &a [x, x]\ntitle: *a\n---\n{TEXT}")
    reading = read.corpus(tmp_path)
    assert reading.articles[0].text == TEXT
    assert "aliases are not read" in reading.problems[0].what


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert read.corpus(tmp_path).problems[0].what.startswith("cannot be opened")


def test_what_is_neither_file_nor_folder_is_a_problem(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert read.corpus(tmp_path).problems[0].what == "neither a file nor a folder"


def test_records_and_problems_of_one_file_are_bounded(tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{json.dumps({'text': TEXT})}\n" * 9)
    (tmp_path / "b.jsonl").write_text("{\n" * 500)
    (tmp_path / "c.jsonl").write_text("{\n" * 2 + f"{json.dumps({'text': OTHER})}\n" + "{\n" * 2)
    reading = read.corpus(tmp_path, limits=SMALL)
    assert len(reading.articles) == 6
    assert [p.what.split(":")[0] for p in reading.problems if p.path == "a.jsonl"] == [
        "more than 5 records; the rest is not read"
    ]
    assert [p.what.split(":")[0] for p in reading.problems if p.path == "b.jsonl"] == [
        *["not valid JSON"] * 3,
        "3 records in a row cannot be read; the rest of the file is not",
    ]
    assert reading.problems[-1].what == "1 more problems like these in the same file"


def test_a_parquet_file_that_is_cut_off_is_a_problem(tmp_path):
    import pandas as pd

    pd.DataFrame({"text": [TEXT]}).to_parquet(tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(data[: len(data) // 2])
    assert read.corpus(tmp_path).problems[0].what.startswith("not a Parquet file, or a broken one")


@pytest.mark.parametrize("suffix", sorted({*MODULES, ".jsonl.gz", ".txt.gz", ".bin"}))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=300), st.text(string.printable, max_size=300).map(str.encode)))
def test_no_bytes_in_any_format_raise(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    reading = read.corpus(path)
    assert reading.articles or reading.problems
    for article in reading.articles:
        article.text.encode("utf-8")
