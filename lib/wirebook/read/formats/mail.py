"""Mails and newsletters (`.eml`, RFC 5322 with MIME), by the standard library: one article a message.

The subject is the headline, the sender's name the source, `Date` the date. Of a message in several forms the HTML is
read, as its paragraphs are sure, else the plain text. Where a newsletter was forwarded, as an attachment or in the text
under a line such as `---------- Forwarded message ---------`, the message that was forwarded is the article.
"""

from __future__ import annotations

import email
import email.header
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import Message

from wirebook.read import characters, encoding, markup, unpack
from wirebook.read.article import Problem
from wirebook.read.limits import Limits
from wirebook.read.record import File, Record, RefusedError

HEADER = re.compile(rb"\s*(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n])")
PREFIX = re.compile(r"(?:(?:fwd?|fw|re|aw|wg|tr|rv)\s?:\s*)+", re.IGNORECASE)
FORWARDED = re.compile(
    r"^[>\s]*(?:-{2,}\s?(?:Forwarded message|Original Message|Forwarded Message)\s?-{2,}|Begin forwarded message:)\s*$",
    re.MULTILINE | re.IGNORECASE,
)
FORWARDED_FIELD = re.compile(r"[>\s*]*(?P<name>From|Sent|Date|Subject|To|Cc|Reply-To): ?\*? ?(?P<value>.*?)\s*")
"""A header as a mail program prints it above a forwarded text; `*` are the marks of bold in plain text."""
MOST_PRINTED = 12
FURNITURE = re.compile(
    r"(?:view|read|open) (?:this (?:e-?mail|newsletter|message) |it )?(?:in (?:your |a )?(?:web )?browser|online)\.?"
    r"|(?:click here to )?(?:unsubscribe|(?:manage|update) (?:your )?(?:e-?mail )?preferences)\b.{0,80}"
    r"|(?:you are receiving|you received) this (?:e-?mail|newsletter|message)\b.{0,200}|forward to a friend\.?",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
MOST_PARTS = 200


def read(file: File, limits: Limits) -> Iterator[Record | Problem]:
    """Read the article of a message."""
    data = unpack.whole(file, limits, at_most=limits.document)
    if not HEADER.match(data[:1_000]):
        raise RefusedError("not a mail: it does not begin with header lines", hint="save the message as .eml")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except (RecursionError, ValueError, LookupError) as error:
        raise RefusedError("a mail whose parts cannot be told apart", hint="save its text as .txt") from error
    yield _record(_forwarded(message), limits)


def _forwarded(message: Message) -> Message:
    """Return the message that is attached to a message, or the message itself."""
    for part in _parts(message):
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                return inner
    return message


def _record(message: Message, limits: Limits) -> Record:
    subject, sender, day = (_header(message, name, limits) for name in ("Subject", "From", "Date"))
    text = _text(message, limits)
    if marker := FORWARDED.search(text):
        printed, body = _printed(text[marker.end() :])
        if body.strip():
            text, subject = body, printed.get("subject") or PREFIX.sub("", subject, count=1)
            sender = printed.get("from") or sender
            day = printed.get("date") or printed.get("sent") or day
    found = {"title": subject, "source": _name(sender), "published": day, "text": text}
    return Record(0, {name: value for name, value in found.items() if value}, "extracted")


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message in their order, those of an attached message left out."""
    pending = [message]
    for _ in range(MOST_PARTS):
        if not pending:
            return
        part = pending.pop()
        yield part
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            pending.extend(inner for inner in reversed(payload) if isinstance(inner, Message))


def _text(message: Message, limits: Limits) -> str:
    texts: dict[str, list[str]] = {"text/html": [], "text/plain": []}
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in texts and part.get_content_disposition() != "attachment":
            texts[kind].append(_content(part))
    shown = "\n".join(_of_html(html, limits) for html in texts["text/html"])
    text = shown if any(c.isalnum() for c in shown) else "\n\n".join(texts["text/plain"])
    return "\n".join(line for line in text.split("\n") if not FURNITURE.fullmatch(line.strip(" >[]|·•")))


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_param("charset")
    text = encoding.decode(payload, declared=charset if isinstance(charset, str) else None)
    return characters.LINE_ENDS.sub("\n", text)


def _of_html(html: str, limits: Limits) -> str:
    """Return the text that a page shows: preview lines that mail programs hide are left out."""
    import lxml.html

    markup.check(html, limits)
    if not html.strip():
        return ""
    try:
        tree = lxml.html.document_fromstring(markup.DECLARATION.sub("", html).replace("\x00", ""))
        for element in [e for e in tree.iter() if UNSEEN.search(e.get("style") or "")]:
            if element.getparent() is not None:
                element.drop_tree()
        shown = lxml.html.tostring(tree, encoding="unicode")
    except (ValueError, lxml.etree.LxmlError) as error:
        raise RefusedError("its HTML cannot be parsed", hint="save its text as .txt") from error
    return markup.html_text(shown)


def _header(message: Message, name: str, limits: Limits) -> str:
    """Return a header's value with its encoded words decoded."""
    raw = str(message.get(name, ""))[: limits.field]
    try:
        decoded = str(email.header.make_header(email.header.decode_header(raw)))
    except (ValueError, LookupError, UnicodeError, email.errors.HeaderParseError):
        decoded = raw
    return " ".join(decoded.split())


def _name(sender: str) -> str | None:
    """Return the name of a sender: what is said beside the address, else the address's domain."""
    name, address = email.utils.parseaddr(sender)
    return name.strip(" \"'") or address.rpartition("@")[2] or None


def _printed(text: str) -> tuple[dict[str, str], str]:
    """Return the headers that a mail program printed above a forwarded text, and the text after them."""
    printed: dict[str, str] = {}
    lines = text.split("\n")
    rest = 0
    for i, line in enumerate(lines[:MOST_PRINTED]):
        match = FORWARDED_FIELD.fullmatch(line)
        if match and match["name"].lower() not in printed:
            printed[match["name"].lower()] = match["value"]
            rest = i + 1
        elif line.strip(" >"):
            break
    return printed, "\n".join(lines[rest:])
