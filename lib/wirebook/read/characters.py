"""The characters of stored text: what is kept, what is replaced, what is removed.

Code points are kept as they are (no Unicode normalisation), but for: line ends, which all become LF; spaces of other
widths and tabs, which become one space each, runs of spaces one; and what shows nothing and would part a word for
whoever looks for it: control characters, soft hyphens, zero-width spaces, marks of direction, byte order marks, tags.
Joiners stay between letters of the scripts that need them. A lone surrogate (JSON can spell one) becomes U+FFFD.
"""

from __future__ import annotations

import html
import re

LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ufffe\uffff\U000e0000-\U000e007f]"
)
JOINERS = re.compile(
    r"(?<![\u0590-\u1fff\u2190-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1fff\u2190-\U0010ffff])"
)
SURROGATES = re.compile(r"[\ud800-\udfff]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")


def clean(text: str) -> str:
    """Return a text with its characters as they are stored; its lines stay, blanks at their ends go."""
    text = LINE_ENDS.sub("\n", text)
    text = INVISIBLE.sub("", SURROGATES.sub("\ufffd", text))
    text = JOINERS.sub("", text)
    return "\n".join(line.strip(" ") for line in SPACES.sub(" ", text).split("\n"))


def line(text: str) -> str:
    """Return a text of one line (a title, a name), cleaned."""
    return " ".join(clean(text).split())


def unescape(text: str) -> str:
    """Replace the HTML entities of a text that is no longer HTML (`&amp;`, `&#8217;`)."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
