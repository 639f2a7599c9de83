"""The exports of archives: many articles a file, each with its headline, date, source and text."""

import json

import pytest

from wirebook import read


def read_one(folder, name, data):
    (folder / name).write_bytes(data)
    return read.corpus(folder)


def test_every_article_of_an_export_is_read_with_its_fields(tmp_path, export, made):
    name, data = export
    reading = read_one(tmp_path, name, data)
    assert not reading.problems
    trade, storm = reading.articles
    assert (trade.record, trade.title, trade.source) == (0, "Trade: talks resume", trade.source)
    assert trade.source.removesuffix(" (London)") == "Harbour Wire"
    assert trade.author.startswith("Ada Marlowe")
    assert (trade.published[:10], trade.published_from, trade.language) == ("2025-11-24", "metadata", "en")
    assert trade.text.split("\n") == made.trade or trade.text.split("\n\n") == made.trade
    assert (storm.record, storm.title, storm.source) == (1, "Section: storm closes harbour", "Meridian Press")
    assert (storm.published, storm.author) == ("2025-11-24", None)
    assert storm.text.split() == " ".join(made.storm).split()


def test_an_export_is_told_by_its_content_whatever_its_name(tmp_path, made):
    assert len(read_one(tmp_path, "some.txt", "\n".join(made.nexis()).encode()).articles) == 2


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("November 24, 2025 Monday 9:00 AM EST", "2025-11-24T09:00-05:00"),
        ("November 24, 2025 Monday", "2025-11-24"),
        ("November 24, 2025 Monday, Late Edition - Final", "2025-11-24"),
        ("24 November 2025 Monday", "2025-11-24"),
        ("24 Nov 2025", "2025-11-24"),
        ("November 2025", "2025-11"),
    ],
)
def test_the_date_of_a_nexis_article_is_parted_from_weekday_and_edition(tmp_path, made, written, published):
    lines = made.nexis(trade=["Harbour Wire", written])
    article = read_one(tmp_path, "a.docx", made.docx(lines)).articles[0]
    assert (article.published, article.source) == (published, "Harbour Wire")


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (["Harbour Wire - Oslo Edition", "November 24, 2025"], "Harbour Wire"),
        (["Harbour Wire", "Late Edition - Final", "November 24, 2025"], "Harbour Wire"),
        (["Harbour Wire (Online Edition)", "November 24, 2025"], "Harbour Wire"),
        (["Financial Harbour", "November 24, 2025"], "Financial Harbour"),
        (["November 24, 2025"], None),
    ],
)
def test_the_source_of_a_nexis_article_is_parted_from_its_edition(tmp_path, made, lines, source):
    article = read_one(tmp_path, "a.rtf", made.rtf(made.nexis(trade=lines))).articles[0]
    assert (article.title, article.source, article.published) == ("Trade: talks resume", source, "2025-11-24")


def test_a_nexis_article_without_a_date_has_none_and_not_that_of_the_search(tmp_path, made):
    lines = made.nexis(trade=["Harbour Wire", "Copyright 2025 Harbour Wire"])
    article = read_one(tmp_path, "search 2025-11-30.docx", made.docx(lines)).articles[0]
    assert (article.source, article.published, article.published_from) == ("Harbour Wire", None, None)


def test_a_nexis_export_that_is_cut_off_gives_what_there_is(tmp_path, made):
    lines = made.nexis()
    reading = read_one(tmp_path, "a.docx", made.docx(lines[: lines.index(made.storm[1])]))
    assert [a.text for a in reading.articles] == ["\n".join(made.trade), made.storm[0]]


def test_a_nexis_article_without_text_is_one_problem(tmp_path, made):
    lines = [line for line in made.nexis() if line not in made.storm]
    reading = read_one(tmp_path, "a.docx", made.docx(lines))
    assert [a.record for a in reading.articles] == [0]
    assert [(p.record, p.what) for p in reading.problems] == [(1, "no text in it")]


@pytest.mark.parametrize(
    ("missing", "published", "source"), [("date", None, "Harbour Wire"), ("source", "2025-11-24T07:30", None)]
)
def test_what_a_factiva_article_lacks_is_none(tmp_path, made, missing, published, source):
    article = read_one(tmp_path, "f 2025-11-30.rtf", made.rtf(made.factiva(**{missing: False}))).articles[0]
    assert (article.published, article.source) == (published, source)
    assert article.text == "\n".join(made.trade)


@pytest.mark.parametrize("code", ["PD", "SN", "HD", "AN"])
def test_a_factiva_article_with_codes_may_lack_one(tmp_path, made, code):
    rows = [row for row in made.coded()[:15] if row[0] != code] + made.coded()[15:]
    articles = read_one(tmp_path, "a.rtf", made.factiva_rtf(rows)).articles
    first = {"PD": "published", "SN": "source", "HD": "title"}
    assert articles[0].text.startswith(made.trade[0])
    if code in first:
        assert getattr(articles[0], first[code]) is None
        assert articles[0].text == "\n".join(made.trade)


