"""Notifications, by real servers on this machine: what arrives, what is tried again, and what is never told."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from wirebook import publish
from wirebook.errors import InvalidValueError
from wirebook.publish import notify
from wirebook.publish.notify import Watch, channel, mail, message, webhook
from wirebook.publish.notify.message import Message

COUNTING = str(Path(__file__).parents[1] / "fixtures" / "10_counting.ipynb")
FAILING = str(Path(__file__).parents[1] / "fixtures" / "20_failing.ipynb")
TOLD = Message(status="changed", subject="Wirebook: 1 change", text="A <!channel> & @here\n", report="/r/index.html")


class Receiver(ThreadingHTTPServer):
    """A webhook: keeps what it is sent, and answers with the codes it is given, the last one over and over."""

    def __init__(self, *codes: int, slow: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.codes, self.slow = list(codes), slow
        self.got: list[tuple[str, dict[str, str], Any]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hooks/s3cret-token"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = cast(Receiver, self.server)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.got.append((self.path, dict(self.headers), json.loads(body)))
        time.sleep(server.slow)
        code = server.codes.pop(0) if len(server.codes) > 1 else server.codes[0]
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self) -> None:
        cast(Receiver, self.server).got.append((self.path, {}, None))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Callable[..., Receiver]]:
    """Start webhooks."""
    started: list[Receiver] = []

    def start(*codes: int, slow: float = 0.0) -> Receiver:
        server = Receiver(*(codes or (200,)), slow=slow)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between tries."""
    monkeypatch.setattr(notify, "PAUSES", (0.01, 0.01))


class Postbox:
    """Takes mails, after refusing a number of them for now."""

    def __init__(self, busy: int = 0) -> None:
        self.busy, self.mails = busy, list[EmailMessage]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (as aiosmtpd calls it)
        if self.busy:
            self.busy -= 1
            return "451 try again later"
        self.mails.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=default)))
        return "250 taken"


@contextmanager
def mail_server(postbox: Postbox, *, password: str = "") -> Iterator[int]:
    """Run a mail server on a free port, which asks for a password where one is given."""

    def log_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and given.password.decode() == password
        return AuthResult(success=right, handled=False)

    options: dict[str, Any] = {}
    if password:
        options = {"authenticator": log_in, "auth_required": True, "auth_require_tls": False}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def test_a_chat_gets_text_that_calls_nobody_and_a_program_gets_it_plain(receiver: Callable[..., Receiver]) -> None:
    server = receiver()
    [delivery] = notify.send(TOLD, [channel(server.address)])
    assert (delivery.status, delivery.tries, delivery.to) == ("sent", 1, "http://127.0.0.1/…")
    [(path, headers, body)] = server.got
    assert path == "/hooks/s3cret-token"
    assert headers["Content-Type"].startswith("application/json")
    assert body["text"] == "A &lt;!channel&gt; &amp; @\N{ZERO WIDTH SPACE}here\n"
    assert body["wirebook"]["text"] == "A <!channel> & @here\n"
    assert body["wirebook"]["report"] == "/r/index.html"


def test_a_name_and_password_go_into_the_header(receiver: Callable[..., Receiver]) -> None:
    server = receiver()
    address = server.address.replace("127", "ann:p%40ss@127")
    assert [d.status for d in notify.send(TOLD, [channel(address)])] == ["sent"]
    assert server.got[0][1]["Authorization"] == "Basic YW5uOnBAc3M="
    assert "ann" not in channel(address).shown


@pytest.mark.parametrize(
    ("codes", "tries", "status"),
    [
        ((503, 200), 2, "sent"),
        ((429, 500, 200), 3, "sent"),
        ((500,), 3, "failed"),
        ((404,), 1, "failed"),
        ((302,), 1, "failed"),
    ],
)
def test_what_may_pass_is_tried_again_and_the_rest_is_not(
    receiver: Callable[..., Receiver], codes: tuple[int, ...], tries: int, status: str
) -> None:
    server = receiver(*codes)
    [delivery] = notify.send(TOLD, [channel(server.address)])
    assert (delivery.status, delivery.tries, len(server.got)) == (status, tries, tries)
    if status == "failed":
        assert delivery.error == f"it answered {codes[-1]}"


