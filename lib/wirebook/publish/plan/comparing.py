"""Comparing: one page that sets the figures of a plan's sets side by side, each with the way to its own report."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from wirebook.analyse import about, periods
from wirebook.publish import articles, links, render
from wirebook.publish.plan import heads
from wirebook.show import dates, figures, html
from wirebook.tables import export

FILE = "index.html"
TABLE = "sets"
COLUMNS = (
    "articles", "read", "sentences", "words", "sources", "since", "until", "tone", "tone_low", "tone_high", "problems",
)  # fmt: skip
ROWS = 12
"""Actors of the table of who is in which set: those that most sets name, then the most mentioned."""
INTERVAL = (
    "Mean tone is from −1 to 1, each article counted once; the interval is where it would lie in 95 of 100 samples "
    f"like this one, and is not given for fewer than {about.FEW} articles."
)


def write(folder: Path, facts: dict[str, Any], scored: Mapping[str, Path]) -> Path:
    """Write the page that compares the sets, and the table of their headline figures; return the page's path.

    `facts` is the plan's record, `scored` the file of each set's scored articles (`heads.ARTICLES`).
    """
    done = [one for one in facts["sets"] if one["status"] == "done"]
    frame = pd.DataFrame([{"set": one["name"]} | {c: one["head"][c] for c in COLUMNS} for one in done])
    if len(frame):
        for kind in ("parquet", "csv"):
            export.write({TABLE: frame}, folder / "tables", format=kind)
        facts["tables"] = {TABLE: len(frame)} | facts["tables"]
    parts = [pd.read_parquet(scored[one["name"]]).assign(set=one["name"]) for one in done]
    each = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["article_id", "set"])
    known = facts | {"corpus": _corpus(facts, done, each)}
    page = render.page(
        "plan.html.j2",
        known,
        title=html.plain(facts["title"]),
        current="index",
        failed=[one for one in facts["sets"] if one["status"] == "failed"],
        points=_points(done, each),
        rows=[_row(one, folder) for one in done],
        pictures=[html.image(p.png(), p.alt) for p in _pictures(frame, each)],
        actors=_actors(done),
        done=done,
        note=_note(frame),
    )
    path = folder / FILE
    path.write_text(page, encoding="utf-8")
    return path


def _corpus(facts: Mapping[str, Any], done: list[dict[str, Any]], each: pd.DataFrame) -> dict[str, Any]:
    begins = [one["head"]["since"] for one in done if one["head"]["since"]]
    ends = [one["head"]["until"] for one in done if one["head"]["until"]]
    return {
        "name": html.plain(facts["title"]),
        "articles": int(each["article_id"].nunique()),
        "since": min(begins, default=None),
        "until": max(ends, default=None),
    }


def _points(done: list[dict[str, Any]], each: pd.DataFrame) -> list[str]:
    """Say what stands out between the sets, in sentences."""
    if len(done) < 2:
        return []
    said = []
    by_size = sorted(done, key=lambda one: -one["head"]["articles"])
    most, least = by_size[0], by_size[-1]
    said.append(
        f"Most articles: {most['name']} ({most['head']['articles']:,}); "
        f"fewest: {least['name']} ({least['head']['articles']:,})."
    )
    toned = sorted((one for one in done if one["head"]["tone"] is not None), key=lambda one: one["head"]["tone"])
    if len(toned) > 1:
        said.append(f"Lowest mean tone: {_toned(toned[0])}; highest: {_toned(toned[-1])}.{_apart(toned[0], toned[-1])}")
    sets = each.drop_duplicates(["article_id", "set"]).groupby("article_id").size()
    if shared := int((sets > 1).sum()):
        said.append(
            f"{html.counted(shared, 'article')} of {len(sets):,} stand in more than one set: "
            "sets that share articles are more alike than separate ones would be."
        )
    return said


def _toned(one: Mapping[str, Any]) -> str:
    return f"{one['name']} ({html.signed(one['head']['tone'])})"


def _apart(low: Mapping[str, Any], high: Mapping[str, Any]) -> str:
    if low["head"]["tone_high"] is None or high["head"]["tone_low"] is None:
        return f" One of them has fewer than {about.FEW} articles: this says nothing beyond them."
    if low["head"]["tone_high"] < high["head"]["tone_low"]:
        return " Their 95 % intervals do not overlap."
    return " Their 95 % intervals overlap: the difference may be chance."


def _row(one: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return one set as the table shows it; its sentences lead to the articles of its own report."""
    head, report = one["head"], one["folder"]
    written = (folder / report / articles.FOLDER).glob("*.html")
    pages = {page.stem: f"{report}/{articles.FOLDER}/{page.name}" for page in written}
    low, high = head["tone_low"], head["tone_high"]
    return {
        "name": one["name"],
        "address": f"{report}/index.html",
        "span": dates.readable_span(head["since"], head["until"]) or "–",
        "tone": "–" if head["tone"] is None else html.signed(head["tone"]),
        "interval": "–" if low is None or high is None else f"{html.signed(low)} to {html.signed(high)}",
        "actors": ", ".join(actor["actor"] for actor in head["actors"][:3]) or "–",
        "evidence": links.connected(head["evidence"], pages) if head["evidence"] else "",
        **{name: f"{head[name]:,}" for name in ("articles", "sentences", "sources")},
    }


