"""A run: a corpus and notebooks in, a folder of executed notebooks, pages, tables and a manifest out."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from wirebook import read
from wirebook.annotate.methods import Methods
from wirebook.publish import articles, discover, execute, index, manifest, parameters, render, reuse, runs
from wirebook.publish.execute import Execution, Job, Limits
from wirebook.publish.notebook import Notebook
from wirebook.tables import engine, export, frames, kept, select
from wirebook.tables.engine import Given
from wirebook.tables.store import Store

WORK = ".work"
"""Where, in a run that is being written, each notebook has a folder of its own."""

MADE = ("tables", "figures")
"""The folders that a notebook writes in, of those that are kept."""

ANNOTATING = ("names", "tone")
"""The common parameters that choose methods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Who is told how far a run is: `annotated(done, of)`, then `executed(execution)` as each notebook ends.

    Of a plan, it is each set that ends (`plan.SetEnd`).
    """

    annotated: Callable[[int, int], None] | None = None
    executed: Callable[[Any], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run left behind: its folder, how each notebook ended, and how many inputs could not be used."""

    folder: Path
    notebooks: tuple[Execution, ...]
    problems: int
    before: Path | None = None
    """The run with which this one is compared: the last whole one over the same corpus, unless another was named."""
    unchanged: bool = False
    """Whether nothing was published, as nothing had changed since the run in `folder`."""

    @property
    def index(self) -> Path:
        """The page that says what was found."""
        return self.folder / index.FILE

    @property
    def failed(self) -> tuple[Execution, ...]:
        """The notebooks that failed."""
        return tuple(e for e in self.notebooks if e.status == "failed")


def run(
    notebooks: Sequence[str] = (),
    *,
    corpus: str = "seeds",
    out: Path = Path("outputs"),
    parameters: Mapping[str, Any] | None = None,
    jobs: int = 2,
    fresh: bool = False,
    only_if_changed: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    earlier: Iterable[tuple[Path, Mapping[str, Any]]] | None = None,
) -> RunReport:
    """Annotate a corpus, execute notebooks over it and publish them as a folder of `out`.

    `notebooks` are names or files (all of the project's where there is none), `parameters` values by name (text is
    parsed to the type that the notebook declares), `jobs` the notebooks executed at once. A notebook that says it
    reads the corpus alone is taken over from an earlier run where nothing it depends on has changed, unless `fresh`.
    `out/latest` is pointed at the run if no notebook failed; a failed one is published with its error shown. With
    `only_if_changed` nothing is published where articles, corrections, parameters, notebooks and versions are those of
    the last whole run that was asked for the same. A notebook that takes `before` is told the last whole run over the
    corpus that read something else. `earlier` are the runs that notebooks may be taken over from, each with its
    manifest (neutral: those of `out`).

    Raises UnknownNameError for a notebook, parameter or method that does not exist, CorpusNotFoundError,
    InvalidValueError, MissingToolError where a method is chosen that is not installed.
    """
    began, clock = dt.datetime.now(dt.UTC), time.monotonic()
    given, limits, progress = dict(parameters or {}), limits or Limits(), progress or Progress()
    chosen = discover.find(notebooks)
    _check(chosen, given)
    source = read.locate(corpus).resolve()
    found = engine.read_corpus(source, Methods(**_common(chosen, given, ANNOTATING)))
    arrow, tables = _tables(found, _common(chosen, given, kept.SELECTING), jobs=jobs, progress=progress)
    name = runs.new_name(began)
    out = out.resolve()
    hashes = {"corpus": reuse.corpus_hash(arrow), "package": reuse.package_hash()}
    inputs = manifest.inputs(source, given, hashes, chosen, found.methods)
    if only_if_changed and (same := reuse.unchanged(out, inputs)):
        return RunReport(folder=same, notebooks=(), problems=len(tables["problems"]), unchanged=True)
    compared, before = _compared(given, source, out, inputs)
    with runs.aside(out, name) as folder:
        export.write(tables, folder / "tables", format="parquet")
        export.write(tables, folder / "tables", format="csv")
        steps = [_job(n, given | compared, corpus=source, folder=folder) for n in chosen]
        keys = {j.notebook.name: reuse.key(j.notebook, j.parameters, **hashes) for j in steps}
        past = () if fresh else runs.whole(out) if earlier is None else earlier
        taken = reuse.find(past, {n.name: keys[n.name] for n in chosen if n.reusable})
        executions = _execute(steps, taken, jobs=jobs, limits=limits, progress=progress)
        files = {job.notebook.name: _collect(job, folder) for job in steps}
        _rewrite_paths(steps, taken, folder, out / name)
        shutil.rmtree(folder / WORK, ignore_errors=True)
        addresses = articles.choose(folder, tables)
        facts = manifest.build(
            name=name,
            given=inputs,
            began=began,
            seconds=time.monotonic() - clock,
            keys=keys,
            executions=executions,
            notebooks=chosen,
            files=files,
            tables=tables,
            article_pages=len(addresses),
        )
        manifest.write(facts, folder)
        for notebook in chosen:
            render.write(notebook, folder, facts, addresses)
        articles.write(folder, facts, tables, addresses)
        index.write(folder, facts, tables, addresses)
    if not any(e.status == "failed" for e in executions):
        runs.point_latest(out, name)
    return RunReport(folder=out / name, notebooks=tuple(executions), problems=len(tables["problems"]), before=before)


