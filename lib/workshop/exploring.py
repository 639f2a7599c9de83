"""How quick the explorer is, beside a plain filter: `python -m workshop.exploring [--articles N] [--json]`.

Tables of generated articles are explored: the index is made and the first view counted, then choices are made in turn,
each until what the widget shows is there. Beside each, in the same run, the same choice is made by filters of the data
frames alone, which only find the rows, and count nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from wirebook.analyse.exploring import VOICES, Choice, Index
from wirebook.annotate.judges import LABELS
from wirebook.tables import frames, schema

ARTICLES = 10_000
SENTENCES = 20
"""Sentences an article."""
ACTORS = 2_000
SOURCES = 40
ROUNDS = 5
CHOICES = {
    "a period": Choice(since="2024-03-01", until="2024-03-31"),
    "an actor": Choice(actors=("actor-1",)),
    "a tone": Choice(tones=("negative",)),
    "an actor, a source, a tone, a voice and a period": Choice(
        since="2024",
        until="2024-09",
        sources=("Source 1",),
        actors=("actor-0",),
        tones=("neutral",),
        voices=("article",),
    ),
}


@dataclass(frozen=True, slots=True)
class Quickness:
    """How long something took, in seconds, and beside it a plain filter."""

    what: str
    seconds: float
    plain: float

    @property
    def ratio(self) -> float:
        """Our time over the plain filter's."""
        return self.seconds / self.plain


