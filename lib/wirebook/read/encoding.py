"""From bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, else what the bytes allow.

The order of the rules: a byte order mark; NUL bytes in every second place (UTF-16 without its mark); valid UTF-8; the
encoding that the file declares of itself; UTF-8 with a few broken bytes; Windows-1252, unless so many bytes are beyond
ASCII that the text cannot be Western, where charset-normalizer is asked.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from io import BufferedReader

from wirebook.read.record import RefusedError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 first: its little-endian mark begins with that of UTF-16."""

SAMPLE = 65_536
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
BINARY_SHARE = 0.02
"""Share of control bytes from which bytes are taken for no text: real text has next to none, compressed data 10 %."""
UTF16_SHARE = 0.35
"""Share of NULs among every second byte from which text is UTF-16 without its mark."""
WESTERN_SHARE = 0.2
"""Share of bytes beyond ASCII up to which text is Western: French in Windows-1252 has 4 %, Russian in 1251 80 %."""
NOT_TEXT = "not a text: its bytes are those of a binary file"
PIECE = re.compile(r"[^\n]*\n|[^\n]+")
ESCAPED = re.compile("[\udc80-\udcff]")


def detect(data: bytes, *, declared: str | None = None) -> tuple[str, int]:
    """Return the name of the encoding of a text, and the length of its byte order mark.

    `declared` is what the file says of itself (HTML, XML). Raises RefusedError for what is no text.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return name, len(mark)
    sample = data[:SAMPLE]
    if b"\x00" in sample:
        if len(sample) >= 4:
            even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
            if odd >= UTF16_SHARE and even < BINARY_SHARE:
                return "utf-16-le", 0
            if even >= UTF16_SHARE and odd < BINARY_SHARE:
                return "utf-16-be", 0
        if sample.count(0) > max(2, BINARY_SHARE * len(sample)):
            raise RefusedError(NOT_TEXT, hint="give it the ending of its format, or take it out of the corpus")
    if len(CONTROLS.findall(sample)) > max(2, BINARY_SHARE * len(sample)):
        raise RefusedError(NOT_TEXT, hint="give it the ending of its format, or take it out of the corpus")
    if _decodes(data, "utf-8"):
        return "utf-8", 0
    if declared and _known(declared) and _decodes(data, declared):
        return declared, 0
    return _legacy(sample), 0


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of bytes, without its byte order mark; what cannot be decoded becomes U+FFFD."""
    name, mark = detect(data, declared=declared)
    return data[mark:].decode(name, "replace")


def lines(stream: BufferedReader, *, at_most: int) -> Iterator[str | None]:
    """Yield the lines of a stream with their ends; None for a line of more than `at_most` characters, which is skipped.

    The encoding is told from the first bytes; a line that it does not fit is decoded by itself. Lines end at LF, CR LF
    or CR, given as LF, and nowhere else: separators inside an article's text do not break a record.
    """
    chunk = stream.read(SAMPLE)
    name, mark = detect(_whole_characters(chunk))
    errors = "surrogateescape" if name == "utf-8" else "replace"
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(name)(errors), translate=True)
    line: list[str] = []
    length = 0
    chunk = chunk[mark:]
    while True:
        for piece in PIECE.findall(decoder.decode(chunk, final=not chunk)):
            length += len(piece)
            if length <= at_most:
                line.append(piece)
            else:
                line.clear()
            if piece.endswith("\n"):
                yield _mended("".join(line)) if length <= at_most else None
                line, length = [], 0
        if not chunk:
            break
        chunk = stream.read(SAMPLE)
    if length:
        yield _mended("".join(line)) if length <= at_most else None


def _mended(line: str) -> str:
    if not ESCAPED.search(line):
        return line
    data = line.encode("utf-8", "surrogateescape")
    return data.decode(_legacy(data), "replace")


def _whole_characters(data: bytes) -> bytes:
    """Leave out the beginning of a UTF-8 character that a chunk's end cuts off."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte >= 0xC0:
            return data[:-back]
        if byte < 0x80:
            break
    return data


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeError, ValueError):
        return False
    return True


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # `declared` is untrusted: `zlib` and `rot13` are codecs too
    except (LookupError, ValueError):
        return False


def _legacy(sample: bytes) -> str:
    beyond = len(BEYOND_ASCII.findall(sample))
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    if len(MULTIBYTE.findall(sample)) > 2 * broken:
        return "utf-8"
    if beyond <= WESTERN_SHARE * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"
