"""The tables of actors hold together: ids, countries, names and marks."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from importlib import resources

import pytest

from wirebook import knowledge

TABLES = ("countries.csv", "people.csv", "organizations.csv", "groups.csv", "companies.csv")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
QID = re.compile(r"Q[1-9]\d*")
LISTS = ("aliases", "demonyms", "seats", "family", "kinds", "countries")
WITHDRAWN_CODES = {"CS", "DD", "SU", "YD", "YU"}
STATUSES = {"associated", "disputed", "former", "member", "observer", "part", "region", "territory"}
KINDS = {
    "organizations.csv": {
        "agency", "central bank", "court", "exchange", "intergovernmental", "legislature", "military", "ministry",
        "news", "ngo", "party", "platform", "research", "sport",
    },
    "groups.csv": {"armed", "criminal", "political"},
}  # fmt: skip
AT_LEAST = {"people.csv": 2500, "organizations.csv": 550, "groups.csv": 120, "companies.csv": 350, "countries.csv": 300}


def rows(table: str) -> list[dict[str, str]]:
    text = resources.files("wirebook.knowledge").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("table", TABLES)
def test_actors_stand_in_order_each_once_under_a_plain_id_with_a_source(table: str) -> None:
    ids = [row["actor_id"] for row in rows(table)]
    assert ids == sorted(set(ids))
    assert [actor_id for actor_id in ids if not SLUG.fullmatch(actor_id)] == []
    assert [row["actor_id"] for row in rows(table) if not row["source"]] == []


def test_no_two_tables_share_an_actor() -> None:
    counts = Counter(row["actor_id"] for table in TABLES for row in rows(table))
    assert [actor_id for actor_id, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("table", "least"), sorted(AT_LEAST.items()))
def test_a_table_holds_about_as_many_actors_as_it_did(table: str, least: int) -> None:
    assert len(rows(table)) >= least


@pytest.mark.parametrize("table", [*TABLES, "terms.csv", "titles.csv", "ambiguities.csv"])
def test_cells_are_clean_text(table: str) -> None:
    cells = [(column, cell) for row in rows(table) for column, cell in row.items() if cell]
    unclean = [cell for _, cell in cells if cell != cell.strip() or cell != unicodedata.normalize("NFC", cell)]
    repeats = [cell for column, cell in cells if column in LISTS and len(set(cell.split("|"))) < len(cell.split("|"))]
    gaps = [cell for column, cell in cells if column in LISTS and not all(cell.split("|"))]
    assert (unclean, repeats, gaps) == ([], [], [])


def test_every_country_code_is_one_of_the_table_of_countries() -> None:
    codes = {actor.country for actor in knowledge.actors().values() if actor.type == "country"}
    iso = {code for code in codes if code and re.fullmatch(r"[A-Z]{2}", code)}
    assert codes - iso <= {None}
    assert {actor.country for actor in knowledge.actors().values()} - codes == {"AQ", "SJ"}
    assert iso >= WITHDRAWN_CODES


@pytest.mark.parametrize("table", sorted(KINDS))
def test_kinds_are_of_the_documented_words(table: str) -> None:
    assert {row["kind"] for row in rows(table)} == KINDS[table]


def test_the_status_of_a_country_is_of_the_documented_words() -> None:
    assert {row["status"] for row in rows("countries.csv")} == STATUSES


def test_wikidata_numbers_are_numbers_and_of_one_actor_each() -> None:
    numbers = [actor.wikidata for actor in knowledge.actors().values() if actor.wikidata]
    assert [number for number in numbers if not QID.fullmatch(number)] == []
    assert [number for number, count in Counter(numbers).items() if count > 1] == []


def test_a_family_name_is_part_of_one_of_the_persons_names() -> None:
    def spellings(row: dict[str, str]) -> str:
        names = f"{row['name']} {row['aliases']}"
        return f"{names} {unicodedata.normalize('NFKD', names).encode('ascii', 'ignore').decode()}"

    foreign = {"Türk", "Soeder"}
    wrong = [
        (row["name"], family)
        for row in rows("people.csv")
        for family in filter(None, row["family"].split("|"))
        if family not in spellings(row) and family not in foreign
    ]
    assert wrong == []


def test_a_form_that_means_two_actors_is_marked() -> None:
    unmarked = [
        (surface, [alias.actor_id for alias in named])
        for surface, named in knowledge.aliases().items()
        if len(named) > 1 and any("actor" not in alias.ambiguous for alias in named)
    ]
    assert unmarked == []


def test_each_mark_of_ambiguity_is_on_a_known_form_in_the_documented_words() -> None:
    marks = knowledge.ambiguities()
    assert {kind for kinds in marks.values() for kind in kinds} == {"actor", "person", "place", "word"}
    assert [surface for surface in marks if surface not in knowledge.aliases()] == []
    assert [row["surface"] for row in rows("ambiguities.csv") if not row["note"]] == []


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("Georgia", "place"),
        ("Jordan", "person"),
        ("Chad", "person"),
        ("Turkey", "word"),
        ("Guinea", "word"),
        ("Congo", "actor"),
        ("Washington", "person"),
        ("Apple", "word"),
        ("Meta", "word"),
        ("George Bush", "actor"),
    ],
)
def test_a_form_that_needs_context_says_what_else_it_means(surface: str, kind: str) -> None:
    assert kind in knowledge.aliases()[surface][0].ambiguous


@pytest.mark.parametrize("surface", ["China", "US", "Beijing", "Americans", "Xi Jinping", "Xinhua", "NATO", "Hamas"])
def test_a_form_that_everyone_understands_is_not_marked(surface: str) -> None:
    assert [alias.ambiguous for alias in knowledge.aliases()[surface]] == [()]
