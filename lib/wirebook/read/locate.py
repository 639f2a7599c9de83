"""Find the corpus that a person means, and the project that this library is installed from."""

from __future__ import annotations

from pathlib import Path

from wirebook.errors import CorpusNotFoundError

MARKS = ("pyproject.toml", "notebooks")
"""What stands in the project's root and nowhere else."""


def project_root() -> Path | None:
    """Return the root of the project that this library is installed from (`pip install -e .`), None elsewhere."""
    root = Path(__file__).resolve().parents[3]
    return root if all((root / mark).exists() for mark in MARKS) else None


def locate(corpus: str, *, what: str = "corpus") -> Path:
    """Return the path of a corpus, a folder or one file of articles.

    An absolute path is taken as given. A relative one is looked for from the working folder, then from the project's
    root: JupyterLab runs a notebook in the notebook's folder, papermill in the caller's.

    Other files that an analyst names are looked for likewise: `what` names their kind. Raises CorpusNotFoundError where
    there is none.
    """
    wanted = Path(corpus).expanduser()
    roots = [Path.cwd(), *filter(None, [project_root()])]
    tried = [wanted] if wanted.is_absolute() else list(dict.fromkeys(root / wanted for root in roots))
    for path in tried:
        try:
            if path.exists():
                return path
        except (OSError, ValueError):  # a name that no file can have: too long, or with a NUL
            break
    places = " or ".join(repr(str(path.parent)) for path in tried)
    raise CorpusNotFoundError(
        f"there is no {what} {corpus!r} in {places}",
        hint="give the path of a folder or a file of articles" if what == "corpus" else f"give the path of the {what}",
    )
