"""Who appears with whom, as a network: its nodes, its strongest links as a figure, and files for graph programs."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import partial

import networkx as nx
import pandas as pd

from wirebook.analyse import about, actors, passages
from wirebook.analyse.answer import Answer
from wirebook.show import network as drawing
from wirebook.show.style import Picture

STRONGEST = 3
"""Links of each actor, the strongest first, that the figure draws: the files have them all."""

NEAREST = 3
"""Actors that a row names as those nearest to its own."""

MODIFIED = re.compile(rb' lastmodifieddate="[^"]*"')
"""The day of writing, which networkx puts into GEXF: the same articles are to give the same file."""


def network(
    tables: Mapping[str, pd.DataFrame], *, type: str | None = None, top: int = 40, rolled: bool = False
) -> Answer:
    """Say who stands in one sentence with whom, among the most mentioned actors.

    `type` is person, country, organization, group or place (neutral: all); `top` is how many actors (0: the
    `actors.PAIRED` most mentioned); `rolled` counts those who speak for a government as its country. Returns one row an
    actor: actor, actor_id, type, mentions, links (actors that it stands with), sentences (with one of them at least)
    and nearest (those it stands with most often). `also` holds the whole network as GraphML and GEXF: nodes with
    label, type and mentions, links with sentences, articles and weight (sentences). Raises UnknownNameError for another
    `type`.
    """
    mentions = actors.mentioned(tables, type, rolled=rolled)
    ranked = actors.leading(mentions, top if top > 0 else actors.PAIRED)
    both = actors.pairs(mentions[mentions["actor"].isin(ranked["actor"])])
    links = actors.counted_pairs(both)
    frame = _nodes(ranked, links, both)
    title = "Who is named with whom"
    drawn = _strongest(links)
    return Answer(
        title=title,
        frame=frame,
        columns={
            "actor": "name of the actor",
            "actor_id": "its identifier",
            "type": "person, country, organization, group or place",
            "mentions": "mentions in the text",
            "links": "actors of this table that it stands in one sentence with",
            "sentences": "sentences with it and one of them",
            "nearest": "those it stands with most often, with the number of sentences",
        },
        key="actor",
        passages=passages.of(_sentences(both, frame["actor"]), tables),
        about=about.of(tables),
        shown={"actor": "Actor", "mentions": "Mentions", "links": "Links", "nearest": "Most often with"},
        cautions=(
            f"Drawn are the {STRONGEST} strongest links of each actor; the files of the network have all "
            f"{len(links):,}. To be named in one sentence is not to have met or agreed.",
        ),
        why_empty="No sentence of this selection names two actors.",
        draw=partial(_draw, links=drawn, title=title) if len(links) else None,
        also=_files(frame, links),
    )


def _nodes(ranked: pd.DataFrame, links: pd.DataFrame, both: pd.DataFrame) -> pd.DataFrame:
    """Return the actors that stand with another, in the order of their mentions."""
    ways = pd.concat([links, links.rename(columns={"actor": "other", "other": "actor"})], ignore_index=True)
    ways = ways.sort_values(["sentences", "other"], ascending=[False, True], kind="stable")
    near = ways.assign(said=ways["other"] + " (" + ways["sentences"].astype("str") + ")").groupby("actor")
    sides = pd.concat(
        [both[["actor", "article_id", "sentence"]], both[["other", "article_id", "sentence"]].set_axis(
            ["actor", "article_id", "sentence"], axis=1)]
    ).drop_duplicates()  # fmt: skip
    nodes = ranked.assign(
        links=ranked["actor"].map(near.size()),
        sentences=ranked["actor"].map(sides.groupby("actor").size()),
        nearest=ranked["actor"].map(near["said"].agg(lambda said: ", ".join(said.head(NEAREST)))),
    )
    kept = nodes[nodes["links"].notna()].reset_index(drop=True)
    return kept.assign(links=kept["links"].astype("int64"), sentences=kept["sentences"].astype("int64"))


def _strongest(links: pd.DataFrame) -> pd.DataFrame:
    """Return the links that are among the strongest of one of their two ends."""
    ends = pd.concat([links.assign(end=links[side], row=links.index) for side in ("actor", "other")])
    ends = ends.sort_values(["sentences", "pair"], ascending=[False, True], kind="stable")
    rows = ends[ends.groupby("end", sort=False).cumcount() < STRONGEST]["row"].unique()
    return links.loc[sorted(rows)]


def _sentences(both: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    """Return the mentions of each actor in sentences with another one, the newest article first."""
    places = pd.Series(range(len(keys)), index=keys.to_list(), dtype="int64")
    sides = pd.concat(
        [both, both.assign(actor=both["other"], start=both["other_start"], end=both["other_end"])], ignore_index=True
    ).drop_duplicates(["actor", "article_id", "sentence"])
    ordered = sides.assign(place=sides["actor"].map(places)).sort_values(
        ["place", "published_latest", "article_id", "start"], ascending=[True, False, True, True], kind="stable"
    )
    return ordered.rename(columns={"actor": "key"})


def _files(nodes: pd.DataFrame, links: pd.DataFrame) -> Mapping[str, bytes]:
    """Return the network as GraphML and GEXF."""
    if not len(links):
        return {}
    graph: nx.Graph[str] = nx.Graph()
    ids = dict(zip(nodes["actor"], nodes["actor_id"], strict=True))
    for node in nodes.to_dict("records"):
        graph.add_node(node["actor_id"], label=node["actor"], type=node["type"], mentions=int(node["mentions"]))
    for link in links.to_dict("records"):
        sentences = int(link["sentences"])
        graph.add_edge(
            ids[link["actor"]], ids[link["other"]], weight=sentences, sentences=sentences,
            articles=int(link["articles"]),
        )  # fmt: skip
    graphml, gexf = io.BytesIO(), io.BytesIO()
    nx.write_graphml(graph, graphml)
    nx.write_gexf(graph, gexf)
    return {"graphml": graphml.getvalue(), "gexf": MODIFIED.sub(b"", gexf.getvalue())}


def _draw(frame: pd.DataFrame, footer: str, *, links: pd.DataFrame, title: str) -> Picture:
    return drawing.network(
        frame,
        links,
        size="mentions",
        weight="sentences",
        title=title,
        unit="a wider line: more sentences that name both; a larger mark: more mentions",
        footer=footer,
    )
