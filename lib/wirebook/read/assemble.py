"""From the fields of a record to an article: text cleaned, furniture off, date and language found."""

from __future__ import annotations

from collections.abc import Iterator

from wirebook.read import characters, dates, fields, furniture, header, identify, markup, paragraphs
from wirebook.read.article import Article, Problem, PublishedFrom, article_id
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record


def assemble(file: File, record: Record, limits: Limits) -> Iterator[Article | Problem]:
    """Yield the article of a record, or the problem why there is none, and problems with parts of it."""
    raw = record.fields.get("text")
    text = raw if isinstance(raw, str) else ""
    if not text.strip():
        yield _no_text(file, record)
        return
    if len(text) > limits.article:
        yield Problem(
            path=file.path,
            record=record.record,
            what=f"a text of {len(text):,} characters; the most that is read is {limits.article:,}",
            hint="split it into its articles",
        )
        return
    found = dict(record.fields)
    own = _text(text, record, limits)
    labelled = True
    if record.markup in ("plain", "markdown", "titled"):
        if record.markup == "markdown":
            title, own = markup.markdown_title(own)
            found = {"title": title, **found} if title else found
            own = markup.markdown_text(own)
        before, own, labelled = header.split(own, titled=record.markup == "titled")
        labelled = labelled or "published" in found
        found = {**before, **found}
    taken = furniture.strip(paragraphs.squeeze(characters.clean(paragraphs.unwrap(own))))
    title = _line(found.get("title"), limits)
    body = taken.text.strip()
    if title and body.startswith(title + "\n"):
        body = body[len(title) :].strip()
    if not any(c.isalnum() for c in body):
        yield _no_text(file, record)
        return
    written, origin, problem = _published(found.get("published"), file, record, taken.published, labelled)
    if problem:
        yield problem
    yield Article(
        article_id=article_id(body),
        path=file.path,
        record=record.record,
        title=title,
        text=body,
        source=_line(found.get("source"), limits) or taken.source,
        author=_author(_line(found.get("author"), limits)),
        url=_line(found.get("url"), limits),
        language=identify.identify(body, said=fields.language(found.get("language"))),
        published=written,
        published_from=origin,
        dateline=taken.dateline,
        credit=taken.credit,
    )


def _no_text(file: File, record: Record) -> Problem:
    hint = "give the text in a field named text, body or content"
    return Problem(path=file.path, record=record.record, what="no text in it", hint=hint)


def _text(text: str, record: Record, limits: Limits) -> str:
    text = characters.LINE_ENDS.sub("\n", text)
    if record.markup == "html" or (record.markup == "maybe html" and markup.looks_like_html(text)):
        markup.check(text, limits)
        return markup.html_text(text)
    return characters.unescape(text) if record.markup == "maybe html" else text


def _line(value: object, limits: Limits) -> str | None:
    if value is None:
        return None
    text = str(value)[: limits.field]
    if markup.looks_like_html(text):
        text = markup.html_text(text)
    return characters.line(characters.unescape(text)) or None


def _author(name: str | None) -> str | None:
    return name[3:].strip() or None if name and name[:3].lower() == "by " else name


def _published(
    value: object, file: File, record: Record, from_text: str | None, labelled: bool
) -> tuple[str | None, PublishedFrom | None, Problem | None]:
    problem = None
    if value is not None:
        day = dates.of_value(value)
        if isinstance(value, str) and dates.ambiguous(value):
            problem = Problem(
                path=file.path,
                record=record.record,
                what=f"the date {value[:40]!r} could be of two days; only its year is used",
                hint="write it as year-month-day: 2025-11-24",
            )
        elif day is None:
            problem = Problem(
                path=file.path,
                record=record.record,
                what=f"the date {str(value)[:40]!r} cannot be read",
                hint="write it as year-month-day: 2025-11-24",
            )
        if day is not None:
            return day, "metadata" if labelled else "text", problem
    if not record.exported and (day := dates.in_filename(file.path)):
        return day, "filename", problem
    return (from_text, "text", problem) if from_text else (None, None, problem)
