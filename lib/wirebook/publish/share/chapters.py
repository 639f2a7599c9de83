"""Chapters: the pages of a run's notebooks, made into parts of one page.

Their headings go one level down, their identifiers are made different from each other's, their charts smaller; links
to files that do not come along become words. Behind each row of a saved answer a mark is left for its passages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import lxml.html

from wirebook.publish import ipynb, receipts, render, sanitize
from wirebook.publish.share import pictures
from wirebook.publish.share.evidence import Evidence
from wirebook.publish.share.source import Run, SavedAnswer

BEHIND = re.compile(r'<tr data-behind="(?P<row>[^"]+)" data-cells="(?P<cells>\d+)" data-number="(?P<number>\d+)"></tr>')
"""The mark that is left for the passages behind a row: its identifier, how many cells it has, and the number of the row
in its table. Nothing that a notebook shows can have these attributes."""
PLACE = re.compile(r"a?\d+(?:\.\d+)?")
"""What the identifiers of articles and sentences look like."""
LOWEST = 6
"""The lowest level of headings that there is."""
RESERVED = ("main", "wb-contents", "wb-problems", "wb-made", "wb-evidence")
"""Identifiers of the report's own parts."""
REFERRING = ("aria-labelledby", "aria-describedby")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One notebook's part of the report; its body has marks (`BEHIND`) where passages go."""

    id: str
    title: str
    failure: str
    """What the notebook stopped with, empty where it did its work."""
    sections: tuple[tuple[str, str], ...]
    """The identifier and the name of each of its headings."""
    body: str


class Merger:
    """Makes chapters, one after the other, that can stand on one page.

    Passages that a notebook shows lead to their sentences where these stand on the page too (`linked`).
    """

    def __init__(self, run: Run, evidence: Evidence, *, linked: bool) -> None:
        self._run = run
        self._linked = linked
        self._evidence = evidence
        self._taken = set(RESERVED)
        self._pictures: dict[str, str] = {}
        self._source = run.source()

    def chapter(self, notebook: Mapping[str, Any], answers: Mapping[str, SavedAnswer]) -> Chapter:
        """Return the chapter of one notebook of the run, whose saved answers are `answers`."""
        id_ = self._free(f"wb-{notebook['name']}")
        self._free(f"{id_}-title")
        failure = ": ".join(filter(None, [notebook["error"], notebook["message"]])) if _failed(notebook) else ""
        path = self._run.folder / f"{notebook['name']}.ipynb"
        if not path.is_file():
            return Chapter(id=id_, title=notebook["title"], failure=failure, sections=(), body="")
        content = render.body(ipynb.read(path), {})
        root = lxml.html.fragment_fromstring(content["body"], create_parent="div", parser=sanitize.PARSER)
        for answer in root.xpath(".//section[contains(@class, 'wb-answer')]"):
            self._answer(answer, answers.get(answer.get("id", "")))
        ids = self._rename(root, id_, answers)
        for quote in root.xpath(".//blockquote[@data-article]"):
            self._quote(quote)
        _lower(root)
        self._shrink(root)
        _unlink(root)
        sections = tuple((ids[section], name) for section, name in content["sections"])
        inside = "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
        body = escape(root.text or "") + inside
        return Chapter(id=id_, title=notebook["title"], failure=failure, sections=sections, body=body)

    def _answer(self, section: lxml.html.HtmlElement, answer: SavedAnswer | None) -> None:
        """Leave marks for the passages, say what the columns mean, and by which method the numbers were made."""
        if answer is not None:
            for number, head in enumerate(section.xpath(".//tr/th[@scope='row'][@id]"), start=1):
                if head.get("id") in self._evidence.rows:
                    _mark(head, number)
            for table in section.xpath(".//div[contains(@class, 'wb-table')]"):
                _explain(table, answer.columns)
        notes = section.xpath("./p[contains(@class, 'wb-note') or contains(@class, 'wb-empty')]")
        if notes:
            said = lxml.html.fragment_fromstring(f'<span class="wb-method">Method {self._run.method}.</span>')
            notes[-1].append(said)
            _space_before(said)

    def _quote(self, quote: lxml.html.HtmlElement) -> None:
        """Let a passage that stands on the page lead to its sentence."""
        article, start, end = (quote.attrib.pop(f"data-{name}", "") for name in ("article", "start", "end"))
        place = self._evidence.cite(article, int(start)) if self._linked and start.isdecimal() else ""
        if not place:
            return
        cite = quote.find("cite")
        if cite is None:
            cite = lxml.html.Element("cite")
            quote.append(cite)
        elif cite.text:
            cite.text += " · "
        link = lxml.html.Element("a", {"href": f"#{place}", "data-at": f"{start}-{end}"})
        link.text = place
        cite.append(link)

    def _rename(self, root: lxml.html.HtmlElement, chapter: str, answers: Container[str]) -> dict[str, str]:
        """Give every element an identifier that no other of the report has; return the new ones by the old.

        Saved answers and their rows keep theirs, by which a number is known from run to run.
        """
        new: dict[str, str] = {}
        for element in root.xpath(".//*[@id]"):
            old = element.get("id")
            row = receipts.ROW.fullmatch(old)
            kept = (row["table"] if row else old) in answers and not PLACE.fullmatch(old)
            fresh = self._free(old if kept else f"{chapter}-{old}")
            element.set("id", fresh)
            new.setdefault(old, fresh)
        for element in root.xpath(".//a[starts-with(@href, '#')]"):
            target = element.get("href")[1:]
            if target in new:
                element.set("href", f"#{new[target]}")
            else:
                element.drop_tag()
        for name in REFERRING:
            for element in root.xpath(f".//*[@{name}]"):
                element.set(name, " ".join(new.get(id_, id_) for id_ in element.get(name).split()))
        return new

    def _free(self, wanted: str) -> str:
        names = itertools.chain([wanted], (f"{wanted}-{number}" for number in itertools.count(2)))
        fresh = next(name for name in names if name not in self._taken)
        self._taken.add(fresh)
        return fresh

    def _shrink(self, root: lxml.html.HtmlElement) -> None:
        """Make charts smaller; one that the report has already becomes a link to it."""
        for picture in root.xpath(".//img"):
            address = picture.get("src", "")
            if address in self._pictures:
                link = lxml.html.Element("a", {"href": f"#{self._pictures[address]}"})
                link.text = f"The chart stands above: {picture.get('alt', '')}"
                link.tail = picture.tail
                picture.getparent().replace(picture, link)
                continue
            self._pictures[address] = self._free(f"wb-chart-{len(self._pictures) + 1}")
            picture.set("id", self._pictures[address])
            picture.set("src", pictures.smaller(address))
            for figure in picture.iterancestors("figure"):
                if not list(figure.iterancestors("section")):
                    caption = lxml.html.Element("figcaption")
                    caption.text = self._source
                    figure.append(caption)


