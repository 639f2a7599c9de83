"""A lexicon of tone of the analyst's own: a CSV file of words and phrases with their weights.

| column | |
|---|---|
| `term` | a word or a phrase; `*` at the end of a word stands for any ending, none included (`corrupt*`) |
| `weight` | a finite number, by custom from -4 (bad) to 4 (good), the scale of VADER |
| `category` | which table the term belongs to (`moral`, `risk`); left empty or out, it is `tone` |
| `note` | the analyst's own, may be left out |

Case does not matter, curly apostrophes equal straight ones, and a word with hyphens is one word. A possessive "'s"
stands apart, so that `army` is found in "the army's". `annotate/wordlist` scores texts by it.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wirebook.errors import InvalidValueError

TONE = "tone"
"""The category of a term that names none; where there is one, it alone makes the tone."""

NEEDED, OPTIONAL = ("term", "weight"), ("category", "note")
MOST_ROWS = 100_000
LARGEST = 1 << 25
"""Bytes: a larger file is no list that a person keeps."""

WORD = re.compile(
    r"(?P<word>{letters}(?:[-‐‑]{letters}|['’‘ʼ](?![sS](?!{letter})){letters})*)|['’‘ʼ][sS](?!{letter})|\S".format(
        letter=r"[^\W_ʼ]", letters=r"[^\W_ʼ]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+[^\W_ʼ]*)*"
    )
)
"""A word with its inner hyphens and apostrophes, a possessive, or a single character of any other kind."""

UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)])
"""Soft hyphens, spaces without width and the like, which nobody sees."""

TYPEWRITER = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("‐‑", "-")})


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The terms of each category, as they are written, with their weights; `path` is the file that they are from."""

    path: str
    categories: Mapping[str, Mapping[str, float]]

    def version(self) -> str:
        """Return a short hash of the terms, categories and weights, whatever their order and the file's name."""
        return self._version

    @functools.cached_property
    def _version(self) -> str:
        content = sorted((category, sorted(terms.items())) for category, terms in self.categories.items())
        return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lexicon):
            return NotImplemented
        return self is other or (self.path, self._version) == (other.path, other._version)

    def __hash__(self) -> int:
        return hash((self.path, self._version))


def load(path: Path) -> Lexicon:
    """Read a lexicon from a CSV file; see the module for its columns. Names of categories are read in lower case.

    Raises InvalidValueError, with the file and the line, for a file that is missing or is no CSV in UTF-8, for columns
    that are missing or not known, for a row without a term or a finite weight, for a term that stands twice in one
    category, and for no rows or more than MOST_ROWS.
    """
    categories: dict[str, dict[str, float]] = {}
    lines: dict[tuple[str, Pattern], int] = {}
    for line, cells in _records(path):
        try:
            if len(lines) == MOST_ROWS:
                raise InvalidValueError(
                    f"there are more than {MOST_ROWS:,} rows", hint=f"keep the {MOST_ROWS:,} terms that matter most"
                )
            term = " ".join(cells["term"].split())
            category = " ".join(cells["category"].casefold().split()) or TONE
            weight, pattern = _weight(cells["weight"]), pattern_of(term)
            first = lines.setdefault((category, pattern), line)
            if first != line:
                raise InvalidValueError(
                    f"the term {term!r} is in the category {category!r} already, at line {first}",
                    hint="keep one of the two rows; capitals make no difference, another category would",
                )
        except InvalidValueError as error:
            raise _wrong(path, line, error.message, str(error.hint)) from None
        categories.setdefault(category, {})[term] = weight
    if not lines:
        raise _wrong(path, 1, "there are no terms under the header", "write one term and its weight a line: calm,1.5")
    return Lexicon(str(path), categories)


class Token(NamedTuple):
    """A word of a text in the form in which it is compared, or another character, which does not `count` as a word."""

    form: str
    start: int
    end: int
    counts: bool


class Piece(NamedTuple):
    """A word of a term; a stem is the beginning of a word."""

    form: str
    stem: bool


Pattern = tuple[Piece, ...]


