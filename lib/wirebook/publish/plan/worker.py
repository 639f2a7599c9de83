"""One set of a plan in a process of its own: `python -m wirebook.publish.plan.worker JOB.json`.

The job file says what to run; the outcome is written beside it as `result.json`. A set that fails is an outcome, not a
failure of this process. Asked to end, it ends its notebooks first.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

from wirebook.errors import WirebookError
from wirebook.publish import pipeline
from wirebook.publish.execute import Limits
from wirebook.publish.plan import heads


def main(job_path: str) -> None:
    """Run the set that a job file describes, and write its outcome beside it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    path = Path(job_path)
    outcome = _run(json.loads(path.read_text(encoding="utf-8")), path.parent)
    path.with_name("result.json").write_text(json.dumps(outcome, ensure_ascii=False), encoding="utf-8")


def _run(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    try:
        report = pipeline.run(
            job["notebooks"],
            corpus=job["corpus"],
            out=folder / "out",
            parameters=job["parameters"],
            jobs=job["jobs"],
            fresh=job["fresh"],
            limits=Limits(notebook=job["seconds"]),
            earlier=[(Path(place), manifest) for place, manifest in job["earlier"]],
        )
        head = heads.write(report.folder, folder)
    except WirebookError as error:
        return {"status": "failed", "error": type(error).__name__, "message": error.message}
    except Exception as error:  # reported to the process that waits for the result
        return {"status": "failed", "error": type(error).__name__, "message": str(error)}
    failed = "; ".join(f"{e.name}: {e.error}: {e.message}" for e in report.failed)
    said = {"status": "failed", "error": "NotebookFailedError", "message": failed} if failed else {"status": "done"}
    return said | {"folder": str(report.folder), "head": head}


if __name__ == "__main__":
    main(sys.argv[1])
