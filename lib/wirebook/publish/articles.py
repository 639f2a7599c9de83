"""The pages of articles: each with its sentences shaded by tone and every score explained; and a page that lists them.

They say nothing of when the run was made, so that two runs over the same articles write the same pages.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.analyse import briefing, judged, naming
from wirebook.annotate import judges
from wirebook.publish import render
from wirebook.show import article as marked_up
from wirebook.show import dates, html, scores
from wirebook.show.article import Annotated
from wirebook.tables import select

FOLDER = "articles"
FILE = "articles.html"
MOST = 500
"""Most articles that get a page: as many as a browser lists at once, and a run writes within some seconds."""
BEGINNING = 70
"""Characters of its text that stand for the title of an article without one."""
PARTS = ("sentences", "mentions", "times", "quotes", "tones", "voices")
"""The tables that an article's page shows."""


def choose(folder: Path, tables: Mapping[str, pd.DataFrame], *, most: int = MOST) -> dict[str, str]:
    """Return the address in the run of each article that gets a page, by its identifier, the newest first.

    Of more than `most` counted articles, those are chosen that the answers' evidence in the run's folder cites most,
    and of equally often cited ones the newest.
    """
    articles = _newest_first(select.counted(tables["articles"]))
    if len(articles) > most:
        cited = _cited(folder / "tables")
        ranked = articles.assign(cited=[cited[article] for article in articles["article_id"]])
        kept = ranked.sort_values("cited", ascending=False, kind="stable").head(most).index
        articles = articles.loc[articles.index.isin(kept)]
    return {article: f"{FOLDER}/{article}.html" for article in articles["article_id"]}


def write(
    folder: Path, facts: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], addresses: Mapping[str, str]
) -> None:
    """Write the pages of the articles that have an address, and the page that lists them; nothing where none has.

    `facts` is the run's manifest, `tables` are the tables of the articles that were selected.
    """
    if not addresses:
        return
    (folder / FOLDER).mkdir()
    names = {str(actor): str(name) for actor, name in naming.names(tables).items()}
    types = dict(zip(tables["actors"]["actor_id"], tables["actors"]["type"], strict=True))
    found = {name: _by_article(tables[name], addresses) for name in PARTS}
    tones = dict(iter(tables["tones"].groupby("article_id")))
    listed = []
    articles = tables["articles"].drop_duplicates("article_id").set_index("article_id", drop=False)
    for row in articles.loc[list(addresses)].to_dict("records"):
        article, address = str(row["article_id"]), addresses[str(row["article_id"])]
        rows = Annotated(**{name: found[name][article] for name in PARTS})
        about = _described(row, rows)
        page = render.page(
            "article.html.j2",
            facts,
            title=about["title"],
            current=FOLDER,
            root="../",
            about=about,
            text=marked_up.paragraphs(str(row["text"]), rows, names, anchors=True),
            legend=marked_up.legend(),
            actors=scores.actors(_named(rows, names, types)),
            scores=scores.sentences(rows, names, unsure=judges.UNSURE),
            cautions=" ".join(judged.cautions(tones[article])) if article in tones else "",
        )
        (folder / address).write_text(page, encoding="utf-8")
        listed.append(about | {"address": address})
    page = render.page("articles.html.j2", facts, title="The articles", current=FOLDER, articles=listed)
    (folder / FILE).write_text(page, encoding="utf-8")


def _newest_first(articles: pd.DataFrame) -> pd.DataFrame:
    """Sort articles by their date, those without any at the end."""
    ordered = articles.assign(day=articles["published"].fillna(""))
    return ordered.sort_values(["day", "article_id"], ascending=[False, True], kind="stable", ignore_index=True)


def _cited(tables: Path) -> Counter[str]:
    """Count how often the evidence of a run's answers cites each article."""
    cited: Counter[str] = Counter()
    for path in sorted(tables.glob("*_evidence.parquet")):
        try:
            cited.update(pq.read_table(path, columns=["article_id"])["article_id"].to_pylist())
        except (OSError, KeyError, pa.ArrowInvalid):
            continue  # a notebook of the analyst's own may write anything under such a name
    return cited


def _by_article(table: pd.DataFrame, chosen: Collection[str]) -> defaultdict[str, list[dict[Hashable, Any]]]:
    found: defaultdict[str, list[dict[Hashable, Any]]] = defaultdict(list)
    for row in table[table["article_id"].isin(list(chosen))].to_dict("records"):
        found[str(row["article_id"])].append(row)
    return found


def _described(row: Mapping[Hashable, Any], rows: Annotated) -> dict[str, Any]:
    """Say of an article what stands over its page and in the list: title, source, date, mean tone, sentences."""
    whole = [float(tone["score"]) for tone in rows.tones if not isinstance(tone["target"], str)]
    date = dates.readable(row["published"])
    return {
        "title": html.plain(row["title"]) if isinstance(row["title"], str) else _begun(str(row["text"])),
        "source": html.plain(row["source"]) if isinstance(row["source"], str) else "",
        "author": html.plain(row["author"]) if isinstance(row["author"], str) else "",
        "date": f"{date} (estimated)" if date and row["published_from"] == "inferred" else date,
        "path": html.plain(str(row["path"])),
        "tone": _mean_tone(whole),
        "sentences": len(rows.sentences),
    }


def _begun(text: str) -> str:
    """Return the first words of a text, to stand for a title that is missing."""
    return f"“{textwrap.shorten(html.plain(text[: 2 * BEGINNING]), BEGINNING, placeholder=' …')}”"


def _mean_tone(values: list[float]) -> str:
    if not values:
        return ""
    mean = sum(values) / len(values)
    return scores.tone(mean, briefing.worded(mean))


def _named(rows: Annotated, names: Mapping[str, str], types: Mapping[str, str]) -> list[scores.Named]:
    """Return the actors of an article, the most mentioned first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for mention in rows.mentions:
        places[str(mention["actor_id"])].append(int(mention["sentence"]))
    towards: defaultdict[Any, list[float]] = defaultdict(list)
    for tone in rows.tones:
        towards[tone["target"]].append(float(tone["score"]))
    ranked = sorted(places, key=lambda actor: (-len(places[actor]), names[actor], actor))
    return [
        scores.Named(
            name=names[actor],
            type=types[actor],
            mentions=len(places[actor]),
            sentences=sorted(set(places[actor])),
            tone=_mean_tone(towards[actor]),
        )
        for actor in ranked
    ]
