"""Word documents (`.docx`, Office Open XML), by python-docx: an archive's export, or one article.

Paragraphs are read in the order of the document, those of tables cell by cell, inserted text with them. Page headers,
footers, notes, comments, text boxes and deleted text are left out. What the package unpacks to is looked at before
anything is unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from wirebook.read import document, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits, size
from wirebook.read.record import File, Record, RefusedError

HINT = "save it again in Word as .docx"
RATIO_FROM = unpack.RATIO_FROM
MOST_PARTS = 10_000


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of a document."""
    data = unpack.whole(file, limits, at_most=limits.document)
    _check(data, limits)
    yield from document.records(paragraphs(data))


def paragraphs(data: bytes) -> list[document.Paragraph]:
    """Return the paragraphs of a document."""
    import docx
    from docx.oxml.ns import qn

    try:
        opened = docx.Document(io.BytesIO(data))
        headings = {style.style_id for style in opened.styles if _is_heading(style.name)}
        body = opened.element.body
        return [_paragraph(element, headings) for element in body.iter(qn("w:p"))]
    except Exception as error:  # python-docx lets through whatever fails below it: zipfile, lxml, its own lookups
        raise RefusedError("not a Word document, or a broken one", hint=HINT) from error


def _check(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError("not a Word document, or a broken one", hint=HINT) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > limits.unpacked or unpacked > max(limits.ratio * len(data), RATIO_FROM):
        raise RefusedError(
            f"a document that unpacks to {size(unpacked)} in {len(parts):,} parts", hint="save its text alone"
        )


def _is_heading(name: str | None) -> bool:
    return (name or "").casefold() in ("title", "heading 1")


def _paragraph(element: Any, headings: set[str]) -> document.Paragraph:
    runs = element.xpath(".//w:r[not(ancestor::w:txbxContent)]")
    return document.Paragraph("".join(run.text for run in runs), heading=element.style in headings)
