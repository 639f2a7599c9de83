"""Samples that we made in the published layouts of archives' exports, with one pair of stories in each."""

from __future__ import annotations

import io
from email import policy
from email.message import EmailMessage
from types import SimpleNamespace

import pytest

TRADE = [
    "Ministers of Norway and Chile met in Oslo on Monday to take up talks on fisheries again after two years.",
    "Title: Fish and Chips was the working name of the paper that they signed.",
    "Body: that is how the annex is headed, said one of the negotiators, who had seen it.",
]
STORM = [
    "A storm closed the harbour of Valdivia for three days, and the ferries to the islands stayed in port.",
    "Location: nobody could say where the missing buoy was.",
]


def nexis(*, cover: bool = False, trade: list[str] | None = None, storm: list[str] | None = None) -> list[str]:
    """The lines of an export of two articles, headers as given."""
    head = ["Harbour Wire (London)", "November 24, 2025 Monday 9:00 AM EST", "Copyright 2025 Harbour Wire"]
    lines = [
        "User\u00a0Name: = Ada",
        "Date and Time: \u00a0Tuesday, November 25, 2025 8:00 PM CET",
        "Job Number: \u00a0123456789",
        "Documents (2)",
        "1. Trade: talks resume",
        "Client/Matter: \u00a0-None-",
        "Search Terms: \u00a0talks",
        "2. Section: storm closes harbour",
    ]
    return [
        *(lines if cover else []),
        "Trade: talks resume",
        *(head if trade is None else trade),
        "Section:\u00a0NEWS; Pg. 4",
        "Length:\u00a0812 words",
        "Byline:\u00a0By Ada Marlowe",
        "Highlight: Source: officials",
        "Body",
        "",
        *TRADE,
        "Graphic",
        "A photo of the ministers.",
        "Classification",
        "Language:\u00a0ENGLISH; ENGLISH",
        "Publication-Type:\u00a0Newspaper",
        "Subject:\u00a0FISHERIES (90%)",
        "Load-Date:\u00a0November 25, 2025",
        "End of Document",
        "",
        "Section: storm closes harbour",
        *(["Meridian Press", "24 November 2025 Monday", "Late Edition - Final"] if storm is None else storm),
        "Length:\u00a0411 words",
        "Body",
        *STORM,
        "Load-Date:\u00a0November 26, 2025",
        "End of Document",
    ]


def docx(lines: list[str], *, headings: tuple[str, ...] = ()) -> bytes:
    """A Word document of lines, some of them set as headings."""
    import docx as word

    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "Page 1 of 3"
    for line in lines:
        document.add_paragraph(line, style="Heading 1" if line in headings else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf(lines: list[str], *, headings: tuple[str, ...] = ()) -> bytes:
    """An RTF document of lines, as Word writes it: tables of fonts and styles, a page header, a picture."""
    style = dict.fromkeys(headings, "\\s1\\outlinelevel0 ")
    body = "".join(f"\\pard\\plain {style.get(line, '')}{escaped(line)}\\par\r\n" for line in lines)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0"
        "{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
        "{\\stylesheet{\\s0 Normal;}{\\s1\\sb240 heading 1;}}{\\info{\\title Export}}{\\header\\pard Page 1 of 3\\par}"
        "{\\*\\shppict{\\pict\\pngblip 89504e47}}" + body + "}"
    ).encode("ascii")


def escaped(line: str) -> str:
    """A line as RTF writes it, beyond ASCII with a fallback."""
    plain = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\cell ")
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in plain)


def factiva(*, date: bool = True, source: bool = True) -> list[str]:
    """The lines of an export of two articles without codes, and the summary of the search after them."""
    return [
        "Foreign Desk; 1",
        "Trade: talks resume",
        "By Ada Marlowe",
        "812 words",
        *(["24 November 2025", "07:30"] if date else []),
        *(["Harbour Wire"] if source else []),
        "HARBW",
        "Late Edition - Final",
        "4",
        "English",
        "Copyright 2025 Harbour Wire. All Rights Reserved.",
        *TRADE,
        "Document HARBW00020251124elbo00001",
        "Section: storm closes harbour",
        "411 words",
        "24 Nov 2025",
        "Meridian Press",
        "MERPR",
        "English",
        "(c) 2025 Meridian Press",
        *STORM,
        "Document MERPR00020251124elbo00002",
        "Search Summary",
        "Text\ttalks",
        "Results Found\t2",
    ]


