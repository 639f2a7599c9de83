"""The pages as a reader opens them: nothing runs, nothing is asked of the internet, nothing overflows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from playwright.sync_api import Browser, Page

from wirebook.publish import RunReport
from wirebook.publish.discover import find

PAGES = ["index", "articles", *(notebook.name for notebook in find(start=Path(__file__).parents[2]))]
PHONE, DESK = 390, 1280
FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.])")

CONTRAST = """() => {
  const channel = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const luminance = c => .2126 * channel(c[0]) + .7152 * channel(c[1]) + .0722 * channel(c[2]);
  const ground = e => { for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c; }
    return [255, 255, 255] };
  const low = [];
  for (const e of document.querySelectorAll('main *, header *, footer *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.getClientRects().length) continue;
    const [a, b] = [luminance(parse(getComputedStyle(e).color)), luminance(ground(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${e.tagName}.${e.className}: ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
  }
  return low }"""
"""Contrast of text as WCAG 2.2 reckons it (success criterion 1.4.3: at least 4.5 to 1)."""

OUTSIDE = """[...document.querySelectorAll('h1, h2, h3, p, li, nav')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.wb-table'))
  .map(e => e.textContent.slice(0, 40))"""
"""The texts that reach beyond the right edge of the window, other than in a box that scrolls."""

BRIGHTNESS = """e => {
  const [red, green, blue] = getComputedStyle(e).backgroundColor.match(/\\d+/g).map(Number);
  return red + green + blue }"""

FILE_NAME = re.compile(
    r"(tables/|figures/|articles/)?[0-9a-z_]+(\.(html|ipynb|json|csv|parquet|png|gexf|graphml|ics))?"
)


@dataclass
class Opened:
    """A page that was opened, and what it did meanwhile."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(chromium: Browser, published: RunReport) -> Iterator[Any]:
    """Open a page of the run, recording its messages, dialogs and requests."""
    contexts = []

    def open_(name: str, *, width: int = DESK, scheme: str = "light", media: str = "screen") -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.emulate_media(media=media)  # type: ignore[arg-type]
        opened = Opened(page)
        page.on("console", lambda message: opened.said.append(message.text))
        page.on("pageerror", lambda error: opened.said.append(str(error)))
        page.on("dialog", lambda dialog: (opened.said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: opened.asked.append(request.url))
        page.goto((published.folder / f"{name}.html").as_uri())
        return opened

    yield open_
    for context in contexts:
        context.close()


def each_page() -> Any:
    return pytest.mark.parametrize("name", PAGES)


@pytest.mark.browser
@each_page()
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_page_is_quiet_asks_for_nothing_and_does_not_overflow(open_page: Any, name: str, width: int) -> None:
    opened = open_page(name, width=width)
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_timeout(100)
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith("data:")] == [page.url]
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") <= 0
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.browser
@each_page()
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page: Any, name: str, scheme: str) -> None:
    opened = open_page(name, scheme=scheme)
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert opened.page.evaluate(CONTRAST) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_an_article_is_quiet_fits_and_is_legible(
    open_page: Any, published: RunReport, width: int, scheme: str
) -> None:
    articles = sorted((published.folder / "articles").iterdir())
    assert articles
    for path in articles:
        opened = open_page(f"articles/{path.stem}", width=width, scheme=scheme)
        page = opened.page
        assert opened.said == []
        assert [url for url in opened.asked if not url.startswith("data:")] == [page.url]
        assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") <= 0
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(CONTRAST) == []


@pytest.mark.browser
def test_dark_pages_keep_charts_on_a_light_card(open_page: Any) -> None:
    light, dark = (open_page("40_briefing", scheme=scheme).page for scheme in ("light", "dark"))
    assert light.eval_on_selector("body", BRIGHTNESS) > 700 > 150 > dark.eval_on_selector("body", BRIGHTNESS)
    assert dark.eval_on_selector("figure:has(img)", BRIGHTNESS) > 700


@pytest.mark.browser
def test_evidence_opens_by_keyboard_without_any_script(open_page: Any) -> None:
    page = open_page("40_briefing").page
    summary = page.locator("details.wb-evidence > summary").first
    quote = page.locator("details.wb-evidence .wb-quote").first
    assert not quote.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert quote.is_visible()


@pytest.mark.browser
def test_a_printed_page_leaves_out_what_is_for_the_screen(open_page: Any) -> None:
    page = open_page("40_briefing", scheme="dark", media="print").page
    assert not page.locator("header nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf().startswith(b"%PDF")


@each_page()
def test_a_page_shows_no_code_and_describes_every_chart(published: RunReport, name: str) -> None:
    page = lxml.html.parse(str(published.folder / f"{name}.html"), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    text = page.text_content()
    assert "import wirebook" not in text
    assert "book." not in text
    assert list(page.iter("script", "iframe", "object")) == []
    for picture in page.iter("img"):
        assert picture.get("src").startswith("data:image/png;base64,")
        assert len(picture.get("alt")) > 20
        assert picture.get("alt") != "Chart without a description"


@each_page()
def test_every_link_of_a_page_leads_somewhere(published: RunReport, name: str) -> None:
    page = lxml.html.parse(str(published.folder / f"{name}.html"), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    for link in page.iter("a"):
        parts = urlsplit(link.get("href", ""))
        if parts.scheme:
            assert parts.scheme in ("http", "https", "mailto", "data")
        elif parts.path:
            assert (published.folder / unquote(parts.path)).is_file(), parts.path
        else:
            assert page.get_element_by_id(parts.fragment) is not None


def test_the_index_says_what_was_found_before_it_links(published: RunReport) -> None:
    text = " ".join(lxml.html.parse(str(published.index)).getroot().find(".//main").text_content().split())
    found = [text.index(words) for words in ("Who it is about", "How it is told", "What is coming up", "The workbook")]
    assert found == sorted(found)
    assert "10 articles from" in text
    assert "notes.jsonl" in text


def test_headlines_are_shown_as_they_were_written(published: RunReport) -> None:
    text = lxml.html.parse(str(published.folder / "40_briefing.html")).getroot().text_content()
    assert "<script>window.ran = 1; alert('ran')</script>" in text


def test_no_cell_of_a_table_is_a_formula(published: RunReport) -> None:
    cells = [
        (path.name, cell)
        for path in sorted((published.folder / "tables").glob("*.csv"))
        for row in csv.reader(path.open(encoding="utf-8", newline=""))
        for cell in row
    ]
    assert any(cell.startswith("'=cmd|") for _, cell in cells), "the hostile source is not in the tables"
    assert [(name, cell) for name, cell in cells if FORMULA.match(cell)] == []


def test_no_file_is_named_by_an_article(published: RunReport) -> None:
    names = {path.relative_to(published.folder).as_posix() for path in published.folder.rglob("*")}
    assert [name for name in names if not FILE_NAME.fullmatch(name)] == []
