"""The command line: what it says, what it leaves, and its exit codes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from wirebook import __version__
from wirebook.annotate import methods
from wirebook.cli import main
from wirebook.tables import schema

FIXTURES = Path(__file__).parent / "publish" / "fixtures"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two notebooks, one of which fails, and two articles."""
    shutil.copytree(FIXTURES, tmp_path / "notebooks")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "2025-11-03_one.txt").write_text("Norway thanked Japan on Monday for its generous help.")
    (tmp_path / "articles" / "broken.json").write_text("{")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wirebook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_run_that_is_done_ends_with_the_page_to_open(project: Path) -> None:
    result = wirebook("run", "counting", "--corpus", "articles", "--out", "out", "-p", "top", "1")
    assert result.exit_code == 0, result.output
    index = Path(result.stdout.splitlines()[-1])
    assert index.name == "index.html"
    assert index.is_file()
    assert index.parent == (project / "out" / "latest").resolve()


def test_a_run_with_a_failed_notebook_says_which_and_why(project: Path) -> None:
    result = wirebook("run", "failing", "--corpus", "articles", "--out", "out")
    assert result.exit_code == 1
    assert "20_failing: ValueError: no such" in result.stderr
    assert not (project / "out" / "latest").exists()


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("run", "countin", "--corpus", "articles"), "did you mean 10_counting"),
        (("run", "counting", "--corpus", "articles", "-p", "tops", "1"), "did you mean top"),
        (("run", "counting", "--corpus", "articles", "-p", "top", "many"), "write a whole number"),
        (("run", "counting", "--corpus", "articles", "-p", "corpus", "x"), "use --corpus"),
        (("run", "--corpse", "articles"), "--corpus"),
        (("rum",), "run"),
        (("annotate", "articles", "--out", "t", "--format", "xml"), "parquet"),
        (("run", "counting", "--corpus", "nowhere"), "nowhere"),
        (("annotate", "nowhere", "--out", "t"), "nowhere"),
        (("check", "nowhere"), "nowhere"),
        (("new", "../x"), "no folder"),
        (("annotate", "articles"), "--out"),
        (("share", "yesterday"), "unknown run"),
        (("share", "--as", "docx"), "html"),
        (("verify", "nowhere.html", "articles"), "cannot be read"),
        (("run", "counting", "--corpus", "articles", "--notify", "ftp://host/x"), "https://"),
        (("run", "counting", "--corpus", "articles", "--notify", "mailto:a@example.org"), "WIREBOOK_SMTP_URL"),
        (("annotate", "articles", "--out", "t", "--names", "rule"), "did you mean rules"),
        (("annotate", "articles", "--out", "t", "--tone", "vadar"), "did you mean vader"),
    ],
)
def test_wrong_usage_is_refused_with_what_is_near_or_needed(
    project: Path, arguments: tuple[str, ...], nearest: str
) -> None:
    result = wirebook(*arguments)
    assert result.exit_code == 2, result.output
    assert nearest in result.stderr


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_annotate_writes_every_table(project: Path, kind: str) -> None:
    result = wirebook("annotate", "articles", "--out", "tables", "--format", kind)
    assert result.exit_code == 0, result.output
    assert {path.name for path in (project / "tables").iterdir()} == {f"{name}.{kind}" for name in schema.SCHEMA}
    assert "1 article, 1 problem:" in result.stdout
    if kind == "parquet":
        articles = pd.read_parquet(project / "tables" / "articles.parquet")
        assert list(articles["path"]) == ["2025-11-03_one.txt"]


@pytest.mark.parametrize(
    ("options", "how"),
    [((), "language model"), (("--tone", "vader"), "lexicon: VADER"), (("--names", "rules"), "language model")],
)
def test_annotate_uses_the_methods_asked_for(project: Path, options: tuple[str, ...], how: str) -> None:
    result = wirebook("annotate", "articles", "--out", "tables", *options)
    assert result.exit_code == 0, result.output
    tones = pd.read_parquet(project / "tables" / "tones.parquet")
    assert len(tones) and all(value.startswith(how) for value in tones["how"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("annotate", "articles", "--out", "t", "--names"),
        ("run", "own", "--corpus", "articles", "--out", "t", "-p", "names"),
    ],
)
def test_a_pipeline_that_is_not_installed_is_wrong_usage_and_leaves_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    methods._spacy.cache_clear()
    assert wirebook("new", "50_own").exit_code == 0
    result = wirebook(*arguments, "spacy:en_core_web_trf")
    assert result.exit_code == 2, result.output
    assert "pip install spacy && python -m spacy download en_core_web_trf" in result.stderr
    assert not (project / "t").exists()


