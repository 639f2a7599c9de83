"""The pages of articles: every sentence and score of each, and the way to them from everywhere in a run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import nbformat
import pandas as pd
import pytest

import wirebook as wb
from wirebook import publish
from wirebook.publish import articles, links
from wirebook.show.html import signed

METHODS = {"names": "rules", "tone": "vader"}
ADDRESS = re.compile(
    r"""(?:src|href|action|srcset)\s*=\s*["']?(?:https?:)?//|url\(|@import|<script|\son\w+\s*=""", re.I
)
SCRIPT = "<script>alert(1)</script></title><img src=x onerror=alert(1)>"
NOTEBOOK = """import wirebook as wb

book = wb.open(corpus, names=names, tone=tone)
book.extremes(top=3).save(out, "extremes")
"""
CELL = """corpus: str = "seeds"  # folder
out: str = ""  # folder
names: str = "rules"  # for names
tone: str = "vader"  # for tone
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> list[publish.RunReport]:
    """Two runs over the same articles, the notebook executed in each."""
    folder = tmp_path_factory.mktemp("articles")
    cells = [
        nbformat.v4.new_markdown_cell("# Extremes\n\nThe strongest sentences."),
        nbformat.v4.new_code_cell(CELL, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(NOTEBOOK),
        nbformat.v4.new_code_cell("book.actor()"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "10_extremes.ipynb")
    reports = [
        publish.run([str(folder / "10_extremes.ipynb")], corpus=str(corpus), out=folder / "out", fresh=True)
        for _ in range(2)
    ]
    assert [(e.name, e.message) for report in reports for e in report.failed] == []
    return reports


def tree(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(str(path), lxml.html.HTMLParser(encoding="utf-8")).getroot()


def written(folder: Path, tables: Mapping[str, pd.DataFrame], *, most: int = articles.MOST) -> dict[str, Path]:
    """Write the pages of some tables into a folder, and return the path of each article's."""
    addresses = articles.choose(folder, tables, most=most)
    facts: dict[str, Any] = {
        "run": "a run",
        "began": "2025-11-30T00:00:00Z",
        "corpus": {"name": "articles", "articles": len(tables["articles"]), "since": None, "until": None},
        "versions": {"wirebook": "0", "method": "0"},
        "notebooks": [],
        "article_pages": len(addresses),
    }
    articles.write(folder, facts, tables, addresses)
    return {article: folder / address for article, address in addresses.items()}


def test_every_link_of_a_run_leads_to_a_page_and_a_place_on_it(runs: list[publish.RunReport]) -> None:
    folder = runs[0].folder
    pages = {path: tree(path) for path in folder.rglob("*.html")}
    places = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        for address in page.xpath("//a/@href"):
            parts = urlsplit(address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), address
            assert not parts.fragment or parts.fragment in places[target], (path.name, address)


def test_passages_lead_to_their_sentence_on_the_page_of_their_article(runs: list[publish.RunReport]) -> None:
    folder = runs[0].folder
    sentences = pd.read_parquet(folder / "tables" / "sentences.parquet").set_index(["article_id", "sentence"])["text"]
    page = tree(folder / "10_extremes.html")
    cited = page.xpath("//blockquote[.//a]")
    assert len(cited) > 5
    for quote in cited:
        address = quote.xpath(".//a/@href")[0]
        article, sentence = Path(urlsplit(address).path).stem, int(urlsplit(address).fragment[1:])
        assert quote.text_content().startswith(sentences[article, sentence])
    assert page.xpath("//blockquote//mark/a")
    assert tree(folder / "index.html").xpath("//blockquote//a[starts-with(@href, 'articles/')]")
    assert not page.xpath("//*[@data-sentence]")


def test_the_pages_are_the_same_from_run_to_run(runs: list[publish.RunReport]) -> None:
    first, second = (
        {path.name: path.read_bytes() for path in [*report.folder.glob("articles/*"), report.folder / "articles.html"]}
        for report in runs
    )
    assert len(first) > 3
    assert first == second


def test_the_list_has_every_counted_article_the_newest_first(runs: list[publish.RunReport]) -> None:
    rows = tree(runs[0].folder / "articles.html").xpath("//tbody/tr")
    table = pd.read_parquet(runs[0].folder / "tables" / "articles.parquet")
    counted = table[table["duplicate_of"].isna() & table["language"].eq("en")]
    newest = counted.sort_values("published", ascending=False)["title"].iloc[0]
    assert len(rows) == len(counted)
    assert rows[0].text_content().startswith(newest)
    assert all(re.search(r"(\d\.\d\d).*(neutral|negative|positive)", row.text_content()) for row in rows)


