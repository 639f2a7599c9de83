"""What the tests of runs share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two short articles, in a folder that a test may change."""
    folder = tmp_path / "my articles"
    folder.mkdir()
    (folder / "2025-11-03_one.txt").write_text("Norway thanked Japan on Monday for its generous help with the ferry.")
    (folder / "2025-11-05_two.txt").write_text("Denmark called the storm of 28 October a disaster, and blamed nobody.")
    return folder
