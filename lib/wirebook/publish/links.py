"""Links: what names a sentence of an article leads to it, where the run has a page of the article."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import lxml.html

from wirebook.publish import sanitize


def connect(root: lxml.html.HtmlElement, addresses: Mapping[str, str]) -> None:
    """Make a link of the content of each element that names a sentence of an article (`show.html.place_of`).

    `addresses` holds the address of an article's page by the article's identifier.
    """
    for element in root.xpath(".//*[@data-sentence]"):
        article, _, sentence = element.attrib.pop("data-sentence").rpartition(":")
        address = addresses.get(article)
        if address is not None and sentence.isdecimal():
            link = lxml.html.Element("a", {"href": f"{address}#s{sentence}"})
            link.text, element.text = element.text, None
            link.extend(list(element))
            element.append(link)


def connected(html: str, addresses: Mapping[str, str]) -> str:
    """Return a fragment of HTML with these links in it, sanitised."""
    root = sanitize.parse(html)
    connect(root, addresses)
    return sanitize.clean(inside(root))


def inside(root: lxml.html.HtmlElement) -> str:
    """Return what stands in an element as HTML."""
    return escape(root.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
