"""Predictions for public gold: one row out for each row in, from the fields that a task may read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from wirebook.annotate.records import Actor, Mention
from workshop import predict

TEXT = "President Ada Marlowe of France met Tom Reed on Tuesday. “It was a wonderful meeting,” Marlowe said in Berlin."
START = TEXT.index("Tom Reed")

ROWS: dict[str, dict[str, Any]] = {
    "ner": {"text": "France and Germany signed."},
    "timex": {"text": TEXT, "dct": "2025-11-26"},
    "dates": {"text": TEXT, "dct": "2025-11-26", "title": "A meeting"},
    "sent": {"text": TEXT},
    "token": {"text": "They don't know."},
    "target": {"text": TEXT, "target": "Tom Reed", "start": START, "end": START + 8},
    "label": {"text": "A wonderful, happy success.", "target": "Ada Marlowe"},
    "graded": {"text": "A terrible disaster."},
    "actors": {"text": TEXT, "title": "A meeting", "dct": "2025-11-26"},
    "quotes": {"text": TEXT, "title": "A meeting", "published": "2025-11-26"},
    "dating": {"text": TEXT},
}

WRITES = {
    "ner": {"entities"},
    "timex": {"timexes"},
    "dates": {"timexes"},
    "sent": {"sentences"},
    "token": {"tokens", "words"},
    "target": {"label", "negative", "neutral", "positive"},
    "label": {"label"},
    "graded": {"score"},
    "actors": {"actors"},
    "quotes": {"attributions"},
}


def run(tmp_path: Path, task: str, rows: list[dict[str, Any]]) -> tuple[int, list[dict[str, Any]]]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    status = predict.main([task, str(source), str(out)])
    return status, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("task", sorted(WRITES))
def test_each_task_writes_its_fields_under_the_id(task: str, tmp_path: Path) -> None:
    status, (row,) = run(tmp_path, task, [{"id": "r1", **ROWS[task]}])
    assert (status, row["id"]) == (0, "r1")
    assert set(row) == {"id"} | WRITES[task]


def test_dating_writes_only_whole_days(tmp_path: Path) -> None:
    _, (row,) = run(tmp_path, "dating", [{"id": "r1", "text": "It rained on 4 May 2021 and on 5 May 2021."}])
    assert set(row) <= {"id", "date", "earliest", "latest"}
    assert all(len(day) == len("2021-05-04") for name, day in row.items() if name != "id")


def test_an_undated_article_gets_the_likeliest_day_and_its_range() -> None:
    row = {"text": "President Bill Clinton spoke of the impeachment. Monica Lewinsky was heard."}
    found = predict.predict("dating", row, folder=Path())
    assert found["earliest"] <= found["date"] <= found["latest"]
    assert found["date"][:4] in ("1998", "1999")


@pytest.mark.parametrize("task", sorted(ROWS))
def test_gold_in_a_row_changes_nothing(task: str, tmp_path: Path) -> None:
    gold = {field: "gold" for fields in predict.READS.values() for field in fields} | {
        "entities": "gold", "published": "1999-01-01", "label": "negative", "timexes": "gold", "attributions": "gold",
    }  # fmt: skip
    hidden = {field: value for field, value in gold.items() if field not in predict.READS[task]}
    plain = run(tmp_path, task, [{"id": "r1", **ROWS[task]}])
    assert run(tmp_path, task, [{**hidden, "id": "r1", **ROWS[task]}]) == plain


def test_a_country_is_a_place_but_where_it_stands_for_its_state() -> None:
    norway = Actor(actor_id="norway", name="Norway", type="country")
    told: dict[str, Any] = {
        "sentence": 0,
        "text": "Norway",
        "form": "name",
        "actor_id": "norway",
        "confidence": 1.0,
        "how": "test",
    }
    found = [Mention(start=n, end=n + 6, sense=sense, **told) for n, sense in enumerate((None, "place", "polity"))]
    assert [label for _, _, label in predict.entities(found, [norway])] == ["LOC", "LOC", "ORG"]


def test_contractions_are_one_token_and_two_words(tmp_path: Path) -> None:
    _, (row,) = run(tmp_path, "token", [{"id": "r1", **ROWS["token"]}])
    assert [5, 10] in row["tokens"]
    assert [5, 7] in row["words"]
    assert [7, 10] in row["words"]


def test_a_weekday_is_reckoned_from_the_document_creation_time(tmp_path: Path) -> None:
    _, (row,) = run(tmp_path, "timex", [{"id": "r1", **ROWS["timex"]}])
    assert [t["value"] for t in row["timexes"]] == ["2025-11-25"]


def test_the_happier_text_scores_higher(tmp_path: Path) -> None:
    _, rows = run(
        tmp_path, "graded", [{"id": "bad", **ROWS["graded"]}, {"id": "good", "text": "A wonderful, happy success."}]
    )
    assert rows[0]["score"] < 0 < rows[1]["score"]


def test_gzipped_rows_are_read(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    with gzip.open(source, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "r1", **ROWS["sent"]}) + "\n")
    assert predict.main(["sent", str(source), str(out)]) == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["sentences"]) == 2


def test_a_row_that_fails_is_written_empty_and_fails_the_run_at_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, rows = run(tmp_path, "sent", [{"id": "bad"}, {"id": "good", **ROWS["sent"]}])
    assert status == 1
    assert [set(row) for row in rows] == [{"id"}, {"id", "sentences"}]
    assert "line 1: KeyError: 'text'" in capsys.readouterr().err


def test_an_unknown_task_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        predict.main(["nr", str(tmp_path / "in"), str(tmp_path / "out")])
    assert refused.value.code == 2


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """A collection of three articles: two refer to 3 May, one to 5 May."""
    docs = [
        {"id": "1", "dct": "2021-05-04", "text": "The dam broke on May 3. The water rose on May 3."},
        {"id": "2", "dct": "2021-05-06", "sentences": ["It began on May 3.", "Help came on May 5."]},
        {"id": "3", "dct": "2021-05-09", "title": "Flood", "text": "The rain has stopped."},
    ]
    (tmp_path / "docs_Flood_a.jsonl").write_text("".join(json.dumps(d) + "\n" for d in docs), encoding="utf-8")
    return tmp_path


def test_a_timeline_has_the_days_that_most_articles_refer_to(flood: Path) -> None:
    asked = {"collection": "Flood_a", "keywords": [], "k": 2, "first": "2021-05-01", "last": "2021-05-31"}
    _, (row,) = run(flood, "tldate", [{"id": "Flood_a#0", **asked}])
    assert row["dates"] == ["2021-05-03", "2021-05-05"]


def test_a_timeline_takes_no_more_than_number_and_range_from_its_gold(flood: Path) -> None:
    gold = {"2021-05-04": ["x"], "2021-05-10": ["y"]}
    _, (row,) = run(flood, "tldate", [{"id": "Flood_a#0", "collection": "Flood_a", "keywords": [], "timeline": gold}])
    assert row["dates"] == ["2021-05-04", "2021-05-05"]


def test_a_collection_is_no_path(flood: Path) -> None:
    asked = {"collection": "../docs", "keywords": [], "k": 2, "first": "2021-05-01", "last": "2021-05-31"}
    status, (row,) = run(flood, "tldate", [{"id": "t", **asked}])
    assert (status, row) == (1, {"id": "t"})