def _pictures(frame: pd.DataFrame, each: pd.DataFrame) -> list[Any]:
    """Draw the mean tone of each set, and the tone over time of sets that go through several periods."""
    if frame.empty or frame["tone"].isna().all():
        return []
    footer = f"Sets: {len(frame)} · n = {html.counted(each['article_id'].nunique(), 'article')}"
    drawn = [
        figures.means(
            frame.dropna(subset=["tone"]),
            name="set",
            value="tone",
            low="tone_low",
            high="tone_high",
            count="articles",
            few=about.FEW,
            title="Mean tone of each set",
            unit="mean tone, 95 % interval; hollow: under 5 articles",
            footer=footer,
            ends=("more negative", "more positive"),
        )
    ]
    dated = each.dropna(subset=["published_latest", "score"])
    if dated.empty:
        return drawn
    unit = periods.suiting(dated.drop_duplicates("article_id"))
    timed = heads.over_time(dated, unit)
    if len(timed) and timed.groupby("set")["period"].nunique().max() > 1:
        order = {name: place for place, name in enumerate(frame["set"])}
        timed = timed.assign(place=timed["set"].map(order)).sort_values(["place", "begin"], ignore_index=True)
        drawn.append(
            figures.means_over_time(
                timed,
                begin="begin",
                days="days",
                value="mean",
                low="low",
                high="high",
                count="articles",
                few=about.FEW,
                panel="set",
                title=f"Mean tone of each set, by {unit}",
                unit="mean tone, 95 % interval; hollow: under 5 articles",
                footer=footer,
            )
        )
    return drawn


def _actors(done: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return the leading actors, each with its mentions in every set (as HTML; a dash where it does not lead there)."""
    found = {one["name"]: {a["actor"]: a["mentions"] for a in one["head"]["actors"]} for one in done}
    names = {actor for actors in found.values() for actor in actors}
    ranked = sorted(
        names, key=lambda n: (-sum(n in a for a in found.values()), -sum(a.get(n, 0) for a in found.values()), n)
    )
    return [(name, [_cell(one, found[one["name"]].get(name)) for one in done]) for name in ranked[:ROWS]]


def _cell(one: Mapping[str, Any], mentions: int | None) -> str:
    if mentions is None:
        return "–"
    page = next((name for name in one["notebooks"] if name.endswith("_actors")), "index")
    return f'<a href="{escape(one["folder"])}/{page}.html">{mentions:,}</a>'


def _note(frame: pd.DataFrame) -> str:
    small = [str(row["set"]) for row in frame.to_dict("records") if row["articles"] < about.FEW]
    said = f" Very few articles: {html.joined(small)}." if small else ""
    return INTERVAL + said
