"""The lines of a PDF, found by pdfminer.six in a process of its own: `python pdf_lines.py PAGES CHARACTERS SECONDS`.

A PDF is a program that draws pages, and one made to do harm can ask for any time and memory; a process can be bounded
in both, and ended. It imports nothing of Wirebook, reads the file from its standard input, and writes a JSON object:
`pages`, each with its height and its lines `[x0, y0, x1, y1, size, text]` in points, y counted from the bottom; or
`error`.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 2_000_000_000


def bound(seconds: int) -> None:
    """Bound the time and memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows; the caller ends the process after its time all the same
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def text_lines(element: Any) -> Iterator[Any]:
    """Yield the horizontal lines of text inside an element of a page."""
    from pdfminer.layout import LTTextLineHorizontal

    if isinstance(element, LTTextLineHorizontal):
        yield element
    elif hasattr(element, "__iter__"):
        for inner in element:
            yield from text_lines(inner)


def pages(data: bytes, *, most_pages: int, most_characters: int) -> dict[str, object]:
    """Return the lines of each page."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTChar

    found: list[dict[str, object]] = []
    characters = 0
    layout = LAParams(char_margin=1.5, boxes_flow=None)
    for page in extract_pages(io.BytesIO(data), maxpages=most_pages, laparams=layout):
        lines = []
        for line in text_lines(page):
            text = line.get_text().strip()
            sizes = [c.size for c in line if isinstance(c, LTChar)]
            if text and sizes:
                lines.append([*(round(v, 2) for v in line.bbox), round(statistics.median(sizes), 1), text])
                characters += len(text)
        found.append({"height": round(page.height, 2), "lines": lines})
        if characters > most_characters:
            break
    return {"pages": found}


def main() -> None:
    """Read a PDF from standard input and write its lines to standard output."""
    most_pages, most_characters, seconds = map(int, sys.argv[1:4])
    bound(seconds)
    try:
        result = pages(sys.stdin.buffer.read(), most_pages=most_pages, most_characters=most_characters)
    except Exception as error:  # whatever fails on untrusted bytes is told to the caller, not traced
        result = {"error": type(error).__name__}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
