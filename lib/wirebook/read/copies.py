"""Copies of one story, exact and near: found by MinHash, confirmed on the words themselves.

Method: minwise hashing with locality-sensitive hashing (Broder 1997, "On the resemblance and containment of
documents") over shingles of three words finds candidates; each candidate is then confirmed by rules that a person can
check. Two texts are copies where they have the same words, or all of:

- at least `SHORTEST` words each, and lengths within `LENGTHS` of one another: an update with much new text is none;
- a Jaccard resemblance of their shingles of at least `RESEMBLANCE`;
- mostly the same numbers (`NUMBERS`): reports that follow a form (of markets, of weather) differ in little else;
- days of publication, where both are known, at most `DAYS` apart.

The copy that is counted is the one published first, then the first by path and record; undated ones come last.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import zlib
from collections.abc import Sequence
from datetime import date

from wirebook.read.article import Article

SHINGLE = 3
SHORTEST = 20
RESEMBLANCE = 0.6
"""A shingle of three words changes with each of its words: 0.6 allows about one changed word in ten."""
LENGTHS = 0.75
NUMBERS = 0.5
FEWEST_NUMBERS = 4
DAYS = 14
PERMUTATIONS = 128
CANDIDATE = 0.5
"""Estimated resemblance from which a pair is looked at: below `RESEMBLANCE`, as the estimate errs by about 0.05."""
MOST_CANDIDATES = 50

WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")


def mark(articles: Sequence[Article]) -> list[Article]:
    """Return the articles in their order, `duplicate_of` set on each copy to the article that is counted for it."""
    order = sorted(range(len(articles)), key=lambda i: _precedence(articles[i]))
    counted_by_words: dict[bytes, int] = {}
    copy_of: dict[int, int] = {}
    near = _Near(articles) if len(articles) > 1 else None
    for i in order:
        words = " ".join(_words(articles[i].text)).encode("utf-8", "surrogatepass")
        if (first := counted_by_words.get(words)) is not None and words:
            copy_of[i] = first
            continue
        counted_by_words[words] = i
        if near is not None and (first := near.counted(i)) is not None:
            copy_of[i] = first
    return [
        dataclasses.replace(article, duplicate_of=articles[copy_of[i]].article_id) if i in copy_of else article
        for i, article in enumerate(articles)
    ]


class _Near:
    """The counted articles so far, by their shingles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        from datasketch import MinHashLSH

        self.articles = articles
        self.index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
        self.shingles = functools.lru_cache(maxsize=1000)(lambda i: _shingles(_words(articles[i].text)))

    def counted(self, i: int) -> int | None:
        """Return the counted article that article `i` is a near copy of; else count `i` itself."""
        from datasketch import MinHash

        mine = self.shingles(i)
        if len(mine) < SHORTEST:
            return None
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=zlib.crc32)
        sketch.update_batch(sorted(mine))
        best: tuple[float, int] | None = None
        for j in sorted(self.index.query(sketch))[:MOST_CANDIDATES]:
            theirs = self.shingles(j)
            same = len(mine & theirs) / len(mine | theirs)
            if same >= RESEMBLANCE and (best is None or same > best[0]) and _agree(self.articles[i], self.articles[j]):
                best = (same, j)
        if best is None:
            self.index.insert(i, sketch)
            return None
        return best[1]


def _precedence(article: Article) -> tuple[bool, str, str, int]:
    return article.published is None, article.published or "", article.path, article.record


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _shingles(words: Sequence[str]) -> frozenset[bytes]:
    return frozenset(
        " ".join(words[k : k + SHINGLE]).encode("utf-8", "surrogatepass") for k in range(len(words) - SHINGLE + 1)
    )


def _agree(one: Article, other: Article) -> bool:
    """Tell whether length, numbers and days allow that two articles that share shingles are one story."""
    lengths = sorted((len(_words(one.text)), len(_words(other.text))))
    if lengths[0] < LENGTHS * lengths[1]:
        return False
    mine, theirs = (set(NUMBER.findall(article.text)) for article in (one, other))
    if min(len(mine), len(theirs)) >= FEWEST_NUMBERS and len(mine & theirs) < NUMBERS * len(mine | theirs):
        return False
    days = [article.published[:10] for article in (one, other) if article.published and len(article.published) >= 10]
    if len(days) < 2:
        return True
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) <= DAYS
