"""Broken, cut off and hostile files of each format cost a problem, never an exception, and little time."""

import io
import random
import time
import zipfile
import zlib

import pytest

from wirebook import read
from wirebook.read import columns
from wirebook.read.formats import pdf_lines

MUTATIONS = 300
SECONDS = 60
QUICK = read.Limits(seconds=2)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change, take out, repeat or cut off some of the bytes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(out) + 1), chance.randint(1, 40)
        match chance.randrange(5):
            case 0:
                out[at : at + length] = chance.randbytes(length)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length] * chance.randint(1, 5)
            case 3:
                del out[max(at, 1) :]
            case _:
                out[at:at] = chance.choice([b"{", b"}", b"\\", b"<", b"\x00", b"\n", b"\xff", b":", b"_" * 60])
    return bytes(out)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Change the XML inside a Word document, so that its package stays whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as changed:
        for part in package.infolist():
            inner = package.read(part)
            changed.writestr(part.filename, mutated(inner, chance) if chance.random() < 0.3 else inner)
    return out.getvalue()


def check(path):
    reading = read.corpus(path)
    assert reading.articles or reading.problems
    for article in reading.articles:
        article.text.encode("utf-8")
    for problem in reading.problems:
        assert problem.hint


def test_mutations_of_an_export_raise_nothing(tmp_path, export):
    name, data = export
    chance = random.Random(20251124)
    started = time.perf_counter()
    path = tmp_path / name
    for number in range(MUTATIONS):
        inside = name.endswith(".docx") and number % 2
        path.write_bytes(repacked(data, chance) if inside else mutated(data, chance))
        check(path)
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize("forwarded", [True, False])
def test_mutations_of_a_mail_raise_nothing(tmp_path, made, forwarded):
    chance = random.Random(20251124)
    data = made.mail(forwarded=forwarded)
    started = time.perf_counter()
    for _ in range(MUTATIONS):
        (tmp_path / "a.eml").write_bytes(mutated(data, chance))
        check(tmp_path / "a.eml")
    assert time.perf_counter() - started < SECONDS


def test_mutations_of_a_pdf_raise_nothing(tmp_path, made):
    chance = random.Random(20251124)
    data = made.pdf([made.newspaper()])
    for number in range(MUTATIONS):
        broken = mutated(data, chance)
        if number < 10:
            (tmp_path / "a.pdf").write_bytes(broken)
            check(tmp_path / "a.pdf")
            continue
        try:
            result = pdf_lines.pages(broken, most_pages=10, most_characters=100_000)
        except Exception:  # in a process of its own, it is told as the error that it is
            continue
        pages = [columns.Page(p["height"], tuple(columns.Line(*line) for line in p["lines"])) for p in result["pages"]]
        assert all(fields["text"] for fields in columns.articles(pages))


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.rtf", b"{\\rtf1 " + b"{" * 1_000, "RTF of groups nested deeper"),
        ("a.rtf", b"{\\rtf1 " + b"{\\b " * 150 + b"fish", None),
        ("a.rtf", b"{\\rtf1 \\bin999999999 fish}", "no article in it"),
        ("a.rtf", b"fish", "not RTF"),
        ("a.docx", b"PK\x03\x04 and no more", "not a Word document"),
        ("a.docx", b"fish", "not a Word document"),
        ("a.eml", b"fish and chips", "not a mail"),
        ("a.eml", b"Subject: fish\n\n", "no text in it"),
        ("a.pdf", b"fish", "not a PDF"),
        ("a.pdf", b"%PDF-1.4\nfish", "not a PDF, or a broken one"),
    ],
)
def test_what_is_not_of_its_format_is_one_problem(tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    reading = read.corpus(tmp_path)
    assert [problem.what.startswith(what) for problem in reading.problems] == ([True] if what else [])
    assert len(reading.articles) == (what is None)


def bomb(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(member, b" " * 30_000_000)
    return out.getvalue()


def test_a_word_document_that_unpacks_to_much_more_is_refused_unopened(tmp_path):
    (tmp_path / "a.docx").write_bytes(bomb("word/document.xml"))
    (problem,) = read.corpus(tmp_path).problems
    assert problem.what == "a document that unpacks to 30 MB in 1 parts"


def stream(data: bytes, *, packed: bool) -> bytes:
    """A PDF of one page with this content."""
    body = zlib.compress(data, 9) if packed else data
    kind = b"/Filter /FlateDecode " if packed else b""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>\nendobj\n"
        b"4 0 obj\n<< " + kind + b"/Length %d >>\nstream\n" % len(body) + body + b"\nendstream\nendobj\n"
        b"trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n"
    )


@pytest.mark.parametrize("content", [b"q Q " * 5_000_000, b" " * 400_000_000])
def test_a_pdf_that_asks_for_much_time_or_memory_is_ended(tmp_path, content):
    (tmp_path / "a.pdf").write_bytes(stream(content, packed=True))
    started = time.perf_counter()
    (problem,) = read.corpus(tmp_path, limits=QUICK).problems
    assert problem.hint
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("depth", [50, 5_000])
def test_mails_inside_mails_are_bounded(tmp_path, depth):
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(depth))
    (tmp_path / "a.eml").write_bytes(f"Subject: fish\n{parts}Content-Type: text/plain\n\nFish swim.\n".encode())
    started = time.perf_counter()
    check(tmp_path)
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", ("Title: x\n\n" * 50_000 + "_" * 60 + "\n\nFull text: x\n\n" + "Title: x\n\n" * 50_000).encode()),
        ("a.txt", ("Body\nLength: 2\nLoad-Date: x\n" + "Graphic\n" * 300_000).encode()),
        ("a.txt", ("HD  \n" + "LP   x\n" * 300_000 + "Document ABCD00020251124elbo00001\n").encode()),
        ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\n\nFish swim in the sea."),
        ("a.rtf", b"{\\rtf1 " + b"\\u8220?\\'94{\\b x}" * 300_000 + b"}"),
    ],
)
def test_a_file_made_to_be_slow_is_not(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    started = time.perf_counter()
    check(tmp_path)
    assert time.perf_counter() - started < 20


def test_a_page_of_very_many_lines_is_read_in_little_time():
    lines = tuple(columns.Line(x, y, x + 9, y + 9, 9.0 + 9 * (x == 0), "fish") for y in range(3_000) for x in (0, 50))
    started = time.perf_counter()
    assert list(columns.articles([columns.Page(3_000, lines), columns.Page(3_000, lines[:2_900])]))
    assert time.perf_counter() - started < 20
