"""The HTML that Factiva saves, in both of its layouts (`factiva` says what is in them).

Each article is a `div` of the class `article`, and of another by the language of the page, such as `enArticle`. With
index terms it holds a table of two columns, codes in cells of the class `index`; without, a `div` with the headline
(`#hd`), one of the class `author`, some without a class, and paragraphs of the class `articleParagraph`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wirebook.read.exports import factiva


def articles(tree: Any) -> Iterator[dict[str, object]] | None:
    """Return the articles of a page that Factiva saved, each as its fields under our names, None for other pages."""
    found = [div for div in tree.iter("div") if _has_class(div, "article")]
    inner = [div for div in found if not any(_has_class(below, "article") for below in div.iterdescendants("div"))]
    own = [div for div in inner if _rows(div) or _paragraphs(div)]
    return map(_fields, own) if own else None


def _has_class(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _rows(article: Any) -> dict[str, list[str]]:
    """Return the paragraphs beside each code, where the article is a table of codes."""
    parts: dict[str, list[str]] = {}
    for row in article.iter("tr"):
        cells = row.findall("td")
        code = _text(cells[0]) if len(cells) == 2 and _has_class(cells[0], "index") else ""
        if code in factiva.CODES:
            within = [_text(p) for p in cells[1].iter("p")] or [_text(cells[1])]
            parts.setdefault(code, [text for text in within if text])
    return parts


def _paragraphs(article: Any) -> list[str]:
    return [text for p in article.iter("p") if _has_class(p, "articleParagraph") and (text := _text(p))]


def _fields(article: Any) -> dict[str, object]:
    if parts := _rows(article):
        return factiva.coded(parts)
    headline = next((e for e in article.iter("div", "span") if e.get("id") == "hd" or _is_headline(e)), None)
    author = next((_text(div) for div in article.iter("div") if _has_class(div, "author")), None)
    lines = [_text(div) for div in article.iter("div") if not div.attrib]
    counted = next((i + 1 for i, line in enumerate(lines) if factiva.WORDS.fullmatch(line)), 0)
    found = factiva.headed([], lines[counted:], _paragraphs(article))
    named = {"title": _text(headline) if headline is not None else None, "author": author}
    return {**found, **{name: value for name, value in named.items() if value}}


def _is_headline(element: Any) -> bool:
    return any(name.endswith("Headline") for name in (element.get("class") or "").split())
