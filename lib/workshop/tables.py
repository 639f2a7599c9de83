"""The knowledge tables as files: where they are, and how they are read and written."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

TABLES = Path(__file__).resolve().parents[1] / "wirebook" / "knowledge"


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file; an absent one is empty."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, columns: list[str], table: Iterable[dict[str, str]]) -> None:
    """Write a table as UTF-8 CSV with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
