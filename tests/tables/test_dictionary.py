"""The data dictionary: every column of every table, in words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from wirebook.tables import dictionary, export, schema


def described(folder: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    rows = dictionary.of(folder).itertuples(index=False, name=None)
    return {(table, column): (kind, null, meaning) for table, column, kind, null, meaning in rows}


def test_a_table_of_ours_is_described_as_its_schema_declares_it(tmp_path: Path) -> None:
    empty = {name: schema.arrow(name).empty_table().to_pandas() for name in schema.SCHEMA}
    export.write(empty, tmp_path)
    said = described(tmp_path)
    assert set(said) == {(name, column.name) for name, columns in schema.SCHEMA.items() for column in columns}
    assert said["articles", "title"] == ("text", "yes", "headline")
    assert said["articles", "words"][:2] == ("whole number", "no")
    assert said["tones", "words"][0] == "list of record (word, weight)"


def test_a_table_of_an_answer_is_described_by_the_answer(tmp_path: Path) -> None:
    frame = pd.DataFrame({"who": ["Xi", None], "n": [1, 2], "sure": [True, False], "mean": [0.1, 0.2]})
    said = export.Described(columns={"who": "whose it is"})
    export.write({"t": frame}, tmp_path, described={"t": said})
    assert described(tmp_path)["t", "who"] == ("text", "yes", "whose it is")
    assert [kind for kind, _, _ in described(tmp_path).values()] == ["text", "whole number", "yes or no", "number"]


def test_a_table_of_nobody_s_is_listed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "own.csv").write_text("a,b\n1,x\n")
    (tmp_path / "empty.csv").write_text("")
    said = described(tmp_path)
    assert said == {
        ("sub/own", "a"): ("whole number", "no", dictionary.UNSAID),
        ("sub/own", "b"): ("text", "no", dictionary.UNSAID),
    }
