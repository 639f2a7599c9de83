"""Documents that are no archive's export: Word, RTF, mails and PDF."""

import io
from email.message import EmailMessage

import pytest

from wirebook import read


def read_one(folder, name, data):
    (folder / name).write_bytes(data)
    reading = read.corpus(folder)
    assert not reading.problems
    (article,) = reading.articles
    return article


@pytest.mark.parametrize("kind", ["docx", "rtf"])
@pytest.mark.parametrize("title", ["Trade: talks resume", "Source: officials see no end", "Will talks resume?"])
def test_the_first_heading_of_a_document_is_its_title(tmp_path, made, kind, title):
    lines = [title, "By Ada Marlowe", "24 November 2025", *made.trade]
    article = read_one(tmp_path, f"a.{kind}", getattr(made, kind)(lines, headings=(title,)))
    assert (article.title, article.author, article.published) == (title, "Ada Marlowe", "2025-11-24")
    assert article.text == "\n".join(made.trade)


@pytest.mark.parametrize("kind", ["docx", "rtf"])
def test_a_short_first_line_is_the_title_of_a_document_without_headings(tmp_path, made, kind):
    article = read_one(tmp_path, f"2025-11-24.{kind}", getattr(made, kind)(["Trade: talks resume", *made.trade]))
    assert (article.title, article.text) == ("Trade: talks resume", "\n".join(made.trade))
    assert (article.published, article.published_from) == ("2025-11-24", "filename")


@pytest.mark.parametrize("kind", ["docx", "rtf"])
def test_a_document_that_begins_with_its_text_has_no_title(tmp_path, made, kind):
    article = read_one(tmp_path, f"a.{kind}", getattr(made, kind)(made.storm))
    assert (article.title, article.text) == (None, "\n".join(made.storm))


def test_links_inserted_text_and_tables_of_a_word_document_are_read_and_deleted_text_is_not(tmp_path, made):
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph("The ministers ")
    run = paragraph.add_run("met in Oslo")._r
    for tag, text in (("w:ins", " on Monday."), ("w:del", " on Sunday.")):
        holder = docx.oxml.OxmlElement(tag)
        paragraph._p.append(holder)
        inner = docx.oxml.OxmlElement("w:r")
        piece = docx.oxml.OxmlElement("w:t" if tag == "w:ins" else "w:delText")
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        piece.text = text
        inner.append(piece)
        holder.append(inner)
    link = docx.oxml.OxmlElement("w:hyperlink")
    run.addprevious(link)
    link.append(run)
    document.add_table(1, 1).cell(0, 0).text = made.storm[0]
    out = io.BytesIO()
    document.save(out)
    article = read_one(tmp_path, "a.docx", out.getvalue())
    assert article.text == f"The ministers met in Oslo on Monday.\n{made.storm[0]}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (r"caf\'e9 and \ldblquote fish\rdblquote", "café and “fish”"),
        (r"\u8220?fish\u8221? \u-10179?\u-8704?", "“fish” 😀"),
        (r"{\uc2 \u8220\'93\'94fish}", "“fish"),
        (r"{\f1 \'d0\'fb\'e1\'e0} and fish", "Рыба and fish"),
        (r"{\field{\*\fldinst HYPERLINK http://x.example}{\fldrslt fish}} and chips", "fish and chips"),
        (r"fish{\v hidden} and{\deleted gone} chips{\footnote A note.}", "fish and chips"),
        (r"{\pict\pngblip 0102\bin4 }}{{}fish", "fish"),
        (r"20\~000 co\-operative north\_sea \{fish\}", "20 000 cooperative north-sea {fish}"),
    ],
)
def test_what_rtf_writes_is_read_as_its_page_shows_it(tmp_path, markup, text):
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
    article = read_one(
        tmp_path, "a.rtf", f"{{\\rtf1\\ansi\\ansicpg1252{fonts}{markup}{{}} swim in the sea.\\par}}".encode()
    )
    assert article.text == f"{text} swim in the sea."


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize("forwarded", [True, False])
def test_a_newsletter_is_read_in_either_form_forwarded_or_not(tmp_path, made, html, forwarded):
    article = read_one(tmp_path, "a.eml", made.mail(html=html, forwarded=forwarded))
    assert (article.title, article.source) == ("Trade: talks resume – “again”", "Harbour Wire")
    assert article.published.startswith("2025-11-24T07:30")
    assert article.text.replace("\n\n", "\n") == "\n".join(made.trade)


def test_a_newsletter_that_is_attached_to_a_mail_is_the_article(tmp_path, made):
    import email

    outer = EmailMessage()
    outer["From"], outer["Subject"] = "ben@desk.example", "Fwd: look at this"
    outer["Date"] = "Tue, 25 Nov 2025 07:30:00 +0100"
    outer.set_content("Worth a look.")
    outer.add_attachment(email.message_from_bytes(made.mail(), policy=email.policy.default))
    article = read_one(tmp_path, "a.eml", outer.as_bytes())
    assert (article.title, article.source) == ("Trade: talks resume – “again”", "Harbour Wire")
    assert article.published == "2025-11-24T07:30:00+01:00"


