"""The command line: `wirebook run`, `plan`, `share`, `verify`, `annotate`, `check` and `new`. It is a thin shell.

Exit codes: 0 when everything asked for was done (also where `run --only-if-changed` found nothing new), 1 when a
notebook or set failed or a number is not the same, 2 for wrong usage, 3 when a run was done but a notification could
not be sent, 130 when interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from wirebook import __version__
from wirebook.errors import NotebookFailedError, WirebookError

if TYPE_CHECKING:
    from wirebook.publish.notify import Watch

FAILED, WRONG_USAGE, UNTOLD, INTERRUPTED = 1, 2, 3, 130
DEFAULT_JOBS = min(2, os.cpu_count() or 1)


class Commands(click.Group):
    """The commands, in the order of the work; an error of ours becomes a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NotebookFailedError as error:
            _stop(str(error), FAILED)
        except WirebookError as error:
            _stop(str(error), WRONG_USAGE)
        except KeyboardInterrupt:
            _stop("interrupted; nothing half-written is left", INTERRUPTED)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    raise SystemExit(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wirebook")
def main() -> None:
    """An analyst's workbook for news: sentiment, a timeline and the actors of a folder of articles."""


_jobs = click.option(
    "--jobs", type=click.IntRange(min=1), default=DEFAULT_JOBS, show_default=True, help="Notebooks executed at once."
)
_fresh = click.option("--fresh", is_flag=True, help="Execute every notebook, also where nothing it reads has changed.")
_timeout = click.option(
    "--timeout", type=click.IntRange(min=1), default=1800, show_default=True, help="Seconds that a notebook may take."
)


@main.command()
@click.argument("notebooks", nargs=-1, metavar="[NOTEBOOK]...")
@click.option("--corpus", default="seeds", show_default=True, help="Folder or file of articles.")
@click.option("--out", type=click.Path(path_type=Path), help="Where run folders go.  [default: the project's outputs]")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A notebook's parameter; may be given several times.",
)
@_jobs
@_fresh
@_timeout
@click.option("--only-if-changed", is_flag=True, help="Publish nothing where nothing it reads has changed.")
@click.option(
    "--notify",
    "addresses",
    multiple=True,
    envvar="WIREBOOK_NOTIFY",
    metavar="ADDRESS",
    help="Webhook (https://…) or mailto:a@b to tell of a failure or of notable changes; several times, or by "
    "$WIREBOOK_NOTIFY. Mail goes by the server in $WIREBOOK_SMTP_URL.",
)
def run(
    notebooks: tuple[str, ...],
    corpus: str,
    out: Path | None,
    parameters: tuple[tuple[str, str], ...],
    jobs: int,
    fresh: bool,
    timeout: int,
    only_if_changed: bool,
    addresses: tuple[str, ...],
) -> None:
    """Annotate the articles, execute the notebooks and publish them as pages.

    A NOTEBOOK is a file or a name (20_timeline, or timeline); without one, all are run. The run gets a folder of its
    own, with index.html to begin with; `latest` points at it if every notebook was done.
    """
    from wirebook import publish

    with _terminated_as_interrupted(), _watched(addresses, corpus) as watch, Bars() as bars:
        report = publish.run(
            notebooks,
            corpus=corpus,
            out=out or _default_out(),
            parameters=dict(parameters),
            jobs=jobs,
            fresh=fresh,
            only_if_changed=only_if_changed,
            limits=publish.Limits(notebook=timeout),
            progress=publish.Progress(annotated=bars.annotated, executed=bars.executed),
        )
        watch(report)
    if report.unchanged:
        click.echo(f"nothing has changed since the run {report.folder.name}: nothing was published")
        click.echo(str(report.index))
        return
    reused = sum(e.status == "reused" for e in report.notebooks)
    made = len(report.notebooks) - reused - len(report.failed)
    click.echo(f"notebooks: {made} made, {reused} unchanged, {len(report.failed)} failed; problems: {report.problems}")
    click.echo(str(report.index))
    if report.failed:
        reasons = "; ".join(f"{e.name}: {e.error}: {e.message}" for e in report.failed)
        raise NotebookFailedError(reasons, hint=f"the pages show what was done until then: {report.index}")
    if watch.failed:
        raise SystemExit(UNTOLD)


