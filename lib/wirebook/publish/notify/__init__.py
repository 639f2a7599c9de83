"""Notifying: a short plain message when a run failed or something notable changed; silence otherwise.

An address is a webhook (`https://…` or `http://…`), which gets JSON by POST, or `mailto:a@b`, which gets a mail by the
server in the environment variable `WIREBOOK_SMTP_URL`. A webhook's address is often itself a secret: nothing of one but
its scheme and host is ever written, shown or logged.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from wirebook.errors import InvalidValueError, WirebookError
from wirebook.publish import runs
from wirebook.publish.notify import mail, message, webhook
from wirebook.publish.notify.channel import Channel, NotSentError
from wirebook.publish.notify.message import Message
from wirebook.publish.pipeline import RunReport

TRIES = 3
PAUSES = (1.0, 4.0)
"""Seconds between tries."""
TOTAL = 60.0
"""Seconds that all notifications of a run may take together; a receiver that answers by drops is given up then."""

Status = Literal["sent", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one notification; `to` says no secret."""

    to: str
    status: Status
    tries: int
    error: str | None = None


class Watch:
    """Tells addresses what became of a run: as a context, that it failed with an error; called, how it ended.

    Raises InvalidValueError for an address that cannot be notified, before anything is run.
    """

    def __init__(self, addresses: Sequence[str], *, corpus: str) -> None:
        self._channels = [channel(address) for address in dict.fromkeys(addresses)]
        self._corpus = Path(corpus).name
        self.deliveries: tuple[Delivery, ...] = ()

    @property
    def failed(self) -> list[Delivery]:
        """The notifications that could not be sent."""
        return [delivery for delivery in self.deliveries if delivery.status == "failed"]

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, Exception) and not self.deliveries:
            self.deliveries = send(message.of_error(error, corpus=self._corpus), self._channels)

    def __call__(self, report: RunReport) -> None:
        """Send what is notable of a run that has ended, and note in its manifest what became of it."""
        if not self._channels or report.unchanged:
            return
        try:
            told = message.of_run(report)
        except WirebookError as error:  # an earlier run that was damaged: the new one is whole all the same
            told = message.of_error(error, corpus=self._corpus, what="what changed could not be told")
        if told is None:
            return
        self.deliveries = send(told, self._channels)
        _note(report.folder, self.deliveries)


def channel(address: str) -> Channel:
    """Return the channel to an address. Raises InvalidValueError for one that cannot be notified."""
    scheme = address.partition(":")[0].casefold()
    if scheme in ("http", "https"):
        return webhook.Webhook(address)
    if scheme == "mailto":
        return mail.Mail(address)
    raise InvalidValueError(
        f"{webhook.shown(address)!r} cannot be notified",
        hint="give https://… of a webhook, or mailto:somebody@example.org",
    )


def send(told: Message, channels: Sequence[Channel]) -> tuple[Delivery, ...]:
    """Send a message to all addresses at once, each in up to TRIES tries, and return what became of each.

    Nothing is raised, and after TOTAL seconds nothing is waited for.
    """
    ends = time.monotonic() + TOTAL
    outcomes: dict[int, Delivery] = {}

    def one(place: int, to: Channel) -> None:
        outcomes[place] = _attempts(told, to, ends)

    threads = [threading.Thread(target=one, args=pair, daemon=True) for pair in enumerate(channels)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    late = f"no answer within {TOTAL:g} seconds"
    return tuple(
        outcomes.get(place) or Delivery(to=to.shown, status="failed", tries=TRIES, error=late)
        for place, to in enumerate(channels)
    )


def _attempts(told: Message, to: Channel, ends: float) -> Delivery:
    error = ""
    for attempt in range(1, TRIES + 1):
        try:
            to.send(told)
        except NotSentError as reason:
            error = str(reason)
            if not reason.passing or attempt == TRIES or time.monotonic() + PAUSES[attempt - 1] >= ends:
                return Delivery(to=to.shown, status="failed", tries=attempt, error=error)
            time.sleep(PAUSES[attempt - 1])
        except Exception as reason:  # in a thread, where nobody else would hear of it
            return Delivery(to=to.shown, status="failed", tries=attempt, error=type(reason).__name__)
        else:
            break
    return Delivery(to=to.shown, status="sent", tries=attempt)


def _note(folder: Path, deliveries: Sequence[Delivery]) -> None:
    """Write into a run's manifest which notifications were sent, and which not and why."""
    path = folder / runs.MANIFEST
    facts = json.loads(path.read_text(encoding="utf-8")) | {"notifications": [asdict(d) for d in deliveries]}
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    partial.replace(path)
