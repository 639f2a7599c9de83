"""Text out of markup: the HTML of a field, and the marks of Markdown."""

from __future__ import annotations

import re

from wirebook.read.limits import Limits
from wirebook.read.record import RefusedError

TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|figure|img|table|article|section)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
"""A tag that tells HTML from a text with a `<` in it."""
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
    "th", "tr", "ul",
))  # fmt: skip
UNSEEN = ("script", "style", "noscript", "template", "iframe", "svg", "head")
DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")

HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*])")
QUOTED = re.compile(r"^>[ \t]?", re.MULTILINE)
TITLE = re.compile(r"\s*#[ \t]+([^\n]{1,300})\n")


def looks_like_html(text: str) -> bool:
    """Tell whether the value of a field holds HTML tags."""
    return TAG.search(text) is not None


def check(markup: str, limits: Limits) -> None:
    """Refuse HTML of more tags than the limits allow: the time that they take grows faster than their number."""
    if markup.count("<") > limits.tags:
        raise RefusedError(f"HTML of more than {limits.tags:,} tags", hint="give the article's text without them")


def html_text(markup: str) -> str:
    """Return the text of a piece of HTML, one line a block; scripts and styles left out."""
    import lxml.html

    try:
        tree = lxml.html.fragment_fromstring(DECLARATION.sub("", markup).replace("\x00", ""), create_parent="div")
    except (ValueError, lxml.etree.LxmlError) as error:
        raise RefusedError("its HTML cannot be parsed", hint="give the text without tags") from error
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        unseen = element.tag in UNSEEN
        if event == "start":
            if element.tag in BLOCKS:
                pieces.append("\n")
            if not unseen:
                pieces.append(re.sub(r"\s+", " ", element.text or ""))
            elif len(element):
                for child in list(element):
                    element.remove(child)
        else:
            if element.tag in BLOCKS and element.tag != "br":
                pieces.append("\n")
            if element is not tree:
                pieces.append(re.sub(r"\s+", " ", element.tail or ""))
    return re.sub(r" *\n[ \n]*", "\n", "".join(pieces)).strip()


def markdown_title(text: str) -> tuple[str | None, str]:
    """Return the first heading of the first level, if the text opens with it, and the text after it."""
    match = TITLE.match(text)
    return (match[1].strip(" #"), text[match.end() :]) if match else (None, text)


def markdown_text(text: str) -> str:
    """Return Markdown as plain text: marks of headings, emphasis, links, images and block quotations taken off."""
    text = LINK.sub(r"\1", IMAGE.sub("", HEADING.sub(r"\1", text)))
    return STRONG.sub(r"\2", QUOTED.sub("", text))
