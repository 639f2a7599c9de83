"""The hand-made gold: its spans are those of the articles as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workshop.evaluate import GOLD, stored_article

FILES = sorted(GOLD.glob("*.json"))


def spans(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for actor in gold["actors"]:
        yield from actor["mentions"]
    for name in ("times", "quotes", "either_way"):
        yield from gold[name]


def test_there_is_gold_for_at_least_six_articles() -> None:
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_span_of_gold_is_its_text_in_the_stored_article(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = stored_article(gold, path).text
    wrong = {s["text"]: text[s["start"] : s["end"]] for s in spans(gold) if text[s["start"] : s["end"]] != s["text"]}
    assert wrong == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gold_names_the_source_and_the_days_that_the_article_carries(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    article = stored_article(gold, path)
    assert article.source == gold["source"]
    if article.published:
        assert gold["published"]["not_before"] <= article.published[:10] <= gold["published"]["not_after"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_speaker_is_an_actor_or_stands_in_the_text(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    names = {actor["name"] for actor in gold["actors"]}
    text = stored_article(gold, path).text
    assert [q["speaker"] for q in gold["quotes"] if q["speaker"] not in names and q["speaker"] not in text] == []
