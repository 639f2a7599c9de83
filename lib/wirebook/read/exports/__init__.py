"""The exports of news archives, told by their lines: one module an archive, whatever the format of the file.

An archive writes the same lines into Word, RTF and plain text, so that a reader of one of these hands its paragraphs
on as lines and gets the fields of each article back. Factiva's HTML has a structure of its own (`factiva_page`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wirebook.read.exports import factiva, nexis, proquest

ARCHIVES = (nexis, factiva, proquest)


def articles(lines: Sequence[str]) -> Iterator[dict[str, object]] | None:
    """Return the articles of an archive's export, each as its fields under our names, None where it is no export."""
    for archive in ARCHIVES:
        if archive.recognised(lines):
            return archive.articles(lines)
    return None
