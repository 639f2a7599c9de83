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
from wirebook.language.spans import Span

TOKEN = r"""(?x)
    (?:https?://|www\.)[^\s<>"”“]{{1,2000}}(?<![.,;:!?)'’])           # an address
  | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,63}}){{1,4}}           # an e-mail address
  | [@\#]\w+                                                          # an account, a topic
  | (?:[^\W\d_]\.){{2,}}(?!\w)                                        # U.S.  a.m.
  | (?:{abbreviations})\.(?!\w)                                       # Mr.  Inc.
  | [^\W\d_]\.(?=\s+[^\W\d_]|[^\W\d_])                                # J. Smith
  | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?!\w)                         # 3.5  10,000  4:30  21st  1990s
  | \d+(?:[.,:/]\d+)*
  | \w+(?:['’]\w+)*
  | \.{{2,}} | [!?]+ | -+ | [—–]+                                     # marks that stand together
  | \S
"""
CLITIC = re.compile(r"(?i)(?<=\w)(?:n['’]t|['’](?:s|m|d|ll|re|ve)|(?<=s)['’])$")
JOINED = re.compile(r"(?i)(?:(can)not|(gon)na|(got)ta|(wan)na|(gim)me|(lem)me)")


@cache
def _tokenizer() -> RegexpTokenizer:
    longest_first = sorted(knowledge.abbreviations(), key=lambda a: (-len(a), a))
    return RegexpTokenizer(TOKEN.format(abbreviations="|".join(re.escape(a) for a in longest_first)))


def tokens(text: str, *, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut a text, or the part from `start` to `end`, into surface tokens: contractions stay whole.

    Args:
        text: any text, best a sentence at a time: a full stop after an abbreviation stays with it.
        start: code point to begin at.
        end: code point to end before; None for the end of the text.

    Returns:
        Spans of `text` in order; they do not overlap and hold every character that is not white space.
    """
    part = text[start:end]
    return [Span(start + left, start + right) for left, right in _tokenizer().span_tokenize(part)]


def words(text: str, *, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut a text, or the part from `start` to `end`, into words: contractions are split ("do|n't").

    Args and returns as `tokens`.
    """
    return [word for token in tokens(text, start=start, end=end) for word in _split(text, token)]


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
