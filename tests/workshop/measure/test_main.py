"""The command: one run over a folder of sets."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from workshop.measure import sets
from workshop.measure.__main__ import PARTS, main

TEXT = "Angela Merkel praised France."
NAMES = [
    {"id": id_, "text": TEXT, "entities": [{"start": 0, "end": 13, "label": "PER"},
                                           {"start": 22, "end": 28, "label": "LOC"}]}
    for id_ in ("learnt from where the set is parted in halves", "measured")
]  # fmt: skip
TARGETS = [{"id": "t", "text": TEXT, "target": "France", "start": 22, "end": 28, "label": "positive"}]
TEXTS = [
    {"id": f"1_{n}", "text": text, "score": score, "label": label, "target": "France"}
    for n, (text, score, label) in enumerate([(TEXT, 2.0, "positive"), ("An awful war.", -3.0, "negative")])
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with every set in small, the articles gzipped."""
    for names, rows in ((sets.NAMES, NAMES), (sets.TARGETS, TARGETS), ((sets.EDITORIALS,), TEXTS)):
        for name in names:
            path = tmp_path / f"{name}.jsonl"
            path.parent.mkdir(exist_ok=True)
            path.write_text(_lines(rows), encoding="utf-8")
    packed = tmp_path / f"{sets.ARTICLES}.jsonl.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(_lines(TEXTS).encode()))
    return tmp_path


def _lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_one_run_measures_every_set(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = [option for part in PARTS if part != "swaps" for option in ("--only", part)]
    assert main(["--data", str(data), "--json", *parts]) == 0
    tables = json.loads(capsys.readouterr().out)
    measured = {row["set"] for table in tables for row in table["rows"]}
    assert measured == {*sets.NAMES, *sets.TARGETS, sets.EDITORIALS, sets.ARTICLES}


def test_markdown_has_a_heading_for_each_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "--markdown", "--only", "names"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("### Names")
    assert "| names_uner/pud_wiki | rules and knowledge tables, no model | 1 | 2 | 100.0 (100.0 to 100.0) |" in shown


def test_a_set_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--only", "targets"]) == 2
    assert "rw_dev.jsonl is not there" in capsys.readouterr().err
