"""Every notebook does its whole job under plain papermill, from any folder, on any corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pandas as pd
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
MADE = {
    "00_corpus": "corpus_sources",
    "10_sentiment": "sentiment",
    "20_timeline": "timeline",
    "30_actors": "actors_countries",
    "35_actor": "actor_over_time",
    "40_briefing": "briefing",
}
"""A table that each notebook writes."""

Executed = dict[str, tuple[nbformat.NotebookNode, Path]]
"""By the notebook's name: the executed notebook, and the folder it wrote to."""


def papermill(notebook: Path, folder: Path, *parameters: str) -> tuple[nbformat.NotebookNode, Path]:
    """Execute a notebook as a person would, from a folder that is no part of the project."""
    out = folder / notebook.stem
    out.mkdir(parents=True)
    output = folder / notebook.name
    command = [sys.executable, "-m", "papermill", str(notebook), str(output), "--no-progress-bar", "-k", "python3"]
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    done = subprocess.run(
        [*command, "-p", "out", str(out), *parameters], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return nbformat.read(output, 4), out


def all_of(folder: Path, *parameters: str) -> Executed:
    with ThreadPoolExecutor(2) as pool:
        ended = pool.map(lambda notebook: papermill(notebook, folder, *parameters), NOTEBOOKS)
        return dict(zip([n.stem for n in NOTEBOOKS], ended, strict=True))


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Executed:
    """All notebooks on the small corpus."""
    return all_of(tmp_path_factory.mktemp("elsewhere"), "-p", "corpus", str(corpus))


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.parametrize("name", MADE)
def test_a_notebook_writes_its_tables_and_figures(executed: Executed, name: str) -> None:
    _, out = executed[name]
    frame = pd.read_parquet(out / "tables" / f"{MADE[name]}.parquet")
    assert len(frame)
    assert len(pd.read_csv(out / "tables" / f"{MADE[name]}.csv")) == len(frame)
    assert (out / "figures" / f"{MADE[name]}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", MADE)
def test_every_number_has_passages_behind_it(executed: Executed, name: str) -> None:
    _, out = executed[name]
    for path in (out / "tables").glob("*_evidence.parquet"):
        evidence = pd.read_parquet(path)
        offset = evidence["start"] - evidence["sentence_start"]
        assert (offset >= 0).all(), path.name
        assert (evidence["end"] - evidence["sentence_start"] <= evidence["text"].str.len()).all(), path.name


@pytest.mark.parametrize("name", MADE)
def test_a_notebook_shows_answers_and_no_noise(executed: Executed, name: str) -> None:
    shown = outputs(executed[name][0])
    assert any("wb-answer" in output.get("data", {}).get("text/html", "") for output in shown)
    assert [output for output in shown if output.output_type in ("stream", "error")] == []


def test_the_corpus_notebook_lists_what_could_not_be_read(executed: Executed) -> None:
    faults = pd.read_parquet(executed["00_corpus"][1] / "tables" / "corpus_faults.parquet")
    assert faults.astype(str).apply(lambda row: row.str.contains("notes.jsonl").any(), axis=1).any()


def test_the_sources_are_counted(executed: Executed) -> None:
    sources = pd.read_parquet(executed["00_corpus"][1] / "tables" / "corpus_sources.parquet")
    assert dict(zip(sources["source"], sources["articles"], strict=True)) == {
        "Coast Daily": 2,
        "Reuters": 2,
        "Northern Post": 1,
    }


def test_the_countries_are_counted(executed: Executed) -> None:
    actors = pd.read_parquet(executed["30_actors"][1] / "tables" / "actors_countries.parquet").set_index("actor")
    assert {"Norway", "Japan", "Denmark"} <= set(actors.index)
    assert actors.loc["Japan", "articles"] == 3


def test_the_plans_are_listed_as_plans(executed: Executed) -> None:
    ahead = pd.read_parquet(executed["20_timeline"][1] / "tables" / "timeline_upcoming.parquet")
    assert not ahead["status"].isin(["happened", "ongoing", "denied"]).any()
    assert ahead["text"].str.contains("plans to publish a report").any()


def test_an_empty_selection_says_so(tmp_path: Path, corpus: Path) -> None:
    ended = all_of(tmp_path, "-p", "corpus", str(corpus), "-p", "since", "2031-01")
    for name, (notebook, _) in ended.items():
        shown = outputs(notebook)
        assert [output for output in shown if output.output_type in ("stream", "error")] == [], name
        assert any("wb-empty" in output.get("data", {}).get("text/html", "") for output in shown), name


def test_one_article_makes_a_sensible_workbook(tmp_path: Path, corpus: Path) -> None:
    one = corpus / "2025-11-03_harbour-talks.txt"
    ended = all_of(tmp_path, "-p", "corpus", str(one))
    briefing = pd.read_parquet(ended["40_briefing"][1] / "tables" / "briefing.parquet")
    assert briefing["point"].str.contains("Norway").any()
    for name, (notebook, _) in ended.items():
        assert [o for o in outputs(notebook) if o.output_type in ("stream", "error")] == [], name
