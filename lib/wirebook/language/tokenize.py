"""Words: NLTK's regular-expression tokenizer with the rules of the English treebanks.

`tokens` are what is written between spaces and punctuation (contractions whole); `words` are the syntactic words that
the treebanks annotate (contractions split: "do|n't", "China|'s", "can|not"). Both follow Universal Dependencies v2 for
English. The pattern names tokens instead of changing the text, so every span is exact by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nltk.tokenize import RegexpTokenizer

from wirebook.knowledge import words as knowledge
from wirebook.language.spans import Span, pieces

TOKEN = r"""(?x)
    [A-Za-z]+(?=[\s,])                                                  # most words, and
  | [,;()"“”\[\]]                                                       # most marks: first, for speed
  | (?:https?://|www\.)[^\s\x1c-\x1f<>"”“]{{1,2000}}(?<![.,;:!?)\]'’])           # an address
  | [\w.+-]{{1,64}}+@[\w-]{{1,64}}+(?:\.[\w-]{{1,63}}){{1,4}}             # an e-mail address
  | [@\#]\w+                                                           # an account, a topic
  | (?:[^\W\d_]\.){{2,}}(?!\w)                                         # U.S.  a.m.
  | (?:{numbered})\.(?=\s?\d)                                          # No. 10
  | (?:{abbreviations})\.(?!\w)                                        # Mr.  Inc.
  | [^\W\d_]\.(?=\s+[^\W\d_]|[^\W\d_])                               # J. Smith
  | (?:\w{{1,63}}+\.){{1,4}}(?:{domains})\b                              # example.com
  | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?!\w)                          # 3.5  10,000  4:30  21st  1990s
  | \d+(?:[.,:/]\d+)*
  | ['’]\d\ds\b                                                        # the ’80s
  | (?:{prefixes})-[^\W_]+(?:['’]\w+)*                                # pro-Beijing, mid-1980s
  | \w+(?:['’]\w+)*
  | \.{{2,}} | [!?]+ | -+ | [—–]+ | ([=*_~$<>])\1+                      # marks that stand together
  | [^\s\x1c-\x1f]
"""
DOMAINS = "com|org|net|gov|edu|int|co\\.uk|info|html?|pdf"
PREFIXES = "anti|co|counter|e|ex|extra|inter|intra|mid|mini|multi|non|pan|post|pre|pro|re|semi|un"
"""Prefixes whose hyphen stays inside a word in the English treebanks, where other hyphens part words."""
CLITIC = re.compile(r"(?i)(?<=\w)(?:n['’]t|['’](?:s|m|d|ll|re|ve))$")
SHORTEST_CONTRACTION = 3
JOINED = re.compile(r"(?i)(?:(can)not|(gon)na|(got)ta|(wan)na|(gim)me|(lem)me)")


@cache
def _tokenizer() -> RegexpTokenizer:
    numbered = knowledge.abbreviations_of("number")
    return RegexpTokenizer(
        TOKEN.format(
            numbered=_one_of(numbered),
            abbreviations=_one_of(knowledge.abbreviations() - numbered),
            domains=DOMAINS,
            prefixes=PREFIXES,
        )
    )


def _one_of(words: frozenset[str]) -> str:
    """Return a pattern that matches any of the words, the longer before the shorter."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def tokens(text: str, *, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut a text, or the part from `start` to `end`, into surface tokens: contractions stay whole.

    Args:
        text: any text, best a sentence at a time: a full stop after an abbreviation stays with it.
        start: code point to begin at.
        end: code point to end before; None for the end of the text.

    Returns:
        Spans of `text` in order; they do not overlap and hold every character that is not white space.
    """
    start, end, _ = slice(start, end).indices(len(text))
    cut = _tokenizer().span_tokenize
    return [
        Span(piece.start + left, piece.start + right)
        for piece in pieces(text, start, end)
        for left, right in cut(text[piece.start : piece.end])
    ]


def words(text: str, *, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut a text, or the part from `start` to `end`, into words: contractions are split ("do|n't").

    Args and returns as `tokens`.
    """
    found: list[Span] = []
    for token in tokens(text, start=start, end=end):
        if token.end - token.start < SHORTEST_CONTRACTION:
            found.append(token)
        else:
            found += _split(text, token)
    return found


def _split(text: str, token: Span) -> Iterator[Span]:
    surface = text[token.start : token.end]
    joined = JOINED.fullmatch(surface)
    cut = joined.end(joined.lastindex or 0) if joined else 0
    if not cut and (clitic := CLITIC.search(surface)):
        cut = clitic.start()
    if cut:
        yield Span(token.start, token.start + cut)
        yield Span(token.start + cut, token.end)
    else:
        yield token
