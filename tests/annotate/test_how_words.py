"""Every word that `how` may hold is explained to the analyst."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import wirebook.annotate
from wirebook import read
from wirebook.annotate.pipeline import annotate
from wirebook.annotate.resolve import CONFIDENCE

README = Path(wirebook.annotate.__file__).with_name("README.md")
SEEDS = Path(__file__).parents[2] / "seeds"
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
FAMILY = " …"


@pytest.fixture(scope="module")
def explained() -> list[str]:
    return ROW.findall(README.read_text(encoding="utf-8"))


def is_explained(how: str, words: list[str]) -> bool:
    families = tuple(word.removesuffix("…") for word in words if word.endswith(FAMILY))
    return how in words or how.startswith(families)


def test_what_the_seeds_hold_is_explained(explained: list[str]) -> None:
    found: set[str] = set()
    for article in read.corpus(SEEDS).articles:
        annotation = annotate(article)
        for rows in (annotation.mentions, annotation.times, annotation.quotes, annotation.tones):
            found |= {row.how for row in rows}
    assert found
    assert sorted(how for how in found if not is_explained(how, explained)) == []


def test_what_may_decide_about_a_name_is_explained(explained: list[str]) -> None:
    assert sorted(how for how in CONFIDENCE if not is_explained(how, explained)) == []
