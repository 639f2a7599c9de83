"""What an analyst adds or corrects beside their own articles: `actors.csv` in the corpus's folder.

| `action` | `name` | `other` | also |
|---|---|---|---|
| `add` | an actor that the tables lack | further names, separated by `\\|` | `type`, `country` |
| `alias` | an actor | names that mean this actor and no other | |
| `merge` | the actor that is kept | actors that are the same | |
| `split` | a name that means two actors | whom it means in the articles of `where` | `type`, `country` |
| `ignore` | a name that is no actor | | |
| `office` | a person | a title ("prime minister") | `country`, `since`, `until` |

An actor is named by its name, another of its names, or its `actor_id`. `where` is a pattern of paths in the corpus
(`2024/*`, `guardian*.txt`). `since` and `until` are ISO days, months or years. `note` is the analyst's own. Columns
that are not needed may be left out.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal, cast, get_args

from wirebook.errors import InvalidValueError
from wirebook.knowledge import beside
from wirebook.knowledge.beside import Wrong

FILE = "actors.csv"
Action = Literal["add", "alias", "merge", "split", "ignore", "office"]
Type = Literal["person", "country", "organization", "group", "place"]
NEEDS_OTHER = frozenset({"alias", "merge", "split", "office"})

WORD = re.compile(r"[^\W_]+")
DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row of the file."""

    action: Action
    name: str
    other: tuple[str, ...] = ()
    type: Type | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    where: str | None = None
    note: str | None = None
    line: int = 0


COLUMNS = tuple(field.name for field in fields(Correction)[:-1])


@dataclass(frozen=True, slots=True)
class Own:
    """All that an analyst has corrected."""

    corrections: tuple[Correction, ...] = ()

    def of(self, action: Action) -> tuple[Correction, ...]:
        """Return the rows of one kind."""
        return tuple(row for row in self.corrections if row.action == action)

    def version(self) -> str:
        """Return a short hash of what annotations depend on: everything but notes and line numbers."""
        kept = [[v for k, v in asdict(row).items() if k not in ("note", "line")] for row in self.corrections]
        return hashlib.sha256(repr(kept).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def splits(self, path: str) -> tuple[Correction, ...]:
        """Return the rows that split a name in the article of this path."""
        return tuple(row for row in self.of("split") if fnmatchcase(path, row.where or "*"))


NOTHING = Own()
_CURRENT: ContextVar[Own] = ContextVar("own", default=NOTHING)


def current() -> Own:
    """Return the corrections in force."""
    return _CURRENT.get()


@contextmanager
def using(own: Own) -> Iterator[None]:
    """Put corrections in force, for what is annotated meanwhile."""
    before = _CURRENT.set(own)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def slug(name: str) -> str:
    """Return a stable identifier of a name: its words in lower case, joined by hyphens."""
    return "-".join(WORD.findall(name.casefold())) or "unnamed"


def read(path: Path) -> tuple[Own, list[Wrong]]:
    """Read the file, where there is one: the rows that can be used, and those that can not."""
    found: list[Correction] = []
    wrong: list[Wrong] = []
    for row in beside.rows(path, COLUMNS, what="table of actors"):
        if isinstance(row, Wrong):
            wrong.append(row)
        elif fault := _fault(row.cells):
            wrong.append(Wrong(row.line, fault, beside.hint_of(COLUMNS)))
        else:
            found.append(_correction(row.cells, row.line))
    return Own(tuple(found)), wrong


def row(**cells: str) -> str:
    """Return a row of the file, its columns in their order; those that are not given are empty."""
    return _line([cells.get(column, "") for column in COLUMNS])


def put(path: Path, **cells: str) -> str:
    """Add a row to the file, which is made where there is none, and return the row as it stands there.

    A row that says the same as one of the file is not added again. Raises InvalidValueError for a row that could not be
    used, and where the file lacks a column of it; OSError where the file cannot be written.
    """
    given = {column: cells.get(column, "").strip() for column in COLUMNS}
    if fault := _fault(given):
        raise InvalidValueError(f"{path.name}: {fault}", hint=beside.hint_of(COLUMNS))
    before = path.read_bytes() if path.is_file() else f"{_line(COLUMNS)}\n".encode()
    header = next(csv.reader(before.decode("utf-8-sig").splitlines()), [])
    if lacking := [column for column, value in given.items() if value and column not in header]:
        raise InvalidValueError(f"{path.name} has no column {', '.join(lacking)}", hint=beside.hint_of(COLUMNS))
    line = _line([given.get(column, "") for column in header])
    wanted = replace(_correction(given, 0), note=None)
    if wanted not in (replace(one, note=None, line=0) for one in read(path)[0].corrections):
        ended = before if before.endswith(b"\n") else before + b"\n"
        beside.replace(path, ended + f"{line}\n".encode())
    return line


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _correction(cells: dict[str, str], line: int) -> Correction:
    other = tuple(part.strip() for part in cells["other"].split("|") if part.strip())
    return Correction(
        action=cast(Action, cells["action"]),
        name=cells["name"],
        other=other,
        type=cast(Type, cells["type"]) if cells["type"] else None,
        country=cells["country"] or None,
        since=cells["since"] or None,
        until=cells["until"] or None,
        where=cells["where"] or None,
        note=cells["note"] or None,
        line=line,
    )


def _fault(cells: dict[str, str]) -> str | None:
    """Say what is wrong with a row, None where it can be used."""
    action = cells["action"]
    if action not in get_args(Action):
        return f"no such action: {action!r}; there is {', '.join(get_args(Action))}"
    if not WORD.search(cells["name"]):
        return f"{action}: no name"
    if action in NEEDS_OTHER and not cells["other"].strip("| "):
        return f"{action} {cells['name']}: the column other is empty"
    if action == "add" and not cells["type"]:
        return f"add {cells['name']}: no type; there is {', '.join(get_args(Type))}"
    if cells["type"] and cells["type"] not in get_args(Type):
        return f"no such type: {cells['type']!r}; there is {', '.join(get_args(Type))}"
    if cells["country"] and not COUNTRY.fullmatch(cells["country"]):
        return f"no country code: {cells['country']!r}; two capitals are wanted (ISO 3166-1), as JP"
    if action == "office" and not cells["country"]:
        return f"office {cells['name']}: no country"
    if action == "split" and not cells["where"]:
        return f"split {cells['name']}: the column where is empty"
    for column in ("since", "until"):
        if cells[column] and not DAY.fullmatch(cells[column]):
            return f"no day, month or year in {column}: {cells[column]!r}"
    return None
