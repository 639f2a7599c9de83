"""The evidence of a shared report: every sentence behind a number, held once, and the numbers that lead to it.

An article has a number and its sentences are counted, so that `3.12` is the twelfth sentence of the third article.
Under each row stand its first passages in full, and the places of all others.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wirebook.publish.receipts import text_hash
from wirebook.show import dates, html

HASH_DIGITS = 16
"""Hexadecimal digits of the hash of a sentence: enough to tell that it was changed, short enough for thousands."""
SAME_FROM = 6
"""Further passages from which a list that stands behind another row too is not repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its place (`3.12`), its span in the article's text, the hash of its words, and the words."""

    place: str
    start: int
    end: int
    hash: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article with those of its sentences that stand behind a number."""

    number: int
    article_id: str
    hash: str
    """SHA-256 of the article's text."""
    title: str
    where: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage behind a row: the sentence it is in, its span in the article's text, and its score where it has one.

    A span without length means the whole sentence.
    """

    article: int
    sentence: int
    start: int
    end: int
    score: float | None = field(default=None, compare=False)

    @property
    def place(self) -> str:
        """Where it is, as it is written: the article's number, and the sentence's from 1."""
        return f"{self.article}.{self.sentence + 1}"

    @property
    def whole(self) -> bool:
        """Whether the whole sentence is meant."""
        return self.start == self.end


class Evidence:
    """What stands behind the rows of a report: `rows` by their identifiers.

    `articles` and `sentences` are the run's tables; `answers` the passages of each saved answer, by its name, with the
    title that a reader knows it by.
    """

    def __init__(
        self, articles: pd.DataFrame, sentences: pd.DataFrame, answers: Mapping[str, tuple[str, pd.DataFrame]]
    ) -> None:
        kept = articles[articles["article_id"].isin(sentences["article_id"])].drop_duplicates("article_id")
        ordered = kept.sort_values(["published_earliest", "article_id"], kind="stable")
        self._articles = ordered.to_dict("records")
        self._numbers = {row["article_id"]: number for number, row in enumerate(self._articles, start=1)}
        self._sentences: dict[int, list[dict[Any, Any]]] = {}
        for article_id, part in sentences.groupby("article_id", sort=False):
            self._sentences[self._numbers[article_id]] = part.sort_values("sentence").to_dict("records")
        self._cited: set[tuple[int, int]] = set()
        self._titles: dict[str, str] = {}
        self.rows: dict[str, list[Passage]] = {}
        for name, (title, passages) in answers.items():
            for key, part in passages.groupby("key", sort=False):
                row = html.row_id(name, key)
                self._titles[row] = f"{title}: {key}"
                self.rows[row] = [found for record in part.to_dict("records") if (found := self._passage(record))]
        self._first: dict[tuple[Passage, ...], str] = {}

    def arrange(self, rows: Iterable[str]) -> None:
        """Learn which rows the report shows, in its order: of those with the same passages, the first tells them."""
        for row in rows:
            self._first.setdefault(tuple(self.rows[row]), row)

    def cite(self, article_id: str, start: int) -> str:
        """Return the place of the sentence that holds a position of an article, empty where there is none."""
        number = self._numbers.get(article_id, 0)
        for record in self._sentences.get(number, []):
            if record["start"] <= start < record["end"]:
                self._cited.add((number, int(record["sentence"])))
                return f"{number}.{record['sentence'] + 1}"
        return ""

    def printed(self, row: str, *, quoted: int) -> str:
        """Return the first passages behind a row, for paper: open, and without the places of others."""
        passages = self.rows[row]
        quotes = "".join(self._quote(passage, linked=False) for passage in passages[:quoted])
        return f'<details class="wb-evidence" open><summary>{_label(passages)}</summary>{quotes}</details>'

    def behind(self, row: str, *, quoted: int) -> str:
        """Return the passages behind a row as a block that opens, the first of them quoted in full.

        A row whose passages all are those of another names that one instead of their places.
        """
        passages = self.rows[row]
        self._cited.update((p.article, p.sentence) for p in passages)
        first, rest = passages[:quoted], passages[quoted:]
        same = self._first[tuple(passages)]
        if not rest:
            further = ""
        elif same != row and len(rest) >= SAME_FROM:
            said = f"{len(rest):,} more, the same as behind" if first else "The same as behind"
            further = f'<p class="wb-places">{said} <a href="#{same}">{html.escaped(self._titles[same])}</a></p>'
        else:
            said = f"{len(rest):,} more: " if first else ""
            further = f'<p class="wb-places">{said}{" ".join(_places(rest))}</p>'
        quotes = "".join(self._quote(passage) for passage in first)
        return f'<details class="wb-evidence"><summary>{_label(passages)}</summary>{quotes}{further}</details>'

    def sources(self) -> list[Source]:
        """Return the articles that were cited until now, each with the sentences that were."""
        found = []
        for number, records in sorted(self._sentences.items()):
            cited = [r for r in records if (number, int(r["sentence"])) in self._cited]
            if cited:
                found.append(self._source(number, cited))
        return found

    def _source(self, number: int, records: Iterable[Mapping[Any, Any]]) -> Source:
        article = self._articles[number - 1]
        return Source(
            number=number,
            article_id=article["article_id"],
            hash=text_hash(article["text"]),
            title=_known(article["title"]) or "Untitled",
            where=self._where(number),
            sentences=tuple(
                Sentence(
                    place=f"{number}.{record['sentence'] + 1}",
                    start=int(record["start"]),
                    end=int(record["end"]),
                    hash=text_hash(record["text"])[:HASH_DIGITS],
                    text=record["text"],
                )
                for record in records
            ),
        )

    def _where(self, number: int) -> str:
        article = self._articles[number - 1]
        said = (_known(article["source"]), dates.readable(article["published"]))
        return " · ".join(words for words in said if words) or "undated"

    def _passage(self, record: Mapping[Any, Any]) -> Passage | None:
        """Return a passage; none where the article or the sentence is not in the run's tables."""
        number, sentence = self._numbers.get(record["article_id"], 0), int(record["sentence"])
        if not 0 <= sentence < len(self._sentences.get(number, [])):
            return None
        score = record.get("score")
        return Passage(
            number,
            sentence,
            int(record["start"]),
            int(record["end"]),
            None if score is None or pd.isna(score) else float(score),
        )

    def _quote(self, passage: Passage, *, linked: bool = True) -> str:
        sentence = self._sentences[passage.article][passage.sentence]
        offset = int(sentence["start"])
        said = html.marked(sentence["text"], passage.start - offset, passage.end - offset)
        title = _known(self._articles[passage.article - 1]["title"])
        tone = "" if passage.score is None else f" · tone {html.signed(passage.score)}"
        named = html.escaped(f"{title} · {self._where(passage.article)}" if title else self._where(passage.article))
        link = f" · {_link([passage])}" if linked else ""
        return f"<blockquote>{said} <cite>{named}{tone}{link}</cite></blockquote>"


