"""Measure everything that the model's card states: `python -m workshop.measure --data DIR [--markdown | --json]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wirebook.errors import WirebookError
from workshop.measure import names, sentences, swaps, targets
from workshop.measure.table import Table

PARTS: Mapping[str, Callable[[Path], list[Table]]] = {
    "names": lambda data: [names.table(data)],
    "targets": targets.tables,
    "sentences": sentences.tables,
    "swaps": lambda data: swaps.tables(),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; return the exit status, 2 where the data or the weights are not there."""
    parser = argparse.ArgumentParser(prog="python -m workshop.measure", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the public annotated sets")
    parser.add_argument("--only", choices=sorted(PARTS), action="append", help="one part; may be given more than once")
    written = parser.add_mutually_exclusive_group()
    written.add_argument("--markdown", action="store_true", help="print Markdown, as for the model's card")
    written.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    found: list[Table] = []
    for part in [part for part in PARTS if part in (options.only or PARTS)]:
        try:
            found += PARTS[part](options.data)
        except (WirebookError, FileNotFoundError) as error:
            print(error, file=sys.stderr)
            return 2
    if options.json:
        print(json.dumps([table.data() for table in found], indent=1, ensure_ascii=False))
    else:
        print("\n\n".join(table.markdown() if options.markdown else table.text() for table in found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
