"""Load the language model in a process of its own: `python -m workshop.load < SENTENCES.json`.

A list of sentences is read from standard input. The seconds and the memory that this took go to standard output as
JSON. Imports stand in the functions: they are part of what is measured.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebook.language.model import Model, Reading


def main() -> int:
    """Print the measurements; return the exit status."""
    sentences = json.load(sys.stdin)
    before = peak_megabytes()
    began = time.perf_counter()
    from wirebook.language.model import Model

    imported = time.perf_counter()
    model = Model(threads=1)
    loaded = time.perf_counter()
    held = peak_megabytes()
    both(model, sentences)
    measured = {
        "import_seconds": imported - began,
        "load_seconds": loaded - imported,
        "python_megabytes": before,
        "loaded_megabytes": held,
        "peak_megabytes": peak_megabytes(),
    }
    print(json.dumps(measured))
    return 0


def both(model: Model, sentences: Sequence[str]) -> list[Reading]:
    """Read sentences, and judge the tone towards each name found, each a target of its own."""
    from wirebook.language import Span

    readings = model.read(sentences)
    model.towards([(found, [Span(name.start, name.end)]) for found in readings for name in found.names])
    return readings


def peak_megabytes() -> float:
    """Return the most memory that this process has held so far."""
    status = Path("/proc/self/status")  # Linux; `getrusage` counts what the parent held there, too
    if status.exists():
        (kilobytes,) = (line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(kilobytes) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS, in bytes


if __name__ == "__main__":
    sys.exit(main())
