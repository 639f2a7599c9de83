"""Executing notebooks: in processes of their own, within limits of time, with what they did kept when they fail."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import nbformat
import pytest

from wirebook.publish import discover, execute
from wirebook.publish.execute import Execution, Job, Limits


def job(folder: Path, *cells: str, name: str = "own") -> Job:
    """Prepare a notebook of these code cells, in a folder of its own."""
    path = folder / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]), path)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    return Job(notebook=discover.read(path), parameters={}, output=out / path.name, folder=out / f".{name}")


def run(*jobs: Job, limits: Limits | None = None) -> list[Execution]:
    return execute.run(jobs, workers=2, limits=limits or Limits())


def outputs(job: Job) -> list[str]:
    """Return what the cells of an executed notebook printed."""
    cells = nbformat.read(job.output, as_version=4).cells
    return ["".join(o.get("text", "") for o in c.outputs) for c in cells if c.cell_type == "code"]


INTERRUPTED = "[IPKernelApp] ERROR | KeyboardInterrupt caught in kernel."
"""What a kernel notes where Jupyter's interrupt before the shutdown reaches it in the last message, by chance."""


def test_notebooks_end_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    slow = job(tmp_path, "import time; time.sleep(2); print('slow')", name="a_slow")
    quick = job(tmp_path, "print('quick')", name="b_quick")
    assert [(e.name, e.status) for e in run(slow, quick)] == [("a_slow", "done"), ("b_quick", "done")]
    assert (outputs(slow), outputs(quick)) == (["slow\n"], ["quick\n"])


def test_a_start_is_quiet(tmp_path: Path) -> None:
    one = job(tmp_path, "1")
    run(one)
    lines = (one.folder / "log.txt").read_text().splitlines()
    assert [line for line in lines if line != INTERRUPTED] == []


def test_the_notebook_runs_on_this_interpreter_in_its_own_folder(tmp_path: Path) -> None:
    import sys

    one = job(tmp_path, "import os, sys; print(sys.prefix); print(os.getcwd())")
    run(one)
    assert outputs(one) == [f"{sys.prefix}\n{tmp_path}\n"]


def test_a_failed_notebook_says_why_and_keeps_what_was_done(tmp_path: Path) -> None:
    one = job(tmp_path, "print('done')", "1 / 0", "print('never')")
    [execution] = run(one)
    assert (execution.status, execution.error, execution.message) == ("failed", "ZeroDivisionError", "division by zero")
    cells = nbformat.read(one.output, as_version=4).cells
    assert "papermill-error-cell-tag" in cells[0].metadata["tags"]
    assert outputs(one)[0] == "done\n"
    assert "never\n" not in outputs(one)


def test_a_cell_that_runs_too_long_is_ended(tmp_path: Path) -> None:
    one = job(tmp_path, "print('done')", "import time; time.sleep(600)")
    [execution] = run(one, limits=Limits(cell=2))
    assert (execution.status, execution.error) == ("failed", "TimeoutError")
    assert execution.message == "a cell ran longer than 2 seconds"
    assert outputs(one)[0] == "done\n"


def test_a_notebook_that_runs_too_long_is_ended_with_its_kernel(tmp_path: Path) -> None:
    one = job(tmp_path, "import os; print(os.getpid())", *["import time; time.sleep(4)"] * 20)
    [execution] = run(one, limits=Limits(notebook=20))
    assert (execution.status, execution.message) == ("failed", "the notebook ran longer than 20 seconds")
    assert gone(int(outputs(one)[0]))


def test_a_kernel_that_dies_fails_its_notebook_only(tmp_path: Path) -> None:
    dying = job(tmp_path, "import os; os._exit(1)", name="a_dying")
    living = job(tmp_path, "print('here')", name="b_living")
    executions = run(dying, living)
    assert [(e.name, e.status, e.error) for e in executions] == [
        ("a_dying", "failed", "DeadKernelError"),
        ("b_living", "done", None),
    ]


def test_an_interruption_leaves_no_process(tmp_path: Path) -> None:
    one = job(tmp_path, "import os; print(os.getpid(), flush=True)", "import time; time.sleep(600)")

    def interrupt() -> None:
        for _ in range(600):
            time.sleep(0.1)
            if one.output.exists() and one.output.stat().st_size and kernel_of(one):
                break
        os.kill(os.getpid(), signal.SIGINT)

    # A test run in the background of a shell is born deaf to Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    thread = threading.Thread(target=interrupt)
    thread.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            run(one)
    finally:
        thread.join()
        signal.signal(signal.SIGINT, before)
    assert gone(kernel_of(one))


def kernel_of(one: Job) -> int:
    """Return the process number that the first cell printed, 0 while it has not."""
    try:
        return int(outputs(one)[0] or 0)
    except ValueError:  # the file is being written
        return 0


def gone(process: int) -> bool:
    """Whether a process ends within a few seconds."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
