"""Who appears with whom, as a network: its nodes, its strongest links as a figure, and files for graph programs."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import partial

import networkx as nx
import pandas as pd

from wirebook.analyse import about, actors
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
    sides = _sides(both)
    frame = _nodes(ranked, links, sides)
    title = "Who is named with whom"
    drawn = _strongest(links)
    return Answer(
        title=title,
        frame=frame,
        columns={
            **actors.IDENTITY,
            "mentions": "mentions in the text",
            "links": "actors of this table that it stands in one sentence with",
            "sentences": "sentences with it and one of them",
            "nearest": "those it stands with most often, with the number of sentences",
        },
        key="actor",
        passages=actors.evidence(sides, frame["actor"], tables),
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


def _nodes(ranked: pd.DataFrame, links: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """Return the actors that stand with another, in the order of their mentions."""
    near = _partners(links).groupby("actor")
    nodes = ranked.assign(
        links=ranked["actor"].map(near.size()),
        sentences=ranked["actor"].map(sides.groupby("actor").size()),
        nearest=ranked["actor"].map(near["said"].agg(_first)),
    )
    kept = nodes[nodes["links"].notna()].reset_index(drop=True)
    return kept.assign(links=kept["links"].astype("int64"), sentences=kept["sentences"].astype("int64"))


def _strongest(links: pd.DataFrame) -> pd.DataFrame:
    """Return the links that are among the strongest of one of their two ends."""
    ends = pd.concat([links.assign(end=links[side], row=links.index) for side in ("actor", "other")])
    ends = ends.sort_values(["sentences", "pair"], ascending=[False, True], kind="stable")
    rows = ends[ends.groupby("end", sort=False).cumcount() < STRONGEST]["row"].unique()
    return links.loc[sorted(rows)]


def _sides(both: pd.DataFrame) -> pd.DataFrame:
    """Return the first mention of each actor in each sentence with another one, as `actors.mentioned` has mentions."""
    others = both.assign(actor=both["other"], start=both["other_start"], end=both["other_end"])
    return pd.concat([both, others], ignore_index=True).drop_duplicates(["actor", "article_id", "sentence"])


def _partners(links: pd.DataFrame) -> pd.DataFrame:
    """Return each link from both of its ends, those of most sentences first, with what is said of it."""
    ways = pd.concat([links, links.rename(columns={"actor": "other", "other": "actor"})], ignore_index=True)
    ways = ways.sort_values(["sentences", "other"], ascending=[False, True], kind="stable")
    return ways.assign(said=ways["other"] + " (" + ways["sentences"].astype("str") + ")")


def _first(said: pd.Series) -> str:
    return ", ".join(said.head(NEAREST))


def nearest(mentions: pd.DataFrame, actor: str) -> str:
    """Say whom an actor stands with most often, in the words of a row; nothing where it is not among the
    `actors.PAIRED` most mentioned or stands alone."""
    ranked = actors.leading(mentions, actors.PAIRED)
    if actor not in set(ranked["actor"]):
        return ""
    both = actors.pairs(mentions[mentions["actor"].isin(ranked["actor"])])
    with_it = both[(both["actor"] == actor) | (both["other"] == actor)]
    partners = _partners(actors.counted_pairs(with_it))
    return _first(partners.loc[partners["actor"] == actor, "said"])


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
