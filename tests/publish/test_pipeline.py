"""A run: what lies in its folder, what a second one takes over, and what a failed notebook leaves."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from wirebook import publish
from wirebook.annotate import methods
from wirebook.annotate.methods import Methods
from wirebook.errors import CorpusNotFoundError, InvalidValueError, MissingToolError, UnknownNameError
from wirebook.tables import method, schema

FIXTURES = Path(__file__).parent / "fixtures"
COUNTING, FAILING = str(FIXTURES / "10_counting.ipynb"), str(FIXTURES / "20_failing.ipynb")


def manifest(report: publish.RunReport) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((report.folder / "run.json").read_text(encoding="utf-8"))
    return facts


def test_a_run_folder_holds_pages_notebooks_tables_and_a_manifest(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = publish.run([COUNTING], corpus=str(articles), out=out, parameters={"top": "1", "word": "storm"})
    names = {path.relative_to(report.folder).as_posix() for path in report.folder.rglob("*") if path.is_file()}
    tables = {f"tables/{name}.{kind}" for name in schema.SCHEMA for kind in ("csv", "parquet")}
    pages = {"10_counting.html", "index.html", "articles.html"}
    facts = manifest(report)
    texts = pd.read_parquet(report.folder / "tables" / "articles.parquet")
    pages |= {f"articles/{article}.html" for article in texts["article_id"]}
    assert names == tables | pages | {"10_counting.ipynb", "run.json", "tables/files.csv"}
    assert (out / "latest").resolve() == report.folder
    assert report.index.is_file()
    assert facts["status"] == "done"
    assert facts["article_pages"] == 2
    assert facts["parameters"] == {"top": "1", "word": "storm"}
    assert facts["tables"]["articles"] == len(texts) == 2
    assert facts["notebooks"][0]["files"] == ["tables/files.csv"]


def test_an_executed_notebook_names_the_run_where_it_lies(articles: Path, tmp_path: Path) -> None:
    report = publish.run([COUNTING], corpus=str(articles), out=tmp_path / "out", parameters={"sources": "[AP]"})
    text = (report.folder / "10_counting.ipynb").read_text(encoding="utf-8")
    assert "-partial" not in text
    [injected] = [c for c in nbformat.reads(text, 4).cells if "injected-parameters" in c.metadata.get("tags", [])]
    assert f'out = "{report.folder}"' in injected.source
    assert f'corpus = "{articles}"' in injected.source
    assert 'sources = ["AP"]' in injected.source


def test_a_second_run_takes_over_what_has_not_changed(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = publish.run([COUNTING], corpus=str(articles), out=out)
    second = publish.run([COUNTING], corpus=str(articles), out=out)
    assert [e.status for e in second.notebooks] == ["reused"]
    assert (second.folder / "tables" / "files.csv").read_bytes() == (first.folder / "tables" / "files.csv").read_bytes()
    assert "unchanged since an earlier run" in second.index.read_text(encoding="utf-8")
    assert str(first.folder) not in (second.folder / "10_counting.ipynb").read_text(encoding="utf-8")
    assert (out / "latest").resolve() == second.folder


def test_a_notebook_is_executed_anew_when_an_article_changed_or_it_is_asked_for(articles: Path, tmp_path: Path) -> None:
    publish.run([COUNTING], corpus=str(articles), out=tmp_path / "out")
    (articles / "2025-11-03_one.txt").write_text("Norway thanked Japan on Monday for nothing at all.")
    changed = publish.run([COUNTING], corpus=str(articles), out=tmp_path / "out")
    fresh = publish.run([COUNTING], corpus=str(articles), out=tmp_path / "out", fresh=True)
    assert [e.status for report in (changed, fresh) for e in report.notebooks] == ["done", "done"]


def test_a_notebook_that_may_read_other_files_is_always_executed(articles: Path, tmp_path: Path) -> None:
    notebook = tmp_path / "own.ipynb"
    own = nbformat.read(COUNTING, 4)
    del own.metadata["wirebook"]
    nbformat.write(own, notebook)
    runs = [publish.run([str(notebook)], corpus=str(articles), out=tmp_path / "out") for _ in range(2)]
    assert [e.status for report in runs for e in report.notebooks] == ["done", "done"]


def test_a_failed_notebook_is_published_with_its_error_and_latest_stays(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    whole = publish.run([COUNTING], corpus=str(articles), out=out)
    report = publish.run([COUNTING, FAILING], corpus=str(articles), out=out)
    assert [(e.name, e.status) for e in report.notebooks] == [("10_counting", "reused"), ("20_failing", "failed")]
    assert (out / "latest").resolve() == whole.folder
    page = (report.folder / "20_failing.html").read_text(encoding="utf-8")
    assert "This page is not complete." in page
    assert "this much was done" in page
    assert "no such &lt;b&gt;thing&lt;/b&gt;" in page
    assert "<script" not in page
    index = report.index.read_text(encoding="utf-8")
    assert "This run is not complete." in index
    assert "ValueError" in index
    assert manifest(report)["status"] == "failed"


def test_a_run_that_is_refused_leaves_nothing(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for wrong in ({"topp": "1"}, {"top": "many"}, {"corpus": "x"}):
        with pytest.raises((UnknownNameError, InvalidValueError)):
            publish.run([COUNTING], corpus=str(articles), out=out, parameters=wrong)
    with pytest.raises(CorpusNotFoundError):
        publish.run([COUNTING], corpus=str(tmp_path / "nowhere"), out=out)
    assert not out.exists()


def test_a_name_that_two_notebooks_write_is_kept_twice(articles: Path, tmp_path: Path) -> None:
    shutil.copyfile(COUNTING, tmp_path / "11_again.ipynb")
    report = publish.run([COUNTING, str(tmp_path / "11_again.ipynb")], corpus=str(articles), out=tmp_path / "out")
    written = {entry["name"]: entry["files"] for entry in manifest(report)["notebooks"]}
    assert written == {"10_counting": ["tables/files.csv"], "11_again": ["tables/11_again-files.csv"]}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A notebook that says how the tone of its corpus was judged."""
    cells = [
        nbformat.v4.new_markdown_cell("# Methods\n\nHow tone was judged."),
        nbformat.v4.new_code_cell(
            'corpus: str = "seeds"  # folder\nnames: str = "model"  # for names\ntone: str = "model"  # for tone',
            metadata={"tags": ["parameters"]},
        ),
        nbformat.v4.new_code_cell(
            "import wirebook as wb\n\n"
            "book = wb.open(corpus, names=names, tone=tone)\n"
            'print("judged by", set(book.tones["how"]), "annotated", book.annotated)'
        ),
    ]
    path = tmp_path / "30_methods.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=nbformat.read(COUNTING, 4).metadata), path)
    return path