@main.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where plans/ goes.  [default: the project's outputs]")
@_jobs
@_fresh
@_timeout
@click.option("--check", is_flag=True, help="Only say which sets the plan has, or what is wrong with it.")
def plan(plan: Path, out: Path | None, jobs: int, fresh: bool, timeout: int, check: bool) -> None:
    """Run every set of a PLAN, a YAML file, and compare them.

    The result gets a folder of its own in plans/, with index.html to begin with; `latest` points at it if every set
    was done.
    """
    from wirebook.publish import Limits, Progress
    from wirebook.publish import plan as plans
    from wirebook.show.html import counted

    if check:
        for one in plans.read(plan).sets:
            click.echo(f"{one.name}: {one.corpus}, {counted(len(one.notebooks), 'notebook')}, {one.parameters}")
        return
    with _terminated_as_interrupted(), Bars() as bars:
        progress = Progress(annotated=bars.annotated, executed=bars.executed)
        limits = Limits(notebook=timeout)
        report = plans.run(plan, out=out or _default_out(), jobs=jobs, fresh=fresh, limits=limits, progress=progress)
    click.echo(f"sets: {len(report.sets) - len(report.failed)} done, {len(report.failed)} failed")
    click.echo(str(report.index))
    if report.failed:
        reasons = "; ".join(f"{one.name}: {one.error}: {one.message}" for one in report.failed)
        raise NotebookFailedError(reasons, hint=f"the page shows the sets that were done: {report.index}")


@main.command()
@click.argument("run", default="latest")
@click.option(
    "--as",
    "form",
    type=click.Choice(["html", "pdf", "zip"]),
    default="html",
    show_default=True,
    help="One page with everything, the same on paper, or the pages with their tables.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The file.  [default: beside the run, by its name]")
@click.option(
    "--runs", "folder", type=click.Path(path_type=Path), help="Where runs lie.  [default: the project's outputs]"
)
def share(run: str, form: str, out: Path | None, folder: Path | None) -> None:
    """Write a RUN as one file to send: latest (the default), a run's name, or its folder."""
    from wirebook.publish import runs
    from wirebook.publish.share import share as share_run

    with _terminated_as_interrupted():
        file = share_run(runs.find(run, folder or _default_out()), form=form, out=out)  # type: ignore[arg-type]
    click.echo(f"{file} ({file.stat().st_size / 1_000_000:.1f} MB)")


@main.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("corpus")
@_jobs
def verify(report: Path, corpus: str, jobs: int) -> None:
    """Make every number of a shared REPORT anew from a CORPUS, and say what became of it.

    Says of each number that is not the same: article changed, method changed, or not found; and ends with 1 then.
    """
    from wirebook.publish import verify as verifying
    from wirebook.show.html import counted

    with _terminated_as_interrupted():
        numbers = verifying.verify(report, corpus, jobs=jobs)
    differing = [number for number in numbers if number.verdict != "same"]
    for number in differing:
        now = "" if number.now is None else f", now {number.now}"
        click.echo(f"{number.id}: {number.verdict}: {number.shown} in the report{now}")
    found = ", ".join(f"{sum(n.verdict == v for n in numbers):,} {v}" for v in verifying.VERDICTS)
    click.echo(f"{counted(len(numbers), 'number')}: {found}")
    if differing:
        raise SystemExit(FAILED)


@main.command()
@click.argument("corpus")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["parquet", "csv", "jsonl"]),
    default="parquet",
    show_default=True,
    help="Form of the files.",
)
@click.option("--names", default="model", show_default=True, help="How names are found: model, rules, spacy:PIPELINE.")
@click.option("--tone", default="model", show_default=True, help="How tone is judged: model, vader or lexicon:FILE.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that annotate.")
def annotate(corpus: str, out: Path, format_: str, names: str, tone: str, jobs: int) -> None:
    """Write the tables of a CORPUS as files, one a table."""
    from wirebook import read
    from wirebook.annotate.methods import Methods
    from wirebook.show.html import counted
    from wirebook.tables import engine, export, frames
    from wirebook.tables.store import Store

    reading, methods, labelled = engine.read_corpus(read.locate(corpus), Methods(names=names, tone=tone))
    with _terminated_as_interrupted(), Bars() as bars:
        tables = engine.build(reading, Store(methods=methods), labelled=labelled, jobs=jobs, progress=bars.annotated)
    written = export.write(frames.to_pandas(tables.arrow), out, format=format_)  # type: ignore[arg-type]
    articles, problems = (tables.arrow[name].num_rows for name in ("articles", "problems"))
    click.echo(f"{counted(articles, 'article')}, {counted(problems, 'problem')}: {len(written)} tables in {out}")