def _check(notebooks: Sequence[Notebook], given: Mapping[str, Any]) -> None:
    """Refuse parameters that no notebook takes or that are not of their type, before any work is done."""
    parameters.check(notebooks, given)
    for notebook in notebooks:
        parameters.for_notebook(notebook, given)


def _common(notebooks: Sequence[Notebook], given: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return those of the parameters that `names` are, as values."""
    chosen: dict[str, Any] = {}
    for notebook in notebooks:
        chosen |= {k: v for k, v in parameters.for_notebook(notebook, given).items() if k in names}
    return chosen


def _tables(
    found: Given, selection: Mapping[str, Any], *, jobs: int, progress: Progress
) -> tuple[dict[str, pa.Table], dict[str, pd.DataFrame]]:
    """Return the tables of the whole corpus (Arrow), and those of the selection as data frames."""
    store = Store(methods=found.methods)
    built = engine.build(found.reading, store, labelled=found.labels, jobs=jobs, progress=progress.annotated)
    return built.arrow, select.select(frames.to_pandas(built.arrow), **selection)


def _compared(
    given: Mapping[str, Any], corpus: Path, out: Path, inputs: Mapping[str, Any]
) -> tuple[dict[str, str], Path | None]:
    """Return the runs that notebooks compare, as parameters, and the run with which this one is compared.

    Where none is asked for, the second is the last whole one over the corpus, and the first is the last of these that
    read something else: a run with nothing new has no other page of changes than the one before, which need not be made
    again.

    Raises UnknownNameError for a run that is not there.
    """
    asked = {name: str(given[name]) for name in ("before", "after") if given.get(name)}
    named = {name: run if run == kept.NONE else str(kept.find(run, out).resolve()) for name, run in asked.items()}
    if "before" in named:
        return named, None if named["before"] == kept.NONE else Path(named["before"])
    last, other = None, None
    for folder, facts in kept.over(corpus, out, parameters=given):
        last = last or folder
        if not kept.read_alike(facts, inputs):
            other = folder
            break
    return {"before": str(other or kept.NONE)} | named, last


def _job(notebook: Notebook, given: Mapping[str, Any], *, corpus: Path, folder: Path) -> Job:
    """Prepare the execution of one notebook; it writes in a folder of its own, so that its files are known as its."""
    work = folder / WORK / notebook.name
    (work / "out").mkdir(parents=True)
    ours = {"corpus": str(corpus), "out": str(work / "out")}
    values = parameters.for_notebook(notebook, given) | {k: v for k, v in ours.items() if k in notebook.parameters}
    return Job(notebook=notebook, parameters=values, output=folder / f"{notebook.name}.ipynb", folder=work)


def _execute(
    jobs_: Sequence[Job], earlier: Mapping[str, reuse.Earlier], *, jobs: int, limits: Limits, progress: Progress
) -> list[Execution]:
    """Take over what an earlier run did, and execute the rest; in the order of the jobs."""
    ended = {}
    for job in jobs_:
        if past := earlier.get(job.notebook.name):
            reuse.take(past, job.output, job.folder / "out")
            ended[job.notebook.name] = execution = Execution(name=job.notebook.name, status="reused", seconds=0.0)
            if progress.executed:
                progress.executed(execution)
    left = [job for job in jobs_ if job.notebook.name not in ended]
    ended |= {e.name: e for e in execute.run(left, workers=jobs, limits=limits, done=progress.executed)}
    return [ended[job.notebook.name] for job in jobs_]


def _collect(job: Job, folder: Path) -> list[str]:
    """Move what a notebook wrote into the run's folder, and return the files' places in it.

    A name that another has taken gets the notebook's name before it.
    """
    files = []
    for kind in MADE:
        for path in sorted((job.folder / "out" / kind).rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            place = Path(kind) / path.relative_to(job.folder / "out" / kind)
            if (folder / place).exists():
                place = place.with_name(f"{job.notebook.name}-{place.name}")
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            path.replace(folder / place)
            files.append(place.as_posix())
    return files


def _rewrite_paths(jobs_: Sequence[Job], earlier: Mapping[str, reuse.Earlier], folder: Path, final: Path) -> None:
    """Say, in the executed notebooks, where the run lies in the end rather than where they were written."""
    for job in jobs_:
        past = earlier.get(job.notebook.name)
        manifest.say_where(job.output, (job.folder / "out", folder, *([past.folder] if past else [])), final)
