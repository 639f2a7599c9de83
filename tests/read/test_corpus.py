"""A folder of files in, articles and problems out: one behaviour each."""

import gzip
import json
import os

import pytest

from wirebook import read
from wirebook.errors import CorpusNotFoundError

TEXT = (
    "The ministers of Norway and Chile met in Oslo on Monday to sign an accord on fisheries after two years of talks."
)
OTHER = (
    "A storm closed the harbour of Valdivia for three days, and the ferries to the islands stayed in port until Friday."
)


def one(folder, name, content):
    """Write one file, read the folder, and return its only article."""
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    reading = read.corpus(folder)
    assert not reading.problems
    (article,) = reading.articles
    return article


def test_a_headline_and_a_header_before_a_plain_text_are_its_fields(tmp_path):
    article = one(
        tmp_path,
        "a.txt",
        f"Norway and Chile sign accord\n\nPublished: 24 November 2025\nBy Ada Marlowe\nSource: Desk\n\n{TEXT}\n",
    )
    assert (article.title, article.author, article.source) == ("Norway and Chile sign accord", "Ada Marlowe", "Desk")
    assert (article.published, article.published_from, article.text) == ("2025-11-24", "metadata", TEXT)


def test_a_text_without_a_headline_keeps_its_first_line(tmp_path):
    article = one(tmp_path, "a.txt", f"{TEXT}\n{OTHER} — Reuters\n")
    assert (article.title, article.text, article.source) == (None, f"{TEXT}\n{OTHER}", "Reuters")


@pytest.mark.parametrize("first", ["OSLO (AP) _", "OSLO _", "OSLO, Nov 24 (Reuters) -"])
def test_a_dateline_on_a_line_of_its_own_is_no_headline(tmp_path, first):
    article = one(tmp_path, "a.txt", f"{first}\n\n{TEXT}\n")
    assert (article.title, article.dateline, article.text) == (None, first, TEXT)


def test_front_matter_is_read_with_dates_as_written(tmp_path):
    article = one(
        tmp_path, "a.md", f"---\ntitle: An accord\ndate: 2025-11\nlang: en\nsource: {{name: Desk}}\n---\n\n{TEXT}\n"
    )
    assert (article.title, article.published, article.source, article.text) == ("An accord", "2025-11", "Desk", TEXT)


def test_the_marks_of_markdown_are_taken_off(tmp_path):
    article = one(
        tmp_path, "a.md", f"# An accord\n\n{TEXT} It was **long** awaited, [Desk](https://desk.example) said."
    )
    assert article.title == "An accord"
    assert article.text.endswith("It was long awaited, Desk said.")


@pytest.mark.parametrize(
    "value",
    [
        {"headline": "An accord", "body": TEXT, "pubDate": "Mon, 24 Nov 2025 07:30:00 GMT", "source": {"name": "Desk"}},
        [{"title": "An accord", "content": TEXT, "published_at": "2025-11-24T07:30:00Z", "outlet": "Desk"}],
        {"status": "ok", "articles": [{"title": "An accord", "text": TEXT, "date": 1763969400, "publisher": "Desk"}]},
        {"hits": {"hits": [{"_source": {"title": "An accord", "text": TEXT, "date": 1763969400e3, "site": "Desk"}}]}},
        {"title": {"rendered": "An accord"}, "content": {"rendered": f"<p>{TEXT}</p>"}, "date": "2025-11-24T07:30:00Z",
         "publisher": {"name": "Desk"}},
    ],
)  # fmt: skip
def test_json_is_read_under_the_names_that_others_use(tmp_path, value):
    article = one(tmp_path, "a.json", json.dumps(value))
    assert (article.title, article.text, article.source) == ("An accord", TEXT, "Desk")
    assert article.published == "2025-11-24T07:30:00Z"


