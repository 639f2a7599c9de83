"""Reuse: an executed notebook is taken over from an earlier run where nothing that it depends on has changed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from wirebook.publish.notebook import Notebook
from wirebook.tables import kept

LIBRARIES = ("ipykernel", "matplotlib", "nbclient", "nltk", "numpy", "pandas", "papermill", "pyarrow")
"""The libraries that a notebook's outputs depend on, besides this one."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One notebook as an earlier run left it: the run's folder, and what its manifest says of the notebook."""

    folder: Path
    entry: dict[str, Any]


def versions() -> dict[str, str]:
    """Return the versions of Python, of this package and of the main libraries."""
    found = {name: importlib.metadata.version(name) for name in ("wirebook", *LIBRARIES)}
    return {"python": platform.python_version()} | found


def package_hash() -> str:
    """Return a hash over every file of the installed package."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def corpus_hash(tables: Mapping[str, pa.Table]) -> str:
    """Return a hash over all that a corpus says: the rows of its tables."""
    digest = hashlib.sha256()
    for name in sorted(tables):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, tables[name].schema) as writer:
            writer.write_table(tables[name].combine_chunks())
        digest.update(name.encode() + b"\0" + hashlib.sha256(sink.getvalue()).digest())
    return digest.hexdigest()


def source_hash(notebook: Notebook) -> str:
    """Return a hash of a notebook's file."""
    return hashlib.sha256(notebook.path.read_bytes()).hexdigest()


def key(notebook: Notebook, parameters: Mapping[str, Any], *, corpus: str, package: str) -> str:
    """Return a hash over all that the outputs of a notebook depend on.

    `corpus` and `package` are the hashes of the articles and of this package.
    """
    parts = {
        "source": source_hash(notebook),
        "parameters": {name: value for name, value in parameters.items() if name != "out"},
        "corpus": corpus,
        "package": package,
        "versions": versions(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def find(earlier: Iterable[tuple[Path, Mapping[str, Any]]], keys: Mapping[str, str]) -> dict[str, Earlier]:
    """Return, for each notebook of `keys`, its first execution under that key in earlier runs, if there is one.

    `earlier` are runs that were whole, each with its manifest, the newest first.
    """
    found: dict[str, Earlier] = {}
    for folder, manifest in earlier:
        for entry in manifest.get("notebooks", []):
            name = entry.get("name")
            if name in keys and name not in found and entry.get("key") == keys[name] and _intact(folder, entry):
                found[name] = Earlier(folder, entry)
        if len(found) == len(keys):
            break
    return found


def unchanged(out: Path, given: Mapping[str, Any]) -> Path | None:
    """Return the last whole run that was asked for the same, where all that it was given is the same; else None.

    `given` is what `manifest.inputs` returns. Asked for the same are runs over one corpus, of the same notebooks with
    the same parameters.
    """
    asked = _asked(given)
    for folder, facts in kept.whole(out):
        if _asked(facts) == asked:
            return folder if _same(facts, given) else None
    return None


def _asked(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    names = [notebook["name"] for notebook in facts["notebooks"]]
    return facts["corpus"].get("path"), facts["parameters"], names


def _same(facts: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    sources = [[n.get("source_hash") for n in said["notebooks"]] for said in (facts, given)]
    return kept.read_alike(facts, given) and sources[0] == sources[1]


def take(earlier: Earlier, output: Path, folder: Path) -> None:
    """Copy an executed notebook to `output`, and the files it wrote to `folder`."""
    shutil.copyfile(earlier.folder / f"{earlier.entry['name']}.ipynb", output)
    for file in earlier.entry["files"]:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(earlier.folder / file, target)


def _intact(folder: Path, entry: Mapping[str, Any]) -> bool:
    files = [f"{entry['name']}.ipynb", *entry.get("files", [])]
    return entry.get("status") in ("done", "reused") and all(
        (folder / file).is_file() and (folder / file).resolve().is_relative_to(folder.resolve()) for file in files
    )
