"""Read a corpus: every file of the walk, every record of a file, copies marked at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from wirebook.errors import CorpusNotFoundError
from wirebook.read import formats
from wirebook.read.article import Article, Problem, Reading
from wirebook.read.assemble import assemble
from wirebook.read.copies import mark
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError
from wirebook.read.walk import walk

DEFAULT = Limits()


def corpus(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Reading:
    """Read a corpus, a folder or one file, into its articles and problems, in a stable order, copies marked.

    Raises CorpusNotFoundError where there is nothing at `path`. Nothing in a corpus raises: what cannot be read is a
    problem, and the rest goes on.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in stream(path, limits=limits):
        if isinstance(item, Article):
            articles.append(item)
        else:
            problems.append(item)
    return Reading(mark(articles), problems)


def stream(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Iterator[Article | Problem]:
    """Yield the articles and problems of a corpus as they are read, in a stable order, before copies are marked.

    A file of many records is read record by record. Raises CorpusNotFoundError where there is nothing at `path`.
    """
    folder = Path(path)
    if not folder.exists():
        raise CorpusNotFoundError(f"there is no corpus {os.fspath(path)!r}", hint="give the path of a folder or a file")
    for item in walk(folder):
        if isinstance(item, Problem):
            yield item
        else:
            yield from _bounded(item, limits)


def _bounded(file: File, limits: Limits) -> Iterator[Article | Problem]:
    """Yield what a file holds, with at most `limits.problems` problems; as many in a row end its reading."""
    problems = in_a_row = 0
    for item in _read(file, limits):
        problems += isinstance(item, Problem)
        in_a_row = in_a_row + 1 if isinstance(item, Problem) else 0
        if in_a_row > limits.problems:
            yield Problem(
                path=file.path,
                what=f"{limits.problems:,} records in a row cannot be read; the rest of the file is not",
                hint="mend the first ones and read it again",
            )
            return
        if isinstance(item, Article) or problems <= limits.problems:
            yield item
    if problems > limits.problems:
        yield Problem(
            path=file.path,
            what=f"{problems - limits.problems:,} more problems like these in the same file",
            hint="mend the first ones and read it again",
        )


def _read(file: File, limits: Limits) -> Iterator[Article | Problem]:
    items = 0
    try:
        for item in formats.read(file, limits):
            items += 1
            if items > limits.records:
                yield Problem(
                    path=file.path,
                    what=f"more than {limits.records:,} records; the rest is not read",
                    hint="split it into smaller files",
                )
                return
            yield from [item] if isinstance(item, Problem) else _assembled(file, item, limits)
    except RefusedError as error:
        yield Problem(path=file.path, what=error.message, hint=error.hint)
    except Exception as error:  # a parser that fails on untrusted bytes costs this file, not the run
        yield Problem(path=file.path, what=f"cannot be read: {_words(error)}", hint="open it and look; or take it out")
    else:
        if items == 0:
            yield Problem(path=file.path, what="no article in it", hint="fetch it again, or delete it")


def _assembled(file: File, record: Record, limits: Limits) -> Iterator[Article | Problem]:
    try:
        yield from assemble(file, record, limits)
    except RefusedError as error:
        yield Problem(path=file.path, record=record.record, what=error.message, hint=error.hint)


def _words(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
