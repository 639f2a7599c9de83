"""The manifest `run.json`: what went into a run, what came out, and with which versions."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from wirebook.analyse import about
from wirebook.annotate.methods import Methods
from wirebook.publish import reuse, runs
from wirebook.publish.execute import Execution
from wirebook.publish.notebook import Notebook
from wirebook.tables import kept, method


def build(
    *,
    name: str,
    given: Mapping[str, Any],
    began: dt.datetime,
    seconds: float,
    keys: Mapping[str, str],
    executions: Sequence[Execution],
    notebooks: Sequence[Notebook],
    files: Mapping[str, Sequence[str]],
    tables: Mapping[str, pd.DataFrame],
    article_pages: int,
) -> dict[str, Any]:
    """Return what a run's manifest says, as JSON values. `given` is what `inputs` returns."""
    sources = {notebook["name"]: notebook["source_hash"] for notebook in given["notebooks"]}
    titles = {notebook.name: notebook for notebook in notebooks}
    failed = any(e.status == "failed" for e in executions)
    return {
        "run": name,
        "status": "failed" if failed else "done",
        "began": f"{began:%Y-%m-%dT%H:%M:%SZ}",
        "seconds": round(seconds, 1),
        **given,
        "corpus": given["corpus"] | _span(tables),
        "notebooks": [
            {
                "name": e.name,
                "title": titles[e.name].title,
                "summary": titles[e.name].summary,
                "source_hash": sources[e.name],
                "status": e.status,
                "seconds": e.seconds,
                "error": e.error,
                "message": e.message,
                "key": keys[e.name],
                "files": list(files[e.name]),
            }
            for e in executions
        ],
        "tables": {name: len(frame) for name, frame in tables.items()},
        "article_pages": article_pages,
        "problems": len(tables["problems"]),
    }


def versions(methods: Methods) -> dict[str, str]:
    """Return all versions that a run's figures depend on, those of the analyst's own files among them."""
    made = {"method": method.version(methods), "pipeline": kept.pipeline(methods), "reading": method.reading()}
    return reuse.versions() | made


def inputs(
    corpus: Path,
    parameters: Mapping[str, Any],
    hashes: Mapping[str, str],
    notebooks: Sequence[Notebook],
    methods: Methods,
) -> dict[str, Any]:
    """Return what a run was given, as its manifest says it: what it reads, by what, and how it is asked for."""
    said = {
        "corpus": {"path": str(corpus), "name": corpus.name, "hash": hashes["corpus"]},
        "parameters": dict(parameters),
        "versions": versions(methods),
        "package_hash": hashes["package"],
        "notebooks": [{"name": n.name, "source_hash": reuse.source_hash(n)} for n in notebooks],
    }
    given: dict[str, Any] = json.loads(json.dumps(said, default=str))
    return given


def write(facts: Mapping[str, Any], folder: Path) -> Path:
    """Write the manifest into a run's folder."""
    path = folder / runs.MANIFEST
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    return path


def say_where(notebook: Path, made: Iterable[Path], final: Path) -> None:
    """Say, in an executed notebook, where a run lies in the end rather than where it was made."""
    text = notebook.read_text(encoding="utf-8")
    for place in made:
        text = text.replace(_inside(place), _inside(final))
    notebook.write_text(text, encoding="utf-8")


def _inside(path: Path) -> str:
    """Return a path as it stands inside a string of a JSON file."""
    return json.dumps(str(path), ensure_ascii=False)[1:-1]


def _span(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Return how many articles were read and are counted, and the first and last date that these are from."""
    counted = about.of(tables)
    return {
        "read": len(tables["articles"]),
        "articles": counted.articles,
        "since": counted.begin,
        "until": counted.end,
    }
