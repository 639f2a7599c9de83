"""The run that is shared: its manifest, its tables, and what is said of each of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from wirebook.analyse import about
from wirebook.errors import InvalidValueError
from wirebook.publish import runs
from wirebook.tables import export

TABLES, EVIDENCE = "tables", "_evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAnswer:
    """An answer that a notebook of the run has saved."""

    name: str
    """What its table is called on the notebook's page."""
    title: str
    source: str
    """Where its numbers come from, and what to be careful about."""
    columns: Mapping[str, str]
    """Each column of its table, and what it holds."""
    passages: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run's folder, and its manifest as it may be handed on."""

    folder: Path
    facts: Mapping[str, Any]

    @property
    def method(self) -> str:
        """The version of the method that its annotations were made by."""
        return str(self.facts["versions"]["method"])

    @property
    def failed(self) -> list[Mapping[str, Any]]:
        """The notebooks that failed."""
        return [n for n in self.facts["notebooks"] if n["status"] == "failed"]

    def table(self, name: str) -> pd.DataFrame:
        """Return one of the tables of the articles."""
        return pd.read_parquet(self.folder / TABLES / f"{name}.parquet")

    def source(self) -> str:
        """Return the source line of the whole: who published, from when to when, how many articles, which method."""
        return f"{about.of({'articles': self.table('articles')}).line()} · method {self.method}"

    def answers(self, notebook: Mapping[str, Any]) -> dict[str, SavedAnswer]:
        """Return the answers that a notebook saved, by name."""
        found = {}
        for file in notebook["files"]:
            path = self.folder / file
            if not path.name.endswith(f"{EVIDENCE}.parquet"):
                continue
            table = path.with_name(path.name.replace(f"{EVIDENCE}.parquet", ".parquet"))
            said, columns = described(table)
            if "key" in said:
                name = table.stem.removeprefix(f"{notebook['name']}-")
                found[name] = SavedAnswer(
                    name=name,
                    title=said["title"],
                    source=said["note"],
                    columns=columns,
                    passages=pd.read_parquet(path),
                )
        return found


def read(folder: Path) -> Run:
    """Return the run that lies in a folder.

    Its manifest is returned without the place of the articles, which is nobody's business but the analyst's. A
    notebook of which the folder has no execution counts as failed. Raises InvalidValueError where the folder is none
    of a run.
    """
    try:
        facts = json.loads((folder / runs.MANIFEST).read_text(encoding="utf-8"))
        notebooks = [_entry(folder, dict(notebook)) for notebook in facts["notebooks"]]
        corpus = {name: value for name, value in facts["corpus"].items() if name != "path"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidValueError(
            f"{str(folder)!r} is no run: it has no {runs.MANIFEST} that can be read",
            hint="give the folder of a run, its name, or latest",
        ) from error
    return Run(folder=folder, facts=facts | {"notebooks": notebooks, "corpus": corpus})


def described(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a Parquet file says of its table (empty where it says nothing), and of its columns."""
    import pyarrow.parquet as pq

    if not path.is_file():
        return {}, {}
    schema = pq.read_schema(path)
    said = json.loads((schema.metadata or {}).get(export.ABOUT, b"{}"))
    columns = {field.name: (field.metadata or {}).get(export.MEANING, b"").decode("utf-8") for field in schema}
    return said, columns


def _entry(folder: Path, notebook: dict[str, Any]) -> dict[str, Any]:
    missing = [file for file in (f"{notebook['name']}.ipynb", *notebook["files"]) if not (folder / file).is_file()]
    if missing and notebook["status"] != "failed":
        said = f"the run's folder lacks {', '.join(missing[:3])}{' and more' if len(missing) > 3 else ''}"
        notebook |= {"status": "failed", "error": "Missing files", "message": said}
    return notebook | {"files": [file for file in notebook["files"] if file not in missing]}
