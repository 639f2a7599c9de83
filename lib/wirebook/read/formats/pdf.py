"""PDF: a newspaper page, each article of it, or another document, as one article.

The lines come from pdfminer.six (`pdf_lines`), in a process of its own that is ended when it takes too long; their
order, and what they are, is found by `columns`. A PDF of pictures has no text and is a problem.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from wirebook.read import columns, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

READER = Path(__file__).with_name("pdf_lines.py")
ENCRYPTED = frozenset({"PDFPasswordIncorrect", "PDFEncryptionError"})
BROKEN = "not a PDF, or a broken one"


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of a PDF."""
    data = unpack.whole(file, limits, at_most=limits.document)
    if b"%PDF" not in data[:1_024]:
        raise RefusedError("not a PDF, though it is named so", hint="give it the ending of its format")
    pages = _pages(data, limits)
    if not any(c.isalnum() for page in pages for line in page.lines for c in line.text):
        raise RefusedError(
            "no text in it: its pages are pictures, as scanners make them",
            hint="have its text recognised (OCR), for example by ocrmypdf, and give the new file",
        )
    yield from (Record(number, found, "titled") for number, found in enumerate(columns.articles(pages)))
    if len(pages) >= limits.pages:
        yield Problem(
            path=file.path,
            what=f"a PDF of {limits.pages:,} pages or more; the rest is not read",
            hint="split it into smaller files",
        )


def _pages(data: bytes, limits: Limits) -> list[columns.Page]:
    bounds = [str(n) for n in (limits.pages, 2 * limits.article, limits.seconds)]
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(READER), *bounds],  # -P: beside the script lies our own module `json`
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError(f"a PDF that takes more than {limits.seconds} s to read", hint="print it anew") from error
    try:
        result = json.loads(done.stdout)
    except ValueError as error:
        raise RefusedError(BROKEN, hint="print it anew, or save its text") from error
    if failed := result.get("error"):
        what = "a PDF that opens with a password" if failed in ENCRYPTED else f"{BROKEN}: {failed}"
        raise RefusedError(what, hint="print it anew, or save its text")
    return [
        columns.Page(page["height"], tuple(columns.Line(*line) for line in page["lines"])) for page in result["pages"]
    ]