def test_the_methods_of_a_run_are_those_of_its_notebooks_and_its_tables(
    articles: Path, tmp_path: Path, own: Path
) -> None:
    chosen = {"names": "rules", "tone": "vader"}
    report = publish.run([str(own)], corpus=str(articles), out=tmp_path / "out", parameters=chosen)
    assert not report.failed
    tones = pd.read_parquet(report.folder / "tables" / "tones.parquet")
    assert set(tones["how"]) == {"lexicon: VADER"}
    page = (report.folder / "30_methods.html").read_text(encoding="utf-8")
    assert "judged by {&#39;lexicon: VADER&#39;} annotated 0" in page.replace("'", "&#39;")
    facts = manifest(report)
    assert facts["parameters"] == chosen
    assert facts["versions"]["method"] == method.version(Methods(**chosen)) != method.version()


def test_without_methods_a_run_uses_the_language_model(articles: Path, tmp_path: Path, own: Path) -> None:
    report = publish.run([str(own)], corpus=str(articles), out=tmp_path / "out")
    tones = pd.read_parquet(report.folder / "tables" / "tones.parquet")
    assert len(tones) and all(how.startswith("language model") for how in tones["how"])
    assert manifest(report)["versions"]["method"] == method.version()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"tone": "vadar"}, UnknownNameError), ({"names": "spacy:en_core_web_trf"}, MissingToolError)],
)
def test_a_method_that_is_not_there_is_refused_before_anything_is_written(
    articles: Path, tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], error: type
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    methods._spacy.cache_clear()
    with pytest.raises(error):
        publish.run([str(own)], corpus=str(articles), out=tmp_path / "out", parameters=wrong)
    assert not (tmp_path / "out").exists()


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A notebook that says with which run it is compared."""
    cells = [
        nbformat.v4.new_markdown_cell("# Compared\n\nWith which run."),
        nbformat.v4.new_code_cell(
            'corpus: str = "seeds"  # folder\nbefore: str = ""  # run', metadata={"tags": ["parameters"]}
        ),
        nbformat.v4.new_code_cell("from pathlib import Path\n\nprint('compared with', Path(before).name)"),
    ]
    path = tmp_path / "60_compared.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=nbformat.read(COUNTING, 4).metadata), path)
    return path


def test_a_run_is_compared_with_the_last_whole_one_of_its_corpus(articles: Path, tmp_path: Path, told: Path) -> None:
    def compared(report: publish.RunReport) -> str:
        return (report.folder / "60_compared.ipynb").read_text(encoding="utf-8").partition("compared with ")[2][:23]

    out, other = tmp_path / "out", tmp_path / "other"
    shutil.copytree(articles, other)
    first = publish.run([str(told)], corpus=str(articles), out=out)
    assert compared(first).startswith("none") and first.before is None
    publish.run([COUNTING], corpus=str(other), out=out)
    publish.run([COUNTING, FAILING], corpus=str(articles), out=out)
    (articles / "one-more.txt").write_text("The harbour of Ellismoor opened on Monday.", encoding="utf-8")
    second = publish.run([str(told)], corpus=str(articles), out=out)
    assert compared(second) == first.folder.name
    assert second.before == first.folder
    again = publish.run([str(told)], corpus=str(articles), out=out)
    assert compared(again) == first.folder.name, "with nothing new the page of changes stays"
    assert again.before == second.folder
    assert [e.status for e in again.notebooks] == ["reused"]
    named = publish.run([str(told)], corpus=str(articles), out=out, parameters={"before": first.folder.name})
    assert compared(named) == first.folder.name
    with pytest.raises(UnknownNameError, match="unknown run"):
        publish.run([str(told)], corpus=str(articles), out=out, parameters={"before": "yesterday"})
