"""Exploring: the sentences that fit a choice, counted from every side, and a page of them in context.

The tables are indexed once: a sentence is a position in arrays of whole numbers (its article, period, source, tone,
voice), and an actor's sentences are pairs of such numbers. A choice is then a mask over the sentences, and each view a
count of the mask without the choice made in that view itself, so that what else could be chosen stays in sight
(cross-filtering: Becker and Cleveland 1987, "Brushing scatterplots"; Shneiderman 1994, "Dynamic queries").
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wirebook.analyse import naming, periods, voiced
from wirebook.annotate.judges import LABELS
from wirebook.errors import UnknownNameError
from wirebook.show import dates
from wirebook.tables import select

PAGE = 20
"""Sentences shown at a time."""
LEADING = 12
"""Actors and sources shown at a time; the others are found by a part of their name."""
VOICES = tuple(voiced.WORDS)
TABLES = ("articles", "sentences", "mentions", "tones", "times", "quotes", "events")
"""The tables that a choice is read from again."""

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen: within one field any of the values, between fields all of them; an empty field chooses all.

    `since` and `until` are ISO days, months or years, both included: an article belongs to the span where the whole
    range of its possible days lies in it. `actors` are identifiers, `tones` labels of the sentence as a whole, `voices`
    whose words it is (article, quoted, reported).
    """

    since: str = ""
    until: str = ""
    sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Choice:
        """Read a choice from plain values; raises InvalidValueError for a day that is none."""
        several = {
            name: tuple(str(v) for v in given.get(name, ())) for name in ("sources", "actors", "tones", "voices")
        }
        since, until = (select.day(str(given.get(name, "")).strip(), name) for name in ("since", "until"))
        return cls(since=since, until=until, **several)


@dataclass(frozen=True, slots=True)
class _Masks:
    """Which sentences fit each field of a choice."""

    time: Mask
    source: Mask
    actor: Mask
    tone: Mask
    voice: Mask

    def all(self, *, but: Sequence[str] = ()) -> Mask:
        """Return which sentences fit every field but some."""
        fields = [getattr(self, name) for name in self.__slots__ if name not in but]
        return np.asarray(np.logical_and.reduce(fields), dtype=np.bool_)


