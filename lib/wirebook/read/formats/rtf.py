"""Rich Text Format: an archive's export, or one article.

A reader of our own, by the Rich Text Format Specification 1.9.1, as it has to keep which paragraphs are headings, which
text is hidden or deleted, and bounds on what a hostile file may nest. Read are paragraphs, cells, characters in any
code page and in Unicode; left out is what a page does not show as its text: tables of fonts and styles, pictures,
headers and footers, notes, instructions of fields, hidden and deleted text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from wirebook.read import document, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

TOKEN = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
)
UNSEEN = frozenset((
    "annotation", "atnauthor", "atnid", "author", "bkmkend", "bkmkstart", "colortbl", "company", "datafield",
    "datastore", "fldinst", "fonttbl", "footer", "footerf", "footerl", "footerr", "footnote", "generator", "header",
    "headerf", "headerl", "headerr", "info", "listoverridetable", "listtable", "nonshppict", "object", "pict",
    "pntext", "rsidtbl", "stylesheet", "tc", "themedata", "xe",
))  # fmt: skip
"""Destinations whose text is none of the document's; those after `\\*` are left out too."""
CHARACTERS: Mapping[str, str] = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SYMBOLS: Mapping[str, str] = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
ENDS = frozenset({"par", "sect", "page", "row", "nestrow"})
CODE_PAGES: Mapping[int, str] = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""The code page of a font's character set (`\\fcharset`)."""
HEADING_STYLE = re.compile(r"\{\\s(\d{1,4})\b[^{}]{0,500}?[ ;](?:heading 1|Title);", re.IGNORECASE)
STYLES_WITHIN = 1_000_000
SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the articles of a document."""
    data = unpack.whole(file, limits, at_most=limits.document)
    if not data.lstrip()[:5] == b"{\\rtf":
        raise RefusedError("not RTF, though it is named so", hint="give it the ending of its format")
    yield from document.records(paragraphs(data.decode("latin-1"), limits))


def paragraphs(markup: str, limits: Limits) -> list[document.Paragraph]:
    """Return the paragraphs of a document; what its end cuts off is read as far as it goes."""
    reader = _Reader(headings={int(number) for number in HEADING_STYLE.findall(markup[:STYLES_WITHIN])})
    position = 0
    while match := TOKEN.match(markup, position):
        position = match.end() + reader.take(match)
        if len(reader.groups) > limits.nested:
            raise RefusedError(f"RTF of groups nested deeper than {limits.nested} levels", hint="save its text alone")
        if not reader.groups:
            break
    reader.end_paragraph()
    return reader.paragraphs


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces."""

    unseen: bool = False
    hidden: bool = False
    fonts: bool = False
    fallback: int = 1
    """Characters that follow a `\\u` for readers without Unicode."""
    code_page: str = "cp1252"


@dataclass(slots=True)
class _Reader:
    """The state of reading: the open groups, and the paragraph so far."""

    headings: set[int]
    groups: list[_Group] = field(default_factory=list)
    paragraphs: list[document.Paragraph] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    code_page: str = "cp1252"
    heading: bool = False
    skip: int = 0
    star: bool = False

    def take(self, match: re.Match[str]) -> int:
        """Take one token; return how many characters of binary data follow it, to be passed over."""
        if byte := match["byte"]:
            self._byte(int(byte, 16))
            return 0
        self._flush()
        if brace := match["brace"]:
            self._brace(brace)
        elif word := match["word"]:
            return self._word(word, int(match["number"]) if match["number"] else None)
        elif symbol := match["symbol"]:
            self._symbol(symbol)
        elif text := match["text"]:
            self._text(text if text.isascii() else text.encode("latin-1").decode(self._code_page(), "replace"))
        return 0

    def end_paragraph(self) -> None:
        """End the paragraph."""
        self._flush()
        text = SURROGATES.sub(_joined, "".join(self.pieces))
        self.paragraphs.append(document.Paragraph(text, heading=self.heading))
        self.pieces.clear()

    def _brace(self, brace: str) -> None:
        self.star = False
        self.skip = 0
        if brace == "{":
            self.groups.append(self.groups[-1] if self.groups else _Group())
        elif self.groups:
            self.groups.pop()

    def _word(self, word: str, number: int | None) -> int:
        group = self.groups[-1] if self.groups else _Group()
        starred, self.star = self.star, False
        if word == "bin":
            return max(number or 0, 0)
        if starred or word in UNSEEN:
            self._set(replace(group, unseen=True, fonts=word == "fonttbl"))
        elif word == "u" and number is not None:
            self._text(chr(number & 0xFFFF))
            self.skip = group.fallback
        elif word == "uc":
            self._set(replace(group, fallback=min(max(number or 0, 0), 8)))
        elif word == "ansicpg":
            self.code_page = _known(f"cp{number}")
            self._set(replace(group, code_page=self.code_page))
        elif word == "f":
            self.font = number or 0
            self._set(replace(group, code_page=self.fonts.get(self.font, self.code_page)))
        elif word == "fcharset" and group.fonts:
            if number and (page := CODE_PAGES.get(number)):
                self.fonts[self.font] = page
        elif word in ("v", "deleted"):
            self._set(replace(group, hidden=number != 0))
        elif word == "plain":
            self._set(replace(group, hidden=False))
        elif not group.unseen:
            self._layout(word, number)
        return 0

    def _layout(self, word: str, number: int | None) -> None:
        if word in ENDS:
            self.end_paragraph()
        elif word == "pard":
            self.heading = False
        elif (word == "outlinelevel" and number == 0) or (word == "s" and number in self.headings):
            self.heading = True
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.star = True
        elif symbol in "\r\n":
            self._layout("par", None)
        elif symbol in SYMBOLS:
            self._text(SYMBOLS[symbol])

    def _byte(self, byte: int) -> None:
        if self.skip:
            self.skip -= 1
        elif self._shown():
            self.pending.append(byte)

    def _text(self, text: str) -> None:
        skipped = min(self.skip, len(text))
        self.skip -= skipped
        if self._shown():
            self.pieces.append(text[skipped:])

    def _flush(self) -> None:
        """Decode the bytes so far: one character may take two of them."""
        if self.pending:
            self.pieces.append(self.pending.decode(self._code_page(), "replace"))
            self.pending.clear()

    def _code_page(self) -> str:
        return self.groups[-1].code_page if self.groups else self.code_page

    def _shown(self) -> bool:
        return bool(self.groups) and not (self.groups[-1].unseen or self.groups[-1].hidden)

    def _set(self, group: _Group) -> None:
        if self.groups:
            self.groups[-1] = group


def _known(code_page: str) -> str:
    try:
        codecs.lookup(code_page)
    except LookupError:
        return "cp1252"
    return code_page


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
