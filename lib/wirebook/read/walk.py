"""The walk over a corpus: which files are read, in which order, and which are left out by rule.

Rules. A corpus is a folder or one file. Folders are walked recursively; in each, files come before folders, both in
the order of the code points of their names. Left out without a word: names that begin with `.` or `_` (hidden files,
notebooks' checkpoints, drafts) or end in `~`, a README of any format, and in the corpus's own folder the analyst's
knowledge tables (`OWN_TABLES`). A symbolic link is not followed: where it points inside the corpus its target is read
in its own place; where it leaves the corpus, or points nowhere, it is a problem row, as is anything that is neither a
file nor a folder. The corpus itself may be a link.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from wirebook.read.article import Problem
from wirebook.read.record import File

OWN_TABLES = frozenset({"actors.csv", "aliases.csv", "labels.csv", "terms.csv"})
"""Tables that an analyst keeps beside the articles; they hold no articles."""

LEFT_OUT = re.compile(r"[._].*|.*~|readme(\.[a-z]+)?(\.gz)?", re.IGNORECASE | re.DOTALL)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def walk(corpus: Path) -> Iterator[File | Problem]:
    """Yield the files of a corpus in a stable order, and a problem for each thing in it that cannot be one."""
    if not corpus.is_dir():
        yield File(shown(corpus.name), corpus)
        return
    root = corpus.resolve()
    pending = [(root, "")]
    while pending:
        folder, prefix = pending.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(
                path=prefix.rstrip("/") or ".",
                what=f"the folder cannot be opened: {error.strerror}",
                hint="check its permissions",
            )
            continue
        folders = []
        for entry in entries:
            path = prefix + shown(entry.name)
            if LEFT_OUT.fullmatch(entry.name) or (not prefix and entry.name.lower() in OWN_TABLES):
                continue
            try:
                if entry.is_symlink():
                    if problem := _link(root, Path(entry.path), path):
                        yield problem
                elif entry.is_dir(follow_symlinks=False):
                    folders.append((Path(entry.path), f"{path}/"))
                elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    yield File(path, Path(entry.path))
                else:
                    yield Problem(path=path, what="neither a file nor a folder", hint="take it out of the corpus")
            except OSError as error:
                yield Problem(path=path, what=f"cannot be opened: {error.strerror}", hint="check its permissions")
        pending.extend(reversed(folders))


def shown(name: str) -> str:
    """Return a file's name as it can be stored and shown: what is not printable becomes U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", name)


def _link(root: Path, link: Path, path: str) -> Problem | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop of links, before Python 3.13
        return Problem(path=path, what="a link that points nowhere", hint="remove it, or put the file in its place")
    if target.is_relative_to(root):
        return None
    return Problem(
        path=path, what="a link that leaves the corpus is not followed", hint="copy its target into the corpus"
    )
