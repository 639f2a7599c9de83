"""One full run for all who look at its pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wirebook import publish


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, corpus: Path, hostile: Path) -> publish.RunReport:
    """The whole workbook, run over the small corpus and hostile articles, in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("a run")
    shutil.copytree(corpus, folder / "some articles")
    shutil.copytree(hostile, folder / "some articles" / "hostile")
    report = publish.run(corpus=str(folder / "some articles"), out=folder / "out")
    assert [(e.name, e.message) for e in report.failed] == []
    return report
