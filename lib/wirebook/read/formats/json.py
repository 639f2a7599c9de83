"""JSON: one article, a list of them, or an envelope around a list (`{"articles": [...]}`); JSON Feed is one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from wirebook.read import encoding, fields, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

ENVELOPES = (
    "articles", "results", "items", "entries", "docs", "documents", "records", "rows", "stories", "posts", "news",
    "hits", "data", "response", "feed", "channel", "value", "item", "entry",
)  # fmt: skip
"""Names under which files keep their list of articles, looked for in this order."""
ENVELOPE_DEPTH = 4
JSON_FEED = "https://jsonfeed.org/version/"
"""How the `version` of a JSON Feed begins (jsonfeed.org); its title is the outlet's."""


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of one JSON document."""
    text = encoding.decode(unpack.whole(file, limits, at_most=limits.file))
    value = parse(text, limits)
    found = articles(value)
    if found is None:
        raise RefusedError(
            "no article in it: neither a text nor a list of articles under a name that is known",
            hint=f"give articles a text, body or content; a list stands under {', '.join(ENVELOPES[:4])}",
        )
    common = _of_feed(value)
    for number, item in enumerate(found):
        own = record(file, number, item)
        yield replace(own, fields={**common, **own.fields}) if common and isinstance(own, Record) else own


def parse(text: str, limits: Limits) -> object:
    """Parse JSON of bounded size and depth; RefusedError says what is wrong, and where."""
    values = text.count(",") + text.count("[") + text.count("{")
    if values > limits.json_values:
        raise RefusedError(
            f"JSON of more than {limits.json_values:,} values",
            hint="write one article a line, in a file that ends in .jsonl",
        )
    try:
        value: object = json.loads(text)
    except RecursionError:
        raise RefusedError(f"JSON nested deeper than {limits.json_depth} levels", hint="flatten it") from None
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"not valid JSON: {error.msg.removesuffix(' at')} at line {error.lineno}, column {error.colno}",
            hint="write it with a JSON library, or mend the place",
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise RefusedError(
            f"not valid JSON: {str(error).split(';')[0]}", hint="write such a number as a text, or leave it out"
        ) from error
    if _deeper(value, limits.json_depth):
        raise RefusedError(f"JSON nested deeper than {limits.json_depth} levels", hint="flatten it")
    return value


def articles(value: object, depth: int = ENVELOPE_DEPTH) -> list[object] | None:
    """Return the list of articles in a JSON value, None where none is recognised."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping) or depth == 0:
        return None
    by_name = {fields.plain(name): inner for name, inner in value.items()}
    for name in ENVELOPES:
        inner = by_name.get(name)
        if isinstance(inner, list) and any(isinstance(item, Mapping) for item in inner):
            return inner
    if "text" in fields.fields(value):
        return [value]
    for name in ENVELOPES:
        inner = by_name.get(name)
        if isinstance(inner, Mapping) and (found := articles(inner, depth - 1)) is not None:
            return found
    return None


def record(file: File, number: int, item: object) -> Record | Problem:
    """Return the record of one JSON value."""
    if isinstance(item, Mapping):
        return Record(number, fields.fields(item), "maybe html")
    return Problem(
        path=file.path,
        record=number,
        what=f"not an article but {_kind(item)}",
        hint="write each article as an object with a text and a title",
    )


def _of_feed(value: object) -> dict[str, object]:
    """Return the fields that a JSON Feed gives for all its items."""
    if not isinstance(value, Mapping) or not str(value.get("version")).startswith(JSON_FEED):
        return {}
    common = {"source": value.get("title"), "language": value.get("language")}
    return {name: said for name, said in common.items() if isinstance(said, str) and said.strip()}


def _kind(value: object) -> str:
    kinds = {str: "a text without a name", list: "a list", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")


def _deeper(value: object, depth: int) -> bool:
    level = [value]
    for _ in range(depth + 1):
        inner: list[object] = []
        for item in level:
            if isinstance(item, Mapping):
                inner.extend(v for v in item.values() if isinstance(v, Mapping | list))
            elif isinstance(item, list):
                inner.extend(v for v in item if isinstance(v, Mapping | list))
        if not inner:
            return False
        level = inner
    return True
