"""What an analyst corrects holds in every article that it is meant for."""

from __future__ import annotations

from pathlib import Path

import pytest

import wirebook as wb
from wirebook.annotate import document, mentions, resolve
from wirebook.knowledge import own
from wirebook.knowledge.own import Correction, Own
from wirebook.read.article import Article


def linked(text, *rows, path="2025/a.txt", published="2025-11-24"):
    doc = document.parse(Article(article_id="a", path=path, text=text, language="en"))
    with own.using(Own(tuple(rows))):
        found, actors = resolve.link(doc, mentions.find(doc, None), published=published)
    assert {m.actor_id for m in found} == {a.actor_id for a in actors}
    return [(m.text, m.actor_id) for m in found]


def test_an_added_actor_is_found_by_every_name_of_it():
    row = Correction(action="add", name="Ada Marlowe", other=("Iron Ada",), type="person", country="GB")
    assert linked("Iron Ada spoke. Then Marlowe left.", row) == [
        ("Iron Ada", "ada-marlowe"),
        ("Marlowe", "ada-marlowe"),
    ]


def test_a_further_name_means_the_known_actor():
    row = Correction(action="alias", name="Xi Jinping", other=("Uncle Xi",))
    assert linked("They cheered Uncle Xi in the square.", row) == [("Uncle Xi", "xi-jinping")]


def test_merged_actors_are_one():
    row = Correction(action="merge", name="Ada Marlowe", other=("Adele Quint",))
    found = linked("Adele Quint met Bo Hollis. Quint was late.", row)
    assert [actor for _, actor in found] == ["ada-marlowe", "bo-hollis", "ada-marlowe"]


def test_a_known_actor_can_be_merged_into_another():
    row = Correction(action="merge", name="China", other=("Hong Kong",))
    assert linked("He flew to Hong Kong.", row) == [("Hong Kong", "china")]


def test_a_name_is_split_in_the_articles_that_the_pattern_names():
    row = Correction(action="split", name="Ada Marlowe", other=("Ada Marlowe (judge)",), where="2025/*")
    text = "Ada Marlowe ruled on Monday. Marlowe was brief, and she left."
    assert {actor for _, actor in linked(text, row)} == {"ada-marlowe-judge"}
    assert {actor for _, actor in linked(text, row, path="2024/a.txt")} == {"ada-marlowe"}


def test_an_ignored_name_is_no_mention():
    row = Correction(action="ignore", name="Berlin")
    assert linked("Ada Marlowe met Bo Hollis in Berlin.", row) == [
        ("Ada Marlowe", "ada-marlowe"),
        ("Bo Hollis", "bo-hollis"),
    ]


def test_an_office_counts_for_its_holder_in_the_period():
    row = Correction(action="office", name="Ada Marlowe", other=("prime minister",), country="JP", since="2030")
    add = Correction(action="add", name="Ada Marlowe", type="person", country="JP")
    assert ("prime minister", "ada-marlowe") in linked(
        "Japan's prime minister spoke.", row, add, published="2030-05-01"
    )
    assert ("prime minister", "sanae-takaichi") in linked("Japan's prime minister spoke.", row, add)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2025-11-24_one.txt").write_text("The mayor of Leeds met Iron Ada on Monday. Iron Ada smiled.\n")
    return folder


def test_the_file_beside_the_articles_is_applied_listed_and_its_faults_are_problems(corpus: Path) -> None:
    assert "Ada Marlowe" not in set(wb.open(corpus).tables["actors"]["name"])
    (corpus / own.FILE).write_text("action,name,other,type\nadd,Ada Marlowe,Iron Ada,person\nrename,Leeds,Loidis,\n")
    book = wb.open(corpus)
    counted = book.actors(type="person").frame.set_index("actor")
    assert counted.loc["Ada Marlowe", "mentions"] == 2
    assert list(book.corrections().frame["name"]) == ["Ada Marlowe"]
    assert [(p, r) for p, r in zip(book.problems["path"], book.problems["record"], strict=True)] == [(own.FILE, 3)]


def test_an_office_that_the_tables_do_not_know_is_proposed_and_no_more_once_it_is_accepted(corpus: Path) -> None:
    (corpus / "2031-05-02_two.txt").write_text(
        "Japan's prime minister, Ada Marlowe, flew to Oslo. The Japanese prime minister was tired.\n"
    )
    answer = wb.open(corpus).proposals()
    (row,) = answer.frame.itertuples(index=False)
    assert (row.name, row.title, row.office, row.country) == (
        "Ada Marlowe",
        "prime minister",
        "head_of_government",
        "JP",
    )
    assert row.since == "2031-05-02"
    (passage,) = answer.evidence().itertuples(index=False)
    assert passage.text.startswith("Japan's prime minister, Ada Marlowe,")
    (corpus / own.FILE).write_text(f"action,name,other,type,country,since,until,where,note\n{row.row}\n")
    book = wb.open(corpus)
    assert book.proposals().empty
    assert book.problems.empty
    meant = book.mentions[book.mentions["form"] == "title"]
    assert set(meant["actor_id"]) == {"ada-marlowe"}