def coded() -> list[tuple[str, list[str]]]:
    """The codes of an export of two articles, each with its paragraphs."""
    return [
        ("SE", ["Foreign Desk; 1"]),
        ("HD", ["Trade: talks resume"]),
        ("BY", ["By Ada Marlowe"]),
        ("WC", ["812 words"]),
        ("PD", ["24 November 2025"]),
        ("ET", ["07:30"]),
        ("SN", ["Harbour Wire"]),
        ("SC", ["HARBW"]),
        ("ED", ["Late Edition - Final"]),
        ("LA", ["English"]),
        ("CY", ["(c) 2025 Harbour Wire"]),
        ("LP", TRADE[:2]),
        ("TD", TRADE[2:]),
        ("NS", ["gdip : International Relations"]),
        ("AN", ["Document HARBW00020251124elbo00001"]),
        ("HD", ["Section: storm closes harbour"]),
        ("WC", ["411 words"]),
        ("PD", ["24 November 2025"]),
        ("SN", ["Meridian Press"]),
        ("LP", STORM),
        ("AN", ["Document MERPR00020251124elbo00002"]),
    ]


def factiva_rtf(rows: list[tuple[str, list[str]]]) -> bytes:
    """An export with codes, as rows of two cells."""
    body = "".join(
        "\\trowd\\cellx800\\cellx9000\\intbl{\\b "
        + code
        + "}\\cell "
        + "\\par\r\n".join(map(escaped, values))
        + "\\cell\\row\r\n"
        for code, values in rows
    )
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}" + body + "}").encode()


def factiva_html(*, codes: bool) -> bytes:
    """The page that is saved, with codes or without."""
    out = ['<html><head><title>Factiva</title></head><body><h1>Dow Jones Factiva</h1><div id="contentLeft">']
    if codes:
        for code, values in coded():
            if code in ("SE", "HD") and not out[-1].startswith("<tr"):
                out.append('<div class="article enArticle"><table>')
            text = "".join(f'<p class="articleParagraph enarticleParagraph">{v}</p>' for v in values)
            text = text if code in ("LP", "TD") else f"<b class='enHeadline'>{values[0]}</b>"
            out.append(f'<tr><td align="right" class="index"><b>{code}</b>&nbsp;</td><td>{text}</td></tr>')
            if code == "AN":
                out.append("</table></div>")
    else:
        lines = factiva()
        for start, texts, number, author in (
            (1, TRADE, "HARBW00020251124elbo00001", 1),
            (lines.index("Section: storm closes harbour"), STORM, "MERPR00020251124elbo00002", 0),
        ):
            rest = lines[start + 1 + author : lines.index(texts[0])]
            out.append(f'<div id="article-{number}" class="article"><div class="article enArticle"><p></p>')
            out.append(f'<div id="hd"><span class="enHeadline">{lines[start]}  </span></div>')
            out.append(f'<div class="author">{lines[start + 1]}</div>' * author)
            out.extend(f"<div>{line}</div>" for line in rest)
            out.extend(f'<p class="articleParagraph enarticleParagraph">{text}  </p>' for text in texts)
            out.append(f"<p>Document {number}</p></div></div><br>")
    return "\n".join([*out, "</div></body></html>"]).encode()


def proquest(*, date: bool = True, source: bool = True) -> list[str]:
    """The blocks of a text export of two documents."""
    rule = "_" * 60
    return [
        rule,
        "Report Information from ProQuest",
        "25 November 2025 20:00",
        rule,
        "Document 1 of 2",
        "Trade: talks resume",
        "Author: Marlowe, Ada; Thorne, Ben",
        "Publication info: Harbour Wire, Late Edition; London (UK) [London (UK)]. 24 Nov 2025: A.1.",
        "Abstract: Ministers met.",
        "Links: https://resolver.example/1",
        f"Full text: {TRADE[0]}",
        *TRADE[1:],
        "Subject: Fisheries",
        "Title: Trade: talks resume",
        *(["Publication title: Harbour Wire, Late Edition (East Coast); London (UK)"] if source else []),
        "Pages: A.1",
        "Publication year: 2025",
        *(["Publication date: Nov 24, 2025"] if date else []),
        "Language of publication: English",
        "ProQuest document ID: 123456789",
        "Document URL: https://archive.example/docview/123456789",
        "Copyright: Copyright Harbour Wire Nov 24, 2025",
        "Last updated: 2025-11-25",
        "Database: Newsstream",
        rule,
        "Document 2 of 2",
        "Section: storm closes harbour",
        f"Full text: {STORM[0]}",
        STORM[1],
        "Location: Chile",
        "Title: Section: storm closes harbour",
        "Publication title: Meridian Press; Valdivia",
        "Publication date: Nov 24, 2025",
        "Document URL: https://archive.example/docview/987654321",
        rule,
        "Contact us at: https://archive.example/contact",
        "Database copyright © 2025 ProQuest LLC. All rights reserved.",
    ]


