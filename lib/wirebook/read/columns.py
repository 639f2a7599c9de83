"""The articles of printed pages: lines with their places, into headlines and texts in the order of reading.

Order: a page is cut along the white space between its columns, as in recursive XY-cuts (Nagy and Seth 1984,
"Hierarchical representation of optically scanned documents", ICPR); lines that run across columns, such as headlines,
cut it from side to side first. Then:

- the lines at the edge of a page that come again on others, or hold a date or a page's number, are no text; they may
  say the day and the paper;
- lines of more than `DISPLAY` times the usual size are headlines. Where a page has columns, each starts an article;
  elsewhere the largest on the first page is the title of the one article;
- lines are joined to paragraphs, and words that a hyphen parts at the end of a line are joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wirebook.read import dates

DISPLAY = 1.6
"""Size of a headline over that of the text. Subheadings and quotations set large are mostly smaller."""
GUTTER = 0.6
"""The least white space between columns, in sizes of the text."""
FEWEST_BESIDE = 2
EDGE = 0.08
"""Share of a page's height at top and bottom where its running lines stand."""
ROW_APART = 0.6
"""White space between a running line and the text, in sizes of its letters. Lines of a text are closer together."""
FEWEST_WORDS = 20
"""Words below which what follows a headline is no article: then the headline has several parts."""
INDENT = 0.7
LEADING = 1.75
SHORT = 0.85
"""Share of its column's width below which a line has ended early."""
MOST_LINES = 3_000
"""Lines of one page whose columns are looked for. A full newspaper page has about 1,000."""
SAME = 0.1
"""Difference in size up to which lines belong to one headline."""
NUMBER = re.compile(r"(?:page )?[A-Z]?\d{1,3}(?: (?:of|/) \d{1,3})?", re.IGNORECASE)
PARTS = re.compile(r"\s*[|•·—–]\s*|\s{2,}|,\s")
WEEKDAY = re.compile(dates.WEEKDAY_NAME, re.IGNORECASE)
BYLINE = re.compile(r"(?:By|BY) [^\n.!?]{2,60}")
SENTENCE_END = re.compile(r"""[.!?…:]["'”’)\]]*$""")
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its box in points, counted from the lower left, the size of its letters, and its text."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its height in points, and its lines in any order."""

    height: float
    lines: tuple[Line, ...]


def articles(pages: Sequence[Page]) -> Iterator[dict[str, object]]:
    """Yield the fields of each article on the pages."""
    usual = _usual_size([line for page in pages for line in page.lines])
    name, below = _masthead(pages[0], usual) if pages else ([], [])
    running = [*below, *_running(pages)]
    common = {**_said(running), **({"source": name[0].text} if name else {})}
    apart = {id(line) for line in [*name, *running]}
    body = [[line for line in page.lines if id(line) not in apart] for page in pages]
    ordered = [ordered_lines(lines, usual) for lines in body]
    several = any(_next_column(a, b) for lines in ordered for a, b in pairwise(lines))
    pieces = list(_pieces([line for lines in ordered for line in lines], usual))
    for title, lines in _several(pieces) if several else _one(pieces):
        if text := "\n".join(_paragraphs(lines)):
            yield {**common, **({"title": title} if title else {}), "text": text}


def ordered_lines(lines: Sequence[Line], usual: float) -> list[Line]:
    """Return the lines of a page in the order of reading; `usual` is the size of its text."""
    ordered: list[Line] = []
    pending = [list(lines)]
    if len(lines) > MOST_LINES:
        return sorted(lines, key=lambda line: (-line.y0, line.x0))
    while pending:
        part = pending.pop()
        cuts = (_below_headlines(part, usual), _columns(part, GUTTER * usual), _bands(part, GUTTER * usual))
        cut = next((cut for cut in cuts if len(cut) > 1), None)
        if cut is None:
            ordered.extend(sorted(part, key=lambda line: (-line.y0, line.x0)))
        else:
            pending.extend(reversed(cut))
    return ordered


def _below_headlines(lines: Sequence[Line], usual: float) -> list[list[Line]]:
    """Part lines at the headlines that have nothing beside them, however short they are."""
    across = {
        id(line)
        for line in lines
        if line.size >= DISPLAY * usual
        and not any(other.y0 < line.y1 and other.y1 > line.y0 for other in lines if other is not line)
    }
    return _parted(lines, across)


