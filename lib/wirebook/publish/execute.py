"""Executing: papermill runs, each in a process of its own, several at once, none without a limit of time."""

from __future__ import annotations

import concurrent.futures
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from wirebook.publish import ipynb
from wirebook.publish.notebook import Notebook

Status = Literal["done", "failed", "reused"]

Processes = set[subprocess.Popen[bytes]]
"""The processes that run now, to be ended with whoever started them."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

WORKER = "wirebook.publish.worker"
"""The module that executes a notebook in a process of its own."""

STOP_SECONDS = 5
"""What a run that is stopped gets to end its kernel before it is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The time, in seconds, that a kernel may take to start, a cell to run and a notebook to finish."""

    start: int = 60
    cell: int = 600
    notebook: int = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One notebook to execute: with these parameters, to this file, in this folder of its own."""

    notebook: Notebook
    parameters: dict[str, Any]
    output: Path
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """How the execution of one notebook ended; `error` and `message` say why it failed."""

    name: str
    status: Status
    seconds: float
    error: str | None = None
    message: str | None = None
    kernel: bool = False
    """Whether it was the kernel that failed, rather than a cell."""


def run(
    jobs: Sequence[Job], *, workers: int, limits: Limits, done: Callable[[Execution], None] | None = None
) -> list[Execution]:
    """Execute notebooks, `workers` at once, and return how each ended, in the order of the jobs.

    `done` is called as each one ends. An interruption (Ctrl-C) ends the processes that were started, then goes on
    its way.
    """
    return in_processes(jobs, lambda job, processes: _execute(job, limits, processes), workers=workers, done=done)


def in_processes(
    items: Sequence[Item],
    work: Callable[[Item, Processes], Outcome],
    *,
    workers: int,
    done: Callable[[Outcome], None] | None = None,
    seconds: float = STOP_SECONDS,
) -> list[Outcome]:
    """Do some work that runs in processes, `workers` items at once, and return the outcomes in the order of the items.

    `work` keeps the processes that it starts in the set that it is given, as `process` does; `done` is called as each
    item ends. An interruption (Ctrl-C) ends the processes, each within `seconds`, then goes on its way.
    """
    processes: Processes = set()
    with concurrent.futures.ThreadPoolExecutor(max(1, workers)) as pool:
        futures = [pool.submit(work, item, processes) for item in items]
        try:
            for future in concurrent.futures.as_completed(futures):
                outcome = future.result()
                if done:
                    done(outcome)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for one in list(processes):
                stop(one, seconds)
            raise
    return [future.result() for future in futures]


def _execute(job: Job, limits: Limits, processes: Processes) -> Execution:
    """Execute one notebook; once more where its kernel did not start."""
    execution = _attempt(job, limits, processes)
    if execution.kernel and not _started(job.output):
        execution = _attempt(job, limits, processes)
    if execution.status == "failed" and not job.output.exists():
        job.output.write_bytes(job.notebook.path.read_bytes())  # it never came to papermill's first save
    return execution


def _attempt(job: Job, limits: Limits, processes: Processes) -> Execution:
    began = time.monotonic()
    job.folder.mkdir(parents=True, exist_ok=True)
    order, result = job.folder / "job.json", job.folder / "result.json"
    result.unlink(missing_ok=True)
    order.write_text(json.dumps(_order(job, limits), ensure_ascii=False), encoding="utf-8")
    log = job.folder / "log.txt"
    with log.open("wb") as noise, process(WORKER, order, noise, processes) as running:
        try:
            running.wait(limits.notebook)
        except subprocess.TimeoutExpired:
            stop(running)
            outcome: dict[str, Any] = {
                "status": "failed",
                "error": "TimeoutError",
                "message": f"the notebook ran longer than {limits.notebook} seconds",
            }
        else:
            outcome = said(result, log, running.returncode)
    return replace(
        Execution(name=job.notebook.name, seconds=0.0, **outcome), seconds=round(time.monotonic() - began, 3)
    )


def _order(job: Job, limits: Limits) -> dict[str, Any]:
    return {
        "input": str(job.notebook.path),
        "output": str(job.output),
        "parameters": job.parameters,
        "cwd": str(job.notebook.path.parent),
        "start_seconds": limits.start,
        "cell_seconds": min(limits.cell, limits.notebook),
    }


@contextlib.contextmanager
def process(
    module: str, order: Path, noise: Any, processes: Processes, *, seconds: float = STOP_SECONDS
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a module of ours on a job file, known to `processes` for as long as it runs.

    What it prints goes to the file `noise`; left before its end, it is stopped within `seconds`. It gets a session of
    its own, so that Ctrl-C reaches only us and we end it in order; its kernel watches over it and goes when it goes.
    The kernel is this interpreter's own: its `share/jupyter` comes first. A `MPLBACKEND` of the caller's would keep the
    kernel from showing figures.
    """
    kernels = str(Path(sys.prefix) / "share" / "jupyter")
    paths = [kernels, *filter(None, [os.environ.get("JUPYTER_PATH")])]
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    started = subprocess.Popen(
        [sys.executable, "-P", "-m", module, str(order)],
        stdin=subprocess.DEVNULL,
        stdout=noise,
        stderr=subprocess.STDOUT,
        env=environment | {"JUPYTER_PATH": os.pathsep.join(paths)},
        start_new_session=True,
    )
    processes.add(started)
    try:
        yield started
    finally:
        if started.poll() is None:
            stop(started, seconds)
        processes.discard(started)


def stop(running: subprocess.Popen[bytes], seconds: float = STOP_SECONDS) -> None:
    """End a process: first with the signal at which it ends in order what it has started, then for good."""
    running.terminate()
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def said(result: Path, log: Path, returncode: int) -> dict[str, Any]:
    """Return what a process of ours wrote of its outcome; where it wrote nothing, the last line that it printed."""
    if result.exists():
        outcome: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return outcome
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] or ["no message"]
    return {"status": "failed", "error": "RuntimeError", "message": f"its process ended ({returncode}): {last[0]}"}


def _started(output: Path) -> bool:
    """Whether any cell of an executed notebook was begun."""
    if not output.exists():
        return False
    cells = ipynb.read(output).cells
    return any(cell.get("execution_count") for cell in cells if cell.cell_type == "code")
