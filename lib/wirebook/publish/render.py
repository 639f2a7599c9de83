"""Rendering: an executed notebook as a page that shows no code, runs no script and asks the internet for nothing."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
from nbformat import NotebookNode

from wirebook.publish import ipynb, links, sanitize
from wirebook.publish.notebook import Notebook
from wirebook.show import dates
from wirebook.show.html import counted

TEMPLATES = Path(__file__).with_name("templates")
PAGE = "page"
HIDDEN_TAGS = frozenset({"papermill-error-cell-tag", "remove-cell", "hide-cell"})
"""Cells that are left out: papermill's own marks of an error, and what an author hides."""
SHOWN = ("text/html", "text/markdown", "image/png", "image/jpeg", "image/svg+xml", "text/latex", "text/plain")
"""The forms of an output that a page can show, the best first."""


def write(notebook: Notebook, folder: Path, facts: Mapping[str, Any], addresses: Mapping[str, str]) -> Path:
    """Write the page of a notebook that lies executed in a run's folder, and return its path.

    `facts` is the run's manifest; `addresses` are those of the articles' pages, to which passages lead.
    """
    executed = ipynb.read(folder / f"{notebook.name}.ipynb")
    entry = next(n for n in facts["notebooks"] if n["name"] == notebook.name)
    content = body(executed, addresses)
    path = folder / f"{notebook.name}.html"
    html = page("notebook.html.j2", facts, title=notebook.title, current=notebook.name, notebook=entry, **content)
    path.write_text(html, encoding="utf-8")
    return path


def body(notebook: NotebookNode, addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return what a notebook shows: `body`, its sanitised HTML, and `sections`, the id and name of each heading.

    The first heading, which the page's own title repeats, is left out. `addresses` are those of the articles' pages.
    """
    cells = [c for c in notebook.cells if not HIDDEN_TAGS.intersection(c.metadata.get("tags", []))]
    shown = NotebookNode(notebook | {"cells": cells})  # type: ignore[no-untyped-call]
    root = sanitize.parse(_exporter().from_notebook_node(shown)[0])
    title = root.find(".//h1")
    if title is not None:
        title.drop_tree()
    sections = []
    for number, heading in enumerate(root.iter("h2"), start=1):
        heading.set("id", f"section-{number}")
        sections.append((f"section-{number}", heading.text_content().strip()))
    _wrap_tables(root)
    for figure in root.iter("figure"):
        figure.attrib.update({"tabindex": "0", "role": "group", "aria-label": "Chart, may scroll sideways"})
    links.connect(root, addresses)
    return {"body": sanitize.clean(links.inside(root)), "sections": sections}


def page(template: str, facts: Mapping[str, Any], *, title: str, current: str, root: str = "", **content: Any) -> str:
    """Return a page: a template of ours, inside the frame that all pages share.

    `root` leads from the page's folder to the run's.
    """
    began = dt.datetime.fromisoformat(facts["began"])
    return (
        _templates()
        .get_template(template)
        .render(
            facts=facts,
            title=title,
            current=current,
            root=root,
            span=dates.readable_span(facts["corpus"]["since"], facts["corpus"]["until"]),
            when=f"{began.day} {began:%B %Y, %H:%M} UTC",
            style=_style(),
            **content,
        )
    )


def _wrap_tables(root: lxml.html.HtmlElement) -> None:
    """Let each table scroll in a box of its own, which the keyboard can reach."""
    for table in list(root.iter("table")):
        box = table.getparent()
        if "wb-table" not in box.get("class", "").split():
            box = lxml.html.Element("div", {"class": "wb-table"})
            box.tail, table.tail = table.tail, None
            table.getparent().replace(table, box)
            box.append(table)
        caption = table.find("caption")
        label = caption.text_content() if caption is not None else sanitize.TABLE_LABEL
        for name, value in {"tabindex": "0", "role": "region", "aria-label": label}.items():
            box.set(name, value)


@functools.cache
def _style() -> str:
    return (TEMPLATES / PAGE / "style.css").read_text(encoding="utf-8").strip()


@functools.cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / PAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    return environment


@functools.cache
def _exporter() -> Any:
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    config = Config({"NbConvertBase": {"display_data_priority": list(SHOWN)}})
    return HTMLExporter(  # type: ignore[no-untyped-call]
        config=config,
        template_name=PAGE,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
    )
