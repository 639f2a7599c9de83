"""Tables of figures, as plain text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.measure.figures import Figure

Cell = str | int | float | Figure | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures."""

    title: str
    columns: Mapping[str, str]
    """Each column's heading, with how a figure in it is written: a format specification such as ".1f"."""
    rows: Sequence[Sequence[Cell]]
    """A cell a column; None stands where there is no figure."""
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: {len(self.columns)} columns, but a row of {len(row)}: {row}")

    def text(self) -> str:
        """Return the table as plain text, its columns aligned."""
        rows = [list(self.columns), *self._cells()]
        widths = [max(len(row[i]) for row in rows) for i in range(len(self.columns))]
        left = self._left()
        lines = [
            "  ".join(c.ljust(w) if at_left else c.rjust(w) for c, w, at_left in zip(row, widths, left, strict=True))
            for row in rows
        ]
        return "\n".join([self.title, *(line.rstrip() for line in lines), *([self.note] if self.note else [])])

    def markdown(self) -> str:
        """Return the table in Markdown."""
        rows = [list(self.columns), ["---" if left else "---:" for left in self._left()], *self._cells()]
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
        return "\n\n".join(part for part in (f"### {self.title}", "\n".join(lines), self.note) if part)

    def data(self) -> dict[str, Any]:
        """Return the table for JSON: a figure with an interval becomes a list of its value, low and high end."""
        return {
            "title": self.title,
            "note": self.note,
            "rows": [
                {
                    name: [cell.value, cell.low, cell.high] if isinstance(cell, Figure) else cell
                    for name, cell in zip(self.columns, row, strict=True)
                }
                for row in self.rows
            ],
        }

    def _cells(self) -> list[list[str]]:
        return [
            [_written(cell, how) for cell, how in zip(row, self.columns.values(), strict=True)] for row in self.rows
        ]

    def _left(self) -> list[bool]:
        return [not how for how in self.columns.values()]


def _written(cell: Cell, how: str) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, Figure):
        return f"{cell.value:{how}} ({cell.low:{how}} to {cell.high:{how}})"
    return cell if isinstance(cell, str) else f"{cell:{how}}"