@pytest.mark.parametrize("written", ["24 November 2025", "24 novembre 2025", "24 de noviembre de 2025"])
@pytest.mark.parametrize("words", ["812 words", "812 mots", "1.812 Wörter", "1,812 palabras"])
def test_factiva_may_be_used_in_another_language(tmp_path, made, written, words):
    lines = [words if line == "812 words" else line for line in made.factiva()]
    lines[lines.index("24 November 2025")] = written
    article = read_one(tmp_path, "a.rtf", made.rtf(lines)).articles[0]
    assert (article.published, article.title) == ("2025-11-24T07:30", "Trade: talks resume")


def test_words_in_capitals_in_a_factiva_text_are_no_codes(tmp_path, made):
    rows = made.coded()
    rows[12] = ("TD", ["IN BRIEF", "RE the above: nothing.", "PD", made.trade[2]])
    article = read_one(tmp_path, "a.rtf", made.factiva_rtf(rows)).articles[0]
    assert article.text.endswith(f"IN BRIEF\nRE the above: nothing.\nPD\n{made.trade[2]}")


@pytest.mark.parametrize(
    ("missing", "published", "source"), [("date", "2025", "Harbour Wire"), ("source", "2025-11-24", None)]
)
def test_what_a_proquest_document_lacks_is_none(tmp_path, made, missing, published, source):
    text = "\n\n".join(made.proquest(**{missing: False}))
    article = read_one(tmp_path, "ProQuestDocuments-2025-11-30.txt", text.encode()).articles[0]
    assert (article.published, article.source) == (published, source)


def test_a_document_of_proquest_without_full_text_gives_its_abstract(tmp_path, made):
    lines = [line for line in made.proquest() if not line.startswith("Full text") and line not in made.trade]
    assert read_one(tmp_path, "a.txt", "\n\n".join(lines).encode()).articles[0].text == "Ministers met."


def test_other_pages_with_a_class_article_are_no_export(tmp_path, made):
    page = f'<html><body><div class="article"><h1>Talks resume</h1><p>{made.trade[0]}</p></div></body></html>'
    article = read_one(tmp_path, "2025-11-24.html", page.encode()).articles[0]
    assert (article.text.split("\n")[-1], article.published) == (made.trade[0], "2025-11-24")


@pytest.mark.parametrize(
    "text",
    [
        "Body\n\nThe body of the paper was found by the harbour on Monday, and nobody knew whose it was.",
        "Title: talks\n\nThe ministers met on Monday.\n\nPublication date: none was given, said the clerk.",
        "____________________________\n\nThe ministers met on Monday, and nobody knew why they did.",
    ],
)
def test_a_plain_text_with_words_of_an_archive_is_no_export(tmp_path, text):
    (article,) = read_one(tmp_path, "a.txt", text.encode()).articles
    assert article.text.endswith(text.rsplit("\n", 1)[-1])


def test_the_json_of_news_please_is_read(tmp_path, made):
    story = {
        "authors": ["Ada Marlowe"], "date_download": "2025-11-30 10:00:00", "date_modify": None,
        "date_publish": "2025-11-24 07:30:00", "description": "Ministers met.", "filename": "x.json",
        "image_url": "https://wire.example/1.jpg", "language": "en", "localpath": None, "maintext": made.trade[0],
        "source_domain": "wire.example", "title": "Trade: talks resume", "title_page": None, "title_rss": None,
        "url": "https://wire.example/1",
    }  # fmt: skip
    (article,) = read_one(tmp_path, "a.json", json.dumps(story).encode()).articles
    assert (article.title, article.text, article.source) == ("Trade: talks resume", made.trade[0], "wire.example")
    assert (article.published, article.author) == ("2025-11-24T07:30:00", "Ada Marlowe")
    assert article.url == "https://wire.example/1"


def test_a_saved_json_feed_is_read(tmp_path, made):
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Harbour Wire", "home_page_url": "https://wire.example",
        "language": "en", "items": [
            {"id": "1", "url": "https://wire.example/1", "title": "Trade: talks resume",
             "content_html": f"<p>{made.trade[0]}</p>", "date_published": "2025-11-24T07:30:00Z",
             "authors": [{"name": "Ada Marlowe"}]},
            {"id": "2", "url": "https://wire.example/2", "content_text": made.storm[0], "title": "A storm"},
        ],
    }  # fmt: skip
    trade, storm = read_one(tmp_path, "feed.json", json.dumps(feed).encode()).articles
    assert (trade.title, trade.text, trade.author) == ("Trade: talks resume", made.trade[0], "Ada Marlowe")
    assert (trade.source, storm.source) == ("Harbour Wire", "Harbour Wire")
    assert (trade.published, storm.published) == ("2025-11-24T07:30:00Z", None)
