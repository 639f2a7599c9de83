"""The index page: what was found, in a few sentences that open into their evidence; then the way to everything else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from wirebook.publish import links, render, summary

FILE = "index.html"
PROBLEMS = 50
"""Most problems listed on the page; the rest is in the table's file."""

MEANINGS = {
    "articles": "one article",
    "sentences": "one sentence",
    "actors": "one actor",
    "mentions": "one mention of an actor",
    "times": "one time expression",
    "quotes": "one attributed statement",
    "stances": "what somebody is reported to want, support or reject",
    "proposals": "one person in an office that the tables of known names do not know",
    "tones": "the tone of one sentence, or towards one actor in it",
    "voices": "the tone of one voice's part of a sentence in which there are several",
    "events": "one dated statement",
    "clues": "one clue to when an article without a date was written",
    "date_checks": "two dates that bear each other out, or contradict each other",
    "corrections": "one correction by the analyst",
    "labels": "what the analyst says of the tone of one sentence",
    "problems": "one input that could not be used",
}


def write(
    folder: Path, facts: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], addresses: Mapping[str, str]
) -> Path:
    """Write the index page of a run and return its path.

    `facts` is the run's manifest, `tables` are the tables of the articles that were selected, `addresses` those of the
    articles' pages.
    """
    problems = [{k: "" if pd.isna(v) else v for k, v in r.items()} for r in tables["problems"].to_dict("records")]
    html = render.page(
        "report.html.j2",
        facts,
        title=f"What the articles in {facts['corpus']['name']} say",
        current="index",
        failed=[n for n in facts["notebooks"] if n["status"] == "failed"],
        summary=summary.of(tables, asof=str(facts["parameters"].get("asof", ""))),
        problems=problems[:PROBLEMS],
        more_problems=max(0, len(problems) - PROBLEMS),
        meanings=MEANINGS,
        linked=partial(links.connected, addresses=addresses),
    )
    path = folder / FILE
    path.write_text(html, encoding="utf-8")
    return path
