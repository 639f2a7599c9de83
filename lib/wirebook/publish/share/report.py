"""The report: a run as one page, with its briefing, the pages of its notebooks and the sentences behind them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from wirebook.publish import index, receipts, render
from wirebook.publish.share.chapters import BEHIND, Chapter, Merger
from wirebook.publish.share.evidence import Evidence
from wirebook.publish.share.source import Run

LARGEST = 2_000_000
"""Bytes that a report stays below, where it can by quoting fewer passages in full."""
WHOLE_TABLE = 1_000
QUOTED = (
    *((passages, passages, WHOLE_TABLE) for passages in (12, 8, 5, 3)),
    *((3, passages, WHOLE_TABLE) for passages in (2, 1)),
    *((3, 1, rows) for rows in (20, 15, 10, 8, 5, 3)),
    (3, 0, 0),
    (0, 0, 0),
)
"""Passages quoted in full behind each point of the briefing, behind the leading rows of each other table, and how many
rows these are: from as many as on a page of the run to none. The places of all others always stand there."""
QUOTED_IN_PRINT = 2
"""Passages quoted behind each point of the briefing on paper, where nothing opens."""
BRIEFING = "briefing"
"""What the notebook is called whose page comes first, and whose points keep their passages on paper."""
TAG = re.compile(r'<\w+(?: [\w-]+="[^"]*")+>')
PLAIN = re.compile(r'( [\w-]+)="([\w.#:-]+)"', re.ASCII)
"""An attribute that needs no quotation marks."""
ENDS = re.compile(r"</t[dhr]>")
TEMPLATE, STYLE = "shared.html.j2", "shared.css"


def html(run: Run) -> str:
    """Return a run as a page of its own that holds everything: pages, charts, and every passage's sentence.

    As many passages are quoted in full behind each row as let the page stay below `LARGEST` bytes.
    """
    evidence, chapters = _parts(run)
    page = ""
    for of_briefing, of_others, rows in QUOTED:
        filled = [
            BEHIND.sub(partial(_all, evidence, of_briefing, WHOLE_TABLE), chapter.body)
            if _is_briefing(chapter.id)
            else BEHIND.sub(partial(_all, evidence, of_others, rows), chapter.body)
            for chapter in chapters
        ]
        page = _tight(_page(run, chapters, filled, evidence, printed=False))
        if len(page.encode("utf-8")) < LARGEST:
            break
    return page


def printed(run: Run) -> str:
    """Return the same page for paper: without the passages, save a few behind each point of the briefing."""
    evidence, chapters = _parts(run, linked=False)
    filled = [
        BEHIND.sub(partial(_few, evidence) if _is_briefing(chapter.id) else "", chapter.body) for chapter in chapters
    ]
    return _page(run, chapters, filled, evidence, printed=True)


def _parts(run: Run, *, linked: bool = True) -> tuple[Evidence, list[Chapter]]:
    notebooks = sorted(run.facts["notebooks"], key=lambda n: not _is_briefing(n["name"]))
    answers = {notebook["name"]: run.answers(notebook) for notebook in notebooks}
    behind = {name: (a.title, a.passages) for found in answers.values() for name, a in found.items()}
    evidence = Evidence(run.table("articles"), run.table("sentences"), behind)
    merger = Merger(run, evidence, linked=linked)
    chapters = [merger.chapter(notebook, answers[notebook["name"]]) for notebook in notebooks]
    evidence.arrange(mark["row"] for chapter in chapters for mark in BEHIND.finditer(chapter.body))
    return evidence, chapters


def _all(evidence: Evidence, quoted: int, rows: int, mark: re.Match[str]) -> str:
    inside = evidence.behind(mark["row"], quoted=quoted if int(mark["number"]) <= rows else 0)
    return f'<tr><td colspan="{mark["cells"]}">{inside}</td></tr>'


def _few(evidence: Evidence, mark: re.Match[str]) -> str:
    inside = evidence.printed(mark["row"], quoted=QUOTED_IN_PRINT)
    return f'<tr><td colspan="{mark["cells"]}">{inside}</td></tr>'


def _tight(page: str) -> str:
    """Leave out what HTML lets be left out: quotation marks of plain attributes, the ends of cells and of rows."""
    return ENDS.sub("", TAG.sub(lambda tag: PLAIN.sub(r"\1=\2", tag[0]), page))


def _page(run: Run, chapters: Sequence[Chapter], bodies: Sequence[str], evidence: Evidence, *, printed: bool) -> str:
    problems = run.table("problems").astype(object)
    listed = problems.where(problems.notna(), "").head(index.PROBLEMS).to_dict("records")
    return render.page(
        TEMPLATE,
        run.facts,
        title=f"What the articles in {run.facts['corpus']['name']} say",
        current="",
        chapters=list(zip(chapters, bodies, strict=True)),
        failed=run.failed,
        source=run.source(),
        sources=[] if printed else evidence.sources(),
        problems=listed,
        more_problems=max(0, len(problems) - index.PROBLEMS),
        parameters=_parameters(run.facts["parameters"]),
        manifest=json.dumps(_known_again(run), ensure_ascii=False, sort_keys=True),
        printed=printed,
        shared_style=_style(),
        margin=_in_style(f"{run.facts['corpus']['name']} · run {run.facts['run']}"),
    )


def _is_briefing(name: str) -> bool:
    return BRIEFING in name


def _parameters(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in given.items()) or "as the notebooks set them"


def _known_again(run: Run) -> dict[str, Any]:
    """Return what is needed to make the numbers anew, and to tell whether the articles are the same."""
    kept = ("run", "began", "status", "corpus", "parameters", "versions", "package_hash")
    notebooks = [{k: n[k] for k in ("name", "title", "source_hash", "status")} for n in run.facts["notebooks"]]
    articles = receipts.articles_hash(run.table("articles")["article_id"])
    return {name: run.facts[name] for name in kept} | {"notebooks": notebooks, "articles": articles}


def _in_style(text: str) -> str:
    """Return text as a string of CSS, in which no letter of it can end the string."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text) + '"'


@functools.cache
def _style() -> str:
    return (Path(render.TEMPLATES) / render.PAGE / STYLE).read_text(encoding="utf-8").strip()
