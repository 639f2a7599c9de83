"""The public sets: where they lie in the folder of data, and their rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from workshop.halves import HALVED, half
from workshop.measure.figures import Ints
from workshop.train import samples

Row = Mapping[str, Any]

NAMES = ("names_uner/pud_wiki", "names_crossner_politics/dev", "names_gum/news_dev", "names_gum/dev")
TARGETS = ("tone_newsmtsc/rw_dev", "tone_newsmtsc/mt_dev")
EDITORIALS = "tone_nyt_editorials/dev"
ARTICLES = "tone_persent/dev"

LABELS = ("negative", "neutral", "positive")
NEUTRAL = 1


def rows(folder: Path, name: str) -> list[Row]:
    """Return the rows of a set, `name`.jsonl in the folder or `name`.jsonl.gz, that the model has not learnt from.

    Of the sets that `workshop.halves` parts these are one half. Raises FileNotFoundError where there is neither.
    """
    plain = folder / f"{name}.jsonl"
    packed = folder / f"{name}.jsonl.gz"
    path = plain if plain.is_file() else packed
    if not path.is_file():
        raise FileNotFoundError(f"{plain} is not there, and not as .gz: --data names the folder that holds the sets")
    found: list[Row] = list(samples.rows(path))
    return half(found, "choose") if name in HALVED else found


def labels(found: list[Row]) -> Ints:
    """Return the number of each row's label in `LABELS`."""
    return np.array([LABELS.index(row["label"]) for row in found], dtype=np.int64)