def generated(articles: int = ARTICLES, *, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Return tables of so many invented articles: three years, actors by Zipf's law, two mentions a sentence."""
    random = np.random.default_rng(seed)
    ids = np.asarray([f"{number:032x}" for number in range(articles)], dtype=object)
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(np.sort(random.integers(0, 1096, articles)), unit="D")
    number = articles * SENTENCES
    article, sentence = np.divmod(np.arange(number), SENTENCES)
    words = [f"Actor 1 met somebody over matter {n % 997} again, and said so." for n in range(number)]
    length = np.asarray([len(text) for text in words])
    starts = np.concatenate([[0], np.cumsum(length + 1)[:-1]])
    starts = starts - starts[article * SENTENCES] if number else starts
    base = {"article_id": ids[article], "sentence": sentence}
    texts = [" ".join(words[at : at + SENTENCES]) for at in range(0, number, SENTENCES)]
    day = pd.Series(days).dt.strftime("%Y-%m-%d")
    made = {
        "articles": pd.DataFrame(
            {
                "article_id": ids,
                "title": [f"Story {n}" for n in range(articles)],
                "text": texts,
                "source": [f"Source {n}" for n in random.integers(0, SOURCES, articles)],
                "language": "en",
                "published": day,
                "published_from": "metadata",
                "published_earliest": day,
                "published_latest": day,
                "sentences": SENTENCES,
            }
        ),
        "sentences": pd.DataFrame({**base, "paragraph": 0, "start": starts, "end": starts + length, "text": words}),
        "actors": pd.DataFrame(
            {
                "actor_id": [f"actor-{n}" for n in range(ACTORS)],
                "name": [f"Actor {n}" for n in range(ACTORS)],
                "type": "person",
                "known": True,
            }
        ),
        "mentions": _mentions(random, base, starts),
        "tones": _tones(random, base),
    }
    return {name: _framed(name, made.get(name)) for name in schema.SCHEMA}


def _mentions(random: np.random.Generator, base: dict[str, Any], starts: Any) -> pd.DataFrame:
    rows = np.repeat(np.arange(len(starts)), 2)
    actor = np.minimum(random.zipf(1.3, len(rows)) - 1, ACTORS - 1)
    return pd.DataFrame(
        {
            "article_id": base["article_id"][rows],
            "sentence": base["sentence"][rows],
            "start": starts[rows],
            "end": starts[rows] + len("Actor 1"),
            "text": "Actor 1",
            "actor_id": [f"actor-{n}" for n in actor],
        }
    )


def _tones(random: np.random.Generator, base: dict[str, Any]) -> pd.DataFrame:
    number = len(base["sentence"])
    label = random.choice(len(LABELS), number, p=[0.25, 0.6, 0.15])
    voice = random.choice(len(VOICES), number, p=[0.7, 0.2, 0.1])
    named = pd.DataFrame({**base, "target": None})
    named["label"], named["score"] = np.asarray(LABELS, dtype=object)[label], (label - 1) * 0.6
    named["voice"] = np.asarray(VOICES, dtype=object)[voice]
    return pd.concat([named, named.assign(target="actor-1")], ignore_index=True)


def _framed(table: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    """Return a frame with all columns of a table, in the types that `wirebook.open` gives them."""
    if frame is None:
        return frames.to_pandas({table: frames.from_rows(table, [])})[table]
    empty = frames.to_pandas({table: frames.from_rows(table, [])})[table]
    for column in schema.SCHEMA[table]:
        if column.name not in frame:
            frame[column.name] = pd.Series(
                [None if column.null or column.type not in (schema.WHOLE, schema.NUMBER) else 0] * len(frame),
                dtype=empty[column.name].dtype,
            )
        elif column.type == schema.TEXT:
            frame[column.name] = frame[column.name].astype("str")
    return frame[[column.name for column in schema.SCHEMA[table]]]


def plain(tables: dict[str, pd.DataFrame], choice: Choice) -> pd.DataFrame:
    """Return the sentences of a choice by filters of data frames alone."""
    articles = tables["articles"]
    articles = articles[
        (articles["published_earliest"] >= choice.since)
        & (articles["published_latest"] <= (choice.until or "9999") + "~")
        & (articles["source"].isin(choice.sources) if choice.sources else True)
    ]
    rows = tables["sentences"][tables["sentences"]["article_id"].isin(articles["article_id"])]
    place = ["article_id", "sentence"]
    if choice.actors:
        mentions = tables["mentions"]
        rows = rows.merge(mentions.loc[mentions["actor_id"].isin(choice.actors), place].drop_duplicates(), on=place)
    if choice.tones or choice.voices:
        tones = tables["tones"]
        fit = tones["target"].isna() & tones["label"].isin(choice.tones or LABELS)
        rows = rows.merge(tones.loc[fit & tones["voice"].isin(choice.voices or VOICES), place], on=place)
    return rows


def measure(articles: int = ARTICLES, *, rounds: int = ROUNDS) -> list[Quickness]:
    """Time the first view, each choice, and the rows that come back, beside the plain filter of the same choice."""
    tables = generated(articles)
    index = Index(tables)

    def first() -> None:
        made = Index(tables)
        made.views(Choice())
        made.page(Choice())

    def shown(choice: Choice) -> Callable[[], object]:
        return lambda: (index.views(choice), index.page(choice))

    beside = _median(lambda: plain(tables, CHOICES["a tone"]), rounds)
    found = [Quickness("first view, with the index", _median(first, min(rounds, 3)), beside)]
    for name, choice in CHOICES.items():
        filtered = _median(lambda choice=choice: plain(tables, choice), rounds)  # type: ignore[misc]
        found.append(Quickness(f"choose {name}", _median(shown(choice), rounds), filtered))
    choice = CHOICES["an actor"]
    rows = _median(lambda: index.frame("sentences", choice), rounds)
    found.append(
        Quickness("the sentences of an actor, as a data frame", rows, _median(lambda: plain(tables, choice), rounds))
    )
    return found


def _median(work: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def as_text(found: Sequence[Quickness], articles: int = ARTICLES) -> str:
    """Write the figures for a terminal."""
    lines = [f"explorer over {articles} generated articles of {SENTENCES} sentences:"]
    lines += [f"  {q.what}: {q.seconds * 1000:.0f} ms; {q.ratio:.2f} times a plain pandas filter" for q in found]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m workshop.exploring", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, metavar="N", help=f"articles to generate ({ARTICLES})"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    found = measure(options.articles)
    rows = [asdict(q) | {"ratio": q.ratio} for q in found]
    print(json.dumps(rows, indent=1) if options.json else as_text(found, options.articles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