def test_json_lines_are_read_and_a_bad_line_costs_one_problem(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": TEXT}) + "\n{no json\n\n" + json.dumps({"text": OTHER}) + "\n"
    )
    reading = read.corpus(tmp_path)
    assert [(a.record, a.text) for a in reading.articles] == [(0, TEXT), (2, OTHER)]
    (problem,) = reading.problems
    assert (problem.path, problem.record) == ("a.jsonl", 1)
    assert problem.what.startswith("not valid JSON")


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_a_table_is_read_row_by_row(tmp_path, name, mark):
    rows = [["Headline", "Body", "Date"], ["An accord", f'"{TEXT}\n{OTHER}"', "2025-11-24"], ["A storm", OTHER, ""]]
    (tmp_path / name).write_text("\n".join(mark.join(f'"{c.strip(chr(34))}"' for c in row) for row in rows))
    reading = read.corpus(tmp_path)
    assert [(a.title, a.text, a.published) for a in reading.articles] == [
        ("An accord", f"{TEXT}\n{OTHER}", "2025-11-24"),
        ("A storm", OTHER, None),
    ]


def test_parquet_is_read_by_its_columns(tmp_path):
    import pandas as pd

    frame = pd.DataFrame(
        {"title": ["An accord", None], "text": [TEXT, OTHER], "published": pd.to_datetime(["2025-11-24", None])}
    )
    frame.to_parquet(tmp_path / "a.parquet")
    reading = read.corpus(tmp_path)
    assert [(a.title, a.text, a.published) for a in reading.articles] == [
        ("An accord", TEXT, "2025-11-24"),
        (None, OTHER, None),
    ]


def test_the_main_text_of_a_page_is_read_with_its_metadata(tmp_path):
    page = f"""<!doctype html><html lang="en"><head><title>An accord | Desk</title>
    <meta property="og:site_name" content="Desk"><meta property="article:published_time" content="2025-11-24T07:30:00Z">
    <script type="application/ld+json">
    {{"@type": "NewsArticle", "headline": "An accord", "author": {{"name": "Ada Marlowe"}}}}</script></head><body>
    <nav><a href="/">Home</a><a href="/w">World</a></nav>
    <article><h1>An accord</h1><p>{TEXT}</p><p>{OTHER}</p></article><footer>About us</footer></body></html>"""
    article = one(tmp_path, "a.html", page)
    assert (article.title, article.source, article.author) == ("An accord", "Desk", "Ada Marlowe")
    assert article.published == "2025-11-24T07:30:00Z"
    assert article.text == f"{TEXT}\n{OTHER}"


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Desk</title>
<language>en-gb</language><item><title>An accord</title><link>https://desk.example/1</link>
<pubDate>Mon, 24 Nov 2025 07:30:00 +0000</pubDate>
<description>&lt;p&gt;%s&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry>
<title>An accord</title><link href="https://desk.example/1"/><published>2025-11-24T07:30:00Z</published><summary>Short.</summary>
<content type="html">&lt;p&gt;%s&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.xml", RSS), ("a.rss", RSS), ("a.atom", ATOM)])
def test_a_feed_is_read_entry_by_entry(tmp_path, name, feed):
    article = one(tmp_path, name, feed % TEXT)
    assert (article.title, article.text, article.source) == ("An accord", TEXT, "Desk")
    assert (article.published, article.url) == ("2025-11-24T07:30:00Z", "https://desk.example/1")


def test_gzip_is_read_as_what_is_in_it(tmp_path):
    assert one(tmp_path, "a.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode())).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_encodings_are_told_from_the_bytes(tmp_path, encoding, name):
    text = f"“{TEXT}” said the café’s owner — twice."
    written = {
        "a.txt": text,
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n",
        "a.csv": f'title,text\r\nOne,"{text}"\r\n',
    }[name]
    assert one(tmp_path, name, written.encode(encoding)).text == text


def test_the_date_in_a_files_name_is_used_where_there_is_no_other(tmp_path):
    article = one(tmp_path, "2025-11-24-accord.txt", TEXT)
    assert (article.published, article.published_from) == ("2025-11-24", "filename")


def test_the_day_of_a_dateline_is_used_last(tmp_path):
    article = one(tmp_path, "a.txt", f"OSLO, Nov 24, 2025 (Reuters) - {TEXT}")
    assert (article.published, article.published_from, article.source) == ("2025-11-24", "text", "Reuters")


def test_an_ambiguous_date_keeps_its_year_and_is_a_problem(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT, "date": "03/04/2025"}))
    reading = read.corpus(tmp_path)
    assert reading.articles[0].published == "2025"
    assert "two days" in reading.problems[0].what


def test_the_walk_is_recursive_in_a_stable_order_and_leaves_out_what_is_no_article(tmp_path):
    for name in [
        "b.txt",
        "a/z.txt",
        "a/b/y.txt",
        "c/x.txt",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "actors.csv",
        "_draft.txt",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name} tells of {TEXT}")
    reading = read.corpus(tmp_path)
    assert [a.path for a in reading.articles] == ["b.txt", "a/z.txt", "a/b/y.txt", "c/x.txt"]
    assert not reading.problems


def test_a_corpus_may_be_one_file(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert [a.path for a in read.corpus(tmp_path / "a.txt").articles] == ["a.txt"]


def test_links_are_not_followed_and_those_that_leave_are_problems(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "secret.txt").write_text(OTHER)
    (corpus / "a.txt").write_text(TEXT)
    (corpus / "loop").symlink_to(corpus)
    (corpus / "out.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "nowhere.txt").symlink_to(corpus / "gone.txt")
    (corpus / "self.txt").symlink_to(corpus / "self.txt")
    reading = read.corpus(corpus)
    assert [a.path for a in reading.articles] == ["a.txt"]
    assert [p.path for p in reading.problems] == ["nowhere.txt", "out.txt", "self.txt"]


def test_an_article_in_another_language_is_read_and_named(tmp_path):
    french = "Les ministres de la Norvège et du Chili se sont réunis lundi à Oslo pour signer un accord sur la pêche."
    assert one(tmp_path, "a.txt", french).language == "fr"


def test_a_corpus_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CorpusNotFoundError, match="there is no corpus"):
        read.corpus(tmp_path / "gone")
    with pytest.raises(CorpusNotFoundError, match="there is no corpus"):
        read.locate("no-such-folder")


def test_a_relative_corpus_is_looked_for_from_the_working_folder_first(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read.locate("seeds").samefile(tmp_path / "seeds")


def test_reading_twice_gives_the_same(tmp_path):
    for i in range(5):
        (tmp_path / f"{i}.jsonl").write_text(json.dumps({"text": f"{TEXT} {i}"}) + "\n" + json.dumps({"text": OTHER}))
    assert read.corpus(tmp_path) == read.corpus(tmp_path)


def test_what_is_stored_can_be_written_as_utf_8(tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps({"text": TEXT + " \ud800", "title": "\udfff x"}))
    (article,) = read.corpus(tmp_path).articles
    assert "\ufffd" in article.text
    for value in (article.text, article.title, article.path):
        value.encode("utf-8")
