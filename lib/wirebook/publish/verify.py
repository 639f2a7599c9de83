"""Verifying: the numbers of a shared report, made anew from the articles and compared one by one."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from wirebook.publish import pipeline, receipts

Verdict = Literal["same", "article changed", "method changed", "not found"]
"""What became of a number: the articles have it still; they or their selection are others; they are the same, and what
reads them is not; or its row is gone although the articles behind it are there."""

VERDICTS: tuple[Verdict, ...] = ("same", "article changed", "method changed", "not found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a report: its row's identifier and column, what the report shows, and what it is now (or none)."""

    row: str
    column: str
    shown: str
    now: str | None
    verdict: Verdict

    @property
    def id(self) -> str:
        """Its identifier."""
        return f"{self.row}.{self.column}"


def verify(report: Path, corpus: str, *, jobs: int = 2) -> list[Number]:
    """Make the numbers of a report anew from a corpus, and say of each what became of it, in the report's order.

    The report's notebooks are run with its parameters, in a folder that is removed afterwards; `jobs` of them at once.
    Raises InvalidValueError where the file is no shared report, UnknownNameError where one of its notebooks is not
    here, CorpusNotFoundError where there is no such corpus.
    """
    root = receipts.parsed(report)
    said = receipts.manifest(root, report)
    then = receipts.page(root)
    articles_then = {a.get("data-article"): a.get("data-hash") for a in root.xpath("//article[@data-article]")}
    with tempfile.TemporaryDirectory(prefix="wirebook-verify-") as work:
        made = pipeline.run(
            [n["name"] for n in said["notebooks"]],
            corpus=corpus,
            out=Path(work),
            parameters=said["parameters"],
            jobs=jobs,
        )
        pages = [receipts.page(receipts.parsed(made.folder / f"{n['name']}.html")) for n in said["notebooks"]]
        articles = pd.read_parquet(made.folder / "tables" / "articles.parquet")
    now = {place: shown for page in pages for place, shown in page.numbers.items()}
    hashes = dict(zip(articles["article_id"], articles["text"].map(receipts.text_hash), strict=True))
    changed = {article for article, hash_ in articles_then.items() if hashes.get(article) != hash_}
    others = receipts.articles_hash(articles["article_id"]) != said["articles"]
    return [
        Number(
            row=row,
            column=column,
            shown=shown,
            now=now.get((row, column)),
            verdict=_verdict(shown, now.get((row, column)), bool(then.behind.get(row, frozenset()) & changed), others),
        )
        for (row, column), shown in then.numbers.items()
    ]


def _verdict(shown: str, now: str | None, changed: bool, others: bool) -> Verdict:
    if now == shown:
        return "same"
    if changed:
        return "article changed"
    if now is None:
        return "not found"
    return "article changed" if others else "method changed"
