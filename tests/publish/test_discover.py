"""Discovering notebooks: by folder, name, name without its number, and file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.publish import discover

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with two notebooks in it."""
    shutil.copytree(FIXTURES, tmp_path / "notebooks")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], ["10_counting", "20_failing"]),
        (["20_failing", "10_counting"], ["10_counting", "20_failing"]),
        (["counting"], ["10_counting"]),
        (["Counting"], ["10_counting"]),
        (["10_counting.ipynb"], ["10_counting"]),
        ([str(FIXTURES / "20_failing.ipynb")], ["20_failing"]),
        (["counting", "10_counting"], ["10_counting"]),
    ],
)
def test_notebooks_are_found_by_name_and_by_file(project: Path, asked: list[str], found: list[str]) -> None:
    assert [notebook.name for notebook in discover.find(asked, start=project)] == found


def test_an_unknown_notebook_is_refused_with_the_nearest_name(project: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 10_counting"):
        discover.find(["countin"], start=project)


def test_two_notebooks_of_one_name_are_refused(project: Path) -> None:
    with pytest.raises(InvalidValueError, match="two notebooks are called '10_counting'"):
        discover.find(["counting", str(FIXTURES / "10_counting.ipynb")], start=project)


def test_a_file_that_is_no_notebook_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "bad.ipynb").write_text("{not json", encoding="utf-8")
    with pytest.raises(InvalidValueError, match=r"bad\.ipynb is no notebook"):
        discover.find([str(tmp_path / "bad.ipynb")])


def test_a_notebook_says_its_title_its_parameters_and_whether_it_reads_the_corpus_alone() -> None:
    counting, failing = (discover.read(path) for path in sorted(FIXTURES.glob("*.ipynb"))[:2])
    assert counting.title == "Counting"
    assert counting.parameters["top"].type == "int"
    assert counting.parameters["top"].help == "how many rows"
    assert counting.reusable
    assert not failing.reusable


def test_a_folder_without_notebooks_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    with pytest.raises(InvalidValueError, match="make one: wirebook new NAME"):
        discover.find(start=tmp_path)


@pytest.mark.parametrize("name", ["index", "articles"])
def test_a_notebook_whose_page_would_be_one_of_the_run_is_refused(project: Path, name: str) -> None:
    shutil.copyfile(FIXTURES / "10_counting.ipynb", project / "notebooks" / f"{name}.ipynb")
    with pytest.raises(InvalidValueError, match="cannot be a notebook's name"):
        discover.find(start=project)
