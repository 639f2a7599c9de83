"""Tables as files: what an analyst's spreadsheet and scripts open."""

import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from wirebook.errors import UnknownNameError
from wirebook.tables import export


@pytest.fixture
def frame():
    return pd.DataFrame(
        {"text": ["plain", "=cmd()", "+1", "-2 degrees", "@name", None], "n": [1, -2, 3, 4, 5, 6], "who": [["a"]] * 6}
    )


def test_csv_cells_that_look_like_formulas_are_disarmed_and_numbers_stay(frame, tmp_path):
    [path] = export.write({"t": frame}, tmp_path, format="csv")
    back = pd.read_csv(path)
    assert back["text"].tolist()[:5] == ["plain", "'=cmd()", "'+1", "'-2 degrees", "'@name"]
    assert back["n"].tolist() == [1, -2, 3, 4, 5, 6]


def test_lists_are_json_in_csv(frame, tmp_path):
    [path] = export.write({"t": frame}, tmp_path, format="csv")
    assert json.loads(pd.read_csv(path)["who"][0]) == ["a"]


def test_json_lines_hold_null_for_what_is_absent(frame, tmp_path):
    [path] = export.write({"t": frame}, tmp_path, format="jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows[5]["text"] is None
    assert rows[1] == {"text": "=cmd()", "n": -2, "who": ["a"]}


def test_parquet_gives_the_frame_back(frame, tmp_path):
    [path] = export.write({"t": frame}, tmp_path)
    back = pd.read_parquet(path)
    assert back["text"].tolist()[:5] == frame["text"].tolist()[:5]
    assert list(back["who"][0]) == ["a"]


def test_two_writes_give_the_same_bytes(frame, tmp_path):
    for form in ("parquet", "csv", "jsonl"):
        [one] = export.write({"t": frame}, tmp_path / "one", format=form)
        [two] = export.write({"t": frame}, tmp_path / "two", format=form)
        assert one.read_bytes() == two.read_bytes()


def test_an_unknown_format_is_refused_with_the_nearest(frame, tmp_path):
    with pytest.raises(UnknownNameError, match="parquet"):
        export.write({"t": frame}, tmp_path, format="parket")


def test_parquet_says_what_its_columns_mean(frame, tmp_path):
    said = export.Described(columns={"n": "how many"}, about={"title": "Words"})
    [path] = export.write({"t": frame}, tmp_path, described={"t": said})
    schema = pq.read_schema(path)
    assert schema.field("n").metadata[export.MEANING] == b"how many"
    assert json.loads(schema.metadata[export.ABOUT]) == {"title": "Words"}
    assert pd.read_parquet(path)["n"].tolist() == frame["n"].tolist()
