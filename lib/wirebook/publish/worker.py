"""One papermill run in a process of its own: `python -m wirebook.publish.worker JOB.json`.

The job file says what to run; the outcome is written beside it as `result.json`. A notebook that fails is an outcome,
not a failure of this process.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from pathlib import Path
from typing import Any

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
MESSAGE_LENGTH = 2000
"""Characters kept of an error's message, which may quote a whole article."""


def main(job_path: str) -> None:
    """Run the notebook that a job file describes, and write its outcome beside it."""
    path = Path(job_path)
    job = json.loads(path.read_text(encoding="utf-8"))
    path.with_name("result.json").write_text(json.dumps(_run(job)), encoding="utf-8")


def _run(job: dict[str, Any]) -> dict[str, Any]:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        papermill.execute_notebook(
            job["input"],
            job["output"],
            job["parameters"],
            kernel_name="python3",
            cwd=job["cwd"],
            progress_bar=False,
            log_output=False,
            start_timeout=job["start_seconds"],
            execution_timeout=job["cell_seconds"],
            # Without it, ipykernel 7 warns at every start that its sockets are not encrypted.
            config=Config({"KernelManager": {"transport_encryption": "auto"}}),
        )
    except PapermillExecutionError as error:
        return _failed(error.ename, error.evalue)
    except CellTimeoutError:
        return _failed("TimeoutError", f"a cell ran longer than {job['cell_seconds']} seconds")
    except DeadKernelError:
        return _failed("DeadKernelError", "the notebook's process died (it may have run out of memory)", kernel=True)
    except RuntimeError as error:  # what nbclient raises when a kernel does not answer
        return _failed("RuntimeError", str(error), kernel=True)
    except Exception as error:  # reported to the process that waits for the result
        return _failed(type(error).__name__, str(error))
    return {"status": "done"}


def _failed(name: str, message: str, *, kernel: bool = False) -> dict[str, Any]:
    text = ANSI.sub("", message)[:MESSAGE_LENGTH]
    return {"status": "failed", "error": name, "message": text, "kernel": kernel}


if __name__ == "__main__":
    main(sys.argv[1])
