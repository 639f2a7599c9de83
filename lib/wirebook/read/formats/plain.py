"""Plain text and Markdown: one article a file, with YAML front matter where there is some; or an archive's export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from wirebook.read import characters, encoding, exports, fields, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Markup, Record, RefusedError

FRONT = re.compile(r"\s*---[ \t]*\r?\n")
FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
KEY = re.compile(r"^[ \t]*[\w -]{1,40}:", re.MULTILINE)
BYTES_A_CHARACTER = 4


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader without aliases, a few of which can stand for gigabytes, and with dates left as written."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
"""Scalars stay text: `2025-11` would be read as a sum, `NO` (Norway) as false."""


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read one article of text, or the articles of an export."""
    at_most = max(BYTES_A_CHARACTER * (limits.article + limits.front_matter), limits.document)
    text = encoding.decode(unpack.whole(file, limits, at_most=at_most))
    exported = exports.articles(characters.LINE_ENDS.sub("\n", text).split("\n"))
    if exported is not None:
        yield from (Record(number, found, "extracted", exported=True) for number, found in enumerate(exported))
        return
    markup: Markup = "markdown" if file.suffix in (".md", ".markdown") else "plain"
    found: dict[str, object] = {}
    if opening := FRONT.match(text):
        closing = FRONT_END.search(text, opening.end(), opening.end() + limits.front_matter)
        if closing is None and KEY.match(text, opening.end()):
            yield Problem(
                path=file.path,
                record=0,
                what=f"its front matter has no end within {limits.front_matter:,} characters",
                hint="end it with a line of ---",
            )
        elif closing is not None:
            try:
                loaded = yaml.load(text[opening.end() : closing.start()], _Loader)
            except (yaml.YAMLError, RecursionError, ValueError) as error:
                what = getattr(error, "problem", None) or str(error) or "nested too deeply"
                yield Problem(
                    path=file.path,
                    record=0,
                    what=f"its front matter is no YAML: {what}",
                    hint="put quotation marks around values that hold a colon",
                )
                loaded = None
                text = text[closing.end() :]
            if isinstance(loaded, dict):
                found = fields.fields({str(k): v for k, v in loaded.items()})
                text = text[closing.end() :]
    if not text.strip():
        raise RefusedError("no text in it", hint="fetch it again, or delete it")
    yield Record(0, {**found, "text": text}, markup)