def _failed(notebook: Mapping[str, Any]) -> bool:
    return bool(notebook["status"] == "failed")


def _mark(head: lxml.html.HtmlElement, number: int) -> None:
    """Leave a mark after the row of a heading, in the place of the passages that its page shows."""
    row = head.getparent()
    after = row.getnext()
    if after is not None and after.xpath("./td/details[contains(@class, 'wb-evidence')]"):
        after.getparent().remove(after)
    mark = {"data-behind": head.get("id"), "data-cells": str(len(row)), "data-number": str(number)}
    row.addnext(lxml.html.Element("tr", mark))


def _explain(table: lxml.html.HtmlElement, columns: Mapping[str, str]) -> None:
    """Say below a table what its columns mean, for who wants to know."""
    columns_ = table.xpath(".//th[@data-column]")
    heads = [(head.text_content(), columns.get(head.get("data-column"), "")) for head in columns_]
    if not any(meaning for _, meaning in heads):
        return
    block = lxml.html.Element("details", {"class": "wb-columns"})
    summary = lxml.html.Element("summary")
    summary.text = "What the columns mean"
    block.append(summary)
    described = lxml.html.Element("dl")
    for name, meaning in heads:
        for tag, text in (("dt", name), ("dd", meaning)):
            part = lxml.html.Element(tag)
            part.text = text
            described.append(part)
    block.append(described)
    table.addnext(block)


def _lower(root: lxml.html.HtmlElement) -> None:
    """Put every heading one level down: the report's own title is the only one of the first."""
    for heading in _all(root, [f"h{level}" for level in range(1, LOWEST)]):
        heading.tag = f"h{int(heading.tag[1]) + 1}"


def _unlink(root: lxml.html.HtmlElement) -> None:
    """Turn links to the run's files into their names: the files do not come along."""
    for link in root.xpath(".//a[@href]"):
        folder, _, name = link.get("href").partition("/")
        if folder in ("tables", "figures"):
            link.text = f"{name} among the run's {folder}"
            link.drop_tag()


def _all(root: lxml.html.HtmlElement, tags: Iterable[str]) -> list[lxml.html.HtmlElement]:
    return list(root.iter(*tags))


def _space_before(element: lxml.html.HtmlElement) -> None:
    before = element.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} "
    else:
        parent = element.getparent()
        parent.text = f"{parent.text or ''} "
