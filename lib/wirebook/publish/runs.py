"""Run folders: named by time, written aside, and `latest`, which points at the last run that was whole."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wirebook.tables import kept

NAME, LATEST, MANIFEST = kept.NAME, kept.LATEST, kept.MANIFEST
latest = kept.latest
LOOKED_THROUGH = 20
"""Runs in which a notebook's earlier execution is looked for, newest first."""


def new_name(now: dt.datetime) -> str:
    """Return the name of a run: when it began (UTC), and six hex digits that keep two of one second apart."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


@contextlib.contextmanager
def aside(out: Path, name: str) -> Iterator[Path]:
    """Give a folder to write a run in; afterwards it becomes `out/name`, or is removed if writing did not end."""
    out.mkdir(parents=True, exist_ok=True)
    partial = out / f".{name}-partial"
    partial.mkdir()
    try:
        yield partial
        partial.rename(out / name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def point_latest(out: Path, name: str) -> Path:
    """Make `out/latest` point at a run, at once and not by halves.

    Where the file system has no symbolic links, `latest` is a text file that holds the run's name.
    """
    latest, fresh = out / LATEST, out / f".{LATEST}-{name}"
    try:
        fresh.symlink_to(name, target_is_directory=True)
    except OSError:
        fresh.write_text(name + "\n", encoding="utf-8")
    try:
        fresh.replace(latest)
    finally:
        fresh.unlink(missing_ok=True)
    return latest


def find(run: str, out: Path) -> Path:
    """Return the folder of a run: `run` is `latest`, the name of a run in `out`, or a folder anywhere.

    Raises UnknownNameError where there is none.
    """
    return kept.find(run, out, others=[LATEST] if latest(out) else [])


def whole(out: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the runs that were whole, newest first, each with its manifest."""
    return kept.whole(out, most=LOOKED_THROUGH)
