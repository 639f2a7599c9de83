"""The archive: a run's pages, tables and figures in one ZIP, with a dictionary of every column of every table.

The same run gives the same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd

from wirebook.publish import articles, runs, sanitize
from wirebook.publish.share.source import TABLES, Run, described
from wirebook.tables import dictionary, export

FIGURES = "figures"
DICTIONARY, FIGURE_LIST = "data_dictionary.csv", "figures.csv"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time that every file in the archive bears, the earliest that there is: else two archives would differ."""
READABLE = 0o644 << 16


def write(run: Run, out: Path) -> Path:
    """Write a run into the archive `out`."""
    with zipfile.ZipFile(out, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(_files(run)):
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            archive.writestr(entry, content)
    return out


def _files(run: Run) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the archive: its name, and what is in it."""
    pages = {path.name: path for path in run.folder.glob("*.html")}
    for name, path in pages.items():
        yield name, _page(path, run.folder)
    for folder in (TABLES, FIGURES, articles.FOLDER):
        for path in (run.folder / folder).rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(run.folder).as_posix(), path.read_bytes()
    yield DICTIONARY, _csv(dictionary.of(run.folder / TABLES))
    yield FIGURE_LIST, _csv(_figures(run))
    yield runs.MANIFEST, (json.dumps(run.facts, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _page(path: Path, folder: Path) -> bytes:
    """Return a page without the links to notebooks, which stay with the analyst."""
    page = lxml.html.document_fromstring(path.read_bytes(), parser=sanitize.PARSER)
    for link in page.xpath("//a[contains(@href, '.ipynb')]"):
        before = link.getprevious()
        if before is not None and before.get("aria-hidden") == "true":
            before.drop_tree()
        link.drop_tree()
    content: bytes = lxml.html.tostring(page, doctype="<!DOCTYPE html>", encoding="utf-8")
    return content


def _figures(run: Run) -> pd.DataFrame:
    """List the figures: what each shows, where its numbers come from, and by which method they were made."""
    rows: list[dict[str, Any]] = []
    for path in sorted((run.folder / FIGURES).rglob("*.png")):
        name = path.relative_to(run.folder / FIGURES)
        said, _ = described((run.folder / TABLES / name).with_suffix(".parquet"))
        row = {"title": said.get("title", ""), "source": said.get("note", run.source()), "method": run.method}
        rows.append({"figure": f"{FIGURES}/{name.as_posix()}"} | row)
    return pd.DataFrame(rows, columns=["figure", "title", "source", "method"])


def _csv(frame: pd.DataFrame) -> bytes:
    file = io.StringIO()
    export.safe_cells(frame).to_csv(file, index=False, lineterminator="\n")
    return file.getvalue().encode("utf-8")