def test_a_receiver_that_does_not_answer_is_given_up(
    receiver: Callable[..., Receiver], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = receiver(200, slow=3.0), receiver()
    monkeypatch.setattr(notify, "TOTAL", 0.5)
    began = time.monotonic()
    deliveries = notify.send(TOLD, [channel(slow.address), channel(quick.address)])
    assert time.monotonic() - began < 2
    assert [d.status for d in deliveries] == ["failed", "sent"]
    assert deliveries[0].error == "no answer within 0.5 seconds"
    monkeypatch.setattr(webhook, "SECONDS", 0.1)
    monkeypatch.setattr(notify, "TOTAL", 10.0)
    [delivery] = notify.send(TOLD, [channel(slow.address)])
    assert (delivery.status, delivery.error) == ("failed", "it could not be reached (no answer in time)")


def test_where_nobody_listens_no_secret_is_told() -> None:
    [delivery] = notify.send(TOLD, [channel("http://ann:pass@127.0.0.1:9/hooks/s3cret-token")])
    assert (delivery.status, delivery.tries) == ("failed", 3)
    assert not any(word in repr(delivery) for word in ("s3cret", "pass", "ann"))


@pytest.mark.parametrize(
    "address",
    ["ftp://ann:pass@host/s3cret", "https:///s3cret", "http://host:port/s3cret", "https://a b/s3cret", "s3cret"],
)
def test_an_address_that_cannot_be_notified_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(InvalidValueError) as raised:
        channel(address)
    assert "s3cret" not in str(raised.value) and "pass" not in str(raised.value)


def test_a_mail_arrives_with_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    postbox = Postbox()
    with mail_server(postbox, password="p@ss") as port:
        monkeypatch.setenv(mail.SERVER, f"smtp://ann:p%40ss@127.0.0.1:{port}")
        monkeypatch.setenv(mail.SENDER, "reports@example.org")
        [delivery] = notify.send(TOLD, [channel("mailto:editor@example.org")])
    assert (delivery.to, delivery.status, delivery.error) == ("mailto:editor@example.org", "sent", None)
    [got] = postbox.mails
    assert (got["To"], got["From"], got["Subject"]) == ("editor@example.org", "reports@example.org", TOLD.subject)
    assert got.get_content().strip() == TOLD.text.strip()


def test_a_mail_that_is_put_off_is_sent_again_and_a_wrong_password_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server(postbox := Postbox(busy=1)) as port:
        monkeypatch.setenv(mail.SERVER, f"smtp://127.0.0.1:{port}")
        [delivery] = notify.send(TOLD, [channel("mailto:editor@example.org")])
    assert (delivery.status, delivery.tries, len(postbox.mails)) == ("sent", 2, 1)
    with mail_server(Postbox(), password="right") as port:
        monkeypatch.setenv(mail.SERVER, f"smtp://ann:wr0ng@127.0.0.1:{port}")
        [delivery] = notify.send(TOLD, [channel("mailto:editor@example.org")])
    assert (delivery.status, delivery.tries) == ("failed", 1)
    assert delivery.error == "the mail server refused the name or password"


def test_no_password_is_sent_unencrypted_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "HERE", frozenset())
    with mail_server(postbox := Postbox(), password="right") as port:
        monkeypatch.setenv(mail.SERVER, f"smtp://ann:right@127.0.0.1:{port}")
        [delivery] = notify.send(TOLD, [channel("mailto:editor@example.org")])
    assert "no password is sent" in str(delivery.error)
    assert not postbox.mails


@pytest.mark.parametrize("url", ["", "imap://ann:s3cret@host", "smtp://", "smtp://ann:s3cret@host:port"])
def test_a_mail_without_a_usable_server_is_refused_before_the_run(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(mail.SERVER, url)
    with pytest.raises(InvalidValueError, match=mail.SERVER) as raised:
        channel("mailto:editor@example.org")
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    "address", ["mailto:", "mailto:editor", "mailto:a@b,c@d", "mailto:a@b?bcc=c@d", "mailto:a@b%0aBcc:c@d"]
)
def test_a_mail_address_is_one_address_and_no_header(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv(mail.SERVER, "smtp://127.0.0.1:9")
    with pytest.raises(InvalidValueError, match="mail address"):
        channel(address)


def test_a_notable_change_is_told_with_its_cause_and_the_briefing(
    articles: Path, tmp_path: Path, receiver: Callable[..., Receiver]
) -> None:
    server, out = receiver(), tmp_path / "out"
    watch = Watch([server.address], corpus=str(articles))
    watch(publish.run([COUNTING], corpus=str(articles), out=out))
    watch(publish.run([COUNTING], corpus=str(articles), out=out))
    assert server.got == []  # a first run, then one without a change
    (articles / "2025-11-03_one.txt").write_text(
        "Norway thanked nobody on Monday for its generous help with the ferry."
    )
    report = publish.run([COUNTING], corpus=str(articles), out=out)
    watch(report)
    text = server.got[0][2]["wirebook"]["text"]
    assert "changes in my articles since the run of" in text.splitlines()[0]
    assert "- Who is gone: Japan: 1 mention in 1 article → – [edited articles]" in text
    assert "In two minutes" in text and "- Norway: " in text
    assert text.endswith(f"Report: {report.index}\n")
    assert {change["cause"] for change in server.got[0][2]["wirebook"]["changes"]} == {"edited articles"}
    manifest = (report.folder / "run.json").read_text(encoding="utf-8")
    assert json.loads(manifest)["notifications"] == [
        {"to": "http://127.0.0.1/…", "status": "sent", "tries": 1, "error": None}
    ]
    for path in out.rglob("*"):
        assert not path.is_file() or b"s3cret" not in path.read_bytes(), path


def test_a_failed_notebook_and_an_error_are_told(
    articles: Path, tmp_path: Path, receiver: Callable[..., Receiver]
) -> None:
    server = receiver()
    Watch([server.address], corpus=str(articles))(publish.run([FAILING], corpus=str(articles), out=tmp_path / "out"))
    with pytest.raises(InvalidValueError), Watch([server.address], corpus=str(articles)):
        publish.run([COUNTING], corpus=str(articles), out=tmp_path / "out", parameters={"top": "many"})
    notebook, error = (got[2]["wirebook"] for got in server.got)
    assert notebook["status"] == error["status"] == "failed"
    assert "1 notebook of 1 failed" in notebook["text"] and "20_failing: ValueError" in notebook["text"]
    assert "the run failed: parameter 'top'" in error["text"]


def test_a_long_line_of_an_article_is_cut_and_cannot_turn_the_text() -> None:
    told = message.of_error(ValueError("\u202eno " + "word " * 200), corpus="a\nb")
    assert len(told.text) <= message.WIDTH + 1
    assert "\u202e" not in told.text and "\n" not in told.subject
