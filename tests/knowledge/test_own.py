"""What an analyst corrects beside their own articles: read row by row, and laid over what the tables know."""

from __future__ import annotations

from pathlib import Path

import pytest

from wirebook import knowledge
from wirebook.errors import InvalidValueError
from wirebook.knowledge import own
from wirebook.knowledge.own import Own

HEADER = "action,name,other,type,country,since,until,where,note\n"


def read(tmp_path: Path, rows: str, header: str = HEADER) -> tuple[Own, list[own.Wrong]]:
    path = tmp_path / own.FILE
    path.write_text(header + rows, encoding="utf-8")
    return own.read(path)


def test_a_corpus_without_the_file_has_no_corrections(tmp_path: Path) -> None:
    assert own.read(tmp_path / own.FILE) == (own.NOTHING, [])


def test_each_row_is_read_with_its_line(tmp_path: Path) -> None:
    mine, wrong = read(
        tmp_path, "add,Ada Marlowe,A. Marlowe|Madam Marlowe,person,GB,,,,the mayor\n\nignore,Zeitgeist\n"
    )
    assert wrong == []
    first, second = mine.corrections
    assert (first.action, first.name, first.other) == ("add", "Ada Marlowe", ("A. Marlowe", "Madam Marlowe"))
    assert (first.type, first.country, first.note, first.line) == ("person", "GB", "the mayor", 2)
    assert (second.action, second.name, second.other, second.type) == ("ignore", "Zeitgeist", (), None)


def test_columns_that_are_not_needed_may_be_left_out(tmp_path: Path) -> None:
    mine, wrong = read(tmp_path, "Zeitgeist,ignore\n", header="name,action\n")
    assert wrong == [] and mine.corrections[0].name == "Zeitgeist"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("rename,Ada Marlowe,Ada Hollis,,,,,,", "no such action"),
        ("add,Ada Marlowe,,,,,,,", "no type"),
        ("add,,,person,,,,,", "no name"),
        ("add,Ada Marlowe,,human,,,,,", "no such type"),
        ("alias,Xi Jinping,,,,,,,", "the column other is empty"),
        ("merge,Xi Jinping, | ,,,,,,", "the column other is empty"),
        ("office,Ada Marlowe,prime minister,,,,,,", "no country"),
        ("office,Ada Marlowe,prime minister,,Japan,,,,", "no country code"),
        ("office,Ada Marlowe,prime minister,,JP,last May,,,", "no day, month or year in since"),
        ("split,Ada Marlowe,Ada Marlowe (judge),,,,,,", "the column where is empty"),
        ("ignore,Zeitgeist,,,,,,,,surplus", "columns that are not known"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_costs_no_other(tmp_path: Path, row: str, said: str) -> None:
    mine, wrong = read(tmp_path, f"{row}\nignore,Zeitgeist,,,,,,,\n")
    assert [w.line for w in wrong] == [2]
    assert said in wrong[0].what
    assert [c.action for c in mine.corrections] == ["ignore"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b'action,name\n"add,Ada\n' * 3, b"\x00" * 100])
def test_a_file_that_is_no_table_is_a_problem_and_no_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / own.FILE).write_bytes(content)
    mine, wrong = own.read(tmp_path / own.FILE)
    assert mine == own.NOTHING
    assert wrong or content.startswith(b"\x00")


def test_corrections_hold_while_they_are_in_force_and_no_longer(tmp_path: Path) -> None:
    rows = "add,Ada Marlowe,Madam Mayor,person,GB,,,,\nignore,Zeitgeist,,,,,,,\nalias,Xi Jinping,Uncle Xi,,,,,,\n"
    mine, _ = read(tmp_path, rows)
    before = dict(knowledge.aliases())
    with own.using(mine):
        assert knowledge.actors()["ada-marlowe"].name == "Ada Marlowe"
        assert knowledge.aliases()["Madam Mayor"][0].actor_id == "ada-marlowe"
        assert knowledge.aliases()["Uncle Xi"][0].actor_id == "xi-jinping"
        assert "ada-marlowe" in knowledge.families()["Marlowe"]
    assert knowledge.aliases() == before
    assert "ada-marlowe" not in knowledge.actors()


def test_an_analyst_s_holder_of_an_office_comes_before_that_of_the_tables(tmp_path: Path) -> None:
    mine, _ = read(tmp_path, "office,Ada Marlowe,prime minister,,JP,2030-01,2031,,\n")
    with own.using(mine):
        assert [t.actor_id for t in knowledge.holders("head_of_government", country="JP", day="2030-06-01")] == [
            "ada-marlowe"
        ]
        assert "ada-marlowe" not in {
            t.actor_id for t in knowledge.holders("head_of_government", country="JP", day="2024")
        }


def test_a_note_changes_nothing_that_annotations_depend_on(tmp_path: Path) -> None:
    one, _ = read(tmp_path, "ignore,Zeitgeist,,,,,,,\n")
    same, _ = read(tmp_path, "\nignore,Zeitgeist,,,,,,,seen twice\n")
    other, _ = read(tmp_path, "ignore,Zeitgeist,,,,,,2024/*,\n")
    assert one.version() == same.version() != other.version()


def test_a_row_that_is_put_into_a_new_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / own.FILE
    assert (
        own.put(path, action="merge", name="Ada Marlowe", other="Adele Quint") == "merge,Ada Marlowe,Adele Quint,,,,,,"
    )
    [row] = own.read(path)[0].corrections
    assert (row.action, row.name, row.other) == ("merge", "Ada Marlowe", ("Adele Quint",))


def test_a_row_is_put_once_and_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / own.FILE
    path.write_text("note,name,action,other\nmine,Zeitgeist,ignore,", encoding="utf-8-sig")
    for _ in range(2):
        own.put(path, action="alias", name="Xi Jinping", other="Core Xi")
    own.put(path, action="ignore", name="Zeitgeist", note="said again")
    assert (
        path.read_text(encoding="utf-8-sig")
        == "note,name,action,other\nmine,Zeitgeist,ignore,\n,Xi Jinping,alias,Core Xi\n"
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"action": "rename", "name": "Ada"}, "no such action: 'rename'"),
        ({"action": "merge", "name": "Ada"}, "the column other is empty"),
        ({"action": "split", "name": "Ada", "other": "Ada (judge)", "where": "2024/*"}, "has no column where"),
    ],
)
def test_a_row_that_could_not_be_used_is_not_put(tmp_path: Path, cells: dict[str, str], message: str) -> None:
    path = tmp_path / own.FILE
    path.write_text("action,name,other\n", encoding="utf-8")
    with pytest.raises(InvalidValueError, match=message):
        own.put(path, **cells)
    assert path.read_text(encoding="utf-8") == "action,name,other\n"