def _columns(lines: Sequence[Line], gutter: float) -> list[list[Line]]:
    """Part lines where white space runs from top to bottom."""
    columns: list[list[Line]] = []
    right = 0.0
    for line in sorted(lines, key=lambda line: line.x0):
        if columns and line.x0 - right < gutter:
            columns[-1].append(line)
        else:
            columns.append([line])
        right = max(right, line.x1) if len(columns[-1]) > 1 else line.x1
    return columns


def _bands(lines: Sequence[Line], gutter: float) -> list[list[Line]]:
    """Part lines at the fewest wide ones without which there would be columns."""
    by_width = sorted(lines, key=lambda line: line.x0 - line.x1)
    low, high = 1, len(lines) // 2 + 1
    while low < high:
        middle = (low + high) // 2
        if _has_columns(by_width[middle:], gutter):
            high = middle
        else:
            low = middle + 1
    if not _has_columns(by_width[low:], gutter):
        return []
    return _parted(lines, {id(line) for line in by_width[:low]})


def _parted(lines: Sequence[Line], across: set[int]) -> list[list[Line]]:
    """Part lines above and below those that run across, each of which is a part of its own."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y0):
        if id(line) in across or not bands or id(bands[-1][-1]) in across:
            bands.append([line])
        else:
            bands[-1].append(line)
    return bands


def _has_columns(lines: Sequence[Line], gutter: float) -> bool:
    return sum(len(column) >= FEWEST_BESIDE for column in _columns(lines, gutter)) > 1


def _next_column(before: Line, line: Line) -> bool:
    return line.y0 > before.y0 and line.x0 > before.x1


def _apart(line: Line, other: Line) -> bool:
    return line.x0 > other.x1 or line.x1 < other.x0


def _usual_size(lines: Sequence[Line]) -> float:
    """Return the size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=10.0)


def _running(pages: Sequence[Page]) -> list[Line]:
    """Return the lines at the edges of pages that are no text: repeated ones, dates and numbers of pages."""
    edges = [line for page in pages for top in (True, False) for line in _edge(page, top=top)]
    forms = Counter(_form(line.text) for line in edges)
    return [line for line in edges if forms[_form(line.text)] > 1 or NUMBER.fullmatch(line.text) or _dated(line.text)]


def _edge(page: Page, *, top: bool) -> list[Line]:
    """Return the outermost row of a page at its top or bottom, where white space parts it from the rest."""
    if not page.lines:
        return []
    outermost = max(page.lines, key=lambda line: line.y1) if top else min(page.lines, key=lambda line: line.y0)
    inside = page.height * (1 - EDGE) > outermost.y0 if top else outermost.y1 > page.height * EDGE
    row = [line for line in page.lines if line.y0 < outermost.y1 and line.y1 > outermost.y0]
    apart = ROW_APART * outermost.size
    near = [line for line in page.lines if line.y0 < outermost.y1 + apart and line.y1 > outermost.y0 - apart]
    return [] if inside or len(near) > len(row) else row


def _masthead(page: Page, usual: float) -> tuple[list[Line], list[Line]]:
    """Return the name of the paper, printed large at the top of its front page, and the line with the date below it."""
    if not page.lines:
        return [], []
    top = max(page.lines, key=lambda line: line.y1)
    under = max((line.y1 for line in page.lines if line.y1 <= top.y0), default=0.0)
    row = [line for line in page.lines if line.y0 < under <= line.y1]
    small = all(line.size < DISPLAY * usual for line in row)
    if top.size < DISPLAY * usual or not small or not any(_dated(line.text) for line in row):
        return [], []
    return [top], row


