"""What stands before the text of a plain file: a headline, a byline, lines such as `Published: 24 November 2025`.

Rules. The first lines are looked at, up to the first that is none of these: `Key: value` with a name of a field
(`fields.NAMES`); `By Jane Doe`; a line that is a date and nothing else; and, once, a headline: at most `HEADLINE`
characters that do not end like a sentence, followed by a blank line or by one of the others. A first line that is a
dateline is none.
"""

from __future__ import annotations

import re

from wirebook.read import dates, fields, furniture

HEADLINE = 200
MOST_LINES = 15
KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{1,24}):[ \t]+(?P<value>\S.{0,300})")
BYLINE = re.compile(r"(?:By|BY)[: ] ?(?P<author>[^\W\d_][^\n.!?]{1,80}(?:\.[^\n.!?]{1,40})?)")
ENDS = re.compile(r"""[.,:;…]["'”’)\]]*$""")
KEYS = {"published on": "published", "date published": "published", "posted": "published", "last updated": "published"}
NOT_KEYS = frozenset({"text", "body", "content", "story", "article", "description", "summary", "abstract", "lead"})


def split(text: str, *, titled: bool = False) -> tuple[dict[str, object], str, bool]:
    """Return the fields that stand before a text, the text after them, and whether its date was labelled as one.

    `titled` says that the headline is known from elsewhere: then none is looked for.
    """
    found: dict[str, object] = {}
    labelled = False
    lines = text[:10_000].split("\n")
    rest = 0
    position = 0
    for i, line in enumerate(lines[: MOST_LINES * 2]):
        bare = line.strip()
        end = position + len(line) + 1
        if not bare:
            position = end
            continue
        following = lines[i + 1].strip() if i + 1 < len(lines) else ""
        ours, value = _field(bare)
        if ours == "published":
            labelled = True
        if ours is None and "published" not in found and (day := dates.published(bare)) and len(day) >= 10:
            ours, value = "published", bare
        if ours is None and not titled and "title" not in found and _headline(bare, following) and i + 1 < len(lines):
            ours, value = "title", bare
        if ours is None or ours in found:
            break
        found[ours] = value
        position = end
        rest = position
    body = text[rest:]
    if not body.strip():
        return {}, text, False
    return found, body, labelled


def _field(line: str) -> tuple[str | None, str]:
    if match := KEY.fullmatch(line):
        key = match["key"].strip().casefold()
        ours = KEYS.get(key) or (fields.recognised(key) if key not in NOT_KEYS else None)
        if (
            ours
            and ours != "text"
            and (ours != "published" or dates.published(match["value"]) or dates.ambiguous(match["value"]))
        ):
            return ours, match["value"].strip()
    if (match := BYLINE.fullmatch(line)) and len(line.split()) <= 12:
        return "author", match["author"].strip()
    return None, ""


def is_headline(line: str) -> bool:
    """Tell whether a line has the form of a headline: short, not ending like a sentence, no dateline and no field."""
    if len(line) > HEADLINE or ENDS.search(line) or not any(c.isalpha() for c in line):
        return False
    if furniture.opens(line) or (line.startswith("(") and line.endswith(")")):
        return False
    return _field(line)[0] is None and dates.published(line) is None


def _headline(line: str, following: str) -> bool:
    if not is_headline(line):
        return False
    return not following or _field(following)[0] is not None or dates.published(following) is not None