def test_the_scores_on_a_page_are_those_of_the_tables(runs: list[publish.RunReport]) -> None:
    folder = runs[0].folder
    tables = {name: pd.read_parquet(folder / "tables" / f"{name}.parquet") for name in ("tones", "voices")}
    for path in folder.glob("articles/*.html"):
        shown = sorted(cell.text_content() for cell in tree(path).xpath("//*[contains(@class, 'wb-scores')]//td[1]"))
        of = pd.concat([table[table["article_id"] == path.stem] for table in tables.values()])
        arrows = {"negative": "▼ ", "positive": "▲ ", "neutral": ""}
        wanted = [f"{arrows[r['label']]}{signed(r['score'])} {r['label']}" for r in of.to_dict("records")]
        assert shown == sorted(wanted)


def test_every_sentence_has_a_place_and_no_word_is_lost(runs: list[publish.RunReport]) -> None:
    folder = runs[0].folder
    sentences = pd.read_parquet(folder / "tables" / "sentences.parquet")
    for path in folder.glob("articles/*.html"):
        page = tree(path)
        for row in sentences[sentences["article_id"] == path.stem].to_dict("records"):
            shown = page.get_element_by_id(f"s{row['sentence']}").text_content()
            assert " ".join(shown.split()) == " ".join(row["text"].split())


def test_titles_and_texts_of_hostile_articles_stay_text(tmp_path: Path, hostile: Path) -> None:
    tables = dict(wb.open(hostile, **METHODS).tables)
    tables["articles"] = tables["articles"].assign(title=lambda rows: rows["title"].fillna(SCRIPT))
    pages = written(tmp_path, tables)
    assert len(pages) == len(tables["articles"])
    titles = tables["articles"].set_index("article_id")["title"]
    assert {'" onmouseover="alert(1)" x="', SCRIPT} < set(titles)
    for path in [*pages.values(), tmp_path / "articles.html"]:
        page = tree(path)
        assert not ADDRESS.search(re.sub(r">[^<]*<|&[#\w]+;", "><", path.read_text(encoding="utf-8")))
        assert not list(page.iter("script", "iframe", "object", "form", "base"))
        assert not [name for e in page.iter() for name in e.attrib if name.startswith("on")]
        assert [e.get("src") for e in page.iter("img")] == []
    for article, title in titles.items():
        assert " ".join(tree(pages[str(article)]).find(".//h1").text_content().split()) == " ".join(title.split())


def test_a_very_long_article_is_shown_to_its_last_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    text = "\n\n".join(f"On day {n} the terrible storm in Norway went on, and nobody was happy." for n in range(1000))
    (folder / "2025-11-03_long.txt").write_text(text)
    tables = wb.open(folder, **METHODS).tables
    [path] = written(tmp_path, tables).values()
    last = tree(path).get_element_by_id(f"s{len(tables['sentences']) - 1}").text_content()
    assert len(text) > 60_000 and last.endswith("nobody was happy.") and "999" in last


def test_beyond_the_limit_the_most_cited_articles_get_a_page_then_the_newest(tmp_path: Path, corpus: Path) -> None:
    tables = wb.open(corpus, **METHODS).tables
    newest_first = list(articles.choose(tmp_path, tables))
    cited = newest_first[-1]
    (tmp_path / "tables").mkdir()
    pd.DataFrame({"article_id": [cited, cited]}).to_parquet(tmp_path / "tables" / "own_evidence.parquet")
    (tmp_path / "tables" / "broken_evidence.parquet").write_bytes(b"no table")
    pages = written(tmp_path, tables, most=2)
    assert list(pages) == [newest_first[0], cited]
    assert len(list((tmp_path / "articles").iterdir())) == 2
    said = " ".join(tree(tmp_path / "articles.html").text_content().split())
    assert f"These are 2 of {len(tables['articles'])} articles" in said


def test_a_passage_of_an_article_without_a_page_stays_text() -> None:
    html = '<cite data-sentence="abc:3">A title</cite>'
    assert links.connected(html, {}) == "<cite>A title</cite>"
    assert (
        links.connected(html, {"abc": "articles/abc.html"}) == '<cite><a href="articles/abc.html#s3">A title</a></cite>'
    )


def test_an_article_without_a_title_is_listed_by_how_it_begins(tmp_path: Path) -> None:
    folder = tmp_path / "untitled"
    folder.mkdir()
    (folder / "note.json").write_text(
        '{"text": "Norway thanked Japan on Monday for its generous help with the ferry."}'
    )
    [path] = written(tmp_path, wb.open(folder, **METHODS).tables).values()
    assert (
        tree(path).find(".//h1").text_content()
        == "“Norway thanked Japan on Monday for its generous help with the ferry.”"
    )
