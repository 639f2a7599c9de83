"""How much of an untrusted input is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The largest inputs that are read. Each one that is passed gives one problem row, and the rest goes on.

    Sizes are in bytes unless said otherwise. The defaults leave a wide margin over real news: a long article has
    about 60,000 characters, a day's export of an agency about 20 MB.
    """

    file: int = 100 * MB
    """A file as it lies on the disk."""
    unpacked: int = 400 * MB
    """A file of many articles after decompression."""
    ratio: int = 200
    """Decompressed size over compressed size, looked at beyond the first 10 MB. News text packs 3 to 20 times."""
    page: int = 8 * MB
    """One HTML page: the time that finding its main text takes grows faster than its size."""
    tags: int = 50_000
    """Tags of one page, or of one field that holds HTML. A long live blog has about 20,000."""
    document: int = 32 * MB
    """One document of Word, RTF or a mail, or a text that is an archive's export, which are read as a whole."""
    nested: int = 200
    """Groups of RTF inside one another. Word writes about 20."""
    pages: int = 300
    """Pages of one PDF."""
    seconds: int = 60
    """The time that finding the lines of one PDF may take; a full newspaper page takes about one second."""
    feed: int = 32 * MB
    """One RSS or Atom file, which is read as a whole."""
    entries: int = 10_000
    """Entries of one feed. Outlets keep 10 to 100 in theirs, archives some thousands."""
    json_values: int = 4_000_000
    """Commas and opening brackets in one JSON document: what bounds the memory that its objects take."""
    json_depth: int = 64
    """Levels of nesting of JSON."""
    line: int = 10_000_000
    """Characters of one line of a file of lines (JSONL, CSV, TSV)."""
    article: int = 1_000_000
    """Characters of the text of one article."""
    front_matter: int = 64_000
    """Characters of the YAML at the head of a text."""
    field: int = 2_000
    """Characters of a field other than the text (title, author, ...); a longer one is cut off there."""
    records: int = 100_000
    """Articles of one file."""
    problems: int = 100
    """Problem rows of one file; the last says how many more there were."""


def size(count: int) -> str:
    """Say a number of bytes for a person: `100 MB`."""
    return f"{count / MB:,.0f} MB" if count >= MB else f"{count / 1000:,.0f} kB"