@main.command()
@click.argument("corpus")
def check(corpus: str) -> None:
    """Say what of a CORPUS would be read, and what would not and why."""
    from wirebook import read
    from wirebook.annotate.pipeline import ENGLISH
    from wirebook.show.html import counted

    reading = read.corpus(read.locate(corpus))
    for article in reading.articles:
        notes = [article.published or "no date", article.source or "no source", article.language or "language unclear"]
        if article.duplicate_of:
            notes.append(f"a copy of {article.duplicate_of}, not counted")
        elif article.language not in (None, ENGLISH):
            notes.append("not in English, left out of the analyses")
        click.echo(f"{_place(article.path, article.record)}: {article.title or 'no title'} ({', '.join(notes)})")
    for problem in reading.problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        click.echo(f"{_place(problem.path, problem.record)}: not used: {problem.what}{hint}")
    copies = sum(a.duplicate_of is not None for a in reading.articles)
    read_, problems = counted(len(reading.articles), "article"), counted(len(reading.problems), "problem")
    click.echo(f"{read_} (copies among them: {copies}), {problems}")


@main.command()
@click.argument("name")
def new(name: str) -> None:
    """Make a notebook of your own called NAME, which `run` then picks up."""
    from wirebook.publish import create

    click.echo(str(create.notebook(name)))


class Bars:
    """Progress on a terminal: articles annotated, then notebooks executed. Quiet elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._bar: Any = None

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def annotated(self, done: int, of: int) -> None:
        """Show how many of the articles that had to be annotated are."""
        if not self._shown:
            return
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(total=of, desc="annotating", unit=" articles", leave=False)
        self._bar.update(done - self._bar.n)

    def executed(self, execution: Any) -> None:
        """Say that a notebook has ended."""
        if self._shown:
            if self._bar is not None:
                self._bar.close()
            click.echo(f"{execution.name}: {execution.status} ({execution.seconds:.1f} s)", err=True)


@contextmanager
def _watched(addresses: tuple[str, ...], corpus: str) -> Iterator[Watch]:
    """Notify the addresses of what becomes of a run, and say which of them could not be."""
    from wirebook.publish.notify import Watch

    watch = Watch(addresses, corpus=corpus)
    try:
        with watch:
            yield watch
    finally:
        for delivery in watch.failed:
            tries = "1 try" if delivery.tries == 1 else f"{delivery.tries} tries"
            click.echo(f"Warning: {delivery.to} was not notified: {delivery.error} ({tries})", err=True)


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Treat the signal that ends a scheduled job like Ctrl-C, so that nothing is left running or half-written."""

    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _default_out() -> Path:
    from wirebook.tables.kept import default_folder

    return default_folder()


def _place(path: str, record: int | None) -> str:
    return f"{path}[{record}]" if record else path


if __name__ == "__main__":
    main(prog_name="wirebook")