class Index:
    """The tables of some articles, made ready to be counted again and again.

    Only sentences of counted articles are in it. `tables` are those of the data contract.

    >>> index = Index(tables)                                          # doctest: +SKIP
    >>> index.views(Choice(actors=("china",)))["sentences"]            # doctest: +SKIP
    41
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = tables
        self.articles = select.counted(tables["articles"])
        self._ids = pd.Index(self.articles["article_id"])
        every = tables["sentences"]
        self.sentences = every[every["article_id"].isin(self._ids)].reset_index(drop=True)
        self._article = self._codes(self.sentences)
        self._number = self.sentences["sentence"].to_numpy(dtype=np.int64)
        self._stride = int(self._number.max(initial=0)) + 1
        self._keys = pd.Index(self._article * self._stride + self._number)
        self._starts = self.sentences["start"].to_numpy(dtype=np.int64)
        self._index_times()
        self._index_sources()
        self._index_actors()
        self._index_tones()
        latest = self.articles["published_latest"].fillna("").to_numpy(dtype=str)
        newest = np.empty(len(latest), dtype=np.int64)
        newest[np.argsort(latest, kind="stable")[::-1]] = np.arange(len(latest))
        self._order: Numbers = np.lexsort((self._number, newest[self._article]))

    def _codes(self, frame: pd.DataFrame) -> Numbers:
        return np.asarray(self._ids.get_indexer(pd.Index(frame["article_id"])), dtype=np.int64)

    def places(self, table: str) -> Numbers:
        """Return the position in `sentences` of the sentence of each row of a table, -1 where it has none."""
        frame = self.tables[table]
        article, number = self._codes(frame), frame["sentence"].to_numpy(dtype=np.int64)
        keys = np.where((article >= 0) & (number < self._stride), article * self._stride + number, -1)
        return np.asarray(self._keys.get_indexer(pd.Index(keys)), dtype=np.int64)

    def _index_times(self) -> None:
        self._first = self.articles["published_earliest"].fillna("").to_numpy(dtype=str)
        self._last = self.articles["published_latest"].fillna("").to_numpy(dtype=str)
        codes = np.full(len(self.articles), -1, dtype=np.int64)
        self.every = "month"
        self.periods = pd.DataFrame({"period": [], "begin": [], "end": [], "gap": []}, dtype="str")
        if self.articles["published_latest"].notna().any():
            self.every = periods.suiting(self.articles)
            placed = periods.place(
                self.articles, earliest="published_earliest", latest="published_latest", every=self.every
            )
            counts = placed.groupby(["period", "begin", "days"]).size().rename("n").reset_index().sort_values("begin")
            filled = periods.fill(counts.reset_index(drop=True), every=self.every, counts=["n"])
            end = pd.to_datetime(filled["begin"]) + pd.to_timedelta(filled["days"] - 1, unit="D")
            self.periods = filled[["period", "begin"]].assign(
                end=end.dt.strftime("%Y-%m-%d"), gap=~periods.adjacent(filled) & (filled.index > 0)
            )
            codes[placed.index] = pd.Index(self.periods["period"]).get_indexer(pd.Index(placed["period"]))
        self._period = codes[self._article]

    def _index_sources(self) -> None:
        codes, names = pd.factorize(self.articles["source"], sort=True)
        self._source = np.asarray(codes, dtype=np.int64)[self._article]
        self.sources = [str(name) for name in names]

    def _index_actors(self) -> None:
        names = naming.names(self.tables)
        self.actors = pd.Index(names.index)
        self._identifiers = [str(identifier) for identifier in self.actors]
        self.names = [str(name) for name in names]
        mentions = self.tables["mentions"]
        self._mention_place = self.places("mentions")
        self._mention_actor = np.asarray(self.actors.get_indexer(pd.Index(mentions["actor_id"])), dtype=np.int64)
        self._mention_start = mentions["start"].to_numpy(dtype=np.int64)
        self._mention_end = mentions["end"].to_numpy(dtype=np.int64)
        known = (self._mention_place >= 0) & (self._mention_actor >= 0)
        size = max(len(self.actors), 1)
        pairs = np.sort(self._mention_place[known] * size + self._mention_actor[known])
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]
        self._pair_place, self._pair_actor = pairs // size, pairs % size
        self._by_place = np.argsort(self._mention_place, kind="stable")
        self._ordered = self._mention_place[self._by_place]

    def _index_tones(self) -> None:
        tones = self.tables["tones"]
        whole = tones["target"].isna().to_numpy()
        place = self.places("tones")
        known = whole & (place >= 0)
        self._tone = np.full(len(self.sentences), -1, dtype=np.int64)
        self._voice = np.full(len(self.sentences), -1, dtype=np.int64)
        self._score = np.full(len(self.sentences), np.nan)
        kept = tones[known]
        self._tone[place[known]] = pd.Index(LABELS).get_indexer(pd.Index(kept["label"]))
        self._voice[place[known]] = pd.Index(VOICES).get_indexer(pd.Index(kept["voice"]))
        self._score[place[known]] = kept["score"].to_numpy(dtype=float)

    # -- choosing ----------------------------------------------------------------------------------------------

    def _masks(self, choice: Choice) -> _Masks:
        everything = np.ones(len(self.sentences), dtype=np.bool_)
        return _Masks(
            time=self._in_time(choice)[self._article] if choice.since or choice.until else everything,
            source=_among(self._source, pd.Index(self.sources), choice.sources),
            actor=self._naming(choice.actors) if choice.actors else everything,
            tone=_among(self._tone, pd.Index(LABELS), choice.tones),
            voice=_among(self._voice, pd.Index(VOICES), choice.voices),
        )

    def _in_time(self, choice: Choice) -> Mask:
        chosen = np.asarray(self._first != "")
        if choice.since:
            chosen &= self._first >= choice.since
        if choice.until:
            chosen &= self._last.astype(f"U{len(choice.until)}") <= choice.until
        return chosen

    def _naming(self, actors: Sequence[str]) -> Mask:
        mask = np.zeros(len(self.sentences), dtype=np.bool_)
        mask[self._pair_place[np.isin(self._pair_actor, self.actors.get_indexer(pd.Index(actors)))]] = True
        return mask

    def chosen(self, choice: Choice) -> Mask:
        """Say of each of `sentences` whether it fits a choice."""
        return self._masks(choice).all()

    def views(self, choice: Choice, *, sought: str = "") -> dict[str, Any]:
        """Count the sentences that fit a choice, by each view without the choice made in that view.

        `sought` is a part of the names of the actors to list. Returns plain values: `sentences` and `articles`, how
        many fit; `timeline` with a row a period (begin, end, label, count, and gap: whether a long stretch without
        articles is left out before it); `undated`, sentences whose article is dated less precisely than a period, or
        not at all; `actors` and `sources`, the leading ones and those chosen (key, label, count); `grid`, counts by
        voice and, in it, by tone.
        """
        masks = self._masks(choice)
        chosen, anytime = masks.all(), masks.all(but=["time"])
        period = self._period[anytime]
        counts = np.bincount(period[period >= 0], minlength=len(self.periods))
        return {
            "sentences": int(chosen.sum()),
            "articles": int(np.unique(self._article[chosen]).size),
            "of": len(self.sentences),
            "of_articles": len(self.articles),
            "every": self.every,
            "timeline": [
                {"begin": begin, "end": end, "label": dates.readable(name), "count": int(count), "gap": gap}
                for (name, begin, end, gap), count in zip(self._bars, counts, strict=True)
            ],
            "undated": int((period < 0).sum()),
            "actors": self._leading_actors(masks.all(but=["actor"]), choice, sought),
            "sources": self._leading_sources(masks.all(but=["source"]), choice),
            "grid": self._grid(masks.all(but=["tone", "voice"])),
        }

    @functools.cached_property
    def _bars(self) -> list[tuple[str, str, str, bool]]:
        return list(self.periods[["period", "begin", "end", "gap"]].itertuples(index=False, name=None))

    @functools.cached_property
    def _folded(self) -> list[str]:
        return [name.casefold() for name in self.names]

    def _leading_actors(self, mask: Mask, choice: Choice, sought: str) -> list[dict[str, Any]]:
        counts = np.bincount(self._pair_actor[mask[self._pair_place]], minlength=len(self.actors))
        words = sought.strip().casefold()
        fit = [words in name for name in self._folded] if words else None
        return _leading(counts, self._identifiers, self.names, choice.actors, fit)

    def _leading_sources(self, mask: Mask, choice: Choice) -> list[dict[str, Any]]:
        codes = self._source[mask]
        counts = np.bincount(codes[codes >= 0], minlength=len(self.sources))
        return _leading(counts, self.sources, self.sources, choice.sources, None)

    def _grid(self, mask: Mask) -> list[list[int]]:
        both = mask & (self._tone >= 0) & (self._voice >= 0)
        cells = np.bincount(self._voice[both] * len(LABELS) + self._tone[both], minlength=len(VOICES) * len(LABELS))
        return [[int(n) for n in row] for row in cells.reshape(len(VOICES), len(LABELS))]

    # -- reading -----------------------------------------------------------------------------------------------

    def page(self, choice: Choice, *, start: int = 0, size: int = PAGE) -> list[dict[str, Any]]:
        """Return some of the sentences that fit a choice, the newest article first, in plain values.

        Each has article_id, sentence, title, about (source and day), before and after (its neighbours), text, spans
        (where the chosen actors stand in it, in code points), tone and score (null where it was not judged).
        """
        mask = self.chosen(choice)
        places = self._order[mask[self._order]][start : start + size]
        return [self._row(int(place), choice) for place in places]

    def _row(self, place: int, choice: Choice) -> dict[str, Any]:
        article = self.articles.iloc[self._article[place]]
        about = [w for w in (article["source"], dates.readable(article["published"])) if isinstance(w, str) and w]
        tone = int(self._tone[place])
        return {
            "article_id": str(article["article_id"]),
            "sentence": int(self._number[place]),
            "title": article["title"] if isinstance(article["title"], str) else "Untitled",
            "about": " · ".join(about) or "source and date unknown",
            "before": self._text(place - 1, place),
            "text": self._text(place, place),
            "after": self._text(place + 1, place),
            "spans": self._spans(place, choice.actors),
            "tone": LABELS[tone] if tone >= 0 else None,
            "score": None if np.isnan(self._score[place]) else round(float(self._score[place]), 2),
        }

    def _text(self, place: int, beside: int) -> str:
        if not 0 <= place < len(self.sentences) or self._article[place] != self._article[beside]:
            return ""
        return str(self.sentences["text"].iloc[place])

    def _spans(self, place: int, actors: Sequence[str]) -> list[list[int]]:
        if not actors:
            return []
        begin, end = np.searchsorted(self._ordered, [place, place + 1])
        rows = self._by_place[begin:end]
        wanted = rows[np.isin(self._mention_actor[rows], self.actors.get_indexer(pd.Index(actors)))]
        spans: list[list[int]] = []
        for start, stop in sorted(zip(self._mention_start[wanted], self._mention_end[wanted], strict=True)):
            if not spans or start - self._starts[place] >= spans[-1][1]:
                spans.append([int(start - self._starts[place]), int(stop - self._starts[place])])
        return spans

    def frame(self, table: str, choice: Choice) -> pd.DataFrame:
        """Return the rows of a table that stand in the sentences of a choice, in the columns of that table.

        Of `articles` those are the articles of these sentences. Raises UnknownNameError for a table that has none.
        """
        if table not in TABLES:
            raise UnknownNameError.of("table", table, TABLES)
        mask = self.chosen(choice)
        if table == "articles":
            return self.articles[np.isin(np.arange(len(self.articles)), self._article[mask])].reset_index(drop=True)
        if table == "sentences":
            return self.sentences[mask].reset_index(drop=True)
        place = self._mention_place if table == "mentions" else self.places(table)
        inside = place >= 0
        inside[inside] = mask[place[inside]]
        return self.tables[table][inside].reset_index(drop=True)


def named(tables: Mapping[str, pd.DataFrame], choice: Mapping[str, Any]) -> dict[str, Any]:
    """Return a choice in the identifiers of the tables: actors by any name, sources in any case.

    Raises UnknownNameError for an actor, source, tone or voice that there is none of, and InvalidValueError for a day.
    """
    known: dict[str, dict[str, str]] = {
        "sources": {str(s).casefold(): str(s) for s in tables["articles"]["source"].dropna()},
        "tones": {str(label): str(label) for label in LABELS},
        "voices": {voice: voice for voice in VOICES},
    }
    found: dict[str, Any] = {name: select.day(choice.get(name, ""), name) for name in ("since", "until")}
    for name, values in known.items():
        found[name] = []
        for value in _several(choice.get(name, ())):
            if value.casefold() not in values:
                raise UnknownNameError.of(name[:-1], value, values.values())
            found[name].append(values[value.casefold()])
    found["actors"] = [actor for words in _several(choice.get("actors", ())) for actor in naming.asked(tables, words)]
    return found


def _several(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _among(codes: Numbers, names: pd.Index[Any], chosen: Sequence[str]) -> Mask:
    if not chosen:
        return np.ones(len(codes), dtype=np.bool_)
    wanted = names.get_indexer(pd.Index(chosen))
    return np.isin(codes, wanted[wanted >= 0])


def _leading(
    counts: Numbers, keys: Sequence[str], labels: Sequence[str], chosen: Sequence[str], fit: Sequence[bool] | None
) -> list[dict[str, Any]]:
    """Return the chosen ones, and the others with the most sentences."""
    order = [int(place) for place in np.argsort(-counts, kind="stable")]
    first = [place for place in order if keys[place] in chosen]
    taken = set(first)
    others = (p for p in order if p not in taken and counts[p] and (fit is None or fit[p]))
    rest = [place for place, _ in zip(others, range(LEADING), strict=False)]
    listed = sorted([*first, *rest], key=lambda place: -int(counts[place]))
    return [{"key": keys[p], "label": labels[p], "count": int(counts[p])} for p in listed]
