"""Running a plan: its sets in processes of their own, several at once, and a result that is there whole or not at all.

What can be known before is refused before: every fault of the plan, and a method that is not installed. Then each
corpus is annotated once for all sets. A set that fails keeps no other from running: the result is published with the
failure on its first page, its tables hold the sets that were done, and `latest` stays where it was.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wirebook.publish import execute, manifest, reuse, runs
from wirebook.publish.execute import Limits, Processes
from wirebook.publish.pipeline import Progress
from wirebook.publish.plan import comparing, gathering, heads, reading
from wirebook.publish.plan.reading import Plan, Set
from wirebook.tables import engine, kept
from wirebook.tables.store import Store

FOLDER = "plans"
RECORD = "plan.json"
SETS = "sets"
WORK = ".work"
WORKER = "wirebook.publish.plan.worker"
STOP_SECONDS = 4 * execute.STOP_SECONDS
"""What a set that is stopped gets to end its notebooks first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEnd:
    """How a set ended, with its headline figures (`heads.write`) where its run was published."""

    name: str
    status: execute.Status
    seconds: float
    error: str | None = None
    message: str | None = None
    folder: str | None = None
    head: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What a plan left behind: its folder, and how each set ended."""

    folder: Path
    sets: tuple[SetEnd, ...]

    @property
    def index(self) -> Path:
        """The page that compares the sets."""
        return self.folder / comparing.FILE

    @property
    def failed(self) -> tuple[SetEnd, ...]:
        """The sets that failed."""
        return tuple(one for one in self.sets if one.status == "failed")


def run(
    path: Path,
    *,
    out: Path = Path("outputs"),
    jobs: int = 2,
    fresh: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> PlanReport:
    """Run every set of a plan and publish them, compared and gathered, as a folder of `out/plans/<plan>`.

    `jobs` notebooks are executed at once, of several sets where there are several. `out/plans/<plan>/latest` is pointed
    at the result if every set was done. Raises InvalidValueError for a faulty plan, MissingToolError or ModelError for
    a method that does not work here, before any set is run.
    """
    began, clock = dt.datetime.now(dt.UTC), time.monotonic()
    plan, limits, progress = reading.read(path), limits or Limits(), progress or Progress()
    _annotate(plan, jobs=jobs, progress=progress)
    home = out.resolve() / FOLDER / plan.name
    name = runs.new_name(began)
    past = [] if fresh else list(_earlier(home))
    with runs.aside(home, name) as folder:
        order = functools.partial(_order, past=past, fresh=fresh, seconds=limits.notebook, jobs=_each(jobs, plan))

        def execute_one(one: Set, processes: Processes) -> SetEnd:
            return _execute(one, folder, order(one), processes)

        ends = execute.in_processes(
            plan.sets,
            execute_one,
            workers=min(jobs, len(plan.sets)),
            done=progress.executed,
            seconds=STOP_SECONDS,
        )
        scored = {end.name: folder / WORK / one.folder / heads.ARTICLES for one, end in _paired(plan, ends) if end.head}
        for one, end in _paired(plan, ends):
            if end.folder:
                _place(Path(end.folder), folder / SETS / one.folder, home / name / SETS / one.folder)
        whole = {end.name: folder / SETS / one.folder for one, end in _paired(plan, ends) if end.status == "done"}
        tables, left_out = gathering.gather(whole, folder / "tables")
        facts = _facts(plan, name, began, time.monotonic() - clock, ends) | {"tables": tables, "left_out": left_out}
        comparing.write(folder, facts, scored)
        (folder / f"{plan.name}.yaml").write_text(plan.text, encoding="utf-8")
        (folder / RECORD).write_text(json.dumps(_kept(facts), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        shutil.rmtree(folder / WORK, ignore_errors=True)
    if facts["status"] == "done":
        runs.point_latest(home, name)
    return PlanReport(folder=home / name, sets=tuple(ends))


def _annotate(plan: Plan, *, jobs: int, progress: Progress) -> None:
    """Annotate each corpus once by each of the methods that sets choose for it."""
    for corpus, chosen in dict.fromkeys((one.corpus, reading.methods(one.parameters)) for one in plan.sets):
        given = engine.read_corpus(corpus, chosen)
        engine.build(given.reading, Store(methods=given.methods), jobs=jobs, progress=progress.annotated)


def _each(jobs: int, plan: Plan) -> int:
    """Return how many notebooks of each set are executed at once."""
    return max(1, jobs // min(jobs, len(plan.sets)))


def _earlier(home: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the runs of the plan's earlier results that were whole, newest result first, each with its manifest."""
    for name in kept.names(home)[: runs.LOOKED_THROUGH]:
        for path in sorted((home / name / SETS).glob(f"*/{runs.MANIFEST}")):
            if said := kept.done(path.parent):
                yield str(path.parent), {"notebooks": said.get("notebooks", [])}


def _order(one: Set, *, past: list[tuple[str, dict[str, Any]]], fresh: bool, seconds: int, jobs: int) -> dict[str, Any]:
    return {
        "notebooks": [str(notebook.path) for notebook in one.notebooks],
        "corpus": str(one.corpus),
        "parameters": one.parameters,
        "jobs": jobs,
        "fresh": fresh,
        "seconds": seconds,
        "earlier": past,
    }


def _execute(one: Set, folder: Path, order: dict[str, Any], processes: Processes) -> SetEnd:
    began, work = time.monotonic(), folder / WORK / one.folder
    work.mkdir(parents=True)
    job, log = work / "job.json", work / "log.txt"
    job.write_text(json.dumps(order, ensure_ascii=False), encoding="utf-8")
    with log.open("wb") as noise, execute.process(WORKER, job, noise, processes, seconds=STOP_SECONDS) as running:
        running.wait()
    said = execute.said(work / "result.json", log, running.returncode)
    said.pop("kernel", None)
    return SetEnd(name=one.name, seconds=round(time.monotonic() - began, 1), **said)


def _paired(plan: Plan, ends: list[SetEnd]) -> Iterator[tuple[Set, SetEnd]]:
    yield from zip(plan.sets, ends, strict=True)


def _place(made: Path, target: Path, final: Path) -> None:
    """Move a run into the result, and say in its notebooks where it lies in the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made.rename(target)
    for notebook in target.glob("*.ipynb"):
        manifest.say_where(notebook, [made], final)


def _facts(plan: Plan, name: str, began: dt.datetime, seconds: float, ends: list[SetEnd]) -> dict[str, Any]:
    sets = [
        {
            "name": one.name,
            "folder": f"{SETS}/{one.folder}" if end.folder else None,
            "status": end.status,
            "seconds": end.seconds,
            "error": end.error,
            "message": end.message,
            "corpus": str(one.corpus),
            "notebooks": [notebook.name for notebook in one.notebooks],
            "parameters": one.parameters,
            "own": one.own,
            "head": end.head,
        }
        for one, end in _paired(plan, ends)
    ]
    return {
        "plan": plan.name,
        "title": plan.title,
        "run": name,
        "status": "failed" if any(end.status == "failed" for end in ends) else "done",
        "began": f"{began:%Y-%m-%dT%H:%M:%SZ}",
        "seconds": round(seconds, 1),
        "plan_hash": hashlib.sha256(plan.text.encode("utf-8")).hexdigest(),
        "versions": reuse.versions(),
        "sets": sets,
    }


def _kept(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts for the record, without the pieces of pages in them."""
    sets = [
        one | {"head": {key: value for key, value in one["head"].items() if key != "evidence"}} for one in facts["sets"]
    ]
    return facts | {"sets": sets}
