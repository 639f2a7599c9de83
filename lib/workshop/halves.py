"""Part the small public sets of names in halves: one to learn from, one to choose and measure by.

They are those that are most like the news, and too few to leave all of them aside. Documents are parted, not sentences,
as sentences of one document are alike: every other document, in the order of the file, is learnt from.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Literal

Row = Mapping[str, Any]
Half = Literal["learn", "choose"]

HALVED = frozenset({"names_uner/pud_wiki", "names_crossner_politics/dev", "names_gum/news_dev"})
"""The sets that are parted, by file without its ending."""


def half(rows: Sequence[Row], which: Half) -> list[Row]:
    """Return the rows of every other document: the first, third and so on to learn from, the others to choose by.

    A row that names no document (`doc`) is one by itself.
    """
    numbers: dict[Hashable, int] = {}
    wanted = 0 if which == "learn" else 1
    return [row for row in rows if numbers.setdefault(row.get("doc", row["id"]), len(numbers)) % 2 == wanted]