def _label(passages: Sequence[Passage]) -> str:
    articles = len({passage.article for passage in passages})
    return f"{html.counted(len(passages), 'passage')} in {html.counted(articles, 'article')}"


def _places(passages: Sequence[Passage]) -> Iterable[str]:
    """Yield the places of passages as links, article by article; whole sentences in a row as one."""
    spans: dict[tuple[int, int], list[Passage]] = {}
    for passage in sorted(passages, key=lambda p: (p.article, p.sentence, p.start, p.end)):
        spans.setdefault((passage.article, passage.sentence), []).append(passage)
    for _, following in itertools.groupby(enumerate(spans.values()), key=_stretch):
        stretch = [inside for _, inside in following]
        first, last = stretch[0][0], stretch[-1][0]
        if len(stretch) == 1:
            yield _link(stretch[0])
        else:
            yield f'<a href="#{first.place}" data-to="{last.place}">{first.place}–{last.sentence + 1}</a>'


def _stretch(placed: tuple[int, list[Passage]]) -> tuple[Any, ...]:
    """Return what sentences of one stretch have in common: meant as a whole, and following one another."""
    number, passages = placed
    whole = len(passages) == 1 and passages[0].whole
    return (passages[0].article, passages[0].sentence - number) if whole else (passages[0].place, number)


def _link(passages: Sequence[Passage]) -> str:
    """Return the place of passages of one sentence as a link that says which spans are meant."""
    place = passages[0].place
    spans = " ".join(f"{p.start}-{p.end}" for p in passages if not p.whole)
    at = f' data-at="{spans}"' if spans else ""
    return f'<a href="#{place}"{at}>{place}</a>'


def _known(item: Any) -> str:
    return item if isinstance(item, str) else ""
