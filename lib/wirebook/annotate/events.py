"""Dated statements: what an article says happened, or will happen, when."""

from __future__ import annotations

from collections.abc import Sequence

from wirebook.annotate.document import Document
from wirebook.annotate.records import Event, Mention, Time


def find(doc: Document, times: Sequence[Time], mentions: Sequence[Mention]) -> list[Event]:
    """Find the dated statements of a document, one for each date or time of day."""
    return []