def test_check_says_what_would_be_read_and_what_would_not(project: Path) -> None:
    result = wirebook("check", "articles")
    assert result.exit_code == 0, result.output
    assert "2025-11-03_one.txt: " in result.stdout
    assert "2025-11-03" in result.stdout
    assert "broken.json: not used: " in result.stdout
    assert "1 problem" in result.stdout


def test_new_makes_a_notebook_that_run_then_knows(project: Path) -> None:
    assert wirebook("new", "50_own").exit_code == 0
    result = wirebook("run", "own", "--corpus", "articles", "--out", "out")
    assert result.exit_code == 0, result.output
    assert (project / "out" / "latest" / "50_own.html").is_file()


def test_the_version_is_the_package_s() -> None:
    assert wirebook("--version").stdout.strip() == f"wirebook, version {__version__}"


def test_nothing_moves_on_a_pipe(project: Path) -> None:
    command = [sys.executable, "-m", "wirebook.cli", "annotate", "articles", "--out", "t"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=project)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_a_run_is_shared_as_one_file(project: Path) -> None:
    assert wirebook("run", "counting", "--corpus", "articles", "--out", "out", "-p", "top", "1").exit_code == 0
    result = wirebook("share", "--runs", "out")
    assert result.exit_code == 0, result.output
    run = (project / "out" / "latest").resolve()
    assert result.stdout.startswith(f"{run}.html (")
    assert "What the articles in articles say" in run.with_name(f"{run.name}.html").read_text(encoding="utf-8")
    result = wirebook("share", run.name, "--runs", "out", "--as", "zip", "-o", "sent.zip")
    assert result.exit_code == 0, result.output
    assert (project / "sent.zip").is_file()


def test_only_a_change_is_published_where_that_is_asked_for(project: Path) -> None:
    asked = ("run", "counting", "--corpus", "articles", "--out", "out", "--only-if-changed")
    assert wirebook(*asked).exit_code == 0
    run = (project / "out" / "latest").resolve()
    again = wirebook(*asked)
    assert again.exit_code == 0, again.output
    assert f"nothing has changed since the run {run.name}: nothing was published" in again.stdout
    assert (project / "out" / "latest").resolve() == run
    assert [path.name for path in (project / "out").iterdir() if path.name.startswith("2")] == [run.name]
    for change in (
        lambda: (project / "articles" / "broken.json").unlink(),
        lambda: (project / "articles" / "actors.csv").write_text("action,name\nignore,Monday\n"),
        lambda: (project / "articles" / "two.txt").write_text("Denmark praised Japan on Tuesday for its great help."),
    ):
        change()
        assert "nothing has changed" not in wirebook(*asked).stdout
        assert "nothing has changed" in wirebook(*asked).stdout
    assert "nothing has changed" not in wirebook(*asked, "-p", "top", "1").stdout
    assert "nothing has changed" in wirebook(*asked).stdout  # the other parameters have a run of their own


def test_a_run_that_could_not_notify_is_done_and_says_so(project: Path) -> None:
    asked = ("run", "counting", "--corpus", "articles", "--out", "out", "--notify", "http://ann:pw@127.0.0.1:9/s3cret")
    silent = wirebook(*asked)
    assert (silent.exit_code, silent.stderr) == (0, "")
    (project / "articles" / "2025-11-03_one.txt").write_text("Norway thanked nobody on Monday for its generous help.")
    result = wirebook(*asked)
    assert result.exit_code == 3, result.output
    assert "Warning: http://127.0.0.1/… was not notified: it could not be reached" in result.stderr
    manifest = (project / "out" / "latest" / "run.json").read_text(encoding="utf-8")
    assert '"status": "failed"' in manifest
    assert "s3cret" not in manifest + result.output and "ann:" not in manifest + result.output
