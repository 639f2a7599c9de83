"""A notebook of one's own: made from a template, never over another, never outside the folder."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from wirebook.errors import InvalidValueError
from wirebook.publish import create, discover


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    return tmp_path


def test_a_new_notebook_is_one_that_run_picks_up(project: Path) -> None:
    path = create.notebook("50_port_strikes", start=project)
    assert path == project / "notebooks" / "50_port_strikes.ipynb"
    [found] = discover.find(start=project)
    assert (found.name, found.title) == ("50_port_strikes", "Port strikes")
    assert {"corpus", "since", "until", "sources", "actors", "out"} <= set(found.parameters)
    assert not found.reusable
    nbformat.validate(nbformat.read(path, 4))


@pytest.mark.parametrize("name", ["", ".hidden", "../outside", "a/b", "a\\b", "-p", "index", "a" * 200, "a\nb"])
def test_a_name_that_is_no_plain_file_name_is_refused(project: Path, name: str) -> None:
    with pytest.raises(InvalidValueError, match="cannot be a notebook's name"):
        create.notebook(name, start=project)
    assert list((project / "notebooks").iterdir()) == []


def test_an_existing_notebook_is_never_overwritten(project: Path) -> None:
    path = create.notebook("own", start=project)
    path.write_text("mine")
    with pytest.raises(InvalidValueError, match=r"there is a notebook 'own\.ipynb' already"):
        create.notebook("own.ipynb", start=project)
    assert path.read_text() == "mine"
