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
from typing import Any, Literal

from wirebook.publish import ipynb
from wirebook.publish.notebook import Notebook

Status = Literal["done", "failed", "reused"]

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
    processes: set[subprocess.Popen[bytes]] = set()
    ended: dict[str, Execution] = {}
    with concurrent.futures.ThreadPoolExecutor(max(1, workers)) as pool:
        futures = [pool.submit(_execute, job, limits, processes) for job in jobs]
        try:
            for future in concurrent.futures.as_completed(futures):
                execution = future.result()
                ended[execution.name] = execution
                if done:
                    done(execution)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(processes):
                _stop(process)
            raise
    return [ended[job.notebook.name] for job in jobs]


def _execute(job: Job, limits: Limits, processes: set[subprocess.Popen[bytes]]) -> Execution:
    """Execute one notebook; once more where its kernel did not start."""
    execution = _attempt(job, limits, processes)
    if execution.kernel and not _started(job.output):
        execution = _attempt(job, limits, processes)
    if execution.status == "failed" and not job.output.exists():
        job.output.write_bytes(job.notebook.path.read_bytes())  # it never came to papermill's first save
    return execution


def _attempt(job: Job, limits: Limits, processes: set[subprocess.Popen[bytes]]) -> Execution:
    began = time.monotonic()
    job.folder.mkdir(parents=True, exist_ok=True)
    order, result = job.folder / "job.json", job.folder / "result.json"
    result.unlink(missing_ok=True)
    order.write_text(json.dumps(_order(job, limits), ensure_ascii=False), encoding="utf-8")
    log = job.folder / "log.txt"
    with log.open("wb") as noise, _process(order, noise, processes) as process:
        try:
            process.wait(limits.notebook)
        except subprocess.TimeoutExpired:
            _stop(process)
            outcome: dict[str, Any] = {
                "status": "failed",
                "error": "TimeoutError",
                "message": f"the notebook ran longer than {limits.notebook} seconds",
            }
        else:
            outcome = _outcome(result, log, process.returncode)
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
def _process(order: Path, noise: Any, processes: set[subprocess.Popen[bytes]]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the process of a job, known to `processes` for as long as it runs.

    It gets a session of its own, so that Ctrl-C reaches only us and we end it in order; its kernel watches over it and
    goes when it goes. The kernel is this interpreter's own: its `share/jupyter` comes first. A `MPLBACKEND` of the
    caller's would keep the kernel from showing figures.
    """
    kernels = str(Path(sys.prefix) / "share" / "jupyter")
    paths = [kernels, *filter(None, [os.environ.get("JUPYTER_PATH")])]
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "wirebook.publish.worker", str(order)],
        stdin=subprocess.DEVNULL,
        stdout=noise,
        stderr=subprocess.STDOUT,
        env=environment | {"JUPYTER_PATH": os.pathsep.join(paths)},
        start_new_session=True,
    )
    processes.add(process)
    try:
        yield process
    finally:
        if process.poll() is None:
            _stop(process)
        processes.discard(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process: first with the signal at which nbclient ends its kernel, then for good."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _outcome(result: Path, log: Path, returncode: int) -> dict[str, Any]:
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
