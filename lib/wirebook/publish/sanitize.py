"""Sanitising: what a notebook showed, cut down to elements that cannot run, load or send anything.

The page's content security policy forbids the same; either is enough by itself.
"""

from __future__ import annotations

import re

import bleach  # type: ignore[import-untyped]
import lxml.html
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]

# fmt: off
TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
})
ATTRIBUTES = frozenset({
    "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "colspan", "data-article",
    "data-column", "data-end", "data-score", "data-start", "datetime", "dir", "id", "lang", "open", "role", "rowspan",
    "scope", "start", "style", "tabindex", "title",
})
# fmt: on
EMPTIED = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "form", "head")
"""Elements that go with all they hold; of any other that is not allowed, the text stays."""

IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
ADDRESS = re.compile(r"(?:https?:|mailto:|#|(?:tables|figures|articles|sets)/)", re.IGNORECASE)
STYLES = frozenset({"color", "background-color", "font-weight", "font-style", "text-align", "text-decoration", "width"})

PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
TABLE_LABEL = "Table, may scroll sideways"


def parse(html: str) -> lxml.html.HtmlElement:
    """Return the root of a fragment of HTML, without the elements that go with all they hold.

    A picture that does not carry its own data leaves its alternative text.
    """
    root = lxml.html.fragment_fromstring(html, create_parent="div", parser=PARSER)
    for element in list(root.iter(*EMPTIED)):
        element.drop_tree()
    for picture in list(root.iter("img")):
        if not IMAGE.fullmatch(picture.get("src", "")):
            picture.text = picture.get("alt", "")
            picture.drop_tag()
    return root


def clean(html: str) -> str:
    """Return HTML with nothing in it but allowed elements, attributes and addresses; the text of others stays."""
    cleaned: str = bleach.clean(
        html,
        tags=TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
        strip_comments=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
    )
    return cleaned


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return tag == "a" and ADDRESS.match(value.strip()) is not None
    if name in ("src", "alt"):
        return tag == "img" and (name == "alt" or IMAGE.fullmatch(value) is not None)
    return name in ATTRIBUTES
