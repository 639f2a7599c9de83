"""Sharing: a run as one file, for people who have neither Python nor the run's folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.publish.share import archive, paging, printed, report, source
from wirebook.publish.share.source import Run

Form = Literal["html", "pdf", "zip"]
"""One page that holds everything; the same on paper; the pages with their tables and what each column means."""


def share(run: str | os.PathLike[str], *, form: Form = "html", out: Path | None = None) -> Path:
    """Write a run as one file and return the file's path.

    `run` is a run's folder. `out` names the file: by default it lies beside the run, with the run's name. The file is
    written whole or not at all. What failed in the run is shown in it.

    Raises UnknownNameError for another form, InvalidValueError where the folder is none of a run or `out` is a folder,
    MissingToolError where a PDF is asked for and no Chromium is installed, PrintingError where it does not print.
    """
    if form not in WRITERS:
        raise UnknownNameError.of("form", form, get_args(Form))
    shared = source.read(Path(run).resolve())
    target = out or shared.folder.with_name(f"{shared.folder.name}.{form}")
    if target.is_dir():
        raise InvalidValueError(f"{str(target)!r} is a folder", hint="give the name of the file to write")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}-{secrets.token_hex(3)}-partial")
    try:
        WRITERS[form](shared, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def _html(run: Run, out: Path) -> None:
    out.write_text(report.html(run), encoding="utf-8")


def _pdf(run: Run, out: Path) -> None:
    printed.browser()
    page = report.printed(run)
    numbers = paging.pages(printed.pdf(page, out).read_bytes())
    printed.pdf(paging.numbered(page, numbers), out)


def _zip(run: Run, out: Path) -> None:
    archive.write(run, out)


WRITERS: dict[str, Callable[[Run, Path], None]] = {"html": _html, "pdf": _pdf, "zip": _zip}
