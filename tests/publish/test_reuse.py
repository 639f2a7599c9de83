"""What decides whether a notebook's earlier execution may be taken over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from wirebook.publish import discover, reuse

COUNTING = Path(__file__).parent / "fixtures" / "10_counting.ipynb"


def key(notebook: Path = COUNTING, *, top: int = 5, out: str = "a", corpus: str = "c", package: str = "p") -> str:
    parameters = {"top": top, "out": out}
    return reuse.key(discover.read(notebook), parameters, corpus=corpus, package=package)


def test_where_a_notebook_writes_makes_no_difference() -> None:
    assert key(out="a") == key(out="b")


@pytest.mark.parametrize("other", [{"top": 6}, {"corpus": "d"}, {"package": "q"}])
def test_a_parameter_an_article_and_the_package_make_a_difference(other: dict[str, object]) -> None:
    assert key() != key(**other)  # type: ignore[arg-type]


def test_the_notebook_itself_makes_a_difference(tmp_path: Path) -> None:
    changed = tmp_path / COUNTING.name
    shutil.copyfile(COUNTING, changed)
    assert key(changed) == key()
    changed.write_text(changed.read_text(encoding="utf-8").replace("How many", "What number of"), encoding="utf-8")
    assert key(changed) != key()


def test_the_corpus_is_known_by_its_rows_however_they_are_cut() -> None:
    whole = pa.table({"a": [1, 2, 3]})
    parts = pa.concat_tables([whole.slice(0, 1), whole.slice(1)])
    assert reuse.corpus_hash({"t": whole}) == reuse.corpus_hash({"t": parts})
    assert reuse.corpus_hash({"t": whole}) != reuse.corpus_hash({"t": whole.slice(1)})
    assert reuse.corpus_hash({"t": whole}) != reuse.corpus_hash({"u": whole})
