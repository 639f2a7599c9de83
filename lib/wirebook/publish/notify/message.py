"""The message: what changed, why, what the briefing says, and where the report lies. Plain and short."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from wirebook.analyse import briefing, changes, differences
from wirebook.show import html
from wirebook.tables import kept

if TYPE_CHECKING:
    from wirebook.publish.pipeline import RunReport

MOST = 12
"""Changes that a message lists."""
POINTS = 3
"""Points of each section of the briefing."""
WIDTH = 280
"""Characters of a line, which may quote an article."""
SHOWN = ("section", "what", "before", "now", "cause")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is told of a run."""

    status: Literal["changed", "failed"]
    subject: str
    text: str
    report: str = ""
    """Where the report lies: the path of its first page; empty where there is none."""
    changes: tuple[Mapping[str, str], ...] = ()
    """The notable changes: section, what, before, now and cause."""


def of_run(report: RunReport) -> Message | None:
    """Return what is to be told of a run that has ended: that it failed, or what changed; None where that is little."""
    state = kept.read(report.folder)
    name = _line(state.corpus.rpartition("/")[2])
    if report.failed:
        lines = [f"- {e.name}: {e.error}: {e.message}" for e in report.failed]
        count = f"{html.counted(len(report.failed), 'notebook')} of {len(report.notebooks)}"
        head = f"The run over {name} is not complete: {count} failed."
        return _message("failed", f"Wirebook: the run over {name} failed", [head, *lines], state, report)
    if report.before is None:
        return None
    earlier = kept.read(report.before)
    frame = changes.changes(earlier, state).frame
    notable = frame[frame["notable"]]
    if notable.empty:
        return None
    count = html.counted(len(notable), "change")
    head = f"{count} in {name} since the run of {changes.when(earlier)}:"
    lines = [f"- {row['section']}: {_said(row)} [{row['cause']}]" for row in notable.head(MOST).to_dict("records")]
    more = [f"- and {len(notable) - MOST:,} more"] if len(notable) > MOST else []
    told = tuple({c: str(row[c]) for c in SHOWN} for row in notable.to_dict("records"))
    return _message("changed", f"Wirebook: {count} in {name}", [head, *lines, *more], state, report, told)


def of_error(error: Exception, *, corpus: str, what: str = "the run failed") -> Message:
    """Return what is to be told of a run that an error ended."""
    said = str(error).partition("\n")[0] or type(error).__name__
    name = _line(corpus)
    return Message(status="failed", subject=f"Wirebook: {what} ({name})", text=_line(f"{name}: {what}: {said}") + "\n")


def _message(
    status: Literal["changed", "failed"],
    subject: str,
    lines: list[str],
    state: kept.Kept,
    report: RunReport,
    told: tuple[Mapping[str, str], ...] = (),
) -> Message:
    points = briefing.briefing(dict(state.tables), top=POINTS).frame
    said = [
        line
        for section, rows in points.groupby("section", sort=False)
        for line in (str(section), *("- " + rows["point"]))
    ]
    text = [*lines, *(["", "In two minutes", *said] if said else []), "", f"Report: {report.index}"]
    body = "\n".join(_line(line) if not line.startswith("Report: ") else line for line in text) + "\n"
    return Message(status=status, subject=_line(subject), text=body, report=str(report.index), changes=told)


def _said(row: Mapping[Any, Any]) -> str:
    """Say a change on a line: what, how it was, how it is."""
    was = f"{row['before']} → " if row["before"] not in ("", differences.NOTHING) else ""
    return f"{textwrap.shorten(str(row['what']), 160, placeholder=' …')}: {was}{row['now']}"


def _line(text: str) -> str:
    """Return text on one line, cut where it is long, without marks that turn or hide it."""
    plain = html.plain(" ".join(text.split()))
    return plain if len(plain) <= WIDTH else plain[: WIDTH - 2] + " …"
