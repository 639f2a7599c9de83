"""The exports of news archives, told by their lines: one module an archive, whatever the format of the file.

An archive writes the same lines into Word, RTF and plain text, so that a reader of one of these hands its paragraphs
on as lines and gets the fields of each article back. Factiva's HTML has a structure of its own (`factiva_page`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wirebook.read.exports import factiva, nexis, proquest

Lines = Sequence[str]
Articles = Iterator[dict[str, object]]
ARCHIVES: tuple[tuple[Callable[[Lines], bool], Callable[[Lines], Articles]], ...] = (
    (nexis.recognised, nexis.articles),
    (factiva.recognised, factiva.articles),
    (proquest.recognised, proquest.articles),
)
"""Of each archive, what tells its export, and what reads it."""


def articles(lines: Lines) -> Articles | None:
    """Return the articles of an archive's export, each as its fields under our names, None where it is no export."""
    bare = [line.replace("\u00a0", " ").strip() for line in lines]
    for recognised, read in ARCHIVES:
        if recognised(bare):
            return read(bare)
    return None
