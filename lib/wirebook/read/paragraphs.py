"""The paragraphs of a text: one a line, or blocks between blank lines, or hard-wrapped lines that belong together.

A text is hard-wrapped where its longest line has at most `WIDEST` characters and, at nearly every break inside a
block, the next line's first word would not have fitted: that is how a program breaks lines, and not how paragraphs
end. Its broken lines are joined again by a space, or by nothing after a hyphen; a line that ends early, and one whose
successor is indented, ends its paragraph. All other text keeps its lines. Blank lines, however many, become one.
"""

from __future__ import annotations

import re

WIDEST = 100
"""Characters of the longest line of wrapped text. Programs wrap at 65 to 80; few paragraphs of news are as short."""
FEWEST = 3
"""Breaks that must be seen before a text counts as wrapped."""
FULL_SHARE = 0.75
"""Share of breaks at full lines from which a text counts as wrapped: the rest are ends of paragraphs."""
SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*$""")
BLANK_LINES = re.compile(r"\n{3,}")


def unwrap(text: str) -> str:
    """Return a text with each paragraph on one line, if it was hard-wrapped, else as it is."""
    lines = text.expandtabs(4).split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    if width > WIDEST:
        return text
    breaks = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip()]
    full = [i for i in breaks if _full(lines[i], lines[i + 1], width)]
    inside = [i for i in full if not SENTENCE_END.search(lines[i].rstrip())]
    if len(full) < FEWEST or len(full) < FULL_SHARE * len(breaks) or len(inside) * 2 < len(full):
        return text
    joined = set(full)
    pieces = []
    for i, line in enumerate(lines):
        bare = line.strip()
        pieces.append(bare)
        if i in joined:
            pieces.append("" if bare.endswith("-") and bare[-2:-1].isalpha() else " ")
        else:
            pieces.append("\n")
    return "".join(pieces)[:-1]


def squeeze(text: str) -> str:
    """Return a text with at most one blank line between paragraphs, and none at its ends."""
    return BLANK_LINES.sub("\n\n", text).strip("\n")


def _full(line: str, following: str, width: int) -> bool:
    first = following.split(maxsplit=1)[0]
    indented = len(following) - len(following.lstrip()) > len(line) - len(line.lstrip())
    return not indented and len(line.rstrip()) + 1 + len(first) > width
