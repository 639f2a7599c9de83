"""Sharing: one file that holds everything, whole or not at all, and that keeps to itself where it was made."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import json
import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import nbformat
import pandas as pd
import pytest
from PIL import Image

from wirebook import publish
from wirebook.errors import InvalidValueError, MissingToolError, PrintingError, UnknownNameError
from wirebook.publish import runs
from wirebook.publish.share import paging, pictures, printed, share
from wirebook.show import html as fragments

FIXTURES = Path(__file__).parent / "fixtures"
PARAMETERS = """corpus: str = "seeds"  # folder
names: str = "model"  # for names
tone: str = "model"  # for tone
out: str = ""  # folder for tables and figures"""
OPEN = "import wirebook as wb\n\nbook = wb.open(corpus, names=names, tone=tone)"
CELLS = {
    "30_who": [
        "# Who\n\nWho is named.",
        "## By mentions\n\nThe actors.",
        'book.actors(top=6).save(out, "who")',
        "## By tone\n\nHow they are told of; see [above](#By-mentions).",
        'book.sentiment(by="actor").save(out, "told")',
        "## Once more\n\nThe first again.",
        'book.actors(top=6).save(out, "who")',
        "## By hand\n\nA table and a chart of the notebook's own.",
        'book.articles[["title", "words"]].to_csv(f"{out}/tables/own.csv", index=False)\n'
        "from IPython.display import Image, display\n"
        'display(Image(f"{out}/figures/told.png"), metadata={"image/png": {"alt": "A chart of the tone again"}})',
    ],
    "40_briefing": [
        "# Briefing\n\nAll.",
        "## Points\n\nOpen one.",
        'book.briefing().save(out, "briefing")',
        'book.corpus().save(out, "read")',
    ],
}


def notebook(folder: Path, name: str) -> str:
    """Write a notebook of this name; return its path."""
    kinds = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    cells = [kinds[source.startswith("#")](source) for source in CELLS[name]]
    cells[1:1] = [
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(OPEN),
    ]
    metadata = nbformat.read(FIXTURES / "10_counting.ipynb", 4).metadata
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), folder / f"{name}.ipynb")
    return str(folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, corpus: Path, hostile: Path) -> Path:
    """A run of two notebooks over the small corpus and hostile articles."""
    folder = tmp_path_factory.mktemp("sharing")
    shutil.copytree(corpus, folder / "private place" / "articles")
    shutil.copytree(hostile, folder / "private place" / "articles" / "hostile")
    report = publish.run(
        [notebook(folder, name) for name in CELLS],
        corpus=str(folder / "private place" / "articles"),
        out=folder / "out",
        parameters={"names": "rules", "tone": "vader"},
    )
    assert [(e.name, e.message) for e in report.failed] == []
    return report.folder


@pytest.fixture
def copy(run: Path, tmp_path: Path) -> Path:
    """The same run, for a test that breaks it."""
    return shutil.copytree(run, tmp_path / "out" / run.name)


@pytest.fixture(scope="module")
def page(run: Path) -> Any:
    """The shared page, parsed."""
    return parsed(share(run))


def parsed(file: Path) -> Any:
    return lxml.html.parse(str(file), lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)).getroot()


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_page_lies_beside_the_run_by_its_name(run: Path) -> None:
    assert share(run) == run.with_name(f"{run.name}.html")


def test_a_page_runs_nothing_and_asks_the_internet_for_nothing(page: Any) -> None:
    assert list(page.iter("script", "iframe", "object", "form", "svg", "base")) == []
    assert [e.get("src") for e in page.iter() if e.get("src") and not e.get("src").startswith("data:image/")] == []
    assert [e.get("href") for e in page.iter() if not (e.get("href") or "#").startswith(("#", "data:,"))] == []
    assert [name for e in page.iter() for name in e.attrib if name.startswith("on")] == []
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]")[0].get("content")
    style = " ".join(e.text for e in page.iter("style"))
    assert "url(" not in style and "@import" not in style


def test_identifiers_are_unique_and_every_link_leads_somewhere(page: Any) -> None:
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href")[1:] for a in page.iter("a")]
    assert len(links) > 50
    assert [link for link in links if link not in set(ids)] == []
    named = " ".join(e.get("aria-labelledby") for e in page.iter() if e.get("aria-labelledby")).split()
    assert named and set(named) <= set(ids)


