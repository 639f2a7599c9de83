"""The tutorial takes a newcomer from a folder of articles to a shared page, and leaves the seeds as they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import nbformat
import pytest

from wirebook.knowledge import own
from wirebook.publish import runs

pytestmark = pytest.mark.timeout(900)  # the last step is a whole run
TUTORIAL = Path("tutorial") / "first_quarter_of_an_hour.ipynb"


def papermill(notebook: Path, folder: Path, *parameters: str) -> nbformat.NotebookNode:
    """Execute the tutorial as a person would, from a folder that is no part of the project."""
    done = folder / "done.ipynb"
    command = [sys.executable, "-m", "papermill", str(notebook), str(done), "--no-progress-bar", "-k", "python3"]
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    given = [
        part for name, value in zip(parameters[::2], parameters[1::2], strict=True) for part in ("-r", name, value)
    ]
    ended = subprocess.run(
        [*command, "-r", "out", str(folder / "out"), *given],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    return nbformat.read(done, 4)


def shown(notebook: nbformat.NotebookNode, cell: str) -> str:
    """Return all that a cell shows: what it prints, and the richest form of each of its outputs."""
    [found] = [one for one in notebook.cells if one.id == cell]
    return "\n".join(
        output.text
        if output.output_type == "stream"
        else "".join(output.data.get("text/html", output.data.get("text/plain", "")))
        for output in found.outputs
    )


def page(folder: Path) -> lxml.html.HtmlElement:
    """Return the shared page that the tutorial has left, which lies beside its run."""
    run = runs.latest(folder / "out")
    assert run is not None
    return lxml.html.parse(run.with_name(f"{run.name}.html")).getroot()


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A newcomer's own folder: five articles and a record that cannot be used."""
    folder = tmp_path_factory.mktemp("tutorial") / "my articles"
    shutil.copytree(corpus, folder)
    return folder


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, notebooks: Path, mine: Path) -> tuple[nbformat.NotebookNode, Path]:
    """The tutorial over the newcomer's own folder, with a correction, and the folder that it was executed in."""
    folder = tmp_path_factory.mktemp("elsewhere")
    parameters = ("corpus", str(mine), "actor", "Norway", "keep", "Norway", "same", "Oslo")
    return papermill(notebooks / TUTORIAL, folder, *parameters), folder


def test_it_says_what_of_an_own_folder_was_read_and_what_not(done: tuple[nbformat.NotebookNode, Path]) -> None:
    assert "5 articles" in shown(done[0], "open")
    assert "notes.jsonl" in shown(done[0], "faults")


def test_it_follows_one_number_to_its_sentences_and_article(done: tuple[nbformat.NotebookNode, Path]) -> None:
    told = shown(done[0], "number")
    assert told.startswith("Norway: ")
    assert int(told.split()[1]) >= 2
    assert "Norway" in shown(done[0], "article")


def test_a_correction_stands_beside_the_articles_and_holds(
    done: tuple[nbformat.NotebookNode, Path], mine: Path
) -> None:
    [row] = own.read(mine / own.FILE)[0].corrections
    assert (row.action, row.name, row.other) == ("merge", "Norway", ("Oslo",))
    assert "Oslo" in shown(done[0], "correct")


def test_it_offers_sentences_to_label(done: tuple[nbformat.NotebookNode, Path]) -> None:
    [cell] = [one for one in done[0].cells if one.id == "label"]
    assert "application/vnd.jupyter.widget-view+json" in cell.outputs[0].data
    assert "label" in shown(done[0], "accuracy")


def test_it_ends_in_one_page_that_holds_the_run(done: tuple[nbformat.NotebookNode, Path]) -> None:
    notebook, folder = done
    shared = page(folder)
    assert shared.xpath("//article[@data-article]")
    assert list(shared.iter("script", "iframe", "object")) == []
    assert str(folder / "out") in shown(notebook, "run")


def test_without_a_folder_it_practises_on_a_copy_of_the_seeds(tmp_path: Path, notebooks: Path) -> None:
    seeds = notebooks.parent / "seeds"
    before = {path: path.stat().st_mtime_ns for path in seeds.rglob("*")}
    pair = ("keep", "Chinese Ministry of Commerce", "same", "Ministry of Commerce")
    notebook = papermill(notebooks / TUTORIAL, tmp_path, *pair)
    assert {path: path.stat().st_mtime_ns for path in seeds.rglob("*")} == before
    assert own.read(tmp_path / "out" / "practice" / own.FILE)[0].corrections
    assert "Ministry of Commerce" in shown(notebook, "alike")
    assert page(tmp_path).xpath("//article[@data-article]")