def pattern_of(term: str) -> Pattern:
    """Cut a term into its words. Raises InvalidValueError where it has none, or a star that does not end a word."""
    pieces: list[Piece] = []
    for part in term.split():
        stem = part.endswith("*")
        tokens = tokens_of(part[:-1] + "x" if stem else part)
        pieces += [Piece(token.form, False) for token in tokens]
        if stem:
            pieces[-1] = Piece(pieces[-1].form.removesuffix("x"), True)
        if "*" in part[:-1] or (stem and (not pieces[-1].form or pieces[-1].form.endswith("'s"))):
            raise InvalidValueError(
                f"in the term {term!r} a star stands elsewhere than at the end of a word",
                hint="write it behind the letters that all forms share, as in corrupt*, or write the forms out",
            )
    if not pieces:
        raise InvalidValueError("the term is empty", hint="write a word or a phrase in the column term")
    return tuple(pieces)


def tokens_of(text: str) -> list[Token]:
    found = [
        Token(form_of(match.group()), match.start(), match.end(), match["word"] is not None)
        for match in WORD.finditer(text)
    ]
    return [token for token in found if token.form]


@functools.lru_cache(maxsize=1 << 15)
def form_of(word: str) -> str:
    """Return a word in the form in which it is compared."""
    if word.isascii():
        return word.lower()
    seen = unicodedata.normalize("NFC", word.translate(UNSEEN).translate(TYPEWRITER))
    return unicodedata.normalize("NFC", seen.casefold())


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the line and the cells of each row that is not empty, every column filled."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    columns: list[str] = []
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                if columns:
                    yield line, _named(path, line, columns, cells)
                else:
                    columns = _columns(path, line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise _wrong(
            path, line, f"this is no CSV: {error}", "put a cell that has commas or quotes in quotes"
        ) from error
    if not columns:
        raise _wrong(path, 1, "the file is empty", "write the header term,weight, then one term a line")


def _text(path: Path) -> str:
    if not path.is_file():
        raise InvalidValueError(
            f"there is no lexicon {path}",
            hint="name a CSV file with the columns term and weight, by its path from the current folder",
        )
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidValueError(
                f"the lexicon {path} is larger than {LARGEST >> 20} MiB", hint=f"keep to {MOST_ROWS:,} rows"
            )
        content = path.read_bytes()
    except OSError as error:
        raise InvalidValueError(f"the lexicon {path} cannot be read: {error}", hint="check who may read it") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _wrong(path, line, "a character is not in UTF-8", "save the file as CSV in UTF-8") from error


def _columns(path: Path, line: int, cells: Sequence[str]) -> list[str]:
    columns = [cell.casefold() for cell in cells]
    missing = [column for column in NEEDED if column not in columns]
    others = [cell for cell, column in zip(cells, columns, strict=True) if column not in NEEDED + OPTIONAL]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if missing:
        what = f"the header {','.join(cells)!r} has no column {' and no column '.join(missing)}"
    elif others:
        what = f"columns that are not known: {', '.join(map(repr, others))}"
    elif twice:
        what = f"a column stands twice in the header: {', '.join(twice)}"
    else:
        return columns
    hint = "the header is term,weight with commas between; a third column category and a fourth, note, are allowed"
    raise _wrong(path, line, what, hint)


def _named(path: Path, line: int, columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if any(cells[len(columns) :]):
        what = f"there are {len(cells)} cells, and the header has {len(columns)}"
        raise _wrong(path, line, what, 'put a cell that has commas in quotes: "law, order",1.5')
    return dict.fromkeys(NEEDED + OPTIONAL, "") | dict(zip(columns, cells, strict=False))


def _weight(cell: str) -> float:
    try:
        weight = math.nan if "_" in cell else float(cell.replace("−", "-"))
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise InvalidValueError(
            f"the weight {cell!r} is not a finite number",
            hint="write a number such as -2 or 1.5, with a point: below zero for bad, above for good, 0 to count only",
        )
    return weight


def _wrong(path: Path, line: int, what: str, hint: str) -> InvalidValueError:
    return InvalidValueError(f"the lexicon {path}, line {line}: {what}", hint=hint)