def test_a_page_can_be_read_aloud(page: Any) -> None:
    assert page.get("lang") == "en"
    assert [len(list(page.iter(tag))) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []
    assert all(len(picture.get("alt")) > 20 for picture in page.iter("img"))


def test_the_briefing_comes_first_and_the_contents_name_every_page_and_heading(page: Any) -> None:
    entries = [words(a) for a in page.xpath("//nav[@id='wb-contents']//a")]
    assert entries[:2] == ["Briefing", "Who"]
    assert "By tone" in entries
    assert entries[-1] == "The sentences behind the numbers"
    assert [words(h) for h in page.xpath("//section[contains(@class, 'wb-chapter')]/h2")][:2] == ["Briefing", "Who"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [("30_who", "who"), ("30_who", "told"), ("40_briefing", "briefing"), ("40_briefing", "read")],
)
def test_a_table_keeps_all_its_rows_and_their_identifiers(run: Path, page: Any, name: str, answer: str) -> None:
    def rows(root: Any) -> list[tuple[str, str]]:
        heads = root.xpath(f"(//section[@id='{answer}'])[1]//tr/th[@id]")
        return [(head.get("id"), words(head.getparent())) for head in heads]

    assert rows(page) == rows(parsed(run / f"{name}.html")) != []


def places(page: Any, head: Any) -> list[tuple[str, int, int]]:
    """Return the passages behind a row as the page tells them: article, and span in its text."""
    [details] = head.getparent().getnext().xpath("./td/details")
    same = details.xpath(".//p[@class='wb-places' and contains(., 'same as behind')]/a")
    if same:
        return places(page, page.get_element_by_id(same[0].get("href")[1:]))
    found = []
    for link in details.iter("a"):
        first = page.get_element_by_id(link.get("href")[1:])
        sentences = [first]
        while sentences[-1].get("id") != link.get("data-to", first.get("id")):
            sentences.append(sentences[-1].getnext())
        for sentence in sentences:
            begin, until = (int(sentence.get(name)) for name in ("data-start", "data-end"))
            for at in (link.get("data-at") or f"{begin}-{begin}").split():
                start, end = map(int, at.split("-"))
                assert begin <= start <= end <= until
                found.append((sentence.getparent().get("data-article"), start, end))
    return found


@pytest.mark.parametrize("answer", ["who", "told", "briefing", "read"])
def test_every_passage_behind_a_row_stands_in_the_page_at_its_place(run: Path, page: Any, answer: str) -> None:
    passages = pd.read_parquet(run / "tables" / f"{answer}_evidence.parquet")
    behind = {fragments.row_id(answer, key): part for key, part in passages.groupby("key")}
    heads = [head for head in page.xpath("//tr/th[@id]") if head.get("id") in behind]
    assert heads
    for head in heads:
        expected = behind[head.get("id")][["article_id", "start", "end"]].itertuples(index=False, name=None)
        assert sorted(places(page, head)) == sorted(expected)


def test_a_sentence_bears_what_it_can_be_checked_by(run: Path, page: Any) -> None:
    texts = pd.read_parquet(run / "tables" / "articles.parquet").set_index("article_id")["text"]
    sentences = page.xpath("//section[@id='wb-evidence']/article/p[@data-start]")
    assert len(sentences) > 20
    for sentence in sentences:
        article = sentence.getparent()
        text = texts[article.get("data-article")]
        said = text[int(sentence.get("data-start")) : int(sentence.get("data-end"))]
        assert said.split() == sentence.text_content().split()
        assert hashlib.sha256(said.encode()).hexdigest().startswith(sentence.get("data-hash"))
        assert hashlib.sha256(text.encode()).hexdigest() == article.get("data-hash")


def test_every_answer_says_its_source_span_articles_and_method(run: Path, page: Any) -> None:
    method = json.loads((run / "run.json").read_text(encoding="utf-8"))["versions"]["method"]
    figures = page.xpath("//section[contains(@class, 'wb-answer')]") + page.xpath("//figcaption")
    assert len(figures) == 5
    for said in map(words, figures):
        assert "Source: " in said and "2025" in said
        assert re.search(r"n.=.\d+.articles", said)
        assert method in said


def test_a_table_says_what_its_columns_mean(page: Any) -> None:
    meant = page.xpath("//section[@id='who']//details[@class='wb-columns']//dd")
    assert len(meant) > 3 and all(words(m) for m in meant)


def test_a_chart_stands_once_and_loses_no_point(run: Path, page: Any) -> None:
    charts = [img.get("src") for img in page.iter("img")]
    assert len(charts) == len(set(charts)) == 3
    assert len(page.xpath("//a[starts-with(., 'The chart stands above')]")) == 2
    for name in ("who", "told", "briefing"):
        png = (run / "figures" / f"{name}.png").read_bytes()
        small = pictures.smaller(f"data:image/png;base64,{base64.b64encode(png).decode()}")
        assert small in charts
        packed = base64.b64decode(small.partition(",")[2])
        assert len(packed) < len(png)
        one, two = (Image.open(io.BytesIO(data)).convert("RGB").tobytes() for data in (png, packed))
        assert one == two


@pytest.mark.parametrize("address", ["data:image/png;base64,bm90IGEgcGljdHVyZQ==", "data:image/jpeg;base64,eA=="])
def test_a_picture_that_cannot_be_made_smaller_stays(address: str) -> None:
    assert pictures.smaller(address) == address


def test_a_page_is_small_and_the_same_when_shared_again(run: Path, tmp_path: Path) -> None:
    one, two = share(run, out=tmp_path / "one.html"), share(run, out=tmp_path / "two.html")
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size < 2_000_000


def test_what_articles_say_is_never_markup(page: Any) -> None:
    evidence = words(page.get_element_by_id("wb-evidence"))
    assert "<script>window.ran = 1; alert('ran')</script>" in evidence


@pytest.mark.parametrize("form", ["html", "zip"])
def test_a_shared_file_does_not_say_where_the_articles_lie(run: Path, tmp_path: Path, form: Any) -> None:
    file = share(run, form=form, out=tmp_path / f"x.{form}")
    contents = [file.read_bytes()]
    if form == "zip":
        with zipfile.ZipFile(file) as archive:
            contents = [archive.read(name) for name in archive.namelist()]
    assert [c for c in contents if b"private place" in c] == []


def test_a_failed_run_is_shared_with_its_failures_shown(tmp_path: Path, corpus: Path) -> None:
    names = ["10_counting", "20_failing"]
    report = publish.run([str(FIXTURES / f"{n}.ipynb") for n in names], corpus=str(corpus), out=tmp_path / "out")
    page = parsed(share(report.folder))
    [notice] = page.xpath("//main/div[@class='wb-error']")
    assert "1 notebook of 2 failed" in words(notice) and "ValueError" in words(notice)
    assert (
        len(page.xpath("//section[contains(@class, 'wb-chapter')]//p[contains(., 'This part is not complete.')]")) == 1
    )
    assert "this much was done" in page.text_content()


def test_a_run_that_lost_files_is_shared_with_what_is_missing_named(copy: Path) -> None:
    (copy / "30_who.ipynb").unlink()
    text = words(parsed(share(copy)))
    assert "1 notebook of 2 failed" in text
    assert "the run's folder lacks 30_who.ipynb" in text


def test_a_file_is_written_whole_or_not_at_all(copy: Path, tmp_path: Path) -> None:
    (copy / "tables" / "sentences.parquet").write_bytes(b"broken")
    target = tmp_path / "there" / "report.html"
    target.parent.mkdir()
    target.write_text("the one before")
    with pytest.raises(Exception, match=r"(?i)parquet"):
        share(copy, out=target)
    assert target.read_text() == "the one before"
    assert [path.name for path in target.parent.iterdir()] == ["report.html"]


def test_what_is_no_run_is_refused(tmp_path: Path, run: Path) -> None:
    with pytest.raises(InvalidValueError, match="is no run"):
        share(tmp_path)
    (tmp_path / "run.json").write_text("[]")
    with pytest.raises(InvalidValueError, match="is no run"):
        share(tmp_path)
    with pytest.raises(InvalidValueError, match="is a folder"):
        share(run, out=tmp_path)
    with pytest.raises(UnknownNameError, match="html"):
        share(run, form="htm")  # type: ignore[arg-type]


def test_a_run_is_found_by_its_name_its_folder_and_as_the_latest(run: Path, tmp_path: Path) -> None:
    assert runs.find("latest", run.parent) == runs.find(run.name, run.parent) == runs.find(str(run), tmp_path) == run
    with pytest.raises(UnknownNameError, match=f"did you mean {run.name}"):
        runs.find(run.name[:-1], run.parent)
    with pytest.raises(UnknownNameError):
        runs.find("latest", tmp_path)


def rows_of(archive: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(archive.read(name).decode("utf-8")))


def test_two_archives_of_a_run_are_the_same_bytes(run: Path, tmp_path: Path) -> None:
    one, two = (share(run, form="zip", out=tmp_path / name) for name in ("one.zip", "two.zip"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    tables = {path.relative_to(run).as_posix() for path in (run / "tables").iterdir()}
    figures = {f"figures/{name}.png" for name in ("who", "told", "briefing")}
    pages = {"index.html", "30_who.html", "40_briefing.html", "articles.html"}
    pages |= {path.relative_to(run).as_posix() for path in (run / "articles").iterdir()}
    assert set(names) == tables | figures | pages | {"run.json", "data_dictionary.csv", "figures.csv"}


def test_the_dictionary_says_what_every_column_of_every_table_is(run: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(share(run, form="zip", out=tmp_path / "x.zip")) as archive:
        header, *rows = rows_of(archive, "data_dictionary.csv")
        assert header == ["table", "column", "type", "null", "meaning"]
        said = {(row[0], row[1]) for row in rows}
        columns = {
            (Path(name).stem, column)
            for name in archive.namelist()
            if name.startswith("tables/") and name.endswith(".csv")
            for column in next(rows_of(archive, name))
        }
    assert said == columns
    assert len(rows) == len(said)
    assert {row[0] for row in rows if row[4] == "not said by the notebook that wrote it"} == {"own"}
    assert all(row[2] and row[3] in ("yes", "no") for row in rows)


def test_the_figures_of_an_archive_say_what_they_rest_on(run: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(share(run, form="zip", out=tmp_path / "x.zip")) as archive:
        _, *rows = rows_of(archive, "figures.csv")
    assert [row[0] for row in rows] == ["figures/briefing.png", "figures/told.png", "figures/who.png"]
    assert all(row[1] and row[2].startswith("Source: ") and row[3] for row in rows)


def test_pages_of_an_archive_link_to_nothing_that_is_not_in_it(run: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(share(run, form="zip", out=tmp_path / "x.zip")) as archive:
        names = set(archive.namelist())
        for name in sorted(n for n in names if n.endswith(".html")):
            page = lxml.html.document_fromstring(archive.read(name))
            links = {a.get("href").partition("#")[0] for a in page.iter("a") if not a.get("href").startswith("#")}
            found = {posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in links}
            assert found and found <= names


@pytest.mark.browser
def test_a_pdf_has_pages_an_outline_and_links(run: Path, tmp_path: Path) -> None:
    if not any(shutil.which(name) for name in printed.BROWSERS):
        pytest.skip("Chromium is not installed: apt-get install chromium")
    content = share(run, form="pdf", out=tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) > 3
    assert b"/Outlines" in content
    assert len(re.findall(rb"/Subtype\s*/Link", content)) > 5
    assert b"file://" not in content
    numbers = paging.pages(content)
    assert numbers["main"] == numbers["wb-contents"] == 1 < numbers["wb-40_briefing"] < numbers["wb-30_who"]


def test_paper_has_page_numbers_a_few_passages_and_says_where_the_others_are(run: Path) -> None:
    from wirebook.publish.share import report, source

    page = lxml.html.document_fromstring(report.printed(source.read(run)))
    assert 'counter(page) " / " counter(pages)' in " ".join(e.text for e in page.iter("style"))
    assert "On paper nothing opens" in words(page)
    quotes = page.xpath("//details[@open]//blockquote")
    assert 0 < len(quotes) <= 2 * len(page.xpath("//section[@id='briefing']//tr[th/@id]"))
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    assert {a.get("href")[1:] for a in page.iter("a")} <= ids


def test_without_chromium_a_pdf_is_refused_with_what_to_install(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="apt-get install chromium"):
        share(run, form="pdf", out=tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_hangs_is_ended_and_leaves_nothing(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    with pytest.raises(PrintingError, match="in 1 seconds"):
        printed.pdf("<p>x</p>", tmp_path / "out.pdf", seconds=1)
    assert not (tmp_path / "out.pdf").exists()


def test_contents_on_paper_name_the_pages() -> None:
    page = '<span data-page="a"></span><span data-page="b"></span>'
    assert paging.numbered(page, {"a": 12}) == '<span data-page="a">12</span><span data-page="b"></span>'
    assert paging.pages(b"%PDF-1.7 in another way") == {}
