"""Tables against gold: figures for an article, and for a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workshop import evaluate

BODY = "France and Germany signed a treaty on Tuesday, May 4, 2021. It is the first in ten years."
FILE = f"A treaty at last\n\n{BODY}\n"


def at(words: str, **more: Any) -> dict[str, Any]:
    start = FILE.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder of gold for one plain file, whose positions are those of the file with its headline."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "2021-05-04_treaty.txt").write_text(FILE, encoding="utf-8")
    folder = tmp_path / "gold"
    folder.mkdir()
    row = {
        "article": "articles/2021-05-04_treaty.txt",
        "published": {"not_before": "2021-05-04", "not_after": "2021-05-04"},
        "sentences": 2,
        "actors": [
            {"name": "France", "type": "country", "mentions": [at("France", form="name")]},
            {"name": "Peru", "type": "country", "mentions": [at("Germany", form="name")]},
        ],
        "times": [
            at("Tuesday, May 4, 2021", type="DATE", value="2021-W18", note="2021-05-04 is right too"),
            at("ten years", type="DURATION", value="P10Y"),
        ],
        "quotes": [],
        "either_way": [],
    }
    (folder / "treaty.json").write_text(json.dumps(row), encoding="utf-8")
    return folder


def figures(gold: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert evaluate.main(["--gold", str(gold), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out)["articles"]["treaty"])


def test_positions_of_the_plain_file_meet_those_of_the_stored_text(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert figures(gold, capsys)["time_spans"]["right"] == 2


def test_a_name_for_another_actor_is_missed_and_said(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(gold, capsys)
    assert (found["names"]["right"], found["names"]["of"], found["names"]["extra"]) == (1, 2, 0)
    assert any("'Germany'" in note and "Peru" in note for note in found["notes"])


def test_a_value_that_the_note_allows_is_right_too(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures(gold, capsys)["times"]["right"] == 2


def test_sentences_and_the_day_of_writing_are_compared(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(gold, capsys)
    assert found["sentences"] == found["sentences_wanted"] == 2
    assert found["dating"]["best_right"]


def test_misses_are_printed_when_asked_for(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.main(["--gold", str(gold)])
    assert "names missed" not in capsys.readouterr().out
    evaluate.main(["--gold", str(gold), "--verbose"])
    assert "names missed" in capsys.readouterr().out


def test_a_folder_without_gold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--gold", str(tmp_path)]) == 2
    assert "no gold" in capsys.readouterr().err


def test_our_own_gold_is_found_as_it_stands() -> None:
    reports = evaluate.evaluate(evaluate.GOLD)
    assert all(report.scores["names"].right > 0 for report in reports.values())
