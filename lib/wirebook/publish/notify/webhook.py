"""Webhooks: a message as JSON by POST, as Slack, Mattermost and plain receivers take it.

`text` is the message for a chat, in which nothing of an article can call a channel or make a link: `&`, `<` and `>` are
escaped as Slack asks ("Formatting text for app surfaces"), and a name after `@` calls nobody. Under `wirebook` stand
the plain text and the changes, for programs.
"""

from __future__ import annotations

import base64
import http.client
import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import unquote, urlsplit

from wirebook.errors import InvalidValueError
from wirebook.publish.notify.channel import SECONDS, NotSentError
from wirebook.publish.notify.message import Message

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which another try may help."""
APART = "@\N{ZERO WIDTH SPACE}"


class Webhook:
    """One webhook. Raises InvalidValueError for an address without a host."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            usable = bool(parts.hostname) and (parts.port is None or parts.port > 0) and address.isprintable()
        except ValueError:
            usable = False
        if not usable or " " in address:
            raise InvalidValueError("a webhook's address has no host", hint="give it as https://host/path")
        self._address = address
        self.shown = shown(address)

    def send(self, told: Message) -> None:
        """Post a message. Raises NotSentError where it was not taken; a redirection is not followed."""
        request = urllib.request.Request(
            self._bare(), data=json.dumps(payload(told)).encode("utf-8"), headers=self._headers(), method="POST"
        )
        try:
            with OPENER.open(request, timeout=SECONDS) as response:
                response.read(1)
        except urllib.error.HTTPError as error:
            error.close()
            raise NotSentError(f"it answered {error.code}", passing=error.code in PASSING) from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            kind = "no answer in time" if isinstance(reason, TimeoutError) else type(reason).__name__
            raise NotSentError(f"it could not be reached ({kind})", passing=True) from None

    def _bare(self) -> str:
        """Return the address without name and password, which go into a header."""
        parts = urlsplit(self._address)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "wirebook"}
        parts = urlsplit(self._address)
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode('utf-8')).decode('ascii')}"
        return headers


def payload(told: Message) -> dict[str, Any]:
    """Return what is posted."""
    chat = told.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", APART)
    plain = {"status": told.status, "subject": told.subject, "text": told.text, "report": told.report}
    return {"text": chat, "wirebook": plain | {"changes": [dict(change) for change in told.changes]}}


def shown(address: str) -> str:
    """Return of an address what is no secret: its scheme and host."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "the address"
    return f"{parts.scheme}://{host}/…" if parts.scheme and host else "the address"


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_NoRedirection)
