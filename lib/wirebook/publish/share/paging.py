"""Page numbers: on which page of a PDF each part of a report came to stand, for its contents.

A browser has no number to give while it prints, so that a report is printed twice: to learn them, and with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

OBJECT = re.compile(rb"^(\d+) 0 obj\s*<<(.*?)>>\s*endobj", re.DOTALL | re.MULTILINE)
"""A dictionary, as Chromium writes it: readable, one after the other (ISO 32000-1, 7.3)."""
KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
REFERENCE = re.compile(rb"(\d+) 0 R")
DESTINATION = re.compile(rb"/([^\s/\[\]<>()]+)\s*\[(\d+) 0 R\s*/XYZ")
ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
DEEPEST = 20
"""Levels of the tree of pages that are gone down: Chromium's hold eight to the power of as many pages."""
WANTED = re.compile(r'(data-page="([^"]+)">)')
"""Where a page for paper wants the number of a part's page."""


def pages(pdf: bytes) -> dict[str, int]:
    """Return the page, from 1, of each place that links of a PDF lead to; nothing where it is written otherwise."""
    objects = {int(number): content for number, content in OBJECT.findall(pdf)}
    roots = [n for n, content in objects.items() if b"/Type /Pages" in content and b"/Parent" not in content]
    if len(roots) != 1:
        return {}
    order = {page: number for number, page in enumerate(_leaves(roots[0], objects), start=1)}
    return {
        ESCAPED.sub(lambda digits: bytes.fromhex(digits[1].decode("ascii")), name).decode("utf-8"): order[int(page)]
        for name, page in DESTINATION.findall(pdf)
        if int(page) in order
    }


def numbered(page: str, numbers: Mapping[str, int]) -> str:
    """Write the numbers of pages into the contents of a page for paper."""
    return WANTED.sub(lambda wanted: f"{wanted[1]}{numbers.get(wanted[2], '')}", page)


def _leaves(number: int, objects: Mapping[int, bytes], depth: int = 0) -> Iterator[int]:
    """Yield the pages below a node of the tree of pages, in their order."""
    kids = KIDS.search(objects.get(number, b"")) if depth < DEEPEST else None
    if kids is None:
        yield number
        return
    for kid in REFERENCE.findall(kids[1]):
        yield from _leaves(int(kid), objects, depth + 1)
