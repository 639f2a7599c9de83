"""HTML pages: the main text by trafilatura, the fields from the page's own metadata; or the export of an archive.

trafilatura's dates are not used: it takes a date from anywhere in a page and looks at the clock. A page's date is what
the page says in schema.org's JSON-LD, in `meta` elements, or in its first `time` element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from wirebook.read import encoding, fields, unpack
from wirebook.read.article import Problem
from wirebook.read.exports import factiva_page
from wirebook.read.limits import Limits
from wirebook.read.markup import DECLARATION, check
from wirebook.read.record import File, Record, RefusedError

DECLARED = re.compile(
    rb"<(?:meta\b[^<>]{0,200}?charset|\?xml\b[^<>]{0,100}?encoding)\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE
)
HEAD = 4_096
LONGEST_JSON = 500_000
ARTICLE_TYPES = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting)")
META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline", "title"),
    "published": ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
                  "pubdate", "publishdate", "publish_date", "parsely-pub-date", "sailthru.date", "og:published_time"),
    "source": ("og:site_name", "publisher", "dc.publisher", "application-name"),
    "author": ("author", "article:author_name", "parsely-author", "dc.creator", "byl", "sailthru.author"),
    "url": ("og:url",),
    "language": ("content-language", "dc.language", "og:locale"),
}  # fmt: skip
"""Our field, and the `name`, `property` or `itemprop` of the meta elements that give it, best first."""


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the one article of a page, or the articles of an export."""
    data = unpack.whole(file, limits, at_most=limits.page)
    declared = DECLARED.search(data[:HEAD])
    text = encoding.decode(data, declared=declared[1].decode("ascii", "replace") if declared else None)
    check(text, limits)
    tree = _parsed(text)
    exported = factiva_page.articles(tree)
    if exported is None:
        yield page(tree)
    else:
        yield from (Record(number, found, "extracted", exported=True) for number, found in enumerate(exported))


def _parsed(text: str) -> Any:
    import lxml.html

    text = DECLARATION.sub("", text.replace("\x00", ""))
    try:
        return lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (ValueError, lxml.etree.LxmlError) as error:
        raise RefusedError("not an HTML page", hint="give it the ending of its format") from error


def page(tree: Any) -> Record:
    """Return the record of a page; RefusedError where it has no main text."""
    import trafilatura

    found = metadata(tree)
    main = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=False)
    body = getattr(main, "text", None)
    if not body:
        raise RefusedError("no main text found in the page", hint="save the article's own page, or its text as .txt")
    return Record(0, {**found, "text": body}, "extracted")


def metadata(tree: Any) -> dict[str, object]:
    """Return the fields that a page's JSON-LD, meta elements and head give, in this order of trust."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name, content = element.get(attribute), element.get("content")
            if name and content and content.strip():
                meta.setdefault(name.strip().lower(), content.strip())
    found: dict[str, object] = {}
    for ours, names in META.items():
        for name in names:
            if name in meta:
                found[ours] = meta[name]
                break
    found = {**_head(tree), **found}
    return {**found, **_linked_data(tree)}


def _head(tree: Any) -> dict[str, object]:
    """Return what a page's head and first elements say, where no meta element does."""
    found: dict[str, object] = {}
    for ours, path in (("title", ".//title"), ("title", ".//h1")):
        element = tree.find(path)
        if element is not None and (text := " ".join(element.text_content().split())):
            found[ours] = text
    canonical = tree.find(".//link[@rel='canonical']")
    if canonical is not None and canonical.get("href"):
        found["url"] = canonical.get("href")
    if tree.get("lang"):
        found["language"] = tree.get("lang")
    moment = tree.find(".//time[@datetime]")
    if moment is not None and moment.get("datetime", "").strip():
        found["published"] = moment.get("datetime")
    return found


def _linked_data(tree: Any) -> dict[str, object]:
    """Return the fields of the article that schema.org's JSON-LD describes."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > LONGEST_JSON:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        graph = value.get("@graph", [value]) if isinstance(value, dict) else value
        for item in graph if isinstance(graph, list) else []:
            if isinstance(item, dict) and _is_article(item.get("@type")):
                said = {k: v for k, v in item.items() if k not in ("articleBody", "description")}
                given = {k: v for k, v in fields.fields(said).items() if k != "text"}
                if "datePublished" in item and isinstance(item["datePublished"], str):
                    given["published"] = item["datePublished"]
                return given
    return {}


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and ARTICLE_TYPES.fullmatch(k) for k in kinds)
