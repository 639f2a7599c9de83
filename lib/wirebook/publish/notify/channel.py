"""What a way to notify somebody is."""

from __future__ import annotations

from typing import Protocol

from wirebook.errors import WirebookError
from wirebook.publish.notify.message import Message

SECONDS = 10
"""How long a receiver may take to connect, and to each answer."""


class Channel(Protocol):
    """A way to notify one address."""

    @property
    def shown(self) -> str:
        """The address without what is secret in it."""

    def send(self, told: Message) -> None:
        """Send a message. Raises NotSentError where it was not taken."""


class NotSentError(WirebookError, OSError):
    """A notification that was not taken; `passing` says whether another try may help. The message tells no secret."""

    def __init__(self, message: str, *, passing: bool) -> None:
        super().__init__(message)
        self.passing = passing

    def __str__(self) -> str:
        return self.message
