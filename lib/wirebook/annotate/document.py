"""An article cut into sentences and words: what every annotation step starts from."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from wirebook import language
from wirebook.annotate.records import Sentence
from wirebook.language import Span
from wirebook.read.article import Article

QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")
"""What stands in quotation marks in a sentence, to its end where they stay open."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its sentences and, for each sentence, its words as spans of `text`."""

    article: Article
    sentences: tuple[Sentence, ...]
    words: tuple[tuple[Span, ...], ...]
    _starts: tuple[int, ...] = field(repr=False, default=())

    @property
    def text(self) -> str:
        return self.article.text

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that holds, or last began before, the character at `position`."""
        return max(0, bisect.bisect_right(self._starts, position) - 1)


def parse(article: Article) -> Document:
    """Cut an article into sentences and words."""
    sentences = tuple(
        Sentence(sentence=number, paragraph=s.paragraph, start=s.start, end=s.end, text=article.text[s.start : s.end])
        for number, s in enumerate(language.sentences(article.text))
    )
    words = tuple(tuple(language.words(article.text, start=s.start, end=s.end)) for s in sentences)
    return Document(article, sentences, words, tuple(s.start for s in sentences))
