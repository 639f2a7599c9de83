"""Errors: one base class; each subclass is also the builtin that a caller would catch."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_SHOWN = 20
"""Allowed names that a hint lists; a corpus of thousands has thousands of titles."""


class WirebookError(Exception):
    """Base of every error that Wirebook raises on purpose.

    The message says what was wrong and where; an optional second line, `Hint:`, says what is allowed or what to do
    next.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message if hint is None else f"{message}\nHint: {hint}")


class UnknownNameError(WirebookError, ValueError):
    """A name (of a parameter, notebook, table, actor, option) that does not exist."""

    @classmethod
    def of(cls, what: str, name: str, allowed: Iterable[str]) -> UnknownNameError:
        """Build the error for `name`, with the nearest of the allowed names as its hint."""
        known = sorted(allowed)
        near = difflib.get_close_matches(name.casefold(), [k.casefold() for k in known], n=3, cutoff=0.5)
        nearest = [k for k in known if k.casefold() in near]
        shown = known[:MOST_SHOWN] + ["…"] * (len(known) > MOST_SHOWN)
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"there is {', '.join(shown) or 'none'}"
        return cls(f"unknown {what} {name!r}", hint=hint)


class InvalidValueError(WirebookError, ValueError):
    """A value that is not of the allowed form."""


class CorpusNotFoundError(WirebookError, FileNotFoundError):
    """A corpus (file or folder of articles) that is not there."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotebookFailedError(WirebookError, RuntimeError):
    """A notebook that stopped with an error."""


class MissingToolError(WirebookError, ImportError):
    """An optional component that is not installed; the hint is the command that installs it."""


class PrintingError(WirebookError, RuntimeError):
    """A report that the browser did not print."""


class ModelError(WirebookError, RuntimeError):
    """The language model that is missing, broken, or not of this version."""