def _form(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _dated(text: str) -> str | None:
    """Return the date that is a part of a short line."""
    found = (dates.opening(part)[0] for start in _starts(text) for part in [text[start:]])
    return next((day for day in found if day and len(day) >= 10), None) if len(text) <= dates.LONGEST else None


def _starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\b\w", text)][:12]


def _said(running: Sequence[Line]) -> dict[str, object]:
    """Return the day and the paper that running lines say."""
    day = next((day for line in running if (day := _dated(line.text))), None)
    names = (
        part
        for line in running
        for part in PARTS.split(line.text)
        if len(part) > 3 and not any(c.isdigit() for c in part) and not WEEKDAY.fullmatch(part)
    )
    found = {"published": day, "source": next(names, None) if day else None}
    return {name: value for name, value in found.items() if value}


def _pieces(lines: Sequence[Line], usual: float) -> Iterator[tuple[str, list[Line]]]:
    """Yield each headline with the lines after it; the first may have none.

    Of large lines of several sizes the largest are the headline, the others text.
    """
    title: list[Line] = []
    after: list[Line] = []
    for line in lines:
        if line.size < DISPLAY * usual or (
            title and not _has_text(after, usual) and line.size < title[0].size * (1 - SAME)
        ):
            after.append(line)
            continue
        if _has_text(after, usual):
            yield _headline(title), after
            title, after = [], []
        elif title and line.size > title[0].size * (1 + SAME):
            title, after = [], [*title, *after]
        title.append(line)
    if title or after:
        yield _headline(title), after


def _has_text(lines: Sequence[Line], usual: float) -> bool:
    return any(line.size < DISPLAY * usual for line in lines)


def _headline(lines: Sequence[Line]) -> str:
    headline = ""
    for line in lines:
        headline = _joined(headline, line.text)
    return headline


def _several(pieces: Sequence[tuple[str, list[Line]]]) -> Iterator[tuple[str, list[Line]]]:
    """Yield the articles of a page with columns: a headline with little after it goes with the next."""
    title = ""
    kept: list[Line] = []
    for headline, lines in pieces:
        if kept and sum(len(line.text.split()) for line in kept) >= FEWEST_WORDS and headline:
            yield title, kept
            title, kept = headline, list(lines)
        else:
            title = title or headline
            kept = [*kept, *lines]
    yield title, kept


def _one(pieces: Sequence[tuple[str, list[Line]]]) -> Iterator[tuple[str, list[Line]]]:
    """Yield one article under the first headline; later ones are paragraphs of it."""
    title = next((headline for headline, _ in pieces if headline), "")
    lines: list[Line] = []
    for headline, after in pieces:
        if headline and headline != title and after:
            first = after[0]
            lines.append(Line(first.x0, first.y1 + 2 * first.size, first.x0, first.y1 + 3 * first.size, 0.0, headline))
        lines.extend(after)
    yield title, lines


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs of lines in the order of reading."""
    left, right = _edges(lines)
    paragraph = ""
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        if before is not None and _begins(line, before, left[i], left[i - 1], right[i - 1]):
            yield paragraph
            paragraph = ""
        paragraph = _joined(paragraph, line.text)
    if paragraph:
        yield paragraph


def _edges(lines: Sequence[Line]) -> tuple[list[float], list[float]]:
    """Return the left and right edge of the column that each line stands in: lines below one another."""
    left: list[float] = []
    right: list[float] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].y0 > lines[i - 1].y0 or _apart(lines[i], lines[i - 1]):
            run = lines[start:i]
            left += [min(line.x0 for line in run)] * len(run)
            right += [max(line.x1 for line in run)] * len(run)
            start = i
    return left, right


def _begins(line: Line, before: Line, left: float, left_before: float, right_before: float) -> bool:
    """Tell whether a line begins a paragraph."""
    ended = SENTENCE_END.search(before.text) is not None
    if BYLINE.fullmatch(before.text) or BYLINE.fullmatch(line.text) or line.size != before.size:
        return True
    if line.x0 - left > INDENT * line.size and not before.x0 - left_before > INDENT * before.size:
        return True
    if line.x0 - left > INDENT * line.size and ended:
        return True
    if before.y0 > line.y0 and before.y0 - line.y0 > LEADING * line.size:
        return True
    return ended and before.x1 - left_before < SHORT * (right_before - left_before)


def _joined(paragraph: str, text: str) -> str:
    """Join a line to the paragraph so far, a word that a hyphen parts into one."""
    if not paragraph:
        return text
    if HYPHEN.search(paragraph):
        return (paragraph[:-1] if text[:1].islower() else paragraph) + text
    return f"{paragraph} {text}"
