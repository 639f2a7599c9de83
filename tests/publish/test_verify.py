"""Verifying: each number of a shared report, made anew from the articles."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from wirebook import publish
from wirebook.errors import InvalidValueError
from wirebook.publish import verify
from wirebook.publish.share import share

CELLS = (
    'corpus: str = "seeds"  # folder\nnames: str = "model"  # for names\ntone: str = "model"  # for tone\n'
    'out: str = ""  # folder for tables and figures',
    "import wirebook as wb\n\nbook = wb.open(corpus, names=names, tone=tone)",
    'book.actors(top=0).save(out, "who")',
    'book.sentiment(by="source").save(out, "told")',
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one notebook, two articles, and the report of a run over them."""
    (tmp_path / "notebooks").mkdir()
    cells = [nbformat.v4.new_markdown_cell("# Who"), *(nbformat.v4.new_code_cell(source) for source in CELLS)]
    cells[1].metadata["tags"] = ["parameters"]
    metadata = nbformat.read(Path(__file__).parent / "fixtures" / "10_counting.ipynb", 4).metadata
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), tmp_path / "notebooks" / "30_who.ipynb")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "2025-11-03_one.txt").write_text("Norway thanked Japan on Monday for its generous help. Norway won.")
    (articles / "2025-11-05_two.txt").write_text("Denmark called the storm of 28 October a disaster for Denmark.")
    monkeypatch.chdir(tmp_path)
    chosen = {"names": "rules", "tone": "vader"}
    run = publish.run(corpus="articles", out=tmp_path / "out", parameters=chosen)
    assert not run.failed
    share(run.folder, out=tmp_path / "report.html")
    shutil.rmtree(tmp_path / "out")
    return tmp_path


def counts(project: Path) -> Counter[str]:
    return Counter(number.verdict for number in verify.verify(project / "report.html", "articles"))


def test_numbers_of_the_same_articles_are_the_same(project: Path) -> None:
    found = counts(project)
    assert found["same"] > 5
    assert set(found) == {"same"}


def test_a_number_that_another_text_gives_is_told_as_an_article_that_changed(project: Path) -> None:
    (project / "articles" / "2025-11-03_one.txt").write_text("Norway thanked Japan on Monday for nothing at all.")
    numbers = {n.id.partition("-")[0] + "." + n.column: n for n in verify.verify(project / "report.html", "articles")}
    assert {n.verdict for n in numbers.values()} >= {"same", "article changed"}
    assert "method changed" not in {n.verdict for n in numbers.values()}


def test_a_number_that_another_notebook_gives_is_told_as_a_method_that_changed(project: Path) -> None:
    path = project / "notebooks" / "30_who.ipynb"
    path.write_text(path.read_text().replace("tone=tone)", 'tone=tone, until=\\"2025-11-04\\")'))
    found = counts(project)
    assert found["method changed"] > 0
    assert found["not found"] > 0
    assert found["article changed"] == 0


def test_a_number_whose_row_is_gone_is_not_found(project: Path) -> None:
    path = project / "notebooks" / "30_who.ipynb"
    path.write_text(path.read_text().replace("actors(top=0)", "actors(top=1)"))
    assert counts(project)["not found"] > 0


def test_a_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>a page</p>")
    for name in ("page.html", "nowhere.html"):
        with pytest.raises(InvalidValueError):
            verify.verify(tmp_path / name, "seeds")
