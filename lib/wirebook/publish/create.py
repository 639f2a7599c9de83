"""Creating: a notebook of the analyst's own, from a template."""

from __future__ import annotations

import re
from pathlib import Path

from wirebook.errors import InvalidValueError
from wirebook.publish import discover, ipynb
from wirebook.publish.render import TEMPLATES

TEMPLATE = TEMPLATES / "new.ipynb"
TITLE = "My question"
"""The title in the template that the new notebook's name replaces."""
NAME = re.compile(r"[^\W_][\w.-]{0,99}")


def notebook(name: str, *, start: Path | None = None) -> Path:
    """Write a new notebook into the notebooks' folder and return its path.

    Raises InvalidValueError for a name that is no plain file name, or one that a notebook has already.
    """
    stem = name.removesuffix(".ipynb")
    if not NAME.fullmatch(stem) or stem.casefold() in discover.RESERVED:
        raise InvalidValueError(
            f"{name!r} cannot be a notebook's name", hint="use letters, digits, '_' and '-', and no folder"
        )
    path = discover.folder(start) / f"{stem}.ipynb"
    content = ipynb.read(TEMPLATE)
    first = content.cells[0]
    words = discover.NUMBER.sub("", stem).replace("_", " ").replace("-", " ").strip() or stem
    first.source = first.source.replace(TITLE, words[:1].upper() + words[1:])
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(ipynb.text(content))
    except FileExistsError as error:
        raise InvalidValueError(f"there is a notebook {path.name!r} already", hint="choose another name") from error
    return path
