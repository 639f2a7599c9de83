"""Statements and who made them: direct quotations and what is reported in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook.annotate.document import Document
from wirebook.annotate.records import Actor, Mention, Quote

MARKED = re.compile(r"“[^“”\n]{1,5000}”|\"[^\"\n]{1,5000}\"")


def find(doc: Document, mentions: Sequence[Mention], actors: Sequence[Actor]) -> list[Quote]:
    """Find the statements of a document."""
    return [
        Quote(
            sentence=doc.sentence_at(m.start()),
            start=m.start(),
            end=m.end(),
            text=m.group(),
            kind="direct",
            how="marks",
        )
        for m in MARKED.finditer(doc.text)
    ]
