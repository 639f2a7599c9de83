"""The notebooks are thin, parameterised and committed without outputs."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner
from papermill.cli import papermill
from papermill.inspection import inspect_notebook

from wirebook.publish import create, discover

FOLDER = Path(__file__).parents[2] / "notebooks"
FILES = [*sorted(FOLDER.glob("*.ipynb")), create.TEMPLATE]
TUTORIAL = FOLDER / "tutorial" / "first_quarter_of_an_hour.ipynb"
COMMON = ("corpus", "since", "until", "sources", "actors", "out")
LINES = 10
PLAIN_TYPES = re.compile(r"(str|int|float|bool|list|dict)(\[[\w, \[\]]+\])?")
ABSOLUTE = re.compile(r"""["'](/[A-Za-z]|[A-Za-z]:\\|~/)""")

every_notebook = pytest.mark.parametrize("path", [*FILES, TUTORIAL], ids=lambda path: path.stem)
every_notebook_of_a_run = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[Any]:
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == kind]


def parameters_cell(path: Path) -> Any:
    [cell] = [cell for cell in cells(path, "code") if "parameters" in cell.metadata.get("tags", [])]
    return cell


def test_the_workbook_has_its_notebooks() -> None:
    names = [path.stem for path in FILES]
    numbered = {"00_corpus", "10_sentiment", "20_timeline", "30_actors", "35_actor", "40_briefing", "50_changes"}
    assert numbered <= set(names)


@every_notebook
def test_a_notebook_is_valid_and_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None


@every_notebook
def test_the_parameters_come_first_and_compute_nothing(path: Path) -> None:
    cell = parameters_cell(path)
    assert cells(path, "code")[0] == cell
    for statement in ast.parse(cell.source).body:
        assert isinstance(statement, ast.AnnAssign | ast.Assign)
        assert statement.value is not None
        ast.literal_eval(statement.value)


@every_notebook_of_a_run
def test_every_parameter_has_a_plain_type_a_neutral_default_and_help(path: Path) -> None:
    found = inspect_notebook(str(path))
    assert list(found)[:2] == ["corpus", "since"]
    assert set(COMMON) <= set(found)
    assert len(found) == len(ast.parse(parameters_cell(path).source).body)
    for name, parameter in found.items():
        assert PLAIN_TYPES.fullmatch(parameter["inferred_type_name"]), name
        assert parameter["help"], name
    for name in set(COMMON) - {"corpus"}:
        assert found[name]["default"] in ('""', "[]"), name


def test_the_tutorial_is_not_part_of_a_run() -> None:
    assert TUTORIAL.stem not in [notebook.name for notebook in discover.find(start=FOLDER.parent)]


@every_notebook
def test_papermill_lists_every_parameter_with_its_type(path: Path) -> None:
    listed = CliRunner().invoke(papermill, ["--help-notebook", str(path)]).stdout
    for name in inspect_notebook(str(path)):
        assert re.search(rf"^  {name}: (?!Unknown)\w", listed, re.MULTILINE), name


@every_notebook
def test_the_code_is_thin(path: Path) -> None:
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= LINES or cell == parameters_cell(path)
        assert not cell.source.lstrip().startswith(("%", "!"))
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef | ast.Lambda)
        assert not ABSOLUTE.search(cell.source)


@every_notebook
def test_every_step_has_a_heading_and_a_sentence(path: Path) -> None:
    told = cells(path, "markdown")
    assert told[0].source.startswith("# ")
    for cell in told:
        heading, _, sentence = cell.source.partition("\n\n")
        assert heading.startswith("#")
        assert sentence.strip().endswith((".", "?", ":"))
