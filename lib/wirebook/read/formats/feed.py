"""RSS and Atom feeds: one article an entry, by feedparser, after defusedxml has looked at the XML.

No entity is expanded and nothing outside the file is fetched: a file that declares entities is refused, and feedparser
is given a stream, never a name that it could open.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from wirebook.read import encoding, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

DECLARED = re.compile(r"<\?xml\b[^<>]{0,100}?\bencoding\s*=\s*[\"']([\w-]{1,40})[\"'][^<>]{0,60}\?>")
DECLARED_BYTES = re.compile(DECLARED.pattern.encode())
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
DEPTH = 200


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the entries of a feed."""
    import feedparser

    data = unpack.whole(file, limits, at_most=limits.feed)
    declared = DECLARED_BYTES.search(data[:1000])
    text = DECLARED.sub("", encoding.decode(data, declared=declared[1].decode("ascii") if declared else None), count=1)
    if ENTITY.search(text):
        raise RefusedError("XML that declares entities is not read", hint="take its DOCTYPE out")
    if len(ENTRY.findall(text)) > limits.entries:
        raise RefusedError(f"a feed of more than {limits.entries:,} entries", hint="split it, or write it as .jsonl")
    broken = _broken(text)
    feed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if not feed.entries:
        what = f"not well-formed XML: {broken}" if broken else "XML without an entry of RSS or Atom"
        raise RefusedError(what, hint="give a feed, or the articles as .html, .json or .txt")
    if broken:
        yield Problem(
            path=file.path,
            what=f"not well-formed XML: {broken}; its entries were read as far as possible",
            hint="fetch it again",
        )
    outlet = _plain(feed.feed.get("title"))
    language = _plain(feed.feed.get("language"))
    for number, entry in enumerate(feed.entries):
        yield Record(number, _fields(entry, outlet, language), "html")


def _broken(text: str) -> str | None:
    """Return why XML is not well-formed, None where it is; refuse what is made to do harm."""
    from xml.sax import SAXException, handler

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import make_parser

    class Depth(handler.ContentHandler):
        depth = 0

        def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 (the name that SAX calls)
            self.depth += 1
            if self.depth > DEPTH:
                raise RefusedError(f"XML nested deeper than {DEPTH} levels", hint="give its articles as .html or .json")

        def endElement(self, name: str) -> None:  # noqa: N802 (likewise)
            self.depth -= 1

    parser = make_parser()
    parser.setContentHandler(Depth())
    try:
        parser.parse(io.BytesIO(text.encode("utf-8", "replace")))
    except DefusedXmlException as error:
        raise RefusedError(
            "XML with entities or outside references is not read", hint="take its DOCTYPE out"
        ) from error
    except SAXException as error:
        return str(error.getMessage())
    return None


def _fields(entry: Mapping[str, Any], outlet: str | None, language: str | None) -> dict[str, object]:
    contents = [c.get("value") for c in entry.get("content", []) if isinstance(c.get("value"), str)]
    own = entry.get("source")
    found: dict[str, object] = {
        "text": max([*contents, entry.get("summary") or ""], key=len),
        "title": entry.get("title"),
        "published": entry.get("published") or entry.get("updated") or entry.get("created"),
        "source": (_plain(own.get("title")) if isinstance(own, Mapping) else None) or outlet,
        "author": entry.get("author"),
        "url": entry.get("link"),
        "language": entry.get("language") or language,
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value.strip()}


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
