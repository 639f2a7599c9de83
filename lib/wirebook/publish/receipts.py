"""Receipts: what a page says of its numbers, so that each leads to its sentences and can be made anew."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html

from wirebook.errors import InvalidValueError
from wirebook.publish import sanitize

MANIFEST = "wirebook-run"
"""The name under which a report keeps what is needed to make its numbers anew."""
ROW = re.compile(r"(?P<table>.+)-[0-9a-f]{10}(?=-\d+$|$)")
"""The identifier of a row, without the number that a second copy of its table on the same page got."""
HINT = "give a page that `wirebook share` wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The numbers of a page by row and column, and the articles behind each row."""

    numbers: Mapping[tuple[str, str], str]
    behind: Mapping[str, frozenset[str]]


def manifest(root: Any, report: Path) -> dict[str, Any]:
    """Return what a report says of how it was made; raise InvalidValueError where it says nothing."""
    found = root.xpath(f"//meta[@name='{MANIFEST}']")
    try:
        said: dict[str, Any] = json.loads(found[0].get("content"))
    except (IndexError, ValueError, TypeError) as error:
        raise InvalidValueError(f"{str(report)!r} is no shared report", hint=HINT) from error
    return said


def articles_hash(identifiers: Iterable[str]) -> str:
    """Return a hash over which articles there are."""
    return hashlib.sha256("\n".join(sorted(set(identifiers))).encode("utf-8")).hexdigest()


def text_hash(text: str) -> str:
    """Return the hash that an article's text is known again by."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def parsed(path: Path) -> Any:
    """Return the root of a page; raise InvalidValueError where the file cannot be read."""
    try:
        return lxml.html.parse(str(path), sanitize.PARSER).getroot()
    except OSError as error:
        raise InvalidValueError(f"{str(path)!r} cannot be read", hint=HINT) from error


def page(root: Any) -> Page:
    """Return the numbers that the saved answers of a page show."""
    numbers: dict[tuple[str, str], str] = {}
    behind: dict[str, frozenset[str]] = {}
    for table in root.xpath("//section[contains(@class, 'wb-answer')]//table"):
        columns = [head.get("data-column", "") for head in table.xpath("./thead/tr/th")]
        for head in table.xpath("./tbody/tr/th[@scope='row'][@id]"):
            row, found = head.getparent(), ROW.match(head.get("id"))
            if not found:
                continue
            behind[found[0]] = frozenset(_articles(root, row))
            for column, cell in zip(columns, row, strict=False):
                if "wb-number" in cell.get("class", "").split():
                    numbers.setdefault((found[0], column), " ".join(cell.text_content().split()))
    return Page(numbers=numbers, behind=behind)


def _articles(root: Any, row: Any) -> Iterator[str]:
    """Yield the articles of the passages behind a row; of a row that names another, those behind that."""
    after = row.getnext()
    for link in after.xpath("./td/details//a[starts-with(@href, '#')]") if after is not None else ():
        target = root.get_element_by_id(link.get("href")[1:], None)
        if target is None:
            continue
        if target.tag == "th":
            yield from _articles(root, target.getparent())
        else:
            yield target.getparent().get("data-article", "")