def mail(*, html: bool = True, forwarded: bool = False) -> bytes:
    """A newsletter in two forms, as it came or forwarded by a colleague."""
    message = EmailMessage()
    message["From"] = '"Ben Thorne" <ben@desk.example>' if forwarded else "Harbour Wire <news@wire.example>"
    message["To"] = "ada@desk.example"
    message["Subject"] = f"{'Fwd: ' if forwarded else ''}Trade: talks resume – “again”"
    message["Date"] = f"Mon, {25 if forwarded else 24} Nov 2025 07:30:00 +0100"
    above = [
        "Worth a look. Ben",
        "---------- Forwarded message ---------",
        "From: Harbour Wire <news@wire.example>",
        "Date: Mon, Nov 24, 2025 at 7:30 AM",
        "Subject: Trade: talks resume – “again”",
        "To: <ben@desk.example>",
    ]
    lines = [*(above if forwarded else []), "View in browser", *TRADE, "Unsubscribe from this list"]
    message.set_content("\n\n".join(lines), cte="quoted-printable")
    if html:
        cells = "".join(f"<tr><td><p>{line.replace('<', '&lt;')}</p></td></tr>" for line in lines)
        hidden = '<div style="display: none">A preview line</div>'
        page = f"<html><head><style>p {{}}</style></head><body>{hidden}<table>{cells}</table></body></html>"
        message.add_alternative(page, subtype="html", cte="base64")
    return message.as_bytes(policy=policy.SMTP)


def pdf(pages: list[list[tuple[float, float, float, str]]], *, width: int = 600, height: int = 800) -> bytes:
    """A PDF of pages, each of lines `(x, y, size, text)` in Helvetica; y counts from the bottom of the page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text.replace(chr(40), '').replace(chr(41), '')}) Tj ET"
            for x, y, size, text in lines
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def newspaper() -> list[tuple[float, float, float, str]]:
    """A page of two articles in three columns, a running line above them and the page's number below."""
    trade = [
        [
            "By Ada Marlowe",
            "Ministers of Norway and Chile met",
            "in Oslo on Monday to take up talks",
            "on fisheries again after two long",
        ],
        [
            "years. Nobody said what had chang-",
            "ed, and nobody asked.",
            "   The next round will be in Sant-",
            "iago, or perhaps in the non-",
        ],
        [
            "Hanseatic ports of the north, said",
            "one who had seen the Anglo-",
            "Norwegian paper, which is three",
            "pages long and has two annexes.",
        ],
    ]
    storm = [
        ["A storm closed the harbour of", "Valdivia for three days, and the"],
        ["ferries to the islands stayed in", "port until Friday. Two buoys were"],
        ["torn off, and one of them has not", "been found since."],
    ]
    return [
        (40, 775, 8, "Harbour Wire | Monday, November 24, 2025 | A4"),
        (40, 730, 30, "Trade: talks resume"),
        *(line for i, lines in enumerate(trade) for line in column(40 + 180 * i, 700, lines)),
        (40, 430, 24, "Storm closes"),
        (40, 404, 24, "harbour"),
        *(line for i, lines in enumerate(storm) for line in column(40 + 180 * i, 380, lines)),
        (300, 20, 8, "4"),
    ]


def column(x: float, top: float, lines: list[str], *, size: float = 9) -> list[tuple[float, float, float, str]]:
    """The lines of one column; spaces before a line indent it."""
    return [(x + 4 * (len(t) - len(t.lstrip())), top - i * size * 1.2, size, t.strip()) for i, t in enumerate(lines)]


SAMPLES = {
    "nexis.docx": lambda: docx(nexis(cover=True)),
    "nexis.rtf": lambda: rtf(nexis(cover=True)),
    "factiva.rtf": lambda: rtf(factiva()),
    "factiva-codes.rtf": lambda: factiva_rtf(coded()),
    "factiva.html": lambda: factiva_html(codes=False),
    "factiva-codes.html": lambda: factiva_html(codes=True),
    "proquest.txt": lambda: "\n\n".join(proquest()).encode(),
    "proquest.docx": lambda: docx(proquest()),
}


@pytest.fixture(params=sorted(SAMPLES))
def export(request):
    """The name of an export of the two articles, and its bytes."""
    return request.param, SAMPLES[request.param]()


@pytest.fixture
def made():
    """What makes samples: lines of each archive, and files of lines."""
    return SimpleNamespace(
        nexis=nexis, factiva=factiva, coded=coded, proquest=proquest, docx=docx, rtf=rtf, factiva_rtf=factiva_rtf,
        factiva_html=factiva_html, mail=mail, pdf=pdf, newspaper=newspaper, column=column, trade=TRADE, storm=STORM,
    )  # fmt: skip
