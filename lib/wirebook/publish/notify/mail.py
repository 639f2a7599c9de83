"""Mail: a message by SMTP. Server, name and password come from the environment, never from the command line.

`WIREBOOK_SMTP_URL` is `smtp://name:password@host:587` (encrypted by STARTTLS where the server offers it) or
`smtps://name:password@host:465` (encrypted from the start); special characters of a password are percent-encoded.
`WIREBOOK_SMTP_FROM` is the sender; without it, the name where that is an address, else wirebook@ the machine. A
password is sent over an encrypted connection alone, or to this very machine.
"""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from wirebook.errors import InvalidValueError
from wirebook.publish.notify.channel import SECONDS, NotSentError
from wirebook.publish.notify.message import Message

SERVER, SENDER = "WIREBOOK_SMTP_URL", "WIREBOOK_SMTP_FROM"
PORTS = {"smtp": 25, "smtps": 465}
ADDRESS = re.compile(r"[^@\s<>,;:?&\"]+@[^@\s<>,;:?&\"]+")
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and who logs in there."""

    scheme: str
    host: str
    port: int
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


class Mail:
    """One mail address. Raises InvalidValueError for one that is none, or where no server is set."""

    def __init__(self, address: str) -> None:
        self._to = unquote(address.partition(":")[2])
        if not ADDRESS.fullmatch(self._to):
            raise InvalidValueError("a mail address to notify is none", hint="give one as mailto:somebody@example.org")
        self.shown = f"mailto:{self._to}"
        self._server = server(os.environ.get(SERVER, ""))
        self._from = os.environ.get(SENDER) or (self._server.user if "@" in self._server.user else "")
        self._from = self._from or f"wirebook@{socket.gethostname() or 'localhost'}"
        if not ADDRESS.fullmatch(self._from):
            raise InvalidValueError(f"{SENDER} is no mail address", hint="set it to one as reports@example.org")

    def send(self, told: Message) -> None:
        """Send a mail. Raises NotSentError where the server did not take it."""
        try:
            with self._connected() as connection:
                self._log_in(connection)
                connection.send_message(self._mail(told))
        except NotSentError:
            raise
        except smtplib.SMTPAuthenticationError:
            raise NotSentError("the mail server refused the name or password", passing=False) from None
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise NotSentError(f"the mail server refused the recipient ({code})", passing=code < 500) from None
        except smtplib.SMTPResponseException as error:
            raise NotSentError(f"the mail server answered {error.smtp_code}", passing=error.smtp_code < 500) from None
        except ssl.SSLCertVerificationError:
            raise NotSentError("the mail server's certificate is not valid", passing=False) from None
        except (OSError, smtplib.SMTPException) as error:
            kind = "no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
            raise NotSentError(f"the mail server could not be reached ({kind})", passing=True) from None

    def _connected(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
        connection = smtplib.SMTP(host, port, timeout=SECONDS)
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif self._server.password and host not in HERE:
            connection.close()
            raise NotSentError("the mail server offers no encryption, and no password is sent without", passing=False)
        return connection

    def _log_in(self, connection: smtplib.SMTP) -> None:
        if self._server.user:
            connection.login(self._server.user, self._server.password)

    def _mail(self, told: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = told.subject, self._from, self._to
        mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=self._from.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(told.text)
        return mail


def server(url: str) -> Server:
    """Read the address of a mail server. Raises InvalidValueError, which does not repeat it."""
    hint = f"set {SERVER} to smtp://name:password@host:587 or smtps://name:password@host:465"
    if not url:
        raise InvalidValueError(f"a mail is to be sent, and {SERVER} is not set", hint=hint)
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in PORTS or not host:
        raise InvalidValueError(f"{SERVER} is no address of a mail server", hint=hint)
    return Server(scheme, host, port or PORTS[scheme], unquote(parts.username or ""), unquote(parts.password or ""))