def test_a_mail_without_date_name_and_subject_is_read(tmp_path, made):
    article = read_one(tmp_path, "a.eml", f"From: news@wire.example\n\n{made.trade[0]}\n".encode())
    assert (article.title, article.source, article.published) == (None, "wire.example", None)
    assert article.text == made.trade[0]


def test_the_articles_of_a_newspaper_page_are_read_column_by_column(tmp_path, made):
    (tmp_path / "a.pdf").write_bytes(made.pdf([made.newspaper()]))
    trade, storm = read.corpus(tmp_path).articles
    assert (trade.title, trade.author) == ("Trade: talks resume", "Ada Marlowe")
    assert trade.text == (
        "Ministers of Norway and Chile met in Oslo on Monday to take up talks on fisheries again after two long years. "
        "Nobody said what had changed, and nobody asked.\n"
        "The next round will be in Santiago, or perhaps in the non-Hanseatic ports of the north, said one who had seen "
        "the Anglo-Norwegian paper, which is three pages long and has two annexes."
    )
    assert storm.title == "Storm closes harbour"
    assert storm.text.endswith("Two buoys were torn off, and one of them has not been found since.")
    assert {(a.source, a.published) for a in (trade, storm)} == {("Harbour Wire", "2025-11-24")}


def test_a_pdf_of_several_pages_in_one_column_is_one_article_without_running_lines(tmp_path, made):
    def page(number, title, lines):
        return [
            (50, 780, 8, "Quarterly review of the Harbour Wire"),
            *([(50, 740, 20, title)] if title else []),
            *made.column(50, 700, lines, size=10),
            (280, 20, 8, f"Page {number} of 2"),
        ]

    first = [
        "Ministers of Norway and Chile met in Oslo on Monday, it was said,",
        "to take up talks on fisheries again,",
    ]
    second = ["after two years.", "", "A storm closed the harbour of Valdivia for three days."]
    article = read_one(tmp_path, "a.pdf", made.pdf([page(1, "Trade: talks resume", first), page(2, "", second)]))
    assert article.title == "Trade: talks resume"
    assert article.text == f"{' '.join(first)} {second[0]}\n{second[2]}"


def test_a_pdf_of_pictures_is_a_problem_that_says_what_to_do(tmp_path, made):
    (tmp_path / "a.pdf").write_bytes(made.pdf([[]]))
    (problem,) = read.corpus(tmp_path).problems
    assert problem.what.startswith("no text in it: its pages are pictures")
    assert "OCR" in problem.hint


def test_a_line_of_text_at_the_edge_of_a_page_is_text_though_it_holds_a_date(tmp_path, made):
    lines = [f"The ministers of Norway met for the {word} time in Oslo" for word in ("first", "second", "third")]
    last = "on November 24, 2025, and in Santiago."
    page = [*made.column(50, 90, [*lines, last], size=10)]
    article = read_one(tmp_path, "a.pdf", made.pdf([page]))
    assert article.text.endswith(f"third time in Oslo {last}")
    assert article.published is None


def test_the_first_lines_of_a_newsletter_are_its_text_though_they_look_like_fields(tmp_path):
    text = "Title: a fight\n\nSource: officials who asked not to be named. The ministers met on Monday."
    article = read_one(tmp_path, "a.eml", f"From: Harbour Wire <news@wire.example>\nSubject: A\n\n{text}\n".encode())
    assert (article.text, article.source) == (text, "Harbour Wire")


def test_the_name_of_the_paper_on_its_front_page_is_its_source_and_no_headline(tmp_path, made):
    front = [(60, 740, 50, "Harbour Wire"), (60, 715, 8, "No. 301, Monday, November 24, 2025, two crowns")]
    page = [(x, y - 60, size, text) for x, y, size, text in made.newspaper()[1:-1]]
    (tmp_path / "a.pdf").write_bytes(made.pdf([front + page]))
    articles = read.corpus(tmp_path).articles
    assert [(a.title, a.source, a.published) for a in articles] == [
        ("Trade: talks resume", "Harbour Wire", "2025-11-24"),
        ("Storm closes harbour", "Harbour Wire", "2025-11-24"),
    ]


def test_the_lines_above_and_below_a_headline_in_smaller_type_are_text(tmp_path, made):
    page = [
        (40, 760, 15, "Fisheries"),
        (40, 720, 30, "Trade: talks resume"),
        (40, 690, 16, "Ministers meet in Oslo"),
        *made.column(
            40, 660, ["The ministers of Norway and Chile met in Oslo on", "Monday to sign an accord on fisheries."]
        ),
    ]
    article = read_one(tmp_path, "a.pdf", made.pdf([page]))
    assert article.title == "Trade: talks resume"
    assert article.text.split("\n")[:2] == ["Fisheries", "Ministers meet in Oslo"]
