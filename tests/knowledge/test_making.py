"""The tables of people and terms are made from public lists, and what a person wrote by hand stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop import knowledge as making
from workshop.press_names import family, fold, slug

LEADERS = "iso2,country,office,person,wikidata,start,end,party,end_cause,in_current_file\n"
MINISTERS = "iso2,country,office,kind,person,wikidata,start,end,born,enwiki,as_of\n"
COUNTRIES = "actor_id,name,type,country,status,aliases,demonyms,capital,seats,source\n"
PEOPLE = ",".join(making.PEOPLE_COLUMNS) + "\n"
TERMS = ",".join(making.TERM_COLUMNS) + "\n"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "countries.csv").write_text(COUNTRIES + "france,France,country,FR,member,,French,Paris,,x\n")
    monkeypatch.setattr(making, "TABLES", folder)
    return folder


def lists(folder: Path, *, leaders: str = "", ministers: str = "", factbook: str = "") -> Path:
    (folder / "leaders_wikidata.csv").write_text(LEADERS + leaders)
    (folder / "ministers_wikidata.csv").write_text(MINISTERS + ministers)
    (folder / "leaders_factbook.csv").write_text("iso2,family_name,start\n" + factbook)
    return folder


def spans(terms: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(term["actor_id"], term["begin"], term["end"]) for term in terms]


def test_terms_of_one_person_that_touch_are_joined(tables: Path, tmp_path: Path) -> None:
    data = lists(
        tmp_path,
        leaders="FR,France,head of state,Ada Martin,Q1,2001-05-01,2006-05-01,,,0\n"
        "FR,France,head of state,Ada Martin,Q1,2006-05-01,2011-05-01,,,0\n",
    )
    _, terms, _ = making.make(data)
    assert spans(terms) == [("ada-martin", "2001-05-01", "2011-05-01")]


def test_two_holders_at_once_are_both_left_out(tables: Path, tmp_path: Path) -> None:
    data = lists(
        tmp_path,
        leaders="FR,France,head of state,Ada Martin,Q1,2001-05-01,2006-05-01,,,0\n"
        "FR,France,head of state,Paul Roux,Q2,2003-05-01,2004-05-01,,,0\n",
    )
    _, terms, doubtful = making.make(data)
    assert (terms, {term.name for term in doubtful}) == ([], {"Ada Martin", "Paul Roux"})


def test_of_two_holders_at_once_the_one_that_a_second_list_names_stays(tables: Path, tmp_path: Path) -> None:
    data = lists(
        tmp_path,
        leaders="FR,France,head of state,Ada Martin,Q1,2001-05-01,2006-05-01,,,0\n"
        "FR,France,head of state,Paul Roux,Q2,2003-05-01,2004-05-01,,,0\n",
        factbook="FR,Martin,2001-05-03\n",
    )
    _, terms, doubtful = making.make(data)
    assert spans(terms) == [("ada-martin", "2001-05-01", "2006-05-01")]
    assert [term.name for term in doubtful] == ["Paul Roux"]


def test_a_minister_without_an_end_is_left_out(tables: Path, tmp_path: Path) -> None:
    data = lists(
        tmp_path,
        ministers="FR,France,Minister of Foreign Affairs,minister,Ada Martin,Q1,2021-01-01,,,,2022-07-01\n"
        "FR,France,Minister of Foreign Affairs,minister,Paul Roux,Q2,2019-01-01,2021-01-01,,,2022-07-01\n",
    )
    _, terms, _ = making.make(data)
    assert [(term["office"], term["actor_id"]) for term in terms] == [("foreign_minister", "paul-roux")]


def test_a_row_by_hand_wins_and_takes_the_number_of_its_namesake(tables: Path, tmp_path: Path) -> None:
    (tables / "people.csv").write_text(PEOPLE + "ada-martin,Ada Martin,Martin,FR,,,general knowledge\n")
    (tables / "terms.csv").write_text(TERMS + "FR,head_of_state,,2001-05-02,2006-05-01,ada-martin,,general knowledge\n")
    data = lists(tmp_path, leaders="FR,France,head of state,Adele Martin,Q1,2001-05-01,2006-06-01,,,0\n")
    people, terms, _ = making.make(data)
    assert spans(terms) == [("ada-martin", "2001-05-02", "2006-05-01")]
    assert [(person["actor_id"], person["wikidata"]) for person in people] == [("ada-martin", "Q1")]


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Maria Duarte", "BR", "Duarte"),
        ("Zhang Wei", "CN", "Zhang"),
        ("Kim Min-ji", "KR", "Kim"),
        ("Chen Mei-ling", "TW", "Chen"),
        ("Peter Chen", "TW", "Chen"),
        ("Nguyen Van An", "VN", "An"),
        ("Jan van der Berg", "NL", "van der Berg"),
        ("Omar al-Masri", "SY", "Masri|al-Masri"),
        ("Luis Pérez Soto", "MX", "Pérez|Pérez Soto|Perez|Perez Soto"),
        ("Tesfaye Bekele", "ET", "Tesfaye"),
        ("Karl IV", "SE", ""),
        ("Hassan bin Ali Al Nur", "QA", ""),
    ],
)
def test_the_family_name_follows_the_custom_of_the_country(name: str, country: str, expected: str) -> None:
    assert family(name, country) == expected


@pytest.mark.parametrize(
    ("name", "ascii_", "actor_id"),
    [
        ("Łukasz Żak", "Lukasz Zak", "lukasz-zak"),
        ("Søren Ærø", "Soren AEro", "soren-aero"),
        ("J. R. O’Hara", "J. R. OHara", "j-r-ohara"),
        ("Şükrü Işık", "Sukru Isik", "sukru-isik"),
    ],
)
def test_a_name_is_written_as_the_wires_do(name: str, ascii_: str, actor_id: str) -> None:
    assert (fold(name), slug(name)) == (ascii_, actor_id)


def test_a_coarse_date_covers_its_whole_span() -> None:
    assert str(making.first_day("2003")) == "2003-01-01"
    assert str(making.last_day("2003")) == "2003-12-31"
    assert str(making.last_day("2004-02")) == "2004-02-29"
    assert str(making.last_day("2004-02-03")) == "2004-02-03"
