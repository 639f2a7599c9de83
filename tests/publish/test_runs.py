"""Run folders: there whole or not at all; `latest` points at the last whole one."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from wirebook.publish import runs

NOON = dt.datetime(2025, 11, 24, 12, 0, 0, tzinfo=dt.UTC)


def test_a_run_is_named_by_its_time_and_two_of_one_second_apart() -> None:
    names = {runs.new_name(NOON) for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("20251124T120000Z-") and runs.NAME.fullmatch(name) for name in names)


def test_a_run_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    with runs.aside(tmp_path, "run") as folder:
        (folder / "page.html").write_text("x")
        assert not (tmp_path / "run").exists()
    assert (tmp_path / "run" / "page.html").exists()


def test_a_run_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), runs.aside(tmp_path, "run") as folder:
        (folder / "page.html").write_text("x")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_latest_moves_from_one_run_to_the_next(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        runs.point_latest(tmp_path, name)
    assert (tmp_path / "latest").is_symlink()
    assert runs.latest(tmp_path) == tmp_path / "second"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["first", "latest", "second"]


def test_without_symbolic_links_latest_is_a_file_with_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    name = runs.new_name(NOON)
    (tmp_path / name).mkdir()
    assert runs.point_latest(tmp_path, name).read_text() == f"{name}\n"
    assert runs.latest(tmp_path) == tmp_path / name


def test_only_whole_runs_are_looked_through_newest_first(tmp_path: Path) -> None:
    for name, status in [("20250101T000000Z-aaaaaa", "done"), ("20250201T000000Z-aaaaaa", "failed")]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(json.dumps({"status": status}))
    (tmp_path / "20250301T000000Z-aaaaaa").mkdir()
    (tmp_path / "20250401T000000Z-aaaaaa").mkdir()
    (tmp_path / "20250401T000000Z-aaaaaa" / "run.json").write_text(json.dumps({"status": "done"}))
    assert [folder.name[:8] for folder, _ in runs.whole(tmp_path)] == ["20250401", "20250101"]
