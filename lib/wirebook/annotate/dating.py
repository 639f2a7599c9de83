"""When an article was written: from its metadata, or from the evidence of its text."""

from __future__ import annotations

import calendar
import re

from wirebook.annotate.document import Document
from wirebook.annotate.records import Dating

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def bounds(published: str | None) -> tuple[str | None, str | None]:
    """Return the first and last ISO day that a publication value covers, at the value's own precision."""
    match = _PUBLISHED.match(published or "")
    if not match:
        return None, None
    year, month, day = match.groups()
    if day:
        return match[0], match[0]
    if month:
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"


def date(doc: Document) -> Dating:
    """Date a document: its published value where it has one."""
    published = doc.article.published
    earliest, latest = bounds(published)
    return Dating(best=published, earliest=earliest, latest=latest)
