"""Discovering: which notebooks there are, and which parameters each takes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode
from papermill.inspection import inspect_notebook

from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.publish import ipynb
from wirebook.publish.notebook import Notebook, Parameter
from wirebook.read.locate import project_root

FOLDER = "notebooks"
RESERVED = frozenset({"index", "articles"})
"""The names of the pages that a run has besides those of notebooks."""
HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)
NUMBER = re.compile(r"^\d+[_-]+")
"""What orders the notebooks in their folder (`20_timeline`), and may be left out when one is asked for."""


def folder(start: Path | None = None) -> Path:
    """Return where the notebooks are: `notebooks/` in the working folder, else in the project's root.

    Raises InvalidValueError where there is neither.
    """
    roots = [start or Path.cwd(), project_root()]
    for root in roots:
        if root is not None and (root / FOLDER).is_dir():
            return root / FOLDER
    raise InvalidValueError(
        f"there is no folder {FOLDER!r} in {roots[0]}",
        hint="run it from the project's folder, or name a notebook's file",
    )


def find(names: Sequence[str] = (), *, start: Path | None = None) -> list[Notebook]:
    """Return the notebooks asked for, in the order of their names; all of the folder's where none is.

    A name is a notebook's file (`my/own.ipynb`), its name (`20_timeline`) or the name without its number
    (`timeline`).

    Raises UnknownNameError for a name that no notebook has.
    """
    files = {Path(name).resolve() for name in names if name.endswith(".ipynb") and Path(name).is_file()}
    words = [name for name in names if not (name.endswith(".ipynb") and Path(name).is_file())]
    if words or not names:
        there = {path.stem: path for path in sorted(folder(start).glob("*.ipynb"))}
        files |= {there[_stem(word, there)].resolve() for word in words} if names else set(there.values())
        if not files:
            raise InvalidValueError(f"there is no notebook in {folder(start)}", hint="make one: wirebook new NAME")
    chosen = sorted(files, key=lambda path: (path.stem, path))
    for one, next_ in itertools.pairwise(chosen):
        if one.stem == next_.stem:
            raise InvalidValueError(f"two notebooks are called {one.stem!r}", hint="rename one, or run them one by one")
    return [read(path) for path in chosen]


def _stem(word: str, there: dict[str, Path]) -> str:
    wanted = word.removesuffix(".ipynb").casefold()
    for stem in there:
        if wanted in (stem.casefold(), NUMBER.sub("", stem).casefold()):
            return stem
    raise UnknownNameError.of("notebook", word, there)


def read(path: Path) -> Notebook:
    """Read what a notebook says of itself: its title, what it answers, its parameters and whether it may be reused.

    Title, summary and reuse stand in its metadata under `wirebook` (`title`, `summary`, `reuse`); without them, the
    title is the first heading and the summary the first paragraph.

    Raises InvalidValueError for a file that is no notebook, or whose page would be one of the run's own.
    """
    if path.stem.casefold() in RESERVED:
        raise InvalidValueError(f"{path.name!r} cannot be a notebook's name", hint="the page it would make is taken")
    try:
        notebook = ipynb.read(path)
        found = inspect_notebook(str(path))
    except Exception as error:  # nbformat raises a dozen kinds for a file that is no notebook
        raise InvalidValueError(f"{path} is no notebook that can be read: {error}") from error
    about = notebook.metadata.get("wirebook", {})
    return Notebook(
        name=path.stem,
        path=path,
        title=str(about.get("title") or _heading(notebook) or path.stem),
        summary=str(about.get("summary") or _first_paragraph(notebook)),
        parameters={
            name: Parameter(name=name, type=p["inferred_type_name"], default=p["default"], help=p["help"])
            for name, p in found.items()
        },
        reusable=about.get("reuse") is True,
    )


def _heading(notebook: NotebookNode) -> str | None:
    """Return the first top heading of a notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (heading := HEADING.search(cell.source)):
            return heading.group(1).strip()
    return None


def _first_paragraph(notebook: NotebookNode) -> str:
    """Return the first paragraph of a notebook that is no heading, on one line."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for paragraph in cell.source.split("\n\n"):
                if not paragraph.startswith("#"):
                    return " ".join(paragraph.split())
    return ""
