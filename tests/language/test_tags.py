"""Names out of tags: what the most probable valid sequence is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.language.tags import TAGS, best_tags


@given(st.lists(st.lists(st.floats(-20, 20, width=32), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=6))
def test_the_tags_chosen_are_valid_and_none_valid_is_likelier(rows):
    logits = np.array(rows, dtype=np.float32)
    tags = best_tags(logits)
    assert valid(tags)
    best = max(total(logits, other) for other in sequences(len(rows)) if valid(other)) if len(rows) <= 3 else None
    assert best is None or total(logits, tags) == pytest.approx(best, abs=1e-3)


def sequences(length):
    return np.indices((len(TAGS),) * length).reshape(length, -1).T.tolist()


def valid(tags):
    return all(
        not TAGS[tag].startswith("I-") or (before is not None and TAGS[before][2:] == TAGS[tag][2:])
        for before, tag in zip([None, *tags], tags, strict=False)
    )


def total(logits, tags):
    return float(sum(row[tag] for row, tag in zip(logits, tags, strict=True)))
